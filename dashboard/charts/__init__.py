"""Fact tables → Plotly figures, one file a chart; ``style`` holds colours and sizes. Nothing here imports Streamlit.

Marks carry ``customdata`` [name, value, name, value …]: what a click filters by (dashboard/screen/charts.py).
"""
