"""Downloads of what is shown: built when clicked, without a rerun; beside them, what they are doing."""

from collections.abc import Callable

import streamlit as st

from dashboard.components.downloads import download_status
from dashboard.exports.brief import brief_html
from dashboard.exports.csv import annex_csv
from dashboard.exports.names import REPORT_NAMES, annex_file_name, report_file_name
from dashboard.exports.slides import presentation
from dashboard.exports.workbook import annex_workbook, report_workbook
from dashboard.facts import count_of_rows
from dashboard.selection import Selection

from .departments import department_named, download_selection
from .progress import progress_downloads
from .text import literal

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_REPORTS = (
    ("xlsx", report_workbook, _XLSX, "各附件和各页的表，图表随单元格变化"),
    ("html", brief_html, "text/html", "一个网页文件，双击打开，不用网络；可打印成 A4 横向"),
    ("pptx", presentation, _PPTX, "一页一个结论，图表的数可以改"),
)


def downloads(selection: Selection, key: str) -> None:
    """Everything to take away under the current filters: both annexes as they stand in the files, and the reports;
    on the page of one department what is its own."""
    of_departments = key == "departments"
    own, words = download_selection(selection) if of_departments else (selection, "")
    with st.container(gap="xsmall"):
        if words:
            st.caption(literal(words))
        _annexes(own, key)
        _reports(own, key)
        if of_departments:
            progress_downloads(selection, department_named(selection))
        download_status(f"{key}_status")


def _annexes(selection: Selection, key: str) -> None:
    """CSV and XLSX of each annex; the unfiltered files taken as ``data/`` give the same plan."""
    for annex in selection.whole.meta.annexes:
        count = count_of_rows(selection.shown, annex.number)
        for ending, mime in (("csv", "text/csv"), ("xlsx", _XLSX)):
            st.download_button(
                f"附件{annex.number} {ending.upper()}（{count} 行）",
                data=_annex_builder(selection, annex.number, ending),
                file_name=annex_file_name(selection, annex.number, ending),
                mime=mime,
                on_click="ignore",
                disabled=not count,
                help=None if count else "当前筛选下没有这个附件的行",
                key=f"{key}_{annex.number}_{ending}",
            )


def _annex_builder(selection: Selection, annex: int, ending: str) -> Callable[[], bytes]:
    if ending == "csv":
        return lambda: annex_csv(selection.shown, annex)
    return lambda: annex_workbook(selection, annex)


def _reports(selection: Selection, key: str) -> None:
    """Workbook with charts, one offline file to read and print, slides."""
    for ending, make, mime, what in _REPORTS:
        st.download_button(
            REPORT_NAMES[ending],
            data=lambda make=make: make(selection),
            file_name=report_file_name(selection, ending),
            mime=mime,
            on_click="ignore",
            help=what,
            key=f"{key}_{ending}",
        )
