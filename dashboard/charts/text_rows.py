"""Lines of large type for the meeting room, where a table would be too small to read."""

import plotly.graph_objects as go

from .layout import ON_SCREEN, Scale, figure, plain_text, text_at, wrapped
from .palette import SCREEN, Palette

_LARGER = 1.15  # Than the type of charts: here it is all there is to read.
_CHARACTERS = 60  # What a line of a slide holds at any size of the screen: its type grows with it.
_LINES = 18  # What a slide holds below its conclusion.
_BETWEEN = 0.55  # Space after a row, in lines.


def build_text_rows(rows: list[tuple[str, str]], *, scale: Scale = ON_SCREEN, palette: Palette = SCREEN) -> go.Figure:
    """``rows`` of (what stands out, what follows), as many as a slide holds; the last line counts the others."""
    annotations, line = [], 0.0
    for index, (first, rest) in enumerate(rows):
        lines = min(2, -(-(len(first) + len(rest) + 1) // _CHARACTERS))
        if line + lines > (_LINES if index == len(rows) - 1 else _LINES - 1):
            annotations.append(_line(line, f"另有 {len(rows) - index} 条，见各页", scale, palette.muted))
            break
        beside = _CHARACTERS - len(first) - 1
        words = wrapped(rest, beside, 1)
        if lines > 1:
            # The rest of what did not fit behind the first words goes on under them.
            words = f"{plain_text(rest[:beside])}<br>{wrapped(rest[beside:], _CHARACTERS, 1)}"
        annotations.append(_line(line, f"<b>{plain_text(first)}</b>　{words}", scale, palette.text))
        line += lines + _BETWEEN
    hidden = {"visible": False}
    return figure(
        [go.Scatter(x=[], y=[])],
        scale,
        palette,
        height=int(_LINES * scale.font * _LARGER * 1.4),
        annotations=annotations,
        xaxis=hidden | {"range": [0, 1]},
        yaxis=hidden | {"range": [_LINES + 0.5, 0]},
    )


def _line(place: float, words: str, scale: Scale, colour: str) -> dict:
    size = round(scale.font * _LARGER)
    return text_at(0, place, words, size, colour, xref="paper", xanchor="left", yanchor="top", align="left")


def describe_rows(rows: list[tuple[str, str]]) -> str:
    """Alt text: every row in words."""
    return "；".join(f"{first} {rest}".strip() for first, rest in rows)
