"""目标覆盖 and 目标与实际 as slides."""

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION

from analytics.headlines import short
from analytics.targets import GAP
from dashboard.charts.palette import LIGHT
from dashboard.selection import Selection
from dashboard.views import View

from .charts import fill_frame, hide_value_axis, label_values, native_chart, number_or_gap, outline, paint
from .drawing import BOTTOM, LEFT, ROOM, TOP, draw_line
from .tables import fill_cell, native_table


def draw_targets(slide, selection: Selection, view: View) -> None:
    """Each target in words with what is scheduled as a bar beside them."""
    native, bars = _draw(slide, view, [3.75, 1.35, 1.35, 2.75], "安排占目标（红线＝100%）", {"安排占目标": "scheduled"})
    for number, row in enumerate(view.table.itertuples(), start=1):
        if row.verdict == GAP:
            fill_cell(native.cell(number, 3), LIGHT.page, LIGHT.gap)
    paint(bars[0], LIGHT.held)


def draw_actuals(slide, selection: Selection, view: View) -> None:
    """Each target in words with bars beside them: an outline for what is scheduled, solid for what is reported."""
    shares = {"已报占目标": "actual", "安排占目标": "scheduled"}
    _, bars = _draw(slide, view, [3.05, 1.0, 1.1, 3.6, 1.0], "空心＝安排，实心＝已报", shares)
    paint(bars[0], LIGHT.held)
    outline(bars[1], LIGHT.held)


def _draw(slide, view: View, widths: list[float], heading: str, shares: dict[str, str]):
    """The first columns of the rows of ``view``, ``widths`` inches wide, and under ``heading`` a native chart over the
    last one, row by row: of each target the ``shares`` (name → column). Returns the table and the series of bars."""
    targets, count = view.table, len(widths)
    widths = [*widths, ROOM - sum(widths)]
    height = (BOTTOM - TOP - 0.05) / (len(targets) + 1)
    native = native_table(
        slide,
        (LEFT, TOP, ROOM, height * (len(targets) + 1)),
        [*view.headings[:count], heading],
        # A third line would push the rows under their bars; the notes have all of it.
        [[*(short(cell, 38) for cell in row[:count]), ""] for row in view.rows],
        widths,
        f"{view.title}表",
        size=12 if len(shares) > 1 else 13,
        row=height,
        centred=(1, 2),
    )
    series = {
        name: [number_or_gap(value / target) for value, target in zip(targets[column], targets["target"], strict=True)]
        for name, column in shares.items()
    }
    box = (LEFT + sum(widths[:-1]), TOP + height, widths[-1], height * len(targets))
    chart = native_chart(slide, XL_CHART_TYPE.BAR_CLUSTERED, list(targets["label"]), series, box, view)
    chart.has_legend = False
    most = max([1.0, *(share for of in series.values() for share in of if share is not None)]) * 1.25
    for bars in chart.plots[0].series:
        label_values(bars, "0%", XL_LABEL_POSITION.OUTSIDE_END, size=13 if len(series) == 1 else 11)
    chart.plots[0].gap_width = 90 if len(series) == 1 else 30
    chart.category_axis.reverse_order = True
    chart.category_axis.visible = False
    hide_value_axis(chart, most)
    fill_frame(chart)
    whole = box[0] + widths[-1] / most
    draw_line(slide.shapes, "目标线 100%", (whole, box[1] + 0.03), (whole, box[1] + box[3] - 0.03), LIGHT.gap, 2)
    return native, chart.plots[0].series
