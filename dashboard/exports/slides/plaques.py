"""授牌矩阵 and 逐年授牌 as slides."""

import pandas as pd
from pptx.enum.chart import XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE

from analytics.headlines import short
from dashboard.charts.palette import LIGHT
from dashboard.charts.plaque_matrix import SUM_ROW, cell_colours, sums_in_words
from dashboard.selection import Selection
from dashboard.views import View, plaque_columns, plaque_words, plaques_to_sum

from ..measure import rising
from .charts import hide_value_axis, label_point, point_chart, put_marker, stroke, year_axis
from .drawing import BOTTOM, LEFT, ROOM, TOP, points_of
from .tables import fill_cell, grid_table, native_table


def draw_matrix(slide, selection: Selection, view: View) -> None:
    """Carrier × plaque in words with their signs; filled, but never told apart by the fill alone. Under the last
    carrier the sums of all, where there are several."""
    matrix = view.table
    sums = plaques_to_sum(selection, matrix)
    columns = plaque_columns(matrix if sums is None else sums, selection.whole.meta.levels)
    carriers = list(dict.fromkeys(matrix["carrier_id"]))
    names = dict(zip(matrix["carrier_id"], matrix["name"], strict=True))
    plaques = {(row.carrier_id, row.level, row.type): row for row in matrix.itertuples() if isinstance(row.level, str)}
    cells = [[plaques.get((carrier, *pair)) for pair in columns] for carrier in carriers]
    rows = [
        [short(names[carrier], 32), *("" if cell is None else plaque_words(cell) for cell in of)]
        for carrier, of in zip(carriers, cells, strict=True)
    ]
    if sums is not None:
        rows.append([SUM_ROW, *sums_in_words(sums, columns, " ")])
    headings = [f"{level}\n{kind}" for level, kind in columns]
    # What was reported is said in more words.
    small = 12 if "reported" in matrix else 13
    native = grid_table(slide, headings, rows, 2.8, view.title, small=small, lower=0.06)
    for number, of in enumerate(cells, start=1):
        for place, cell in enumerate(of, start=1):
            if cell is not None:
                fill_cell(native.cell(number, place), *cell_colours(cell, LIGHT))


def draw_steps(slide, selection: Selection, view: View) -> None:
    """Steps of each level, and the targets' deadline; a level of which nothing is dated is no line of noughts."""
    years = selection.whole.meta.years
    target_year = selection.whole.meta.target_year
    drawn = view.table[view.table["sought"] > view.table["undated"]]
    series = {row["level"]: [int(row[year]) for year in years] for _, row in drawn.iterrows()}
    names = [f"{year}年" for year in years]
    most = max([1, *(number for numbers in series.values() for number in numbers)])
    steps = {level: rising(zip(years, numbers, strict=True))[1:] for level, numbers in series.items()}
    won = {f"{row['level']} 已报": rising(row["reported"], years[0]) for _, row in drawn.iterrows() if _is_won(row)}
    # The labels of more than two lines would lie on each other: then a table says the numbers.
    table = 0.42 * (len(series) + 1) + 0.1 if len(series) > 2 else 0
    box = (LEFT, TOP, ROOM, BOTTOM - TOP - table)
    deadline = {
        f"{selection.whole.meta.deadline_name} {target_year}年底": [(target_year, 0), (target_year, most * 1.2)]
    }
    chart = point_chart(slide, steps | won | deadline, box, view)
    dashes = (MSO_LINE.SOLID, MSO_LINE.DASH, MSO_LINE.ROUND_DOT, MSO_LINE.DASH_DOT)
    if "reported" in view.table:
        dashes = (MSO_LINE.DASH,) * 4
    marks = (XL_MARKER_STYLE.CIRCLE, XL_MARKER_STYLE.SQUARE, XL_MARKER_STYLE.TRIANGLE, XL_MARKER_STYLE.DIAMOND)
    *lines, deadline_line = chart.plots[0].series
    levels = lines[: len(steps)]
    for index, line in enumerate(lines[len(steps) :]):
        stroke(line, LIGHT.held, 3, MSO_LINE.SOLID)
        put_marker(line, marks[index % 4], 7, LIGHT.held)
    stroke(deadline_line, LIGHT.gap, 2)
    deadline_line.marker.style = XL_MARKER_STYLE.NONE
    for index, line in enumerate(levels):
        stroke(line, LIGHT.sought, 3, dashes[index % 4])
        put_marker(line, marks[index % 4], 11, LIGHT.sought)
        # Numbers of the highest line above it, of the others below: lines may lie close.
        numbers = series[line.name]
        is_highest = numbers[-1] == max(others[-1] for others in series.values())
        position = XL_LABEL_POSITION.ABOVE if is_highest else XL_LABEL_POSITION.BELOW
        for corner in range(1, len(steps[line.name]), 2):
            line.points[corner].marker.style = XL_MARKER_STYLE.NONE
            # Without a line of its own, a point that has a look would lose that of its series.
            stroke(line.points[corner], LIGHT.sought, 3, dashes[index % 4])
            if not table and numbers[(corner + 1) // 2]:
                label_point(line.points[corner + 1], '0" 块"', position)
    year_axis(chart, years[0], years[-1], "年").tick_labels.font.size = points_of(16)
    hide_value_axis(chart, most * 1.2)
    if table:
        rows = [[level, *(f"{number} 块" for number in numbers)] for level, numbers in series.items()]
        share = (ROOM - 1.5) / len(years)
        native_table(
            slide,
            (LEFT, BOTTOM - table + 0.1, ROOM, table),
            ["", *names],
            rows,
            [1.5, *([share] * len(years))],
            f"{view.title}表",
            size=14,
            row=0.4,
            centred=range(1, len(years) + 1),
        )


def _is_won(row: pd.Series) -> bool:
    return "reported" in row and bool(row["reported"])
