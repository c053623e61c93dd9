"""How large the viewer's window is: 会议模式 fills it without scrolling."""

import streamlit as st

_KEY = "screen_size"
_ASSUMED = 768
"""Until the browser has said: the smaller of the two usual screens, so that nothing is cut."""

# Own, constant code: no data goes into it. It reports the height once, and again when the window changes.
_SCRIPT = """
export default function (component) {
  const report = () => component.setStateValue("height", window.innerHeight);
  report();
  window.addEventListener("resize", report);
  return () => window.removeEventListener("resize", report);
}
"""
_component = st.components.v2.component("screen_size", js=_SCRIPT)


def window_height() -> int:
    """Height of the browser's window in px; the page runs again when it changes."""
    result = _component(key=_KEY, on_height_change=lambda: None)
    return int(result.height or _ASSUMED)
