"""What the plan schedules against its targets: never what was achieved (domain.md §2, Targets)."""

from datetime import date
from typing import NamedTuple

import pandas as pd

from .area import area_text, exact_sum
from .contents import contents_of
from .meta import Target
from .plan import Plan
from .plaques import SOUGHT
from .progress.actuals import target_actuals

COVERED = "计划已覆盖"
GAP = "有缺口"
NO_DATA = "附件无数据"
BY_READING = "看怎么读"
"""Covered in one reading of 年前 and not in the other."""

VERDICTS = (GAP, BY_READING, COVERED, NO_DATA)
"""The verdicts, worst first."""

_AS_WRITTEN = ("id", "label", "unit", "target", "upper", "at_most", "by", "clause", "text")
_SCHEDULED = ("scheduled", "scheduled_before", "gap", "gap_before", "undated", "basis", "carrier_ids")
_VERDICT = ("verdict", "verdict_before", "readings_differ")
_ACTUAL = ("actual", "actual_before", "actual_gap", "actual_late", "actual_if_confirmed")
TARGET_COLUMNS = (*_AS_WRITTEN, *_SCHEDULED, *_VERDICT, *_ACTUAL, "actual_day", "actual_evidence")


def counting_plaques(plan: Plan, target: Target) -> pd.DataFrame:
    """The sought plaques that count for ``target`` by level and type, with and without a year."""
    plaques = plan.plaques[plan.plaques["status"] == SOUGHT]
    if target.annex:
        plaques = plaques[plaques["carrier_id"].isin(_carriers(plan, target)["carrier_id"])]
    if target.min_level:
        plaques = plaques[plaques["level"].isin(plan.meta.levels_from(target.min_level))]
    if target.types:
        plaques = plaques[plaques["type"].isin(target.types)]
    return plaques


def _carriers(plan: Plan, target: Target) -> pd.DataFrame:
    """The carriers that ``target`` is about; a task without a carrier's name is none."""
    carriers = plan.carriers
    return carriers[carriers["named"] & carriers["annex"].isin([target.annex] if target.annex else carriers["annex"])]


def has_data(plan: Plan, target: Target) -> bool:
    """Whether the annexes say anything of what ``target`` counts: where they do not, nothing is a gap."""
    has = contents_of(plan)
    listed = {"carriers": has.names, "area": has.areas, "plaques": has.plaques, "plaqued_carriers": has.plaques}
    return listed.get(target.measure, False)


def _scheduled(plan: Plan, target: Target, plaques: pd.DataFrame, last_year: int) -> tuple[float, list[str]]:
    """How much of ``target`` the plan schedules by the end of ``last_year``, and the carriers it comes from;
    ``plaques`` are those that count for it."""
    carriers = _carriers(plan, target)
    if target.measure == "carriers":
        return len(carriers), list(carriers["carrier_id"])
    if target.measure == "area":
        return exact_sum(carriers["area"]), list(carriers["carrier_id"])
    plaques = plaques[(plaques["year"] <= last_year).fillna(False)]
    ids = list(dict.fromkeys(plaques["carrier_id"]))
    return (len(ids) if target.measure == "plaqued_carriers" else len(plaques)), ids


def _basis(plan: Plan, target: Target, undated: int) -> str:
    """The rule by which ``scheduled`` was counted, in words for the screen."""
    if not has_data(plan, target):
        return "附件没有这项数据，不推算"
    if target.measure in ("carriers", "area"):
        what = "载体数" if target.measure == "carriers" else "面积之和"
        numbers = [target.annex] if target.annex else [annex.number for annex in plan.meta.annexes]
        listed = "、".join(f"附件{number}" for number in numbers)
        return f"{listed} 所列全部载体的{what}；附件没有写建成时间，列入即计"
    level = f"{target.min_level}及以上" if target.min_level in plan.meta.levels[1:] else target.min_level
    what = "争取到牌子的载体数" if target.measure == "plaqued_carriers" else "争取的牌子数"
    types = f"（{'、'.join(target.types)}）" if target.types else ""
    words = f"{target.by}年底前要争取{level}牌子{types}的节点，计{what}"
    words = f"附件{target.annex} 的载体，{words}" if target.annex else words
    return words + (f"；另有 {undated} 块未列年份，不计" if undated else "")


def _gap(target: Target, number: float) -> float:
    """How much ``number`` lacks, or how much it is beyond what is allowed at most; exact, as areas are."""
    gap = exact_sum([target.target, -number])
    return max(0.0, -gap if target.at_most else gap)


def _verdict(scheduled: float, target: Target) -> tuple[float, str]:
    gap = _gap(target, scheduled)
    return gap, (GAP if gap else COVERED)


def target_gaps(plan: Plan, as_of: date | None = None) -> pd.DataFrame:
    """Each target of the plan against what the plan schedules and what was reported, a row each (``TARGET_COLUMNS``).

    ``scheduled`` counts to the end of year ``by``, ``scheduled_before`` to the end of the year before (only where the
    text says 年前 and so reads both ways, else NA). ``gap`` = max(0, target − scheduled); ``undated`` are the plaques
    of that kind without a year, never counted; numbers are NA where the annexes have no data.

    ``actual`` is what was reported up to ``as_of`` (None: all reports), NA where nothing was: plaques count with 依据
    by the deadline, ``actual_before`` in the other reading of 年前, those after it in ``actual_late``, beside; an
    indicator counts as reported for ``actual_day``. ``actual_gap`` = max(0, target − actual). ``actual_if_confirmed``
    counts names of a later rule too, NA where none is reported or all are confirmed (progress.md §2).
    """
    actuals = target_actuals(plan, as_of)
    rows = []
    for target in plan.meta.targets:
        row = dict.fromkeys(TARGET_COLUMNS, pd.NA) | vars(target)
        row |= {"verdict": NO_DATA, "verdict_before": "", "readings_differ": False, "undated": 0, "carrier_ids": ()}
        plaques = counting_plaques(plan, target)
        known = has_data(plan, target)
        if known:
            row["scheduled"], carriers = _scheduled(plan, target, plaques, target.by)
            row["carrier_ids"] = tuple(carriers)
            row["gap"], row["verdict"] = _verdict(row["scheduled"], target)
        if known and target.measure in ("plaques", "plaqued_carriers"):
            row["undated"] = int(plaques["year"].isna().sum())
        if target.before and known:
            row["scheduled_before"], _ = _scheduled(plan, target, plaques, target.by - 1)
            row["gap_before"], row["verdict_before"] = _verdict(row["scheduled_before"], target)
            row["readings_differ"] = row["verdict"] != row["verdict_before"]
        row["basis"] = _basis(plan, target, row["undated"])
        actual = actuals[target.id]
        row |= {f"actual_{name}": value for name, value in vars(actual).items()} | {"actual": actual.value}
        row["actual_gap"] = None if actual.value is None else _gap(target, actual.value)
        rows.append(row)
    frame = pd.DataFrame(rows, columns=list(TARGET_COLUMNS))
    numbers = ("target", *_SCHEDULED[:4], *_ACTUAL[:3], "actual_if_confirmed")
    return frame.astype(dict.fromkeys(numbers, "Float64") | {"actual_day": "datetime64[ns]"})


def target_words(row: NamedTuple) -> str:
    """A target as people say it: ``≥20 个``, ``1–2 个``, ``≤6.2 万m²``."""
    if row.upper:
        return f"{area_text(row.target, unit=False)}–{area_text(row.upper, unit=False)} {row.unit}"
    return f"{'≤' if row.at_most else '≥'}{area_text(row.target, unit=False)} {row.unit}"


def verdict_of(row: NamedTuple) -> str:
    """The verdict of a row of ``target_gaps``, one of VERDICTS."""
    return BY_READING if row.readings_differ else row.verdict


def gap_words(row: NamedTuple) -> str:
    """By how much a target is missed, or passed that is one at most: ``缺 3 个``."""
    return f"{'超' if row.at_most else '缺'} {area_text(row.gap, unit=False)} {row.unit}"


def verdict_words(row: NamedTuple) -> str:
    """The verdict in words; where the two readings of 年前 differ, both."""
    if row.readings_differ:
        return f"两种读法不同：到{row.by}年底{row.verdict}，{row.by}年以前{row.verdict_before}"
    if row.verdict == GAP:
        return f"{'超出' if row.at_most else GAP} {area_text(row.gap, unit=False)} {row.unit}"
    return row.verdict
