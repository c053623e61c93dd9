"""The year board: what is due in one year, by department."""

from functools import lru_cache

import pandas as pd
import streamlit as st

from analytics import due_in
from analytics.headlines import due_by_department, due_headline, short
from dashboard.charts.text_rows import build_text_rows, describe_rows

from .charts import Picture, conclusion, show_picture
from .tables import show_table
from .text import literal
from .view import View

_MOST_ON_BOARD = 6
_MOST_ON_SLIDE = 11


def year_choice(view: View, key: str) -> int:
    """The year to look at: the as-of date's by default, any year of the plan."""
    years = list(view.plan.meta.years)
    default = min(max(view.as_of.year, years[0]), years[-1])
    chosen = st.segmented_control(
        "年份",
        years,
        default=default,
        required=True,
        format_func=lambda year: f"{year}年",
        key=key,
        label_visibility="collapsed",
        wrap=True,
    )
    return int(chosen)


def year_board(view: View, year: int, key: str) -> None:
    """What is due in ``year``: conclusion, every department's part, rows; where nothing is, the next year with some."""
    due = due_in(view.shown, year)
    sentence = due_headline(due, year)
    conclusion(view, sentence)
    if due.empty:
        before, following = _years_around(view, year)
        if before:
            st.write(f"上一次到期是 {before}年。")
        if not following:
            return
        due = due_in(view.shown, following)
        sentence = f"下一次：{due_headline(due, following)}"
        st.markdown(f"**{literal(sentence)}**")
    st.markdown(literal(f"谁来做：{due_by_department(due)}"))
    show_table(_on_board(due), ["leads", "name", "task", "plaques"], key, sentence, {"plaques": "争取牌子"})
    if len(due) > _MOST_ON_BOARD:
        st.caption(f"这里列前 {_MOST_ON_BOARD} 个，共 {len(due)} 个：左侧按到期年份筛选，时间轴的节点明细里是全部。")


def _on_board(due: pd.DataFrame) -> pd.DataFrame:
    return due.head(_MOST_ON_BOARD)


def year_slide(view: View, key: str) -> None:
    """The same for the meeting room, in lines of large type."""
    show_picture(view, _slide(view), key)


@lru_cache(maxsize=32)
def _slide(view: View) -> Picture:
    year = view.as_of.year
    due = due_in(view.shown, year)
    sentence = due_headline(due, year)
    rows = _slide_rows(due)
    if due.empty:
        before, following = _years_around(view, year)
        for words, other in (("下一次", following), ("上一次", before)):
            if other:
                there = due_in(view.shown, other)
                rows += [(f"{words}：{due_headline(there, other)}", ""), *_slide_rows(there)]
    if not rows:
        return Picture(sentence)
    figure = build_text_rows(rows, scale=view.scale)
    return Picture(sentence, figure, f"{sentence}。{describe_rows(rows)}", f"{year}年到期", clicks=False)


def _slide_rows(due: pd.DataFrame) -> list[tuple[str, str]]:
    """A line a milestone; where these are more than a slide holds, a line a department."""
    if len(due) <= _MOST_ON_SLIDE:
        return [
            ("、".join(row.leads), f"{row.name}：{row.task}" + (f"★ {row.plaques}" if row.plaques else ""))
            for row in due.itertuples()
        ]
    departments = due.explode("leads").groupby("leads", sort=False)
    ordered = sorted(departments, key=lambda department: -len(department[1]))
    return [
        (
            f"{lead} {len(rows)} 个{_with_plaques(rows)}",
            "、".join(short(name) for name in dict.fromkeys(rows["name"])),
        )
        for lead, rows in ordered
    ]


def _with_plaques(rows: pd.DataFrame) -> str:
    bring = int((rows["plaques"] != "").sum())
    return f"（{bring} 个争取牌子）" if bring else ""


def _years_around(view: View, year: int) -> tuple[int, int]:
    """The last year before ``year`` and the first one after it in which something is due; 0 where there is none."""
    years = [int(other) for other in view.shown.milestones["deadline_year"].dropna()]
    return max((other for other in years if other < year), default=0), min(
        (other for other in years if other > year), default=0
    )
