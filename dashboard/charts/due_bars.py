"""Milestones due in each year, and how many plaques they bring."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from .layout import ON_SCREEN, Scale, figure, years_text
from .palette import SCREEN, Palette, year_colours


def build_due_bars(
    table: pd.DataFrame, this_year: int, *, scale: Scale = ON_SCREEN, palette: Palette = SCREEN
) -> go.Figure:
    """Columns of ``table`` (``due_by_year``); the year of the as-of date stands out, those before are
    grey. A click filters by the year."""
    most = int(table["count"].max()) if len(table) else 0
    bars = go.Bar(
        x=list(table["year"]),
        y=list(table["count"]),
        marker={"color": [year_colours(year, this_year, palette)[0] for year in table["year"]]},
        text=[_text(row, this_year) for row in table.itertuples()],
        textposition="outside",
        textfont={"size": scale.small, "color": palette.text},
        cliponaxis=False,
        constraintext="none",
        customdata=[["year", int(year)] for year in table["year"]],
        hovertext=[year_words(row) for row in table.itertuples()],
        hoverinfo="text",
    )
    return figure(
        [bars],
        scale,
        palette,
        height=int(6.2 * scale.row),
        bargap=0.35,
        xaxis={
            "tickvals": list(table["year"]),
            "ticktext": years_text(table["year"], this_year, scale),
            "showgrid": False,
        },
        yaxis={"visible": False, "range": [0, (most or 1) * 1.45]},
        margin={"l": 8, "r": 8, "t": 8, "b": 8, "pad": 6},
    )


def year_words(row: Any) -> str:
    """A year of ``due_by_year`` in one line."""
    return f"{row.year}年：{row.count} 个节点到期" + (f"，争取 {row.plaques} 块牌子" if row.plaques else "")


def _text(row: Any, this_year: int) -> str:
    words = f"{row.count} 个" if row.count else "无"
    if row.plaques:
        words += f"<br>争取 {row.plaques} 块"
    return words + ("<br>（本年）" if row.year == this_year else "")


def describe_due(table: pd.DataFrame) -> str:
    """Alt text: the number due in every year."""
    return "各年到期节点数：" + "；".join(
        f"{row.year}年 {row.count} 个" + (f"、牌子 {row.plaques} 块" if row.plaques else "")
        for row in table.itertuples()
    )
