"""授牌缺口: carrier × plaque, target coverage, cumulative steps, and the rows with their words."""

import streamlit as st

from dashboard.widgets.downloads import downloads
from dashboard.widgets.plaque_charts import coverage_chart, coverage_rules, matrix_chart, plaque_table, steps_chart
from dashboard.widgets.view import current_view

view = current_view()
matrix_chart(view, "plaque_matrix")
left, right = st.columns(2, gap="medium")
with left:
    coverage_chart(view, "plaque_coverage")
with right:
    steps_chart(view, "plaque_steps")
coverage_rules(view)
plaque_table(view, "plaque_rows")
downloads(view, "plaques")
