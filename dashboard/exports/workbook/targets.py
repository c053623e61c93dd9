"""目标覆盖: each target against what the plan schedules, with a chart."""

import pandas as pd

from analytics import target_gaps
from analytics.columns import LABELS, UNDATED
from analytics.headlines import targets_headline
from analytics.targets import target_words, verdict_words
from dashboard.charts.style import LIGHT

from ..report import NOTHING, Report
from .cells import hex_of, put, put_headings
from .charts import bar_chart, cells_of, dress, label_values
from .layout import HEADING, add_filter, fit_heights, fit_widths, new_sheet, texts_of


def target_sheet(book, report: Report):
    """Each target against what the plan schedules, with a chart of the shares."""
    targets = target_gaps(report.whole)
    part = target_gaps(report.shown)["scheduled"] if report.filters.active else None
    sheet = new_sheet(
        book,
        report,
        "目标覆盖",
        targets_headline(targets),
        note="目标按全部载体计算，不随筛选变化" if part is not None else "",
    )
    headings = (
        "目标",
        "要求",
        "目标值",
        "计划安排",
        "安排占目标",
        "目标（100%）",
        "缺口",
        "结论",
        "读作该年以前",
        UNDATED,
        *(("其中当前筛选",) if part is not None else ()),
        "计算口径",
        "条款",
        LABELS["source"],
    )
    put_headings(sheet, HEADING, headings)
    for index, row in enumerate(targets.itertuples()):
        cells = [
            row.label,
            target_words(row),
            row.target,
            row.scheduled,
            # Empty where there are no data: a chart would draw a text as 0.
            "" if pd.isna(row.scheduled) else row.scheduled / row.target,
            1,
            row.gap,
            verdict_words(row),
            row.scheduled_before,
            row.undated or NOTHING,
            *((part.iloc[index],) if part is not None else ()),
            row.basis,
            row.clause,
            row.text,
        ]
        for place, value in enumerate(cells, start=1):
            put(
                sheet,
                HEADING + 1 + index,
                place,
                NOTHING if not isinstance(value, str) and pd.isna(value) else value,
                number_format="0%" if place in (5, 6) else "General",
                horizontal=None if place in (1, 8) or place > len(headings) - 3 else "center",
            )
    last = HEADING + len(targets)
    fit_widths(sheet, texts_of(sheet, HEADING, last, len(headings)) | {5: [headings[4]]}, narrowest=8)
    fit_heights(sheet, HEADING, last)
    if len(targets):
        _target_chart(sheet, last)
    sheet.freeze_panes = f"B{HEADING + 1}"
    add_filter(sheet, HEADING, last, len(headings))
    sheet.print_title_rows = f"1:{HEADING}"
    # Rows and chart belong on one page.
    sheet.page_setup.fitToHeight = 1
    return sheet


def _target_chart(sheet, last: int) -> None:
    chart = bar_chart("bar", "clustered")
    for index, column in enumerate((5, 6)):
        chart.add_data(cells_of(sheet, column, HEADING, last), titles_from_data=True)
        colour = (LIGHT.categories[1], LIGHT.past)[index]
        chart.series[index].graphicalProperties.solidFill = hex_of(colour)
        chart.series[index].graphicalProperties.line.solidFill = hex_of(LIGHT.muted)
    label_values(chart.series[0], "0%", "outEnd")
    chart.set_categories(cells_of(sheet, 1, HEADING + 1, last))
    dress(chart, "计划安排占目标的比例（目标＝100%）")
    chart.overlap = 0
    chart.y_axis.number_format = "0%"
    chart.y_axis.scaling.min = 0
    sheet.add_chart(chart, f"A{last + 2}")
