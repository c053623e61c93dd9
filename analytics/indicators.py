"""The six key figures of 总览, each with what it is measured against (screens.md)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import pandas as pd

from .area import area_text, exact_sum, shown_sum
from .columns import UNDATED
from .contents import contents_of
from .filters import Filters, value_text
from .meta import Target
from .plan import Plan
from .plaques import HELD, SOUGHT
from .targets import GAP, target_gaps, target_words
from .timeline import due_by_year


@dataclass(frozen=True)
class Part:
    """A part of a key figure: ``role`` says what of: ``held``, ``added`` (增量), ``sought``, ``undated``, ``past``,
    ``this_year``, ``to_come``, ``gap``, or ``others`` (what a filter leaves out)."""

    name: str
    amount: float
    role: str


@dataclass(frozen=True)
class Indicator:
    """A key figure: ``label``, ``value`` with its unit, ``note`` (target or parts), ``page`` that leads on.

    ``parts`` are what it consists of: side by side ``in_columns``, else end to end against the ``goal`` (0: none).
    """

    label: str
    value: str
    note: str
    page: str
    parts: tuple[Part, ...] = ()
    in_columns: bool = False
    goal: float = 0


def indicators(
    plan: Plan, shown: Plan, as_of: date, targets: pd.DataFrame | None = None, filters: Filters | None = None
) -> tuple[Indicator, ...]:
    """载体、面积、已有牌子、计划争取、目标缺口、到期节点 that ``plan`` has, of ``shown``, what ``filters`` leave of it.

    ``targets`` are ``target_gaps`` of the whole ``plan`` where the caller has them already.
    """
    rows = list((target_gaps(plan) if targets is None else targets).itertuples())
    held = shown.plaques[shown.plaques["status"] == HELD]
    sought = shown.plaques[shown.plaques["status"] == SOUGHT]
    by_level = [(level, int((held["level"] == level).sum())) for level in plan.meta.levels]
    undated = int(sought["year"].isna().sum())
    filters = filters or Filters()
    chosen = "、".join(value_text("year", year) for year in sorted(filters.year))
    due = len(shown.milestones) if chosen else int((shown.milestones["deadline_year"] == as_of.year).sum())
    # A filter by year hides the other milestones of its carriers.
    listed = int(plan.milestones["carrier_id"].isin(shown.carriers["carrier_id"]).sum())
    years = list(due_by_year(shown).itertuples())
    has = contents_of(plan)
    named = int(shown.carriers["named"].sum())
    counts, areas = (_by_annex(plan, shown, amount) for amount in (_named, _area))
    figures = (
        has.names
        and Indicator(
            "载体",
            f"{named} 个",
            _target_note(plan, shown, rows, "carriers", counts),
            "industry" if has.areas else "carrier",
            counts,
            goal=_goal(plan, "carriers"),
        ),
        not plan.carriers["named"].all()
        and Indicator(
            "任务", f"{len(shown.carriers) - named} 项", "附件没有写载体名称的行" if has.names else "", "carrier"
        ),
        has.areas
        and Indicator(
            "面积",
            area_text(shown_sum(shown.carriers["area"])),
            _target_note(plan, shown, rows, "area", areas),
            "industry",
            areas,
            goal=_goal(plan, "area"),
        ),
        has.plaques
        and Indicator(
            "已有牌子",
            f"{len(held)} 块",
            "、".join(f"{level} {count}" for level, count in by_level if count) or _none_listed(filters),
            "plaques",
            tuple(Part(level, count, "held") for level, count in by_level),
            in_columns=True,
        ),
        has.plaques
        and Indicator(
            f"{chosen}计划争取",
            f"{len(sought)} 块",
            _years_note(len(sought), undated, filters),
            "plaques",
            (
                *(Part(f"{row.year}年", row.plaques, "sought") for row in years),
                *([Part(UNDATED, undated, "undated")] if undated else []),
            ),
            in_columns=True,
        ),
        has.targets and _top_level_gap(plan, shown, rows),
        has.deadlines
        and Indicator(
            f"{chosen or f'{as_of.year}年'}到期节点",
            f"{due} 个",
            f"{'所选载体' if filters.active else '全部'} {listed} 个节点" if listed else "附件未列节点",
            "timeline",
            tuple(Part(f"{row.year}年", row.count, _time_of(row.year, as_of.year)) for row in years),
            in_columns=True,
        ),
    )
    return tuple(figure for figure in figures if figure)


def _by_annex(plan: Plan, shown: Plan, amount: Callable[[pd.DataFrame], float]) -> tuple[Part, ...]:
    """``amount`` of the carriers of each annex, and of those that a filter leaves out."""
    carriers = shown.carriers
    roles = ["held", *["added"] * len(plan.meta.annexes)]
    parts = [
        Part(annex.group, amount(carriers[carriers["annex"] == annex.number]), role)
        for annex, role in zip(plan.meta.annexes, roles, strict=False)
    ]
    others = plan.carriers[~plan.carriers["carrier_id"].isin(carriers["carrier_id"])]
    return (*parts, Part("其余", amount(others), "others"))


def _named(carriers: pd.DataFrame) -> int:
    return int(carriers["named"].sum())


def _area(carriers: pd.DataFrame) -> float:
    return exact_sum(carriers["area"])


def _target_of(plan: Plan, measure: str) -> Target | None:
    """The target for ``measure`` of the whole plan: neither of one annex nor one that must not be passed."""
    targets = (target for target in plan.meta.targets if target.measure == measure)
    return next((target for target in targets if not (target.annex or target.at_most)), None)


def _goal(plan: Plan, measure: str) -> float:
    target = _target_of(plan, measure)
    return target.target if target else 0


def _time_of(year: int, this_year: int) -> str:
    if year == this_year:
        return "this_year"
    return "past" if year < this_year else "to_come"


def _none_listed(filters: Filters) -> str:
    return "所选范围未列" if filters.active else "附件未列"


def _years_note(sought: int, undated: int, filters: Filters) -> str:
    if not sought:
        return _none_listed(filters)
    return f"{undated} 块未列年份" if undated else "都列了年份"


def _target_note(plan: Plan, shown: Plan, targets: list[NamedTuple], measure: str, parts: tuple[Part, ...]) -> str:
    """The target that counts ``measure`` in words; it holds for the whole plan, whose number stands before it. Without
    one the ``parts`` of the figure, if it has several."""
    target = _target_of(plan, measure)
    if target is None:
        filled = [part for part in parts if part.amount]
        return "、".join(f"{part.name} {area_text(part.amount, unit=False)}" for part in filled) if filled[1:] else ""
    row = next(row for row in targets if row.id == target.id)
    if len(shown.carriers) < len(plan.carriers):
        return f"共 {area_text(row.scheduled, unit=False)}，目标 ≥{area_text(row.target, unit=False)}"
    return f"方案目标 {target_words(row)}"


def _top_level_gap(plan: Plan, shown: Plan, targets: list[NamedTuple]) -> Indicator:
    """The gap of the target for the highest level (国家级), which no lower plaque can fill."""
    has = contents_of(plan)
    page = "plaques" if has.plaques else "checks"
    top = plan.meta.levels[0] if has.plaques else ""
    ids = [target.id for target in plan.meta.targets if top and target.min_level == top]
    if not ids:
        gaps = sum(target.verdict == GAP for target in targets)
        return Indicator("目标缺口", f"{gaps} 项", f"共 {len(targets)} 项目标", page)
    row = next(target for target in targets if target.id == ids[0])
    whole = "全部：" if len(shown.carriers) < len(plan.carriers) else ""
    scheduled = f"{whole}目标 ≥{area_text(row.target, unit=False)}，安排 {area_text(row.scheduled, unit=False)}"
    return Indicator(
        f"{top}缺口",
        f"{area_text(row.gap, unit=False)} {row.unit}",
        scheduled,
        "plaques",
        (Part("计划安排", float(row.scheduled), "held"), Part("缺", float(row.gap), "gap")),
        goal=float(row.target),
    )
