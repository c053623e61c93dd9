"""A Plotly figure as the browser draws it: chart.js, with plotly.js of the index page."""

import json
from collections.abc import Callable
from typing import TypedDict

import streamlit as st

from .. import component_key, own_component

_mount = own_component("chart")


class ChartPayload(TypedDict):
    """What the browser is given beside the figure: ``height`` in px; whether it may ``stretch`` to the room there is;
    ``alt``, the figure in words; ``name``, the file name of its picture; ``clicks``, whether a mark can be clicked."""

    height: int
    stretch: bool
    alt: str
    name: str
    clicks: bool


def draw_chart(payload: ChartPayload, figure: str, key: str, clicked: Callable[[list[str]], None]) -> None:
    """Draws ``figure`` (JSON, with the colour slots of dashboard/charts/palette.py); ``clicked`` is called with the
    ``customdata`` of a mark."""
    key = component_key(key)
    _mount(
        key=key,
        data=f"{json.dumps(payload, ensure_ascii=False)}\n{figure}".encode(),
        height="stretch" if payload["stretch"] else "content",
        on_clicked_change=lambda: clicked(st.session_state[key].clicked),
    )
