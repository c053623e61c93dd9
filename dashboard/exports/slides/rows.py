"""Views that are rows, on as many slides as they need."""

from collections.abc import Sequence

from dashboard.selection import Selection
from dashboard.views import View

from ..measure import display_width
from .drawing import BOTTOM, LEFT, ROOM, TOP
from .frame import empty_picture, new_slide, put_notes
from .tables import in_pages, native_table

_MOST_SLIDES = 4
"""Longer tables are for reading, not for showing."""

_LINES = ("要点", "说明")
"""What stands over a view in lines."""

Cells = Sequence[str]


def row_slides(deck, selection: Selection, view: View) -> None:
    """Rows as a native table, on as many slides as they need at a size that can be read; where that is too many, the
    lines in which the view sums itself up, if these are fewer."""
    headings, rows, notes = view.headings, view.rows, view.notes
    size, pages = _in_pages(headings, rows)
    if len(pages) > _MOST_SLIDES and view.lines is not None:
        line_size, line_pages = _in_pages(_LINES, view.text_lines)
        if len(line_pages) <= _MOST_SLIDES:
            notes = (f"这里只是概括，全部 {len(rows)} 条见汇报工作簿。",)
            headings, rows, size, pages = _LINES, view.text_lines, line_size, line_pages
    if len(pages) > _MOST_SLIDES:
        shown = sum(map(len, pages[:_MOST_SLIDES]))
        notes = (*notes, f"这里只列前 {shown} 条，其余 {len(rows) - shown} 条见汇报工作簿。")
        pages = pages[:_MOST_SLIDES]
    for index, page in enumerate(pages):
        title = view.title if len(pages) == 1 else f"{view.title}（{index + 1}/{len(pages)}）"
        slide = new_slide(deck, selection, title, view.conclusion, notes)
        box = (LEFT, TOP, ROOM, 0.4 * (len(page) + 1))
        native_table(slide, box, headings, page, _widths(headings, rows), view.title, size=size, row=0.4)
        if index == 0:
            put_notes(slide, view)
    if not pages:
        empty_picture(new_slide(deck, selection, view.title, view.conclusion), view)


def _in_pages(headings: Cells, rows: Sequence[Cells]) -> tuple[float, list[list[Cells]]]:
    """Size of type and the rows slide by slide: few rows are shown large."""
    widths = _widths(headings, rows)
    paged = {size: list(in_pages(rows, widths, size, BOTTOM - TOP - 0.55)) for size in (20, 18, 16, 14)}
    size = next((size for size, pages in paged.items() if len(pages) == 1), 14)
    return size, paged[size]


def _widths(headings: Cells, rows: Sequence[Cells]) -> list[float]:
    """Widths in inches by the longest text of each column, but none so narrow or so wide that the others could not be
    read."""
    needed = [min(max(14, *map(display_width, texts)), 48) for texts in zip(headings, *rows, strict=True)]
    return [ROOM * width / sum(needed) for width in needed]
