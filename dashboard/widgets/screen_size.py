"""The viewer's window: 会议模式 fills it, on a phone charts and tables are drawn for its width."""

from dataclasses import dataclass, fields

from dashboard.components import window as browser


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
    reported = browser.reported_window()
    return Window(**{name: reported[name] for name in _REPORTS if reported.get(name) is not None})


def watch_window(exact: bool) -> None:
    """Reports the window, its size only where that must be ``exact``; the page runs again when it changes."""
    browser.watch_window({"exact": exact, "reported": {"narrow": last_window().narrow}})
