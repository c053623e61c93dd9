"""会议模式: the slides of dashboard/widgets/slides.py, one at a time (`/meeting?slide=3`)."""

from dataclasses import replace

import streamlit as st

from dashboard.widgets.slides import screen_for, slide_choice
from dashboard.widgets.text import literal
from dashboard.widgets.title import describe_view
from dashboard.widgets.view import current_view

view = current_view()
slide = slide_choice()
slide.draw(replace(view, screen=screen_for(slide)))
st.caption(
    literal(
        f"{slide.title} · {describe_view(view)} · 来源：{view.plan.meta.facts.document_number} · 方案安排，不是完成情况"
    )
)
