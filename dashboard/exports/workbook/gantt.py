"""时间轴: a Gantt in cells whose bars follow the two dates of their rows."""

from datetime import date
from typing import Any

import pandas as pd
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from analytics.columns import LABELS
from analytics.contents import contents_of, in_words_of
from analytics.timeline import PAST
from dashboard.charts.gantt_facts import gantt_facts, kind_colours
from dashboard.charts.palette import LIGHT, STATE_LOOKS
from dashboard.selection import Selection
from dashboard.views import NOTHING, View

from .cells import edges, hex_of, put, put_headings, typeface
from .formulas import put_formula
from .layout import HEADING, finish, fit_heights, fit_widths, keep_together, new_sheet, texts_of

_COLUMNS = ("carrier_id", "name", "leads", "step", "task", "deadline_text", "state", "kinds")
_HEADINGS = (*(LABELS[column] for column in _COLUMNS), "争取牌子")
_REPORTED = "进展状态"
_DATES = ("推算起点", "期限", "实际日期")
"""Behind the half years and not printed: a page would otherwise be too wide for type of nine points. The last one
where there are reports."""

_KINDS, _PLAQUES = "H", "I"
_FIRST = len(_HEADINGS) + 1
"""The column of the first half year."""

_SHORT = (1, 4, 6, 7)
"""Columns of short words, which stand on one line."""

_PAGE, _HALF = 138, 4
"""Characters that all columns may take together, so that ten point type is printed in nine or more; and a half year."""

_NAMES = HEADING + 1
"""The row of the headings; each half year stands there as its first day."""


def gantt_sheet(book, selection: Selection, view: View) -> None:
    """A row a milestone: its texts at the left, its bar in half years at the right, a star where it brings a plaque;
    where there are reports, what became of it."""
    milestones = view.table
    names, days = (_HEADINGS, _DATES[:2])
    if "reported" in milestones:
        names, days = [_REPORTED if name == LABELS["state"] else name for name in _HEADINGS], _DATES
    has = contents_of(selection.whole)
    signs = {
        "颜色和字＝工作类型": has.kinds,
        "★＝争取牌子": has.plaques,
        "▼＝截至日期": True,
        "红线＝目标期限": has.targets,
    }
    signs = "，".join(words for words, is_there in signs.items() if is_there)
    note = f"一格半年，从推算的起点到期限；改最右边的这两个日期，色块跟着走。{signs}"
    sheet = new_sheet(book, selection, view.title, view.conclusion, (note,))
    facts = gantt_facts(milestones, selection.whole.meta, selection.as_of, selection.today)
    halves = [date(year.year, month, 1) for year in facts.years for month in (1, 7)]
    deadlines, others = (
        {_half_of(line.day) for line in facts.lines if line.is_deadline is is_deadline} for is_deadline in (True, False)
    )
    put_headings(sheet, HEADING, ("",) * len(_HEADINGS))
    put_headings(sheet, _NAMES, [in_words_of(selection.whole, words) for words in names])
    _half_names(sheet, halves, others)
    dates = _FIRST + len(halves)
    put_headings(sheet, _NAMES, days, first=dates)
    last = _NAMES
    for last, row in enumerate(milestones.itertuples(), start=_NAMES + 1):
        _milestone_row(sheet, last, row, dates)
        _bar(sheet, last, row, halves, deadlines)
    if len(milestones):
        _colour_bars(sheet, kind_colours(selection.whole.meta, LIGHT), last, len(halves))
    _fit(sheet, last, len(halves))
    firsts = [_NAMES + 1 + index for index, step in enumerate(milestones["step"]) if step == 1 or index == 0]
    keep_together(sheet, _NAMES, firsts, last)
    finish(sheet, _NAMES, last, len(_HEADINGS), frozen=2)
    sheet.print_area = f"A1:{get_column_letter(dates - 1)}{last}"
    fit_widths(sheet, {dates + place: ["0000-00"] for place in range(len(days))})


def _fit(sheet, last: int, halves: int) -> None:
    """Widths and heights of what is printed."""
    texts = texts_of(sheet, _NAMES + 1, last, len(_HEADINGS))
    short = {place: texts.pop(place) for place in _SHORT}
    fit_widths(sheet, short, narrowest=5)
    fit_widths(sheet, {_FIRST + index: [] for index in range(halves)}, narrowest=_HALF)
    taken = _HALF * halves + sum(sheet.column_dimensions[get_column_letter(place)].width for place in _SHORT)
    fit_widths(sheet, texts, room=_PAGE - taken)
    fit_heights(sheet, _NAMES, last)


def _half_of(day: date) -> date:
    return date(day.year, 7 if day.month > 6 else 1, 1)


def _half_names(sheet, halves: list[date], marked: set[date]) -> None:
    """The years over their halves; ▼ stands in the one of ``marked``, where the as-of date lies."""
    for place, half in enumerate(halves, start=_FIRST):
        first_half = half.month == 1
        put_headings(sheet, HEADING, (f"{half.year}年" if first_half else "",), first=place)
        if not first_half:
            sheet.merge_cells(start_row=HEADING, end_row=HEADING, start_column=place - 1, end_column=place)
        name = f"{'上' if first_half else '下'}{'▼' if half in marked else ''}"
        look = {"font": typeface(bold=True), "fill": LIGHT.band, "horizontal": "center"}
        put(sheet, _NAMES, place, half, number_format=f'"{name}"', **look)


def _milestone_row(sheet, index: int, row: Any, dates: int) -> None:
    texts = (
        row.carrier_id,
        row.name,
        "、".join(row.leads),
        row.step,
        row.task,
        row.deadline_text,
        f"{STATE_LOOKS[row.reported].sign} {row.reported}" if hasattr(row, "reported") else row.state,
        "、".join(row.kinds) or NOTHING,
        row.plaques or NOTHING,
    )
    colour = LIGHT.muted if row.state == PAST else LIGHT.text
    for place, text in enumerate(texts, start=1):
        centred = place in (1, 4, 6, 7)
        put(sheet, index, place, text, font=typeface(color=hex_of(colour)), horizontal="center" if centred else "left")
    days = [row.start, row.end, *([row.done_on] if hasattr(row, "done_on") else [])]
    for place, day in enumerate(days, start=dates):
        value = None if pd.isna(row.end) or pd.isna(day) else day.date()
        look = {"font": typeface(color=hex_of(colour)), "number_format": "yyyy-mm", "horizontal": "center"}
        put(sheet, index, place, value, **look)


def _covered(index: int, half: str, dates: int) -> str:
    """Whether the bar of row ``index`` covers the half year of column ``half``, as a formula; its dates stand from
    column ``dates`` on."""
    starts, ends, begins = *_dates_of(index, dates), f"{half}${_NAMES}"
    return f"AND({starts}<EDATE({begins},6),{ends}>={begins})"


def _dates_of(index: int, dates: int) -> tuple[str, str]:
    return f"${get_column_letter(dates)}{index}", f"${get_column_letter(dates + 1)}{index}"


def _kind(index: int) -> str:
    """The first kind of work of row ``index``, as a formula: its bar is named and coloured by it."""
    kinds = f"${_KINDS}{index}"
    return f'LEFT({kinds},FIND("、",{kinds}&"、")-1)'


def _bar(sheet, index: int, row: Any, halves: list[date], deadlines: set[date]) -> None:
    """The words of a milestone's bar, and the line of the targets' deadline through its row."""
    dates = _FIRST + len(halves)
    start, end = _dates_of(index, dates)
    covered = [] if pd.isna(row.end) else [half for half in halves if _half_of(row.start) <= half <= _half_of(row.end)]
    top = Side(style="thin" if row.step > 1 else "medium", color=hex_of(LIGHT.grid if row.step > 1 else LIGHT.muted))
    deadline = Side(style="medium", color=hex_of(LIGHT.gap))
    for place, half in enumerate(halves, start=_FIRST):
        column = get_column_letter(place)
        begins = f"{column}${_NAMES}"
        star = f'AND({end}<EDATE({begins},6),${_PLAQUES}{index}<>"{NOTHING}")'
        begun = f"OR({start}>={begins},{column}${_NAMES}=${get_column_letter(_FIRST)}${_NAMES})"
        formula = f'=IF({_covered(index, column, dates)},IF({star},"★",IF({begun},{_kind(index)},"")),"")'
        result = ""
        if half in covered:
            ends, starts = half == covered[-1], half == covered[0]
            result = "★" if ends and row.plaques else (row.kind or NOTHING) if starts else ""
        put_formula(sheet, index, place, formula, result, horizontal="center")
        sheet.cell(index, place).border = edges(top=top, **({"right": deadline} if half in deadlines else {}))
    for place in range(1, _FIRST):
        sheet.cell(index, place).border = edges(top=top)


def _colour_bars(sheet, colours: dict[str, str], last: int, halves: int) -> None:
    """Fills by rule, a rule a kind of work, so that a bar moves with its dates."""
    first = _NAMES + 1
    column = get_column_letter(_FIRST)
    cells = f"{column}{first}:{get_column_letter(_FIRST + halves - 1)}{last}"
    for name, fill in colours.items():
        quoted = (name or NOTHING).replace('"', '""')
        rule = FormulaRule(
            formula=[f'AND({_covered(first, column, _FIRST + halves)},{_kind(first)}="{quoted}")'],
            fill=PatternFill("solid", bgColor=hex_of(fill)),
            font=Font(bold=True, color=hex_of(LIGHT.on_fill)),
        )
        sheet.conditional_formatting.add(cells, rule)
