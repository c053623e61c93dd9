"""时间轴: the Gantt of annex 2, the year board, the milestones as rows."""

from dashboard.screen.choices import MOST_ON_BOARD, order_choice, year_choice
from dashboard.screen.current import current
from dashboard.screen.show import show_rows, show_view, side_by_side

selection, screen = current()
show_view(selection, screen, "gantt", "timeline_gantt", order=order_choice(selection, screen))
if len(selection.shown.milestones):
    left, right = side_by_side(screen, 2, 3)
    with left:
        show_view(selection, screen, "due", "timeline_due")
    with right:
        year = year_choice(selection)
        show_rows(selection, screen, "this_year", "timeline_board", year=year, most=MOST_ON_BOARD)
    show_view(selection, screen, "cumulative", "timeline_cumulative")
    show_rows(selection, screen, "milestones", "timeline_rows")
