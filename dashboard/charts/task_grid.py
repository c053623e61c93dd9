"""Lead department × year: how many milestones are due, and how many plaques they bring."""

import pandas as pd
import plotly.graph_objects as go

from .layout import ON_SCREEN, Scale, figure, names_open, plain_text, row_axis, row_height, text_at, wrapped, years_text
from .palette import SCREEN, Palette, year_colours


def build_task_grid(
    table: pd.DataFrame,
    years: tuple[int, ...],
    this_year: int,
    *,
    scale: Scale = ON_SCREEN,
    palette: Palette = SCREEN,
) -> go.Figure:
    """Squares of ``table`` (``due_by_lead``) with their number; the year of the as-of date stands out, those before are
    grey.

    A click filters by department and year.
    """
    departments = list(dict.fromkeys(table["lead"]))
    axis, names_over = row_axis([wrapped(name, 12, 2) for name in departments], scale, palette)
    side = scale.mark * 1.9
    colours = [year_colours(year, this_year, palette) for year in table["year"]]
    squares = go.Scatter(
        mode="markers+text",
        x=[years.index(year) for year in table["year"]],
        y=[departments.index(lead) for lead in table["lead"]],
        marker={
            "symbol": "square",
            "size": side,
            "color": [fill for fill, _ in colours],
        },
        text=[str(count) for count in table["count"]],
        textfont={
            "size": scale.font,
            "color": [on_fill for _, on_fill in colours],
        },
        customdata=[["lead", row.lead, "year", int(row.year)] for row in table.itertuples()],
        hovertext=[
            f"{plain_text(row.lead)} {row.year}年：{row.count} 个节点到期"
            + (f"，争取 {row.plaques} 块牌子" if row.plaques else "")
            for row in table.itertuples()
        ],
        hoverinfo="text",
        showlegend=False,
    )
    stars = [
        text_at(
            years.index(row.year),
            departments.index(row.lead),
            f"★{row.plaques}",
            scale.small,
            palette.text,
            xshift=side / 2 + (1 if scale.narrow else 4),
            xanchor="left",
        )
        for row in table.itertuples()
        if row.plaques
    ]
    return figure(
        [squares],
        scale,
        palette,
        height=row_height(len(departments), scale.row * (1.25 if scale.narrow else 1.1), scale) + 3 * scale.font,
        annotations=[*stars, *names_over],
        xaxis={
            "tickvals": list(range(len(years))),
            "ticktext": years_text(years, this_year, scale),
            "range": [-0.5, len(years) - 0.4],
            "side": "top",
            "showgrid": False,
        },
        yaxis=axis,
        meta=names_open("department", departments),
        margin={"l": 8, "r": 8, "t": 2 * scale.font, "b": 4, "pad": 6},
    )


def describe_tasks(table: pd.DataFrame) -> str:
    """Alt text: every square in words."""
    words = "；".join(f"{row.lead} {row.year}年 {row.count} 个" for row in table.itertuples())
    return f"各部门各年到期节点：{words}"
