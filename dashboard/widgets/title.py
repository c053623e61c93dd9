"""The title line: which page, and what the filters leave of the plan."""

import streamlit as st

from .text import literal


def title_line(title: str, description: str) -> None:
    """Page title and, smaller beside it, the filters in words with their effect, over a thin red rule."""
    st.header(f"{title}　:small[:small[{literal(description)}]]", divider="red", anchor=False)
