"""会议模式: the slides of dashboard/widgets/slides.py, one at a time (`/meeting?slide=3`)."""

import streamlit as st

from dashboard.widgets.slides import SLIDES, slide_choice
from dashboard.widgets.text import literal
from dashboard.widgets.view import current_view

view = current_view()
title, draw = SLIDES[slide_choice()]
st.header(f"{literal(view.plan.meta.facts.short_title)} · {title}", divider="red")
draw(view)
st.caption(literal(f"来源：{view.plan.meta.facts.document_number} · 显示的是方案安排，不是完成情况"))
