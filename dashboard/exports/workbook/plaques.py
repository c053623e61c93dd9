"""授牌缺口: the matrix carrier × plaque, and the plaques sought by each year with their chart."""

import pandas as pd

from analytics import plaque_matrix, plaque_schedule
from analytics.columns import LABELS, UNDATED
from analytics.headlines import matrix_headline, schedule_headline
from analytics.plaques import SOUGHT
from dashboard.charts.style import LIGHT

from ..report import Report, plaque_columns, plaque_words
from .cells import hex_of, put, put_headings, typeface
from .charts import dress, label_values, stroke
from .layout import HEADING, PAGE, add_filter, fit_heights, fit_widths, new_sheet

_FITS_ONE_PAGE = 22
"""So many rows of a matrix stand on one printed page."""


def plaque_sheet(book, report: Report):
    """The matrix carrier × plaque in words; on the next page the plaques sought by each year, with a chart."""
    shown = report.shown
    sheet = new_sheet(
        book,
        report,
        "授牌缺口",
        matrix_headline(shown.plaques),
        note=f"●已有　◆争取（年份）　◇争取（{UNDATED}）",
    )
    columns = plaque_columns(report.shown)
    headings = (LABELS["carrier_id"], LABELS["name"], *(kind for _, kind in columns), "争取（块）", UNDATED)
    put_headings(sheet, HEADING + 1, headings)
    _level_names(sheet, columns, len(headings))
    matrix = plaque_matrix(shown)
    last = HEADING + 1
    for last, (carrier_id, cells) in enumerate(matrix.groupby("carrier_id", sort=False), start=HEADING + 2):
        _matrix_row(sheet, last, carrier_id, cells, columns)
    sheet.freeze_panes = sheet.cell(HEADING + 2, 3)
    add_filter(sheet, HEADING + 1, last, len(headings))
    texts = {place: [heading, f"◇{UNDATED}"] for place, heading in enumerate(headings, start=1)}
    # The columns of the schedule below may be more.
    texts |= {place: [headings[-2]] for place in range(len(headings) + 1, len(report.whole.meta.years) + 6)}
    fit_widths(sheet, texts | {1: [], 2: list(matrix["name"])}, narrowest=9, room=max(PAGE, 11 * len(texts)))
    fit_heights(sheet, HEADING + 1, last)
    rows = last - HEADING - 1
    sheet.print_title_rows = f"1:{HEADING + 1}" if rows > _FITS_ONE_PAGE else "1:2"
    _schedule(sheet, report, last + 3)
    return sheet


def _level_names(sheet, columns: list[tuple[str, str]], width: int) -> None:
    """The levels over their types, each over all of its own."""
    put_headings(sheet, HEADING, ("",) * width)
    for level in dict.fromkeys(level for level, _ in columns):
        places = [place for place, (of, _) in enumerate(columns, start=3) if of == level]
        put_headings(sheet, HEADING, (level,), first=places[0])
        sheet.merge_cells(start_row=HEADING, end_row=HEADING, start_column=places[0], end_column=places[-1])


def _matrix_row(sheet, row: int, carrier_id: str, cells: pd.DataFrame, columns: list[tuple[str, str]]) -> None:
    put(sheet, row, 1, carrier_id, horizontal="center")
    put(sheet, row, 2, cells["name"].iloc[0])
    held_or_sought = {(cell.level, cell.type): cell for cell in cells.itertuples() if isinstance(cell.level, str)}
    for place, pair in enumerate(columns, start=3):
        cell = held_or_sought.get(pair)
        if cell is None:
            put(sheet, row, place, "")
            continue
        words = plaque_words(cell.status, cell.year)
        fill, colour = _plaque_look(words)
        put(sheet, row, place, words, fill=fill, font=typeface(color=hex_of(colour)), horizontal="center")
    sought = cells[cells["status"] == SOUGHT]
    put(sheet, row, 3 + len(columns), len(sought), horizontal="center")
    put(sheet, row, 4 + len(columns), int(sought["year"].isna().sum()), horizontal="center")


def _plaque_look(words: str) -> tuple[str, str]:
    """Fill and text colour of a cell: held, sought with a year, sought without."""
    looks = {
        "●": (LIGHT.categories[0], LIGHT.on_category(0)),
        "◆": (LIGHT.categories[3], LIGHT.on_category(3)),
        "◇": (LIGHT.past, LIGHT.text),
    }
    return looks[words[0]]


def _schedule(sheet, report: Report, row: int) -> None:
    """Cumulative plaques sought by level, a line a level, then by type; from row ``row`` on a page of its own."""
    from openpyxl.worksheet.pagebreak import Break

    meta = report.whole.meta
    levels = plaque_schedule(report.shown, ("level",))
    sheet.row_breaks.append(Break(id=row - 1))
    put(sheet, row, 1, schedule_headline(levels, meta.target_year), boxed=False, font=typeface(size=14, bold=True))
    put(
        sheet,
        row + 1,
        1,
        "到各年底累计争取（块），不含已有",
        boxed=False,
        font=typeface(size=9, color=hex_of(LIGHT.muted)),
    )
    heading = row + 2
    headings = ("牌子", *(f"{year}年" for year in meta.years), UNDATED, "争取合计", "已有")
    put_headings(sheet, heading, headings, first=2)
    kinds = plaque_schedule(report.shown)
    names = [*levels["level"], *(kinds["level"] + kinds["type"])]
    counts = pd.concat([levels, kinds])[[*meta.years, "undated", "sought", "held"]]
    for index, (name, numbers) in enumerate(zip(names, counts.itertuples(index=False), strict=True), start=1):
        put(sheet, heading + index, 2, name, font=typeface(bold=index <= len(levels)))
        for place, number in enumerate(numbers, start=3):
            put(sheet, heading + index, place, int(number), number_format="0", horizontal="center")
    if (levels["sought"] > levels["undated"]).any():
        _schedule_chart(sheet, heading, len(levels), len(meta.years), f"B{heading + len(names) + 2}")


def _schedule_chart(sheet, heading: int, levels: int, years: int, anchor: str) -> None:
    from openpyxl.chart import LineChart, Reference

    chart = LineChart()
    data = Reference(sheet, min_col=2, max_col=2 + years, min_row=heading + 1, max_row=heading + levels)
    chart.add_data(data, from_rows=True, titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=3, max_col=2 + years, min_row=heading))
    for index, series in enumerate(chart.series):
        colour = LIGHT.categories[index % 4]
        series.smooth = False
        series.graphicalProperties.line = stroke(colour, 2.5, ("solid", "dash", "sysDot", "dashDot")[index % 4])
        series.marker.symbol = ("circle", "square", "triangle", "diamond")[index % 4]
        series.marker.size = 8
        series.marker.graphicalProperties.solidFill = hex_of(colour)
        series.marker.graphicalProperties.line.solidFill = hex_of(colour)
        # A level of which nothing is dated is a line on the axis, without a row of noughts.
        if sheet.cell(heading + 1 + index, 2 + years).value:
            label_values(series, "0", "t")
    dress(chart, "到各年底累计争取（块）")
    chart.y_axis.number_format = "0"
    chart.y_axis.scaling.min = 0
    sheet.add_chart(chart, anchor)
