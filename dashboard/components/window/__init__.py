"""The viewer's window as the browser reports it: window.js, nothing to be seen."""

from collections.abc import Mapping
from typing import TypedDict

import streamlit as st

from .. import own_component

_mount = own_component("window")
_KEY = "window"


class WindowPayload(TypedDict):
    """What the browser is given: whether it shall report its size ``exact``, and what it has ``reported`` already."""

    exact: bool
    reported: dict[str, bool]


def reported_window() -> Mapping[str, bool | int | None]:
    """What this viewer's browser has reported last: ``narrow``, ``middle``, and where it was asked to ``width`` and
    ``height``."""
    return st.session_state.get(_KEY) or {}


def watch_window(payload: WindowPayload) -> None:
    """Lets the browser report its window; the page runs again whenever that changes."""
    changed = {f"on_{name}_change": lambda: None for name in ("narrow", "middle", "width", "height")}
    _mount(key=_KEY, data=payload, **changed)
