"""Views that are rows, on as many slides as they need."""

from analytics.findings import NOTE
from analytics.headlines import short
from dashboard.selection import Selection
from dashboard.views import View

from ..measure import display_width
from .drawing import BOTTOM, LEFT, ROOM, TOP
from .frame import empty_picture, new_slide, put_notes
from .tables import in_pages, native_table

_MOST_SLIDES = 4
"""Longer tables are for reading, not for showing."""


def row_slides(deck, selection: Selection, view: View) -> None:
    """Rows as a native table, on as many slides as they need at a size that can be read."""
    headings, rows, widths = _columns_of(view)
    left_out = len(view.rows) - len(rows)
    notes = (*view.notes, f"另有 {left_out} 处{NOTE}，见数据校核。") if left_out else view.notes
    # Few rows are shown large.
    size = next((size for size in (20, 18, 16) if len(_paged(rows, widths, size)) == 1), 14)
    pages = _paged(rows, widths, size)
    if len(pages) > _MOST_SLIDES:
        shown = sum(map(len, pages[:_MOST_SLIDES]))
        notes = (*notes, f"这里只列前 {shown} 条，其余 {len(rows) - shown} 条见汇报材料和汇报工作簿。")
        pages = pages[:_MOST_SLIDES]
    for index, page in enumerate(pages):
        title = view.title if len(pages) == 1 else f"{view.title}（{index + 1}/{len(pages)}）"
        slide = new_slide(deck, selection, title, view.conclusion, notes)
        box = (LEFT, TOP, ROOM, 0.4 * (len(page) + 1))
        native_table(slide, box, headings, page, widths, view.title, size=size, row=0.4)
        if index == 0:
            put_notes(slide, view)
    if not pages:
        empty_picture(new_slide(deck, selection, view.title, view.conclusion), view)


def _paged(rows: list[list[str]], widths: list[float], size: float) -> list[list[list[str]]]:
    return list(in_pages(rows, widths, size, BOTTOM - TOP - 0.55))


def _columns_of(view: View) -> tuple[list[str], list[list[str]], list[float]]:
    """Headings, rows and widths in inches of what a slide shows of ``view``: of findings, what has to be checked."""
    if view.key == "checks":
        is_kept = view.table["severity"] != NOTE
        kept = [row for row, keep in zip(view.rows, is_kept, strict=True) if keep]
        kept_ids = view.table.loc[is_kept, "carrier_id"]
        # What concerns no single carrier is known by its place.
        rows = [
            [row[1] if carrier_id else row[5], short(row[2].split("（正文")[0], 60), row[3]]
            for row, carrier_id in zip(kept, kept_ids, strict=True)
        ]
        return ["哪里", "说明", "怎么改"], rows, [2.9, 5.333, 4.1]
    rows = [list(row) for row in view.rows]
    # By the longest text of each column, but none so narrow or so wide that the others could not be read.
    needed = [min(max(14, *map(display_width, texts)), 48) for texts in zip(view.headings, *rows, strict=True)]
    return list(view.headings), rows, [ROOM * width / sum(needed) for width in needed]
