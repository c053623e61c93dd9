"""数据校核: findings by consequence, printed totals against sums, what changed last, preview of a file."""

import streamlit as st

from dashboard.screen.changes import history_table, last_changes
from dashboard.screen.checks import findings_by_consequence, printed_totals
from dashboard.screen.current import current
from dashboard.screen.preview import preview_upload
from dashboard.screen.show import heading, show_rows
from dashboard.screen.taking import record_table

selection, screen = current()
findings_by_consequence(selection, screen)
printed_totals(selection, screen)
show_rows(selection, screen, "reports", "checks_reports")
heading(selection, screen, "本次变化")
last_changes()
with st.expander("历史版本"):
    history_table()
record_table()
with st.container(key="upload"):
    heading(selection, screen, "预览一个文件")
    preview_upload()
