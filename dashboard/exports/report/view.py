"""What a report is made of: what is shown, from when; its views, and how many rows one page holds."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd
import plotly.graph_objects as go

from analytics import Filters, Plan, describe
from analytics.columns import LABELS
from dashboard.charts.style import Palette, Scale

Rows = list[tuple[str, ...]]

Build = Callable[[Scale, Palette], go.Figure]

ONLY_A_PLAN = "方案安排，不是完成情况"

NOTHING = "—"

BLANK = "未列"


@dataclass(frozen=True)
class Report:
    """What is taken away: ``shown`` is what ``filters`` leave of ``whole``, looked at from ``as_of``; ``made`` when."""

    shown: Plan
    whole: Plan
    filters: Filters
    as_of: date
    made: datetime

    @property
    def today(self) -> date:
        """The day on which the report was made."""
        return self.made.date()

    @property
    def filters_text(self) -> str:
        """The filters in words with their effect."""
        return describe(self.filters, self.shown, self.whole)

    @property
    def source_text(self) -> str:
        """Title, number and date of the document that every figure comes from."""
        facts = self.whole.meta.facts
        return f"《{facts.title}》（{facts.document_number}，{day_text(facts.issued)}）"


def day_text(day: date) -> str:
    """``2022年10月28日``"""
    return f"{day.year}年{day.month}月{day.day}日"


@dataclass(frozen=True)
class Room:
    """How many rows of each kind of picture one page holds; longer ones go on over several pages."""

    bars: int
    stages: int
    matrix: int
    targets: int
    gantt: int
    tasks: int


ON_PAPER = Room(bars=13, stages=11, matrix=20, targets=11, gantt=12, tasks=12)
"""An A4 page in landscape, with the charts in the size of the screen."""


@dataclass(frozen=True)
class ReportView:
    """One view. ``build`` draws its picture (None: there is nothing to draw); ``table`` is what the picture shows,
    for who draws it himself; ``rows`` are the rows behind it, as texts under ``headings``."""

    key: str
    title: str
    conclusion: str
    headings: tuple[str, ...]
    rows: Rows
    table: pd.DataFrame
    build: Build | None = None
    alt: str = ""
    notes: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is neither a picture nor a row: the conclusion says all."""
        return self.build is None and not self.rows


def left_out(views: tuple[ReportView, ...]) -> tuple[str, ...]:
    """A sentence for each of ``views``, which get no page: what it would say, and why there is nothing to show."""
    return tuple(
        f"没有“{view.title}”一页：{view.conclusion}。{'' if view.is_empty else ''.join(view.notes)}" for view in views
    )


def labels(*names: str) -> tuple[str, ...]:
    return tuple(LABELS[name] for name in names)


def in_parts(names: list, most: int) -> list[list]:
    """``names`` in as few parts as hold at most ``most`` each, of even length; one empty part for none."""
    count = max(1, -(-len(names) // most))
    return [names[len(names) * part // count : len(names) * (part + 1) // count] for part in range(count)]


def said(*notes: str) -> tuple[str, ...]:
    return tuple(note for note in notes if note)


def numbered(title: str, parts: list[list], index: int) -> str:
    return title if len(parts) == 1 else f"{title}（{index + 1}/{len(parts)}）"


def carrier_names(carriers: pd.DataFrame) -> str:
    return "、".join(f"{row.carrier_id} {row.name}" for row in carriers.itertuples())
