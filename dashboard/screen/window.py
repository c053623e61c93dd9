"""The viewer's window: 会议模式 fills it, on a phone charts and tables are drawn for its width."""

from dataclasses import fields, replace

from dashboard.charts.layout import ON_PHONE, ON_SCREEN, meeting_scale
from dashboard.components import window as browser
from dashboard.selection import Screen, Window

_REPORTS = tuple(field.name for field in fields(Window))


def last_window() -> Window:
    """The window as last reported."""
    reported = browser.reported_window()
    return Window(**{name: reported[name] for name in _REPORTS if reported.get(name) is not None})


def screen_of(window: Window, in_meeting: bool) -> Screen:
    """How charts are drawn in ``window``."""
    if in_meeting:
        return Screen(meeting_scale(window.width, window.height), window, in_meeting)
    if window.narrow:
        return Screen(ON_PHONE, window, in_meeting)
    return Screen(replace(ON_SCREEN, tiles=3) if window.middle else ON_SCREEN, window, in_meeting)


def watch_window(exact: bool) -> None:
    """Reports the window, its size only where that must be ``exact``; the page runs again when it changes."""
    window = last_window()
    browser.watch_window({"exact": exact, "reported": {"narrow": window.narrow, "middle": window.middle}})
