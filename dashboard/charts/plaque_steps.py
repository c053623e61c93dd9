"""Cumulative plaques sought by year and level, as steps, with the targets' year."""

import pandas as pd
import plotly.graph_objects as go

from .layout import ON_SCREEN, Scale, figure, name_over, plain_text, text_at, upright, years_text
from .palette import SCREEN, Palette

_DASHES = ("solid", "dash", "dot", "dashdot")
_ROUND_STEPS = [digit * 10**power for power in range(9) for digit in (1, 2, 5)]
_SYMBOLS = ("circle", "square", "triangle-up", "diamond")


def build_plaque_steps(
    schedule: pd.DataFrame,
    years: tuple[int, ...],
    target_year: int,
    *,
    deadline: str = "目标期限",
    scale: Scale = ON_SCREEN,
    palette: Palette = SCREEN,
) -> go.Figure:
    """Steps of ``schedule`` (``plaque_schedule`` by level): one line a level, named at its end.

    Lines differ by dash, marker and name: all are 争取. Plaques without a year are not drawn; the headline counts them.
    With ``reported`` (``dashboard.views.plaques``) the plan is dashed and what was reported solid.
    """
    drawn = schedule[schedule["sought"] > schedule["undated"]]
    most = int(drawn[list(years)].to_numpy().max(initial=1))
    solid = dict(zip(drawn["level"], drawn["reported"], strict=True)) if "reported" in drawn else {}
    most = max(most, *(count for points in solid.values() for _, count in points), 1)
    ticks = list(range(0, most + 1, next(step for step in _ROUND_STEPS if step * 6 >= most)))
    bottom, top = -max(0.4, most * 0.09), most * 1.2 + 0.5
    ends = _apart([float(row[years[-1]]) for _, row in drawn.iterrows()], (top - bottom) * 0.09)
    top = max([top, *(end + (top - bottom) * 0.07 for end in ends)])  # Over it stands the name of the deadline.
    upper = max(range(len(ends)), key=ends.__getitem__, default=0)
    line = (top - bottom) * 0.09
    numbers = _numbers(drawn, years, upper, line, [point for points in solid.values() for point in points])
    traces = [
        go.Scatter(
            name=row["level"],
            mode="lines+markers+text",
            x=list(years),
            y=[int(row[year]) for year in years],
            line={"shape": "hv", "width": 3, "color": palette.sought, "dash": "dash" if solid else _DASHES[index % 4]},
            marker={"size": scale.mark * 0.7, "symbol": _SYMBOLS[index % 4], "color": palette.sought},
            text=numbers[index],
            # Beside the steps, where no line runs: the upper line's numbers above it, the others' below.
            textposition="top left" if index == upper else "bottom right",
            textfont={"size": scale.small, "color": palette.text},
            customdata=[["level", row["level"]]] * len(years),
            hovertext=[f"{plain_text(row['level'])}：到{year}年底累计争取 {int(row[year])} 块" for year in years],
            hoverinfo="text",
            showlegend=False,
        )
        for index, (_, row) in enumerate(drawn.iterrows())
    ]
    for index, (level, points) in enumerate(solid.items()):
        if points:
            traces.append(_solid_line(level, points, _SYMBOLS[index % 4], scale, palette))
    told = {level: points[-1] for level, points in solid.items() if points}
    levels = _beside_plan(drawn, years, list(told.values()), (top - bottom) * 0.07)
    beside = 0.4 if scale.narrow else 0.33 if solid else 0.2
    names = [
        text_at(
            years[-1],
            end,
            f"{plain_text(row['level'])} {'计划 ' if solid else ''}{int(row[years[-1]])} 块",
            scale.font,
            palette.text,
            xshift=scale.mark,
            xanchor="left",
        )
        for end, (_, row) in zip(ends, drawn.iterrows(), strict=True)
    ]
    names += [
        text_at(
            place,
            end,
            f"{plain_text(level)} 已报 {count} 块",
            scale.small,
            palette.text,
            xshift=scale.mark * 0.7,
            xanchor="left",
        )
        for end, (level, (place, count)) in zip(levels, told.items(), strict=True)
    ]
    return figure(
        traces,
        scale,
        palette,
        height=int(8.5 * scale.row),
        annotations=[*names, name_over(target_year, f"{deadline} {target_year}年底", palette.gap, scale)],
        shapes=[upright(target_year, palette.gap)],
        xaxis={
            "tickvals": list(years),
            "ticktext": years_text(years, 0, scale),
            "range": [years[0] - 0.3, years[-1] + 0.25 + beside * len(years)],
            "showgrid": False,
        },
        yaxis={
            "range": [bottom, top],
            "tickvals": ticks,
            "ticktext": [f"{tick} 块" for tick in ticks],
        },
        margin={"l": 8, "r": 8, "t": 2 * scale.font, "b": 8, "pad": 6},
    )


def _solid_line(
    level: str, points: tuple[tuple[float, int], ...], symbol: str, scale: Scale, palette: Palette
) -> go.Scatter:
    return go.Scatter(
        name=f"{level} 已报",
        mode="lines+markers",
        x=[place for place, _ in points],
        y=[count for _, count in points],
        line={"shape": "hv", "width": 3, "color": palette.held, "dash": "solid"},
        marker={"size": scale.mark * 0.7, "symbol": symbol, "color": palette.held},
        customdata=[["level", level]] * len(points),
        hovertext=[f"{plain_text(level)}：已报获得，有依据，累计 {count} 块" for _, count in points],
        hoverinfo="text",
        showlegend=False,
    )


def _numbers(
    drawn: pd.DataFrame, years: tuple[int, ...], upper: int, least: float, points: list[tuple[float, int]]
) -> list[list[str]]:
    """What stands at the steps of every line; of the lines but the ``upper`` one only where it is ``least`` away from
    the number under it. None where one of the reported ``points`` lies."""
    texts = [["" for _ in years] for _ in range(len(drawn))]
    for place, year in enumerate(years):
        under = None
        for index in sorted(range(len(drawn)), key=lambda index: (index == upper, drawn[year].iloc[index])):
            count = int(drawn[year].iloc[index])
            if any(abs(at - year) < 0.4 and abs(won - count) < 2 * least for at, won in points):
                continue
            if _rises(drawn.iloc[index], years, year) and (index == upper or under is None or count - under >= least):
                texts[index][place] = str(count)
                under = count
    return texts


def _rises(row: pd.Series, years: tuple[int, ...], year: int) -> bool:
    return int(row[year]) > (int(row[year - 1]) if year > years[0] else 0) and year != years[-1]


def _beside_plan(
    drawn: pd.DataFrame, years: tuple[int, ...], ends: list[tuple[float, int]], least: float
) -> list[float]:
    """Heights of the names of reported lines behind their ``ends``: there, a little under or over it, where no line of
    the plan runs and no other name stands."""
    found: list[float] = []
    for place, count in ends:
        behind = [year for year in years if place - 1 <= year <= place + 1.5]
        taken = [*found, *(int(row[year]) for _, row in drawn.iterrows() for year in behind)]
        heights = (float(count), *(count + side * step * least for step in (1, 2) for side in (-1, 1)))
        found.append(max(heights, key=lambda height: min([least, *(abs(height - other) for other in taken)])))
    return found


def _apart(places: list[float], least: float) -> list[float]:
    """``places`` moved up as little as keeps them ``least`` apart."""
    moved: dict[int, float] = {}
    last = None
    for index in sorted(range(len(places)), key=places.__getitem__):
        place = places[index] if last is None else max(places[index], last + least)
        moved[index] = last = place
    return [moved[index] for index in range(len(places))]


def describe_steps(schedule: pd.DataFrame, years: tuple[int, ...]) -> str:
    """Alt text: cumulative numbers of every level."""
    lines = [
        f"{row['level']} "
        + "、".join(f"{year}年 {int(row[year])}" for year in years)
        + f"、未列年份 {int(row['undated'])}"
        for _, row in schedule.iterrows()
    ]
    return "累计计划争取牌子数：" + "；".join(lines)
