"""What charts are laid out of: sizes for screen and meeting, figure, axes, bands, lines, legend, texts."""

import html
import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import plotly.graph_objects as go
import plotly.io as pio

from analytics.columns import BLANK_DEPARTMENT

from .palette import SCREEN, Palette

FONT = '"Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", sans-serif'


@dataclass(frozen=True)
class Scale:
    """Sizes in px: text, small text, a row of a bar chart, a mark.

    ``fewest`` rows have their room even where a chart has fewer, so that a single bar is no wall; ``narrow`` is a
    phone's width, where the names of rows stand over them and years are two digits; ``tiles`` stand in a row.
    """

    font: int
    small: int
    row: int
    mark: int
    fewest: int = 2
    narrow: bool = False
    tiles: int = 6


_BESIDE_NAMES = 6  # Px that Plotly keeps free beside the names of an axis, besides ``margin.pad``.
_LINE = 1.5  # Height of a line in heights of its type: that of the tallest of our typefaces.
_PALE = 0.25
_TAG = re.compile(r"<[^>]+>")

MOST_ROWS = 60
"""Beyond this many rows a chart with a row a carrier is a wall: it sums up, or shows the first ones and says so."""
_MOST_ROWS_IN_MEETING = 24
_NO_ROWS_IN_MEETING = 8 + 11  # Axis and legend of a slide, and its words and edges, in heights of its type.
_LOWEST_ROW = 14  # Px of a row that holds a text of 12.

ON_SCREEN = Scale(font=14, small=13, row=38, mark=15)
ON_PHONE = Scale(font=13, small=12, row=50, mark=14, narrow=True, tiles=2)
_SMALLEST = 12  # Px, of any text on any screen (screens.md).
IN_MEETING = Scale(font=24, small=22, row=64, mark=26, fewest=5)


def meeting_scale(width: int, height: int) -> Scale:
    """Sizes for a window in px: ``IN_MEETING`` at 1920 × 1080, growing with the screen, never under 12 px."""
    factor = max(_SMALLEST / IN_MEETING.small, min(width / 1920, height / 1080))
    sizes = {name: round(getattr(IN_MEETING, name) * factor) for name in ("font", "small", "row", "mark")}
    return replace(IN_MEETING, **sizes)


def most_rows_on_slide(height: int, scale: Scale) -> int:
    """The rows that a slide in a window ``height`` px high holds, however small their type."""
    return min(_MOST_ROWS_IN_MEETING, int((height - _NO_ROWS_IN_MEETING * scale.font) / _LOWEST_ROW))


def plain_text(text: object) -> str:
    """``text`` shown as it is: Plotly reads some HTML tags, and the theme replaces colour slots, in any string."""
    return html.escape(str(text), quote=False).replace("#", "&#35;")


def wrapped(text: str, width: int, most: int = 3) -> str:
    """``text`` in lines of at most ``width`` characters, literal; cut with … after ``most`` lines."""
    lines = [text[start : start + width] for start in range(0, len(text), width)] or [""]
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1][: width - 1] + "…"]
    return "<br>".join(plain_text(line) for line in lines)


def years_text(years: Iterable[int], bold: int, scale: Scale) -> list[str]:
    """Names of ``years`` for an axis, the year ``bold`` stands out: ``2024年``, ``24年`` on a phone."""
    names = [f"{year % 100:02d}年" if scale.narrow else f"{year}年" for year in years]
    return [f"<b>{name}</b>" if year == bold else name for year, name in zip(years, names, strict=True)]


def text_at(x: object, y: object, words: str, size: float, colour: str, **place: object) -> dict:
    """``words`` (literal) at a place of the chart, ``size`` px high; ``place`` as Plotly has it: anchors, shifts."""
    return {"x": x, "y": y, "text": words, "showarrow": False, "font": {"size": size, "color": colour}} | place


def band(x0: object, x1: object, colour: str, *, y0: float = 0, y1: float = 1, **place: object) -> dict:
    """A rectangle under the marks, as high as the chart unless ``place`` says what ``y0`` and ``y1`` count."""
    corners = {"x0": x0, "x1": x1, "y0": y0, "y1": y1, "yref": "paper"}
    return {"type": "rect", "fillcolor": colour, "line": {"width": 0}, "layer": "below"} | corners | place


def upright(x: object, colour: str, *, dash: str = "solid", width: float = 2) -> dict:
    """A line from the foot of the chart to its top, under the marks."""
    line = {"color": colour, "width": width, "dash": dash}
    return {"type": "line", "x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "paper", "line": line, "layer": "below"}


def name_over(x: object, words: str, colour: str, scale: Scale, **place: object) -> dict:
    """The name of a line, over the chart where the line ends."""
    return text_at(x, 1, words, scale.small, colour, yref="paper", yanchor="bottom", **place)


def legend(scale: Scale, palette: Palette, **place: object) -> dict:
    """A legend in one line, over the chart unless ``place`` says otherwise; a click on it does nothing."""
    font = {"size": scale.small, "color": palette.text}
    base = {"orientation": "h", "x": 0, "y": 1.0, "yanchor": "bottom", "itemclick": False, "itemdoubleclick": False}
    return base | {"font": font} | place


def row_height(count: int, row: float, scale: Scale) -> int:
    """Height in px of ``count`` rows of ``row`` px, of ``scale.fewest`` where there are fewer."""
    return int(max(scale.fewest, count) * row)


def row_axis(names: list[str], scale: Scale, palette: Palette) -> tuple[dict, list[dict]]:
    """The vertical axis of a chart with a row for each of ``names`` (literal), the first one on top, and annotations:
    on a phone the names stand over their rows, or they would leave no room for the marks."""
    spare = max(0, scale.fewest - len(names)) / 2
    axis = {
        "tickvals": list(range(len(names))),
        "ticktext": names,
        "range": [len(names) - 0.5 + spare, -0.5 - spare - (0.2 if scale.narrow else 0)],
    }
    if not scale.narrow:
        return axis, []
    over = [
        text_at(
            0,
            index,
            name.replace("<br>", ""),
            scale.small,
            palette.text,
            xref="paper",
            xanchor="left",
            yshift=round(scale.row * 0.5),
            name="row",  # By which the browser knows it.
        )
        for index, name in enumerate(names)
    ]
    return axis | {"showticklabels": False}, over


def names_open(what: str, names: Iterable[str]) -> dict:
    """``meta`` of a figure whose rows' names open what they name, from the top: ``what`` is ``carrier`` (``names`` are
    then carrier_ids) or ``department``; a blank is no department."""
    return {"rows": [None if name == BLANK_DEPARTMENT else [what, name] for name in names]}


def figure(
    traces: list[go.Bar | go.Scatter], scale: Scale = ON_SCREEN, palette: Palette = SCREEN, **layout: object
) -> go.Figure:
    """A figure in the common style: fixed axes, no template inside, hover in the chart's own font."""
    axis = {
        "fixedrange": True,
        "automargin": True,
        "tickfont": {"size": scale.small, "color": palette.text},
        "gridcolor": palette.grid,
        "zeroline": False,
    }
    base = {
        "template": pio.templates["none"],
        "font": {"family": FONT, "size": scale.font, "color": palette.text},
        "paper_bgcolor": palette.page,
        "plot_bgcolor": palette.page,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8, "pad": 4},
        "dragmode": False,
        "hoverlabel": {
            "font": {"family": FONT, "size": scale.font, "color": palette.text},
            "bgcolor": palette.page,
            "bordercolor": palette.muted,
            "align": "left",
        },
        "legend": legend(scale, palette),
    }
    for key in ("xaxis", "yaxis"):
        base[key] = axis | layout.pop(key, {})
    layout = base | layout
    layout["margin"] = layout["margin"] | _room_for_names(layout, scale)
    # Plotly would check every name and value at every change, half of what a figure costs (docs/speed.md): tests do.
    return go.Figure(data=traces, layout=layout, _validate=False)


def _room_for_names(layout: dict, scale: Scale) -> dict[str, int]:
    """The margins of ``layout``, in px, where names of an axis stand in them.

    Plotly's own ``automargin`` finds their room by drawing the whole chart a second time, up to half of the browser's
    time for it (docs/speed.md). It stays on below and above, where names may turn.
    """
    beside = layout["margin"].get("pad", 0) + _BESIDE_NAMES
    room = {}
    across, up = layout["xaxis"], layout["yaxis"]
    if across.get("visible", True):
        lines = max((name.count("<br>") + 1 for name in across.get("ticktext", ())), default=1)
        side = "t" if across.get("side") == "top" else "b"
        room[side] = max(layout["margin"][side], beside + math.ceil(lines * _LINE * scale.small))
    if up.get("visible", True) and up.get("showticklabels", True) and "ticktext" in up:
        up["automargin"] = False
        room["l"] = beside + math.ceil(max(map(text_width, up["ticktext"]), default=0) * scale.small)
    return room


def text_width(name: str) -> float:
    """The most that the widest line of ``name`` takes in any of our typefaces, in heights of its type."""
    lines = [html.unescape(_TAG.sub("", line)) for line in name.split("<br>")]
    return max(sum(map(_sign_width, line)) for line in lines)


def _sign_width(sign: str) -> float:
    if unicodedata.east_asian_width(sign) in "WFA" or sign in "MWmw@%":
        return 1
    return 0.8 if sign.isupper() else 0.65


def pale_others(drawn: go.Figure, chosen: Mapping[str, Iterable[object]], palette: Palette) -> go.Figure:
    """``drawn`` with every mark pale that a click would not find among the ``chosen`` values of its filters (name →
    values), so that a part stays in its whole; marks that nothing is filtered by stay. A line is pale as a whole; where
    the words are the mark (an invisible one under them), they are."""
    texts = {name: set(map(str, values)) for name, values in chosen.items()}
    for trace in drawn.data:
        if trace.customdata is not None:
            marks = [dict(zip(mark[::2], mark[1::2], strict=True)) for mark in trace.customdata]
            shown = [all(str(mark[name]) in values for name, values in texts.items() if name in mark) for mark in marks]
            mode = trace.mode if trace.type == "scatter" else ""
            if mode == "markers+text" and isinstance(trace.marker.opacity, float):
                trace.textfont.color = [palette.text if is_shown else palette.muted for is_shown in shown]
            elif "lines" in mode:
                trace.opacity = 1 if any(shown) else _PALE
            else:
                trace.marker.opacity = [1 if is_shown else _PALE for is_shown in shown]
    return drawn


def legend_entry(name: str, colour: str, scale: Scale) -> go.Scatter:
    """A legend entry of its own: that of bars would show the colour of their first one, be it grey or past."""
    marker = {"symbol": "square", "size": scale.small, "color": colour}
    return go.Scatter(name=plain_text(name), mode="markers", x=[None], y=[None], marker=marker, hoverinfo="skip")


MODEBAR_CHINESE = {
    "Download plot as a PNG": "下载图片（PNG）",
    "Download plot as a png": "下载图片（PNG）",
    "Download plot": "下载图片",
    "Toggle Spike Lines": "坐标线",
    "Reset axes": "还原",
    "Autoscale": "自动缩放",
    "Zoom in": "放大",
    "Zoom out": "缩小",
    "Pan": "平移",
    "Zoom": "缩放",
    "Taking snapshot - this may take a few seconds": "正在生成图片，请稍候",
    "Snapshot succeeded": "图片已生成",
    "Sorry, there was a problem downloading your snapshot!": "图片没有生成，请再试一次",
}


def chart_config(name: str) -> dict:
    """Plotly's configuration: toolbar in Chinese with only PNG at 2×, file named ``name``."""
    return {
        "locale": "zh-CN",
        "locales": {"zh-CN": {"dictionary": MODEBAR_CHINESE, "format": {}}},
        "displaylogo": False,
        "displayModeBar": "hover",
        "doubleClick": False,
        "modeBarButtonsToRemove": [
            "zoom2d",
            "pan2d",
            "select2d",
            "lasso2d",
            "zoomIn2d",
            "zoomOut2d",
            "autoScale2d",
            "resetScale2d",
        ],
        "toImageButtonOptions": {"filename": name, "scale": 2, "format": "png"},
    }
