"""The three views of the plaque gap: by carrier, against the targets, by level and year."""

from functools import lru_cache

import pandas as pd
import streamlit as st

from analytics import highest_held, plaque_matrix, plaque_schedule, plaques_by_lead, sought_by_year, target_gaps
from analytics.columns import UNDATED
from analytics.headlines import (
    lowest_level_headline,
    matrix_headline,
    open_targets,
    schedule_headline,
    sought_by_year_headline,
    targets_by_reading,
    targets_headline,
)
from analytics.plaques import HELD
from analytics.targets import GAP
from dashboard.charts.plaque_matrix import build_plaque_matrix, build_plaque_sums, describe_matrix, describe_sums
from dashboard.charts.plaque_steps import build_plaque_steps, describe_steps
from dashboard.charts.target_coverage import BY_READING, VERDICT_SIGNS, build_target_coverage, describe_targets

from .charts import Picture, conclusion, first_rows, show_picture
from .tables import show_table
from .text import literal
from .view import View


def matrix_chart(view: View, key: str) -> None:
    """Conclusion and matrix carrier × plaque, carriers that seek most first."""
    show_picture(view, _matrix(view), key)


@lru_cache(maxsize=32)
def _matrix(view: View) -> Picture:
    sentence = matrix_headline(view.shown.plaques)
    if len(view.shown.carriers) > view.most_rows:
        return _sums(view, sentence)
    matrix = plaque_matrix(view.shown)
    if matrix["level"].isna().all():
        return Picture(sentence)
    figure = build_plaque_matrix(matrix, view.plan.meta.levels, scale=view.scale)
    return Picture(sentence, figure, f"{sentence}。{describe_matrix(matrix)}", "授牌矩阵")


def _sums(view: View, sentence: str) -> Picture:
    """For more carriers than a matrix can show: numbers by lead department and plaque."""
    table = plaques_by_lead(view.shown)
    if table.empty:
        return Picture(sentence)
    drawn, left_out = first_rows(view, table, "lead")
    figure = build_plaque_sums(drawn, view.plan.meta.levels, scale=view.scale)
    note = (
        f"● 已有，◆ 争取（列了年份），◇ 争取（{UNDATED}），单位：块。{len(view.shown.carriers)} 个载体逐个画会看不清，"
        f"这里按牵头部门汇总；点一格，或在左侧选一个部门，即可逐个看。{left_out}"
    )
    return Picture(sentence, figure, f"{sentence}。{describe_sums(table)}", "授牌矩阵", note=note)


def coverage_chart(view: View, key: str) -> None:
    """Conclusion and bars of every target; with a filter, the shown carriers' part within them."""
    show_picture(view, _coverage(view), key)
    if view.in_meeting:
        return
    targets = target_gaps(view.plan)
    stated = (
        (VERDICT_SIGNS[GAP], "计划没有覆盖", open_targets(targets)),
        (BY_READING, "看“年前”怎么读", targets_by_reading(targets)),
    )
    if lines := [f"**{sign} {words}**：{literal(which)}" for sign, words, which in stated if which]:
        st.markdown("  \n".join(lines))


@lru_cache(maxsize=32)
def _coverage(view: View) -> Picture:
    targets = target_gaps(view.plan)
    sentence = targets_headline(targets)
    part = target_gaps(view.shown) if view.filters.active else None
    figure = build_target_coverage(targets, part, scale=view.scale)
    note = "" if part is None else "目标按全部载体计算，不随筛选变化；蓝色细条是当前筛选部分。"
    alt = f"{sentence}。{describe_targets(targets)}"
    return Picture(sentence, figure, alt, "目标覆盖", clicks=False, note=note)


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


@lru_cache(maxsize=32)
def _steps(view: View) -> Picture:
    schedule = plaque_schedule(view.shown, ("level",))
    sentence = schedule_headline(schedule, view.plan.meta.target_year)
    if not (schedule["sought"] > schedule["undated"]).any():
        return Picture(sentence)
    figure = build_plaque_steps(schedule, view.plan.meta.years, view.plan.meta.target_year, scale=view.scale)
    return Picture(
        sentence, figure, f"{sentence}。{describe_steps(schedule, view.plan.meta.years)}", "累计计划争取牌子"
    )


def yearly_plaques(view: View, key: str) -> None:
    """Conclusion and rows: which plaques are sought in which year, by whom."""
    table = sought_by_year(view.shown)
    if not table["count"].sum():
        return  # The steps above have said so.
    sentence = sought_by_year_headline(table)
    conclusion(view, sentence)
    rows = []
    for year, plaques in table.groupby("year", sort=False, dropna=False):
        sought = [row for row in plaques.itertuples() if row.count]
        words = [f"{row.level}{row.type} {row.count} 块：{_names(row.names, 5)}" for row in sought]
        rows.append((UNDATED if pd.isna(year) else f"{year}年", int(plaques["count"].sum()), "；".join(words) or "—"))
    labels = {"year": "年份", "count": "块数", "words": "争取的牌子和载体"}
    show_table(pd.DataFrame(rows, columns=list(labels)), list(labels), key, sentence, labels)


def level_table(view: View, key: str) -> None:
    """Conclusion and rows: the highest level of plaque that each carrier holds."""
    table = highest_held(view.plan, view.shown.carriers)
    sentence = lowest_level_headline(table, view.plan.meta.levels[-1])
    conclusion(view, sentence)
    table = table.assign(
        level=table["level"].replace("", "未列已有牌子"), names=table["names"].map(lambda names: _names(names, 12))
    )
    labels = {"level": "已有最高级别", "count": "载体数", "names": "载体"}
    show_table(table, list(labels), key, sentence, labels)


def _names(names: tuple[str, ...], most: int) -> str:
    """At most ``most`` names, and how many there are."""
    return "、".join(names[:most]) + (f"等 {len(names)} 个" if len(names) > most else "") or "—"


@lru_cache(maxsize=32)
def _plaque_rows(view: View) -> pd.DataFrame:
    plaques = view.shown.plaques.merge(view.shown.carriers[["carrier_id", "name", "leads"]], on="carrier_id")
    return plaques.assign(
        plaque=plaques["level"] + plaques["type"],
        status=plaques["status"].map(lambda status: "已有" if status == HELD else "争取"),
        year=[
            # A held plaque has no year to list.
            "—" if status == HELD else "" if pd.isna(year) else f"{year}年"
            for status, year in zip(plaques["status"], plaques["year"], strict=True)
        ],
    )


def plaque_table(view: View, key: str) -> None:
    """Every plaque shown with the words it comes from."""
    plaques = _plaque_rows(view)
    show_table(
        plaques,
        ["carrier_id", "name", "plaque", "status", "year", "leads", "source"],
        key,
        f"{matrix_headline(view.shown.plaques)}。每块的出处原文",
        {"plaque": "牌子", "year": "争取年份", "source": "出处原文"},
    )
