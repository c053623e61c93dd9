"""A view on a page: its conclusion, what it measures, its picture or its rows, its notes; a click on a mark filters."""

import json
from collections.abc import Callable, Mapping
from functools import lru_cache

import streamlit as st
from plotly.utils import PlotlyJSONEncoder
from streamlit.delta_generator import DeltaGenerator

from dashboard.charts.layout import Scale
from dashboard.charts.palette import SCREEN
from dashboard.charts.text_rows import build_text_rows
from dashboard.components.chart import ChartPayload, draw_chart
from dashboard.selection import Screen, Selection
from dashboard.views import View, on_one_page, views_of

from .filters import clear_buttons, toggle
from .links import address_of, follow
from .navigation import open_page
from .tables import show_listing
from .text import literal

_OPENS = {"carrier": "carrier", "department": "departments"}
"""What a mark or a row's name may stand for, and the page that shows it."""


def screen_views(selection: Selection, screen: Screen, view_key: str, **choices: object) -> tuple[View, ...]:
    """The view ``view_key`` as ``screen`` has room for it: one; none where there is nothing to say; several for those
    that have one a file."""
    return views_of(view_key, selection, on_one_page(screen.most_rows), **choices)


def show_view(selection: Selection, screen: Screen, view_key: str, key: str, **choices: object) -> None:
    """Conclusion, subtitle, picture and notes of a view; ``choices`` as ``dashboard.views.views_of`` takes them.

    Without a picture it is a strip with its conclusion and its notes. ``key`` is the chart's own on this page.
    """
    for view in screen_views(selection, screen, view_key, **choices):
        if view.build is None:
            _empty_strip(selection, screen, view, key, choices)
        else:
            show_words(selection, screen, view)
            _picture(screen, view, key)
            if view.notes:
                st.caption(literal("".join(view.notes)))


def _empty_strip(selection: Selection, screen: Screen, view: View, key: str, choices: dict[str, object]) -> None:
    """A panel with nothing to draw is a narrow strip: why, and a button for the filter that is in the way."""

    def is_drawn(other: Selection) -> bool:
        return any(one.build for one in screen_views(other, screen, view.key, **choices))

    with st.container(border=True, gap="xxsmall"):
        st.caption(literal("。".join([view.conclusion, *view.notes])))
        with st.container(horizontal=True):
            clear_buttons(selection, is_drawn, key)


def show_panel(selection: Selection, screen: Screen, view_key: str, key: str, *, with_words: bool = True) -> None:
    """A view where there is little room: its conclusion and measure in two small lines (``with_words``: unless they
    stand elsewhere on the page), its picture; what its notes say stands on its own page."""
    for view in screen_views(selection, screen, view_key):
        if with_words:
            st.markdown(f"###### {literal(view.conclusion)}")
            st.caption(literal(view.subtitle))
        if view.build is not None:
            _picture(screen, view, key)


def show_rows(
    selection: Selection, screen: Screen, view_key: str, key: str, *, with_words: bool = True, **choices: object
) -> None:
    """Conclusion and subtitle (``with_words``: where they do not stand above already), notes and rows of a view."""
    for view in screen_views(selection, screen, view_key, **choices):
        if with_words:
            show_words(selection, screen, view)
        if view.notes:
            st.caption(literal("".join(view.notes)))
        show_listing(view, key)


def show_conclusion(selection: Selection, screen: Screen, view_key: str, **choices: object) -> None:
    """The conclusion of a view alone, for what stands elsewhere."""
    for view in screen_views(selection, screen, view_key, **choices):
        heading(selection, screen, view.conclusion)


def show_words(selection: Selection, screen: Screen, view: View) -> None:
    """The computed conclusion of ``view``, and in grey what it measures."""
    heading(selection, screen, view.conclusion)
    if view.subtitle:
        st.caption(literal(view.subtitle))


def side_by_side(screen: Screen, *shares: int) -> list[DeltaGenerator]:
    """Places for panels beside one another, as wide as their ``shares``; under one another where a picture would have
    no room for the names of its rows."""
    if len(shares) < 2 or screen.window.narrow or screen.window.middle:
        return [st.container() for _ in shares]
    return st.columns(shares, gap="medium")


def show_beside(selection: Selection, screen: Screen, show: Callable[..., None], views: Mapping[str, str]) -> None:
    """Shows ``views`` (view → key) beside one another, those that there are: no half stays empty."""
    there = {view_key: key for view_key, key in views.items() if screen_views(selection, screen, view_key)}
    for place, (view_key, key) in zip(side_by_side(screen, *[1] * len(there)), there.items(), strict=True):
        with place:
            show(selection, screen, view_key, key)


def heading(selection: Selection, screen: Screen, sentence: str) -> None:
    """The words over what follows."""
    st.subheader(literal(sentence), anchor=False)


def _picture(screen: Screen, view: View, key: str) -> None:
    """The picture of ``view``; nothing where it has none."""
    if view.build is None:
        return
    height, figure = figure_of(view, screen.scale)
    payload = ChartPayload(height=height, stretch=False, alt=view.alt, name=view.title, clicks=view.clicks)
    draw_chart(payload, figure, key, clicked)


def clicked(marks: list[str]) -> None:
    """A click on a mark of ``customdata`` [name, value, …]: opens the page, the carrier or the department that it
    names, or filters (a callback)."""
    if marks[0] in _OPENS:
        follow(address_of(_OPENS[marks[0]], marks[1]))
        return
    chosen = dict(zip(marks[::2], marks[1::2], strict=True))
    if page := chosen.get("page"):
        open_page(page)
    else:
        toggle(chosen)


@lru_cache(maxsize=128)
def figure_of(view: View, scale: Scale) -> tuple[int, str]:
    """Height in px and JSON of a view's picture, in 会议模式 of its rows in large type where it has none; made once: a
    view is the same one for the same selection."""
    figure = view.build(scale, SCREEN) if view.build else build_text_rows(view.text_lines, scale=scale)
    # Not ``to_json``: it writes a Chinese sign in six bytes, not in three.
    text = json.dumps(figure.to_dict(), cls=PlotlyJSONEncoder, ensure_ascii=False, separators=(",", ":"))
    return figure.layout.height, text
