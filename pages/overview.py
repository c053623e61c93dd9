"""总览: the key figures, area by direction, target coverage, what is due this year, findings."""

import streamlit as st

from dashboard.screen.area_chart import area_chart
from dashboard.screen.cards import kpi_cards
from dashboard.screen.checks import findings_summary
from dashboard.screen.downloads import downloads
from dashboard.screen.plaque_charts import coverage_chart
from dashboard.screen.timeline_chart import due_chart
from dashboard.screen.view import current_view
from dashboard.screen.year_board import year_board

view = current_view()
kpi_cards(view)
left, right = st.columns(2, gap="medium")
with left:
    area_chart(view, "industry", "overview_area")
    due_chart(view, "overview_years")
with right:
    coverage_chart(view, "overview_coverage")
    year_board(view, view.as_of.year, "overview_due")
findings_summary(view)
downloads(view, "overview")
