"""时间轴: a Gantt in cells."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from analytics import timeline
from analytics.columns import LABELS
from analytics.headlines import timeline_headline
from analytics.timeline import PAST
from dashboard.charts.style import LIGHT

from ..report import NOTHING, Report
from .cells import aligned, edges, filled, hex_of, put, put_headings, typeface
from .layout import HEADING, PAGE, add_filter, fit_heights, fit_widths, new_sheet, texts_of


@dataclass(frozen=True, order=True)
class _Half:
    """Half a year: a column of the Gantt."""

    year: int
    second: bool

    @property
    def name(self) -> str:
        return "下" if self.second else "上"


def _half_of(day: date) -> _Half:
    return _Half(day.year, day.month > 6)


def gantt_sheet(book, report: Report):
    """A row a milestone: its texts at the left, its bar in half years at the right, a star where it brings a plaque."""
    milestones = timeline(report.shown, report.as_of)
    sheet = new_sheet(
        book,
        report,
        "时间轴",
        timeline_headline(milestones, report.as_of),
        note="一格半年，色块从推算的起点到完成时限；颜色和字＝工作类型，★＝带来牌子，▼＝截至日期，红线＝目标期限",
    )
    columns = ("carrier_id", "name", "leads", "step", "task", "deadline_text", "state", "kinds")
    headings = (*(LABELS[column] for column in columns), "争取牌子")
    halves = _halves(report, milestones)
    put_headings(sheet, HEADING, ("",) * len(headings))
    put_headings(sheet, HEADING + 1, headings)
    _half_names(sheet, report, halves, len(headings) + 1)
    last = HEADING + 1
    for last, row in enumerate(milestones.itertuples(), start=HEADING + 2):
        _milestone_row(sheet, last, row)
        _bar(sheet, report, last, row, halves, len(headings) + 1)
    fit_widths(sheet, texts_of(sheet, HEADING + 1, last, len(headings)), narrowest=6, room=PAGE - 30)
    fit_widths(sheet, {place: [] for place in range(len(headings) + 1, len(headings) + len(halves) + 1)}, narrowest=5)
    fit_heights(sheet, HEADING + 1, last)
    sheet.freeze_panes = sheet.cell(HEADING + 2, 3)
    add_filter(sheet, HEADING + 1, last, len(headings))
    sheet.print_title_rows = f"1:{HEADING + 1}"
    return sheet


def _halves(report: Report, milestones: pd.DataFrame) -> list[_Half]:
    """Every half year of the plan, and of any year that a deadline adds."""
    years = [*report.whole.meta.years, *milestones["start"].dropna().dt.year, *milestones["end"].dropna().dt.year]
    return [_Half(year, second) for year in range(min(years), max(years) + 1) for second in (False, True)]


def _half_names(sheet, report: Report, halves: list[_Half], first: int) -> None:
    for year in dict.fromkeys(half.year for half in halves):
        places = [place for place, half in enumerate(halves, start=first) if half.year == year]
        for place in places:
            put_headings(sheet, HEADING, (f"{year}年",) if place == places[0] else ("",), first=place)
        sheet.merge_cells(start_row=HEADING, end_row=HEADING, start_column=places[0], end_column=places[-1])
    today = _half_of(report.as_of)
    put_headings(sheet, HEADING + 1, tuple(f"{half.name}{'▼' if half == today else ''}" for half in halves), first)


def _milestone_row(sheet, index: int, row) -> None:
    texts = (
        row.carrier_id,
        row.name,
        "、".join(row.leads),
        row.step,
        row.task,
        row.deadline_text,
        row.state,
        "、".join(row.kinds) or NOTHING,
        row.plaques or NOTHING,
    )
    colour = LIGHT.muted if row.state == PAST else LIGHT.text
    for place, text in enumerate(texts, start=1):
        centred = place in (1, 4, 6, 7)
        put(sheet, index, place, text, font=typeface(color=hex_of(colour)), horizontal="center" if centred else "left")


def _bar(sheet, report: Report, index: int, row, halves: list[_Half], first: int) -> None:
    """The cells of a milestone's bar, and the line of the targets' deadline through its row."""
    from openpyxl.styles import Side

    kinds = [kind.name for kind in report.whole.meta.kinds]
    number = kinds.index(row.kind) % 5 if row.kind else None
    fill = LIGHT.rest if number is None else LIGHT.categories[number]
    on_fill = LIGHT.on_light if number is None else LIGHT.on_category(number)
    drawn = [] if pd.isna(row.end) else [half for half in halves if _half_of(row.start) <= half <= _half_of(row.end)]
    top = Side(style="thin" if row.step > 1 else "medium", color=hex_of(LIGHT.grid if row.step > 1 else LIGHT.muted))
    deadline = Side(style="medium", color=hex_of(LIGHT.target))
    for place, half in enumerate(halves, start=first):
        cell = sheet.cell(index, place)
        ends_targets = half == _Half(report.whole.meta.target_year, True)
        cell.border = edges(top=top, **({"right": deadline} if ends_targets else {}))
        cell.alignment = aligned("center")
        if half in drawn:
            cell.fill = filled(fill)
            cell.font = typeface(bold=True, color=hex_of(on_fill))
            cell.value = row.kind or NOTHING if half == drawn[0] else None
            if row.plaques and half == drawn[-1]:
                cell.value = "★"
    for place in range(1, first):
        sheet.cell(index, place).border = edges(top=top)
