"""What a view is, how many rows of it one page holds, and the words that views share."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd
import plotly.graph_objects as go

from analytics import Plan, area_text
from analytics.columns import ANNEX_COLUMNS, LABELS
from analytics.contents import contents_of, in_words_of
from dashboard.charts.layout import MOST_ROWS, Scale
from dashboard.charts.palette import Palette
from dashboard.selection import Selection

Rows = list[tuple[str, ...]]

Lines = list[tuple[str, str]]
"""(what stands out, what follows), a line each."""

Build = Callable[[Scale, Palette], go.Figure]

NOTHING = "—"

BLANK = "未列"

_LEAVE_NOTHING_OUT = ("plaques", "kinds", "note", "advice", "value", "column", "before", "after")
"""Columns where a blank is no gap: a milestone that brings no plaque, a finding that asks for nothing."""


_NEEDS = {
    "area": ("areas",),
    "task": ("names",),
    "leads": ("leads",),
    "guides": ("guides",),
    "guide": ("guides",),
    "positioning": ("positions",),
    "industry": ("industries",),
    "stage": ("stages",),
    "plaques": ("plaques",),
    "plaque_text": ("plaques",),
    "kinds": ("kinds",),
    "held": ("plaques",),
    "sought": ("plaques",),
    "milestones": ("milestones", "names"),
    "measures": ("measures",),
    "targets": ("targets",),
}
"""What a plan must have (``analytics.contents``) for a column; a task without a carrier stands as the name."""


@dataclass(frozen=True)
class PageRows:
    """How many rows of each kind of picture one page holds; longer ones go on over several pages.

    Beyond ``most`` carriers a picture with a row a carrier would be a wall: it sums up by department. Where there is
    ``one_page`` only, as on a screen, the first rows are drawn and a note counts the others.
    """

    bars: int
    stages: int
    matrix: int
    targets: int
    gantt: int
    tasks: int
    most: int = MOST_ROWS
    one_page: bool = False


ON_PAPER = PageRows(bars=13, stages=11, matrix=20, targets=11, gantt=12, tasks=12)
"""An A4 page in landscape, with the charts in the size of the screen."""


def on_one_page(most: int) -> PageRows:
    """A screen, which holds ``most`` rows of anything."""
    return PageRows(most, most, most, most, most, most, most, one_page=True)


@dataclass(frozen=True, eq=False)
class Listing:
    """The rows behind a view: ``columns`` of ``frame``, each under its heading; a tuple is joined with 、, an area is
    in 万m² with the notice's own decimals, a blank is said in words and never 0.

    With ``carrier_id`` in ``frame`` and ``name`` among the columns, a row leads to its carrier; ``linked`` are further
    columns that name carriers, departments or clauses. Rows that have the cells up to the column ``group`` in common
    belong together ("": up to the carrier's name).
    """

    frame: pd.DataFrame
    columns: dict[str, str]
    linked: tuple[str, ...] = ()
    group: str = ""

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings, from the left."""
        return tuple(self.columns.values())

    @cached_property
    def rows(self) -> Rows:
        """Every row as texts."""
        return self.rows_between(0, len(self.frame))

    def rows_between(self, begin: int, end: int) -> Rows:
        """The rows from ``begin`` up to ``end`` as texts."""
        texts = ([cell_text(name, cell) for cell in self.frame[name].iloc[begin:end]] for name in self.columns)
        return list(zip(*texts, strict=True))


def cell_text(column: str, cell: object) -> str:
    """``cell`` of ``column`` (its name in code) as it is read."""
    if isinstance(cell, tuple):
        cell = "、".join(cell)
    if column == "area":
        return area_text(cell, unit=False)
    if pd.isna(cell) or cell == "":
        return NOTHING if column in _LEAVE_NOTHING_OUT else BLANK
    return str(cell)


def cut_cell(text: str, most: int, elsewhere: str) -> str:
    """``text``, or as many of the things that it lists as ``most`` signs hold, saying ``elsewhere`` of the others."""
    if len(text) <= most:
        return text
    cut = text[:most]
    end = max(cut.rfind("、"), cut.rfind("；"))
    return f"{cut[:end] if end > 0 else cut}……（{elsewhere}）"


def no_rows() -> Listing:
    """Nothing behind a view."""
    return Listing(pd.DataFrame(), {})


def labelled(*names: str, **others: str) -> dict[str, str]:
    """Columns → headings: ``names`` by their Chinese labels, ``others`` as given."""
    return {name: LABELS[name] for name in names} | others


@dataclass(frozen=True, eq=False)
class View:
    """One view, for screen, slide, paper and workbook alike; known by its identity, so that what is made of it can be
    kept.

    ``conclusion`` is the computed sentence over it, ``subtitle`` what it measures, by what and of what;
    ``listing`` makes the rows behind it when they are asked for; ``build`` draws it (None: there is nothing to draw)
    from ``table``, ``alt`` says it in words, ``notes`` what it leaves out and what its signs mean, ``clicks`` whether
    a mark filters; ``keeps`` names the filters that its marks set: under these a screen keeps the other marks, pale.
    ``picture`` is what kind of picture ``build`` draws of ``table``, for who draws it himself: the view's key, or
    another one's where it sums up. ``lines`` say it in large type where there is no picture. ``key`` and ``title``
    stand in the list of views.
    """

    conclusion: str
    table: pd.DataFrame
    listing: Callable[[], Listing] = no_rows
    build: Build | None = None
    alt: str = ""
    notes: tuple[str, ...] = ()
    subtitle: str = ""
    clicks: bool = False
    keeps: tuple[str, ...] = ()
    picture: str = ""
    lines: Callable[[], Lines] | None = None
    key: str = ""
    title: str = ""

    @cached_property
    def _listing(self) -> Listing:
        return self.listing()

    @property
    def listed(self) -> Listing:
        """The rows behind it, made once."""
        return self._listing

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of ``rows``."""
        return self.listed.headings

    @property
    def rows(self) -> Rows:
        """The rows behind it, as texts."""
        return self.listed.rows

    @property
    def is_empty(self) -> bool:
        """Whether there is neither a picture nor a row: the conclusion says all."""
        return self.build is None and self.listed.frame.empty

    @cached_property
    def text_lines(self) -> Lines:
        """The view in lines of large type: ``lines``, or else its rows."""
        if self.lines is not None:
            return self.lines()
        return [(row[0], "　".join(cell for cell in row[1:] if cell != NOTHING)) for row in self.rows]


def offered(plan: Plan, columns: Iterable[str]) -> list[str]:
    """Those of ``columns`` that ``plan`` has something for."""
    has = contents_of(plan)
    return [name for name in columns if has.has(*_NEEDS.get(name, ()))]


def as_the_plan_has_it(view: View, plan: Plan) -> View:
    """``view`` in the words of ``plan`` and without the columns of what it does not have (inputs.md row 60)."""
    lines = view.lines

    def worded(text: str) -> str:
        return in_words_of(plan, text)

    def listing() -> Listing:
        listed = view.listing()
        return replace(listed, columns={name: worded(listed.columns[name]) for name in offered(plan, listed.columns)})

    return replace(
        view,
        conclusion=worded(view.conclusion),
        subtitle=worded(view.subtitle),
        title=worded(view.title),
        alt=worded(view.alt),
        notes=tuple(map(worded, view.notes)),
        listing=listing,
        lines=lines and (lambda: [(worded(words), worded(rest)) for words, rest in lines()]),
    )


Make = Callable[..., Iterable[View]]
"""Makes a view of ``(selection, page_rows)`` and of choices of its own, by keyword, each with the default that reports
take; several views where one page has no room for it."""


def left_out(views: tuple[View, ...]) -> tuple[str, ...]:
    """A sentence for each of ``views``, which get no page: what it would say, and why there is nothing to show."""
    return tuple(
        f"没有“{view.title}”一页：{view.conclusion}。{'' if view.is_empty else ''.join(view.notes)}" for view in views
    )


def in_parts(names: list, most: int) -> list[list]:
    """``names`` in as few parts as hold at most ``most`` each, of even length; one empty part for none."""
    count = max(1, -(-len(names) // most))
    return [names[len(names) * part // count : len(names) * (part + 1) // count] for part in range(count)]


def page_parts(names: list, most: int, page_rows: PageRows) -> tuple[list[list], str]:
    """``names`` page by page, at most ``most`` on each; and a note on those for which one page has no room."""
    if not page_rows.one_page:
        return in_parts(names, most), ""
    return [names[:most]], _cut(len(names), most)


def first_rows(table: pd.DataFrame, column: str, most: int) -> tuple[pd.DataFrame, str]:
    """The rows of ``table`` with the first ``most`` values of ``column``; and a note on the others."""
    names = list(dict.fromkeys(table[column]))
    return table[table[column].isin(names[:most])].reset_index(drop=True), _cut(len(names), most)


def _cut(count: int, most: int) -> str:
    return f"共 {count} 行，图上只画前 {most} 行，其余见表。" if count > most else ""


def present(*notes: str) -> tuple[str, ...]:
    """``notes`` without the empty ones."""
    return tuple(note for note in notes if note)


def subtitle(*parts: str) -> str:
    """``面积（万m²）· 按产业方向 · 附件1、2``"""
    return " · ".join(present(*parts))


def annexes_text(selection: Selection, column: str = "name") -> str:
    """The annexes of the carriers looked at that have ``column``: ``附件1、2``; "" for none."""
    numbers = [
        number
        for number in sorted(set(selection.shown.carriers["annex"]))
        if column in [listed.name for listed in ANNEX_COLUMNS[number]]
    ]
    return f"附件{'、'.join(map(str, numbers))}" if numbers else ""


def carrier_names(carriers: pd.DataFrame) -> str:
    """``2-08 元石国际、…``"""
    return "、".join(f"{row.carrier_id} {row.name}" for row in carriers.itertuples())
