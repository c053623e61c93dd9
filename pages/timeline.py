"""时间轴: the Gantt of annex 2, the year board, the milestones as rows."""

import streamlit as st

from dashboard.screen.downloads import downloads
from dashboard.screen.timeline_chart import due_chart, gantt_chart, milestone_table, order_choice
from dashboard.screen.view import current_view
from dashboard.screen.year_board import year_board, year_choice

view = current_view()
gantt_chart(view, order_choice(view, "timeline_order"), "timeline_gantt")
if len(view.shown.milestones):
    left, right = st.columns([2, 3], gap="medium")
    with left:
        due_chart(view, "timeline_due")
    with right:
        year_board(view, year_choice(view, "timeline_year"), "timeline_board")
    milestone_table(view, "timeline_rows")
downloads(view, "timeline")
