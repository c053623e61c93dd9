"""A slide of 会议模式 as the browser draws it, as high as the window: slide.js around a chart of chart.js."""

import json
from collections.abc import Callable
from typing import TypedDict

import streamlit as st

from .. import own_component
from ..chart import ChartPayload

_mount = own_component("slide")


class SlidePayload(TypedDict):
    """The words around the picture, all literal: ``kicker`` and ``aside`` over the ``conclusion``, ``notes`` and
    ``source`` under the picture; ``keys``, what each key does, shown on ``?``."""

    kicker: str
    aside: str
    conclusion: str
    notes: str
    source: str
    keys: list[tuple[str, str]]


def draw_slide(
    words: SlidePayload, payload: ChartPayload, figure: str, key: str, clicked: Callable[[list[str]], None]
) -> None:
    """Draws ``figure`` (JSON) with ``words`` around it; ``clicked`` is called with the ``customdata`` of a mark."""
    lines = [json.dumps(part, ensure_ascii=False) for part in (words, payload)]
    _mount(
        key=key,
        data="\n".join([*lines, figure]).encode(),
        on_clicked_change=lambda: clicked(st.session_state[key].clicked),
    )
