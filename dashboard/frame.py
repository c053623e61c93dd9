"""The frame around every page: configuration, navigation, filters, title line, data date, footer; then the page."""

import sys
from pathlib import Path

# Streamlit puts this script's own folder on the path; the packages are beside it.
ROOT = str(Path(__file__).parents[1])
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)

import streamlit as st  # noqa: E402

from analytics import PlanError  # noqa: E402
from dashboard.plan_source import data_words, newest_seen, plan_on_screen  # noqa: E402
from dashboard.screen.current import hand_over  # noqa: E402
from dashboard.screen.filters import filter_sidebar  # noqa: E402
from dashboard.screen.live import follow_midnight, take_changes  # noqa: E402
from dashboard.screen.navigation import navigation  # noqa: E402
from dashboard.screen.notices import (  # noqa: E402
    clock_banner,
    missing_banner,
    nothing_left,
    plan_error_box,
    refused_banner,
    unsaved_banner,
)
from dashboard.screen.paper import sheet_margins  # noqa: E402
from dashboard.screen.preview import ended_bar, preview_bar, previewed  # noqa: E402
from dashboard.screen.title import footer, tab_title, title_line  # noqa: E402
from dashboard.screen.window import last_window, screen_of, watch_window  # noqa: E402
from dashboard.selection import now_at, select  # noqa: E402

MEETING = "meeting"
SIDEBAR_WIDTH = 220  # The least that holds a department's name; the rest of 1366 px is the charts'.

page = navigation()
in_meeting = page.url_path == MEETING
if in_meeting:
    navigation(shown=False)
st.set_page_config(
    page_title=tab_title(), layout="wide", initial_sidebar_state="collapsed" if in_meeting else SIDEBAR_WIDTH
)
take_changes(newest_seen())
try:
    loaded = plan_on_screen()
except PlanError as error:
    plan_error_box(error)
    st.stop()
plan = previewed() or loaded.plan

now = now_at(plan)
follow_midnight(plan, now.date())
selection = select(plan, filter_sidebar(plan, now.date()), now)
hand_over(selection, screen_of(last_window(), in_meeting))

if plan is not loaded.plan:
    preview_bar()
else:
    ended_bar()
if loaded.problem:
    refused_banner(loaded)
if loaded.unsaved:
    unsaved_banner(loaded)
missing_banner(loaded)
clock_banner(selection.today, plan)
if not in_meeting:
    title_line(page.title, selection)
if selection.shown.carriers.empty:
    nothing_left(selection)
else:
    page.run()
if not in_meeting:
    footer(selection, data_words(plan, loaded))
sheet_margins(page.title, selection, data_words(plan, loaded))
watch_window(exact=in_meeting)
