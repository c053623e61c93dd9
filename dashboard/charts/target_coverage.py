"""Each target against what the plan schedules: bar = scheduled by the deadline, line = target, verdict in words."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.area import area_text
from analytics.targets import COVERED, GAP, NO_DATA, target_words, verdict_words

from .layout import ON_SCREEN, Scale, figure, legend, name_over, plain_text, text_at, wrapped
from .palette import SCREEN, Palette

VERDICT_SIGNS = {COVERED: "✓", GAP: "▲", NO_DATA: "—"}
BY_READING = "◐"
"""Covered in one reading of 年前 and not in the other."""

_TEXT_AT = -0.21  # Where a row's words stand, and its bars below them, in rows.
_BAR_AT = 0.22
_PHONE_CHARACTERS = 26  # What a line of small text holds on a phone.


def build_target_coverage(
    targets: pd.DataFrame,
    part: pd.DataFrame | None = None,
    *,
    scale: Scale = ON_SCREEN,
    palette: Palette = SCREEN,
) -> go.Figure:
    """Rows of ``targets`` (``target_gaps`` of the whole plan): words over a bar, which is a share of its target, so
    that one line at 100 % serves all. A thinner bar is the other reading of 年前. ``part`` is ``target_gaps`` of the
    filtered plan, drawn within the bar, as targets hold for the whole plan and never shrink with a filter.
    """
    rows = list(targets.itertuples())
    bars = [
        _bars(rows, "scheduled", _BAR_AT, 0.28, "按期限计划安排", _hover, palette.held, palette),
        _bars(
            rows,
            "scheduled_before",
            _BAR_AT + 0.2,
            0.1,
            "“年前”读作该年以前",
            _hover_before,
            palette.page,
            palette,
        ),
    ]
    if part is not None:
        parts = list(part.itertuples())
        colour = palette.held_light
        bars.insert(1, _bars(parts, "scheduled", _BAR_AT, 0.14, "其中当前筛选", _hover_part, colour, palette))
    reach = max([1.0, *(ratio for bar in bars for ratio in bar.x)])
    return figure(
        [bar for bar in bars if bar.x],
        scale,
        palette,
        barmode="overlay",
        height=int(len(rows) * scale.font * (5.4 if scale.narrow else 3.3) + 4 * scale.font),
        shapes=[
            {
                "type": "line",
                "x0": 1,
                "x1": 1,
                "y0": round(index + _BAR_AT - 0.2, 2),
                "y1": round(index + _BAR_AT + 0.2, 2),
                "line": {"color": colour, "width": width},
            }
            for index, row in enumerate(rows)
            if not pd.isna(row.scheduled)
            # On the bars, whose colour may be near its own, the line needs an edge.
            for colour, width in ((palette.page, 7), (palette.gap, 3))
        ],
        annotations=[
            *(_words(index, row, scale, palette) for index, row in enumerate(rows)),
            name_over(1, "目标线", palette.gap, scale),
        ],
        xaxis={"visible": False, "range": [0, reach * 1.04]},
        yaxis={"visible": False, "range": [len(rows) - 0.45, -0.5]},
        legend=legend(scale, palette, y=-0.01, yanchor="top"),
        margin={"l": 4, "r": 4, "t": int(1.6 * scale.font), "b": 2 * scale.font},
        showlegend=True,
    )


def _bars(
    rows: list,
    what: str,
    place: float,
    width: float,
    name: str,
    hover: Callable[[Any], str],
    colour: str,
    palette: Palette,
) -> go.Bar:
    known = [(index, row) for index, row in enumerate(rows) if not pd.isna(getattr(row, what))]
    return go.Bar(
        name=name,
        orientation="h",
        x=[round(float(getattr(row, what)) / float(row.target), 3) for _, row in known],
        y=[round(index + place, 2) for index, _ in known],
        width=width,
        # The other reading is an outline.
        marker={
            "color": colour,
            "line": {"width": 1, "color": palette.held if colour == palette.page else palette.page},
        },
        hovertext=[hover(row) for _, row in known],
        hoverinfo="text",
    )


def _hover(row: Any) -> str:
    return (
        f"{plain_text(row.label)}<br>{plain_text(verdict_words(row))}<br>{wrapped(row.basis, 32, 3)}"
        f"<br>原文{row.clause}：{wrapped(row.text, 32, 3)}"
    )


def _hover_before(row: Any) -> str:
    return f"{plain_text(row.label)}<br>{row.by}年以前安排 {area_text(row.scheduled_before, unit=False)} {row.unit}"


def _hover_part(row: Any) -> str:
    """Without a verdict: a target holds for the whole plan, never for a part."""
    return f"{plain_text(row.label)}<br>其中当前筛选 {area_text(row.scheduled, unit=False)} {row.unit}"


def _words(index: int, row: Any, scale: Scale, palette: Palette) -> dict:
    return text_at(
        0,
        index + _TEXT_AT - (0.05 if scale.narrow else 0),
        row_words(row).replace("</b>：", "</b>：<br>" if scale.narrow and _is_long(row) else "</b>："),
        scale.small,
        palette.gap if row.verdict == GAP else palette.text,
        xanchor="left",
        align="left",
    )


def _is_long(row: Any) -> bool:
    return len(row_words(row)) > _PHONE_CHARACTERS + len("<b></b>")


def row_words(row: Any) -> str:
    """A target in one line: ``✓ 孵化载体总面积 <b>≥20 万m²</b>：安排 48.52``; the sign needs no colour."""
    sign = BY_READING if row.readings_differ else VERDICT_SIGNS[row.verdict]
    words = f"{sign} {plain_text(row.label)} <b>{plain_text(target_words(row))}</b>"
    if row.verdict == NO_DATA:
        return f"{words}：{NO_DATA}"
    words += f"：安排 {area_text(row.scheduled, unit=False)}"
    if row.readings_differ:
        return f"{words}，{row.by}年以前 {area_text(row.scheduled_before, unit=False)}"
    return f"{words}，{'超' if row.at_most else '缺'} {area_text(row.gap, unit=False)}" if row.verdict == GAP else words


def describe_targets(targets: pd.DataFrame) -> str:
    """Alt text: every target, what is scheduled, the verdict."""
    words = [
        f"{row.label} 目标{target_words(row)}，"
        + ("" if pd.isna(row.scheduled) else f"安排 {area_text(row.scheduled, unit=False)} {row.unit}，")
        + verdict_words(row)
        for row in targets.itertuples()
    ]
    return "目标覆盖：" + "；".join(words)
