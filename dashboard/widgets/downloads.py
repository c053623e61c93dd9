"""Downloads of the shown rows: built when clicked, without a rerun."""

import streamlit as st

from analytics.annex_rows import annex_rows
from dashboard.exports.brief import brief_html
from dashboard.exports.csv import annex_csv
from dashboard.exports.names import annex_file_name, report_file_name
from dashboard.exports.slides import presentation
from dashboard.exports.workbook import annex_workbook, report_workbook

from .view import View

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_REPORTS = (
    ("汇报工作簿 XLSX", "xlsx", report_workbook, _XLSX),
    ("汇报材料（网页，可打印）", "html", brief_html, "text/html"),
    ("汇报幻灯片（图表可改）", "pptx", presentation, _PPTX),
)


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


def report_downloads(view: View, key: str) -> None:
    """The whole view to hand out, as filtered: workbook with charts, one offline file to read and print, slides."""
    with st.container(horizontal=True):
        for label, ending, make, mime in _REPORTS:
            st.download_button(
                label,
                data=lambda make=make: make(view.shown, view.plan, view.filters, view.as_of, view.now),
                file_name=report_file_name(view.plan, view.filters, view.today, ending),
                mime=mime,
                on_click="ignore",
                key=f"{key}_{ending}",
            )


def _build(view: View, annex: int, ending: str):
    if ending == "csv":
        return lambda: annex_csv(view.shown, annex)
    return lambda: annex_workbook(view.shown, view.plan, annex, view.filters, view.now)
