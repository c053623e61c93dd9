"""KPI cards of 总览: each number with its target, each leading on to its page."""

import streamlit as st

from analytics.indicators import indicators

from .navigation import page_link
from .text import literal
from .view import View


def kpi_cards(view: View) -> None:
    """A card for each indicator, side by side."""
    shown = indicators(view.plan, view.shown, view.as_of)
    grid = st.grid(len(shown), min_column_width=130, gap="xsmall", border=True)
    for indicator in shown:
        with grid, st.container(gap=None):
            st.metric(literal(indicator.label), indicator.value)
            st.caption(literal(indicator.note))
            page_link(indicator.page, "查看 →")
