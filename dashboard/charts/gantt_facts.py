"""What every Gantt draws, on screen, on a slide and in cells: years, rows, bars, lines, and the words on them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from analytics.headlines import short
from analytics.meta import PlanMeta

from .palette import Palette

NO_KIND = "未分类"
"""Milestones whose words name no kind of work."""


@dataclass(frozen=True)
class GanttYear:
    """A year, where what is drawn of it ``begins`` and ``ends``, and whether it stands on a band."""

    year: int
    begins: pd.Timestamp
    ends: pd.Timestamp
    has_band: bool


@dataclass(frozen=True)
class GanttLine:
    """A day with a line of its own: the targets' deadline, or the as-of date. ``name`` says which, ``short_name`` in
    a few signs; it stands to the line's left where ``is_named_before``, so that names never meet."""

    day: pd.Timestamp
    name: str
    short_name: str
    is_deadline: bool
    is_named_before: bool


@dataclass(frozen=True)
class Gantt:
    """``carriers`` (carrier_id → name) are the rows from the top; ``dated`` and ``undated`` the milestones (rows of
    ``timeline``) with a bar and without a year, ``starred`` those of ``dated`` that bring a plaque; the axis runs from
    ``first`` to ``last``."""

    carriers: dict[str, str]
    dated: pd.DataFrame
    undated: pd.DataFrame
    starred: pd.DataFrame
    first: pd.Timestamp
    last: pd.Timestamp
    years: tuple[GanttYear, ...]
    lines: tuple[GanttLine, ...]


def gantt_facts(milestones: pd.DataFrame, meta: PlanMeta, as_of: date, today: date) -> Gantt:
    """The Gantt of ``milestones`` (``timeline``) over the plan's years, so that every filter keeps the same axis."""
    dated = milestones[milestones["end"].notna()].reset_index(drop=True)
    first, last = span_of(milestones, meta)
    return Gantt(
        carriers=dict(zip(milestones["carrier_id"], milestones["name"], strict=True)),
        dated=dated,
        undated=milestones[milestones["end"].isna()],
        starred=dated[dated["plaques"] != ""],
        first=first,
        last=last,
        years=_years(first, last),
        lines=_lines(first, last, as_of, today, meta.target_year if meta.targets else None),
    )


def span_of(milestones: pd.DataFrame, meta: PlanMeta) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Half a year before the first start, so that its year has room for a name, to just after the last deadline."""
    issued = [pd.Timestamp(meta.facts.issued)] if meta.facts.issued else []
    years = [pd.Timestamp(year, 12, 31) for year in (*meta.years[-1:], *meta.dated)]
    start = min([*issued, *milestones["start"].dropna(), *(years[:1] if not issued else ())])
    end = max([*years, *milestones["end"].dropna()])
    return min(pd.Timestamp(start.year, 7, 1), start), end + pd.Timedelta(days=60)


def _years(first: pd.Timestamp, last: pd.Timestamp) -> tuple[GanttYear, ...]:
    """The years drawn; the room for the last star behind them is no year."""
    return tuple(
        GanttYear(
            year, max(first, pd.Timestamp(year, 1, 1)), min(last, pd.Timestamp(year + 1, 1, 1)), has_band=year % 2 == 0
        )
        for year in range(first.year, last.year + (last.month > 4))
    )


def _lines(
    first: pd.Timestamp, last: pd.Timestamp, as_of: date, today: date, target_year: int | None
) -> tuple[GanttLine, ...]:
    days = []
    if target_year is not None:
        days.append((pd.Timestamp(target_year, 12, 31), f"目标期限 {target_year}年底", f"目标{target_year}年底", True))
    if first <= pd.Timestamp(as_of) <= last:
        word = "今天" if as_of == today else "截至"
        days.append((pd.Timestamp(as_of), f"{word} {as_of}", f"{word}{as_of.month}-{as_of.day}", False))
    days.sort(key=lambda entry: entry[0])
    lines = []
    for index, (day, name, short_name, is_deadline) in enumerate(days):
        # The earlier name to its left, the later one to its right; near an edge it turns inwards.
        is_earlier = index == 0 and len(days) > 1 and (day - first).days > 400
        lines.append(GanttLine(day, name, short_name, is_deadline, is_earlier or (last - day).days < 300))
    return tuple(lines)


def kind_colours(meta: PlanMeta, palette: Palette) -> dict[str, str]:
    """The colour of each kind of work, in plan.toml's order; "" is work that names none."""
    return {kind.name: palette.kind(index) for index, kind in enumerate(meta.kinds)} | {"": palette.kind(None)}


def bar_words(milestone: Any, most: int) -> str:
    """What fits on a bar of ``most`` characters: the plaques it is to seek, or the task's first clause; on a short bar
    one sign of its kind."""
    if most < 3:
        return milestone.kind[:1]
    plaques = milestone.plaques.split("、")
    if len(plaques) > 1:
        return f"争取{len(plaques)}块牌子"
    if milestone.plaques:
        # Never the plaque alone: it would read as won.
        # Its star takes a place, too.
        return f"争取{short(milestone.plaques, most - 3)}" if most > 5 else "争取"
    if milestone.task == milestone.name:
        # It stands before the row already; half a date would be another one.
        return milestone.deadline_text if len(milestone.deadline_text) <= most else ""
    return short(first_clause(milestone.task), most)


def first_clause(task: str) -> str:
    """``制定建设方案，…`` → ``制定建设方案``"""
    return task.split("，")[0].rstrip("。")
