"""What departments report, on pages: 总览, 部门清单, 数据校核; and the tables that go out to them."""

import streamlit as st

from analytics.progress.headlines import NOTHING_REPORTED
from analytics.progress.states import OVERDUE, UNREPORTED
from analytics.progress.template import template_csv
from dashboard.exports.names import list_file_name, template_file_name
from dashboard.exports.outstanding import outstanding_csv, unreported_csv
from dashboard.exports.workbook import progress_template
from dashboard.facts import names_of_departments
from dashboard.selection import Screen, Selection

from .show import screen_views, show_rows, show_view, show_words
from .tables import show_listing

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def progress_overview(selection: Selection, screen: Screen) -> None:
    """What became of the plan: milestones by state and by department beside the targets; nothing without reports."""
    if not selection.has_progress:
        return
    left, right = st.columns(2, gap="medium")
    with left:
        show_view(selection, screen, "progress", "overview_progress", by_year=False)
        show_view(selection, screen, "lead_progress", "overview_leads")
    with right:
        show_view(selection, screen, "actuals", "overview_actuals")


def progress_of_departments(selection: Selection, screen: Screen, department: str = "") -> None:
    """Who has reported what of that which is due, and what nobody has reported; of ``department`` alone if given."""
    if not selection.has_progress:
        return
    if not department:
        show_view(selection, screen, "lead_progress", "departments_progress")
    for view in screen_views(selection, screen, "lead_progress", department=department):
        if department:
            show_words(selection, screen, view)
        show_listing(view, f"departments_states_{department}")
    for state in (UNREPORTED, OVERDUE):
        key = f"departments_{state}_{department}"
        show_rows(selection, screen, "outstanding", key, state=state, department=department)


def progress_downloads(selection: Selection, department: str) -> None:
    """The table that a department fills in, and who has not reported or not finished what was due.

    ``department`` is the one that the filters name, if any; the rows are those of the whole plan, whatever is filtered.
    """
    plan, today = selection.whole, selection.today
    departments = names_of_departments(plan)
    if not departments:
        return
    chosen = st.selectbox(
        "填报表给哪个部门",
        departments,
        index=departments.index(department) if department in departments else 0,
        key=f"template_department_{department}",
        help="要这个部门填报的各项；填好交回保管数据的人",
    )
    for ending, make, mime in (("xlsx", progress_template, _XLSX), ("csv", template_csv, "text/csv")):
        st.download_button(
            f"填报表 {ending.upper()}",
            data=lambda make=make: make(plan, chosen, today),
            file_name=template_file_name(selection, chosen, ending),
            mime=mime,
            on_click="ignore",
            key=f"template_{ending}",
        )
    if not selection.has_progress:
        st.caption(NOTHING_REPORTED)
        return
    for name, make in (("未报送清单", unreported_csv), ("到期未完成清单", outstanding_csv)):
        st.download_button(
            f"{name} CSV",
            data=lambda make=make: make(selection),
            file_name=list_file_name(selection, name),
            mime="text/csv",
            on_click="ignore",
            key=f"outstanding_{name}",
        )
