"""目标覆盖."""

from collections.abc import Iterator

import pandas as pd

from analytics import area_text, target_gaps
from analytics.columns import LABELS
from analytics.headlines import targets_headline
from analytics.targets import target_words, verdict_words
from dashboard.charts.target_coverage import build_target_coverage, describe_targets
from dashboard.selection import Selection

from .view import NOTHING, Build, Room, View, in_parts, present


def clause_words(clause: str) -> str:
    """``一`` → ``第一部分``: alone it would be read as a dash; ``四（一）`` stays."""
    return f"第{clause}部分" if len(clause) == 1 else clause


def target_views(selection: Selection, room: Room) -> Iterator[View]:
    targets = target_gaps(selection.whole)
    part = target_gaps(selection.shown) if selection.filters.active else None
    sentence = targets_headline(targets)
    notes = present(
        "缺口＝目标－按期限计划安排（不小于 0）；未列年份的不计。",
        "“年前”既可读作到那一年底，也可读作那一年以前，两种都算，结论不同就写明。",
        "目标按全部载体计算，不随筛选变化。" if part is not None else "",
    )
    pages = in_parts(list(targets["id"]), room.targets)
    for ids in pages:
        page = targets[targets["id"].isin(ids)].reset_index(drop=True)
        of_part = None if part is None else part[part["id"].isin(ids)].reset_index(drop=True)
        yield View(
            conclusion=sentence,
            headings=("目标", "要求", "计划安排", "结论", "计算口径", "条款", LABELS["source"]),
            rows=[
                (
                    row.label,
                    target_words(row),
                    NOTHING if pd.isna(row.scheduled) else f"{area_text(row.scheduled, unit=False)} {row.unit}",
                    verdict_words(row),
                    row.basis,
                    clause_words(row.clause),
                    row.text,
                )
                for row in page.itertuples()
            ],
            table=page,
            build=_target_builder(page, of_part) if len(page) else None,
            alt=f"{sentence}。{describe_targets(page)}",
            notes=notes,
        )


def _target_builder(targets: pd.DataFrame, part: pd.DataFrame | None) -> Build:
    return lambda scale, palette: build_target_coverage(targets, part, scale=scale, palette=palette)
