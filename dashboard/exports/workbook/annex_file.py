"""An annex as a file of its own: the same rows as the CSV, ready to print, with a sheet that says what they are."""

import io

from openpyxl import Workbook

from analytics.annex_rows import annex_rows
from analytics.columns import AREA_UNIT
from dashboard.selection import ONLY_A_PLAN, Selection

from .annexes import put_annex
from .cells import put, typeface
from .layout import ready_to_print


def annex_bytes(selection: Selection, annex: int) -> bytes:
    """Annex ``annex`` as ``selection`` shows it: numbers as numbers, A4 landscape.

    Headings are frozen and repeated in print. The second sheet, 说明, gives the filters with their effect, the source
    and the time.
    """
    headings, rows = annex_rows(selection.shown, annex)
    book = Workbook()
    book._named_styles["Normal"].font = typeface()
    sheet = book.active
    sheet.title = f"附件{annex}"
    put_annex(sheet, 1, headings, rows)
    ready_to_print(sheet, selection)
    _notes(book.create_sheet("说明"), selection, annex, len(rows))
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _notes(sheet, selection: Selection, annex: int, rows: int) -> None:
    plan = selection.whole
    lines = [
        ("内容", f"附件{annex}：{next(entry.title for entry in plan.meta.annexes if entry.number == annex)}"),
        ("筛选", selection.filters_text),
        ("行数", f"{rows} 行"),
        ("来源", selection.source_text),
        ("数据文件", "、".join(plan.files.values())),
        ("生成时间", f"{selection.now:%Y-%m-%d %H:%M}"),
        ("说明", f"面积单位：{AREA_UNIT}。{ONLY_A_PLAN}。"),
    ]
    for number, (name, text) in enumerate(lines, start=1):
        put(sheet, number, 1, name, font=typeface(bold=True))
        put(sheet, number, 2, text)
    sheet.column_dimensions["A"].width = 12
    sheet.column_dimensions["B"].width = 90
    ready_to_print(sheet, selection)
