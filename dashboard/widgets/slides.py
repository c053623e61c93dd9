"""会议模式: one thought a screen, its keys, its row of numbers, its automatic turning; the number is in the URL."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import streamlit as st

from analytics.headlines import overview_headline
from analytics.indicators import indicators
from dashboard.charts.number_tiles import build_number_tiles, describe_numbers

from .area_chart import area_chart
from .charts import Picture, show_picture
from .checks import findings_slide
from .navigation import open_page
from .plaque_charts import coverage_chart, matrix_chart, steps_chart
from .stage_chart import stage_chart
from .text import literal
from .timeline_chart import due_chart, gantt_chart, task_chart
from .title import describe_view
from .view import View
from .year_board import year_slide

_KEY = "slide"
_AUTOMATIC = "slide_automatic"
_SECONDS = 15
_AROUND = 190
"""Height in px of what stands around a slide: Streamlit's own edges, the source on up to two lines, numbers, keys."""


@dataclass(frozen=True)
class Slide:
    """A slide: ``draw`` shows its conclusion and its chart, which takes the height that is left."""

    title: str
    draw: Callable[[View], None]


def _overview(view: View) -> None:
    show_picture(view, _numbers(view), "slide_numbers")


@lru_cache(maxsize=32)
def _numbers(view: View) -> Picture:
    sentence = overview_headline(view.shown)
    numbers = indicators(view.plan, view.shown, view.as_of)
    figure = build_number_tiles(numbers, scale=view.scale)
    return Picture(sentence, figure, f"{sentence}。{describe_numbers(numbers)}", "总览", clicks=False)


SLIDES = (
    Slide("总览", _overview),
    Slide("产业面积", lambda view: area_chart(view, "industry", "slide_area")),
    Slide("孵化链条", lambda view: stage_chart(view, "slide_stage")),
    Slide("授牌矩阵", lambda view: matrix_chart(view, "slide_matrix")),
    Slide("目标覆盖", lambda view: coverage_chart(view, "slide_coverage")),
    Slide("逐年授牌", lambda view: steps_chart(view, "slide_steps")),
    Slide("时间轴", lambda view: gantt_chart(view, "", "slide_gantt")),
    Slide("逐年到期", lambda view: due_chart(view, "slide_due")),
    Slide("今年要做什么", lambda view: year_slide(view, "slide_year")),
    Slide("各部门任务", lambda view: task_chart(view, "slide_tasks")),
    Slide("问题清单", lambda view: findings_slide(view, "slide_findings")),
)
"""The slides in order."""


def show_slide(view: View) -> None:
    """The chosen slide over its source line and the row of numbers and keys, as high as the window, never scrolling."""
    with st.container(gap="xxsmall"):
        content = st.container(height=max(320, view.window.height - _AROUND), border=False)
        source = st.empty()
        slide = _slide_choice()
    with content:
        slide.draw(view)
        # A note at the very end would stand out of the container by its own negative margin and make it scroll.
        st.space(1)
    facts = view.plan.meta.facts
    source.caption(
        literal(f"{slide.title} · {describe_view(view)} · 来源：{facts.document_number} · 方案安排，不是完成情况")
    )


def _slide_choice() -> Slide:
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
        automatic = st.session_state.get(_AUTOMATIC, False)
        st.button(
            "暂停" if automatic else f"自动翻页（{_SECONDS} 秒）",
            icon=":material/pause:" if automatic else ":material/play_arrow:",
            shortcut="Space",
            type="secondary" if automatic else "tertiary",
            on_click=_start_or_pause,
            key="automatic",
        )
        if automatic:
            _turn_by_itself()
        if st.button("退出", shortcut="Esc", type="tertiary", key="leave"):
            open_page("overview")
    return SLIDES[(number or 1) - 1]


def _start_or_pause() -> None:
    st.session_state[_AUTOMATIC] = not st.session_state.get(_AUTOMATIC, False)


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
