"""KPI cards of 总览: each number with its target, each leading on to its page."""

import streamlit as st

from analytics.indicators import Indicator

from .navigation import page_link
from .text import literal


def kpi_cards(indicators: tuple[Indicator, ...]) -> None:
    """A card for each indicator, side by side."""
    grid = st.grid(len(indicators), min_column_width=130, gap="xsmall", border=True)
    for indicator in indicators:
        with grid.cell(), st.container(gap=None):
            st.metric(literal(indicator.label), indicator.value)
            st.caption(literal(indicator.note))
            page_link(indicator.page, "查看 →")
