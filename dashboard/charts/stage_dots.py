"""Industry direction × stage: a dot for each pair, its area as the dot's area."""

import pandas as pd
import plotly.graph_objects as go

from analytics.area import area_text

from .layout import ON_SCREEN, Scale, figure, plain_text, row_axis, row_height, text_at, wrapped
from .palette import SCREEN, Palette


def build_stage_dots(
    table: pd.DataFrame,
    industries: list[str],
    stages: list[str],
    *,
    rest: str,
    scale: Scale = ON_SCREEN,
    palette: Palette = SCREEN,
) -> go.Figure:
    """Dots of ``table`` (``area_cross`` of industry and stage, 万m²); rows are ``industries``, columns ``stages``.

    A click filters by both. Pairs without an area get a ring of the least size: counted, area 未填.
    """
    most = table["area"].max() if len(table) else 0
    largest = scale.row * (0.6 if scale.narrow else 1.05)
    axis, names_over = row_axis([wrapped(name, 12, 2) for name in industries], scale, palette)
    sizes = [max(scale.mark * 0.7, largest * (area / most) ** 0.5) if most else scale.mark for area in table["area"]]
    # What no direction covers is an outline.
    fills = [palette.page if name == rest else palette.held for name in table["industry"]]
    edges = [palette.muted if name == rest else palette.held for name in table["industry"]]
    dots = go.Scatter(
        mode="markers",
        x=[stages.index(stage) for stage in table["stage"]],
        y=[industries.index(industry) for industry in table["industry"]],
        marker={"size": sizes, "color": fills, "line": {"width": 2, "color": edges}, "opacity": 1},
        customdata=[["industry", row.industry, "stage", row.stage] for row in table.itertuples()],
        hovertext=[
            f"{plain_text(row.industry)} · {plain_text(row.stage)}<br>{area_text(row.area)}<br>{row.count} 个载体"
            for row in table.itertuples()
        ],
        hoverinfo="text",
        showlegend=False,
    )
    words = [
        text_at(
            stages.index(row.stage),
            industries.index(row.industry),
            f"{area_text(row.area, unit=not scale.narrow)}<br>{row.count} 个",
            scale.small,
            palette.text,
            xshift=size / 2 + 6,
            xanchor="left",
            align="left",
            bgcolor=palette.page,  # The row's line would strike the words through.
        )
        for row, size in zip(table.itertuples(), sizes, strict=True)
    ]
    return figure(
        [dots],
        scale,
        palette,
        height=row_height(len(industries), scale.row * 1.15, scale) + 3 * scale.font,
        annotations=[*words, *names_over],
        xaxis={
            "tickvals": list(range(len(stages))),
            "ticktext": [plain_text(stage) for stage in stages],
            "range": [-0.5, len(stages) - 0.4],
            "side": "top",
            "showgrid": False,
        },
        yaxis=axis,
        margin={"l": 8, "r": 8, "t": 2 * scale.font, "b": 4, "pad": 6},
    )


def describe_stages(table: pd.DataFrame) -> str:
    """Alt text: every dot in words."""
    dots = "；".join(f"{row.industry}·{row.stage} {area_text(row.area)}、{row.count} 个" for row in table.itertuples())
    return f"产业方向与孵化环节交叉图：{dots}"
