"""The key figures as tiles: a large number, what it is measured against, and a small picture of its parts."""

import plotly.graph_objects as go

from analytics.indicators import Indicator, Part

from .layout import ON_SCREEN, Scale, figure, plain_text, text_at, wrapped
from .palette import SCREEN, Palette

_HEIGHT = 96
_GAP = 8  # Between tiles, in px.
_INSIDE = 12  # From a tile's edge to its words, in px.
_LARGE = 30
_COLUMN, _TALLEST = 7, 30
"""Width of a mini column and height of the tallest, in px."""


def build_number_tiles(
    indicators: tuple[Indicator, ...], *, scale: Scale = ON_SCREEN, palette: Palette = SCREEN
) -> go.Figure:
    """A tile for each of ``indicators``, as many in a row as ``scale.tiles``; a click on one leads to its page."""
    # Fewer figures have wider tiles.
    in_row = min(scale.tiles, max(len(indicators), 3))
    rows = -(-len(indicators) // in_row)
    shapes, annotations = [], []
    for index, indicator in enumerate(indicators):
        left, top = index % in_row, index // in_row * (_HEIGHT + _GAP)
        number, _, unit = indicator.value.partition(" ")
        for words, y, size, colour in (
            (plain_text(indicator.label), 12, scale.small, palette.muted),
            (
                f"<b>{plain_text(number)}</b>"
                f' <span style="font-size: {scale.font}px; font-weight: normal">{plain_text(unit)}</span>',
                43,
                _LARGE,
                palette.gap if any(part.role == "gap" and part.amount for part in indicator.parts) else palette.text,
            ),
            (wrapped(indicator.note, 24 if scale.narrow else 22, 1), 82, 12, palette.text),
        ):
            annotations.append(
                text_at(left, top + y, words, size, colour, xanchor="left", yanchor="middle", xshift=_INSIDE)
            )
        draw = _columns if indicator.in_columns else _bar
        shapes += draw(indicator, left, top, palette)
    height = rows * (_HEIGHT + _GAP) - _GAP
    hidden = {"visible": False}
    return figure(
        [_grounds(indicators, in_row, palette)],
        scale,
        palette,
        height=height,
        shapes=shapes,
        annotations=annotations,
        bargap=0,
        xaxis=hidden | {"range": [0, in_row]},
        yaxis=hidden | {"range": [height, 0]},
        margin=dict.fromkeys("lrtb", 0) | {"pad": 0},
        showlegend=False,
    )


def _grounds(indicators: tuple[Indicator, ...], in_row: int, palette: Palette) -> go.Bar:
    """The tiles' own ground, which is what is clicked."""
    places = range(len(indicators))
    return go.Bar(
        x=[place % in_row + 0.495 for place in places],
        base=[place // in_row * (_HEIGHT + _GAP) + 1 for place in places],
        y=[_HEIGHT - 2] * len(indicators),
        width=0.95 if in_row < 6 else 0.96,
        marker={"color": palette.band, "line": {"width": 1, "color": palette.grid}},
        customdata=[["page", indicator.page] for indicator in indicators],
        hovertext=[_parts_in_words(indicator) for indicator in indicators],
        hoverinfo="text",
    )


def _columns(indicator: Indicator, left: float, top: float, palette: Palette) -> list[dict]:
    """The parts side by side in the tile's right half, the tallest as high as there is room."""
    most = max((part.amount for part in indicator.parts), default=0) or 1
    step = _COLUMN + 2
    begin = -_INSIDE - step * len(indicator.parts)
    foot = top + 60
    return [
        _box(
            left + 1,
            foot,
            begin + step * place,
            begin + step * place + _COLUMN,
            # An empty year keeps its place.
            max(1.5, _TALLEST * part.amount / most),
            *_look(part, palette),
        )
        for place, part in enumerate(indicator.parts)
    ]


def _bar(indicator: Indicator, left: float, top: float, palette: Palette) -> list[dict]:
    """The parts end to end, and where the goal is a line across."""
    if not indicator.goal and sum(part.amount > 0 for part in indicator.parts) < 2:
        return []  # All of one kind: a full bar would say nothing.
    whole = max(sum(part.amount for part in indicator.parts), indicator.goal) or 1
    room = 0.84  # Of the tile's width.
    begin, shapes = 0.0, []
    for part in indicator.parts:
        share = room * part.amount / whole
        if share:
            shapes.append(
                _stretch(left + 0.07 + begin, left + 0.07 + begin + share, top + 70, 7, *_look(part, palette))
            )
        begin += share
    if indicator.goal:
        x = left + 0.07 + room * indicator.goal / whole
        line = {"color": palette.gap, "width": 2}
        shapes.append({"type": "line", "x0": x, "x1": x, "y0": top + 61, "y1": top + 73, "line": line})
    return shapes


def _look(part: Part, palette: Palette) -> tuple[str, str]:
    """Fill and edge."""
    fill = {
        "held": palette.held,
        "added": palette.added,
        "sought": palette.sought,
        "undated": palette.page,
        "past": palette.past,
        "this_year": palette.held,
        "to_come": palette.held_light,
        "gap": palette.page,
        "others": palette.past_fill,
    }[part.role]
    edge = {"undated": palette.sought, "gap": palette.gap}.get(part.role, fill)
    return fill, edge


def _box(x: float, foot: float, begin: float, end: float, height: float, fill: str, edge: str) -> dict:
    """A rectangle of px upwards from a foot."""
    return {
        "type": "rect",
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "xanchor": x,
        "yanchor": foot,
        "x0": begin,
        "x1": end,
        "y0": 0,
        "y1": round(height, 1),
        "fillcolor": fill,
        "line": {"width": 1, "color": edge},
    }


def _stretch(x0: float, x1: float, foot: float, height: float, fill: str, edge: str) -> dict:
    """A rectangle across a part of the tile, however wide that is."""
    corners = {"x0": round(x0, 4), "x1": round(x1, 4), "y0": foot - height, "y1": foot}
    return {"type": "rect", "fillcolor": fill, "line": {"width": 1, "color": edge}} | corners


def _parts_in_words(indicator: Indicator) -> str:
    parts = "，".join(f"{plain_text(part.name)} {part.amount:g}" for part in indicator.parts if part.amount)
    return f"{plain_text(indicator.label)} {plain_text(indicator.value)}{f'<br>{parts}' if parts else ''}"


def describe_numbers(indicators: tuple[Indicator, ...]) -> str:
    """Alt text: every figure in words."""
    return "关键数：" + "；".join(f"{one.label} {one.value}（{one.note}）" for one in indicators)
