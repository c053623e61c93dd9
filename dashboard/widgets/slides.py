"""会议模式: one thought a screen, its keys, its row of numbers, its automatic turning; the number is in the URL."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from dashboard.charts.style import meeting_scale

from .area_chart import area_chart
from .cards import kpi_cards
from .checks import findings_slide
from .navigation import open_page
from .plaque_charts import coverage_chart, matrix_chart, steps_chart
from .screen_size import window_height
from .stage_chart import stage_chart
from .timeline_chart import due_chart, gantt_chart, task_chart
from .view import MeetingScreen, View
from .year_board import year_board

_KEY = "slide"
_AUTOMATIC = "slide_automatic"
_SECONDS = 15
_AROUND = 285
"""Height in px of what stands around a chart: numbers and keys, conclusion on up to two lines, source."""

_CARDS = 190
"""Height in px of the cards over the chart of the first slide."""


@dataclass(frozen=True)
class Slide:
    """A slide: ``draw`` shows its conclusion and chart; ``below`` is what it needs besides the chart, in px."""

    title: str
    draw: Callable[[View], None]
    below: int = 0


def _overview(view: View) -> None:
    kpi_cards(view)
    due_chart(view, "slide_due")


SLIDES = (
    Slide("总览", _overview, below=_CARDS),
    Slide("产业面积", lambda view: area_chart(view, "industry", "slide_area")),
    Slide("孵化链条", lambda view: stage_chart(view, "slide_stage"), below=40),
    Slide("授牌矩阵", lambda view: matrix_chart(view, "slide_matrix")),
    Slide("目标覆盖", lambda view: coverage_chart(view, "slide_coverage")),
    Slide("逐年授牌", lambda view: steps_chart(view, "slide_steps")),
    Slide("时间轴", lambda view: gantt_chart(view, "", "slide_gantt"), below=60),
    Slide("今年要做什么", lambda view: year_board(view, view.as_of.year, "slide_board")),
    Slide("各部门任务", lambda view: task_chart(view, "slide_tasks")),
    Slide("问题清单", lambda view: findings_slide(view)),
)
"""The slides in order."""


def slide_choice() -> Slide:
    """The slide to show; keys, buttons and the row of numbers turn it, or the clock while that is on."""
    numbers = list(range(1, len(SLIDES) + 1))
    st.session_state.setdefault(_KEY, 1)
    if (wanted := st.session_state.pop("_turn_to", None)) is not None:
        st.session_state[_KEY] = wanted
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        number = st.pills("页", numbers, key=_KEY, bind="query-params", required=True, label_visibility="collapsed")
        for label, shortcut, turn in (
            ("上一页", "Left", -1),
            ("下一页", "Right", 1),
            ("上翻", "PageUp", -1),
            ("下翻", "PageDown", 1),
            ("首页", "Home", -len(SLIDES)),
            ("末页", "End", len(SLIDES)),
        ):
            st.button(label, shortcut=shortcut, on_click=_turn, args=(turn,), type="tertiary", key=f"turn_{shortcut}")
        if st.toggle(f"自动翻页（{_SECONDS} 秒）", key=_AUTOMATIC):
            _turn_by_itself()
        if st.button("退出", shortcut="Esc", type="tertiary", key="leave"):
            open_page("overview")
    return SLIDES[(number or 1) - 1]


def screen_for(slide: Slide) -> MeetingScreen:
    """Sizes that let ``slide`` fill the viewer's window without scrolling."""
    height = window_height()
    return MeetingScreen(meeting_scale(height), max(320, height - _AROUND - slide.below))


def _turn(step: int) -> None:
    st.session_state[_KEY] = min(len(SLIDES), max(1, (st.session_state.get(_KEY) or 1) + step))


@st.fragment(run_every=_SECONDS)
def _turn_by_itself() -> None:
    """Turns on at every tick but the first, which is the run that drew it; after the last slide comes the first."""
    if st.session_state.get("_ticking") == st.session_state[_KEY]:
        st.session_state["_turn_to"] = st.session_state[_KEY] % len(SLIDES) + 1
        st.session_state["_ticking"] = None
        st.rerun()
    st.session_state["_ticking"] = st.session_state[_KEY]
