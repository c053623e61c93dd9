"""汇报工作簿: one XLSX with the filtered annexes and what follows from them, with native charts that read its cells."""

from dashboard.selection import Selection

from .annexes import annex_sheet
from .areas import area_sheet
from .carriers import carrier_sheet
from .cells import typeface
from .formulas import saved
from .gantt import gantt_sheet
from .notes import notes_sheet
from .plaques import plaque_sheet
from .schedule import schedule_sheet
from .targets import target_sheet


def report_workbook(selection: Selection) -> bytes:
    """``shown`` (filtered from ``whole``) as a workbook: 说明, the annexes, 产业面积, 载体明细, 授牌缺口, 逐年授牌,
    时间轴, 目标覆盖.

    Numbers are numbers, what follows from them is a formula, texts from files are texts, whatever they begin with.
    """
    # Imported on first use: it costs more than the rest of a page.
    from openpyxl import Workbook

    book = Workbook()
    book._named_styles["Normal"].font = typeface()
    sheets = [annex_sheet(book, selection, annex.number) for annex in selection.whole.meta.annexes]
    makers = (area_sheet, carrier_sheet, plaque_sheet, schedule_sheet, gantt_sheet, target_sheet)
    sheets += [maker(book, selection) for maker in makers]
    notes_sheet(book.worksheets[0], selection, [sheet.title for sheet in sheets])
    book.properties.title = f"{selection.whole.meta.facts.title} 汇报工作簿"
    book.properties.creator = selection.whole.meta.facts.short_title
    book.properties.language = "zh-CN"
    book.properties.created = book.properties.modified = selection.now.replace(tzinfo=None)
    return saved(book)
