"""The Gantt of annex 2 with its grouping, the bars by year, and the milestones as rows."""

from functools import lru_cache

import pandas as pd
import streamlit as st

from analytics import due_by_lead, due_by_year, timeline
from analytics.headlines import due_by_year_headline, tasks_headline, timeline_headline
from dashboard.charts.due_bars import build_due_bars, describe_due
from dashboard.charts.gantt import build_gantt, describe_gantt, today_outside
from dashboard.charts.task_grid import build_task_grid, describe_tasks

from .charts import Picture, conclusion, first_rows, show_picture
from .tables import show_table
from .view import View

ORDERS = {"": "附件顺序", "leads": "按牵头部门", "industry": "按产业方向", "end": "按最后期限"}


def order_choice(view: View, key: str) -> str:
    """How the rows of the Gantt are grouped and sorted; nothing to choose where it has no rows, or sums them up."""
    if not 1 < view.shown.milestones["carrier_id"].nunique() <= view.most_rows:
        return ""
    chosen = st.segmented_control(
        "排列",
        ORDERS,
        default="",
        required=True,
        format_func=ORDERS.get,
        key=key,
        label_visibility="collapsed",
        wrap=True,
    )
    return chosen or ""


def _ordered(milestones: pd.DataFrame, order: str) -> pd.DataFrame:
    """``milestones`` with their carriers in the order chosen, steps of a carrier together."""
    if not order:
        return milestones
    last = milestones.groupby("carrier_id")["end"].transform("max")
    key = last if order == "end" else milestones[order]
    return (
        milestones.assign(_order=key)
        .sort_values(["_order", "carrier_id", "step"], kind="stable")
        .drop(columns="_order")
    )


def gantt_chart(view: View, order: str, key: str) -> None:
    """Conclusion and Gantt; beyond what can be read the sums by department and year, never a wall."""
    picture = _gantt(view, order)
    show_picture(view, picture, key)
    if picture.figure is None:
        st.info("附件1 的载体没有写节点，时间轴只画附件2 的载体。")


@lru_cache(maxsize=32)
def _gantt(view: View, order: str) -> Picture:
    milestones = timeline(view.shown, view.as_of)
    sentence = timeline_headline(milestones, view.as_of)
    rows = milestones["carrier_id"].nunique()
    if milestones.empty:
        return Picture(sentence)
    if rows > view.most_rows:
        wall = f"附件2 的 {rows} 个载体逐条画会看不清，这里按牵头部门和年份汇总；点一格，或选一个部门，即可逐条看。"
        return _task_grid(view, sentence, wall)
    figure = build_gantt(
        _ordered(milestones, order),
        view.plan.meta,
        view.as_of,
        view.today,
        group=order if order in ("leads", "industry") else "",
        scale=view.scale,
    )
    alt = f"{sentence}。{describe_gantt(milestones)}"
    return Picture(sentence, figure, alt, "时间轴", note=_notes(view, milestones))


def _notes(view: View, milestones: pd.DataFrame) -> str:
    """What the picture cannot say by itself: derived starts, what the shades mean, what it leaves out."""
    undated = int(milestones["deadline_year"].isna().sum())
    return (
        today_outside(milestones, view.plan.meta, view.as_of)
        + (f"{undated} 个节点未定年份，空心，单列在各年之后，不按日期排。" if undated else "")
        + "附件只写了完成时限，起点是推算的：从上一节点期限的次日起，"
        + f"第一个从印发日 {view.plan.meta.facts.issued} 起。"
        + "灰底＝已到期（不等于已完成，也不等于逾期），实色＝本年到期，浅色＝未到期；颜色＝工作类型。"
    )


def due_chart(view: View, key: str) -> None:
    """Conclusion and columns of the milestones due in each year."""
    show_picture(view, _due(view), key)


@lru_cache(maxsize=32)
def _due(view: View) -> Picture:
    table = due_by_year(view.shown)
    sentence = due_by_year_headline(table)
    if not table["count"].sum():
        return Picture(sentence)
    figure = build_due_bars(table, view.as_of.year, scale=view.scale)
    return Picture(sentence, figure, f"{sentence}。{describe_due(table)}", "各年到期节点")


def task_chart(view: View, key: str) -> None:
    """Conclusion and grid of the milestones each department has due in each year."""
    show_picture(view, _tasks(view), key)


@lru_cache(maxsize=32)
def _tasks(view: View) -> Picture:
    return _task_grid(view, tasks_headline(due_by_lead(view.shown)))


def _task_grid(view: View, sentence: str, note: str = "") -> Picture:
    table = due_by_lead(view.shown)
    if table.empty:
        return Picture(sentence)
    drawn, left_out = first_rows(view, table, "lead")
    figure = build_task_grid(drawn, _years(view), view.as_of.year, scale=view.scale)
    alt = f"{sentence}。{describe_tasks(table)}"
    note = f"方格里是到期节点数，★ 是其中争取的牌子数。{left_out}{note}"
    return Picture(sentence, figure, alt, "各部门任务", note=note)


def _years(view: View) -> tuple[int, ...]:
    """The plan's years, and any that a deadline adds."""
    return tuple(sorted({*view.plan.meta.years, *map(int, view.plan.milestones["deadline_year"].dropna())}))


def milestone_table(view: View, key: str) -> None:
    """Every milestone shown, full text."""
    milestones = timeline(view.shown, view.as_of)
    if len(milestones):
        sentence = f"节点明细：{len(milestones)} 个"
        conclusion(view, sentence)
        show_table(
            milestones,
            ["carrier_id", "name", "step", "task", "deadline_text", "state", "kinds", "plaques", "leads"],
            key,
            f"{sentence}。{timeline_headline(milestones, view.as_of)}。各节点的全文",
            {"plaques": "争取牌子"},
        )
