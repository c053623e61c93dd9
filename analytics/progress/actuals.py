"""What is reported against each target: awards with 依据 by its deadline, indicators by their latest day (§2, §3)."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from ..meta import Target
from ..plan import Plan
from .history import Report, by_item, last_day, reports_until
from .matching import COUNTED_MEASURES
from .states import AWARDED_UNPROVEN, NO_REPORT, contradict, plaque_states
from .words import HELD_PLAQUE, INDICATOR


@dataclass(frozen=True)
class Actual:
    """What was reported of a target: ``value`` None where nothing is reported, or reports contradict each other.

    ``before`` is the other reading of 年前, ``late`` what came after the deadline (beside, never in it), ``unproven``
    awards without 依据 and ``undated`` those without a date, in no target; ``if_confirmed`` is ``value`` with names of
    ``[[plaques.equals]]`` that nobody has confirmed (None where there are none). Of an indicator: ``day`` for which
    the value holds, its ``evidence`` and ``department``; ``disputed`` where departments differ.
    """

    value: float | None = None
    before: float | None = None
    late: int = 0
    unproven: int = 0
    undated: int = 0
    if_confirmed: float | None = None
    day: date | None = None
    evidence: str = ""
    department: str = ""
    disputed: bool = False


def target_actuals(plan: Plan, as_of: date | None) -> dict[str, Actual]:
    """Target id → what was reported of it up to ``as_of`` (None: all reports)."""
    if plan.reports.empty:
        return {target.id: Actual() for target in plan.meta.targets}
    states = plaque_states(plan, as_of)
    # The targets say 新授牌: what was held before is none.
    states = states[(states["planned"] != HELD_PLAQUE) & (states["state"] != NO_REPORT)]
    reports = reports_until(plan, as_of)
    values = by_item(reports[reports["kind"] == INDICATOR], lambda report: report.indicator)
    return {
        target.id: _counted(plan, target, states)
        if target.measure in COUNTED_MEASURES
        else _reported(values.get(target.id, []))
        for target in plan.meta.targets
    }


def _counted(plan: Plan, target: Target, states: pd.DataFrame) -> Actual:
    levels = plan.meta.levels_from(target.min_level) if target.min_level else plan.meta.levels
    types = target.types or tuple(kind.name for kind in plan.meta.plaque_types)
    counts = states["level"].isin(levels) & states["type"].isin(types)
    would = states["if_confirmed"].map(lambda plaque: plaque[0] in levels and plaque[1] in types).astype(bool)
    if not (counts | would).any():
        return Actual()
    confirmed, with_names = states[counts], states[counts | would]
    value = _number(target, confirmed, target.by)
    return Actual(
        value=value,
        before=_number(target, confirmed, target.by - 1) if target.before else None,
        late=_number(target, confirmed) - value,
        unproven=int((confirmed["state"] == AWARDED_UNPROVEN).sum()),
        undated=int((confirmed["gained"] & confirmed["awarded_first"].isna()).sum()),
        if_confirmed=_number(target, with_names, target.by) if would.any() else None,
    )


def _number(target: Target, states: pd.DataFrame, last_year: int | None = None) -> int:
    """Plaques, or carriers with one, won with 依据 by the end of ``last_year`` (None: whenever that is known)."""
    years = states["awarded_first"].dt.year
    in_time = years.notna() if last_year is None else years <= last_year
    won = states[states["gained"] & in_time]
    return won["carrier_id"].nunique() if target.measure == "plaqued_carriers" else len(won)


def _reported(reports: list[Report]) -> Actual:
    """The value of an indicator for the latest day of which one is reported, as the latest report gives it.

    Departments that differ are not added up or chosen between: nobody knows then.
    """
    if not reports:
        return Actual()
    latest = max(map(holds_for, reports))
    last = last_day([report for report in reports if holds_for(report) == latest])
    report = max(reversed(last), key=lambda report: bool(report.evidence))
    same = not contradict(last)
    return Actual(
        value=report.value if same else None,
        day=latest.date(),
        evidence=report.evidence if same else "",
        department=report.department if same else "、".join(dict.fromkeys(report.department for report in last)),
        disputed=not same,
    )


def holds_for(report: Report) -> pd.Timestamp:
    """The day for which a value holds; without one of its own, and at the latest, the one for which its row speaks."""
    return report.as_of if pd.isna(report.actual_last) else min(report.actual_last, report.as_of)
