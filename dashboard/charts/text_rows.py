"""Lines of large type for the meeting room, where a table would be too small to read."""

import plotly.graph_objects as go

from .layout import ON_SCREEN, Scale, figure, plain_text, text_at, wrapped
from .palette import SCREEN, Palette

_SIZES = ((1.5, 46, 13), (1.15, 60, 18))
"""Size of the type in sizes of the charts', characters that a line of a slide then holds at any size of the screen, and
lines below the conclusion: the largest that all rows fit in, else the last."""
_BETWEEN = 0.55  # Space after a row, in lines.


def build_text_rows(rows: list[tuple[str, str]], *, scale: Scale = ON_SCREEN, palette: Palette = SCREEN) -> go.Figure:
    """``rows`` of (what stands out, what follows), as many as a slide holds; the last line counts the others."""
    larger, characters, most = next(
        (size for size in _SIZES if sum(_lines(row, size[1]) + _BETWEEN for row in rows) <= size[2]), _SIZES[-1]
    )
    size = round(scale.font * larger)
    annotations, line = [], 0.0
    for index, (first, rest) in enumerate(rows):
        lines = _lines((first, rest), characters)
        if line + lines > (most if index == len(rows) - 1 else most - 1):
            annotations.append(_line(line, f"另有 {len(rows) - index} 条，见各页", size, palette.muted))
            break
        beside = characters - len(first) - 1
        words = wrapped(rest, beside, 1)
        if lines > 1:
            # The rest of what did not fit behind the first words goes on under them.
            words = f"{plain_text(rest[:beside])}<br>{wrapped(rest[beside:], characters, 1)}"
        annotations.append(_line(line, f"<b>{plain_text(first)}</b>　{words}", size, palette.text))
        line += lines + _BETWEEN
    hidden = {"visible": False}
    return figure(
        [go.Scatter(x=[], y=[])],
        scale,
        palette,
        height=int(most * size * 1.4),
        annotations=annotations,
        xaxis=hidden | {"range": [0, 1]},
        yaxis=hidden | {"range": [most + 0.5, 0]},
    )


def _lines(row: tuple[str, str], characters: int) -> int:
    return min(2, -(-(len(row[0]) + len(row[1]) + 1) // characters))


def _line(place: float, words: str, size: int, colour: str) -> dict:
    return text_at(0, place, words, size, colour, xref="paper", xanchor="left", yanchor="top", align="left")


def describe_rows(rows: list[tuple[str, str]]) -> str:
    """Alt text: every row in words."""
    return "；".join(f"{first} {rest}".strip() for first, rest in rows)
