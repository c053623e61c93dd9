"""The title line: which page, and what the filters leave of the plan."""

import streamlit as st

from analytics import describe

from .text import literal
from .view import View


def describe_view(view: View) -> str:
    """The filters in words with their effect."""
    return describe(view.filters, view.shown, view.plan)


def title_line(title: str, description: str) -> None:
    """Page title and, smaller beside it, the filters in words with their effect, over a thin red rule."""
    st.header(f"{title}　:small[:small[{literal(description)}]]", divider="red", anchor=False)
