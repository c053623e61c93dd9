"""授牌缺口: carrier × plaque, target coverage, steps, year by year, highest levels, and the rows with their words."""

import streamlit as st

from dashboard.screen.downloads import downloads
from dashboard.screen.plaque_charts import (
    coverage_chart,
    coverage_rules,
    level_table,
    matrix_chart,
    plaque_table,
    steps_chart,
    yearly_plaques,
)
from dashboard.screen.view import current_view

view = current_view()
matrix_chart(view, "plaque_matrix")
left, right = st.columns(2, gap="medium")
with left:
    coverage_chart(view, "plaque_coverage")
with right:
    steps_chart(view, "plaque_steps")
left, right = st.columns(2, gap="medium")
with left:
    yearly_plaques(view, "plaque_years")
with right:
    level_table(view, "plaque_levels")
coverage_rules(view)
plaque_table(view, "plaque_rows")
downloads(view, "plaques")
