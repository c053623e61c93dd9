"""总览: the key figures, area by direction, target coverage, what is due this year, findings."""

import streamlit as st

from dashboard.screen.cards import kpi_cards
from dashboard.screen.checks import findings_summary
from dashboard.screen.choices import MOST_ON_BOARD
from dashboard.screen.current import current
from dashboard.screen.downloads import downloads
from dashboard.screen.show import show_rows, show_view

selection, screen = current()
kpi_cards(selection, screen)
left, right = st.columns(2, gap="medium")
with left:
    show_view(selection, screen, "area", "overview_area")
    show_view(selection, screen, "due", "overview_years")
with right:
    show_view(selection, screen, "targets", "overview_coverage")
    show_rows(selection, screen, "this_year", "overview_due", most=MOST_ON_BOARD)
findings_summary(selection, screen)
downloads(selection, "overview")
