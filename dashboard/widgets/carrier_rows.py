"""The carriers shown, as rows."""

import streamlit as st

from analytics.headlines import total_headline

from .charts import conclusion
from .tables import show_table
from .view import View

_COLUMNS = ["carrier_id", "name", "area", "leads", "guides", "positioning", "industry", "stage", "plaque_text"]


def carrier_table(view: View, key: str) -> None:
    """Every carrier shown, in the order of the annexes."""
    sentence = total_headline(view.shown.carriers)
    conclusion(view, f"载体明细：{sentence}")
    show_table(view.shown.carriers, _COLUMNS, key, sentence, {"plaque_text": "已有／争取授牌（原文）"})
    st.caption("编号＝附件号-序号。点一下载体名称，打开它的载体档案。")
