"""One carrier whole: choice with previous and next, its fact sheet, what the notice says of it, its timeline."""

import streamlit as st

from analytics.contents import contents_of, in_words_of
from dashboard.selection import Screen, Selection
from dashboard.views import only

from .show import heading, screen_views, show_rows, show_view
from .tables import show_listing
from .text import literal

_URL = "carrier"
_CHOICE = "carrier_choice"
_SIGN_COLOURS = {"●": "blue", "◆": "orange", "◇": "orange"}
"""What is held and what is sought, in their colours (config.toml sets them to those of the charts)."""


def carrier_choice(selection: Selection) -> str:
    """The carrier that the URL names (``?carrier=2-08``), with previous and next among those shown.

    A carrier outside the filters is shown all the same; an unknown one is said and the first one shown.
    """
    wanted = st.query_params.get(_URL, "")
    listed = selection.shown.carriers
    if wanted and wanted not in set(selection.whole.carriers["carrier_id"]):
        st.warning(in_words_of(selection.whole, f"没有编号为“{literal(wanted)}”的载体，已显示第一个"))
    elif wanted and wanted not in set(listed["carrier_id"]):
        st.info(in_words_of(selection.whole, "这个载体不在当前筛选之内；前后翻看的是全部载体。"))
        listed = selection.whole.carriers
    names = dict(zip(listed["carrier_id"], listed["name"], strict=True))
    ids = list(names)
    # The URL leads: it holds the id, where a bound selector would hold the whole label.
    st.session_state[_CHOICE] = wanted if wanted in names else ids[0]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            in_words_of(selection.whole, "载体"),
            ids,
            key=_CHOICE,
            format_func=lambda carrier_id: f"{carrier_id} {names[carrier_id]}",
            on_change=lambda: _go(st.session_state[_CHOICE]),
            label_visibility="collapsed",
        )
        place, last = ids.index(chosen), len(ids) - 1
        st.button("上一个", disabled=place == 0, on_click=_go, args=(ids[max(0, place - 1)],), key="previous")
        st.button("下一个", disabled=place == last, on_click=_go, args=(ids[min(last, place + 1)],), key="next")
    return chosen


def _go(carrier_id: str) -> None:
    st.query_params[_URL] = carrier_id


def carrier_story(selection: Selection, screen: Screen, carrier_id: str) -> None:
    """The fact sheet of one carrier: conclusion, printed fields beside its rank, plaques and findings, what the notice
    says of it, then its timeline."""
    selection = only(selection, carrier_id)
    (carrier,) = screen_views(selection, screen, "carrier")
    heading(selection, screen, carrier.conclusion)
    left, right = st.columns(2, gap="medium")
    with left:
        show_listing(carrier, "carrier_facts", as_facts=True)
    with right:
        show_view(selection, screen, "carrier_rank", "carrier_rank")
        _plaques(selection, screen)
        _findings(selection, screen)
    show_rows(selection, screen, "carrier_clauses", "carrier_clauses")
    if carrier.notes:
        # Of a plan without milestones nobody asks where they are.
        if contents_of(selection.whole).milestones:
            st.caption(literal("".join(carrier.notes)))
        show_rows(selection, screen, "reports", "carrier_reports")
        return
    with st.container(key="one_sheet"):
        show_view(selection, screen, "gantt", "carrier_gantt")
        (milestones,) = screen_views(selection, screen, "carrier_milestones")
        show_listing(milestones, "carrier_milestones")
    show_rows(selection, screen, "reports", "carrier_reports")


def _plaques(selection: Selection, screen: Screen) -> None:
    for plaques in screen_views(selection, screen, "carrier_plaques"):
        st.markdown(f"**{plaques.conclusion}**")
        for note in plaques.notes:
            st.write(note)
        for plaque, source in plaques.rows:
            sign, _, words = plaque.partition(" ")
            st.markdown(f":{_SIGN_COLOURS[sign]}[{sign}] {literal(words)}")
            st.caption(literal(source))


def _findings(selection: Selection, screen: Screen) -> None:
    (findings,) = screen_views(selection, screen, "carrier_findings")
    st.markdown(f"**{findings.conclusion}**")
    for severity, words in findings.rows:
        st.markdown(f"{severity} ｜ {literal(words)}")
