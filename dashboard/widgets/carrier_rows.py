"""The carriers shown, as rows."""

import pandas as pd
import streamlit as st

from analytics.columns import header_of
from analytics.headlines import total_headline

from .charts import conclusion
from .tables import show_table
from .view import View

_COLUMNS = ["carrier_id", "name", "area", "leads", "guides", "positioning", "industry", "stage", "plaque_text"]


def carrier_table(view: View, key: str) -> None:
    """Every carrier shown, in the order of the annexes."""
    sentence = total_headline(view.shown.carriers)
    conclusion(view, f"载体明细：{sentence}")
    carrier_rows(view.shown.carriers, _COLUMNS, key, sentence)
    st.caption("编号＝附件号-序号。点一下载体名称，打开它的载体档案。")


def carrier_rows(carriers: pd.DataFrame, columns: list[str], key: str, alt: str) -> None:
    """``columns`` of ``carriers``; the plaques as printed, with their annex's heading."""
    show_table(_with_plaques_named(carriers), columns, key, alt, {"plaque_text": "牌子（原文）"})


def _with_plaques_named(carriers: pd.DataFrame) -> pd.DataFrame:
    words = zip(carriers["annex"], carriers["plaque_text"], strict=True)
    return carriers.assign(
        plaque_text=[f"{header_of(annex, 'plaques')}：{text}" if text else "" for annex, text in words]
    )
