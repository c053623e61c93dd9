"""What this run looks at, and how: made by frame.py, taken by pages."""

import streamlit as st

from dashboard.selection import Screen, Selection

_KEY = "_current"


def hand_over(selection: Selection, screen: Screen) -> None:
    """Hands both to the page that runs next."""
    st.session_state[_KEY] = (selection, screen)


def current() -> tuple[Selection, Screen]:
    """The selection and the screen that frame.py made for this run."""
    return st.session_state[_KEY]
