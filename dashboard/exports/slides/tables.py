"""Native tables of slides."""

from collections.abc import Iterator

from lxml import etree
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn

from dashboard.charts.palette import LIGHT

from ..measure import display_width
from .drawing import BOTTOM, LEFT, ROOM, TOP, Box, inch, points_of, rgb, set_type


def native_table(slide, box: Box, headings: list[str], rows: list[list[str]], widths: list[float], name: str, **look):
    """A native table; ``widths`` in inches, ``look``: ``size`` of type, ``centred`` columns, ``row`` height."""
    frame = slide.shapes.add_table(len(rows) + 1, len(headings), *map(inch, box))
    frame.name = name
    table = frame.table
    # The program's own stripes would stand against the fills that carry meaning.
    table.horz_banding = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = inch(width)
    for number, cells in enumerate([headings, *rows]):
        table.rows[number].height = inch(row_height(cells, widths, look.get("size", 14), look.get("row", 0.4)))
        for place, text in enumerate(cells):
            centred = number == 0 or place in look.get("centred", ())
            _cell(table.cell(number, place), text, look.get("size", 14), heading=number == 0, centred=centred)
    return table


def grid_table(slide, columns: list[str], rows: list[list[str]], first: float, name: str, *, small: int, lower=0.0):
    """A native table that fills its slide: the first column ``first`` inches wide, the ``columns`` behind it of one
    width, centred. Type is ``small`` where there are many rows; they are ``lower`` where some have two lines."""
    height = _even_height(len(rows)) - lower
    box = (LEFT, TOP, ROOM, height * (len(rows) + 1))
    widths = [first, *([(ROOM - first) / len(columns)] * len(columns))]
    look = {"size": 18 if height > 0.7 else small, "row": height, "centred": range(1, len(columns) + 1)}
    return native_table(slide, box, ["", *columns], rows, widths, name, **look)


def _cell(cell, text: str, size: float, heading: bool, centred: bool) -> None:
    cell.text = text
    cell.margin_left = cell.margin_right = inch(0.07)
    cell.margin_top = cell.margin_bottom = inch(0.02)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    fill_cell(cell, LIGHT.band if heading else LIGHT.page)
    _edges(cell)
    set_type(cell.text_frame, size, LIGHT.text, bold=heading, align="center" if centred else "left")


def fill_cell(cell, colour: str, on_colour: str | None = None) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb(colour)
    if on_colour:
        for paragraph in cell.text_frame.paragraphs:
            for run in paragraph.runs:
                run.font.color.rgb = rgb(on_colour)


def _edges(cell) -> None:
    properties = cell._tc.get_or_add_tcPr()
    for place, name in enumerate(("a:lnL", "a:lnR", "a:lnT", "a:lnB")):
        line = etree.Element(qn(name))
        line.set("w", str(points_of(0.75)))
        fill = etree.SubElement(line, qn("a:solidFill"))
        etree.SubElement(fill, qn("a:srgbClr")).set("val", LIGHT.grid[1:])
        properties.insert(place, line)


def _even_height(rows: int) -> float:
    """Inches a row, the headings' too, of a table that fills its slide where it has many rows."""
    return min(0.8, (BOTTOM - TOP - 0.15) / (rows + 1))


def row_height(cells: list[str], widths: list[float], size: float, least: float) -> float:
    """Height in inches by the lines of its longest cell: not every program makes room by itself."""
    lines = [
        sum(max(1, -(-display_width(line) * size / 2 // ((width - 0.2) * 72))) for line in text.split("\n"))
        for text, width in zip(cells, widths, strict=True)
    ]
    return max(least, max(lines) * size * 1.5 / 72 + 0.06)


def in_pages(rows: list[list[str]], widths: list[float], size: float, room: float) -> Iterator[list[list[str]]]:
    """``rows`` in parts that fit into ``room`` inches."""
    page, used = [], 0.0
    for row in rows:
        height = row_height(row, widths, size, 0.4)
        if page and used + height > room:
            yield page
            page, used = [], 0.0
        page.append(row)
        used += height
    if page:
        yield page
