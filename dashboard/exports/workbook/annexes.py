"""附件1, 附件2: the rows shown, in the file's own columns."""

from collections.abc import Sequence

from analytics import area_text, shown_sum
from analytics.annex_rows import annex_rows
from analytics.columns import header_of
from analytics.contents import contents_of, count_text
from dashboard.selection import Selection

from .cells import aligned, put_headings, put_printed
from .layout import HEADING, finish, fit_heights, fit_widths, keep_together, new_sheet, texts_of


def annex_sheet(book, selection: Selection, number: int) -> None:
    """The sheet of annex ``number`` in the report."""
    annex = next(annex for annex in selection.whole.meta.annexes if annex.number == number)
    carriers = selection.shown.carriers[selection.shown.carriers["annex"] == number]
    titled = "" if annex.title == f"附件{number}" else f"{annex.title}，"
    total = count_text(carriers)
    total += f"，{area_text(shown_sum(carriers['area']))}" if contents_of(selection.whole).areas else ""
    sheet = new_sheet(book, selection, f"附件{number}", f"附件{number}：{titled}{total}")
    put_annex(sheet, HEADING, *annex_rows(selection.shown, number), area=header_of(number, "area"))


def put_annex(sheet, heading: int, headings: Sequence[str], rows: Sequence[Sequence[str]], area: str = "") -> None:
    """The annex with its headings in row ``heading``: filter, frozen and repeated headings, carriers kept together.

    ``area`` is the heading of the areas where they are to be counted with rather than read back.
    """
    put_headings(sheet, heading, headings)
    for index, cells in enumerate(rows, start=heading + 1):
        for place, text in enumerate(cells, start=1):
            cell = put_printed(sheet, index, place, text, is_area=headings[place - 1] == area)
            if cell.data_type == "n":
                cell.alignment = aligned("center")
    last = heading + len(rows)
    fit_widths(sheet, texts_of(sheet, heading, last, len(headings)))
    fit_heights(sheet, heading, last)
    # A carrier's own cells stand on its first row only.
    keep_together(sheet, heading, [heading + 1 + index for index, cells in enumerate(rows) if cells[0]], last)
    finish(sheet, heading, last, len(headings), frozen=2)
