"""What became of milestones, as far as it was reported: a bar of states, of all or of each department."""

import pandas as pd
import plotly.graph_objects as go

from analytics.progress.states import MILESTONE_STATES

from .layout import ON_SCREEN, Scale, figure, legend, plain_text, row_axis, row_height, wrapped
from .palette import SCREEN, STATE_LOOKS, Palette

_LEAST_SHARE = 0.045
"""A narrower part of the longest bar has no room for its number, which the legend and the hover say."""


def build_state_bars(
    table: pd.DataFrame, click: str = "", *, scale: Scale = ON_SCREEN, palette: Palette = SCREEN
) -> go.Figure:
    """Bars of ``table`` (``name``, ``state``, ``count``), a row a name, a part a state with its sign and number.

    A click filters by ``state``, or by the name where ``click`` is that filter (``lead``); then a milestone can stand
    under several names, else the legend says how many there are in all.
    """
    names = list(dict.fromkeys(table["name"]))
    longest = int(table.groupby("name")["count"].sum().max())
    totals = table.groupby("state")["count"].sum()
    axis, names_over = row_axis([wrapped(name, 12, 2) for name in names], scale, palette)
    traces, ends = [], dict.fromkeys(names, 0)
    for state in MILESTONE_STATES:
        parts = [row for row in table[table["state"] == state].itertuples() if row.count]
        if not parts:
            continue
        look = STATE_LOOKS[state]
        fill, edge, on_fill = look.colours(palette)
        of_all = "" if click else f" {int(totals[state])}"
        begins = [ends[row.name] for row in parts]
        ends |= {row.name: begin + row.count for begin, row in zip(begins, parts, strict=True)}
        traces.append(
            go.Bar(
                name=f"{look.sign} {state}{of_all}",
                orientation="h",
                base=begins,
                x=[row.count for row in parts],
                y=[names.index(row.name) for row in parts],
                width=0.4 if scale.narrow else 0.62,
                marker={"color": fill, "line": {"width": 2, "color": edge}},
                text=[f"{look.sign} {row.count}" if row.count / longest >= _LEAST_SHARE else "" for row in parts],
                textposition="inside",
                insidetextanchor="middle",
                textangle=0,
                constraintext="none",
                textfont={"size": scale.small, "color": on_fill},
                customdata=[[click, row.name] if click else ["state", state] for row in parts],
                hovertext=[f"{plain_text(row.name)}<br>{look.sign} {state} {row.count} 个" for row in parts],
                hoverinfo="text",
            )
        )
    below = int((8 if scale.narrow else 3.4) * scale.font)
    return figure(
        traces,
        scale,
        palette,
        barmode="overlay",
        height=row_height(len(names), scale.row, scale) + below + 8,
        xaxis={"visible": False, "range": [0, longest * 1.01]},
        yaxis=axis | {"showgrid": False},
        annotations=names_over,
        legend=legend(scale, palette, yref="container", y=0, traceorder="normal"),
        margin={"l": 8, "r": 8, "t": 8, "b": below, "pad": 6},
        showlegend=True,
    )


def describe_states(table: pd.DataFrame) -> str:
    """Alt text: every number in words."""
    lines = [
        f"{name}：" + "、".join(f"{row.state} {row.count} 个" for row in rows.itertuples() if row.count)
        for name, rows in table.groupby("name", sort=False)
    ]
    return "；".join(lines)
