"""目标覆盖: each target against what the plan schedules, with a chart."""

from typing import Any

import pandas as pd
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break

from analytics import target_gaps
from analytics.columns import LABELS, UNDATED
from analytics.progress.headlines import actual_words
from analytics.targets import target_words, verdict_words
from dashboard.charts.palette import LIGHT
from dashboard.selection import Selection
from dashboard.views import NOTHING, View, clause_words

from .cells import hex_of, put, put_headings, typeface
from .charts import CHART_ROWS, bar_chart, cells_of, dress, label_bars, stroke
from .formulas import put_formula
from .layout import HEADING, finish, fit_heights, fit_widths, height_of, lines_of, new_sheet, texts_of


def target_sheet(book, selection: Selection, view: View) -> None:
    """Each target against what the plan schedules, with a chart of the shares; under it what each is counted by."""
    targets = view.table
    part = target_gaps(selection.shown)["scheduled"] if selection.filters.active else None
    sheet = new_sheet(book, selection, view.title, view.conclusion, view.notes)
    reported = actual_words(selection.whole, selection.as_of) if selection.has_progress else {}
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
        *(("已报",) if reported else ()),
    )
    put_headings(sheet, HEADING, headings)
    for index, row in enumerate(targets.itertuples()):
        beside = [*([] if part is None else [part.iloc[index]]), *([reported[row.id]] if reported else [])]
        _target_row(sheet, HEADING + 1 + index, row, *beside)
    last = HEADING + len(targets)
    fit_widths(sheet, texts_of(sheet, HEADING, last, len(headings)) | {5: [headings[4]], 7: []}, narrowest=10)
    fit_heights(sheet, HEADING, last)
    if len(targets):
        _target_chart(sheet, last)
    _rules(sheet, targets, last + 2 + (CHART_ROWS if len(targets) else 0), len(headings))
    finish(sheet, HEADING, last, len(headings), frozen=1)
    # The second table has other headings.
    sheet.print_title_rows = "1:2"


def _target_row(sheet, index: int, row: Any, *beside: object) -> None:
    """A target; what follows from 目标值 and 计划安排 is a formula; ``beside`` is for the last columns."""
    put(sheet, index, 1, row.label)
    put(sheet, index, 2, target_words(row), horizontal="center")
    put(sheet, index, 3, row.target, horizontal="center")
    put(sheet, index, 4, _or_nothing(row.scheduled), horizontal="center")
    no_data = pd.isna(row.scheduled)
    numbers = f"ISNUMBER(D{index})"
    look = {"number_format": "0%", "horizontal": "center"}
    if no_data:
        # Empty, not a formula that gives nothing: Excel draws that as a bar of 0%.
        put(sheet, index, 5, None, **look)
    else:
        put_formula(sheet, index, 5, f"=D{index}/C{index}", row.scheduled / row.target, **look)
    put(sheet, index, 6, 1, number_format="0%", horizontal="center")
    gap = NOTHING if no_data else row.gap
    lacks = f"D{index}-C{index}" if row.at_most else f"C{index}-D{index}"
    formula = f'=IF({numbers},MAX(0,{lacks}),"{NOTHING}")'
    put_formula(sheet, index, 7, formula, gap, horizontal="center")
    put(sheet, index, 8, verdict_words(row))
    for place, value in enumerate((row.scheduled_before, row.undated or NOTHING, *beside), start=9):
        put(sheet, index, place, _or_nothing(value), horizontal="center")


def _or_nothing(value: object) -> object:
    return NOTHING if not isinstance(value, str) and pd.isna(value) else value


def _rules(sheet, targets: pd.DataFrame, heading: int, columns: int) -> None:
    """Clause, words and way of counting of each target, over the columns of the table above, under ``heading``."""
    sheet.row_breaks.append(Break(id=heading - 1))
    spans = ((1, 1), (2, 2), (3, 6), (7, columns))
    names = ("目标", "条款", LABELS["source"], "计算口径")
    rows = [names, *((row.label, clause_words(row.clause), row.text, row.basis) for row in targets.itertuples())]
    for index, texts in enumerate(rows, start=heading):
        lines = 1
        for (first, last), text in zip(spans, texts, strict=True):
            look = {"font": typeface(bold=True), "fill": LIGHT.band, "horizontal": "center"} if index == heading else {}
            for place in range(first, last + 1):
                put(sheet, index, place, text if place == first else "", **look)
            if last > first:
                sheet.merge_cells(start_row=index, end_row=index, start_column=first, end_column=last)
            width = sum(sheet.column_dimensions[get_column_letter(place)].width for place in range(first, last + 1))
            lines = max(lines, lines_of(text, width))
        sheet.row_dimensions[index].height = height_of(lines)


def _target_chart(sheet, last: int) -> None:
    chart = bar_chart("bar", "clustered")
    for index, column in enumerate((5, 6)):
        chart.add_data(cells_of(sheet, column, HEADING, last), titles_from_data=True)
        fill, edge = ((LIGHT.held, LIGHT.held), (LIGHT.page, LIGHT.gap))[index]
        chart.series[index].graphicalProperties.solidFill = hex_of(fill)
        chart.series[index].graphicalProperties.line = stroke(edge, 1.5)
    label_bars(chart.series[0], "0%", "outEnd")
    chart.set_categories(cells_of(sheet, 1, HEADING + 1, last))
    dress(sheet, chart, "计划安排占目标的比例（目标＝100%）")
    chart.overlap = 0
    chart.y_axis.number_format = "0%"
    chart.y_axis.scaling.min = 0
    sheet.add_chart(chart, f"A{last + 2}")
