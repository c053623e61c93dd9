"""目标覆盖, and how each target is counted."""

from collections.abc import Iterator
from functools import lru_cache

import pandas as pd

from analytics import Plan, area_text
from analytics.answers import target_badges, worst_first
from analytics.headlines import open_targets, targets_by_reading, targets_headline
from analytics.notice import quotation
from analytics.targets import BY_READING, GAP, target_words, verdict_words
from dashboard.charts.target_coverage import VERDICT_SIGNS, build_target_coverage, describe_targets
from dashboard.facts import gaps_of
from dashboard.selection import Selection

from .view import NOTHING, Build, Listing, PageRows, View, page_parts, present, subtitle

_GAP_RULE = "缺口＝目标－按期限计划安排（不小于 0）；未列年份的不计。"


def clause_words(clause: str) -> str:
    """``一`` → ``第一部分``: alone it would be read as a dash; ``四（一）`` stays."""
    return f"第{clause}部分" if len(clause) == 1 else clause


@lru_cache(maxsize=8)
def _words(plan: Plan) -> tuple[str, tuple[str, ...]]:
    """Conclusion and notes on the targets of a whole plan: no filter changes them."""
    targets = gaps_of(plan)
    gaps, readings = open_targets(targets), targets_by_reading(targets)
    notes = (
        f"{VERDICT_SIGNS[GAP]} 计划没有覆盖：{gaps}。" if gaps else "",
        f"{VERDICT_SIGNS[BY_READING]} 看“年前”怎么读（到那一年底，或那一年以前）：{readings}。" if readings else "",
        _GAP_RULE,
    )
    return targets_headline(targets), present(*notes)


def target_views(selection: Selection, page_rows: PageRows) -> Iterator[View]:
    """Every target against what is scheduled; with a filter, the part of the carriers looked at within them."""
    targets = gaps_of(selection.whole)
    part = gaps_of(selection.shown) if selection.is_part else None
    sentence, always = _words(selection.whole)
    notes = present(
        *always,
        "目标按全部载体计算，不随筛选变化；细条是当前筛选部分。" if part is not None else "",
    )
    pages, cut = page_parts(list(targets["id"]), page_rows.targets, page_rows)
    for ids in pages:
        page = targets[targets["id"].isin(ids)].reset_index(drop=True)
        of_part = None if part is None else part[part["id"].isin(ids)].reset_index(drop=True)
        yield View(
            conclusion=sentence,
            subtitle=subtitle("计划安排与目标", "按目标", f"到{selection.whole.meta.target_year}年", "全部载体"),
            table=page,
            listing=_target_lister(targets if page_rows.one_page else page),
            build=_target_builder(page, of_part) if len(page) else None,
            alt=f"{sentence}。{describe_targets(page)}",
            notes=present(*notes, cut) if len(page) else (),
            picture="targets",
        )


def amounts(targets: pd.DataFrame, what: str) -> list[str]:
    """The column ``what`` of ``targets``, each in the unit of its target: ``48.52 万m²``, — where nothing is known."""
    return [
        NOTHING if pd.isna(value) else f"{area_text(value, unit=False)} {unit}"
        for value, unit in zip(targets[what], targets["unit"], strict=True)
    ]


def _target_lister(targets: pd.DataFrame):
    def listing() -> Listing:
        rows = list(targets.itertuples())
        frame = targets.assign(
            target=[target_words(row) for row in rows],
            scheduled=amounts(targets, "scheduled"),
            verdict=[verdict_words(row) for row in rows],
            clause=[clause_words(row.clause) for row in rows],
        )
        return Listing(
            frame,
            {
                "label": "目标",
                "target": "要求",
                "scheduled": "计划安排",
                "verdict": "结论",
                "basis": "计算口径",
                "clause": "条款",
                "text": "原文",
            },
        )

    return listing


def _target_builder(targets: pd.DataFrame, part: pd.DataFrame | None) -> Build:
    """Rows stand as in the notice; in the picture the worst is seen first."""
    return lambda scale, palette: build_target_coverage(worst_first(targets), part, scale=scale, palette=palette)


def verdict_views(selection: Selection, page_rows: PageRows) -> Iterator[View]:
    """How many targets are covered, open, or neither, worst first, the gaps by name; ``table``: ``verdict``,
    ``words``."""
    badges = target_badges(gaps_of(selection.whole))
    table = pd.DataFrame(badges)
    lines = [f"{VERDICT_SIGNS[badge.verdict]} {badge.words}" for badge in badges]
    yield View(
        conclusion=" · ".join(lines),
        subtitle=subtitle("目标", f"到{selection.whole.meta.target_year}年", "全部载体"),
        table=table,
        listing=lambda: Listing(table.assign(words=lines), {"words": "结论"}),
    )


def target_rule_views(selection: Selection, page_rows: PageRows) -> Iterator[View]:
    """How each target is counted, in words, with the whole sentence it comes from, its clause, and who answers for it
    where the notice says so."""
    targets, meta = gaps_of(selection.whole), selection.whole.meta
    departments = {target.id: target.department for target in meta.targets}

    def listing() -> Listing:
        rows = list(targets.itertuples())
        frame = targets.assign(
            department=[departments[row.id] or "没有点名" for row in rows],
            text=[quotation(selection.whole.notice, row.clause, row.text) or row.text for row in rows],
            clause=[clause_words(row.clause) for row in rows],
        )
        columns = {"label": "目标", "department": "负责部门", "text": "原文", "clause": "条款", "basis": "计算口径"}
        return Listing(frame, columns)

    yield View(
        conclusion=targets_headline(targets),
        subtitle=subtitle("计算口径", "按目标"),
        table=targets,
        listing=listing,
        alt=f"{targets_headline(targets)}。每项的原文与计算口径",
        notes=(f"{_GAP_RULE}说的是计划安排了多少，不是已经做到多少。",),
    )
