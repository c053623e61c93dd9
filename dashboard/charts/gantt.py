"""The timeline: a row a carrier, a bar a milestone, a star where it brings a plaque (screens.md, 时间轴)."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from analytics.headlines import short
from analytics.meta import PlanMeta
from analytics.timeline import FUTURE, NO_YEAR, PAST

from .layout import ON_SCREEN, Scale, figure, legend_entry, plain_text, row_axis, row_height, wrapped, years_text
from .palette import SCREEN, Palette

NO_KIND = "未分类"
"""Milestones whose words name no kind of work."""

_DAY = 86_400_000  # Plotly measures the length of a bar on a date axis in milliseconds.
_YEAR_CHARACTERS = 9  # How many characters of small text a bar of one year holds at 1366 px.
_YEAR_CHARACTERS_ON_PHONE = 4
_GAP = "　"
_LANE = pd.Timedelta(days=400)  # The lane of milestones without a year is about as wide as a year.


def build_gantt(
    milestones: pd.DataFrame,
    meta: PlanMeta,
    as_of: date,
    today: date,
    *,
    group: str = "",
    scale: Scale = ON_SCREEN,
    palette: Palette = SCREEN,
) -> go.Figure:
    """Bars of ``milestones`` (``timeline``, ordered by the page), coloured by kind in plan.toml's order, over
    the plan's years, so that every filter keeps the same axis.

    Past milestones are grey with an edge of their kind's colour, this year's full, future ones light. ``group`` names
    a column whose value stands under the carrier's name. Milestones without a year stand hollow in a lane of their own
    behind the years (inputs.md row 33). A click on a bar filters by its year.
    """
    dated = milestones[milestones["end"].notna()].reset_index(drop=True)
    first, last = _span(dated, meta)
    undated = milestones[milestones["end"].isna()]
    rows = list(dict.fromkeys(milestones["carrier_id"]))
    place = {carrier: index for index, carrier in enumerate(rows)}
    closes = last + _LANE if len(undated) else last
    per_year = (_YEAR_CHARACTERS_ON_PHONE if scale.narrow else _YEAR_CHARACTERS) * (last - first) / (closes - first)
    axis, names_over = row_axis(
        [_row_name(milestones[milestones["carrier_id"] == carrier].iloc[0], group, scale, palette) for carrier in rows],
        scale,
        palette,
    )
    traces = []
    for index, kind in enumerate((*(kind.name for kind in meta.kinds), NO_KIND)):
        bars = dated[dated["kind"] == ("" if kind == NO_KIND else kind)]
        if len(bars):
            colour = palette.kind(None if kind == NO_KIND else index)
            traces += [
                _kind_bars(bars, kind, index, place, per_year, scale, palette),
                legend_entry(kind, colour, scale),
            ]
    stars = dated[dated["plaques"] != ""]
    traces.append(
        go.Scatter(
            name="争取牌子",
            mode="markers",
            x=list(stars["end"]),
            y=[place[carrier] for carrier in stars["carrier_id"]],
            marker={
                "symbol": "star",
                "size": scale.mark,
                "color": palette.sought,
                "line": {"width": 1, "color": palette.text},
            },
            customdata=[["year", int(year)] for year in stars["deadline_year"]],
            hovertext=[_hover(row) for row in stars.itertuples()],
            hoverinfo="text",
            showlegend=len(stars) > 0,
        )
    )
    # Years and legend, which takes a second line on a phone.
    below = int((6.5 if scale.narrow else 4.5) * scale.font)
    ticks = _ticks(first, last, scale)
    if len(undated):
        kinds = [kind.name for kind in meta.kinds]
        traces.append(_undated_bars(undated, last, place, kinds, per_year, scale, palette))
        ticks.append((last + _LANE / 2, NO_YEAR))
    return figure(
        traces,
        scale,
        palette,
        barmode="overlay",
        height=row_height(len(rows), scale.row, scale) + int(1.8 * scale.font) + below,
        shapes=[
            *_year_bands(first, last, palette),
            *_lines(first, last, as_of, meta.target_year, palette),
            *([_vertical(last, "solid", 1, palette.muted)] if len(undated) else []),
        ],
        annotations=[*_line_names(first, last, as_of, today, meta.target_year, scale, palette), *names_over],
        xaxis={
            "type": "date",
            "range": [first, closes],
            "tickvals": [place for place, _ in ticks],
            "ticktext": [name for _, name in ticks],
            "showgrid": False,
            "ticks": "",
        },
        yaxis=axis | {"showgrid": False},
        legend={
            "orientation": "h",
            "x": 0,
            # At the foot of the picture, however tall a slide stretches it.
            "yref": "container",
            "y": 0,
            "yanchor": "bottom",
            "font": {"size": scale.small, "color": palette.text},
            "itemclick": False,
            "itemdoubleclick": False,
        },
        margin={"l": 8, "r": 8, "t": int(1.8 * scale.font), "b": below, "pad": 6},
        showlegend=True,
    )


def _row_name(row, group: str, scale: Scale, palette: Palette) -> str:
    name = wrapped(row["name"], 14, 2)
    if not group:
        return name
    value = row[group] if isinstance(row[group], str) else "、".join(row[group])
    # A long name already takes two lines: the group then stands behind it.
    gap = "<br>" if len(row["name"]) <= 14 else " "
    return f'{name}{gap}<span style="font-size:{scale.small - 2}px;color:{palette.muted}">{plain_text(value)}</span>'


def _kind_bars(
    bars: pd.DataFrame, kind: str, index: int, place: dict, per_year: float, scale: Scale, palette: Palette
) -> go.Bar:
    colour = palette.kind(None if kind == NO_KIND else index)
    states = list(bars["state"])
    days = [(row.end - row.start).days + 1 for row in bars.itertuples()]
    return go.Bar(
        name=kind,
        showlegend=False,
        orientation="h",
        base=list(bars["start"]),
        x=[length * _DAY for length in days],
        y=[place[carrier] for carrier in bars["carrier_id"]],
        width=0.4 if scale.narrow else 0.62,
        marker={
            "color": [palette.past_fill if state == PAST else colour for state in states],
            "opacity": [0.45 if state == FUTURE else 1 for state in states],
            "line": {"width": 2.5, "color": colour},
        },
        # Beside the star of the bar before.
        text=[f"{_GAP}{_bar_text(row, length, per_year)}" for row, length in zip(bars.itertuples(), days, strict=True)],
        textposition="inside",
        insidetextanchor="start",
        textangle=0,
        constraintext="none",
        textfont={
            "size": scale.small,
            "color": [palette.text if state in (PAST, FUTURE) else palette.on_fill for state in states],
        },
        customdata=[["year", int(year)] for year in bars["deadline_year"]],
        hovertext=[_hover(row) for row in bars.itertuples()],
        hoverinfo="text",
    )


def _undated_bars(
    undated: pd.DataFrame,
    opens: pd.Timestamp,
    place: dict,
    kinds: list[str],
    per_year: float,
    scale: Scale,
    palette: Palette,
) -> go.Bar:
    """Hollow bars side by side in the lane that ``opens`` behind the years: their place in it means nothing."""
    beside = undated.groupby("carrier_id")["step"]
    lengths = [_LANE / count for count in beside.transform("size")]
    bases = [opens + index * length for index, length in zip(beside.cumcount(), lengths, strict=True)]
    colours = [palette.kind(kinds.index(kind) if kind else None) for kind in undated["kind"]]
    return go.Bar(
        name=NO_YEAR,
        showlegend=False,
        orientation="h",
        # A little apart from the line and from each other.
        base=[base + length * 0.04 for base, length in zip(bases, lengths, strict=True)],
        x=[int(length * 0.92 / pd.Timedelta(milliseconds=1)) for length in lengths],
        y=[place[carrier] for carrier in undated["carrier_id"]],
        width=0.4 if scale.narrow else 0.62,
        marker={"color": palette.page, "line": {"width": 2.5, "color": colours}},
        text=[
            ("★" if row.plaques else "") + _bar_text(row, (length * 0.9).days, per_year)
            for row, length in zip(undated.itertuples(), lengths, strict=True)
        ],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"size": scale.small, "color": palette.text},
        hovertext=[_hover(row) for row in undated.itertuples()],
        hoverinfo="text",
    )


def _bar_text(row, days: int, per_year: float) -> str:
    """What fits on the bar: the plaques it is to bring, or the task's first clause; on a short bar its kind, if that.

    A year holds ``per_year`` characters of small text.
    """
    room = int(days / 365 * per_year)
    if room < 3 or per_year < _YEAR_CHARACTERS / 2:
        # One character says nothing: the hover and the table have the words.
        return plain_text(row.kind[: room - 1]) if room > 2 else ""
    words = row.plaques.split("、")
    if len(words) > 1:
        return plain_text(f"争取{len(words)}块牌子")
    if row.plaques and len(row.plaques) + 2 < room:  # Its star takes a place too.
        return plain_text(f"争取{row.plaques}")
    return plain_text(short(row.plaques or row.task.split("，")[0].rstrip("。"), room))


def _hover(row) -> str:
    plaques = f"<br>★ {plain_text(row.plaques)}" if row.plaques else ""
    deadline = plain_text(row.deadline_text) or "未填"
    start = "" if pd.isna(row.start) else f"<br>起点由上一节点推算：{row.start:%Y-%m-%d}"
    return (
        f"<b>{plain_text(row.name)}</b>（{row.carrier_id} 第{row.step}个节点）<br>{wrapped(row.task, 28, 5)}"
        f"<br>期限：{deadline} · {row.state} · {plain_text('、'.join(row.kinds)) or NO_KIND}{plaques}"
        f"<br>牵头：{plain_text('、'.join(row.leads))}{start}"
    )


def _span(dated: pd.DataFrame, meta: PlanMeta) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Half a year before the first start, so that its year has room for a name, to just after the last deadline."""
    start = min([pd.Timestamp(meta.facts.issued), *dated["start"]])
    end = max([pd.Timestamp(meta.facts.last_year, 12, 31), *dated["end"]])
    return min(pd.Timestamp(start.year, 7, 1), start), end + pd.Timedelta(days=60)


def _years(first: pd.Timestamp, last: pd.Timestamp) -> range:
    """The years drawn; the room for the last star behind them is no year."""
    return range(first.year, last.year + (last.month > 4))


def _ticks(first: pd.Timestamp, last: pd.Timestamp, scale: Scale) -> list[tuple[pd.Timestamp, str]]:
    """The middle of what is shown of each year, and its name."""
    years = _years(first, last)
    middles = []
    for year in years:
        begins, ends = max(first, pd.Timestamp(year, 1, 1)), min(last, pd.Timestamp(year + 1, 1, 1))
        middles.append(begins + (ends - begins) / 2)
    return list(zip(middles, years_text(years, 0, scale), strict=True))


def _year_bands(first: pd.Timestamp, last: pd.Timestamp, palette: Palette) -> list[dict]:
    return [
        {
            "type": "rect",
            "x0": max(first, pd.Timestamp(year, 1, 1)),
            "x1": min(last, pd.Timestamp(year + 1, 1, 1)),
            "y0": 0,
            "y1": 1,
            "yref": "paper",
            "fillcolor": palette.band,
            "line": {"width": 0},
            "layer": "below",
        }
        for year in _years(first, last)
        if year % 2 == 0
    ]


def _lines(first, last, as_of: date, target_year: int, palette: Palette) -> list[dict]:
    lines = [_vertical(pd.Timestamp(target_year, 12, 31), "solid", 2, palette.gap)]
    if first <= pd.Timestamp(as_of) <= last:
        lines.append(_vertical(pd.Timestamp(as_of), "dot", 2, palette.text))
    return lines


def _vertical(x: pd.Timestamp, dash: str, width: int, colour: str) -> dict:
    line = {"color": colour, "width": width, "dash": dash}
    return {"type": "line", "x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "paper", "line": line, "layer": "below"}


def _line_names(first, last, as_of: date, today: date, target_year: int, scale: Scale, palette: Palette) -> list[dict]:
    """Names over the lines, the earlier one to its left and the later one to its right, so that they never meet."""
    deadline = pd.Timestamp(target_year, 12, 31)
    names = [(deadline, f"目标{'' if scale.narrow else '期限 '}{target_year}年底", palette.gap)]
    if first <= pd.Timestamp(as_of) <= last:
        day = f"{as_of.month}-{as_of.day}" if scale.narrow else f" {as_of}"
        names.append((pd.Timestamp(as_of), f"{'今天' if as_of == today else '截至'}{day}", palette.text))
    names.sort(key=lambda name: name[0])
    return [
        {
            "x": x,
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            # Near an edge the name turns inwards.
            "xanchor": "right"
            if (index == 0 and len(names) > 1 and (x - first).days > 400) or (last - x).days < 300
            else "left",
            "text": text,
            "showarrow": False,
            "font": {"size": scale.small, "color": colour},
        }
        for index, (x, text, colour) in enumerate(names)
    ]


def today_outside(milestones: pd.DataFrame, meta: PlanMeta, as_of: date) -> str:
    """A sentence where the as-of date lies outside the drawn years, else ""."""
    first, last = _span(milestones[milestones["end"].notna()], meta)
    if pd.Timestamp(as_of) < first:
        return f"截至日期 {as_of} 早于图中年份，图上不画线。"
    return f"截至日期 {as_of} 晚于图中年份，图上不画线。" if pd.Timestamp(as_of) > last else ""


def describe_gantt(milestones: pd.DataFrame) -> str:
    """Alt text: every carrier's milestones in words."""
    lines = []
    for (_, name), steps in milestones.groupby(["carrier_id", "name"], sort=False):
        words = "、".join(f"{step.deadline_text} {step.task.rstrip('。')}" for step in steps.itertuples())
        lines.append(f"{name}：{words}")
    return "时间轴（起点为推算）。" + "；".join(lines)
