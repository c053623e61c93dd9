"""会议模式: one thought a screen, its keys, its row of numbers, its automatic turning; the number is in the URL."""

import streamlit as st

from dashboard import views
from dashboard.selection import ONLY_A_PLAN, Screen, Selection

from .navigation import open_page
from .show import show_view
from .text import literal

_KEY = "slide"
_AUTOMATIC = "slide_automatic"
_SECONDS = 15
_AROUND = 190
"""Height in px of what stands around a slide: Streamlit's own edges, the source on up to two lines, numbers, keys."""


def show_slide(selection: Selection, screen: Screen) -> None:
    """The chosen view of ``VIEWS`` over its source line and the row of numbers and keys, as high as the window, never
    scrolling."""
    with st.container(gap="xxsmall"):
        content = st.container(height=max(320, screen.window.height - _AROUND), border=False)
        source = st.empty()
        entry = views.VIEWS[_slide_choice(len(views.VIEWS)) - 1]
    with content:
        show_view(selection, screen, entry.key, f"slide_{entry.key}")
        # A note at the very end would stand out of the container by its own negative margin and make it scroll.
        st.space(1)
    number = selection.whole.meta.facts.document_number
    source.caption(literal(f"{entry.title} · {selection.filters_text} · 来源：{number} · {ONLY_A_PLAN}"))


def _slide_choice(count: int) -> int:
    """The number of the slide to show, of ``count``; keys, buttons and the row of numbers turn it, or the clock while
    that is on."""
    numbers = list(range(1, count + 1))
    if _KEY not in st.session_state:  # A new session of an open page, after a restart of the server: the address leads.
        asked = st.query_params.get(_KEY, "")
        st.session_state[_KEY] = int(asked) if asked.isdecimal() and 1 <= int(asked) <= count else 1
    if (wanted := st.session_state.pop("_turn_to", None)) is not None:
        st.session_state[_KEY] = wanted
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        number = st.pills("页", numbers, key=_KEY, bind="query-params", required=True, label_visibility="collapsed")
        for label, shortcut, turn in (
            ("上一页", "Left", -1),
            ("下一页", "Right", 1),
            ("上翻", "PageUp", -1),
            ("下翻", "PageDown", 1),
            ("首页", "Home", -count),
            ("末页", "End", count),
        ):
            st.button(
                label, shortcut=shortcut, on_click=_turn, args=(turn, count), type="tertiary", key=f"turn_{shortcut}"
            )
        automatic = _is_automatic()
        st.button(
            "暂停" if automatic else f"自动翻页（{_SECONDS} 秒）",
            icon=":material/pause:" if automatic else ":material/play_arrow:",
            shortcut="Space",
            type="secondary" if automatic else "tertiary",
            on_click=_start_or_pause,
            key="automatic",
        )
        if automatic:
            _turn_by_itself(count)
        if st.button("退出", shortcut="Esc", type="tertiary", key="leave"):
            open_page("overview")
    return number or 1


def _start_or_pause() -> None:
    st.session_state[_AUTOMATIC] = not _is_automatic()
    if st.session_state[_AUTOMATIC]:
        st.query_params[_AUTOMATIC] = "1"
    else:
        st.query_params.pop(_AUTOMATIC, None)


def _is_automatic() -> bool:
    """Whether the slides turn by themselves, as chosen here, else as the address says."""
    return st.session_state.get(_AUTOMATIC, st.query_params.get(_AUTOMATIC) == "1")


def _turn(step: int, count: int) -> None:
    st.session_state[_KEY] = min(count, max(1, (st.session_state.get(_KEY) or 1) + step))


@st.fragment(run_every=_SECONDS)
def _turn_by_itself(count: int) -> None:
    """Turns on at every tick but the first, which is the run that drew it; after the last slide comes the first."""
    if st.session_state.get("_ticking") == st.session_state[_KEY]:
        st.session_state["_turn_to"] = st.session_state[_KEY] % count + 1
        st.session_state["_ticking"] = None
        st.rerun()
    st.session_state["_ticking"] = st.session_state[_KEY]
