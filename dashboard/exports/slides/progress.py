"""进展, 谁没有报 and 计划与实际累计 as slides."""

import pandas as pd
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE

from analytics.progress.states import MILESTONE_STATES
from dashboard.charts.palette import LIGHT, STATE_LOOKS
from dashboard.selection import Selection
from dashboard.views import View

from ..measure import rising
from .charts import hide_value_axis, label_values, native_chart, paint, point_chart, stroke, year_axis
from .drawing import BOTTOM, LEFT, ROOM, TOP, points_of, rgb


def draw_states(slide, selection: Selection, view: View) -> None:
    """A native bar for each name of the table, a part for each state with its sign in the legend."""
    table = view.table
    names = list(dict.fromkeys(table["name"]))
    counts = {(row.name, row.state): int(row.count) for row in table.itertuples()}
    series = {
        f"{STATE_LOOKS[state].sign} {state}": [counts.get((name, state), 0) or None for name in names]
        for state in MILESTONE_STATES
        if any(counts.get((name, state)) for name in names)
    }
    # A single bar is no wall.
    height = min(BOTTOM - TOP, 1.2 + 0.9 * len(names))
    chart = native_chart(slide, XL_CHART_TYPE.BAR_STACKED, names, series, (LEFT, TOP, ROOM, height), view)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 60, 100
    for bars in plot.series:
        look = STATE_LOOKS[bars.name.partition(" ")[2]]
        fill, edge, on_fill = look.colours(LIGHT)
        paint(bars, fill)
        bars.format.line.color.rgb, bars.format.line.width = rgb(edge), points_of(1.5)
        label_values(bars, f'"{look.sign}" 0', XL_LABEL_POSITION.CENTER, size=14, bold=True)
        bars.data_labels.font.color.rgb = rgb(on_fill)
    chart.category_axis.reverse_order = True
    chart.category_axis.tick_labels.font.size = points_of(14)
    chart.category_axis.format.line.color.rgb = rgb(LIGHT.muted)
    hide_value_axis(chart, max(int(table.groupby("name")["count"].sum().max()), 1))


def draw_cumulative(slide, selection: Selection, view: View) -> None:
    """Planned and reported, each as steps: the plan dashed, the reports solid up to the day they speak for."""
    years = selection.whole.meta.years
    issued = selection.whole.meta.facts.issued
    begin = _in_years(pd.Timestamp(issued)) if issued else float(years[0])
    steps = {
        what: [(begin, 0), *rising(((_in_years(pd.Timestamp(row.day)), row.count) for row in rows.itertuples()), begin)]
        for what, rows in view.table.groupby("what", sort=False)
    }
    chart = point_chart(slide, steps, (LEFT, TOP, ROOM, BOTTOM - TOP), view)
    for index, line in enumerate(chart.plots[0].series):
        colour, dash = ((LIGHT.held_light, MSO_LINE.DASH), (LIGHT.held, MSO_LINE.SOLID))[index]
        stroke(line, colour, 3, dash)
        line.marker.style = XL_MARKER_STYLE.NONE
        line.smooth = False
    year_axis(chart, years[0], years[-1] + 1, "年初")
    chart.value_axis.minimum_scale = 0
    chart.value_axis.major_gridlines.format.line.color.rgb = rgb(LIGHT.grid)


def _in_years(day: pd.Timestamp) -> float:
    return round(day.year + (day.day_of_year - 1) / 366, 3)
