"""数据校核: findings with place and mend, printed totals against sums, what changed last, preview of a file."""

import streamlit as st

from dashboard.screen.changes import history_table, last_changes
from dashboard.screen.charts import conclusion
from dashboard.screen.checks import findings_table, totals_table
from dashboard.screen.preview import preview_upload
from dashboard.screen.view import current_view

view = current_view()
findings_table(view)
totals_table(view)
conclusion(view, "本次变化")
if view.loaded.version:
    last_changes(view.loaded.version)
with st.expander("历史版本"):
    history_table()
conclusion(view, "预览一个文件")
preview_upload(view.loaded.plan)
