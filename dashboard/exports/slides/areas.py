"""产业面积 as a slide."""

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION

from analytics.columns import AREA_UNIT
from dashboard.charts.palette import LIGHT
from dashboard.selection import Selection
from dashboard.views import View

from .charts import hide_value_axis, label_values, native_chart, number_or_gap, outline, paint
from .drawing import BOTTOM, LEFT, ROOM, TOP, draw_legend, points_of, rgb

_ANNEX_COLOURS = (LIGHT.held, LIGHT.added)


def draw_areas(slide, selection: Selection, view: View) -> None:
    """Stacked bars, the largest on top. 合计 is a series without a fill that starts where the bars end: its label is
    the total, and follows the data."""
    table = view.table
    names = [str(name) for name in table["industry"]]
    annexes = selection.whole.meta.annexes
    series = {annex.group: [number_or_gap(area) for area in table[annex.number]] for annex in annexes}
    series["合计"] = [number_or_gap(area) for area in table["area"]]
    # Bars of one thickness, however few.
    box = (LEFT, TOP + 0.3, ROOM, min(BOTTOM - TOP - 0.3, 0.9 * len(names) + 1.2))
    chart = native_chart(slide, XL_CHART_TYPE.BAR_STACKED, names, series, box, view)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    for index, bars in enumerate(plot.series):
        if index == len(annexes):
            bars.format.fill.background()
            label_values(bars, "General", XL_LABEL_POSITION.INSIDE_BASE, bold=True)
            continue
        paint(bars, _ANNEX_COLOURS[index], hatched=index > 0)
        for place, name in enumerate(names):
            if name == selection.whole.meta.facts.unlisted_industry:
                outline(bars.points[place], LIGHT.muted, hatched=index > 0)
    # The legend of the chart would name 合计 beside a mark that nobody sees.
    chart.has_legend = False
    signs = [(_ANNEX_COLOURS[index], "▨" if index else "■", annex.group) for index, annex in enumerate(annexes)]
    draw_legend(slide, [*signs, (LIGHT.text, "", f"条后的数＝合计（{AREA_UNIT}）")], LEFT, TOP)
    axis = chart.category_axis
    axis.reverse_order = True
    axis.format.line.color.rgb = rgb(LIGHT.muted)
    axis.tick_labels.font.size = points_of(16)
    hide_value_axis(chart, max([1.0, *table["area"].dropna()]) * 1.25)
