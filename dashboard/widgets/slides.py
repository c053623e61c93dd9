"""会议模式: one thought a screen, turned with ←/→ and PageUp/PageDown; the slide's number is in the URL."""

from collections.abc import Callable

import streamlit as st

from .area_chart import area_chart
from .navigation import open_page
from .plaque_charts import coverage_chart, matrix_chart, steps_chart
from .stage_chart import stage_chart
from .timeline_chart import due_chart, gantt_chart
from .view import View
from .year_board import year_board

_KEY = "slide"

SLIDES: tuple[tuple[str, Callable[[View], None]], ...] = (
    ("产业面积", lambda view: area_chart(view, "industry", "slide_area")),
    ("孵化链条", lambda view: stage_chart(view, "slide_stage")),
    ("授牌矩阵", lambda view: matrix_chart(view, "slide_matrix")),
    ("目标覆盖", lambda view: coverage_chart(view, "slide_coverage")),
    ("逐年授牌", lambda view: steps_chart(view, "slide_steps")),
    ("时间轴", lambda view: gantt_chart(view, "", "slide_gantt")),
    ("今年要做什么", lambda view: year_board(view, view.as_of.year, "slide_board")),
    ("各年任务", lambda view: due_chart(view, "slide_due")),
    ("各部门面积", lambda view: area_chart(view, "leads", "slide_departments")),
)
"""The slides in order: title and what draws it."""


def slide_choice() -> int:
    """The slide to show, from 0; keys, buttons and the row of numbers all turn it."""
    numbers = list(range(1, len(SLIDES) + 1))
    st.session_state.setdefault(_KEY, 1)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall"):
        number = st.pills("页", numbers, key=_KEY, bind="query-params", required=True, label_visibility="collapsed")
        for label, shortcut, step in (
            ("上一页", "Left", -1),
            ("下一页", "Right", 1),
            ("上翻", "PageUp", -1),
            ("下翻", "PageDown", 1),
        ):
            st.button(label, shortcut=shortcut, on_click=_turn, args=(step,), type="tertiary", key=f"turn_{shortcut}")
        if st.button("退出", shortcut="Esc", type="tertiary", key="leave"):
            open_page("overview")
    return (number or 1) - 1


def _turn(step: int) -> None:
    st.session_state[_KEY] = min(len(SLIDES), max(1, (st.session_state.get(_KEY) or 1) + step))
