"""预览: an uploaded annex judged and, if it is fit, shown on every page of this session only; nothing is written."""

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from analytics import Plan, PlanError, findings_frame
from analytics.changes import report_changes
from analytics.findings import ERROR, Finding
from analytics.loading import plan_with_annex, plan_with_reports
from analytics.progress.headlines import NOTHING_REPORTED, preview_headline
from dashboard.keepers import annex_target, progress_target
from dashboard.plan_source import plan_on_screen
from dashboard.views import findings_view

from .changes import changes_table
from .navigation import open_page
from .tables import show_listing
from .taking import take_form
from .text import literal

_KEY = "_preview"
_PROGRESS = 0
"""Beside the numbers of the annexes: a table that a department has filled in."""
_NAME = "_preview_name"
_ENDED = "_preview_ended"
_URL = "preview"
_JUDGED = "_preview_judged"


def previewed() -> Plan | None:
    """The plan under preview in this session, if any."""
    return st.session_state.get(_KEY)


def preview_bar() -> None:
    """On every page under preview: that it is one, and one click to leave. The file's name stands in the address: it
    outlives the session, and with it the preview."""
    st.query_params[_URL] = st.session_state[_NAME]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.warning("预览：这是你上传的文件，只有你自己看得到，没有写入数据文件夹。")
        st.button("退出预览", on_click=leave_preview, key="leave_preview")


def leave_preview() -> None:
    """Back to the plan that everybody sees (a callback)."""
    st.session_state.pop(_KEY, None)
    st.query_params.pop(_URL, None)


def ended_bar() -> None:
    """On every page, until it is taken notice of: the preview that the address tells of was lost with its session."""
    if lost := st.query_params.pop(_URL, ""):
        st.session_state[_ENDED] = lost
    if not (name := st.session_state.get(_ENDED)):
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.warning(literal(f"预览已结束，下面是正式数据。要再看 {name}，请在“数据校核”页重新上传。"))
        st.button("知道了", on_click=lambda: st.session_state.pop(_ENDED, None), key="preview_ended")


def preview_upload() -> None:
    """Upload of an annex or of a progress file: its findings, what it would change, and, if it is fit, the preview of
    the whole dashboard."""
    plan = plan_on_screen().plan
    annex = st.segmented_control(
        "文件",
        [*(entry.number for entry in plan.meta.annexes), _PROGRESS],
        default=plan.meta.annexes[0].number,
        required=True,
        format_func=lambda number: "进展填报表" if number == _PROGRESS else f"附件{number}",
        key="preview_annex",
    )
    upload = st.file_uploader(
        "选一个 CSV 或 XLSX 文件，先看看有没有问题；只在你这里预览，不写入数据文件夹",
        type=["csv", "xlsx", "xlsm"],
        key=f"preview_upload_{annex}",
    )
    if upload is None:
        st.session_state.pop(_JUDGED, None)
        if annex == _PROGRESS and plan.reports.empty:
            st.caption(NOTHING_REPORTED)
        return
    candidate = _judged(plan, annex, upload)
    if isinstance(candidate, PlanError):
        st.error(f"这个文件有 {len(candidate.findings)} 处错误，不能采用。")
        _findings(candidate.findings)
        return
    findings = [finding for finding in candidate.findings if finding.file == upload.name]
    if annex == _PROGRESS:
        st.success(literal(f"这个文件可以采用：{preview_headline(report_changes(plan, candidate), findings)}。"))
    else:
        st.success("这个文件可以采用。")
    _findings(findings)
    changes_table(plan, candidate, "preview_changes")
    if annex == _PROGRESS:
        target = progress_target(upload.name)
    else:
        target = annex_target(*(entry.file for entry in plan.meta.annexes if entry.number == annex))
    take_form(target, upload.getvalue(), upload.name)
    if st.button("用它预览整个看板", key="enter_preview"):
        st.session_state[_KEY], st.session_state[_NAME] = candidate, upload.name
        st.session_state.pop(_ENDED, None)
        open_page("overview")


def _judged(plan: Plan, annex: int, upload: UploadedFile) -> Plan | PlanError:
    """``plan`` with the uploaded file, or why it cannot be used: judged once, and not again at every run."""
    asked = (upload.file_id, annex, plan.version)
    if st.session_state.get(_JUDGED, (None,))[0] != asked:
        try:
            if annex == _PROGRESS:
                outcome = plan_with_reports(plan, upload.getvalue(), upload.name)
            else:
                outcome = plan_with_annex(plan, annex, upload.getvalue(), upload.name)
        except PlanError as error:
            outcome = error
        st.session_state[_JUDGED] = (asked, outcome)
    return st.session_state[_JUDGED][1]


def _findings(findings: list[Finding]) -> None:
    table = findings_frame(findings)
    if len(table):
        view = findings_view(table)
        st.markdown(f"**{literal(view.conclusion)}**")
        show_listing(view, "preview_findings")
    errors = int((table["severity"] == ERROR).sum())
    if errors:
        st.caption("改好后重新上传。")
