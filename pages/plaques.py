"""授牌缺口: carrier × plaque, target coverage, steps, year by year, highest levels, and the rows with their words."""

from dashboard.screen.current import current
from dashboard.screen.plaques import matrix, target_rules
from dashboard.screen.show import show_beside, show_rows, show_view

selection, screen = current()
matrix(selection, screen)
show_beside(selection, screen, show_view, {"targets": "plaque_coverage", "steps": "plaque_steps"})
show_beside(selection, screen, show_rows, {"yearly": "plaque_years", "levels": "plaque_levels"})
target_rules(selection, screen)
show_rows(selection, screen, "plaques", "plaque_rows", with_words=False)
