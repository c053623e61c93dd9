"""授牌缺口: carrier × plaque, target coverage, steps, year by year, highest levels, and the rows with their words."""

import streamlit as st

from dashboard.screen.current import current
from dashboard.screen.plaques import matrix
from dashboard.screen.show import show_rows, show_view, side_by_side

selection, screen = current()
matrix(selection, screen)
left, right = side_by_side(screen, 1, 1)
with left:
    show_view(selection, screen, "targets", "plaque_coverage")
with right:
    show_view(selection, screen, "steps", "plaque_steps")
left, right = side_by_side(screen, 1, 1)
with left:
    show_rows(selection, screen, "yearly", "plaque_years")
with right:
    show_rows(selection, screen, "levels", "plaque_levels")
with st.expander("目标怎么算"):
    show_rows(selection, screen, "target_rules", "target_rules", with_words=False)
show_rows(selection, screen, "plaques", "plaque_rows", with_words=False)
