"""The sidebar: one set of filters for every page, each in the URL under its key (architecture.md)."""

from collections.abc import Callable
from datetime import date

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analytics import Filters, Plan
from analytics.contents import contents_of
from analytics.filters import FILTER_LABELS, value_text
from dashboard.facts import options_of
from dashboard.selection import Selection

from .address import DAY, EARLIEST, LATEST, read_address, read_day
from .text import literal

_NUMBERS = ("annex", "year")
_ALWAYS_SHOWN = ("lead", "industry", "year")
"""What leaders and clerks ask by; every filter more is time in the browser at every change (docs/speed.md)."""
_FURTHER = "further_filters"
_KEPT_DAY, _WRITTEN_DAY = "_kept_asof", "_written_asof"
_WRITTEN_ANNEX, _PAGE_OF_ANNEX = "_written_annex", "_page_of_annex"
_MENDED, _TOLD = "_address_mended", "_address_told"


def filter_sidebar(plan: Plan, today: date) -> Filters:
    """Draws the filters and the reset in the sidebar; returns what is chosen."""
    options = options_of(plan)
    _mend_address(options)
    with st.sidebar, st.container(gap="xsmall"):
        # Whose plan it is, also on a picture of the screen.
        st.markdown(f"**{literal(plan.meta.facts.title)}**")
        # Over the filters: below them, the button would jump away from the mouse as a focused filter shrinks.
        has = contents_of(plan)
        has_days = has.milestones or has.plaques
        if has_days or any(options.values()):
            st.button("清除全部筛选", on_click=reset_filters, width="stretch", key="reset_sidebar")
        # Over the fields, too: the list that one of them opens would lie on it and take the click.
        has_more = any(options[name] for name in FILTER_LABELS if name not in _ALWAYS_SHOWN)
        more = has_more and st.toggle("更多筛选", key=_FURTHER)
        for name in (*_ALWAYS_SHOWN, *(name for name in FILTER_LABELS if name not in _ALWAYS_SHOWN)):
            # Who filters by one sees it (docs/decisions/0021).
            used = st.session_state.get(name) or st.query_params.get_all(name)
            if options[name] and (name in _ALWAYS_SHOWN or more or used):
                _annex_choice(plan, options[name]) if name == "annex" else _choice(name, options[name])
        if has_days:
            _day_choice(today)
        else:
            st.session_state[DAY] = today
    # After the widgets: one that has a value before it is drawn takes none from the URL after a lost connection.
    for name in FILTER_LABELS:
        if not options[name]:  # Not offered, so that nobody could take it off.
            st.session_state[name] = []
        # Streamlit writes what a click on a chart sets into the URL only where there was a value before.
        st.session_state.setdefault(name, [])
    if told := st.session_state[_TOLD]:
        st.warning(f"网址里的筛选值不在数据中，已忽略：{literal('；'.join(told))}")
        st.session_state[_TOLD] = ()
    chosen = {name: tuple(st.session_state[name]) for name in FILTER_LABELS}
    return Filters(**chosen, asof=st.session_state[DAY])


def _mend_address(options: dict[str, tuple]) -> None:
    """Puts the address that a viewer comes with right before Streamlit reads it, which takes only what it knows."""
    if clean := st.session_state.pop(_MENDED, None):
        st.query_params.from_dict(clean)  # Once more: what is sent just before a new run may not arrive.
    if _TOLD in st.session_state:
        return
    # As the browser has it: st.query_params has lost what is no UTF-8.
    asked = read_address(get_script_run_ctx().query_string, options)
    st.session_state[_TOLD] = asked.told
    if asked.mended or asked.misnamed:
        kept = [name for name in st.query_params if name not in asked.misnamed and "=" not in name]
        clean = {name: st.query_params.get_all(name) for name in kept} | asked.mended
        st.query_params.from_dict(clean)
        st.session_state[_MENDED] = clean
        st.rerun()


def _day_choice(today: date) -> None:
    """The day to look from: today, also after midnight; once chosen it stays and stands in the address, today's too."""
    asked = read_day(st.query_params.get(DAY, ""))
    # The one that a run before has written there may have been chosen anew since.
    if asked and asked != st.session_state.get(_WRITTEN_DAY):
        st.session_state[_KEPT_DAY] = asked
    day = st.session_state[_WRITTEN_DAY] = st.session_state.get(_KEPT_DAY)
    if not day:
        st.query_params.pop(DAY, None)
    elif st.query_params.get_all(DAY) != [day.isoformat()]:
        st.query_params[DAY] = day.isoformat()
    st.session_state[DAY] = day or today
    st.date_input(
        "截至日期",
        min_value=min(EARLIEST, today),  # A clock astray must not stop the page.
        max_value=max(LATEST, today),
        format="YYYY-MM-DD",
        key=DAY,
        on_change=_keep_day,
        help="按这一天判断到期情况；没有选过就是今天，过了零点跟着变。清除全部筛选，就回到今天",
    )


def _keep_day() -> None:
    st.session_state[_KEPT_DAY] = st.session_state[DAY]


def _annex_choice(plan: Plan, options: tuple) -> None:
    """The annexes by their titles. What is bound to the address stands there as it is shown: so this one is not, and
    its numbers are written here. An address without them says that they were released, but on another page."""
    page = get_script_run_ctx().page_script_hash
    asked = [int(value) for value in st.query_params.get_all("annex") if value.isdecimal()]
    if asked != st.session_state.get(_WRITTEN_ANNEX, []) and (asked or page == st.session_state.get(_PAGE_OF_ANNEX)):
        st.session_state["annex"] = asked
    _keep_known("annex", options)
    titles = {annex.number: f"附件{annex.number} {annex.title}" for annex in plan.meta.annexes}
    chosen = st.multiselect(
        FILTER_LABELS["annex"], options, format_func=titles.get, key="annex", placeholder="全部", select_all=False
    )
    st.session_state[_WRITTEN_ANNEX], st.session_state[_PAGE_OF_ANNEX] = chosen, page
    if chosen != asked:
        st.query_params["annex"] = chosen


def _choice(name: str, options: tuple) -> None:
    _keep_known(name, options)
    st.multiselect(FILTER_LABELS[name], options, key=name, bind="query-params", placeholder="全部", select_all=False)


def reset_filters() -> None:
    """Clears every filter, and the day, which is today's again (a callback, or before the sidebar is drawn)."""
    for name in FILTER_LABELS:
        st.session_state[name] = []
    st.session_state.pop(_KEPT_DAY, None)


def clear_buttons(selection: Selection, shows: Callable[[Selection], bool], key: str) -> None:
    """A button for each filter without which there would be something to see (``shows`` of what is then looked at);
    ``key`` is that of the place."""
    for name, values in selection.filters.active.items():
        if shows(selection.without(name)):
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
