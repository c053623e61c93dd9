"""The six key figures of 总览, each with what it is measured against (screens.md)."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from .area import area_text, shown_sum
from .filters import Filters, value_text
from .plan import Plan
from .plaques import HELD, SOUGHT
from .targets import GAP, target_gaps, target_words
from .timeline import due_in


@dataclass(frozen=True)
class Indicator:
    """A key figure: ``label``, ``value`` with its unit, ``note`` (target or parts), ``page`` that leads on."""

    label: str
    value: str
    note: str
    page: str


def indicators(
    plan: Plan, shown: Plan, as_of: date, targets: pd.DataFrame | None = None, filters: Filters | None = None
) -> tuple[Indicator, ...]:
    """载体、面积、已有牌子、计划争取、目标缺口、到期节点 of ``shown``, what ``filters`` leave of ``plan``.

    ``targets`` are ``target_gaps`` of the whole ``plan`` where the caller has them already.
    """
    targets = target_gaps(plan) if targets is None else targets
    held = shown.plaques[shown.plaques["status"] == HELD]
    sought = shown.plaques[shown.plaques["status"] == SOUGHT]
    by_level = [(level, int((held["level"] == level).sum())) for level in plan.meta.levels]
    undated = int(sought["year"].isna().sum())
    filters = filters or Filters()
    years = "、".join(value_text("year", year) for year in sorted(filters.year))
    due = shown.milestones if years else due_in(shown, as_of.year)
    # A filter by year hides the other milestones of its carriers.
    listed = int(plan.milestones["carrier_id"].isin(shown.carriers["carrier_id"]).sum())
    return (
        Indicator("载体", f"{len(shown.carriers)} 个", _target_note(plan, shown, targets, "carriers"), "industry"),
        Indicator(
            "面积", area_text(shown_sum(shown.carriers["area"])), _target_note(plan, shown, targets, "area"), "industry"
        ),
        Indicator(
            "已有牌子",
            f"{len(held)} 块",
            "、".join(f"{level} {count}" for level, count in by_level if count) or _none_listed(filters),
            "plaques",
        ),
        Indicator(f"{years}计划争取", f"{len(sought)} 块", _years_note(len(sought), undated, filters), "plaques"),
        _top_level_gap(plan, shown, targets),
        Indicator(
            f"{years or f'{as_of.year}年'}到期",
            f"{len(due)} 个节点",
            f"{'所选载体' if filters.active else '全部'} {listed} 个节点" if listed else "附件未列节点",
            "timeline",
        ),
    )


def _none_listed(filters: Filters) -> str:
    return "所选范围未列" if filters.active else "附件未列"


def _years_note(sought: int, undated: int, filters: Filters) -> str:
    if not sought:
        return _none_listed(filters)
    return f"{undated} 块未列年份" if undated else "都列了年份"


def _target_note(plan: Plan, shown: Plan, targets: pd.DataFrame, measure: str) -> str:
    """The target that counts ``measure`` in words; it holds for the whole plan, whose number stands before it."""
    ids = [target.id for target in plan.meta.targets if target.measure == measure]
    if not ids:
        return "方案没有这项目标"
    row = next(targets[targets["id"] == ids[0]].itertuples())
    filtered = len(shown.carriers) < len(plan.carriers)
    whole = f"全部 {area_text(row.scheduled, unit=False)} {row.unit}，" if filtered else ""
    return f"{whole}方案目标 {target_words(row)}"


def _top_level_gap(plan: Plan, shown: Plan, targets: pd.DataFrame) -> Indicator:
    """The gap of the target for the highest level (国家级), which no lower plaque can fill."""
    top = plan.meta.levels[0]
    ids = [target.id for target in plan.meta.targets if target.min_level == top]
    if not ids:
        gaps = int((targets["verdict"] == GAP).sum())
        return Indicator("目标缺口", f"{gaps} 项", f"共 {len(targets)} 项目标", "plaques")
    row = next(targets[targets["id"] == ids[0]].itertuples())
    whole = "全部载体：" if len(shown.carriers) < len(plan.carriers) else ""
    scheduled = f"{whole}目标 {target_words(row)}，计划安排 {area_text(row.scheduled, unit=False)} {row.unit}"
    return Indicator(f"{top}缺口", f"{area_text(row.gap, unit=False)} {row.unit}", scheduled, "plaques")
