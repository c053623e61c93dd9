"""The first screen of 总览: verdicts, key figures, targets beside areas, the years in one strip."""

from dataclasses import replace

import streamlit as st

from analytics.contents import contents_of
from analytics.targets import COVERED, GAP, NO_DATA
from dashboard.selection import Screen, Selection

from .show import screen_views, show_panel, side_by_side
from .text import literal

_COLOURS = {GAP: "red", COVERED: "green", NO_DATA: "gray"}
_BESIDE = (59, 40)
"""Targets and areas, side by side where there is room."""
_ROW = 27
"""Height in px of a row of the two: all of the first screen stands above the fold at 1366×768."""


def first_screen(selection: Selection, screen: Screen) -> None:
    """Are the targets met, what is next, where is the area: all answered without scrolling at 1366×768."""
    with st.container(gap="xsmall"):
        _verdicts(selection, screen)
        show_panel(selection, screen, "overview", "overview_tiles", with_words=False)
        is_wide = not (screen.window.narrow or screen.window.middle)
        low = replace(screen, scale=replace(screen.scale, row=_ROW)) if is_wide else screen
        panels = [
            ("targets", replace(low, scale=replace(low.scale, row=_ROW + 8)), _BESIDE[0]),
            ("area", low, _BESIDE[1]),
        ]
        panels = [panel for panel in panels if screen_views(selection, panel[1], panel[0])]
        panels = panels or [("matrix", screen, 1)] * contents_of(selection.whole).plaques
        places = side_by_side(screen, *(share for *_, share in panels))
        for place, (view_key, drawn, _) in zip(places, panels, strict=True):
            with place, st.container(gap=None):
                show_panel(selection, drawn, view_key, f"overview_{view_key}")
        with st.container(gap=None):
            show_panel(selection, screen, "strip", "overview_strip")


def _verdicts(selection: Selection, screen: Screen) -> None:
    """The verdicts on the targets as badges, worst first."""
    for view in screen_views(selection, screen, "verdicts"):
        badges = [
            f":{_COLOURS.get(verdict, 'orange')}-badge[{literal(words)}]"
            for verdict, (words,) in zip(view.table["verdict"], view.rows, strict=True)
        ]
        st.markdown(" ".join(badges))
