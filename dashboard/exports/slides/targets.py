"""目标覆盖 as a slide."""

import pandas as pd
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION

from analytics import area_text
from analytics.targets import GAP, target_words, verdict_words
from dashboard.charts.palette import LIGHT
from dashboard.selection import Selection
from dashboard.views import NOTHING, View

from .charts import fill_frame, hide_value_axis, label_values, native_chart, paint
from .drawing import BOTTOM, LEFT, ROOM, TOP, draw_line
from .tables import fill_cell, native_table


def draw_targets(slide, selection: Selection, view: View) -> None:
    """Each target in words with its bar beside them: a native chart over the last column, row by row."""
    targets = view.table
    rows = [
        [
            row.label,
            target_words(row),
            NOTHING if pd.isna(row.scheduled) else f"{area_text(row.scheduled, unit=False)} {row.unit}",
            verdict_words(row),
            "",
        ]
        for row in targets.itertuples()
    ]
    widths = [3.75, 1.35, 1.35, 2.75, ROOM - 9.2]
    height = (BOTTOM - TOP - 0.05) / (len(rows) + 1)
    native = native_table(
        slide,
        (LEFT, TOP, ROOM, height * (len(rows) + 1)),
        ["目标", "要求", "计划安排", "结论", "安排占目标（红线＝100%）"],
        rows,
        widths,
        f"{view.title}表",
        size=13,
        row=height,
        centred=(1, 2),
    )
    shares = [None if pd.isna(row.scheduled) else row.scheduled / row.target for row in targets.itertuples()]
    for number, row in enumerate(targets.itertuples(), start=1):
        if row.verdict == GAP:
            fill_cell(native.cell(number, 3), LIGHT.page, LIGHT.gap)
    left, width = LEFT + sum(widths[:-1]), widths[-1]
    box = (left, TOP + height, width, height * len(rows))
    chart = native_chart(slide, XL_CHART_TYPE.BAR_CLUSTERED, list(targets["label"]), {"安排占目标": shares}, box, view)
    most = max([1.0, *(share for share in shares if share is not None)]) * 1.25
    bars = chart.plots[0].series[0]
    paint(bars, LIGHT.held)
    label_values(bars, "0%", XL_LABEL_POSITION.OUTSIDE_END, size=13)
    chart.plots[0].gap_width = 90
    chart.category_axis.reverse_order = True
    chart.category_axis.visible = False
    hide_value_axis(chart, most)
    fill_frame(chart)
    whole = left + width / most
    draw_line(slide.shapes, "目标线 100%", (whole, box[1] + 0.03), (whole, box[1] + box[3] - 0.03), LIGHT.gap, 2)
