"""KPI cards of 总览: each number with its target, each leading on to its page."""

import streamlit as st

from dashboard.selection import Screen, Selection

from .navigation import page_link
from .show import screen_views
from .text import literal


def kpi_cards(selection: Selection, screen: Screen) -> None:
    """A card for each key figure, side by side."""
    (view,) = screen_views(selection, screen, "overview")
    grid = st.grid(len(view.table), min_column_width=130, gap="xsmall", border=True)
    for figure in view.table.itertuples():
        with grid, st.container(gap=None):
            st.metric(literal(figure.label), figure.value)
            st.caption(literal(figure.note))
            page_link(figure.page, "查看 →")
