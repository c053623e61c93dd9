"""The six key figures of 总览, each with what it is measured against (screens.md)."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from .area import area_text, shown_sum
from .contents import contents_of
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


def indicators(plan: Plan, shown: Plan, as_of: date, targets: pd.DataFrame | None = None) -> tuple[Indicator, ...]:
    """载体、面积、已有牌子、计划争取、目标缺口、到期节点 of ``shown``, those that ``plan`` has; targets are those of
    the whole ``plan``, ``target_gaps`` of it where the caller has it already."""
    targets = target_gaps(plan) if targets is None else targets
    held = shown.plaques[shown.plaques["status"] == HELD]
    sought = shown.plaques[shown.plaques["status"] == SOUGHT]
    by_level = [(level, int((held["level"] == level).sum())) for level in plan.meta.levels]
    undated = int(sought["year"].isna().sum())
    due = due_in(shown, as_of.year)
    has = contents_of(plan)
    named = int(shown.carriers["named"].sum())
    tasks = len(shown.carriers) - named
    carriers_page = "industry" if has.areas else "carrier"
    figures = (
        has.names and Indicator("载体", f"{named} 个", _target_note(plan, shown, targets, "carriers"), carriers_page),
        not plan.carriers["named"].all()
        and Indicator("任务", f"{tasks} 项", "附件没有写载体名称的行", "timeline" if has.milestones else "carrier"),
        has.areas
        and Indicator(
            "面积", area_text(shown_sum(shown.carriers["area"])), _target_note(plan, shown, targets, "area"), "industry"
        ),
        has.plaques
        and Indicator(
            "已有牌子",
            f"{len(held)} 块",
            "、".join(f"{level} {count}" for level, count in by_level if count) or "所选范围未列",
            "plaques",
        ),
        has.plaques and Indicator("计划争取", f"{len(sought)} 块", _years_note(len(sought), undated), "plaques"),
        has.targets and _top_level_gap(plan, shown, targets),
        has.deadlines
        and Indicator(
            f"{as_of.year}年到期",
            f"{len(due)} 个节点",
            f"全部 {len(shown.milestones)} 个节点" if len(shown.milestones) else "附件未列节点",
            "timeline",
        ),
    )
    return tuple(figure for figure in figures if figure)


def _years_note(sought: int, undated: int) -> str:
    if not sought:
        return "所选范围未列"
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
    has = contents_of(plan)
    page = "plaques" if has.plaques else "checks"
    top = plan.meta.levels[0] if has.plaques else ""
    ids = [target.id for target in plan.meta.targets if top and target.min_level == top]
    if not ids:
        gaps = int((targets["verdict"] == GAP).sum())
        return Indicator("目标缺口", f"{gaps} 项", f"共 {len(targets)} 项目标", page)
    row = next(targets[targets["id"] == ids[0]].itertuples())
    whole = "全部载体：" if len(shown.carriers) < len(plan.carriers) else ""
    scheduled = f"{whole}目标 {target_words(row)}，计划安排 {area_text(row.scheduled, unit=False)} {row.unit}"
    return Indicator(f"{top}缺口", f"{area_text(row.gap, unit=False)} {row.unit}", scheduled, "plaques")
