"""Milestones planned and reported done, each summed up over time: the plan dashed, what was reported solid."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from analytics.progress.figures import Cumulative

from .layout import ON_SCREEN, Scale, figure, name_over, text_at, upright, years_text
from .palette import SCREEN, Palette

_ROUND_STEPS = [digit * 10**power for power in range(9) for digit in (1, 2, 5)]


def build_cumulative(
    table: Cumulative, begins: date, as_of: date, *, scale: Scale = ON_SCREEN, palette: Palette = SCREEN
) -> go.Figure:
    """Two lines of steps from ``begins`` on; the reported one ends at the last 截至日期, not at ``as_of``."""
    planned = _steps(table.planned, begins, None)
    done = _steps(table.done, begins, table.last)
    most = max(1, *planned["count"], *done["count"])
    ticks = list(range(0, most + 1, next(step for step in _ROUND_STEPS if step * 6 >= most)))
    end = max(planned["day"].iloc[-1], pd.Timestamp(as_of))
    years = range(begins.year, end.year + 1)
    room = pd.Timedelta(days=int((end - pd.Timestamp(begins)).days * (0.3 if scale.narrow else 0.16)))
    beside = {"xanchor": "left", "xshift": scale.mark * 0.6}
    # Over its end: behind it stands the as-of day.
    over = {"xanchor": "right", "yshift": scale.font}
    both = (
        ("方案安排", planned, palette.held_light, "dash", "", beside),
        ("已报完成", done, palette.held, "solid", f"（有依据 {table.evidenced} 个）", over),
    )
    return figure(
        [
            go.Scatter(
                name=name,
                mode="lines+markers",
                x=list(steps["day"]),
                y=list(steps["count"]),
                line={"shape": "hv", "width": 3 if dash == "solid" else 2, "color": colour, "dash": dash},
                marker={
                    "size": scale.mark * 0.55,
                    "symbol": "circle" if dash == "solid" else "circle-open",
                    "color": colour,
                },
                hovertext=[f"到 {row.day:%Y-%m-%d}：{name} {row.count} 个" for row in steps.itertuples()],
                hoverinfo="text",
                showlegend=False,
            )
            for name, steps, colour, dash, _, _ in both
        ],
        scale,
        palette,
        height=int(7 * scale.row),
        annotations=[
            *(
                text_at(
                    steps["day"].iloc[-1],
                    int(steps["count"].iloc[-1]),
                    f"{name} {int(steps['count'].iloc[-1])} 个{more}",
                    scale.font,
                    palette.text,
                    **place,
                )
                for name, steps, _, _, more, place in both
            ),
            name_over(pd.Timestamp(as_of), f"截至 {as_of}", palette.text, scale, xanchor="right"),
        ],
        shapes=[upright(pd.Timestamp(as_of), palette.text, dash="dot")],
        xaxis={
            "type": "date",
            "range": [pd.Timestamp(begins) - pd.Timedelta(days=20), end + room],
            "tickvals": [pd.Timestamp(year, 12, 31) for year in years],
            "ticktext": [f"{name}底" for name in years_text(years, 0, scale)],
            "showgrid": False,
        },
        yaxis={
            "range": [-most * 0.06, most * 1.15],
            "tickvals": ticks,
            "ticktext": [f"{tick} 个" for tick in ticks],
        },
        margin={"l": 8, "r": 8, "t": 2 * scale.font, "b": 8, "pad": 6},
    )


def _steps(table: pd.DataFrame, begins: date, last: date | None) -> pd.DataFrame:
    """The steps of ``table`` from nought at ``begins`` on, where earlier ones are summed up, going on to ``last``."""
    table = table.assign(day=table["day"].clip(lower=pd.Timestamp(begins))).drop_duplicates("day", keep="last")
    days, counts = [pd.Timestamp(begins), *table["day"]], [0, *map(int, table["count"])]
    if last is not None and pd.Timestamp(last) > days[-1]:
        days, counts = [*days, pd.Timestamp(last)], [*counts, counts[-1]]
    return pd.DataFrame({"day": days, "count": counts})


def describe_cumulative(table: Cumulative) -> str:
    """Alt text: both lines in words, and what has no place on them."""
    planned, done = (
        "、".join(f"{row.day:%Y-%m-%d} {row.count} 个" for row in steps.itertuples()) or "没有"
        for steps in (table.planned, table.done)
    )
    left_out = f"未写日期 {table.undated} 个，到期未报 {table.unreported} 个"
    return f"计划累计：{planned}；有日期的完成累计：{done}（有依据 {table.evidenced} 个）；{left_out}"
