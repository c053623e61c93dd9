"""The three views of the plaque gap: by carrier, against the targets, by level and year."""

import pandas as pd
import streamlit as st

from analytics import plaque_matrix, plaque_schedule, target_gaps
from analytics.headlines import matrix_headline, schedule_headline, targets_headline
from analytics.plaques import HELD
from dashboard.charts.plaque_matrix import build_plaque_matrix, describe_matrix
from dashboard.charts.plaque_steps import build_plaque_steps, describe_steps
from dashboard.charts.target_coverage import build_target_coverage, describe_targets

from .charts import Picture, show_picture
from .tables import show_table
from .view import View, once_a_view


def matrix_chart(view: View, key: str) -> None:
    """Conclusion and matrix carrier × plaque, carriers that seek most first."""
    show_picture(view, _matrix(view), key)


@once_a_view
def _matrix(view: View) -> Picture:
    sentence = matrix_headline(view.shown.plaques)
    matrix = plaque_matrix(view.shown)
    if matrix["level"].isna().all():
        return Picture(sentence)
    figure = build_plaque_matrix(matrix, view.plan.meta.levels, scale=view.scale)
    return Picture(sentence, figure, f"{sentence}。{describe_matrix(matrix)}", "授牌矩阵")


def coverage_chart(view: View, key: str) -> None:
    """Conclusion and bars of every target; with a filter, the shown carriers' part within them."""
    show_picture(view, _coverage(view), key)
    if view.filters.active:
        st.caption("目标按全部载体计算，不随筛选变化；深色细条是当前筛选部分。")


@once_a_view
def _coverage(view: View) -> Picture:
    targets = target_gaps(view.plan)
    sentence = targets_headline(targets)
    part = target_gaps(view.shown) if view.filters.active else None
    figure = build_target_coverage(targets, part, scale=view.scale)
    return Picture(sentence, figure, f"{sentence}。{describe_targets(targets)}", "目标覆盖", clicks=False)


def coverage_rules(view: View) -> None:
    """How each target is counted, in words, with the clause it comes from."""
    targets = target_gaps(view.plan)
    with st.expander("目标怎么算", expanded=True):
        show_table(
            targets,
            ["label", "clause", "text", "basis"],
            "target_rules",
            f"{targets_headline(targets)}。每项的原文与计算口径",
            {"label": "目标", "clause": "条款", "text": "原文", "basis": "计算口径"},
        )
        st.caption("缺口＝目标－按期限计划安排（不小于 0）。说的是计划安排了多少，不是已经做到多少；未列年份的不计。")


def steps_chart(view: View, key: str) -> None:
    """Conclusion and cumulative steps of plaques sought by level."""
    show_picture(view, _steps(view), key)


@once_a_view
def _steps(view: View) -> Picture:
    schedule = plaque_schedule(view.shown, ("level",))
    sentence = schedule_headline(schedule, view.plan.meta.target_year)
    if not (schedule["sought"] > schedule["undated"]).any():
        return Picture(sentence)
    figure = build_plaque_steps(schedule, view.plan.meta.years, view.plan.meta.target_year, scale=view.scale)
    return Picture(
        sentence, figure, f"{sentence}。{describe_steps(schedule, view.plan.meta.years)}", "累计计划争取牌子"
    )


def plaque_table(view: View, key: str) -> None:
    """Every plaque shown with the words it comes from."""
    plaques = view.shown.plaques.merge(view.shown.carriers[["carrier_id", "name", "leads"]], on="carrier_id")
    plaques = plaques.assign(
        plaque=plaques["level"] + plaques["type"],
        status=plaques["status"].map(lambda status: "已有" if status == HELD else "争取"),
        year=[
            # A held plaque has no year to list.
            "—" if status == HELD else "" if pd.isna(year) else f"{year}年"
            for status, year in zip(plaques["status"], plaques["year"], strict=True)
        ],
    )
    show_table(
        plaques,
        ["carrier_id", "name", "plaque", "status", "year", "leads", "source"],
        key,
        f"{matrix_headline(view.shown.plaques)}。每块的出处原文",
        {"plaque": "牌子", "year": "争取年份", "source": "出处原文"},
    )
