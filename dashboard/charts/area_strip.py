"""A carrier's area among all: a dot a carrier along one axis, the one looked at filled and named."""

import pandas as pd
import plotly.graph_objects as go

from analytics.area import area_text

from .layout import ON_SCREEN, Scale, figure, plain_text, text_at
from .palette import SCREEN, Palette


def build_area_strip(
    carriers: pd.DataFrame, carrier_id: str, *, scale: Scale = ON_SCREEN, palette: Palette = SCREEN
) -> go.Figure:
    """Dots of ``carriers`` (each with an area, 万m²) by area; those with the same area stand one over the other.

    A click on a dot opens its carrier.
    """
    carriers = carriers.sort_values("area", kind="stable")
    heights = carriers.groupby("area").cumcount()
    chosen = carriers["carrier_id"] == carrier_id
    row = carriers[chosen].iloc[0]
    most = float(carriers["area"].max())
    top = int(heights.max())
    dots = go.Scatter(
        mode="markers",
        x=list(carriers["area"]),
        y=list(heights),
        marker={
            "size": [scale.mark * (1.2 if is_it else 0.9) for is_it in chosen],
            "color": [palette.held if is_it else palette.page for is_it in chosen],
            "line": {"width": 2, "color": [palette.held if is_it else palette.muted for is_it in chosen]},
            "opacity": 1,
        },
        customdata=[["carrier", one] for one in carriers["carrier_id"]],
        hovertext=[f"{plain_text(one.name)}<br>{area_text(one.area)}" for one in carriers.itertuples()],
        hoverinfo="text",
        showlegend=False,
    )
    in_right_half = row["area"] > most / 2
    name = text_at(
        row["area"],
        top + 1,
        f"<b>{area_text(row['area'])}</b>",
        scale.small,
        palette.text,
        xanchor="right" if in_right_half else "left",
        yanchor="middle",
    )
    return figure(
        [dots],
        scale,
        palette,
        height=int((top + 2) * scale.mark * 1.6) + 3 * scale.font,
        annotations=[name],
        xaxis={"range": [-most * 0.03, most * 1.04], "ticksuffix": "", "nticks": 6},
        yaxis={"range": [-0.8, top + 1.6], "visible": False},
        margin={"l": 8, "r": 8, "t": 4, "b": 2 * scale.font, "pad": 4},
    )


def describe_area_strip(carriers: pd.DataFrame) -> str:
    """Alt text: every carrier with its area, in the order given."""
    return "；".join(f"{carrier.name} {area_text(carrier.area)}" for carrier in carriers.itertuples())
