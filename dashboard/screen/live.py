"""Open pages take a changed file by themselves, filters kept."""

import threading
import time

import streamlit as st

from dashboard.plan_source import newest_seen

LOOK_SECONDS = 10
"""With the two looks that ``plan_source`` wants at a changed file, a change is on screen within 30 seconds."""

_BEGUN = "_run_begun"
_thread = threading.local()
# The browser counts anew from every run it sees: a look that comes sooner was asked for before this run was seen.
_TOO_SOON_SECONDS = LOOK_SECONDS * 0.9


def take_changes(shown: str) -> None:
    """Has open pages run again once the files hold something else than ``shown`` (a mark of ``newest_seen``)."""
    st.session_state[_BEGUN] = time.monotonic()
    _thread.drew = True
    _look(shown)


@st.fragment(run_every=LOOK_SECONDS)
def _look(shown: str) -> None:
    # Streamlit loses what a run has drawn where a look arrives just as it ends, and then looks in a thread of its own:
    # draw it again (docs/decisions/0019). A look in the thread that drew has lost nothing.
    crossed = not hasattr(_thread, "drew") and time.monotonic() - st.session_state[_BEGUN] < _TOO_SOON_SECONDS
    if crossed or newest_seen() != shown:
        st.rerun()
