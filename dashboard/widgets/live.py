"""Open pages take a changed file by themselves, filters kept."""

import streamlit as st

from .loading import newest_seen

LOOK_SECONDS = 10
"""With the two looks that ``loading`` wants at a changed file, a change is on screen within 30 seconds."""


@st.fragment(run_every=LOOK_SECONDS)
def take_changes(shown: str) -> None:
    """Runs the page again once the files hold something else than ``shown`` (a mark of ``newest_seen``)."""
    if newest_seen() != shown:
        st.rerun()
