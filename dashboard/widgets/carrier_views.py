"""One carrier whole: choice with previous and next, every printed field, its bar, plaques, findings."""

from dataclasses import replace
from functools import lru_cache

import pandas as pd
import streamlit as st

from analytics import Plan, area_text, findings_frame, timeline
from analytics.columns import ANNEX_COLUMNS, LABELS, UNDATED
from analytics.headlines import carrier_headline, timeline_headline
from analytics.plaques import HELD

from .charts import conclusion
from .tables import show_table
from .text import literal
from .timeline_chart import gantt_chart
from .view import View

_URL = "carrier"
_CHOICE = "carrier_choice"


def carrier_choice(view: View) -> str:
    """The carrier that the URL names (``?carrier=2-08``), with previous and next among those shown.

    A carrier outside the filters is shown all the same; an unknown one is said and the first one shown.
    """
    wanted = st.query_params.get(_URL, "")
    listed = view.shown.carriers
    if wanted and wanted not in set(view.plan.carriers["carrier_id"]):
        st.warning(f"没有编号为“{literal(wanted)}”的载体，已显示第一个")
    elif wanted and wanted not in set(listed["carrier_id"]):
        st.info("这个载体不在当前筛选之内；前后翻看的是全部载体。")
        listed = view.plan.carriers
    names = dict(zip(listed["carrier_id"], listed["name"], strict=True))
    ids = list(names)
    # The URL leads: it holds the id, where a bound selector would hold the whole label.
    st.session_state[_CHOICE] = wanted if wanted in names else ids[0]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            "载体",
            ids,
            key=_CHOICE,
            format_func=lambda carrier_id: f"{carrier_id} {names[carrier_id]}",
            on_change=lambda: _go(st.session_state[_CHOICE]),
            label_visibility="collapsed",
        )
        place, last = ids.index(chosen), len(ids) - 1
        st.button("上一个", disabled=place == 0, on_click=_go, args=(ids[max(0, place - 1)],), key="previous")
        st.button("下一个", disabled=place == last, on_click=_go, args=(ids[min(last, place + 1)],), key="next")
    return chosen


def _go(carrier_id: str) -> None:
    st.query_params[_URL] = carrier_id


@lru_cache(maxsize=32)
def only(plan: Plan, carrier_id: str) -> Plan:
    """``plan`` with this carrier alone, nothing else filtered."""
    frames = {
        name: getattr(plan, name)[lambda frame: frame["carrier_id"] == carrier_id].reset_index(drop=True)
        for name in ("carriers", "milestones", "plaques")
    }
    return replace(plan, **frames)


def carrier_story(view: View, carrier_id: str) -> None:
    """Conclusion, printed fields beside plaques, then the timeline and the findings of one carrier."""
    plan = only(view.plan, carrier_id)
    carrier = next(plan.carriers.itertuples())
    conclusion(view, carrier_headline(carrier, plan.plaques, plan.milestones))
    left, right = st.columns(2, gap="medium")
    with left:
        _printed_fields(carrier)
    with right:
        _plaques(plan)
        _findings(view.plan, carrier_id)
    if len(plan.milestones):
        gantt_chart(replace(view, shown=plan), "", "carrier_gantt")
        _milestones(plan, view)
    else:
        st.caption("附件1 只写了工作任务，没有写完成时限，所以没有时间轴。")


def _printed_fields(carrier) -> None:
    """Every column of the carrier's row, as read; then what is derived from it."""
    printed = {"plaques": carrier.plaque_text, "leads": "、".join(carrier.leads), "guides": "、".join(carrier.guides)}
    values = {
        "area": area_text(carrier.area),
        "number": f"附件{carrier.annex} 第 {carrier.number} 号（文件第 {carrier.row} 行）",
    }
    lines = [
        (
            column.header,
            str(printed.get(column.name, values.get(column.name, getattr(carrier, column.name, ""))) or "未填"),
        )
        for column in ANNEX_COLUMNS[carrier.annex]
        if column.name != "deadline" and not (carrier.annex == 2 and column.name == "task")
    ]
    derived = [
        (f"{LABELS['industry']}（归类）", carrier.industry),
        (f"{LABELS['stage']}（归类）", "、兼".join([carrier.stage, *carrier.other_stages])),
    ]
    with st.container(gap="xxsmall"):
        for label, value in lines + derived:
            st.markdown(f"**{literal(label)}**　{literal(value)}")


def _plaques(plan: Plan) -> None:
    st.markdown("**牌子与缺口**")
    if plan.plaques.empty:
        st.write("没有已有或争取的牌子")
    for plaque in plan.plaques.itertuples():
        name = literal(f"{plaque.level}{plaque.type}")
        if plaque.status == HELD:
            st.markdown(f"● 已有：{name}")
        else:
            year = UNDATED if pd.isna(plaque.year) else f"{plaque.year}年"
            st.markdown(f"{'◇' if pd.isna(plaque.year) else '◆'} 争取：{name}，{year}")
        st.caption(literal(plaque.source))


def _findings(plan: Plan, carrier_id: str) -> None:
    findings = [finding for finding in plan.findings if finding.carrier_id == carrier_id]
    st.markdown(f"**需要核对 {len(findings)} 处**" if findings else "**没有需要核对的地方**")
    for finding in findings_frame(findings).itertuples():
        words = f"{finding.column}“{finding.value}”：{finding.message}。{finding.advice}"
        st.markdown(f"{finding.severity} ｜ {literal(words)}")


def _milestones(plan: Plan, view: View) -> None:
    milestones = timeline(plan, view.as_of)
    show_table(
        milestones,
        ["step", "task", "deadline_text", "state", "kinds", "plaques"],
        "carrier_milestones",
        f"{timeline_headline(milestones, view.as_of)}。各节点的全文",
        {"plaques": "争取牌子"},
    )
