"""The year board: what is due in one year, by department."""

import pandas as pd
import streamlit as st

from analytics import due_in
from analytics.headlines import due_headline

from .charts import conclusion
from .tables import show_table
from .text import literal
from .view import View, once_a_view


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


@once_a_view
def _due(view: View, year: int) -> pd.DataFrame:
    return due_in(view.shown, year)


def year_board(view: View, year: int, key: str) -> None:
    """What is due in ``year``: conclusion and rows, by lead department; where nothing is, the next year with some."""
    due = _due(view, year)
    sentence = due_headline(due, year)
    conclusion(view, sentence)
    if due.empty:
        years = view.shown.milestones["deadline_year"].dropna()
        if len(earlier := years[years < year]):
            st.write(f"上一次到期是 {earlier.max()}年。")
        if years[years > year].empty:
            return
        following = int(years[years > year].min())
        due = _due(view, following)
        sentence = f"下一次：{due_headline(due, following)}"
        st.markdown(f"**{literal(sentence)}**")
    show_table(due, ["leads", "name", "task", "plaques"], key, sentence, {"plaques": "争取牌子"})
