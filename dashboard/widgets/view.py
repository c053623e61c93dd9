"""What this run shows: whole plan, filtered plan, filters and dates; made by frame.py, taken by pages."""

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

import streamlit as st

from analytics import Filters, Plan
from dashboard.charts.style import MOST_ROWS, MOST_ROWS_IN_MEETING, ON_PHONE, ON_SCREEN, Scale, meeting_scale
from dashboard.selection import Selection

from .loading import Loaded
from .screen_size import Window

_KEY = "_view"


@dataclass(frozen=True)
class View:
    """``plan`` is whole: the one ``loaded`` from the files, or one under preview; ``shown`` is what ``filters`` leave.

    ``as_of`` is the chosen date, ``today`` the plan's today; ``scale`` are the sizes to draw charts in. How the plan
    came to be loaded and the viewer's ``window`` beyond that change no figure: they are no part of what makes views
    equal, so that what is worked out from a view can be remembered.
    """

    plan: Plan
    loaded: Loaded = field(compare=False)
    shown: Plan
    filters: Filters
    as_of: date
    today: date
    in_meeting: bool
    scale: Scale
    window: Window = field(compare=False)

    @property
    def previewing(self) -> bool:
        """Whether this session shows an uploaded annex instead of the plan that everybody sees."""
        return self.plan is not self.loaded.plan

    @property
    def most_rows(self) -> int:
        """Beyond this many rows a chart with a row a carrier sums up."""
        return MOST_ROWS_IN_MEETING if self.in_meeting else MOST_ROWS

    @property
    def selection(self) -> Selection:
        """What is looked at, for who does not care how."""
        return Selection(self.plan, self.shown, self.filters, self.as_of, self.today, self.now)

    @property
    def now(self) -> datetime:
        """The time where the plan is."""
        return now_at(self.plan)


def scale_for(window: Window, in_meeting: bool) -> Scale:
    """The sizes of charts in ``window``."""
    if in_meeting:
        return meeting_scale(window.width, window.height)
    return ON_PHONE if window.narrow else ON_SCREEN


def now_at(plan: Plan) -> datetime:
    """The time in the plan's own time zone: a server may run in another one."""
    return datetime.now(ZoneInfo(plan.meta.facts.timezone))


def set_view(view: View) -> None:
    """Hands ``view`` to the page that runs next."""
    st.session_state[_KEY] = view


def current_view() -> View:
    """The view that frame.py made for this run."""
    return st.session_state[_KEY]
