"""Each target against what the plan schedules, as a table of bullets: name, bar and target line, numbers, verdict."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.area import area_text
from analytics.targets import BY_READING, COVERED, GAP, NO_DATA, target_words, verdict_of, verdict_words

from .layout import ON_SCREEN, Scale, figure, legend, name_over, plain_text, row_axis, text_at, wrapped
from .palette import SCREEN, Palette

VERDICT_SIGNS = {GAP: "▲", BY_READING: "◐", COVERED: "✓", NO_DATA: "—"}

_TWICE = 2
"""The axis ends at twice the target: beyond it, how much more is no matter of the eye."""
_BAR_AT, _BEFORE_AT, _THICK = -0.12, 0.3, 0.34
"""Where a row's bar stands, the other reading of 年前 below it, and how thick the bar is, in rows."""
_ON_PHONE = 0, 0.27, 0.22
"""The same where the name stands over the bar."""
_NUMBERS, _VERDICT = 8.8, 6.6
"""Width of the two columns of words beside the bars, in heights of their type."""


def build_target_coverage(
    targets: pd.DataFrame,
    part: pd.DataFrame | None = None,
    *,
    scale: Scale = ON_SCREEN,
    palette: Palette = SCREEN,
) -> go.Figure:
    """Rows of ``targets`` (``target_gaps`` of the whole plan) in their order, each bar a share of its target, so that
    one line at 100 % serves all; those without data in one line below. A hollow mark is the other reading of 年前.
    ``part`` is ``target_gaps`` of the filtered plan, drawn within the bar, as targets hold for the whole plan and never
    shrink with a filter.
    """
    every = list(targets.itertuples())
    rows = [row for row in every if row.verdict != NO_DATA]
    without = [row for row in every if row.verdict == NO_DATA]
    axis, names_over = row_axis([_name(row, scale, palette) for row in rows], scale, palette)
    bar_at, _, thick = _ON_PHONE if scale.narrow else (_BAR_AT, _BEFORE_AT, _THICK)
    traces = [
        _bars(rows, bar_at, thick, "按期限计划安排", _hover, palette.held),
        _before(rows, scale, palette),
    ]
    if part is not None:
        place = {row.id: row for row in part.itertuples()}
        inner = [place[row.id] for row in rows]
        # What the bars are stands over their numbers: a legend of one entry has its line at any width.
        traces[0].showlegend = False
        traces.insert(1, _bars(inner, bar_at, thick / 2, "其中当前筛选", _hover_part, palette.held_light))
    row = scale.row * (1.4 if scale.narrow else 1)
    top, below = int(1.6 * scale.small), _below(without, part is not None, scale)
    right = 6 if scale.narrow else int((_NUMBERS + _VERDICT) * scale.small)
    height = max(1, len(rows)) * row
    drawn = figure(
        traces,
        scale,
        palette,
        barmode="overlay",
        height=int(height) + top + below,
        shapes=[_target_line(place + bar_at, palette) for place in range(len(rows))],
        annotations=[
            *names_over,
            *(words for place, row in enumerate(rows) for words in _words(place, row, scale, palette)),
            *([name_over(1, "目标", palette.gap, scale)] if rows else []),
            *([] if scale.narrow else [_heading(scale, palette)]),
        ],
        xaxis={"visible": False, "range": [0, _TWICE * 1.03]},
        yaxis=axis | {"showgrid": False, "range": [max(1, len(rows)) - 0.5, -0.5]},
        legend=legend(scale, palette, x=-0.001, yref="container", y=0, yanchor="bottom"),
        margin={"l": 8, "r": right, "t": top, "b": below, "pad": 6},
        showlegend=part is not None,
    )
    if without:
        # From the left edge, under the names too.
        drawn.add_annotation(_without_data(without, scale, palette) | {"xshift": 4 - drawn.layout.margin.l})
    return drawn


def _below(without: list, has_part: bool, scale: Scale) -> int:
    """Room in px for the line of those without data and for the legend, two lines each on a phone."""
    lines = 2 if scale.narrow else 1
    return int((0.8 + lines * (1.6 * bool(without) + 1.6 * has_part)) * scale.small)


def _name(row: Any, scale: Scale, palette: Palette) -> str:
    """The target's name; that of a gap stands out, and not by its colour alone."""
    lines = 1 if scale.narrow else -(-len(row.label) // 12)
    name = wrapped(row.label, -(-len(row.label) // lines), 2)
    return f'<b><span style="color: {palette.gap}">{name}</span></b>' if row.verdict == GAP else name


def _bars(rows: list, bar_at: float, width: float, name: str, hover: Callable[[Any], str], colour: str) -> go.Bar:
    # A part may have no data where the whole plan has some: no bar, which is not one of 0.
    known = [(place, row) for place, row in enumerate(rows) if not pd.isna(row.scheduled)]
    shares = [float(row.scheduled) / float(row.target) for _, row in known]
    return go.Bar(
        name=name,
        orientation="h",
        x=[round(min(share, _TWICE), 3) for share in shares],
        y=[place + bar_at for place, _ in known],
        width=width,
        marker={"color": colour, "line": {"width": 0}},
        hovertext=[hover(row) for _, row in known],
        hoverinfo="text",
    )


def _before(rows: list, scale: Scale, palette: Palette) -> go.Scatter:
    """The other reading of 年前: a hollow mark with its number, under the bar."""
    known = [(place, row) for place, row in enumerate(rows) if not pd.isna(row.scheduled_before)]
    shares = [min(float(row.scheduled_before) / float(row.target), _TWICE) for _, row in known]
    return go.Scatter(
        name="“年前”读作该年以前",
        mode="markers+text",
        x=shares,
        y=[place + (_ON_PHONE[1] if scale.narrow else _BEFORE_AT) for place, _ in known],
        marker={
            "symbol": "circle",
            "size": round(scale.small * 0.6),
            "color": palette.page,
            "line": {"width": 2, "color": palette.held},
        },
        text=[f" {row.by}年以前 {area_text(row.scheduled_before, unit=False)} " for _, row in known],
        textposition=["middle left" if share > 1 else "middle right" for share in shares],
        textfont={
            "size": max(12, scale.small - 2),
            "color": [palette.gap if row.readings_differ else palette.muted for _, row in known],
        },
        cliponaxis=False,
        hovertext=[_hover_before(row) for _, row in known],
        hoverinfo="text",
        showlegend=False,
    )


def _target_line(middle: float, palette: Palette) -> dict:
    ends = {"y0": middle - 0.26, "y1": middle + 0.26}
    return {"type": "line", "x0": 1, "x1": 1, "line": {"color": palette.gap, "width": 3}} | ends


def _words(place: int, row: Any, scale: Scale, palette: Palette) -> list[dict]:
    """Beside the bar, on a phone over it: ``2 / 1–2 个``, right-aligned, and the verdict."""
    colour = palette.gap if row.verdict == GAP else palette.text
    numbers, verdict = numbers_text(row), short_verdict(row)
    if scale.narrow:
        words = f"{numbers}　<b>{verdict}</b>"
        over = {"xref": "paper", "xanchor": "right", "yshift": round(scale.row * 0.5)}
        return [text_at(1, place, words, scale.small, colour, **over)]
    y = place + _BAR_AT
    end, begin = round(_NUMBERS * scale.small), round((_NUMBERS + 0.8) * scale.small)
    return [
        text_at(1, y, numbers, scale.small, colour, xref="paper", xanchor="right", xshift=end),
        text_at(1, y, f"<b>{verdict}</b>", scale.small, colour, xref="paper", xanchor="left", xshift=begin),
    ]


def _heading(scale: Scale, palette: Palette) -> dict:
    place = {"xref": "paper", "yref": "paper", "xanchor": "right", "yanchor": "bottom"}
    return text_at(1, 1, "安排 / 目标", scale.small, palette.muted, xshift=round(_NUMBERS * scale.small), **place)


def numbers_text(row: Any) -> str:
    """What is scheduled and what is asked for: ``48.52 / ≥20 万m²``."""
    return f"{area_text(row.scheduled, unit=False)} / {plain_text(target_words(row))}"


def short_verdict(row: Any) -> str:
    """The verdict with its sign, which needs no colour: ``▲ 缺 1 个``, ``✓ 已覆盖``."""
    verdict = verdict_of(row)
    words = f"缺 {area_text(row.gap, unit=False)} {row.unit}" if verdict == GAP else verdict.removeprefix("计划")
    return f"{VERDICT_SIGNS[verdict]} {plain_text(words)}"


def _without_data(rows: list, scale: Scale, palette: Palette) -> dict:
    words = f"{VERDICT_SIGNS[NO_DATA]} {NO_DATA}：" + "、".join(f"{row.label} {target_words(row)}" for row in rows)
    most, lines = (28, 2) if scale.narrow else (60, 1)
    return text_at(
        0,
        0,
        wrapped(words, most, lines),
        max(12, scale.small - 1),
        palette.muted,
        xref="paper",
        yref="paper",
        xanchor="left",
        yanchor="top",
        yshift=-4,
        align="left",
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


def describe_targets(targets: pd.DataFrame) -> str:
    """Alt text: every target, what is scheduled, the verdict."""
    words = [
        f"{row.label} 目标{target_words(row)}，"
        + ("" if pd.isna(row.scheduled) else f"安排 {area_text(row.scheduled, unit=False)} {row.unit}，")
        + verdict_words(row)
        for row in targets.itertuples()
    ]
    return "目标覆盖：" + "；".join(words)
