"""Each target against the plan and the reports: outline = plan, solid = reported with 依据, line = target."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.area import area_text
from analytics.targets import target_words

from .layout import ON_SCREEN, Scale, figure, legend, name_over, plain_text, text_at, text_width, wrapped
from .palette import SCREEN, Palette

_TEXT_AT = -0.21  # Where a row's words stand, and its bars below them, in rows.
_BAR_AT = 0.22
_HALF_A_PAGE = 34
"""Heights of its type that a line of half a screen holds; a slide's is twice as long."""
_FARTHEST = 2
"""Bars end at twice the target: beyond, only the words count."""


def build_target_bullets(targets: pd.DataFrame, *, scale: Scale = ON_SCREEN, palette: Palette = SCREEN) -> go.Figure:
    """Rows of ``targets`` (``target_gaps``, with ``said``: what is reported in words, and ``proven``: whether with
    依据). A bar is a share of its target, so that one line at 100 % serves all."""
    rows = list(targets.itertuples())
    placed = list(enumerate(rows))
    texts = [_words(row, "") for row in rows]
    two_lines = scale.narrow or (scale == ON_SCREEN and max(map(text_width, texts), default=0) > _HALF_A_PAGE)
    texts = [_words(row, "<br>") for row in rows] if two_lines else texts
    proven, unproven = ([entry for entry in placed if entry[1].proven is proof] for proof in (True, False))
    bars = [
        _bars(placed, "scheduled", 0.3, "方案安排", palette.page, palette.held),
        _bars(proven, "actual", 0.16, "已报，有依据", palette.held, palette.held),
        _bars(unproven, "actual", 0.16, "已报，无依据", palette.page, palette.past),
    ]
    return figure(
        [bar for bar in bars if bar.x],
        scale,
        palette,
        barmode="overlay",
        height=int(len(rows) * scale.font * (5.4 if two_lines else 3.6) + 4 * scale.font),
        shapes=[
            {
                "type": "line",
                "x0": 1,
                "x1": 1,
                "y0": index + _BAR_AT - 0.2,
                "y1": index + _BAR_AT + 0.2,
                "line": {"color": colour, "width": width},
            }
            for index in range(len(rows))
            # On the bars, whose colour may be near its own, the line needs an edge.
            for colour, width in ((palette.page, 7), (palette.gap, 3))
        ],
        annotations=[
            *(
                text_at(
                    0,
                    index + _TEXT_AT - (0.05 if two_lines else 0),
                    words,
                    scale.small,
                    palette.text,
                    xanchor="left",
                    align="left",
                )
                for index, words in enumerate(texts)
            ),
            name_over(1, "目标线", palette.gap, scale),
        ],
        xaxis={"visible": False, "range": [0, _FARTHEST * 1.04]},
        yaxis={"visible": False, "range": [len(rows) - 0.45, -0.5]},
        legend=legend(scale, palette, y=-0.01, yanchor="top"),
        margin={"l": 4, "r": 4, "t": int(1.6 * scale.font), "b": 2 * scale.font},
        showlegend=True,
    )


def _bars(placed: list[tuple[int, Any]], what: str, width: float, name: str, fill: str, edge: str) -> go.Bar:
    known = [row for _, row in placed if not pd.isna(getattr(row, what))]
    return go.Bar(
        name=name,
        orientation="h",
        y=[index + _BAR_AT for index, row in placed if not pd.isna(getattr(row, what))],
        x=[round(min(float(getattr(row, what)) / float(row.target), _FARTHEST), 3) for row in known],
        width=width,
        marker={"color": fill, "line": {"width": 1.5, "color": edge}},
        hovertext=[
            f"{plain_text(row.label)} {plain_text(target_words(row))}<br>{name}"
            f" {area_text(getattr(row, what), unit=False)} {row.unit}<br>{wrapped(row.said, 32, 3)}"
            for row in known
        ],
        hoverinfo="text",
    )


def _words(row: Any, between: str) -> str:
    planned = "" if pd.isna(row.scheduled) else f"安排 {area_text(row.scheduled, unit=False)}，"
    words = plain_text(f"{planned}{_said_shortly(row)}")
    return f"{plain_text(row.label)} <b>{plain_text(target_words(row))}</b>：{between}{words}"


def _said(row: Any) -> str:
    return row.said if pd.isna(row.actual) else f"已报 {row.said}"


def _said_shortly(row: Any) -> str:
    """Without the document, for which a line has no room: the hover and the table have it."""
    if pd.isna(row.actual):
        return row.said.split("：")[0]
    words = f"已报 {area_text(row.actual, unit=False)}"
    if not pd.isna(row.actual_day):
        return words + f"（{row.actual_day:%Y-%m-%d}{'' if row.proven else '，无依据'}）"
    before = "" if pd.isna(row.actual_before) else f"（{row.by}年以前 {area_text(row.actual_before, unit=False)}）"
    return words + before + (f"，期限后 {row.actual_late}" if row.actual_late else "")


def describe_bullets(targets: pd.DataFrame) -> str:
    """Alt text: every target, what is scheduled and what was reported."""
    return "目标与实际：" + "；".join(
        f"{row.label} 目标{target_words(row)}，"
        + ("" if pd.isna(row.scheduled) else f"安排 {area_text(row.scheduled, unit=False)} {row.unit}，")
        + _said(row)
        for row in targets.itertuples()
    )
