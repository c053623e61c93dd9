"""What is said when something is not as it should be: Chinese, to the person who can mend it, never a traceback."""

import logging
import secrets
from datetime import date

import streamlit as st

from analytics import Plan, PlanError, findings_frame
from analytics.contents import in_words_of
from dashboard.exports.findings import findings_csv
from dashboard.plan_source import Loaded, moment, put_in
from dashboard.selection import Selection

from .filters import clear_buttons, reset_filters
from .text import literal

_LOGGER = logging.getLogger(__name__)
_MOST = 50


def plan_error_box(error: PlanError) -> None:
    """The page that stands in for all others while the files cannot be read: every error, at most 50, with its mend."""
    st.header("数据没有读进来", divider="red", anchor=False)
    st.error(f"共 {len(error.findings)} 处错误。按下面的说明改好文件，放回数据文件夹，然后刷新本页。")
    _error_list(error)


def _error_list(error: PlanError) -> None:
    for finding in error.findings[:_MOST]:
        st.markdown(f"- {literal(finding.sentence())}")
    if len(error.findings) > _MOST:
        st.caption(f"另有 {len(error.findings) - _MOST} 处未列出，全部在下载的清单里")
    st.download_button(
        "下载错误清单",
        data=lambda: findings_csv(findings_frame(error.findings)),
        file_name="数据错误.csv",
        mime="text/csv",
        on_click="ignore",
        key="errors_csv",
    )


def refused_banner(loaded: Loaded) -> None:
    """On every page: which files were refused, since when, and which data stand on screen instead."""
    files = dict.fromkeys(finding.file for finding in loaded.problem.findings)
    words = []
    for file in files:
        count = sum(finding.file == file for finding in loaded.problem.findings)
        when = put_in(file, loaded.plan)
        words.append(f"{file}{f'（{when} 放入）' if when else ''}有 {count} 处错误，未采用")
    shown = f"当前显示 {moment(loaded.version.accepted)} 的数据" if loaded.version else "当前显示上一次的数据"
    st.error(literal(f"{'；'.join(words)}；{shown}"))
    with st.expander("错误在哪里、怎么改"):
        _error_list(loaded.problem)


def unsaved_banner(loaded: Loaded) -> None:
    """The data are on screen, but could not be kept for a bad day."""
    st.warning(literal(f"数据已采用，但没有存下备份（{loaded.unsaved}）。请管理员检查 state 文件夹的空间和权限。"))


def missing_banner(loaded: Loaded) -> None:
    """What the data on screen lack of the version before, where nothing else changed: a filtered download put back as
    the whole is accepted, and nobody would notice (inputs.md row 65)."""
    if loaded.version and loaded.version.missing:
        st.warning(literal(f"{loaded.version.missing}。若不是有意删去的，请放回完整的文件；详见数据校核“本次变化”。"))


def clock_banner(today: date, plan: Plan) -> None:
    """Before the notice was issued the server's clock can only be wrong, and with it what is due."""
    issued = plan.meta.facts.issued
    if issued and today < issued:
        st.warning(f"服务器的日期是 {today}，早于方案印发的 {issued}：到期情况不可信。请管理员校准服务器的时钟。")


def nothing_left(selection: Selection) -> None:
    """A filter that leaves nothing says why, and offers to clear what is in the way, or everything."""
    st.info(literal(_why_nothing(selection)))
    with st.container(horizontal=True):
        clear_buttons(selection, lambda other: len(other.shown.carriers) > 0, "empty")
        st.button("清除全部筛选", on_click=reset_filters, key="reset_empty")


def _why_nothing(selection: Selection) -> str:
    years = selection.filters.year
    if years and len(selection.without("year").shown.carriers):
        words = "、".join(f"{year}年" for year in years)
        whose = in_words_of(selection.whole, "所选载体") if len(selection.filters.active) > 1 else "方案"
        return f"{whose}{words}没有节点到期。"
    return in_words_of(selection.whole, "没有符合条件的载体。请减少筛选条件，或清除全部筛选。")


def script_error_box(error: Exception) -> bool:
    """Stands in for Streamlit's English box: a Chinese one with a number that is also in the log, beside the traceback.

    Returns True, which tells Streamlit that the error has been shown.
    """
    number = secrets.token_hex(3)
    _LOGGER.error("页面出错，编号 %s", number, exc_info=error)
    st.error(f"这一页出错了，编号 {number}。请刷新页面；如仍出错，把编号告诉管理员，运行日志里有详细原因。")
    return True
