"""Open pages take a changed file and a new day by themselves, filters kept."""

import threading
import time
from datetime import date

import streamlit as st

from analytics import Plan
from dashboard import selection
from dashboard.plan_source import newest_seen

LOOK_SECONDS = 10
"""With the two looks that ``plan_source`` wants at a changed file, a change is on screen within 30 seconds."""

_BEGUN, _DAY = "_run_begun", "_day_on_screen"
_thread = threading.local()
# The browser counts anew from every run it sees: a look that comes sooner was asked for before this run was seen.
_TOO_SOON_SECONDS = LOOK_SECONDS * 0.9


def take_changes(shown: str) -> None:
    """Has open pages run again once the files hold something else than ``shown`` (a mark of ``newest_seen``)."""
    st.session_state[_BEGUN] = time.monotonic()
    _thread.drew = True
    st.session_state.pop(_DAY, None)
    _look(shown)


def follow_midnight(plan: Plan, today: date) -> None:
    """Has open pages run again once ``today``, the plan's own day, is over: what is past, and what files are called,
    changes then."""
    st.session_state[_DAY] = (plan, today)


@st.fragment(run_every=LOOK_SECONDS)
def _look(shown: str) -> None:
    # Streamlit loses what a run has drawn where a look arrives just as it ends, and then looks in a thread of its own:
    # draw it again (docs/decisions/0019). A look in the thread that drew has lost nothing.
    crossed = not hasattr(_thread, "drew") and time.monotonic() - st.session_state[_BEGUN] < _TOO_SOON_SECONDS
    if crossed or newest_seen() != shown or _day_is_over():
        st.rerun()


def _day_is_over() -> bool:
    plan, day = st.session_state.get(_DAY, (None, None))
    return plan is not None and selection.now_at(plan).date() != day
