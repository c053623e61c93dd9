"""会议模式: one thought a screen, turned by keys or by itself; the number is in the URL."""

from dataclasses import dataclass

import streamlit as st

from dashboard import views
from dashboard.charts.text_rows import describe_rows
from dashboard.components.chart import ChartPayload
from dashboard.components.slide import SlidePayload, draw_slide
from dashboard.selection import Screen, Selection
from dashboard.views import View, ViewEntry

from .navigation import PAGES, open_page, page_link, title_of
from .show import clicked, figure_of, screen_views

_KEY = "slide"
_AUTOMATIC = "slide_automatic"
_SECONDS = 15
_NUMERALS = "一二三四五六七八九十"
_KEYS = [
    ("← →　PageUp PageDown", "上一页、下一页"),
    ("Home　End", "首页、末页"),
    ("空格", f"每 {_SECONDS} 秒自动翻页，再按暂停"),
    ("Esc", "退出会议模式"),
    ("?", "打开、收起本说明"),
    ("左上角 »", "筛选、页码和各键的按钮"),
]


@dataclass(frozen=True)
class _Slide:
    """A view of the deck, and the section it belongs to: ``二、目标``."""

    entry: ViewEntry
    view: View
    section: str


def show_slide(selection: Selection, screen: Screen) -> None:
    """The chosen slide over the whole window; its buttons stand in the folded sidebar and answer to their keys."""
    if screen.window.narrow:
        _no_projector()
        return
    deck = _deck(selection, screen)
    number = _slide_choice(len(deck))
    slide = deck[number - 1]
    view = slide.view
    height, figure = figure_of(view, screen.scale)
    words = SlidePayload(
        kicker=f"{slide.section} · {number}/{len(deck)}",
        aside=f"{selection.filters_text} · 截至 {selection.as_of}",
        conclusion=view.conclusion,
        notes="".join(view.notes) if view.build else "",
        source=f"{slide.entry.title} · 来源：{selection.short_source} · {selection.nature}",
        keys=_KEYS,
    )
    alt = view.alt if view.build else f"{view.conclusion}。{describe_rows(view.text_lines)}"
    payload = ChartPayload(height=height, stretch=True, alt=alt, name=view.title, clicks=view.clicks)
    draw_slide(words, payload, figure, "slide_picture", clicked)


def _no_projector() -> None:
    """A phone is no projector: where the same stands to be read."""
    st.info("会议模式给投影和大屏用。手机上请看各页：")
    for page in PAGES[:-1]:
        page_link(page.name, title_of(page))


def _deck(selection: Selection, screen: Screen) -> list[_Slide]:
    """The slides that have something to say under these filters, numbered without gaps."""
    shown = [
        (entry, view)
        for entry in views.offered_views(selection)
        if entry.slide
        for view in screen_views(selection, screen, entry.key)
        # What is a picture elsewhere and has none here has nothing to say.
        if view.build or (not view.picture and view.text_lines)
    ]
    sections = list(dict.fromkeys(entry.section or entry.title for entry, _ in shown))
    numerals = dict(zip(sections, _NUMERALS, strict=False))
    return [
        _Slide(entry, view, "、".join([*numerals.get(name, ""), name]))
        for entry, view in shown
        for name in [entry.section or entry.title]
    ]


def _slide_choice(count: int) -> int:
    """The number of the slide to show, of ``count``; keys and buttons turn it, or the clock while that is on."""
    if _KEY not in st.session_state:  # A new session of an open page, after a restart of the server: the address leads.
        asked = st.query_params.get(_KEY, "")
        st.session_state[_KEY] = int(asked) if asked.isdecimal() and 1 <= int(asked) <= count else 1
    if (wanted := st.session_state.pop("_turn_to", None)) is not None:
        st.session_state[_KEY] = wanted
    if (st.session_state[_KEY] or 1) > count:  # A filter has left fewer slides than there were.
        st.session_state[_KEY] = count
    with st.sidebar, st.container(gap="xxsmall"):
        number = st.pills("页", list(range(1, count + 1)), key=_KEY, bind="query-params", required=True)
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
        leaves = st.button("退出", shortcut="Esc", type="tertiary", key="leave")
    if automatic:
        _turn_by_itself(count)
    if leaves:
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
