"""时间轴: the Gantt of annex 2, the year board, the milestones as rows."""

import streamlit as st

from dashboard.screen.choices import MOST_ON_BOARD, order_choice, year_choice
from dashboard.screen.current import current
from dashboard.screen.show import show_rows, show_view

selection, screen = current()
show_view(selection, screen, "gantt", "timeline_gantt", order=order_choice(selection, screen))
if len(selection.shown.milestones):
    left, right = st.columns([2, 3], gap="medium")
    with left:
        show_view(selection, screen, "due", "timeline_due")
    with right:
        year = year_choice(selection)
        show_rows(selection, screen, "this_year", "timeline_board", year=year, most=MOST_ON_BOARD)
    show_view(selection, screen, "cumulative", "timeline_cumulative")
    show_rows(selection, screen, "milestones", "timeline_rows")
