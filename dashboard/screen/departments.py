"""部门清单: all of them side by side, or one of them whole with the roles it has."""

import streamlit as st

from analytics.columns import BLANK_DEPARTMENT
from dashboard.facts import names_of_departments
from dashboard.selection import Screen, Selection
from dashboard.views import ROLES, of_department

from .links import release_departments
from .show import show_conclusion, show_rows, show_view
from .text import literal

_URL = "department"
_CHOICE = "department_choice"
_ALL = "全部部门"


def department_choice(selection: Selection) -> str:
    """The department that the URL names (``?department=区发展改革委``), whether or not it leads anything; or else the
    one department that the filters name, as lead or as guide; "" for all."""
    known = _known(selection)
    wanted = st.query_params.get(_URL, "")
    if wanted and wanted not in known:
        st.warning(f"方案里没有“{literal(wanted)}”这个部门，已显示全部部门")
    chosen = department_named(selection)
    # The URL leads, as on 载体档案.
    st.session_state[_CHOICE] = chosen
    st.selectbox(
        "部门",
        ["", *known],
        key=_CHOICE,
        format_func=lambda name: name or _ALL,
        on_change=_go,
        label_visibility="collapsed",
        width=320,
    )
    return chosen


def department_named(selection: Selection) -> str:
    """The department that ``department_choice`` starts from."""
    known = _known(selection)
    wanted = st.query_params.get(_URL, "")
    return wanted if wanted in known else _only_one_filtered(selection, known)


def download_selection(selection: Selection) -> tuple[Selection, str]:
    """What the downloads of the page are of, and that in words: of the department that it shows, what it leads, or
    else what it guides; under the page's own filters where it does neither, or where they name it themselves."""
    department = department_named(selection)
    if not department or (department,) in (selection.filters.lead, selection.filters.guide):
        return selection, ""
    for role, words in ROLES.items():
        own = of_department(selection, department, role)
        if len(own.shown.carriers):
            return own, f"{department}{words}的载体"
    return selection, f"{department}没有牵头或指导的载体，下面不按它分"


def _known(selection: Selection) -> list[str]:
    return [name for name in names_of_departments(selection.whole) if name != BLANK_DEPARTMENT]


def _only_one_filtered(selection: Selection, known: list[str]) -> str:
    for chosen in (selection.filters.lead, selection.filters.guide):
        if len(chosen) == 1 and chosen[0] in known:
            return chosen[0]
    return ""


def _go() -> None:
    release_departments()
    if chosen := st.session_state[_CHOICE]:
        st.query_params[_URL] = chosen
    else:
        st.query_params.pop(_URL, None)


def all_departments(selection: Selection, screen: Screen) -> None:
    """Area and milestones by lead department, every department with its numbers, who guides what others lead, tasks
    without a deadline, the support measures."""
    show_rows(selection, screen, "departments", "departments_table")
    show_view(selection, screen, "area", "departments_area", by="leads")
    show_view(selection, screen, "tasks", "departments_tasks")
    show_rows(selection, screen, "guides", "guides")
    show_rows(selection, screen, "unscheduled_tasks", "unscheduled_tasks")
    show_rows(selection, screen, "measures", "all_measures")


def one_department(selection: Selection, screen: Screen, department: str) -> None:
    """Every role that a department has, and no other: what it leads with its timeline and tasks, what it guides and
    with whom, its support measures and targets."""
    show_conclusion(selection, screen, "departments", department=department)
    led = of_department(selection, department, "leads")
    show_rows(selection, screen, "department_carriers", f"led_{department}", department=department)
    if len(led.shown.milestones):
        show_view(led, screen, "gantt", "department_gantt")
        show_view(led, screen, "due", "department_due")
        show_rows(led, screen, "milestones", "department_milestones")
    show_rows(led, screen, "unscheduled_tasks", "department_tasks")
    show_rows(selection, screen, "department_targets", "department_targets", department=department)
    show_rows(selection, screen, "measures", "department_measures", department=department)
    show_rows(selection, screen, "department_carriers", f"guided_{department}", department=department, role="guides")
    show_rows(selection, screen, "guides", "department_guides", department=department)
