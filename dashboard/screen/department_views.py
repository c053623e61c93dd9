"""Departments: all of them side by side, or one of them whole."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from analytics import apply_filters, department_table, measures_of
from analytics.headlines import department_headline, total_headline

from .area_chart import area_chart
from .carrier_rows import carrier_rows
from .charts import conclusion
from .tables import show_table
from .timeline_chart import due_chart, milestone_table, task_chart
from .view import View

_NUMBERS = {
    "department": "部门",
    "leads": "牵头载体",
    "area": "牵头面积（万m²）",
    "guides": "指导载体",
    "held": "已有牌子",
    "sought": "争取牌子",
    "milestones": "节点",
    "measures": "保障措施",
}


def chosen_department(view: View) -> str:
    """The one department that the filters name, as lead or else as guide; "" where they name none or several."""
    for chosen in (view.filters.lead, view.filters.guide):
        if len(chosen) == 1:
            return chosen[0]
    return ""


def all_departments(view: View) -> None:
    """Area by lead department, then every department with its numbers."""
    area_chart(view, "leads", "departments_area")
    task_chart(view, "departments_tasks")
    table = department_table(view.shown)
    sentence = department_headline(table)
    conclusion(view, sentence)
    show_table(table, list(_NUMBERS), "departments_table", sentence, _NUMBERS)
    st.caption("点图上的条，或在左侧选一个牵头部门，看这个部门的全部任务。牌子和节点数按所牵头的载体计。")
    measures = list(view.plan.meta.measures)
    _measure_table(view, measures, f"保障措施及牵头部门：{len(measures)} 项", "all_measures")


def one_department(view: View, department: str) -> None:
    """What a department leads and guides, its milestones by year, and the support measures it leads."""
    table = department_table(view.shown)
    table = table[table["department"] == department]
    conclusion(view, department_headline(table) if table["leads"].sum() else f"{department}不牵头载体，只作指导")
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _carriers(view, _led(view, department), "牵头", f"led_{department}")
    with right:
        due_chart(view, "department_due")
    milestone_table(view, "department_milestones")
    _carriers(view, _guided(view, department), "指导", f"guided_{department}")
    measures = measures_of(view.plan, department)
    _measure_table(view, list(measures), f"牵头的保障措施 {len(measures)} 项", "department_measures")


def _led(view: View, department: str) -> pd.DataFrame:
    led = view.shown.carriers["leads"].map(lambda leads: department in leads).astype(bool)
    return view.shown.carriers[led].reset_index(drop=True)


def _guided(view: View, department: str) -> pd.DataFrame:
    """The carriers it guides under the other filters: the lead filter would leave only those it leads itself."""
    filters = replace(view.filters, lead=(), guide=(department,))
    return apply_filters(view.plan, filters).carriers


def _carriers(view: View, carriers: pd.DataFrame, role: str, key: str) -> None:
    title = f"{role} {total_headline(carriers)}" if len(carriers) else f"没有{role}的载体"
    conclusion(view, title)
    if len(carriers):
        columns = ["carrier_id", "name", "area", "positioning", "plaque_text"]
        carrier_rows(carriers, columns, key, title)


def _measure_table(view: View, measures: list, title: str, key: str) -> None:
    conclusion(view, title)
    if measures:
        table = pd.DataFrame(
            [(measure.title, measure.leads, measure.text, measure.clause) for measure in measures],
            columns=["title", "leads", "text", "clause"],
        )
        show_table(
            table, ["title", "leads", "text", "clause"], key, title, {"title": "措施", "text": "原文", "clause": "条款"}
        )
