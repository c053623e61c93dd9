"""逐年授牌: the plaques sought by the end of each year, by level and by type, with the levels as steps."""

import pandas as pd
from openpyxl.chart import Reference, ScatterChart, Series
from openpyxl.chart.label import DataLabel, DataLabelList
from openpyxl.chart.marker import DataPoint, Marker
from openpyxl.utils import get_column_letter

from analytics import plaque_schedule
from analytics.columns import UNDATED
from analytics.meta import PlanMeta
from dashboard.charts.palette import LIGHT
from dashboard.selection import Selection
from dashboard.views import View

from ..measure import rising
from .cells import hex_of, put, put_headings, typeface
from .charts import CHART_ROWS, dress, rich_text, stroke
from .formulas import put_formula
from .layout import HEADING, finish, fit_heights, fit_widths, new_sheet, texts_of

_DASHES = ("solid", "dash", "sysDot", "dashDot")
_MARKERS = ("circle", "square", "triangle", "diamond")


def schedule_sheet(book, selection: Selection, view: View) -> None:
    """Cumulative plaques sought: a row a level, then a row a type; a line of steps a level."""
    meta = selection.whole.meta
    levels = view.table
    sheet = new_sheet(book, selection, view.title, view.conclusion, view.notes)
    headings = ("牌子", *(f"{year}年" for year in meta.years), UNDATED, "争取合计", "已有")
    put_headings(sheet, HEADING, headings)
    kinds = plaque_schedule(selection.shown)
    names = [*levels["level"], *(kinds["level"] + kinds["type"])]
    counts = pd.concat([levels, kinds])[[*meta.years, "undated", "sought", "held"]]
    for index, (name, numbers) in enumerate(zip(names, counts.itertuples(index=False), strict=True), start=HEADING + 1):
        put(sheet, index, 1, name, font=typeface(bold=index <= HEADING + len(levels)))
        for place, number in enumerate(numbers, start=2):
            put(sheet, index, place, int(number), number_format="0", horizontal="center")
    last = HEADING + len(names)
    fit_widths(sheet, texts_of(sheet, HEADING, last, len(headings)), narrowest=12)
    fit_heights(sheet, HEADING, last)
    drawn = [HEADING + 1 + index for index, row in enumerate(levels.itertuples()) if row.sought > row.undated]
    if drawn:
        _step_chart(sheet, view, meta, drawn, len(headings) + 2, f"A{last + 2}")
    finish(sheet, HEADING, last, len(headings), frozen=1)
    sheet.print_area = f"A1:{get_column_letter(len(headings))}{last + 2 + CHART_ROWS}"
    # Rows and chart belong on one page.
    sheet.page_setup.fitToHeight = 1


def _step_chart(sheet, view: View, meta: PlanMeta, levels: list[int], first: int, anchor: str) -> None:
    """Steps of the rows ``levels``, read from cells from column ``first`` on that follow them and are not printed: each
    year but the first stands there twice, with the number before and with its own."""
    years = meta.years
    places = [0, *(place for place in range(1, len(years)) for _ in range(2))]
    before = [0, *(place - is_corner for place in range(1, len(years)) for is_corner in (1, 0))]
    end = HEADING + len(places)
    quiet = {"font": typeface(color=hex_of(LIGHT.muted)), "boxed": False}
    put(sheet, HEADING - 1, first, "作图用，跟着左边的表变", **quiet)
    put(sheet, HEADING, first, "年份", **quiet)
    for row, place in enumerate(places, start=HEADING + 1):
        put(sheet, row, first, years[place], **quiet)
    highest = max(1, *(sheet.cell(row, 1 + len(years)).value for row in levels))
    chart = ScatterChart(scatterStyle="lineMarker")
    for index, level in enumerate(levels):
        column = first + 1 + index
        put_formula(sheet, HEADING, column, f"=A{level}", sheet.cell(level, 1).value, **quiet)
        for row, place in enumerate(before, start=HEADING + 1):
            of = sheet.cell(level, 2 + place)
            put_formula(sheet, row, column, f"={of.coordinate}", of.value, **quiet)
        series = Series(
            Reference(sheet, min_col=column, min_row=HEADING, max_row=end),
            Reference(sheet, min_col=first, min_row=HEADING + 1, max_row=end),
            title_from_data=True,
        )
        is_highest = sheet.cell(level, 1 + len(years)).value == highest
        _dress_steps(series, index, "t" if is_highest else "b", corners=range(1, len(places), 2))
        chart.series.append(series)
    deadline = [(meta.target_year, 0), (meta.target_year, highest)]
    name, column = f"{meta.deadline_name} {meta.target_year}年底", first + 1 + len(levels)
    chart.series.append(_line(sheet, column, name, deadline, LIGHT.gap, 2, quiet))
    if "reported" in view.table:
        for line in chart.series[:-1]:
            line.graphicalProperties.line = stroke(LIGHT.sought, 2.5, "dash")
        for index, row in enumerate(view.table[view.table["reported"].map(bool)].itertuples()):
            name, column = f"{row.level} 已报", first + 3 + len(levels) + 2 * index
            corners = rising(row.reported, years[0])
            chart.series.append(_line(sheet, column, name, corners, LIGHT.held, 2.5, quiet))
    dress(sheet, chart, f"{view.title}：到各年底累计争取（块）")
    chart.x_axis.number_format, chart.x_axis.majorUnit, chart.x_axis.majorGridlines = '0"年"', 1, None
    chart.x_axis.scaling.min, chart.x_axis.scaling.max = years[0], years[-1]
    chart.y_axis.number_format, chart.y_axis.scaling.min = "0", 0
    # Plaques are whole.
    chart.y_axis.majorUnit = max(1, -(-highest // 6))
    sheet.add_chart(chart, anchor)


def _dress_steps(series, index: int, labels_at: str, corners: range) -> None:
    """Dash and marker of a level; numbers and markers stand at the years, not at the ``corners`` of the steps."""
    line = stroke(LIGHT.sought, 2.5, _DASHES[index % 4])
    series.smooth, series.graphicalProperties.line = False, line
    series.marker = Marker(symbol=_MARKERS[index % 4], size=8)
    series.marker.graphicalProperties.solidFill = hex_of(LIGHT.sought)
    series.marker.graphicalProperties.line.solidFill = hex_of(LIGHT.sought)
    for corner in corners:
        point = DataPoint(idx=corner, marker=Marker(symbol="none"))
        point.graphicalProperties.line = line
        series.dPt.append(point)
    hidden = dict.fromkeys(("showSerName", "showCatName", "showLegendKey", "showPercent"), False)
    series.dLbls = DataLabelList(showVal=False, **hidden)
    # Numbers of the highest line above it, of the others below: lines may lie close. Noughts stand on the axis.
    look = {"numFmt": "0;-0;;@", "dLblPos": labels_at, "txPr": rich_text(), "showVal": True} | hidden
    series.dLbls.dLbl = [DataLabel(idx=corner + 1, **look) for corner in corners]


def _line(sheet, column: int, name: str, corners: list[tuple[float, int]], colour: str, width: float, quiet: dict):
    """A series without marks, its ``corners`` below its ``name``: places in ``column``, heights in the next."""
    put(sheet, HEADING, column + 1, name, **quiet)
    for row, (place, count) in enumerate(corners, start=HEADING + 1):
        put(sheet, row, column, place, **quiet)
        put(sheet, row, column + 1, count, **quiet)
    end = HEADING + len(corners)
    series = Series(
        Reference(sheet, min_col=column + 1, min_row=HEADING, max_row=end),
        Reference(sheet, min_col=column, min_row=HEADING + 1, max_row=end),
        title_from_data=True,
    )
    # Left out, it would bend the lines of all series.
    series.smooth, series.graphicalProperties.line = False, stroke(colour, width)
    series.marker.symbol = "none"
    return series
