"""What a download is doing, in words beside its buttons: Streamlit shows a turning ring only, and fails in English."""

import streamlit as st

_STYLE = """
p { margin: 0.5rem 0 0; font: 400 0.9rem/1.4 var(--st-font); color: var(--st-text-color); }
p:empty { display: none; }
"""

# Own, constant code, which the index page has loaded (dashboard/server/components/downloads.js).
_component = st.components.v2.component(
    "download_status",
    html='<p role="status"></p>',
    css=_STYLE,
    js="export default (mounted) => window.planDownloads(mounted);",
    isolate_styles=True,
)


def download_status(key: str) -> None:
    """Stands in the container of the buttons that it speaks of; empty until one of them is clicked."""
    _component(key=key)
