"""What a page lets choose beside the filters: dimension, measure, order, year. Each stands in the address."""

from collections.abc import Mapping
from typing import TypeVar

import streamlit as st

from analytics.contents import contents_of
from dashboard.selection import Screen, Selection
from dashboard.views import MEASURES, ORDERS, board_year, dimensions_of

from .show import screen_views

Option = TypeVar("Option", str, int)

MOST_ON_BOARD = 6
"""Rows of the year board, which stands beside a chart."""


def choose(label: str, options: Mapping[Option, str], key: str, default: Option) -> Option:
    """One of ``options`` (value → name on screen), as buttons in a row; nothing to choose from gives the ``default``.

    The address holds the choice under ``key`` where it is not ``default``; it is kept while other pages are looked at.
    """
    if len(options) < 2:
        return default
    by_text = {str(option): option for option in options}
    kept = f"_kept_{key}"
    wanted = st.query_params.get(key) or st.session_state.get(kept, "")
    chosen = by_text.get(wanted, default)
    st.session_state[key] = chosen
    _keep(key, chosen, default)
    return st.segmented_control(
        label,
        list(options),
        required=True,
        format_func=options.get,
        key=key,
        on_change=lambda: _keep(key, st.session_state[key], default),
        label_visibility="collapsed",
        wrap=True,
    )


def _keep(key: str, chosen: object, default: object) -> None:
    if chosen == default:
        st.query_params.pop(key, None)
        st.session_state.pop(f"_kept_{key}", None)
    elif st.query_params.get(key) != str(chosen):
        st.query_params[key] = str(chosen)
    if chosen != default:
        st.session_state[f"_kept_{key}"] = str(chosen)


def area_choices(selection: Selection) -> dict[str, str]:
    """By what 产业面积 is shown, and what of it."""
    dimensions = dimensions_of(selection.whole)
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        by = choose("按", dimensions, "area_by", next(iter(dimensions)))
        measure = choose("看", MEASURES, "area_measure", "area")
    return {"by": by, "measure": measure}


def order_choice(selection: Selection, screen: Screen) -> str:
    """How the rows of the Gantt are grouped and sorted; nothing to choose where it has one row, or sums them up."""
    (view,) = screen_views(selection, screen, "gantt")
    if view.picture != "gantt" or view.table["carrier_id"].nunique() == 1:
        return ""
    has = contents_of(selection.whole)
    there = {"leads": has.leads, "industry": has.industries, "reported": selection.has_progress}
    orders = {order: name for order, name in ORDERS.items() if there.get(order, True)}
    return choose("排列", orders, "timeline_order", "")


def year_choice(selection: Selection) -> int:
    """The year to look at: the as-of date's by default, any year of the plan; where years are filtered by, of those."""
    years = tuple(sorted(selection.filters.year)) or selection.whole.meta.years
    default = min(max(board_year(selection), years[0]), years[-1])
    return choose("年份", {year: f"{year}年" for year in years}, "timeline_year", default)
