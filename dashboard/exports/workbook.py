"""An annex as XLSX: the same rows as the CSV, ready to print, with a sheet that says what they are."""

import io
import re
import unicodedata
from datetime import datetime
from decimal import Decimal

from analytics import Filters, Plan, describe
from analytics.annex_rows import annex_rows
from analytics.columns import AREA_UNIT

from .csv import guarded

_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
_WIDEST = 46


def display_width(text: str) -> int:
    """Columns a text takes on screen: a Han character takes two."""
    return max(
        (sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line) for line in text.split("\n")),
        default=0,
    )


def annex_workbook(plan: Plan, whole: Plan, annex: int, filters: Filters, made: datetime) -> bytes:
    """Annex ``annex`` as ``plan`` (filtered from ``whole``) shows it: numbers as numbers, A4 landscape.

    Headings are frozen and repeated in print. The second sheet, 说明, gives the filters with their effect, the source
    and the time ``made``.
    """
    # Imported on first use: it costs more than the rest of the page.
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    headings, rows = annex_rows(plan, annex)
    book = Workbook()
    sheet = book.active
    sheet.title = f"附件{annex}"
    line = Side(style="thin", color="BFC5CC")
    for number, cells in enumerate([headings, *rows], start=1):
        for place, text in enumerate(cells, start=1):
            cell = sheet.cell(number, place)
            write_cell(cell, text, is_heading=number == 1)
            cell.border = Border(top=line, bottom=line, left=line, right=line)
            cell.alignment = Alignment(vertical="center" if number == 1 else "top", wrap_text=True)
            if number == 1:
                cell.font = Font(bold=True)
                cell.fill = PatternFill("solid", fgColor="E8EDF2")
    for place in range(1, len(headings) + 1):
        widest = max(display_width(cells[place - 1]) for cells in [headings, *rows])
        sheet.column_dimensions[get_column_letter(place)].width = min(max(widest + 2, 6), _WIDEST)
    sheet.freeze_panes = "A2"
    if rows:
        sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    _notes(book.create_sheet("说明"), plan, whole, annex, filters, made, len(rows))
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def write_cell(cell, text: str, is_heading: bool) -> None:
    """Puts ``text`` into ``cell``: a number as a number where it comes back the same, anything else as text."""
    # 007 and 0.50 stay texts: as numbers they would come back as 7 and 0.5.
    if not is_heading and _NUMBER.fullmatch(text) and text == f"{Decimal(text).normalize():f}":
        cell.value = float(text) if "." in text else int(text)
        cell.number_format = "0." + "0" * len(text.split(".")[1]) if "." in text else "0"
    elif text:
        # The reader takes one guard off, so a text that looks guarded gets another.
        cell.value = guarded(text) if text.startswith("'") else text
        # A text that begins with = is a text, not a formula.
        cell.data_type = "s"


def _notes(sheet, plan: Plan, whole: Plan, annex: int, filters: Filters, made: datetime, rows: int) -> None:
    facts = plan.meta.facts
    lines = [
        ("内容", f"附件{annex}：{next(entry.title for entry in plan.meta.annexes if entry.number == annex)}"),
        ("筛选", describe(filters, plan, whole)),
        ("行数", f"{rows} 行"),
        ("来源", f"{facts.title}（{facts.document_number}，{facts.issued}）"),
        ("数据文件", "、".join(plan.files.values())),
        ("生成时间", f"{made:%Y-%m-%d %H:%M}"),
        ("说明", f"面积单位：{AREA_UNIT}。表中是方案安排，不是完成情况。"),
    ]
    for number, (name, text) in enumerate(lines, start=1):
        sheet.cell(number, 1, name)
        cell = sheet.cell(number, 2, text)
        cell.data_type = "s"
    sheet.column_dimensions["A"].width = 12
    sheet.column_dimensions["B"].width = 90
