"""The charts of the brief as JSON, to be drawn by draw.js in the colours of the reader's theme."""

import json

from dashboard.charts.layout import ON_SCREEN, chart_config
from dashboard.charts.palette import DARK, LIGHT, SCREEN
from dashboard.views import View

WIDTH = 1046
"""Width of a chart in px: what A4 landscape leaves between its margins, so that paper and screen show the same."""

_NARROWEST = {"gantt": 900, "matrix": 860, "tasks": 620}
_NARROW = 440
"""Least width in px on a narrow screen, where the chart then scrolls: of those with many columns, and of others."""


def charts_json(views: tuple[View, ...]) -> str:
    """The figures, where each stands and how wide it may be; a text in them cannot end the script that holds them."""
    charts = []
    for number, view in enumerate(views, start=1):
        if view.build:
            figure = view.build(ON_SCREEN, SCREEN)
            charts.append(
                {
                    "place": f"chart-{number}",
                    "narrowest": _NARROWEST.get(view.key, _NARROW),
                    "hatched": _hatched(figure),
                    "figure": figure.to_json(),
                    "config": chart_config(view.title),
                }
            )
    return _script_json({"width": WIDTH, "list": charts})


def palettes_json() -> str:
    """What stands for each colour slot, in the light and in the dark theme."""
    palettes = {"light": LIGHT, "dark": DARK}
    return _script_json(
        {name: dict(zip(SCREEN.slots, palette.slots, strict=True)) for name, palette in palettes.items()}
    )


def _script_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")


def _hatched(figure) -> list[int]:
    """Takes the patterns off the bars and says which series had one: a browser prints patterns as pixels, so that
    the page draws them as lines."""
    hatched = [index for index, trace in enumerate(figure.data) if trace.type == "bar" and trace.marker.pattern.shape]
    for index in hatched:
        figure.data[index].marker.pattern = None
    return hatched
