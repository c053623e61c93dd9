"""The sidebar: one set of filters for every page, each bound to the URL by its key (architecture.md)."""

import re
from collections.abc import Callable
from datetime import date

import streamlit as st

from analytics import Filters, Plan, filter_options
from analytics.filters import FILTER_LABELS, value_text
from dashboard.selection import Selection, without

from .text import literal

_NUMBERS = ("annex", "year")
_DATE = "asof"
_ALWAYS_SHOWN = ("lead", "industry", "year")
"""What leaders and clerks ask by; every filter more is time in the browser at every change (docs/speed.md)."""
_FURTHER = "further_filters"
_EARLIEST, _LATEST = date(2000, 1, 1), date(2100, 12, 31)
_DAYS = f"{_EARLIEST} 至 {_LATEST} 之间的一天，写成 2000-01-31 的样子"


def filter_sidebar(plan: Plan, today: date) -> Filters:
    """Draws the filters and the reset in the sidebar; returns what is chosen."""
    options = filter_options(plan)
    unknown = _unknown_values(options)
    asked_days = st.query_params.get_all(_DATE)
    with st.sidebar, st.container(gap="xsmall"):
        # Whose plan it is, also on a picture of the screen.
        st.markdown(f"**{literal(plan.meta.facts.title)}**")
        # Over the filters: below them, the button would jump away from the mouse as a focused filter shrinks.
        st.button("清除全部筛选", on_click=reset_filters, width="stretch", key="reset_sidebar")
        # Over the others, too: the list that one of them opens would lie on it and take the click.
        _further_choices(plan, options)
        for name in _ALWAYS_SHOWN:
            _choice(name, options[name])
        st.date_input(
            "截至日期",
            value=today,
            min_value=min(_EARLIEST, today),  # A clock astray must not stop the page.
            max_value=max(_LATEST, today),
            format="YYYY-MM-DD",
            key=_DATE,
            bind="query-params",
            help="时间轴按这一天判断到期情况；默认今天",
        )
    unknown += [
        f"截至日期 {asked}（{_DAYS}）" for asked in asked_days if asked and not _is_day(asked, st.session_state[_DATE])
    ]
    if unknown:
        st.warning(f"网址里的筛选值不在数据中，已忽略：{literal('；'.join(unknown))}")
    chosen = {name: tuple(st.session_state[name]) for name in FILTER_LABELS}
    return Filters(**chosen, asof=st.session_state[_DATE])


def _further_choices(plan: Plan, options: dict[str, tuple]) -> None:
    """The other filters, folded away: drawn only while they are open or one of them is set (docs/decisions/0021)."""
    names = [name for name in FILTER_LABELS if name not in _ALWAYS_SHOWN]
    used = [name for name in names if st.session_state.get(name) or st.query_params.get_all(name)]
    if used:
        st.session_state.setdefault(_FURTHER, True)
    further = st.expander("更多筛选", key=_FURTHER, on_change="rerun", type="compact")
    if further.open or used:
        with further, st.container(gap="xsmall"):
            for name in names:
                _choice(name, options[name])
                if name == "annex":
                    # The address holds what a bound filter shows: the number alone.
                    titles = (f"{annex.number} {annex.title}" for annex in plan.meta.annexes)
                    st.markdown(f":small[{literal('；'.join(titles))}]")
    for name in names:
        # Streamlit writes what a click on a chart sets into the URL only where there was a value before.
        st.session_state.setdefault(name, [])


def _choice(name: str, options: tuple) -> None:
    _keep_known(name, options)
    st.multiselect(FILTER_LABELS[name], options, key=name, bind="query-params", placeholder="全部", select_all=False)


def reset_filters() -> None:
    """Clears every filter (a callback, or before the sidebar is drawn)."""
    for name in FILTER_LABELS:
        st.session_state[name] = []


def clear_buttons(selection: Selection, shows: Callable[[Selection], bool], key: str) -> None:
    """A button for each filter without which there would be something to see (``shows`` of what is then looked at);
    ``key`` is that of the place."""
    for name, values in selection.filters.active.items():
        if shows(without(selection, name)):
            words = f"清除{FILTER_LABELS[name]}：{'、'.join(value_text(name, value) for value in values)}"
            st.button(literal(words), on_click=_clear, args=(name,), key=f"clear_{name}_{key}")


def _clear(name: str) -> None:
    st.session_state[name] = []


def toggle(chosen: dict[str, str]) -> None:
    """Filters by ``chosen`` (name → value), or releases them where they are what is filtered by (a callback)."""
    wanted = {name: [int(value) if name in _NUMBERS else value] for name, value in chosen.items()}
    active = all(list(st.session_state.get(name, ())) == values for name, values in wanted.items())
    for name, values in wanted.items():
        st.session_state[name] = [] if active else values


def _keep_known(name: str, options: tuple) -> None:
    """Drops chosen values that new data no longer have, which the widget would refuse."""
    if name in st.session_state:
        st.session_state[name] = [value for value in st.session_state[name] if value in options]


def _unknown_values(options: dict[str, tuple]) -> list[str]:
    """Values of the URL that no filter knows, in words; Streamlit drops them from the URL by itself."""
    unknown = []
    for name, label in FILTER_LABELS.items():
        known = {str(value) for value in options[name]}
        unknown += [f"{label} {value}" for value in st.query_params.get_all(name) if value and value not in known]
    return unknown + _damaged_names()


def _damaged_names() -> list[str]:
    """Filters whose name was damaged on the way (``&amp;year=``, ``Lead=``): they do not filter, and that is said."""
    labels = FILTER_LABELS | {_DATE: "截至日期"}
    found = []
    for name in st.query_params:
        meant = name.rsplit("amp;", 1)[-1].lower()
        if name not in labels and meant in labels:
            found += [f"{labels[meant]} {value}（网址里写成了 {name}）" for value in st.query_params.get_all(name)]
    return found


def _is_day(asked: str, taken: date) -> bool:
    """Whether the day that the URL asks for is the one that Streamlit took: it reads 2025/6/1, too, but not 20250601,
    and drops what is out of range."""
    return [int(number) for number in re.findall(r"\d{1,4}", asked)] == [taken.year, taken.month, taken.day]
