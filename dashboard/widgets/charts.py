"""A chart on a page: conclusion, picture, alt text, click → filter."""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard.charts.style import chart_config

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


def conclusion(view: View, sentence: str) -> None:
    """The computed conclusion over a chart; large in the meeting room."""
    if view.in_meeting:
        st.title(literal(sentence), anchor=False)
    else:
        st.subheader(literal(sentence), anchor=False)


def show_picture(view: View, picture: Picture, key: str) -> None:
    """Draws ``picture`` under its conclusion.

    With ``clicks`` a mark filters everywhere by its ``customdata`` [name, value, …] and a second click releases.
    """
    conclusion(view, picture.sentence)
    if picture.figure is None:
        return
    chart = key
    if view.window.redraws:
        key = f"{key}_{view.window.redraws}"
    settings = {
        "key": key,
        "alt": picture.alt,
        "config": chart_config(picture.name),
        "height": "stretch" if view.in_meeting else "content",
    }
    if picture.clicks:
        settings |= {"on_select": lambda: _clicked(key, chart), "selection_mode": "points"}
    st.plotly_chart(picture.figure, **settings)
    if picture.note:
        st.caption(literal(picture.note))


def first_rows(view: View, table: pd.DataFrame, column: str) -> tuple[pd.DataFrame, str]:
    """The rows of ``table`` with the first values of ``column`` that a chart has room for, and what is left out."""
    names = list(dict.fromkeys(table[column]))
    if len(names) <= view.most_rows:
        return table, ""
    kept = table[table[column].isin(names[: view.most_rows])].reset_index(drop=True)
    return kept, f"共 {len(names)} 行，图上只画前 {view.most_rows} 行，其余见表。"


def _clicked(key: str, chart: str) -> None:
    """Filters by the clicked mark. A second click on a figure that the filter did not change arrives as an empty
    selection: then what this chart filtered by last is released."""
    last = f"_clicked_{chart}"
    points = st.session_state[key].selection.points
    if points and (pairs := points[0].get("customdata")):
        chosen = dict(zip(pairs[::2], pairs[1::2], strict=True))
        toggle(chosen)
        st.session_state[last] = chosen
    elif chosen := st.session_state.pop(last, None):
        active = {
            name: value
            for name, value in chosen.items()
            if [str(v) for v in st.session_state.get(name, ())] == [str(value)]
        }
        if active:
            toggle(active)
