"""The frame around every page: configuration, navigation, filters, title line, data date, footer; then the page."""

import sys
from pathlib import Path

# Streamlit puts this script's own folder on the path; the packages are beside it.
ROOT = str(Path(__file__).parents[1])
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)

import streamlit as st  # noqa: E402

from analytics import PlanError, apply_filters  # noqa: E402
from dashboard.plan_source import data_words, newest_seen, plan_on_screen  # noqa: E402
from dashboard.screen.filters import filter_sidebar  # noqa: E402
from dashboard.screen.footer import footer  # noqa: E402
from dashboard.screen.live import take_changes  # noqa: E402
from dashboard.screen.navigation import navigation  # noqa: E402
from dashboard.screen.notices import clock_banner, nothing_left, plan_error_box, refused_banner, unsaved_banner  # noqa: E402
from dashboard.screen.preview import preview_bar, previewed  # noqa: E402
from dashboard.screen.title import describe_view, title_line  # noqa: E402
from dashboard.screen.view import View, scale_for, set_view  # noqa: E402
from dashboard.screen.window import last_window, watch_window  # noqa: E402
from dashboard.selection import now_at  # noqa: E402

MEETING = "meeting"
SIDEBAR_WIDTH = 220  # The least that holds a department's name; the rest of 1366 px is the charts'.

page = navigation()
in_meeting = page.url_path == MEETING
if in_meeting:
    navigation(shown=False)
st.set_page_config(
    page_title="双创载体看板", layout="wide", initial_sidebar_state="collapsed" if in_meeting else SIDEBAR_WIDTH
)
take_changes(newest_seen())
try:
    loaded = plan_on_screen()
except PlanError as error:
    plan_error_box(error)
    st.stop()
plan = previewed() or loaded.plan

today = now_at(plan).date()
filters = filter_sidebar(plan, today)
shown = apply_filters(plan, filters)
window = last_window()
view = View(
    plan=plan,
    loaded=loaded,
    shown=shown,
    filters=filters,
    as_of=filters.asof or today,
    today=today,
    in_meeting=in_meeting,
    scale=scale_for(window, in_meeting),
    window=window,
)
set_view(view)

if view.previewing:
    preview_bar()
if loaded.problem:
    refused_banner(loaded)
if loaded.unsaved:
    unsaved_banner(loaded)
clock_banner(today, plan)
if not in_meeting:
    title_line(page.title, describe_view(view))
if shown.carriers.empty:
    nothing_left()
else:
    page.run()
if not in_meeting:
    footer(plan, data_words(plan, loaded))
watch_window(exact=in_meeting)
