"""The viewer's window: 会议模式 fills it, on a phone charts and tables are drawn for its width."""

from dataclasses import dataclass, fields

import streamlit as st

_KEY = "screen_size"

# Own, constant code: of data it gets only what it has reported itself, for where it is mounted anew. A wide window
# outside 会议模式 reports nothing and so costs no second run.
_SCRIPT = """
export default function (component) {
  const { data, parentElement, setStateValue } = component;
  const sent = (parentElement.sent ??= { ...data.reported });
  const send = (name, value) => {
    if (sent[name] !== value) setStateValue(name, (sent[name] = value));
  };
  const report = () => {
    send("narrow", window.innerWidth < 640);
    if (data.exact) {
      send("width", window.innerWidth);
      send("height", window.innerHeight);
    }
  };
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const redraw = () => send("redraws", sent.redraws + 1);
  report();
  window.addEventListener("resize", report);
  dark.addEventListener("change", redraw);
  return () => {
    window.removeEventListener("resize", report);
    dark.removeEventListener("change", redraw);
  };
}
"""
_component = st.components.v2.component("screen_size", js=_SCRIPT)


@dataclass(frozen=True)
class Window:
    """``width`` and ``height`` in px (known in 会议模式 only), whether ``narrow`` as a phone, and how often the theme
    was switched while the page was open: charts take their colours once, when they are drawn (docs/decisions/0003).

    Until the browser has said, it is the smaller of the two usual screens, so that nothing is cut.
    """

    narrow: bool = False
    redraws: int = 0
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
    reported = {"narrow": window.narrow, "redraws": window.redraws}
    callbacks = {f"on_{name}_change": lambda: None for name in _REPORTS}
    _component(key=_KEY, data={"exact": exact, "reported": reported}, **callbacks)
