"""The timeline: a row a carrier, a bar a milestone, a star where it brings a plaque (screens.md, 时间轴)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.meta import PlanMeta
from analytics.timeline import FUTURE, NO_YEAR, PAST

from .gantt_facts import NO_KIND, Gantt, GanttLine, GanttYear, bar_words, gantt_facts, kind_colours, span_of
from .layout import (
    ON_SCREEN,
    Scale,
    band,
    figure,
    legend,
    legend_entry,
    name_over,
    names_open,
    plain_text,
    row_axis,
    row_height,
    upright,
    wrapped,
    years_text,
)
from .palette import SCREEN, STATE_LOOKS, Palette

_DAY = 86_400_000  # Plotly measures the length of a bar on a date axis in milliseconds.
_YEAR_CHARACTERS = 9  # How many characters of small text a bar of one year holds at 1366 px.
_YEAR_CHARACTERS_ON_PHONE = 4
_GAP = "　"
_MARK_AT = 0.36
"""Where the day reported stands, in rows below the middle of a bar: at its lower edge, where no words are."""
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
    a column by whose values the rows stand in bands, each with its name under that of its first carrier. Milestones
    without a year stand hollow in a lane of their own behind the years (inputs.md row 33). A click on a bar filters by
    its year.

    With ``reported``, ``done_on`` (``dashboard.views.timeline``) the plan's bars are outlines that begin with the sign
    of their state; a mark stands at the day reported, and a thin line from the deadline to it is the slip.
    """
    facts = gantt_facts(milestones, meta, as_of, today)
    place = {carrier: index for index, carrier in enumerate(facts.carriers)}
    has_lane = len(facts.undated) > 0
    closes = facts.last + _LANE if has_lane else facts.last
    per_year = _YEAR_CHARACTERS_ON_PHONE if scale.narrow else _YEAR_CHARACTERS
    per_year *= (facts.last - facts.first) / (closes - facts.first)
    heads = milestones.drop_duplicates("carrier_id").to_dict("records")
    groups = _groups(heads, group)
    firsts = {first for _, first, _ in groups}
    rows = [_row_name(row, group if number in firsts else "", scale, palette) for number, row in enumerate(heads)]
    axis, names_over = row_axis(rows, scale, palette)
    colours = kind_colours(meta, palette)
    traces = []
    for kind, colour in colours.items():
        bars = facts.dated[facts.dated["kind"] == kind]
        if len(bars):
            name = kind or NO_KIND
            traces.append(_kind_bars(bars, name, colour, place, per_year, scale, palette))
            if meta.kinds:
                traces.append(legend_entry(name, colour, scale))
    if len(facts.starred):
        traces.append(_stars(facts.starred, place, scale, palette))
    if "reported" in milestones:
        traces += _reported_marks(facts, place, scale, palette)
    ticks = [(year.begins + (year.ends - year.begins) / 2) for year in facts.years]
    names = years_text([year.year for year in facts.years], 0, scale)
    if has_lane:
        traces.append(_undated_bars(facts.undated, facts.last, place, colours, per_year, scale, palette))
        ticks, names = [*ticks, facts.last + _LANE / 2], [*names, NO_YEAR]
    # Years and legend, which takes a second line on a phone.
    below = int((6.5 if scale.narrow else 4.5) * scale.font)
    return figure(
        traces,
        scale,
        palette,
        barmode="overlay",
        height=row_height(len(place), scale.row, scale) + int(1.8 * scale.font) + below,
        shapes=[
            *_bands(facts.years, groups, palette),
            *(
                upright(line.day, palette.gap if line.is_deadline else palette.text, dash=_dash_of(line))
                for line in facts.lines
            ),
            *([upright(facts.last, palette.muted, width=1)] if has_lane else []),
        ],
        annotations=[
            *(
                name_over(
                    line.day,
                    line.short_name if scale.narrow else line.name,
                    palette.gap if line.is_deadline else palette.text,
                    scale,
                    xanchor="right" if line.is_named_before else "left",
                )
                for line in facts.lines
            ),
            *names_over,
        ],
        xaxis={
            "type": "date",
            "range": [facts.first, closes],
            "tickvals": ticks,
            "ticktext": names,
            "showgrid": False,
            "ticks": "",
        },
        yaxis=axis | {"showgrid": False},
        meta=names_open("carrier", facts.carriers),
        # At the foot of the picture, however tall a slide stretches it.
        legend=legend(scale, palette, yref="container", y=0),
        margin={"l": 8, "r": 8, "t": int(1.8 * scale.font), "b": below, "pad": 6},
        showlegend=True,
    )


def _group_name(row: dict[str, Any], group: str) -> str:
    return row[group] if isinstance(row[group], str) else "、".join(row[group])


def _groups(heads: list[dict[str, Any]], group: str) -> list[tuple[str, int, int]]:
    """(name, first row, last row) of each run of rows with the same value of ``group``; none where it is ""."""
    found: list[tuple[str, int, int]] = []
    for number, row in enumerate(heads if group else []):
        name = _group_name(row, group)
        if found and found[-1][0] == name:
            found[-1] = (name, found[-1][1], number)
        else:
            found.append((name, number, number))
    return found


def _bands(years: Iterable[GanttYear], groups: list[tuple[str, int, int]], palette: Palette) -> list[dict]:
    """Every second year on a band; where rows are grouped every second group, and years have lines only."""
    if not groups:
        return [band(year.begins, year.ends, palette.band) for year in years if year.has_band]
    return [
        *(
            band(0, 1, palette.band, xref="paper", y0=first - 0.5, y1=last + 0.5, yref="y")
            for _, first, last in groups[::2]
        ),
        *(upright(year.begins, palette.grid, width=1) for year in years),
    ]


def _dash_of(line: GanttLine) -> str:
    return "solid" if line.is_deadline else "dot"


def _stars(starred: pd.DataFrame, place: dict[str, int], scale: Scale, palette: Palette) -> go.Scatter:
    return go.Scatter(
        name="争取牌子",
        mode="markers",
        x=list(starred["end"]),
        y=[place[carrier] for carrier in starred["carrier_id"]],
        marker={
            "symbol": "star",
            "size": scale.mark,
            "color": palette.sought,
            "line": {"width": 1, "color": palette.text},
        },
        customdata=[["year", int(year)] for year in starred["deadline_year"]],
        hovertext=[_hover(row) for row in starred.itertuples()],
        hoverinfo="text",
        showlegend=True,
    )


def _reported_marks(facts: Gantt, place: dict[str, int], scale: Scale, palette: Palette) -> list[go.Scatter]:
    """A mark at the day on which each milestone was reported done, at the edge for days before or after all that is
    drawn, and its slip from the deadline to there."""
    done = facts.dated[facts.dated["done_on"].notna()]
    done = done.assign(done_on=done["done_on"].clip(facts.first, facts.last))
    below = 0.24 if scale.narrow else _MARK_AT
    late = done[done["done_on"] > done["end"]]
    slips = go.Scatter(
        name="晚于期限",
        mode="lines",
        x=[day for row in late.itertuples() for day in (row.end, row.done_on, None)],
        y=[level for carrier in late["carrier_id"] for level in (place[carrier] + below, place[carrier] + below, None)],
        line={"width": 2, "color": palette.text},
        hoverinfo="skip",
        showlegend=len(late) > 0,
    )
    marks = []
    for state in dict.fromkeys(done["reported"]):
        look, rows = STATE_LOOKS[state], done[done["reported"] == state]
        marks.append(
            go.Scatter(
                name=f"{state}（实际日期）",
                mode="markers",
                x=list(rows["done_on"]),
                y=[place[carrier] + below for carrier in rows["carrier_id"]],
                cliponaxis=False,
                marker={
                    "symbol": look.symbol,
                    "size": scale.mark * 0.7,
                    "color": look.colours(palette)[0],
                    "line": {"width": 1.5, "color": palette.text},
                },
                customdata=[["year", int(year)] for year in rows["deadline_year"]],
                hovertext=[_hover(row) for row in rows.itertuples()],
                hoverinfo="text",
            )
        )
    return [slips, *marks]


def _row_name(row: dict[str, Any], group: str, scale: Scale, palette: Palette) -> str:
    name = wrapped(row["name"], 14, 2)
    if not group:
        return name
    value = _group_name(row, group)
    # A long name already takes two lines: the group then stands behind it.
    gap = "<br>" if len(row["name"]) <= 14 else " "
    return f'{name}{gap}<span style="font-size:{scale.small - 2}px;color:{palette.muted}">{plain_text(value)}</span>'


def _kind_bars(
    bars: pd.DataFrame,
    name: str,
    colour: str,
    place: dict[str, int],
    per_year: float,
    scale: Scale,
    palette: Palette,
) -> go.Bar:
    is_outline = "reported" in bars
    states = [FUTURE if is_outline else state for state in bars["state"]]
    days = [(row.end - row.start).days + 1 for row in bars.itertuples()]
    return go.Bar(
        name=name,
        showlegend=False,
        orientation="h",
        base=list(bars["start"]),
        x=[length * _DAY for length in days],
        y=[place[carrier] for carrier in bars["carrier_id"]],
        width=0.4 if scale.narrow else 0.62,
        marker={
            "color": palette.page
            if is_outline
            else [palette.past_fill if state == PAST else colour for state in states],
            "opacity": [0.45 if state == FUTURE and not is_outline else 1 for state in states],
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
    place: dict[str, int],
    kind_colour: dict[str, str],
    per_year: float,
    scale: Scale,
    palette: Palette,
) -> go.Bar:
    """Hollow bars side by side in the lane that ``opens`` behind the years: their place in it means nothing."""
    beside = undated.groupby("carrier_id")["step"]
    lengths = [_LANE / count for count in beside.transform("size")]
    bases = [opens + index * length for index, length in zip(beside.cumcount(), lengths, strict=True)]
    return go.Bar(
        name=NO_YEAR,
        showlegend=False,
        orientation="h",
        # A little apart from the line and from each other.
        base=[base + length * 0.04 for base, length in zip(bases, lengths, strict=True)],
        x=[int(length * 0.92 / pd.Timedelta(milliseconds=1)) for length in lengths],
        y=[place[carrier] for carrier in undated["carrier_id"]],
        width=0.4 if scale.narrow else 0.62,
        marker={
            "color": palette.page,
            "line": {"width": 2.5, "color": [kind_colour[kind] for kind in undated["kind"]]},
        },
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


def _bar_text(row: Any, days: int, per_year: float) -> str:
    """What fits on a bar so many ``days`` long; a year holds ``per_year`` characters of small text."""
    most = int(days / 365 * per_year)
    if hasattr(row, "reported"):
        words = bar_words(row, most - 2) if most > 4 and per_year >= _YEAR_CHARACTERS / 2 else ""
        return STATE_LOOKS[row.reported].sign + plain_text(words)
    if most < 3 or per_year < _YEAR_CHARACTERS / 2:
        # One character says nothing: the hover and the table have the words.
        return plain_text(row.kind[: most - 1]) if most > 2 else ""
    return plain_text(bar_words(row, most))


def _hover(row: Any) -> str:
    plaques = f"<br>★ {plain_text(row.plaques)}" if row.plaques else ""
    deadline = plain_text(row.deadline_text) or "未填"
    told = f"<br>填报：{plain_text(row.told)}" if hasattr(row, "told") else ""
    start = "" if pd.isna(row.start) else f"<br>起点由上一节点推算：{row.start:%Y-%m-%d}"
    return (
        f"<b>{plain_text(row.name)}</b>（{row.carrier_id} 第{row.step}个节点）<br>{wrapped(row.task, 28, 5)}"
        f"<br>期限：{deadline} · {row.state} · {plain_text('、'.join(row.kinds)) or NO_KIND}{plaques}"
        f"{told}<br>牵头：{plain_text('、'.join(row.leads))}{start}"
    )


def today_outside(milestones: pd.DataFrame, meta: PlanMeta, as_of: date) -> str:
    """A sentence where the as-of date lies outside the drawn years, else ""."""
    first, last = span_of(milestones, meta)
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
