"""What a view is, how many rows of it one page holds, and the words that views share."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from analytics.columns import LABELS
from dashboard.charts.style import Palette, Scale
from dashboard.selection import Selection

Rows = list[tuple[str, ...]]

Build = Callable[[Scale, Palette], go.Figure]

NOTHING = "—"

BLANK = "未列"


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
class View:
    """One view, for screen, slide, paper and workbook alike.

    ``conclusion`` is the computed sentence over it, ``subtitle`` what its picture measures, by what and of what;
    ``rows`` are the rows behind it, as texts under ``headings``; ``table`` is what the picture shows, for who draws it
    himself; ``build`` draws it (None: there is nothing to draw), ``alt`` says it in words, ``notes`` what it leaves
    out and what its signs mean, ``clicks`` whether a mark filters. ``key`` and ``title`` stand in the list of
    views.
    """

    conclusion: str
    headings: tuple[str, ...]
    rows: Rows
    table: pd.DataFrame
    build: Build | None = None
    alt: str = ""
    notes: tuple[str, ...] = ()
    subtitle: str = ""
    clicks: bool = False
    key: str = ""
    title: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is neither a picture nor a row: the conclusion says all."""
        return self.build is None and not self.rows


Make = Callable[[Selection, Room], Iterable[View]]
"""Makes a view of a selection; several where one page has no room for it."""


def left_out(views: tuple[View, ...]) -> tuple[str, ...]:
    """A sentence for each of ``views``, which get no page: what it would say, and why there is nothing to show."""
    return tuple(
        f"没有“{view.title}”一页：{view.conclusion}。{'' if view.is_empty else ''.join(view.notes)}" for view in views
    )


def labels(*names: str) -> tuple[str, ...]:
    """The Chinese labels of columns."""
    return tuple(LABELS[name] for name in names)


def in_parts(names: list, most: int) -> list[list]:
    """``names`` in as few parts as hold at most ``most`` each, of even length; one empty part for none."""
    count = max(1, -(-len(names) // most))
    return [names[len(names) * part // count : len(names) * (part + 1) // count] for part in range(count)]


def present(*notes: str) -> tuple[str, ...]:
    """``notes`` without the empty ones."""
    return tuple(note for note in notes if note)


def carrier_names(carriers: pd.DataFrame) -> str:
    """``2-08 元石国际、…``"""
    return "、".join(f"{row.carrier_id} {row.name}" for row in carriers.itertuples())
