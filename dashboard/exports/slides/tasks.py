"""各年到期 and 各部门任务 as slides."""

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION

from dashboard.charts.palette import LIGHT, year_colours
from dashboard.selection import Selection
from dashboard.views import View

from .charts import hide_value_axis, label_values, native_chart, paint
from .drawing import BOTTOM, LEFT, ROOM, TOP, points_of, rgb
from .tables import fill_cell, grid_table


def draw_due(slide, selection: Selection, view: View) -> None:
    table = view.table
    names = [f"{year}年{'·截至' if year == selection.as_of.year else ''}" for year in table["year"]]
    series = {"到期节点（个）": [int(count) for count in table["count"]]}
    if table["plaques"].any():
        series["其中要争取的牌子（块）"] = [int(count) for count in table["plaques"]]
    box = (LEFT, TOP, ROOM, BOTTOM - TOP)
    chart = native_chart(slide, XL_CHART_TYPE.COLUMN_CLUSTERED, names, series, box, view)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 60, 0
    # No milestone is said, no plaque is not: most milestones bring none.
    looks = ((LIGHT.held, False, '0;-0;"无"'), (LIGHT.sought, True, "0;-0;;@"))
    for bars, (colour, hatched, numbers) in zip(plot.series, looks, strict=False):
        paint(bars, colour, hatched=hatched)
        label_values(bars, numbers, XL_LABEL_POSITION.OUTSIDE_END, size=16, bold=True)
    for place, year in enumerate(table["year"]):
        paint(plot.series[0].points[place], year_colours(year, selection.as_of.year, LIGHT)[0])
    chart.category_axis.tick_labels.font.size = points_of(16)
    chart.category_axis.format.line.color.rgb = rgb(LIGHT.muted)
    hide_value_axis(chart, max([1, *table["count"], *table["plaques"]]) * 1.2)


def draw_tasks(slide, selection: Selection, view: View) -> None:
    """Department × year: milestones due, with a star the plaques they are to bring."""
    table = view.table
    leads = list(dict.fromkeys(table["lead"]))
    years = sorted({*selection.whole.meta.years, *table["year"]})
    words = {
        (row.lead, row.year): f"{row.count} 个" + (f"　★{row.plaques}" if row.plaques else "")
        for row in table.itertuples()
    }
    rows = [[lead, *(words.get((lead, year), "") for year in years)] for lead in leads]
    native = grid_table(slide, [f"{year}年" for year in years], rows, 3.0, view.title, small=16)
    if selection.as_of.year in years:
        fill_cell(native.cell(0, years.index(selection.as_of.year) + 1), LIGHT.held, LIGHT.on_held)
