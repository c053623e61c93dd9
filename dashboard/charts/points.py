"""A few sentences, each with its number in type that is read from the last row."""

import plotly.graph_objects as go

from analytics.answers import Point

from .layout import ON_SCREEN, Scale, figure, plain_text, text_at, wrapped
from .palette import SCREEN, Palette

_NUMBER = 3
"""Size of a number in sizes of the text: 72 px at 1920 × 1080."""
_CHARACTERS = 40
"""What a line beside the numbers holds at any size of the screen."""


def build_points(points: tuple[Point, ...], *, scale: Scale = ON_SCREEN, palette: Palette = SCREEN) -> go.Figure:
    """A row for each of ``points``: its number, and beside it what that is of."""
    annotations, shapes = [], []
    for index, point in enumerate(points):
        colour = palette.gap if point.is_gap else palette.held
        number, _, unit = point.number.partition(" ")
        large = f'<b>{plain_text(number)}</b><span style="font-size: {scale.font}px"> {plain_text(unit)}</span>'
        place = {"xref": "paper", "xanchor": "left", "yanchor": "middle", "align": "left"}
        annotations.append(text_at(0, index, large, _NUMBER * scale.font, colour, **place))
        words = wrapped(point.words, _CHARACTERS, 2)
        annotations.append(text_at(0.26, index, words, round(1.4 * scale.font), palette.text, **place))
        if index:
            line = {"color": palette.grid, "width": 1}
            ends = {"x0": 0, "x1": 1, "xref": "paper", "y0": index - 0.5, "y1": index - 0.5}
            shapes.append({"type": "line", "line": line} | ends)
    hidden = {"visible": False}
    return figure(
        [go.Scatter(x=[], y=[])],
        scale,
        palette,
        height=int(len(points) * scale.font * 6),
        annotations=annotations,
        shapes=shapes,
        xaxis=hidden | {"range": [0, 1]},
        yaxis=hidden | {"range": [len(points) - 0.5, -0.5]},
    )


def describe_points(points: tuple[Point, ...]) -> str:
    """Alt text: every sentence with its number."""
    return "；".join(f"{point.number} {point.words}" for point in points)
