"""The years of the plan in one strip: a square a milestone, a star a plaque, this year framed, the target line."""

import pandas as pd
import plotly.graph_objects as go

from .due_bars import year_words
from .layout import ON_SCREEN, Scale, band, figure, text_at
from .palette import SCREEN, Palette, year_colours

_SIDE, _STEP = 9, 12
"""A square and the way to the next, in px."""
_IN_ROW, _ROWS = 7, 2
_MOST_STARS = 7
"""More milestones or plaques than there is room for are a number alone."""
_INSIDE = 10


def build_year_strip(
    table: pd.DataFrame,
    this_year: int,
    target_year: int,
    *,
    scale: Scale = ON_SCREEN,
    palette: Palette = SCREEN,
    chosen: tuple[int, ...] = (),
) -> go.Figure:
    """Cells of ``table`` (``due_by_year``). A click filters by the year; with ``chosen`` years the others are pale."""
    years = list(table["year"])
    in_row = max(1, min(len(years), scale.tiles))
    rows = -(-len(years) // in_row)
    cell = int(5.2 * scale.font)
    shapes, annotations = [], []
    for index, row in enumerate(table.itertuples()):
        left, top = index % in_row, index // in_row * cell
        pale = bool(chosen) and row.year not in chosen
        colour = palette.past_fill if pale else year_colours(row.year, this_year, palette)[0]
        words = f"<b>{row.year}年</b>" + (" 本年" if row.year == this_year else "")
        place = {"xanchor": "left", "yanchor": "middle", "xshift": _INSIDE}
        annotations.append(text_at(left, top + 0.19 * cell, words, scale.small, palette.text, **place))
        place = {"xanchor": "right", "yanchor": "middle", "xshift": -_INSIDE}
        count = f"{row.count} 个" if row.count else "无"
        annotations.append(text_at(left + 1, top + 0.19 * cell, count, scale.small, palette.text, **place))
        if row.count <= _IN_ROW * _ROWS:
            shapes += [_square(left, top + 0.42 * cell, place, colour) for place in range(row.count)]
        if row.plaques:
            stars = "★" * row.plaques if row.plaques <= _MOST_STARS else "★"
            place = {"xanchor": "left", "yanchor": "middle", "xshift": _INSIDE}
            star = f'<span style="color: {palette.past if pale else palette.sought}">{stars}</span> {row.plaques} 块'
            annotations.append(text_at(left, top + 0.85 * cell, star, scale.small, palette.text, **place))
        if row.year == this_year:
            frame = {"line": {"width": 2, "color": palette.held}, "fillcolor": "rgba(0,0,0,0)", "layer": "above"}
            edges = {"y0": top + 1, "y1": top + cell - 3, "yref": "y"}
            shapes.append(band(left + 0.01, left + 0.99, palette.page, **edges) | frame)
    if target_year in years[:-1] and rows == 1:
        x = years.index(target_year) + 1
        line = {"color": palette.gap, "width": 3, "dash": "4px,3px"}
        shapes.append({"type": "line", "x0": x, "x1": x, "y0": 0, "y1": cell - 2, "line": line})
    hidden = {"visible": False}
    return figure(
        [_cells(table, in_row, cell, palette)],
        scale,
        palette,
        height=rows * cell,
        shapes=shapes,
        annotations=annotations,
        bargap=0,
        xaxis=hidden | {"range": [0, in_row]},
        yaxis=hidden | {"range": [rows * cell, 0]},
        margin=dict.fromkeys("lrtb", 0) | {"pad": 0},
        showlegend=False,
    )


def _cells(table: pd.DataFrame, in_row: int, cell: int, palette: Palette) -> go.Bar:
    """The ground of each year, which is what is clicked."""
    places = range(len(table))
    return go.Bar(
        x=[place % in_row + 0.5 for place in places],
        base=[place // in_row * cell + 1 for place in places],
        y=[cell - 4] * len(table),
        width=0.98,
        marker={"color": palette.band, "line": {"width": 0}},
        customdata=[["year", int(year)] for year in table["year"]],
        hovertext=[year_words(row) for row in table.itertuples()],
        hoverinfo="text",
    )


def _square(x: float, y: float, place: int, colour: str) -> dict:
    begin = _INSIDE + place % _IN_ROW * _STEP
    foot = -(place // _IN_ROW * _STEP)
    return {
        "type": "rect",
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "xanchor": x,
        "yanchor": y,
        "x0": begin,
        "x1": begin + _SIDE,
        "y0": foot,
        "y1": foot - _SIDE,
        "fillcolor": colour,
        "line": {"width": 0},
    }
