"""总览: verdicts, key figures, targets, areas and years, all above the fold; below, the rows of the year."""

from dashboard.screen.cards import first_screen
from dashboard.screen.checks import findings_summary
from dashboard.screen.current import current
from dashboard.screen.progress import progress_overview
from dashboard.screen.show import show_rows

selection, screen = current()
first_screen(selection, screen)
show_rows(selection, screen, "this_year", "overview_due")
progress_overview(selection, screen)
findings_summary(selection, screen)
