"""A chart on a page: conclusion, picture, alt text, click → filter."""

import json
from dataclasses import dataclass
from functools import cached_property

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from plotly.utils import PlotlyJSONEncoder

from analytics.filters import filter_words
from dashboard.components.chart import ChartPayload, draw_chart

from .filters import toggle
from .text import literal
from .view import View


@dataclass(frozen=True)
class Picture:
    """A chart with its words: ``sentence``, the conclusion over it; ``figure``, None where there is nothing to draw;
    ``alt``, what it says in words; ``name``, the file name of its picture; ``clicks``, whether a mark filters;
    ``note``, what stands under it: what it leaves out, what its signs mean."""

    sentence: str
    figure: go.Figure | None = None
    alt: str = ""
    name: str = ""
    clicks: bool = True
    note: str = ""

    @cached_property
    def text(self) -> str:
        """The figure as JSON, made once. Not ``to_json``: it writes a Chinese sign in six bytes, not in three."""
        return json.dumps(self.figure.to_dict(), cls=PlotlyJSONEncoder, ensure_ascii=False, separators=(",", ":"))


def conclusion(view: View, sentence: str) -> None:
    """The computed conclusion over a chart; large in the meeting room, with whose it is where a filter is on."""
    if view.in_meeting:
        chosen = literal(filter_words(view.filters))
        st.title(literal(sentence) + (f"　:small[:small[{chosen}]]" if chosen else ""), anchor=False)
    else:
        st.subheader(literal(sentence), anchor=False)


def show_picture(view: View, picture: Picture, key: str) -> None:
    """Draws ``picture`` under its conclusion.

    With ``clicks`` a mark filters everywhere by its ``customdata`` [name, value, …] and a second click releases.
    """
    conclusion(view, picture.sentence)
    if picture.figure is None:
        return
    payload = ChartPayload(
        height=picture.figure.layout.height,
        stretch=view.in_meeting,
        alt=picture.alt,
        name=picture.name,
        clicks=picture.clicks,
    )
    draw_chart(payload, picture.text, key, lambda chosen: toggle(_pairs(chosen)))
    if picture.note:
        st.caption(literal(picture.note))


def first_rows(view: View, table: pd.DataFrame, column: str) -> tuple[pd.DataFrame, str]:
    """The rows of ``table`` with the first values of ``column`` that a chart has room for, and what is left out."""
    names = list(dict.fromkeys(table[column]))
    if len(names) <= view.most_rows:
        return table, ""
    kept = table[table[column].isin(names[: view.most_rows])].reset_index(drop=True)
    return kept, f"共 {len(names)} 行，图上只画前 {view.most_rows} 行，其余见表。"


def _pairs(chosen: list[str]) -> dict[str, str]:
    """``customdata`` [name, value, …] → what a click filters by."""
    return dict(zip(chosen[::2], chosen[1::2], strict=True))
