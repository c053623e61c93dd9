"""What is looked at: the plan, what the filters leave of it, and from which day; and the screen that shows it."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from analytics import Filters, Plan, apply_filters, describe
from analytics.progress.figures import has_reports
from dashboard.charts.layout import MOST_ROWS, Scale, most_rows_on_slide

ONLY_A_PLAN = "方案安排，不是完成情况"
PLAN_AND_REPORTS = "方案安排，完成情况以部门填报为准"


@dataclass(frozen=True)
class Selection:
    """``shown`` is what ``filters`` leave of the ``whole`` plan, looked at from ``as_of``; ``today`` is the plan's
    own day, ``now`` the moment in its time zone.

    Equal where the same is shown, whatever the clock says, so that ``functools.lru_cache`` can keep what is made of a
    selection: plans are told apart by identity, and changed files are another plan.
    """

    whole: Plan
    shown: Plan
    filters: Filters
    as_of: date
    today: date
    now: datetime = field(compare=False)

    @property
    def is_part(self) -> bool:
        """Whether a filter is set: what is said is then said of 所选, not of all."""
        return bool(self.filters.active)

    def without(self, *names: str) -> "Selection":
        """The same without the filters ``names``: a chart by what it filters keeps its other marks (screens.md)."""
        if not set(names) & set(self.filters.active):
            return self
        return self.filtered_by(replace(self.filters, **dict.fromkeys(names, ())))

    def filtered_by(self, filters: Filters) -> "Selection":
        """The same looked at under ``filters`` instead."""
        return replace(self, shown=_filtered(self.whole, filters), filters=filters)

    @property
    def effect_text(self) -> str:
        """The filters in words with their effect."""
        return _described(self.filters, self.shown, self.whole)

    @property
    def filters_text(self) -> str:
        """The filters in words with their effect; before them the day looked at from, where it is not today."""
        return f"{'' if self.as_of == self.today else f'截至 {self.as_of} · '}{self.effect_text}"

    @property
    def has_progress(self) -> bool:
        """Whether anybody has reported anything up to the as-of day: else everything stays as the plan has it."""
        return _is_reported(self.whole, self.as_of)

    @property
    def nature(self) -> str:
        """What the figures are: the plan's alone, or also what departments report."""
        return PLAN_AND_REPORTS if self.has_progress else ONLY_A_PLAN

    @property
    def source_text(self) -> str:
        """Title, number and date of the document that every figure comes from."""
        facts = self.whole.meta.facts
        of = "，".join(filter(None, (facts.document_number, facts.issued and day_text(facts.issued))))
        return f"《{facts.title}》" + (f"（{of}）" if of else "")

    @property
    def issued_text(self) -> str:
        """Number, office and day of the document, for a cover; "" where plan.toml has none of them."""
        facts = self.whole.meta.facts
        day = facts.issued and f"{day_text(facts.issued)}印发"
        return "　".join(filter(None, (facts.document_number, facts.issuer, day)))

    @property
    def short_source(self) -> str:
        """The document's number, or where it has none what the plan is called."""
        facts = self.whole.meta.facts
        return facts.document_number or facts.name


def select(plan: Plan, filters: Filters, now: datetime) -> Selection:
    """What ``filters`` leave of ``plan``, as of the day that they name, else as of ``now``."""
    today = now.date()
    as_of = filters.asof or today
    # States are those of a day, which the filters need not name.
    shown = _filtered(plan, replace(filters, asof=as_of) if filters.state else filters)
    return Selection(plan, shown, filters, as_of, today, now)


@lru_cache(maxsize=64)
def _filtered(plan: Plan, filters: Filters) -> Plan:
    """The same plan for the same filters: a selection is known by it."""
    return apply_filters(plan, filters)


_described = lru_cache(maxsize=64)(describe)


@lru_cache(maxsize=64)
def _is_reported(plan: Plan, as_of: date) -> bool:
    return has_reports(plan, as_of)


def now_at(plan: Plan) -> datetime:
    """The time in the plan's own time zone: a server may run in another one."""
    return datetime.now(ZoneInfo(plan.meta.facts.timezone))


def day_text(day: date) -> str:
    """``2022年10月28日``"""
    return f"{day.year}年{day.month}月{day.day}日"


@dataclass(frozen=True)
class Window:
    """``width`` and ``height`` in px (known in 会议模式 only); whether ``narrow`` as a phone, or ``middle``: too narrow
    for panels side by side.

    Until the browser has said, it is the smaller of the two usual screens, so that nothing is cut.
    """

    narrow: bool = False
    middle: bool = False
    width: int = 1366
    height: int = 768


@dataclass(frozen=True)
class Screen:
    """How it is looked at: the ``scale`` that charts are drawn in, the ``window``, whether in 会议模式."""

    scale: Scale
    window: Window
    in_meeting: bool

    @property
    def most_rows(self) -> int:
        """Beyond this many rows a chart with a row a carrier sums up."""
        return most_rows_on_slide(self.window.height, self.scale) if self.in_meeting else MOST_ROWS
