"""时间轴 as a slide: shapes that can be moved."""

from collections.abc import Callable
from typing import Any

import pandas as pd
from pptx.enum.dml import MSO_LINE
from pptx.enum.text import MSO_ANCHOR

from analytics.headlines import short
from analytics.timeline import FUTURE, NO_YEAR, PAST
from dashboard.charts.gantt_facts import NO_KIND, Gantt, bar_words, first_clause, gantt_facts, kind_colours
from dashboard.charts.palette import LIGHT, STATE_LOOKS
from dashboard.selection import Selection
from dashboard.views import View

from .drawing import BOTTOM, LEFT, ROOM, TOP, Box, draw_legend, draw_line, draw_shape, draw_text, inch, set_type, tint

_LANE = 1.6
"""Inches at the right for what has no year."""
_TYPE = 12
"""Points of the words on bars."""


def draw_gantt(slide, selection: Selection, view: View) -> None:
    """Bars as shapes in one group: a row a carrier, a bar a milestone, a star where it brings a plaque."""
    facts = gantt_facts(view.table, selection.whole.meta, selection.as_of, selection.today)
    colours = kind_colours(selection.whole.meta, LIGHT)
    group = slide.shapes.add_group_shape()
    group.name = view.title
    group._element.nvGrpSpPr.cNvPr.set("descr", view.alt)
    shapes = group.shapes
    left, width = LEFT + 3.1, ROOM - 3.1 - (_LANE if len(facts.undated) else 0)
    row = min(0.8, (BOTTOM - TOP - 0.95) / len(facts.carriers))
    top, height = TOP + 0.6, row * len(facts.carriers)
    place = {carrier: top + row * index for index, carrier in enumerate(facts.carriers)}

    def at(day: pd.Timestamp) -> float:
        return left + width * ((day - facts.first) / (facts.last - facts.first))

    _years(shapes, facts, at, top, height)
    _lines(shapes, facts, at, top, height)
    for carrier, name in facts.carriers.items():
        box = (LEFT, place[carrier], 3.0, row)
        draw_text(shapes, short(name, 26), box, 13 if len(name) <= 16 else 11, align="right")
    stars = set(zip(facts.starred["carrier_id"], facts.starred["end"], strict=True))
    for bar in facts.dated.itertuples():
        after_star = (bar.carrier_id, bar.start - pd.Timedelta(days=1)) in stars
        box = (at(bar.start), place[bar.carrier_id] + row * 0.14, at(bar.end) - at(bar.start), row * 0.72)
        _bar(shapes, bar, colours[bar.kind], box, after_star=after_star)
        if not pd.isna(getattr(bar, "done_on", pd.NaT)):
            _done(shapes, bar, at, place[bar.carrier_id] + row * 0.86)
    # After the bars, or the next one would cover half of them.
    for bar in facts.starred.itertuples():
        box = (at(bar.end) - 0.12, place[bar.carrier_id] + row / 2 - 0.12, 0.24, 0.24)
        draw_shape(shapes, "STAR_5_POINT", box, LIGHT.sought).name = f"★ {bar.plaques}"
    if len(facts.undated):
        draw_text(shapes, NO_YEAR, (left + width, top - 0.3, _LANE, 0.28), 14, bold=True, align="center")
        for carrier, tasks in facts.undated.groupby("carrier_id"):
            box = (left + width + 0.08, place[carrier] + row * 0.14, _LANE - 0.16, row * 0.72)
            _undated_bar(shapes, tasks, box)
    drawn = set(facts.dated["kind"])
    signs = [(colour, "■", kind or NO_KIND) for kind, colour in colours.items() if kind in drawn and len(colours) > 1]
    signs += [(LIGHT.sought, "★", "争取牌子")] if len(facts.starred) else []
    draw_legend(slide, signs, left, top + height + 0.03)


def _years(shapes, facts: Gantt, at: Callable[[pd.Timestamp], float], top: float, height: float) -> None:
    """The years' names, and a band behind every other one."""
    for year in facts.years:
        begins, ends = at(year.begins), at(year.ends)
        if year.has_band:
            draw_shape(shapes, "RECTANGLE", (begins, top, ends - begins, height), LIGHT.band)
        # Half a year may be narrower than its name.
        width = max(ends - begins, 0.8)
        box = ((begins + ends - width) / 2, top - 0.3, width, 0.28)
        draw_text(shapes, f"{year.year}年", box, 14, bold=True, align="center")


def _bar(shapes, bar: Any, colour: str, box: Box, *, after_star: bool) -> None:
    sign = STATE_LOOKS[bar.reported].sign if hasattr(bar, "reported") else ""
    # Where there are reports the plan is an outline.
    fill = LIGHT.page if sign else {PAST: LIGHT.past_fill, FUTURE: tint(colour)}.get(bar.state, colour)
    shape = draw_shape(shapes, "RECTANGLE", box, fill, colour)
    shape.name = f"{bar.name} 第{bar.step}个节点"
    shape._element.nvSpPr.cNvPr.set("descr", f"{bar.deadline_text} {bar.task}")
    # Room for half a star at its end, and for that of the bar before.
    before, after = 0.15 * after_star, 0.15 * bool(bar.plaques)
    words = sign + bar_words(bar, int((box[2] - 0.06 - before - after) * 72 / _TYPE) - len(sign))
    _say(shape, words, LIGHT.text if sign or bar.state in (PAST, FUTURE) else LIGHT.on_fill, before, after)


def _done(shapes, bar: Any, at: Callable[[pd.Timestamp], float], level: float) -> None:
    """The day reported at the lower edge of a bar, and how long after the deadline it was."""
    if bar.done_on > bar.end:
        draw_line(shapes, "晚于期限", (at(bar.end), level), (at(bar.done_on), level), LIGHT.text, 1.5)
    look = STATE_LOOKS[bar.reported]
    shape = "DIAMOND" if look.symbol == "diamond" else "OVAL"
    mark = draw_shape(shapes, shape, (at(bar.done_on) - 0.07, level - 0.07, 0.14, 0.14), look.colours(LIGHT)[0])
    mark.name = f"{look.sign} {bar.told}"


def _undated_bar(shapes, tasks: pd.DataFrame, box: Box) -> None:
    """A hollow bar behind the years for what a carrier has without a year: its task, or how many there are."""
    shape = draw_shape(shapes, "RECTANGLE", box, LIGHT.page, LIGHT.muted)
    shape.name = f"{tasks['name'].iloc[0]} {NO_YEAR}"
    shape._element.nvSpPr.cNvPr.set("descr", "；".join(tasks["task"]))
    words = first_clause(tasks["task"].iloc[0]) if len(tasks) == 1 else f"{len(tasks)} 个节点"
    _say(shape, short(words, int((box[2] - 0.04) * 72 / _TYPE)), LIGHT.text)


def _say(shape, words: str, colour: str, before: float = 0, after: float = 0) -> None:
    """``words`` in one line in the middle of a bar, with inches kept free ``before`` and ``after`` them."""
    frame = shape.text_frame
    frame.margin_top = frame.margin_bottom = 0
    frame.margin_left, frame.margin_right = inch(before), inch(after)
    frame.word_wrap, frame.vertical_anchor = False, MSO_ANCHOR.MIDDLE
    frame.text = words
    set_type(frame, _TYPE, colour, align="center")


def _lines(shapes, facts: Gantt, at: Callable[[pd.Timestamp], float], top: float, height: float) -> None:
    """The targets' deadline and the as-of date, named above the years."""
    for line in facts.lines:
        colour = LIGHT.gap if line.is_deadline else LIGHT.text
        place = at(line.day)
        drawn = draw_line(shapes, line.name, (place, top - 0.02), (place, top + height), colour, 1.75)
        drawn.line.dash_style = None if line.is_deadline else MSO_LINE.ROUND_DOT
        left = place - 2.45 if line.is_named_before else place + 0.05
        align = "right" if line.is_named_before else "left"
        draw_text(shapes, line.name, (left, top - 0.58, 2.4, 0.28), 12, colour, align=align)
