"""授牌矩阵 and 逐年授牌 as slides."""

import pandas as pd

from analytics.headlines import short
from dashboard.charts.palette import LIGHT
from dashboard.charts.plaque_matrix import cell_colours
from dashboard.selection import Selection
from dashboard.views import View, plaque_columns, plaque_words

from .charts import hide_value_axis, label_point, point_chart, stroke
from .drawing import BOTTOM, LEFT, ROOM, TOP, points_of, rgb
from .tables import even_height, fill_cell, native_table


def draw_matrix(slide, selection: Selection, view: View) -> None:
    """Carrier × plaque in words with their signs; filled, but never told apart by the fill alone."""
    matrix = view.table
    columns = plaque_columns(matrix, selection.whole.meta.levels)
    carriers = list(dict.fromkeys(matrix["carrier_id"]))
    names = dict(zip(matrix["carrier_id"], matrix["name"], strict=True))
    plaques = {(row.carrier_id, row.level, row.type): row for row in matrix.itertuples() if isinstance(row.level, str)}
    cells = [[plaques.get((carrier, *pair)) for pair in columns] for carrier in carriers]
    rows = [
        [short(names[carrier], 32), *("" if cell is None else plaque_words(cell) for cell in of)]
        for carrier, of in zip(carriers, cells, strict=True)
    ]
    share = (ROOM - 2.8) / len(columns)
    # Names and headings of two lines take more.
    height = even_height(len(rows)) - 0.06
    native = native_table(
        slide,
        (LEFT, TOP, ROOM, height * (len(rows) + 1)),
        ["", *(f"{level}\n{kind}" for level, kind in columns)],
        rows,
        [2.8, *([share] * len(columns))],
        view.title,
        size=18 if height > 0.7 else 13,
        row=height,
        centred=range(1, len(columns) + 1),
    )
    for number, of in enumerate(cells, start=1):
        for place, cell in enumerate(of, start=1):
            if cell is not None:
                fill_cell(native.cell(number, place), *cell_colours(cell, LIGHT))


def draw_steps(slide, selection: Selection, view: View) -> None:
    """Steps of each level, and the targets' deadline; a level of which nothing is dated is no line of noughts."""
    from pptx.enum.chart import XL_LABEL_POSITION, XL_MARKER_STYLE
    from pptx.enum.dml import MSO_LINE

    years = selection.whole.meta.years
    target_year = selection.whole.meta.target_year
    drawn = view.table[view.table["sought"] > view.table["undated"]]
    series = {row["level"]: [int(row[year]) for year in years] for _, row in drawn.iterrows()}
    names = [f"{year}年" for year in years]
    most = max([1, *(number for numbers in series.values() for number in numbers)])
    steps = {level: _steps(years, numbers) for level, numbers in series.items()}
    won = {f"{row['level']} 已报": _steps_won(row["reported"], years[0]) for _, row in drawn.iterrows() if _is_won(row)}
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
        line.marker.style, line.marker.size = marks[index % 4], 7
        line.marker.format.fill.solid()
        line.marker.format.fill.fore_color.rgb = line.marker.format.line.color.rgb = rgb(LIGHT.held)
    stroke(deadline_line, LIGHT.gap, 2)
    deadline_line.marker.style = XL_MARKER_STYLE.NONE
    for index, line in enumerate(levels):
        stroke(line, LIGHT.sought, 3, dashes[index % 4])
        line.marker.style, line.marker.size = marks[index % 4], 11
        line.marker.format.fill.solid()
        line.marker.format.fill.fore_color.rgb = line.marker.format.line.color.rgb = rgb(LIGHT.sought)
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
    axis = chart.category_axis
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = years[0], years[-1], 1
    axis.has_major_gridlines = False
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = '0"年"', False
    axis.tick_labels.font.size = points_of(16)
    axis.format.line.color.rgb = rgb(LIGHT.muted)
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


def _steps_won(points: tuple[tuple[float, int], ...], first_year: int) -> list[tuple[float, int]]:
    """The points of a line that rises at once at each award; one before the first year drawn stands at its begin."""
    line: list[tuple[float, int]] = []
    for place, count in points:
        place = max(float(first_year), place)
        line += [(place, line[-1][1] if line else 0), (place, count)]
    return line


def _steps(years: tuple[int, ...], numbers: list[int]) -> list[tuple[int, int]]:
    """The points of a line that rises at once: each year but the first stands twice, with the number before too."""
    points = [(years[0], numbers[0])]
    for year, before, number in zip(years[1:], numbers, numbers[1:], strict=False):
        points += [(year, before), (year, number)]
    return points
