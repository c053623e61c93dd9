"""The first and the last line of a page: which page, of what; which source, which data."""

import streamlit as st

from analytics import PlanError
from dashboard.plan_source import plan_on_screen
from dashboard.selection import Selection

from .downloads import downloads
from .navigation import PAGES, title_of
from .text import literal

OPEN = "take_away"
"""The popover of the downloads: in the session's state whether it is open."""


def title_line(title: str, selection: Selection) -> None:
    """Page title and, smaller beside it, the filters in words with their effect, over a thin red rule; at its end
    what can be taken away."""
    (entry,) = [entry for entry in PAGES if title_of(entry) == title]
    with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False):
        st.header(f"{title}　:small[:small[{literal(selection.filters_text)}]]", divider="red", anchor=False)
        if entry.takes_away:
            # Its nine elements only where they are seen: else every change of a filter would draw them (docs/speed.md).
            with st.popover("带走", icon=":material/download:", key=OPEN, on_change="rerun") as place:
                if place.open:
                    downloads(selection, entry.name)


def tab_title() -> str:
    """What the browser's tab says: whose dashboard it is."""
    try:
        return f"{plan_on_screen().plan.meta.facts.name}看板"
    except PlanError:
        return "载体看板"


def footer(selection: Selection, data_words: str) -> None:
    """``source_words``; on paper they stand in the margin of each sheet instead."""
    with st.container(key="source"):
        st.caption(literal(source_words(selection, data_words)))


def source_words(selection: Selection, data_words: str) -> str:
    """Source of the plan, the reminder that it is a plan, and ``data_words``, which data."""
    return f"来源：{selection.source_text} · 显示的是{selection.nature} · {data_words}"
