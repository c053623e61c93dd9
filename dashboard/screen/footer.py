"""The last line of every page: source, what the figures are, and which data they come from."""

import streamlit as st

from analytics import Plan

from .text import literal


def footer(plan: Plan, data_words: str) -> None:
    """Source of the plan, the reminder that it is a plan, and ``data_words``, which data."""
    facts = plan.meta.facts
    st.caption(
        literal(
            f"来源：《{facts.title}》（{facts.document_number}，{facts.issued.year}年{facts.issued.month}月{facts.issued.day}日）"
            f" · 显示的是方案安排，不是完成情况 · {data_words}"
        )
    )
