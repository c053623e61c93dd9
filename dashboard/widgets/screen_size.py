"""The viewer's window: 会议模式 fills it, on a phone charts and tables are drawn for its width."""

from dataclasses import dataclass, fields

import streamlit as st

_KEY = "screen_size"

# Own, constant code, which the index page has loaded (dashboard/server/components/window.js).
_component = st.components.v2.component("screen_size", js="export default (mounted) => window.planWindow(mounted);")


@dataclass(frozen=True)
class Window:
    """``width`` and ``height`` in px (known in 会议模式 only), and whether ``narrow`` as a phone.

    Until the browser has said, it is the smaller of the two usual screens, so that nothing is cut.
    """

    narrow: bool = False
    width: int = 1366
    height: int = 768


_REPORTS = tuple(field.name for field in fields(Window))


def last_window() -> Window:
    """The window as last reported."""
    reported = st.session_state.get(_KEY) or {}
    return Window(**{name: reported[name] for name in _REPORTS if reported.get(name) is not None})


def watch_window(exact: bool) -> None:
    """Reports the window, its size only where that must be ``exact``; the page runs again when it changes."""
    window = last_window()
    callbacks = {f"on_{name}_change": lambda: None for name in _REPORTS}
    _component(key=_KEY, data={"exact": exact, "reported": {"narrow": window.narrow}}, **callbacks)
