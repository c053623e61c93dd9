"""A chart on a page: conclusion, picture, alt text, click → filter."""

import plotly.graph_objects as go
import streamlit as st

from dashboard.charts.style import chart_config

from .filters import toggle
from .text import literal
from .view import View


def conclusion(view: View, sentence: str) -> None:
    """The computed conclusion over a chart; large in the meeting room."""
    if view.screen:
        st.title(literal(sentence), anchor=False)
    else:
        st.subheader(literal(sentence), anchor=False)


def show_chart(view: View, figure: go.Figure, key: str, alt: str, name: str, clicks: bool = True) -> None:
    """Draws ``figure``; ``alt`` is what it says in words, ``name`` the file name of its picture.

    With ``clicks`` a mark filters everywhere by its ``customdata`` [name, value, …] and a second click releases.
    """
    config = chart_config(name)
    if view.screen:
        figure.update_layout(height=view.screen.chart_height)
    if not clicks:
        st.plotly_chart(figure, key=key, alt=alt, config=config)
        return
    st.plotly_chart(
        figure,
        key=key,
        alt=alt,
        config=config,
        on_select=lambda: _clicked(key),
        selection_mode="points",
    )


def _clicked(key: str) -> None:
    """Filters by the clicked mark. A second click on a figure that the filter did not change arrives as an empty
    selection: then what this chart filtered by last is released."""
    last = f"_clicked_{key}"
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
