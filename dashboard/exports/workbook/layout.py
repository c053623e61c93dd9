"""A sheet's frame: conclusion and filters on top, widths, heights, filter, print."""

from itertools import pairwise

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break

from analytics.headlines import short
from dashboard.charts.palette import LIGHT
from dashboard.selection import Selection

from ..measure import display_width
from .cells import aligned, hex_of, put, typeface

HEADING = 4
"""The row of a sheet's heading: above it stand the conclusion and the filters."""

ROW_HEIGHT = 18
"""Height of a row in points, also of the empty ones under a chart."""

PAGE = 132
"""What columns may take together, in characters: A4 landscape then shows ten point type in nine or more."""

_WIDEST, _NARROW = 46, 9
"""No column is wider, and none as narrow as that gives way to others."""


def new_sheet(book, selection: Selection, title: str, conclusion: str, notes: tuple[str, ...] = ()):
    """A sheet with its conclusion, the filters and its notes on top, ready to print."""
    sheet = book.create_sheet(title)
    sheet.sheet_format.defaultRowHeight = ROW_HEIGHT
    sheet.sheet_format.customHeight = True
    put(sheet, 1, 1, conclusion, boxed=False, font=typeface(size=14, bold=True))
    sheet.row_dimensions[1].height = 26
    for row, words in ((2, f"{selection.filters_text}　{selection.nature}"), (3, "　".join(notes))):
        put(sheet, row, 1, words, boxed=False, font=typeface(color=hex_of(LIGHT.muted)))
    ready_to_print(sheet, selection)
    return sheet


def finish(sheet, heading: int, last: int, columns: int, *, frozen: int = 0) -> None:
    """What depends on the widths: the notes over the table in as many lines as they need, filter, headings that stay
    while one scrolls (with ``frozen`` columns) and stand on every page."""
    notes = sheet.cell(3, 1)
    # An annex as a file of its own has nothing over its headings.
    if heading > 3 and notes.value and columns > 1:
        sheet.merge_cells(start_row=3, end_row=3, start_column=1, end_column=columns)
        notes.alignment = aligned("left", wrap=True)
        across = sum(sheet.column_dimensions[get_column_letter(place)].width for place in range(1, columns + 1))
        sheet.row_dimensions[3].height = height_of(lines_of(notes.value, across))
    if last > heading:
        sheet.auto_filter.ref = f"A{heading}:{get_column_letter(columns)}{last}"
    sheet.freeze_panes = sheet.cell(heading + 1, frozen + 1)
    sheet.print_title_rows = f"1:{heading}"


def ready_to_print(sheet, selection: Selection) -> None:
    """A4 landscape, as wide as the page; the document's title and the sheet's over it, under it the document's number,
    the filters and page n of m."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.65, 0.6, 0.3, 0.3
    # In a footer & begins a code, and its parts together have 255 characters; beyond 80 they would run into each other.
    facts = selection.whole.meta.facts
    words = short(f"{selection.short_source}　{selection.filters_text}", 80)
    sheet.oddHeader.left.text = _literal_in_footer(short(facts.title, 60))
    sheet.oddHeader.right.text = _literal_in_footer(sheet.title)
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = _literal_in_footer(words), "第 &P 页，共 &N 页"


def _literal_in_footer(words: str) -> str:
    return words.replace("&", "&&")


def fit_widths(sheet, columns: dict[int, list[str]], narrowest: int = 7, room: float = PAGE) -> None:
    """Column widths by what is shown: a Han character is two wide. Where the columns need more than ``room``, those
    with the fewest lines give way, so that all break into about as many."""
    needed = {
        place: max(max((display_width(text) for text in texts), default=0) + 3, narrowest)
        for place, texts in columns.items()
    }
    widths = {place: min(width, _WIDEST) for place, width in needed.items()}
    while sum(widths.values()) > room and (broad := [place for place in widths if widths[place] > _NARROW]):
        widths[min(broad, key=lambda place: needed[place] / widths[place])] -= 1
    for place, width in widths.items():
        sheet.column_dimensions[get_column_letter(place)].width = width


def texts_of(sheet, first: int, last: int, columns: int) -> dict[int, list[str]]:
    """The texts of the first ``columns`` columns in rows ``first`` to ``last``, for their widths."""
    return {
        place: [_text_of(sheet.cell(row, place)) for row in range(first, last + 1)] for place in range(1, columns + 1)
    }


def _text_of(cell) -> str:
    """What has to find room in ``cell``: a formula's result is shorter than the formula."""
    return "" if cell.value is None or cell.data_type == "f" else str(cell.value)


def fit_heights(sheet, first: int, last: int) -> None:
    """Row heights for texts that break into lines: programs differ in whether they find them by themselves."""
    for row, cells in enumerate(sheet.iter_rows(min_row=first, max_row=last), start=first):
        lines = 1
        for cell in cells:
            if isinstance(cell.value, str) and cell.alignment.wrap_text:
                lines = max(
                    lines, lines_of(_text_of(cell), sheet.column_dimensions[get_column_letter(cell.column)].width)
                )
        sheet.row_dimensions[row].height = height_of(lines)


def lines_of(text: str, width: float) -> int:
    """The lines that ``text`` takes in a cell of ``width`` characters."""
    return -(-display_width(text) // max(int(width - 0.5), 2))


def height_of(lines: int) -> float:
    """Points that a row of so many lines takes."""
    return max(ROW_HEIGHT, 14.5 * lines + 4)


def keep_together(sheet, heading: int, firsts: list[int], last: int) -> None:
    """Page breaks before the rows of ``firsts`` where a group of rows (to the next first) would be torn apart.

    ``heading`` is the last of the rows that are repeated on every page.
    """

    def height(first: int, end: int) -> float:
        return sum(sheet.row_dimensions[row].height or ROW_HEIGHT for row in range(first, end))

    room = _page_height(sheet) - height(1, heading + 1)
    used = 0.0
    for first, end in pairwise([*firsts, last + 1]):
        group = height(first, end)
        if used and used + group > room:
            sheet.row_breaks.append(Break(id=first - 1))
            used = 0.0
        used += group


def _page_height(sheet) -> float:
    """Points of rows that an A4 page holds at the scale at which the columns fit it."""
    scale = min(1.0, (11.69 - 0.8) / width_of(sheet))
    return (8.27 - 1.25) * 72 / scale * 0.94


def width_of(sheet) -> float:
    """Inches that the columns take: 7 px a character and 5 px besides, 96 px an inch; programs differ a little."""
    return sum(7 * column.width + 5 for column in sheet.column_dimensions.values()) / 96
