"""What a download is doing, in words beside its buttons: Streamlit shows a turning ring only, and fails in English."""

import streamlit as st

# Own, constant code, which the index page has loaded (dashboard/server/components/downloads.js).
_component = st.components.v2.component(
    "download_status", js="export default (mounted) => window.planDownloads(mounted);", isolate_styles=False
)


def download_status(key: str) -> None:
    """Stands in the container of the buttons that it speaks of; empty until one of them is clicked."""
    _component(key=key)
