"""What became of each milestone, plaque and carrier on a day, as far as it was reported (progress.md §2, §3).

A state comes from a fact, a date and a document that somebody wrote down; nothing is inferred from their absence.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from ..dates import months_later, read_span
from ..plan import Plan
from ..plaques import HELD
from ..timeline import NO_YEAR
from .history import Report, best, by_item, first_said, last_day, reports_until
from .words import (
    ABANDONED,
    APPLIED,
    AWARDED,
    BEYOND_PLAN,
    CARRIER,
    DONE,
    HELD_PLAQUE,
    INDICATOR,
    LOST,
    NO_LONGER_SOUGHT,
    NOT_APPLIED,
    PLAQUE,
    SOUGHT_PLAQUE,
    STOPPED,
    TASK,
    VALID,
    WITHDRAWN,
)

ON_TIME = "按期完成"
LATE = "逾期完成"
DONE_UNDATED = "完成（未写日期）"
OVERDUE = "逾期未完成"
UNREPORTED = "到期未报"
NOT_DUE = "未到期"
GIVEN_UP = ABANDONED
DISPUTED = "有分歧"

MILESTONE_STATES = (ON_TIME, LATE, DONE_UNDATED, OVERDUE, UNREPORTED, NOT_DUE, GIVEN_UP, DISPUTED)
"""Exclusive; they sum to all milestones shown."""
DONE_STATES = (ON_TIME, LATE, DONE_UNDATED)
_FINISHED = (*DONE_STATES, GIVEN_UP)

AWARDED_UNPROVEN = "已获得（无文号）"
NO_REPORT = "未报"
GONE = (STOPPED, WITHDRAWN)
"""A carrier that stopped or withdrew stays in every total, 其中已撤出 beside it."""

WITHOUT_EVIDENCE = "无依据"
REPORTED_LATER = "补报"
OLD_REPORT = "填报已旧"
PARTLY_AWARDED = "部分获得"
ADJUSTED_TO = "已调整至"
NOT_IN_PLAN = "计划外"
BEFORE_NOTICE = "方案印发前获得"
AFTER_TARGET = "期限后获得"

_OF_REPORT = ("evidence", "date_text", "as_of", "department", "progress", "problems")
_DATES = ("actual_first", "actual_last", "adjusted")
MILESTONE_STATE_COLUMNS = ("carrier_id", "step", "state", "flags", "due", "word", *_DATES, *_OF_REPORT)
_AWARD = ("gained", "lost", "awarded_first", "awarded_last", "award_evidence", "if_confirmed")
_PLAQUE = ("carrier_id", "level", "type", "planned", "planned_year", "state", "year", "flags")
PLAQUE_STATE_COLUMNS = (*_PLAQUE, *_AWARD, *_OF_REPORT)
CARRIER_STATE_COLUMNS = ("carrier_id", "state", "gone", *_OF_REPORT)


def _of_report(report: Report | None) -> dict[str, object]:
    """What a row says of the report that counts, blank without one."""
    return {name: getattr(report, name, pd.NaT if name == "as_of" else "") for name in _OF_REPORT}


@dataclass(frozen=True)
class _Outcome:
    """A milestone's state, the report it comes from, and what stands beside it."""

    state: str
    report: Report | None = None
    evidence: str = ""
    flags: tuple[str, ...] = ()


def contradict(last: Sequence[Report], end: pd.Timestamp = pd.NaT) -> bool:
    """Whether reports on one item for the same day differ: in their word, in the year of a plaque, in an indicator's
    value, or in whether a task was done by its deadline ``end``."""
    dated = [report for report in last if pd.notna(report.actual_first)]
    if any(report.kind == INDICATOR for report in last):
        claims = {report.value for report in last}
    elif any(report.kind == PLAQUE for report in last):
        claims = {report.actual_first.year for report in dated}
    else:
        claims = {_done_state(report.actual_first, end) for report in dated if report.status == DONE}
    return len({report.status for report in last}) > 1 or len(claims) > 1


# --- milestones -------------------------------------------------------------------------------------------------------


def milestone_states(plan: Plan, as_of: date) -> pd.DataFrame:
    """A row for each milestone of ``plan`` in its order (``MILESTONE_STATE_COLUMNS``).

    ``state`` is one of ``MILESTONE_STATES``, ``flags`` a tuple of the words of progress.md §3, ``evidence`` the
    document ("" if none), ``due`` whether the deadline is past. What follows is of the report that counts, blank
    without one: ``word`` (its 状态), ``actual_first``, ``actual_last`` (the days its 实际日期 can mean), ``as_of`` (its
    截至日期), who reported and what; ``adjusted`` is the last day of an approved later deadline (NaT for none).
    """
    reports = reports_until(plan, as_of)
    tasks = by_item(reports[reports["kind"] == TASK], lambda report: (report.carrier_id, report.step))
    plaques = by_item(reports[reports["kind"] == PLAQUE], lambda report: (report.carrier_id, report.step))
    day = pd.Timestamp(as_of)
    rows = []
    for milestone in plan.milestones.itertuples():
        key = (milestone.carrier_id, milestone.step)
        own, brought = tasks.get(key, []), plaques.get(key, [])
        brings = max((report.brings for report in (*own, *brought)), default=0)
        if brings:
            outcome = _from_plaques(own, brought, brings, milestone.end, day)
        else:
            outcome = _from_tasks(own, milestone.end, day)
        everything = sorted((*own, *brought), key=lambda report: report.as_of)
        rows.append(_milestone_row(plan, milestone, outcome, everything, as_of))
    frame = pd.DataFrame(rows, columns=list(MILESTONE_STATE_COLUMNS))
    dates = dict.fromkeys(("actual_first", "actual_last", "as_of", "adjusted"), "datetime64[ns]")
    return frame.astype({"step": int, "due": bool, **dates})


def _from_tasks(own: Sequence[Report], end: pd.Timestamp, day: pd.Timestamp) -> _Outcome:
    """The state that the rows of a task give. 不再实施 without 依据 has no effect: what was said before still holds."""
    effective = [report for report in own if report.status != ABANDONED or report.evidence]
    if effective:
        last = last_day(effective)
        claim = best(last)
        if contradict(last, end):
            return _Outcome(DISPUTED, claim, claim.evidence)
        if claim.status == DONE:
            return _Outcome(_done_state(claim.actual_first, end), claim, claim.evidence)
        if claim.status == ABANDONED:
            return _Outcome(GIVEN_UP, claim, claim.evidence)
    reported = any(report.as_of > end for report in own)
    claim = best(last_day(own)) if own else None
    return _Outcome(_open_state(reported, end, day), claim, claim.evidence if claim else "")


def _done_state(first: pd.Timestamp, end: pd.Timestamp) -> str:
    """按期 or 逾期, by the first day that the written date can mean, so that it is compared at its own precision."""
    if pd.isna(first) or pd.isna(end):
        return DONE_UNDATED
    return ON_TIME if first <= end else LATE


def _open_state(reported: bool, end: pd.Timestamp, day: pd.Timestamp) -> str:
    """The state of what is not done; ``reported``: somebody has said so since the deadline."""
    if pd.isna(end) or end >= day:
        return NOT_DUE
    return OVERDUE if reported else UNREPORTED


def _from_plaques(
    own: Sequence[Report], brought: Sequence[Report], brings: int, end: pd.Timestamp, day: pd.Timestamp
) -> _Outcome:
    """A milestone that brings ``brings`` plaques is done when all of them are won, on the last date.

    A row of the task itself (``own``) can give it up, adjust it and say that it is not done, but not that it is done.
    """
    plaques: dict[tuple[str, str], list[Report]] = {}
    for report in brought:
        plaques.setdefault((report.level, report.type), []).append(report)
    awards = [award for reports in plaques.values() if (award := _award(reports)) is not None]
    flags = (f"{PARTLY_AWARDED} {len(awards)}/{brings}",) if 0 < len(awards) < brings else ()
    everything = sorted((*own, *brought), key=lambda report: report.as_of)
    latest = best(last_day(everything))
    if any(contradict(last_day(reports)) for reports in plaques.values()):
        return _Outcome(DISPUTED, latest, latest.evidence, flags)
    if len(awards) == brings:
        undated = [award for award in awards if pd.isna(award.actual_first)]
        award = undated[0] if undated else max(awards, key=lambda report: report.actual_first)
        documents = [award.evidence for award in awards]
        evidence = "；".join(dict.fromkeys(documents)) if all(documents) else ""
        return _Outcome(_done_state(award.actual_first, end), award, evidence)
    effective = [report for report in own if report.status != ABANDONED or report.evidence]
    if effective and {report.status for report in last_day(effective)} == {ABANDONED}:
        claim = best(last_day(effective))
        return _Outcome(GIVEN_UP, claim, claim.evidence, flags)
    given_up = [best(last_day(reports)) for reports in plaques.values()]
    given_up = [report for report in given_up if report.status == NO_LONGER_SOUGHT and report.evidence]
    if len(given_up) == brings:
        return _Outcome(GIVEN_UP, given_up[-1], given_up[-1].evidence, flags)
    # Of a plaque that is won nothing more can be said; of every other one it must have been, since the deadline.
    answered = [_award(reports) is not None or reports[-1].as_of > end for reports in plaques.values()]
    not_done = [report for report in own if report.status != DONE and report.as_of > end]
    reported = bool(not_done) or (len(answered) == brings and all(answered))
    return _Outcome(_open_state(reported, end, day), latest, latest.evidence, flags)


def _milestone_row(plan: Plan, milestone: Report, outcome: _Outcome, reports: list[Report], as_of: date) -> dict:
    report = outcome.report
    flags: list[str] = []
    if outcome.state in DONE_STATES and not outcome.evidence:
        flags.append(WITHOUT_EVIDENCE)
    if outcome.state in DONE_STATES and pd.isna(milestone.end):
        flags.append(NO_YEAR)
    adjusted = [report.adjusted for report in reports if pd.notna(report.adjusted)]
    if report is not None:
        same = [other for other in reports if (other.level, other.type) == (report.level, report.type)]
        is_over = outcome.state not in (UNREPORTED, NOT_DUE) and pd.notna(milestone.end)
        if is_over and first_said(same, report.status).year > milestone.end.year:
            flags.append(REPORTED_LATER)
        if outcome.state not in _FINISHED and _is_old(plan, report, as_of):
            flags.append(OLD_REPORT)
    if adjusted:
        written = next(report.adjusted_text for report in reversed(reports) if pd.notna(report.adjusted))
        flags.append(f"{ADJUSTED_TO} {read_span(written).text()}")
    flags += outcome.flags
    return {
        "carrier_id": milestone.carrier_id,
        "step": milestone.step,
        "state": outcome.state,
        "flags": tuple(flags),
        "due": pd.notna(milestone.end) and milestone.end < pd.Timestamp(as_of),
        "word": getattr(report, "status", ""),
        "actual_first": getattr(report, "actual_first", pd.NaT),
        "actual_last": getattr(report, "actual_last", pd.NaT),
        "adjusted": adjusted[-1] if adjusted else pd.NaT,
        **_of_report(report),
        "evidence": outcome.evidence,
    }


def _is_old(plan: Plan, report: Report, as_of: date) -> bool:
    """Whether a report on something unfinished is older than the plan wants reports to be."""
    return months_later(report.as_of.date(), plan.meta.progress.months) < as_of


# --- plaques ----------------------------------------------------------------------------------------------------------


def plaque_states(plan: Plan, as_of: date | None) -> pd.DataFrame:
    """A row for each plaque that ``plan`` holds or seeks, then for each reported beyond it (``PLAQUE_STATE_COLUMNS``).

    ``planned`` is "held", "sought" or "" (计划外); ``state`` the word reported, 已获得（无文号）, 未报 or 有分歧;
    ``year`` the year won or lost (NA where neither was reported with a date). ``gained``: it counts as 新增, being won
    after the notice with 依据, also where it was lost later; ``lost``: lost with 依据. ``awarded_first`` and
    ``awarded_last`` are the days that the date of the award can mean. A name of ``[[plaques.equals]]`` that is not
    confirmed has no ``level``, the name as ``type``, and in ``if_confirmed`` the (level, type) it would count as.
    ``as_of`` None: all reports.
    """
    reports = reports_until(plan, as_of)
    reports = reports[reports["kind"] == PLAQUE]
    found = by_item(reports, lambda report: (report.carrier_id, report.level, report.type))
    rows = []
    for plaque in plan.plaques.itertuples():
        own = found.pop((plaque.carrier_id, plaque.level, plaque.type), [])
        planned = HELD_PLAQUE if plaque.status == HELD else SOUGHT_PLAQUE
        rows.append(_plaque_row(plan, (plaque.carrier_id, plaque.level, plaque.type), planned, plaque.year, own, as_of))
    shown = set(plan.carriers["carrier_id"])
    for key, own in found.items():
        # A planned one that is not in plan.plaques is hidden by a filter.
        if own[0].planned == BEYOND_PLAN and own[0].carrier_id in shown:
            rows.append(_plaque_row(plan, key, BEYOND_PLAN, pd.NA, own, as_of))
    frame = pd.DataFrame(rows, columns=list(PLAQUE_STATE_COLUMNS))
    dates = dict.fromkeys(("awarded_first", "awarded_last", "as_of"), "datetime64[ns]")
    return frame.astype({"year": "Int64", "planned_year": "Int64", "gained": bool, "lost": bool, **dates})


def _award(reports: Sequence[Report]) -> Report | None:
    """The report that a plaque was won, None where there is none or the latest says otherwise.

    Being valid or lost later on takes nothing from its having been won.
    """
    last = last_day(reports)
    won = [report for report in reports if report.status == AWARDED]
    if not won or contradict(last) or last[0].status not in (AWARDED, VALID, LOST):
        return None
    return best(last_day(won))


def _plaque_row(
    plan: Plan, key: tuple[str, str, str], planned: str, planned_year: object, own: list[Report], as_of: date | None
) -> dict:
    award = _award(own) if own else None
    claim = best(last_day(own)) if own else None
    state, dated, flags = NO_REPORT, None, []
    if claim is not None:
        state, dated = claim.status, claim if claim.status == LOST else award
        if contradict(last_day(own)):
            state = DISPUTED
        elif award is not None and state in (AWARDED, VALID):
            claim = award
            state = AWARDED if award.evidence else AWARDED_UNPROVEN
        flags = _plaque_flags(plan, planned, state, claim, award, as_of)
    # Won before the notice, it belongs among those held; without 依据 it counts nowhere.
    gained = award is not None and bool(award.evidence) and BEFORE_NOTICE not in flags
    return {
        "carrier_id": key[0],
        "level": key[1],
        "type": key[2],
        "planned": planned,
        "state": state,
        "year": dated.actual_first.year if dated is not None and pd.notna(dated.actual_first) else pd.NA,
        "flags": tuple(flags),
        "planned_year": planned_year,
        "gained": gained,
        "lost": state == LOST and bool(claim.evidence),
        "awarded_first": getattr(award, "actual_first", pd.NaT),
        "awarded_last": getattr(award, "actual_last", pd.NaT),
        "award_evidence": getattr(award, "evidence", ""),
        "if_confirmed": getattr(claim, "if_confirmed", ("", "")),
        **_of_report(claim),
    }


def _plaque_flags(
    plan: Plan, planned: str, state: str, claim: Report, award: Report | None, as_of: date | None
) -> list[str]:
    flags = []
    if planned == BEYOND_PLAN:
        flags.append(NOT_IN_PLAN)
    if state in (AWARDED_UNPROVEN, LOST) and not claim.evidence:
        flags.append(WITHOUT_EVIDENCE)
    issued = plan.meta.facts.issued
    if award is not None and issued and award.actual_last < pd.Timestamp(issued):
        flags.append(BEFORE_NOTICE)
    if award is not None and award.actual_first.year > plan.meta.target_year:
        flags.append(AFTER_TARGET)
    unfinished = state in (NOT_APPLIED, APPLIED, DISPUTED)
    if unfinished and as_of is not None and _is_old(plan, claim, as_of):
        flags.append(OLD_REPORT)
    return flags


# --- carriers ---------------------------------------------------------------------------------------------------------


def carrier_states(plan: Plan, as_of: date | None) -> pd.DataFrame:
    """A row for each carrier of ``plan`` (``CARRIER_STATE_COLUMNS``): ``state`` is the word reported, 未报 or 有分歧;
    ``gone``: it stopped or withdrew, and stays in every total."""
    reports = reports_until(plan, as_of)
    found = by_item(reports[reports["kind"] == CARRIER], lambda report: report.carrier_id)
    rows = []
    for carrier_id in plan.carriers["carrier_id"]:
        last = last_day(found[carrier_id]) if carrier_id in found else []
        claim = best(last) if last else None
        state = DISPUTED if contradict(last) else getattr(claim, "status", NO_REPORT)
        rows.append({"carrier_id": carrier_id, "state": state, "gone": state in GONE, **_of_report(claim)})
    frame = pd.DataFrame(rows, columns=list(CARRIER_STATE_COLUMNS))
    return frame.astype({"gone": bool, "as_of": "datetime64[ns]"})
