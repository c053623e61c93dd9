"""The year board: what is due in one year, by department."""

import pandas as pd
import streamlit as st

from analytics import due_in
from analytics.headlines import due_headline

from .charts import conclusion
from .tables import show_table
from .view import View


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
    )
    return int(chosen)


def year_board(view: View, year: int, key: str) -> None:
    """What is due in ``year``: conclusion and rows, by lead department."""
    due = due_in(view.shown, year)
    sentence = due_headline(due, year)
    conclusion(sentence)
    if due.empty:
        _nearest(view, year)
        return
    show_table(due, ["leads", "name", "task", "plaques"], key, sentence, {"plaques": "争取牌子"})


def _nearest(view: View, year: int) -> None:
    """Where a year has nothing due: the years around it that have."""
    years: pd.Series = view.shown.milestones["deadline_year"].dropna()
    earlier, later = years[years < year], years[years > year]
    words = [
        f"上一次到期是 {earlier.max()}年" if len(earlier) else "",
        f"下一次到期是 {later.min()}年" if len(later) else "",
    ]
    if any(words):
        st.write("，".join(word for word in words if word))
