"""What the files and the plan leave to check: summary, rows by consequence, printed totals."""

import streamlit as st

from dashboard.exports.findings import findings_csv
from dashboard.selection import Screen, Selection

from .navigation import page_link
from .show import heading, screen_views, show_rows
from .tables import show_listing
from .text import literal


def findings_summary(selection: Selection, screen: Screen) -> None:
    """How many findings there are, with the way to them."""
    (view,) = screen_views(selection, screen, "checks")
    heading(selection, screen, f"{view.title}：{view.conclusion}")
    page_link("checks", "查看每一处")


def findings_by_consequence(selection: Selection, screen: Screen) -> None:
    """Every finding with place, words, reason and mend, by what it bears on; a carrier's name leads to it."""
    (whole,) = screen_views(selection, screen, "checks")
    heading(selection, screen, whole.conclusion)
    for view in screen_views(selection, screen, "findings"):
        st.markdown(f"**{literal(view.conclusion)}**")
        show_listing(view, f"findings_{view.title}")
    st.download_button(
        "下载校核清单 CSV",
        data=lambda: findings_csv(whole.table),
        file_name=f"数据校核_{selection.today:%Y%m%d}.csv",
        mime="text/csv",
        on_click="ignore",
        key="findings_csv",
    )
    st.caption(literal("".join(whole.notes)))


def printed_totals(selection: Selection, screen: Screen) -> None:
    """Printed totals beside the sums of the rows."""
    show_rows(selection, screen, "totals", "totals")
