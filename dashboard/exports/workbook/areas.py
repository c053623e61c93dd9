"""产业面积: areas by direction and a chart of them."""

import pandas as pd
from openpyxl.chart.marker import DataPoint
from openpyxl.drawing.fill import ColorChoice, PatternFillProperties
from openpyxl.utils import get_column_letter

from analytics import exact_sum
from analytics.columns import AREA_UNIT, BLANK_AREA, LABELS
from dashboard.charts.palette import LIGHT
from dashboard.selection import Selection
from dashboard.views import View

from .carriers import carrier_sheet
from .cells import decimals, hex_of, put, put_headings
from .charts import bar_chart, cells_of, dress, stroke
from .formulas import put_formula, put_sums
from .layout import HEADING, finish, fit_widths, new_sheet, texts_of


def area_sheets(book, selection: Selection, view: View) -> None:
    """Areas by direction with a chart under them; on the next sheet the carriers behind them."""
    table = view.table
    sheet = new_sheet(book, selection, view.title, view.conclusion, view.notes)
    annexes = selection.whole.meta.annexes
    headings = (
        LABELS["industry"],
        LABELS["count"],
        *(f"{annex.group}（{AREA_UNIT}）" for annex in annexes),
        f"合计（{AREA_UNIT}）",
        LABELS["share"],
    )
    put_headings(sheet, HEADING, headings)
    area_format = decimals(selection.shown.carriers["area"])
    last = HEADING + len(table)
    first_part, total = get_column_letter(3), get_column_letter(3 + len(annexes))
    last_part = get_column_letter(2 + len(annexes))
    for index, (_, row) in enumerate(table.iterrows(), start=HEADING + 1):
        put(sheet, index, 1, row["industry"])
        put(sheet, index, 2, int(row["count"]))
        for place, annex in enumerate(annexes, start=3):
            # A direction has no carriers in that annex, or some without an area: neither is 0.
            put(sheet, index, place, row[annex.number], number_format=area_format)
        parts = f"{first_part}{index}:{last_part}{index}"
        put_formula(
            sheet,
            index,
            3 + len(annexes),
            f'=IF(COUNT({parts})=0,"{BLANK_AREA}",SUM({parts}))',
            BLANK_AREA if pd.isna(row["area"]) else row["area"],
            number_format=area_format,
        )
        put_formula(
            sheet,
            index,
            4 + len(annexes),
            f'=IF(COUNT({parts})=0,"",{total}{index}/{total}${last + 1})',
            "" if pd.isna(row["share"]) else row["share"],
            number_format="0.0%",
        )
    fit_widths(sheet, texts_of(sheet, HEADING, last, len(headings)), narrowest=22)
    if len(table):
        sums = {2: (len(selection.shown.carriers), "0")}
        columns = [*(annex.number for annex in annexes), "area"]
        sums |= {place: (exact_sum(table[column]), area_format) for place, column in enumerate(columns, start=3)}
        sums[4 + len(annexes)] = (table["share"].sum(), "0.0%")
        put_sums(sheet, last + 1, HEADING + 1, last, "合计", sums)
        _area_chart(sheet, selection, view, last)
    finish(sheet, HEADING, last, len(headings), frozen=1)
    # Rows and chart belong on one page.
    sheet.page_setup.fitToHeight = 1
    carrier_sheet(book, selection)


def _area_chart(sheet, selection: Selection, view: View, last: int) -> None:
    chart = bar_chart("bar", "stacked")
    unlisted = [
        row - HEADING - 1
        for row in range(HEADING + 1, last + 1)
        if sheet.cell(row, 1).value == selection.whole.meta.facts.unlisted_industry
    ]
    for index, _ in enumerate(selection.whole.meta.annexes):
        chart.add_data(cells_of(sheet, 3 + index, HEADING, last), titles_from_data=True)
        series = chart.series[index]
        points = [(series, LIGHT.added if index else LIGHT.held, LIGHT.page)]
        for place in unlisted:
            point = DataPoint(idx=place)
            series.dPt.append(point)
            points.append((point, LIGHT.page, LIGHT.muted))
        for part, colour, edge in points:
            part.graphicalProperties.line = stroke(edge, 1)
            if index:
                # 增量 is told from 存量 by a pattern too, so that grey and print keep them apart.
                part.graphicalProperties.pattFill = PatternFillProperties(
                    prst="wdUpDiag",
                    fgClr=ColorChoice(srgbClr=hex_of(edge)),
                    bgClr=ColorChoice(srgbClr=hex_of(colour)),
                )
            else:
                part.graphicalProperties.solidFill = hex_of(colour)
    chart.set_categories(cells_of(sheet, 1, HEADING + 1, last))
    dress(sheet, chart, f"{view.title}（{AREA_UNIT}）")
    chart.y_axis.number_format = "General"
    sheet.add_chart(chart, f"A{last + 3}")
