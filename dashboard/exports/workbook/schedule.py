"""逐年授牌: the plaques sought by the end of each year, by level and by type, with a chart of the levels."""

import pandas as pd

from analytics import plaque_schedule
from analytics.columns import UNDATED
from analytics.headlines import schedule_headline
from dashboard.charts.palette import LIGHT
from dashboard.selection import Selection

from .cells import hex_of, put, put_headings, typeface
from .charts import dress, label_values, stroke
from .layout import HEADING, add_filter, fit_heights, fit_widths, new_sheet, texts_of


def schedule_sheet(book, selection: Selection):
    """Cumulative plaques sought: a row a level, then a row a type; a line a level."""
    meta = selection.whole.meta
    levels = plaque_schedule(selection.shown, ("level",))
    conclusion = schedule_headline(levels, meta.target_year, selection.filters)
    sheet = new_sheet(book, selection, "逐年授牌", conclusion, note="到各年底累计争取（块），不含已有")
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
    if (levels["sought"] > levels["undated"]).any():
        _schedule_chart(sheet, len(levels), len(meta.years), f"A{last + 2}")
    sheet.freeze_panes = f"B{HEADING + 1}"
    add_filter(sheet, HEADING, last, len(headings))
    sheet.print_title_rows = f"1:{HEADING}"
    # Rows and chart belong on one page.
    sheet.page_setup.fitToHeight = 1
    return sheet


def _schedule_chart(sheet, levels: int, years: int, anchor: str) -> None:
    from openpyxl.chart import LineChart, Reference

    chart = LineChart()
    first, last = HEADING + 1, HEADING + levels
    data = Reference(sheet, min_col=1, max_col=1 + years, min_row=first, max_row=last)
    chart.add_data(data, from_rows=True, titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=2, max_col=1 + years, min_row=HEADING))
    highest = max(sheet.cell(row, 1 + years).value for row in range(first, last + 1))
    for index, series in enumerate(chart.series):
        series.smooth = False
        series.graphicalProperties.line = stroke(LIGHT.sought, 2.5, ("solid", "dash", "sysDot", "dashDot")[index % 4])
        series.marker.symbol = ("circle", "square", "triangle", "diamond")[index % 4]
        series.marker.size = 8
        series.marker.graphicalProperties.solidFill = hex_of(LIGHT.sought)
        series.marker.graphicalProperties.line.solidFill = hex_of(LIGHT.sought)
        # Numbers of the highest line above it, of the others below: lines may lie close. Noughts stand on the axis.
        label_values(series, "0;-0;;@", "t" if sheet.cell(first + index, 1 + years).value == highest else "b")
    dress(sheet, chart, "到各年底累计争取（块）")
    chart.y_axis.number_format = "0"
    chart.y_axis.scaling.min = 0
    # Plaques are whole.
    chart.y_axis.majorUnit = max(1, -(-highest // 6))
    sheet.add_chart(chart, anchor)
