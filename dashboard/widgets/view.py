"""What this run shows: whole plan, filtered plan, filters and dates; made by frame.py, taken by pages."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import streamlit as st

from analytics import Filters, Plan

from .loading import Loaded

_KEY = "_view"


@dataclass(frozen=True)
class View:
    """``plan`` is whole: the one ``loaded`` from the files, or one under preview; ``shown`` is what ``filters`` leave.

    ``as_of`` is the chosen date, ``today`` the plan's today.
    """

    plan: Plan
    loaded: Loaded
    shown: Plan
    filters: Filters
    as_of: date
    today: date

    @property
    def now(self) -> datetime:
        """The time where the plan is."""
        return now_at(self.plan)


def now_at(plan: Plan) -> datetime:
    """The time in the plan's own time zone: a server may run in another one."""
    return datetime.now(ZoneInfo(plan.meta.facts.timezone))


def set_view(view: View) -> None:
    """Hands ``view`` to the page that runs next."""
    st.session_state[_KEY] = view


def current_view() -> View:
    """The view that frame.py made for this run."""
    return st.session_state[_KEY]
