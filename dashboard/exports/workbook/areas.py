"""产业面积: areas by direction, a chart of them, the carriers behind them."""

import pandas as pd

from analytics import area_by
from analytics.columns import AREA_UNIT, BLANK_AREA, LABELS
from analytics.headlines import area_headline
from dashboard.charts.style import LIGHT

from ..report import Report, area_table, carriers_by_industry
from .cells import decimals, hex_of, put, put_headings, put_sums
from .charts import CHART_ROWS, bar_chart, cells_of, dress
from .layout import HEADING, PAGE, add_filter, fit_heights, fit_widths, new_sheet, texts_of


def area_sheet(book, report: Report):
    """Areas by direction with a chart under them; on the next page the carriers behind them."""
    facts = report.whole.meta.facts
    table = area_table(report.shown)
    by_area = area_by(report.shown.carriers, "industry")
    conclusion = area_headline(by_area, "industry", facts.unlisted_industry, facts.industry_group)
    sheet = new_sheet(book, report, "产业面积", conclusion)
    annexes = report.whole.meta.annexes
    headings = (
        LABELS["industry"],
        LABELS["count"],
        *(f"{annex.group}（{AREA_UNIT}）" for annex in annexes),
        f"合计（{AREA_UNIT}）",
        LABELS["share"],
    )
    put_headings(sheet, HEADING, headings)
    area_format = decimals(report.shown.carriers["area"])
    for index, (_, row) in enumerate(table.iterrows(), start=HEADING + 1):
        put(sheet, index, 1, row["industry"])
        put(sheet, index, 2, int(row["count"]))
        for place, column in enumerate([*(annex.number for annex in annexes), "area"], start=3):
            # A direction has no carriers in that annex, or some without an area: neither is 0.
            put(sheet, index, place, row[column], number_format=area_format)
        if pd.isna(row["area"]):
            put(sheet, index, 3 + len(annexes), BLANK_AREA, horizontal="right")
        put(sheet, index, 4 + len(annexes), row["share"], number_format="0.0%")
    last = HEADING + len(table)
    sums = {2: "0"} | dict.fromkeys(range(3, 4 + len(annexes)), area_format) | {4 + len(annexes): "0.0%"}
    if len(table):
        put_sums(sheet, last + 1, HEADING + 1, last, "合计", sums)
        _area_chart(sheet, report, last)
    _carrier_rows(sheet, report, last + 3 + (CHART_ROWS if len(table) else 0))
    sheet.freeze_panes = "A3"
    sheet.print_title_rows = "1:2"
    return sheet


def _area_chart(sheet, report: Report, last: int) -> None:
    from openpyxl.chart.marker import DataPoint
    from openpyxl.drawing.fill import ColorChoice, PatternFillProperties

    chart = bar_chart("bar", "stacked")
    rest = [
        row - HEADING - 1
        for row in range(HEADING + 1, last + 1)
        if sheet.cell(row, 1).value == report.whole.meta.facts.unlisted_industry
    ]
    for index, _ in enumerate(report.whole.meta.annexes):
        chart.add_data(cells_of(sheet, 3 + index, HEADING, last), titles_from_data=True)
        series = chart.series[index]
        points = [(series, LIGHT.categories[index])]
        for place in rest:
            point = DataPoint(idx=place)
            series.dPt.append(point)
            points.append((point, LIGHT.rest))
        for part, colour in points:
            if index:
                # 增量 is told from 存量 by a pattern too, so that grey and print keep them apart.
                part.graphicalProperties.pattFill = PatternFillProperties(
                    prst="wdUpDiag",
                    fgClr=ColorChoice(srgbClr=hex_of(LIGHT.page)),
                    bgClr=ColorChoice(srgbClr=hex_of(colour)),
                )
            else:
                part.graphicalProperties.solidFill = hex_of(colour)
    chart.set_categories(cells_of(sheet, 1, HEADING + 1, last))
    dress(chart, f"产业面积（{AREA_UNIT}）")
    chart.y_axis.number_format = "General"
    sheet.add_chart(chart, f"A{last + 3}")


def _carrier_rows(sheet, report: Report, heading: int) -> None:
    """The carriers behind the areas, in the order of the directions, under a heading in row ``heading``."""
    from openpyxl.worksheet.pagebreak import Break

    columns = ("name", "carrier_id", "area", "stage", "leads", "industry", "positioning")
    put_headings(sheet, heading, tuple(LABELS[column] for column in columns))
    carriers = carriers_by_industry(report.shown)
    area_format = decimals(carriers["area"])
    for index, row in enumerate(carriers.itertuples(), start=heading + 1):
        put(sheet, index, 1, row.name)
        put(sheet, index, 2, row.carrier_id, horizontal="center")
        if pd.isna(row.area):
            put(sheet, index, 3, BLANK_AREA, horizontal="right")
        else:
            put(sheet, index, 3, row.area, number_format=area_format)
        stages = "、兼".join([row.stage, *row.other_stages])
        for place, text in enumerate((stages, "、".join(row.leads), row.industry, row.positioning), start=4):
            put(sheet, index, place, text)
    last = heading + len(carriers)
    fit_widths(sheet, texts_of(sheet, HEADING, last, len(columns)), narrowest=10, room=PAGE - 25)
    fit_heights(sheet, heading, last)
    add_filter(sheet, heading, last, len(columns))
    sheet.row_breaks.append(Break(id=heading - 1))
