"""Streamlit's own floor: one selectbox, one bar chart, stock settings. What no Streamlit app can be much faster than.

streamlit run floor.py      (in this folder, so that no configuration of the project applies)
"""

from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import streamlit as st


@st.cache_data
def carriers() -> pd.DataFrame:
    """Annex 1 as it is."""
    return pd.read_csv(Path(__file__).parents[2] / "data" / "annex1.csv")


table = carriers()
department = st.selectbox("牵头部门", ["全部", *table["牵头部门"].unique()])
if department != "全部":
    table = table[table["牵头部门"] == department]
st.plotly_chart(go.Figure(go.Bar(x=table["载体名称"], y=table["面积（万m2）"])))
