"""A view that is rows as a sheet."""

from dashboard.selection import Selection
from dashboard.views import View

from .cells import aligned, put_headings, put_read
from .layout import HEADING, finish, fit_heights, fit_widths, new_sheet, texts_of


def row_sheet(book, selection: Selection, view: View) -> None:
    """Conclusion, notes, headings and rows of ``view``: numbers as numbers, long texts in lines."""
    sheet = new_sheet(book, selection, view.title, view.conclusion, view.notes)
    put_headings(sheet, HEADING, view.headings)
    for index, cells in enumerate(view.rows, start=HEADING + 1):
        for place, text in enumerate(cells, start=1):
            cell = put_read(sheet, index, place, text)
            if cell.data_type == "n":
                cell.alignment = aligned("center")
    last = HEADING + len(view.rows)
    fit_widths(sheet, texts_of(sheet, HEADING, last, len(view.headings)))
    fit_heights(sheet, HEADING, last)
    finish(sheet, HEADING, last, len(view.headings))
