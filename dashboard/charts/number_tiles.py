"""The key figures as large numbers, for the meeting room."""

import plotly.graph_objects as go

from analytics.indicators import Indicator

from .layout import ON_SCREEN, Scale, band, figure, plain_text, text_at, wrapped
from .palette import SCREEN, Palette

_COLUMNS = 3
_GAP = 0.012  # Between tiles, as a share of the figure.


def build_number_tiles(
    indicators: tuple[Indicator, ...], *, scale: Scale = ON_SCREEN, palette: Palette = SCREEN
) -> go.Figure:
    """A tile for each of ``indicators``: its name, its value in large type, what it is measured against."""
    rows = -(-len(indicators) // _COLUMNS)
    width = (1 - _GAP * (_COLUMNS - 1)) / _COLUMNS
    height = (1 - 2 * _GAP * (rows - 1)) / rows
    shapes, annotations = [], []
    for index, indicator in enumerate(indicators):
        column, row = index % _COLUMNS, index // _COLUMNS
        left, top = column * (width + _GAP), 1 - row * (height + 2 * _GAP)
        right, bottom = left + width, top - height
        shapes.append(band(left, right, palette.band, y0=bottom, y1=top, xref="paper"))
        middle = (top + bottom) / 2
        for words, shift, size in (
            (plain_text(indicator.label), 2.9, scale.font),
            (f"<b>{plain_text(indicator.value)}</b>", 0.6, scale.font * 2),
            (wrapped(indicator.note, 22, 2), -2.6, scale.small),
        ):
            place = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "middle", "align": "left"}
            annotations.append(
                text_at(left + _GAP, middle, words, size, palette.text, yshift=shift * scale.font, **place)
            )
    hidden = {"visible": False, "range": [0, 1]}
    return figure(
        [go.Scatter(x=[], y=[])],
        scale,
        palette,
        height=int(rows * scale.row * 3.5),
        shapes=shapes,
        annotations=annotations,
        xaxis=hidden,
        yaxis=hidden,
    )


def describe_numbers(indicators: tuple[Indicator, ...]) -> str:
    """Alt text: every figure in words."""
    return "关键数：" + "；".join(f"{one.label} {one.value}（{one.note}）" for one in indicators)
