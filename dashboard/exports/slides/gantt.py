"""时间轴 as a slide: shapes that can be moved."""

import pandas as pd

from analytics.headlines import short
from analytics.timeline import FUTURE, NO_YEAR, PAST
from dashboard.charts.gantt import NO_KIND
from dashboard.charts.style import LIGHT
from dashboard.selection import Selection
from dashboard.views import View

from .drawing import BOTTOM, LEFT, ROOM, TOP, Box, draw_legend, draw_line, draw_shape, draw_text, inch, set_type, tint

_LANE = 1.6
"""Inches at the right for what has no year."""


def draw_gantt(slide, selection: Selection, view: View) -> None:
    """Bars as shapes in one group: a row a carrier, a bar a milestone, a star where it brings a plaque."""
    is_dated = view.table["end"].notna()
    dated, undated = view.table[is_dated], view.table[~is_dated]
    carriers = list(dict.fromkeys(view.table["carrier_id"]))
    names = dict(zip(view.table["carrier_id"], view.table["name"], strict=True))
    group = slide.shapes.add_group_shape()
    group.name = view.title
    group._element.nvGrpSpPr.cNvPr.set("descr", view.alt)
    shapes = group.shapes
    left, width = LEFT + 3.1, ROOM - 3.1 - (_LANE if len(undated) else 0)
    first, last = _span(selection, dated)
    row = min(0.8, (BOTTOM - TOP - 0.95) / len(carriers))
    top, height = TOP + 0.6, row * len(carriers)

    def at(day: pd.Timestamp) -> float:
        return left + width * ((day - first) / (last - first))

    _years(shapes, first, last, at, top, height)
    _lines(shapes, selection, at, (first, last), top, height)
    for index, carrier in enumerate(carriers):
        box = (LEFT, top + row * index, 3.0, row)
        draw_text(shapes, short(names[carrier], 26), box, 13 if len(names[carrier]) <= 16 else 11, align="right")
    starred = dated[dated["plaques"] != ""]
    stars = set(zip(starred["carrier_id"], starred["end"], strict=True))
    for bar in dated.itertuples():
        top_of = top + row * carriers.index(bar.carrier_id) + row * 0.14
        after_star = (bar.carrier_id, bar.start - pd.Timedelta(days=1)) in stars
        _bar(shapes, selection, bar, at, top_of, row * 0.72, after_star=after_star)
    # After the bars, or the next one would cover half of them.
    for bar in starred.itertuples():
        middle = top + row * (carriers.index(bar.carrier_id) + 0.5)
        box = (at(bar.end) - 0.12, middle - 0.12, 0.24, 0.24)
        draw_shape(shapes, "STAR_5_POINT", box, LIGHT.categories[3]).name = f"★ {bar.plaques}"
    if len(undated):
        lane = (left + width, top, _LANE, row)
        draw_text(shapes, NO_YEAR, (lane[0], top - 0.3, _LANE, 0.28), 14, bold=True, align="center")
        for carrier, tasks in undated.groupby("carrier_id"):
            _undated_bar(shapes, tasks, lane, carriers.index(carrier))
    drawn = set(dated["kind"])
    kinds = [(colour, "■", kind or NO_KIND) for kind, colour in _kinds(selection).items() if kind in drawn]
    draw_legend(
        slide, [*kinds, *([(LIGHT.categories[3], "★", "争取牌子")] if len(starred) else [])], left, top + height + 0.03
    )


def _span(selection: Selection, dated: pd.DataFrame) -> tuple[pd.Timestamp, pd.Timestamp]:
    """From the middle of the first year, or before, to the end of the last."""
    start = min([pd.Timestamp(selection.whole.meta.facts.issued), *dated["start"]])
    years = [selection.whole.meta.facts.last_year, *dated["end"].dt.year]
    return min(pd.Timestamp(start.year, 7, 1), start), pd.Timestamp(max(years) + 1, 1, 1) + pd.Timedelta(days=40)


def _years(shapes, first: pd.Timestamp, last: pd.Timestamp, at, top: float, height: float) -> None:
    """The years' names, and a band behind every other one."""
    for year in range(first.year, last.year):
        begins, ends = at(max(first, pd.Timestamp(year, 1, 1))), at(pd.Timestamp(year + 1, 1, 1))
        if year % 2 == 0:
            draw_shape(shapes, "RECTANGLE", (begins, top, ends - begins, height), LIGHT.band)
        # Half a year may be narrower than its name.
        width = max(ends - begins, 0.8)
        box = ((begins + ends - width) / 2, top - 0.3, width, 0.28)
        draw_text(shapes, f"{year}年", box, 14, bold=True, align="center")


def _kinds(selection: Selection) -> dict[str, str]:
    """The colour of each kind of work."""
    kinds = {kind.name: LIGHT.categories[index % 5] for index, kind in enumerate(selection.whole.meta.kinds)}
    return kinds | {"": LIGHT.rest}


def _bar(shapes, selection: Selection, bar, at, top: float, height: float, *, after_star: bool) -> None:
    from pptx.enum.text import MSO_ANCHOR

    colour = _kinds(selection)[bar.kind]
    begins, ends = at(bar.start), at(bar.end)
    fill = {PAST: LIGHT.past, FUTURE: tint(colour)}.get(bar.state, colour)
    shape = draw_shape(shapes, "RECTANGLE", (begins, top, ends - begins, height), fill, colour)
    shape.name = f"{bar.name} 第{bar.step}个节点"
    shape._element.nvSpPr.cNvPr.set("descr", f"{bar.deadline_text} {bar.task}")
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    # Room for half a star at its end, and for that of the bar before.
    frame.margin_right = inch(0.15 if bar.plaques else 0)
    frame.margin_left = inch(0.15 if after_star else 0)
    frame.word_wrap, frame.vertical_anchor = False, MSO_ANCHOR.MIDDLE
    frame.text = _bar_words(bar, (ends - begins - 0.06 - 0.15 * (bool(bar.plaques) + after_star)) * 72 / 12)
    strong = bar.state not in (PAST, FUTURE)
    on_colour = LIGHT.on_category(LIGHT.categories.index(colour)) if colour in LIGHT.categories else LIGHT.on_light
    set_type(frame, 12, on_colour if strong else LIGHT.text, align="center")


def _undated_bar(shapes, tasks: pd.DataFrame, lane: Box, row: int) -> None:
    """A hollow bar behind the years for what a carrier has without a year: its task, or how many there are."""
    from pptx.enum.text import MSO_ANCHOR

    left, top, width, height = lane
    box = (left + 0.08, top + height * (row + 0.14), width - 0.16, height * 0.72)
    shape = draw_shape(shapes, "RECTANGLE", box, LIGHT.page, LIGHT.muted)
    shape.name = f"{tasks['name'].iloc[0]} {NO_YEAR}"
    shape._element.nvSpPr.cNvPr.set("descr", "；".join(tasks["task"]))
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap, frame.vertical_anchor = False, MSO_ANCHOR.MIDDLE
    words = tasks["task"].iloc[0].split("，")[0].rstrip("。") if len(tasks) == 1 else f"{len(tasks)} 个节点"
    frame.text = short(words, int((width - 0.2) * 72 / 12))
    set_type(frame, 12, LIGHT.text, align="center")


def _bar_words(bar, room: float) -> str:
    """What fits on the bar: the plaques it brings or the task's first clause; on a short one its kind's first sign."""
    if room < 3:
        return bar.kind[:1]
    plaques = bar.plaques.split("、")
    if len(plaques) > 1:
        return f"争取{len(plaques)}块牌子"
    return short(bar.plaques or bar.task.split("，")[0].rstrip("。"), int(room))


def _lines(
    shapes, selection: Selection, at, span: tuple[pd.Timestamp, pd.Timestamp], top: float, height: float
) -> None:
    """The targets' deadline and the as-of date, named above the years: the earlier to its left, the later not."""
    from pptx.enum.dml import MSO_LINE

    year = selection.whole.meta.target_year
    lines = [(pd.Timestamp(year, 12, 31), f"目标期限 {year}年底", LIGHT.target, None)]
    if span[0] <= pd.Timestamp(selection.as_of) <= span[1]:
        words = f"{'今天' if selection.as_of == selection.today else '截至'} {selection.as_of}"
        lines.append((pd.Timestamp(selection.as_of), words, LIGHT.text, MSO_LINE.ROUND_DOT))
    for index, (day, words, colour, dash) in enumerate(sorted(lines, key=lambda line: line[0])):
        line = draw_line(shapes, words, (at(day), top - 0.02), (at(day), top + height), colour, 1.75)
        line.line.dash_style = dash
        before = (index == 0 and len(lines) > 1 and at(day) - at(span[0]) > 2) or at(span[1]) - at(day) < 1.4
        left = at(day) - 2.45 if before else at(day) + 0.05
        draw_text(shapes, words, (left, top - 0.58, 2.4, 0.28), 12, colour, align="right" if before else "left")
