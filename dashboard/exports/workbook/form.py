"""The table that a department fills in, as a workbook with drop-downs (progress.md §5); read back by ``analytics``."""

import io
from collections.abc import Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from analytics import Plan
from analytics.columns import PROGRESS_COLUMNS
from analytics.progress.template import LAST_HEADINGS, TemplateRow, template_rows
from analytics.progress.words import AWARDED, DONE, UNDER_WAY
from dashboard.charts.palette import LIGHT

from .cells import hex_of, put, put_headings, typeface
from .layout import fit_heights

SHEET = "填报"
HELP_SHEET = "怎么填"

_WIDTHS = {
    "carrier_text": 24,
    "item_text": 40,
    "deadline_text": 10,
    "department": 14,
    "status_text": 12,
    "date_text": 14,
    "value_text": 10,
    "evidence": 26,
    "progress": 30,
    "problems": 24,
    "as_of_text": 13,
    "adjusted_text": 13,
}
_LAST_WIDTH = 16
_GIVEN = ("carrier_text", "item_text", "deadline_text", "department")
"""Columns that the template fills in and a clerk leaves alone."""


def form_bytes(plan: Plan, department: str, today: date) -> bytes:
    """The workbook of ``department``: its own rows, open ones first, the last report in grey beside each; and a sheet
    怎么填 with examples. Put back untouched it reports nothing."""
    rows = template_rows(plan, department, today)
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = SHEET
    _write_rows(sheet, rows)
    _write_help(workbook.create_sheet(HELP_SHEET), rows)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _write_rows(sheet: Worksheet, rows: Sequence[TemplateRow]) -> None:
    headings = [*(column.header for column in PROGRESS_COLUMNS), *LAST_HEADINGS]
    names = [column.name for column in PROGRESS_COLUMNS]
    put_headings(sheet, 1, headings)
    for column in range(1, len(headings) + 1):
        width = _WIDTHS[names[column - 1]] if column <= len(names) else _LAST_WIDTH
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, row in enumerate(rows, start=2):
        for column, text in enumerate((*row.cells, *row.last), start=1):
            given = column > len(names) or names[column - 1] in _GIVEN
            font = typeface(color=hex_of(LIGHT.muted if given else LIGHT.text))
            # As a text, or a spreadsheet would turn 2024-06 into 1 June.
            put(sheet, number, column, text, number_format="@", font=font)
    fit_heights(sheet, 2, 1 + len(rows))
    _add_choices(sheet, rows, names.index("status_text") + 1)
    sheet.freeze_panes = sheet.cell(2, names.index("deadline_text") + 1)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def _add_choices(sheet: Worksheet, rows: Sequence[TemplateRow], column: int) -> None:
    """A drop-down of the words of each row; rows with the same words share one."""
    by_words: dict[tuple[str, ...], list[int]] = {}
    for number, row in enumerate(rows, start=2):
        if row.words:
            by_words.setdefault(row.words, []).append(number)
    for words, numbers in by_words.items():
        choice = DataValidation("list", formula1=f'"{",".join(words)}"', allow_blank=True, showErrorMessage=True)
        choice.errorTitle = "不是可选的词"
        choice.error = f"请选：{'、'.join(words)}。其他的话写到进展情况里。"
        # Offices have words of their own (办结), which are read too: a question, not a refusal.
        choice.errorStyle = "warning"
        for number in numbers:
            choice.add(sheet.cell(number, column).coordinate)
        sheet.add_data_validation(choice)


def _write_help(sheet: Worksheet, rows: Sequence[TemplateRow]) -> None:
    """How to fill a row, each heading on a line of its own beside three examples, so that nobody takes it for a table
    of reports."""
    headings = {column.name: column.header for column in PROGRESS_COLUMNS}
    choices = dict.fromkeys(row.words for row in rows if row.words)
    lines = [
        ("每行填四格就够：状态、实际日期、依据、进展情况。没有新情况的行留空，留空的行不算填报。",),
        ("灰色的列不用改；最后三列是上次填报的内容，供对照。存成 Excel 工作簿（.xlsx）或 CSV UTF-8 交回即可。",),
        ("没有依据的完成和获得照样登记，但不计入“有依据”，也不计入目标。",),
        (),
        ("格子", "例一 完成的任务", "例二 获得的牌子", "例三 还没有完成的"),
        (headings["status_text"], DONE, AWARDED, UNDER_WAY),
        (headings["date_text"], "2021-06-30（只知道月份写 2021年6月）", "2021-03-15", "不填"),
        (headings["evidence"], "文号，或会议纪要的标题", "授牌文件的文号", "不填"),
        (headings["progress"], "可以不填", "可以不填", "做到哪一步，卡在哪里"),
        (headings["adjusted_text"], "不填", "不填", "经批准延后的才填，并在依据里写批准的文号"),
        (headings["as_of_text"], "这一行说的是哪一天的情况，改成实际的日期，不能晚于今天", "", ""),
        (headings["value_text"], "只有指标填，只写数字", "", ""),
        (),
        *((f"{headings['status_text']}可以选的词", "、".join(words)) for words in choices),
    ]
    for number, line in enumerate(lines, start=1):
        for column, text in enumerate(line, start=1):
            font = typeface(bold=number == 5 or (column == 1 and len(line) > 1))
            put(sheet, number, column, text, font=font, boxed=len(line) > 1)
    sheet.column_dimensions["A"].width = 18
    for letter in "BCD":
        sheet.column_dimensions[letter].width = 36
    fit_heights(sheet, 1, len(lines))
