"""汇报工作簿: one XLSX with the filtered annexes and a sheet a view, with native charts that read its cells."""

from dataclasses import replace

from openpyxl import Workbook

from dashboard.selection import Selection
from dashboard.views import every_view, on_one_page

from .annexes import annex_sheet
from .areas import area_sheets
from .cells import typeface
from .formulas import saved
from .gantt import gantt_sheet
from .notes import notes_sheet
from .plaques import plaque_sheet
from .rows import row_sheet
from .schedule import schedule_sheet
from .targets import target_sheet

_ON_SHEET = on_one_page(10_000)
_DRAWN = {
    "area": area_sheets,
    "matrix": plaque_sheet,
    "targets": target_sheet,
    "steps": schedule_sheet,
    "gantt": gantt_sheet,
}
"""Pictures with cells and charts of their own; the others are rows."""

_PAGE_NAMES = {"matrix": "授牌缺口", "checks": "数据校核"}
"""Sheets named like the page that shows the view, where that has another name (screens.md, Taken away)."""


def report_bytes(selection: Selection) -> bytes:
    """What ``selection`` shows as a workbook: 说明, the annexes, then a sheet a view in the order of ``VIEWS``.

    Numbers are numbers, what follows from them is a formula, texts from files are texts, whatever they begin with.
    """
    book = Workbook()
    book._named_styles["Normal"].font = typeface()
    for annex in selection.whole.meta.annexes:
        annex_sheet(book, selection, annex.number)
    for view in every_view(selection, _ON_SHEET):
        titled = replace(view, title=_PAGE_NAMES.get(view.key, view.title))
        _DRAWN.get(view.picture, row_sheet)(book, selection, titled)
    notes_sheet(book, selection)
    book.properties.title = f"{selection.whole.meta.facts.title} 汇报工作簿"
    book.properties.creator = selection.whole.meta.facts.name
    book.properties.language = "zh-CN"
    book.properties.created = book.properties.modified = selection.now.replace(tzinfo=None)
    return saved(book)
