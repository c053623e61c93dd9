"""Views that are rows, on as many slides as they need."""

from analytics.findings import NOTE
from analytics.headlines import short
from dashboard.charts.style import LIGHT

from ..report import Report, ReportView
from .drawing import BOTTOM, LEFT, ROOM, TOP, draw_text
from .frame import new_slide
from .tables import in_pages, native_table


def row_slides(deck, report: Report, view: ReportView) -> None:
    """Rows as a native table, on as many slides as they need at a size that can be read."""
    headings, rows, widths = _columns_of(view)
    left_out = len(view.rows) - len(rows)
    notes = (*view.notes, f"{NOTE} {left_out} 处不列在这里，见数据校核。") if left_out else view.notes
    # Few rows are shown large.
    size = next((size for size in (18, 16) if len(list(in_pages(rows, widths, size, BOTTOM - TOP - 0.45))) == 1), 14)
    pages = list(in_pages(rows, widths, size, BOTTOM - TOP - 0.45)) or [[]]
    for index, page in enumerate(pages):
        title = view.title if len(pages) == 1 else f"{view.title}（{index + 1}/{len(pages)}）"
        slide = new_slide(deck, report, title, view.conclusion, notes if page else ())
        if not page:
            draw_text(slide.shapes, "\n".join(view.notes), (LEFT, TOP + 0.3, ROOM, 1.2), 24, LIGHT.muted, name="说明")
        else:
            box = (LEFT, TOP, ROOM, 0.4 * (len(page) + 1))
            native_table(slide, box, headings, page, widths, view.title, size=size, row=0.4)


def _columns_of(view: ReportView) -> tuple[list[str], list[list[str]], list[float]]:
    """Headings, rows and widths in inches of what a slide shows of ``view``: of findings, what has to be checked."""
    if view.key == "checks":
        kept = [row for row, severity in zip(view.rows, view.table["severity"], strict=True) if severity != NOTE]
        rows = [[row[1], short(row[2].split("（正文")[0], 60), row[3]] for row in kept]
        return ["载体", "说明", "怎么改"], rows, [2.9, 5.333, 4.1]
    rows = [list(row) for row in view.rows]
    return list(view.headings), rows, [1.9, 0.9, 2.8, 3.333, 1.2, 2.2]
