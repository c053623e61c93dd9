"""Downloads of the shown rows: built when clicked, without a rerun."""

import streamlit as st

from analytics.annex_rows import annex_rows
from dashboard.exports.csv import annex_csv
from dashboard.exports.names import annex_file_name
from dashboard.exports.workbook import annex_workbook

from .view import View

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def annex_downloads(view: View, key: str) -> None:
    """CSV and XLSX of both annexes as filtered; the unfiltered files taken as ``data/`` give the same plan."""
    with st.container(horizontal=True):
        for annex in view.plan.meta.annexes:
            _, rows = annex_rows(view.shown, annex.number)
            for ending, mime in (("csv", "text/csv"), ("xlsx", _XLSX)):
                st.download_button(
                    f"附件{annex.number} {ending.upper()}（{len(rows)} 行）",
                    data=_build(view, annex.number, ending),
                    file_name=annex_file_name(view.shown, annex.number, view.filters, view.today, ending),
                    mime=mime,
                    on_click="ignore",
                    disabled=not rows,
                    help=None if rows else "当前筛选下没有这个附件的行",
                    key=f"{key}_{annex.number}_{ending}",
                )


def _build(view: View, annex: int, ending: str):
    if ending == "csv":
        return lambda: annex_csv(view.shown, annex)
    return lambda: annex_workbook(view.shown, view.plan, annex, view.filters, view.now)
