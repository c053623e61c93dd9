"""Area or number of carriers by one dimension: horizontal bars, 存量 and 增量 stacked."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.area import area_text
from analytics.columns import AREA_UNIT
from analytics.headlines import share_text

from .layout import (
    ON_SCREEN,
    Scale,
    figure,
    legend,
    legend_entry,
    names_open,
    plain_text,
    row_axis,
    row_height,
    text_at,
    text_width,
    wrapped,
)
from .palette import SCREEN, Palette


def in_order(table: pd.DataFrame, by: str, rest: str) -> pd.DataFrame:
    """``table`` as it is, with the row of ``rest`` (未列入七大方向) last."""
    return table.sort_values(by, key=lambda names: names == rest, kind="stable").reset_index(drop=True)


def build_area_bars(
    table: pd.DataFrame,
    parts: pd.DataFrame,
    by: str,
    *,
    filter_name: str | None,
    groups: dict[int, str],
    rest: str = "",
    measure: str = "area",
    scale: Scale = ON_SCREEN,
    palette: Palette = SCREEN,
) -> go.Figure:
    """Bars of ``table`` (``area_by``) in its order, stacked by ``parts`` (``area_cross`` with annex).

    ``groups`` names the annexes (1: 存量, 2: 增量); ``rest`` is drawn last and as an outline; ``measure`` is ``area``
    (万m²) or ``count``; ``filter_name`` is what a click filters by (None: nothing).
    """
    table = in_order(table, by, rest)
    rows = list(table[by].astype(str))
    axis, names_over = row_axis([wrapped(name, 12, 2) for name in rows], scale, palette)
    traces = []
    for index, (annex, group) in enumerate(groups.items()):
        part = parts[parts["annex"] == annex].set_index(by)
        names = [name for name in table[by] if name in part.index]
        values = [float(part.loc[name, measure]) for name in names]
        colour = palette.added if index else palette.held
        traces.append(legend_entry(f"{group}（斜纹）" if index else group, colour, scale))
        # What the dimension does not cover is an outline.
        edges = [palette.muted if name == rest else palette.page for name in names]
        fills = [palette.page if name == rest else colour for name in names]
        traces.append(
            go.Bar(
                name=group,
                showlegend=False,
                orientation="h",
                x=values,
                y=[rows.index(str(name)) for name in names],
                customdata=[[filter_name, str(name)] if filter_name else [] for name in names],
                marker={
                    "color": fills,
                    # 增量 is told from 存量 by a pattern too, so that grey and print keep them apart.
                    "pattern": {
                        "shape": "/" if index else "",
                        "bgcolor": fills,
                        "fgcolor": edges,
                        "size": 8,
                        "solidity": 0.15,
                    },
                    "line": {"width": [2 if name == rest else 1 for name in names], "color": edges},
                },
                hovertext=[_hover(name, part.loc[name], group) for name in names],
                hoverinfo="text",
            )
        )
    total = {"area": [_total(row) for row in table.itertuples()], "count": [f"{n} 个" for n in table["count"]]}
    annotations = [
        text_at(
            0 if pd.isna(row[measure]) else float(row[measure]),
            index,
            f" {total[measure][index]}",
            scale.font,
            palette.text,
            xanchor="left",
        )
        for index, row in table.iterrows()
    ]
    most = table[measure].fillna(0).max() if len(table) else 0
    return figure(
        traces,
        scale,
        palette,
        barmode="stack",
        bargap=0.6 if scale.narrow else 0.28,
        height=row_height(len(rows), scale.row, scale) + 3 * scale.font,
        annotations=[*annotations, *names_over],
        xaxis={"visible": False, "range": [0, most or 1]},
        yaxis=axis | {"showgrid": False},
        **({"meta": names_open("department", rows)} if by in ("leads", "guides") else {}),
        # The number after the longest bar has room of its own, however wide the chart is.
        margin={
            "l": 8,
            # Figures are narrower than the widest letters.
            "r": int(0.85 * max(map(text_width, total[measure]), default=0) * scale.font) + 8,
            "t": 2 * scale.font,
            "b": 4,
            "pad": 6,
        },
        # One annex has nothing to be told from.
        showlegend=len(groups) > 1,
        # Left of the bars by a hair, so that Plotly gives it more room than theirs, which may be too little for a line.
        legend=legend(scale, palette, x=-0.001, traceorder="normal"),
    )


def _total(row: Any) -> str:
    share = "" if pd.isna(row.share) else f" · {share_text(row.share)}"
    blank = f"（另 {row.blank} 个未填）" if row.blank else ""
    return f"{area_text(row.area)}{share}{blank}" if row.blank < row.count else area_text(None)


def _hover(name: object, part: pd.Series, group: str) -> str:
    return f"{plain_text(name)} · {group}<br>{area_text(part['area'])}<br>{int(part['count'])} 个载体"


def describe_area(table: pd.DataFrame, by: str) -> str:
    """Alt text: every bar in words."""
    bars = "；".join(f"{getattr(row, by)} {area_text(row.area)}、{row.count} 个" for row in table.itertuples())
    return f"横向条形图（{AREA_UNIT}）：{bars}"
