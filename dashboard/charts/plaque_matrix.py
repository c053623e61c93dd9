"""Carrier × plaque: ● held, ◆ sought with its year, ◇ sought without a year; or what was reported of each."""

from collections.abc import Iterator
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.columns import UNDATED
from analytics.plaques import HELD
from analytics.progress.headlines import state_words
from analytics.progress.states import AWARDED_UNPROVEN, NO_REPORT, NOT_IN_PLAN
from analytics.progress.words import AWARDED, LOST

from .layout import (
    ON_SCREEN,
    Scale,
    band,
    figure,
    legend,
    names_open,
    plain_text,
    row_axis,
    row_height,
    text_at,
    wrapped,
)
from .palette import PLAQUE_LOOKS, SCREEN, Palette

STATUS_MARKS = {
    "held": ("已有", "circle"),
    "dated": ("争取（列了年份）", "diamond"),
    "undated": (f"争取（{UNDATED}）", "diamond-open"),
}
"""Legend text and marker symbol of each kind of cell."""

_COUNT_SIGNS = {"held": "●", "dated": "◆", "undated": "◇"}

SUM_ROW = "合计"
"""The name of the row of sums."""

_LOWEST = 80
"""Height of the rows in px: of a plot of less than 64 Plotly takes the margins away, the names of levels with them."""


def status_of(status: str, year: object) -> str:
    """``held``, ``dated`` or ``undated``."""
    if status == HELD:
        return "held"
    return "undated" if pd.isna(year) else "dated"


def build_plaque_matrix(
    matrix: pd.DataFrame,
    levels: tuple[str, ...],
    *,
    sums: pd.DataFrame | None = None,
    scale: Scale = ON_SCREEN,
    palette: Palette = SCREEN,
) -> go.Figure:
    """Marks of ``matrix`` (``plaque_matrix``), rows in its order, columns grouped by level, highest first; with
    ``reported``, ``award_year`` (``dashboard.views.plaques``) the marks are what was reported of each.

    ``sums``: the plaques (as ``matrix`` has them) to be added up under each column, which may be those of more carriers
    than have a row here. A click on a mark filters by its level and type.
    """
    carriers = list(dict.fromkeys(matrix["carrier_id"]))
    names = dict(zip(matrix["carrier_id"], matrix["name"], strict=True))
    cells = matrix[matrix["level"].notna()]
    columns = _columns(cells if sums is None else sums, levels)
    rows = [plain_text(names[carrier]) for carrier in carriers]
    rows += [] if sums is None else [f"<b>{SUM_ROW}</b>"]
    axis, names_over = row_axis(rows, scale, palette)
    column_of = {pair: index for index, pair in enumerate(columns)}
    marks = _reported_marks(cells, scale, palette) if "reported" in cells else _planned_marks(cells, scale, palette)
    summed = set() if sums is None else _names_of(sums)
    traces = [
        go.Scatter(
            name=name,
            mode="markers+text",
            # An empty trace would have no legend entry, which a sign of the sums needs, too.
            x=[column_of[cell.level, cell.type] for cell in chosen] or [None] * (name in summed),
            y=[carriers.index(cell.carrier_id) for cell in chosen] or [None] * (name in summed),
            # On a phone the years of the last column reach into the margin.
            cliponaxis=False,
            marker={"size": scale.mark} | marker,
            text=texts,
            textposition="middle right",
            textfont={"size": scale.small, "color": palette.text},
            customdata=[["level", cell.level, "type", cell.type] for cell in chosen],
            hovertext=[_hover(cell) for cell in chosen],
            hoverinfo="text",
            showlegend=bool(chosen) or name in summed,
        )
        for name, chosen, texts, marker in marks
    ]
    row = scale.row * (0.9 if scale.narrow else 0.64)
    return figure(
        traces,
        scale,
        palette,
        height=max(_LOWEST, row_height(len(rows), row, scale)) + int(6.6 * scale.font),
        shapes=_bands(columns, levels, len(rows), palette),
        annotations=[
            *_level_names(columns, levels, scale, palette),
            *names_over,
            *(_sum_texts(sums, columns, len(carriers), scale, palette) if sums is not None else []),
        ],
        xaxis=_column_axis(columns, scale),
        yaxis=axis,
        meta=names_open("carrier", carriers),
        legend=legend(scale, palette, y=-0.01, yanchor="top"),
        margin={"l": 8, "r": 8, "t": int(4.4 * scale.font), "b": 2 * scale.font, "pad": 6},
    )


def cell_colours(cell: Any, palette: Palette) -> tuple[str, str]:
    """Fill and text of a cell of ``matrix`` for who draws it as a table."""
    if hasattr(cell, "reported"):
        fill, _, on_fill = PLAQUE_LOOKS[cell.reported].colours(palette)
        return fill, on_fill
    return {
        "held": (palette.held, palette.on_held),
        "dated": (palette.sought, palette.on_fill),
        "undated": (palette.page, palette.text),
    }[status_of(cell.status, cell.year)]


_Marks = Iterator[tuple[str, list[Any], list[str], dict]]
"""Of each kind of mark: its name, its cells, the text beside each, how it is drawn."""


def _planned_marks(cells: pd.DataFrame, scale: Scale, palette: Palette) -> _Marks:
    for status, (name, symbol) in STATUS_MARKS.items():
        chosen = [cell for cell in cells.itertuples() if status_of(cell.status, cell.year) == status]
        marker = {
            "symbol": symbol,
            "color": palette.held if status == "held" else palette.sought,
            "line": {"width": 2 if status == "undated" else 1, "color": palette.text},
        }
        yield name, chosen, [_year_text(cell.year, scale) if status == "dated" else "" for cell in chosen], marker


REPORTED_NAMES = {
    "●": "有效",
    "◆": "获得（年份）",
    "◇": "报获得，无文号",
    "✕": "失去、未获得或不再争取",
    "△": "已申报或未申报",
    "○": "未报（计划年份）",
    "≠": "有分歧",
}
"""What each sign of a reported plaque means."""


def _names_of(plaques: pd.DataFrame) -> set[str]:
    """The names in the legend of all kinds of ``plaques``."""
    if "reported" in plaques:
        return {REPORTED_NAMES[PLAQUE_LOOKS[state].sign] for state in plaques["reported"]}
    return {STATUS_MARKS[status_of(one.status, one.year)][0] for one in plaques.itertuples()}


def _reported_marks(cells: pd.DataFrame, scale: Scale, palette: Palette) -> _Marks:
    for sign, name in REPORTED_NAMES.items():
        chosen = [cell for cell in cells.itertuples() if PLAQUE_LOOKS[cell.reported].sign == sign]
        look = next(look for look in PLAQUE_LOOKS.values() if look.sign == sign)
        fill, edge, _ = look.colours(palette)
        is_open = look.symbol.endswith("-open")
        marker = {
            "symbol": look.symbol,
            "color": edge if is_open else fill,
            "line": {"width": 2 if is_open else 1, "color": edge},
        }
        yield name, chosen, [_reported_text(cell, scale) for cell in chosen], marker


def _reported_text(cell: Any, scale: Scale) -> str:
    """The year won or lost; of what nobody has reported, the year planned, in brackets."""
    if cell.reported in (AWARDED, AWARDED_UNPROVEN, LOST):
        return "" if pd.isna(cell.award_year) else _year_text(cell.award_year, scale)
    if cell.reported == NO_REPORT and not pd.isna(cell.year):
        return f" ({_year_text(cell.year, scale).strip()})"
    return ""


def _sum_texts(
    sums: pd.DataFrame, columns: list[tuple[str, str]], row: int, scale: Scale, palette: Palette
) -> list[dict]:
    """Under each column how many plaques of each kind it has."""
    words = sums_in_words(sums, columns, " ")
    if scale.narrow:
        # A row has room for three lines.
        words = [_in_lines(text.split(" "), 1 if text.count(" ") < 3 else 2) for text in words]
    return [text_at(place, row, text, scale.small, palette.text) for place, text in enumerate(words)]


def _in_lines(words: list[str], in_one: int) -> str:
    return "<br>".join(" ".join(words[first : first + in_one]) for first in range(0, len(words), in_one))


def sums_in_words(sums: pd.DataFrame, columns: list[tuple[str, str]], between: str) -> list[str]:
    """``●1 ◆6`` for each of ``columns`` (level, type): how many of the plaques ``sums`` are of each kind."""
    if "reported" in sums:
        signs, of_each = list(REPORTED_NAMES), [PLAQUE_LOOKS[state].sign for state in sums["reported"]]
    else:
        signs = list(_COUNT_SIGNS.values())
        of_each = [_COUNT_SIGNS[status_of(one.status, one.year)] for one in sums.itertuples()]
    counts = sums.assign(sign=of_each).groupby(["level", "type", "sign"]).size()
    return [
        between.join(f"{sign}{counts[(*plaque, sign)]}" for sign in signs if (*plaque, sign) in counts)
        for plaque in columns
    ]


def build_plaque_sums(
    table: pd.DataFrame,
    levels: tuple[str, ...],
    *,
    scale: Scale = ON_SCREEN,
    palette: Palette = SCREEN,
) -> go.Figure:
    """Numbers of ``table`` (``plaques_by_lead``): lead department × plaque, for more carriers than a matrix can show.

    A click filters by the department and the level.
    """
    columns = _columns(table, levels)
    leads = list(dict.fromkeys(table["lead"]))
    axis, names_over = row_axis([wrapped(lead, 12, 2) for lead in leads], scale, palette)
    # On a phone the numbers stand below each other, under the department's name.
    below = 0.16 if scale.narrow else 0
    traces = [
        go.Scatter(
            mode="markers+text",
            x=[columns.index((row.level, row.type)) for row in table.itertuples()],
            y=[leads.index(row.lead) + below for row in table.itertuples()],
            # The numbers are what is read and clicked: the mark under them is as good as invisible.
            marker={"size": scale.row * 0.8, "symbol": "square", "color": palette.page, "opacity": 0.01},
            text=[_counts(row, "<br>" if scale.narrow else " ") for row in table.itertuples()],
            textfont={"size": scale.small, "color": palette.text},
            customdata=[["lead", row.lead, "level", row.level] for row in table.itertuples()],
            hovertext=[
                f"{plain_text(row.lead)}<br>{plain_text(row.level + row.type)}<br>{_counts_in_words(row)}"
                for row in table.itertuples()
            ],
            hoverinfo="text",
            showlegend=False,
        )
    ]
    return figure(
        traces,
        scale,
        palette,
        height=row_height(len(leads), scale.row * (1.8 if scale.narrow else 1.1), scale) + int(5.5 * scale.font),
        shapes=_bands(columns, levels, len(leads), palette),
        annotations=[*_level_names(columns, levels, scale, palette), *names_over],
        xaxis=_column_axis(columns, scale),
        # A line would strike the numbers through.
        yaxis=axis | {"showgrid": False},
        meta=names_open("department", leads),
        margin={"l": 8, "r": 8, "t": int(4.4 * scale.font), "b": 8, "pad": 6},
    )


def _counts(row: Any, between: str) -> str:
    return between.join(f"{sign}{getattr(row, what)}" for what, sign in _COUNT_SIGNS.items() if getattr(row, what))


def _counts_in_words(row: Any) -> str:
    return "，".join(f"{STATUS_MARKS[what][0]} {getattr(row, what)} 块" for what in _COUNT_SIGNS if getattr(row, what))


def describe_sums(table: pd.DataFrame) -> str:
    """Alt text: every number in words."""
    cells = "；".join(f"{row.lead} {row.level}{row.type}：{_counts_in_words(row)}" for row in table.itertuples())
    return f"各牵头部门的牌子：{cells}"


def _columns(table: pd.DataFrame, levels: tuple[str, ...]) -> list[tuple[str, str]]:
    """The plaques of ``table`` (level, type), highest level first."""
    pairs = set(zip(table["level"], table["type"], strict=True))
    return sorted(pairs, key=lambda pair: (levels.index(pair[0]), pair[1]))


def _column_axis(columns: list[tuple[str, str]], scale: Scale) -> dict:
    return {
        "tickvals": list(range(len(columns))),
        "ticktext": [wrapped(kind, 4 if scale.narrow else 8, 2) for _, kind in columns],
        "tickangle": 0,
        "range": [-0.5, max(1, len(columns)) - 0.5],
        "side": "top",
        "showgrid": False,
    }


def _year_text(year: int, scale: Scale) -> str:
    return f"{year % 100:02d}" if scale.narrow else f" {year}"


def _hover(cell: Any) -> str:
    status = STATUS_MARKS[status_of(cell.status, cell.year)][0] if cell.status else NOT_IN_PLAN
    year = "" if pd.isna(cell.year) else f"，{cell.year}年"
    what = f"{cell.level}{cell.type}：{status.split('（')[0]}{year}"
    if hasattr(cell, "reported"):
        what += f"；填报：{state_words(cell.reported, cell.award_year)}"
    return f"{plain_text(cell.name)}（{cell.carrier_id}）<br>{plain_text(what)}<br>{wrapped(cell.source, 30, 4)}"


def _spans(columns: list[tuple[str, str]], levels: tuple[str, ...]) -> Iterator[tuple[str, float, float]]:
    for level in levels:
        indexes = [index for index, (of, _) in enumerate(columns) if of == level]
        if indexes:
            yield level, indexes[0] - 0.5, indexes[-1] + 0.5


def _bands(columns: list[tuple[str, str]], levels: tuple[str, ...], rows: int, palette: Palette) -> list[dict]:
    return [
        band(first, last, palette.band, y0=-0.5, y1=rows - 0.5, yref="y")
        for index, (_, first, last) in enumerate(_spans(columns, levels))
        if index % 2 == 0
    ]


def _level_names(columns: list[tuple[str, str]], levels: tuple[str, ...], scale: Scale, palette: Palette) -> list[dict]:
    return [
        text_at(
            (first + last) / 2,
            1,
            f"<b>{plain_text(level)}</b>",
            scale.font,
            palette.text,
            yref="paper",
            yshift=int(2.9 * scale.font),
            yanchor="bottom",
        )
        for level, first, last in _spans(columns, levels)
    ]


def describe_matrix(matrix: pd.DataFrame) -> str:
    """Alt text: held and sought of each carrier in words."""
    lines = []
    for (_, name), cells in matrix[matrix["level"].notna()].groupby(["carrier_id", "name"], sort=False):
        words = "、".join(f"{cell.level}{cell.type}（{_in_words(cell)}）" for cell in cells.itertuples())
        lines.append(f"{name}：{words}")
    return "授牌矩阵。" + "；".join(lines)


def _in_words(cell: Any) -> str:
    if hasattr(cell, "reported"):
        return state_words(cell.reported, cell.award_year)
    if cell.status == HELD:
        return "已有"
    return UNDATED if pd.isna(cell.year) else f"争取 {cell.year}"
