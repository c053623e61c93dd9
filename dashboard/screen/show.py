"""A view on a page: its conclusion, what it measures, its picture or its rows, its notes; a click on a mark filters."""

import json
from functools import lru_cache

import plotly.graph_objects as go
import streamlit as st
from plotly.utils import PlotlyJSONEncoder

from analytics.filters import filter_words
from dashboard.charts.layout import Scale
from dashboard.charts.palette import SCREEN
from dashboard.charts.text_rows import build_text_rows, describe_rows
from dashboard.components.chart import ChartPayload, draw_chart
from dashboard.selection import Screen, Selection
from dashboard.views import View, on_one_page, views_of

from .filters import clear_buttons, toggle
from .links import address_of, follow
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

    Without a picture it is a strip with its conclusion and its notes, in 会议模式 its rows in large type. ``key`` is
    the chart's own on this page.
    """
    for view in screen_views(selection, screen, view_key, **choices):
        if view.build is None and not screen.in_meeting:
            _empty_strip(selection, screen, view, key, choices)
        else:
            show_words(selection, screen, view)
            _picture(screen, view, key)


def _empty_strip(selection: Selection, screen: Screen, view: View, key: str, choices: dict[str, object]) -> None:
    """A panel with nothing to draw is a narrow strip: why, and a button for the filter that is in the way."""

    def is_drawn(other: Selection) -> bool:
        return any(one.build for one in screen_views(other, screen, view.key, **choices))

    with st.container(border=True, gap="xxsmall"):
        st.caption(literal("。".join([view.conclusion, *view.notes])))
        with st.container(horizontal=True):
            clear_buttons(selection, is_drawn, key)


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
    if view.subtitle and not screen.in_meeting:  # A slide needs the height for its picture.
        st.caption(literal(view.subtitle))


def heading(selection: Selection, screen: Screen, sentence: str) -> None:
    """The words over what follows; large in the meeting, with whose they are where a filter is on."""
    if screen.in_meeting:
        chosen = literal(filter_words(selection.filters))
        st.title(literal(sentence) + (f"　:small[:small[{chosen}]]" if chosen else ""), anchor=False)
    else:
        st.subheader(literal(sentence), anchor=False)


def _picture(screen: Screen, view: View, key: str) -> None:
    as_text = view.build is None and screen.in_meeting and bool(view.text_lines)
    if view.build is None and not as_text:
        return
    height, figure = _text_figure(view, screen.scale) if as_text else _figure(view, screen.scale)
    payload = ChartPayload(
        height=height,
        stretch=screen.in_meeting,
        alt=f"{view.conclusion}。{describe_rows(view.text_lines)}" if as_text else view.alt,
        name=view.title,
        clicks=view.clicks and not as_text,
    )
    draw_chart(payload, figure, key, _clicked)
    if view.notes and not as_text:
        st.caption(literal("".join(view.notes)))


def _clicked(mark: list[str]) -> None:
    """What a click on a mark does: it opens a carrier or a department, or filters by its (name, value, …)."""
    if mark[0] in _OPENS:
        follow(address_of(_OPENS[mark[0]], mark[1]))
    else:
        toggle(dict(zip(mark[::2], mark[1::2], strict=True)))


@lru_cache(maxsize=128)
def _figure(view: View, scale: Scale) -> tuple[int, str]:
    """Height in px and JSON of a view's picture, made once: a view is the same one for the same selection."""
    return _as_json(view.build(scale, SCREEN))


@lru_cache(maxsize=16)
def _text_figure(view: View, scale: Scale) -> tuple[int, str]:
    return _as_json(build_text_rows(view.text_lines, scale=scale))


def _as_json(figure: go.Figure) -> tuple[int, str]:
    # Not ``to_json``: it writes a Chinese sign in six bytes, not in three.
    text = json.dumps(figure.to_dict(), cls=PlotlyJSONEncoder, ensure_ascii=False, separators=(",", ":"))
    return figure.layout.height, text
