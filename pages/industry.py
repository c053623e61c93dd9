"""产业面积: area or number of carriers by direction and other dimensions, direction × stage, what is unlisted, rows."""

import streamlit as st

from dashboard.screen.area_chart import DIMENSIONS, area_chart
from dashboard.screen.carrier_rows import carrier_table
from dashboard.screen.downloads import downloads
from dashboard.screen.stage_chart import stage_chart, unlisted_parts
from dashboard.screen.view import current_view

MEASURES = {"area": "面积", "count": "载体数"}

view = current_view()
with st.container(horizontal=True, horizontal_alignment="distribute"):
    by = st.segmented_control(
        "按",
        DIMENSIONS,
        default="industry",
        required=True,
        format_func=DIMENSIONS.get,
        key="area_by",
        label_visibility="collapsed",
        wrap=True,
    )
    measure = st.segmented_control(
        "看",
        MEASURES,
        default="area",
        required=True,
        format_func=MEASURES.get,
        key="area_measure",
        label_visibility="collapsed",
        wrap=True,
    )
area_chart(view, by, f"area_by_{by}", measure)
stage_chart(view, "area_stage")
unlisted_parts(view)
carrier_table(view, "industry_rows")
downloads(view, "industry")
