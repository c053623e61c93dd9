"""What the files and the plan leave to check: summary, rows, printed totals, preview of an uploaded file."""

from functools import lru_cache

import pandas as pd
import streamlit as st

from analytics import area_text, exact_sum, findings_shown
from analytics.findings import NOTE
from analytics.headlines import findings_headline, short
from dashboard.charts.text_rows import build_text_rows, describe_rows
from dashboard.exports.findings import findings_csv

from .charts import Picture, conclusion, show_picture
from .navigation import page_link
from .tables import show_table
from .text import literal
from .view import View

_MOST_NAMES = 2


@lru_cache(maxsize=32)
def _shown_findings(view: View) -> pd.DataFrame:
    return findings_shown(view.plan.findings, view.shown.carriers)


def findings_summary(view: View) -> None:
    """How many findings there are, with the way to them."""
    conclusion(view, f"数据校核：{findings_headline(_shown_findings(view))}")
    page_link("checks", "查看每一处")


def findings_table(view: View) -> None:
    """Every finding with place, words, reason and mend, by file; a carrier's name leads to it."""
    findings = _shown_findings(view)
    conclusion(view, findings_headline(findings))
    names = view.plan.carriers.set_index("carrier_id")["name"]
    findings = findings.assign(name=findings["carrier_id"].map(names).fillna("（整个方案）"))
    for file, rows in findings.groupby("file"):
        sentence = f"{file}：{findings_headline(rows)}"
        st.markdown(f"**{literal(sentence)}**")
        findings_rows(rows, ["name"], f"findings_{file}", sentence)
    st.download_button(
        "下载校核清单 CSV",
        data=lambda: findings_csv(findings),
        file_name=f"数据校核_{view.today:%Y%m%d}.csv",
        mime="text/csv",
        on_click="ignore",
        key="findings_csv",
    )
    st.caption("错误：文件不能采用。提示：已采用，请核对。说明：已采用，供了解。点一下载体名称，打开载体档案。")


def findings_slide(view: View, key: str) -> None:
    """For the meeting room: what has to be checked, a line for each kind with the carriers it is about."""
    show_picture(view, _slide(view), key)


@lru_cache(maxsize=32)
def _slide(view: View) -> Picture:
    findings = _shown_findings(view)
    sentence = findings_headline(findings)
    names = view.plan.carriers.set_index("carrier_id")["name"]
    lines: dict[str, list[str]] = {}
    for row in findings[findings["severity"] != NOTE].itertuples():
        # The words of the notice that a message quotes are for the desk, not for the room.
        lines.setdefault(row.message.split("（正文")[0], []).append(names.get(row.carrier_id, "整个方案"))
    rows = [(_whom(list(dict.fromkeys(about))), message) for message, about in lines.items()]
    if notes := int((findings["severity"] == NOTE).sum()):
        rows.append((f"另有 {notes} 处说明", "供了解，见数据校核页"))
    if not rows:
        return Picture(sentence)
    figure = build_text_rows(rows, scale=view.scale)
    return Picture(sentence, figure, f"{sentence}。{describe_rows(rows)}", "问题清单", clicks=False)


def _whom(names: list[str]) -> str:
    shown = "、".join(short(name) for name in names[:_MOST_NAMES])
    return shown + (f"等 {len(names)} 个" if len(names) > _MOST_NAMES else "")


def findings_rows(findings: pd.DataFrame, first: list[str], key: str, alt: str) -> None:
    """Findings of one file as rows: severity, the columns ``first``, words, mend, value, place in the file."""
    places = [f"第 {row.row} 行 {row.column}" if row.row else row.column for row in findings.itertuples()]
    columns = ["severity", *first, "message", "advice", "value", "place"]
    show_table(findings.assign(place=places), columns, key, alt, {"name": "载体", "place": "位置"})


def totals_table(view: View) -> None:
    """Printed totals beside the sums of the rows, and of both annexes together."""
    conclusion(view, "文件印的合计与逐行相加")
    rows = []
    for annex in view.plan.meta.annexes:
        areas = view.plan.carriers.loc[view.plan.carriers["annex"] == annex.number, "area"]
        total = exact_sum(areas)
        rows.append(
            {
                "file": f"附件{annex.number} {annex.title}",
                "count": len(areas),
                "printed": area_text(float(annex.printed_total)),
                "total": area_text(total),
                "verdict": "一致" if total == float(annex.printed_total) else "不一致，以逐行相加为准",
            }
        )
    show_table(
        pd.DataFrame(rows),
        ["file", "count", "printed", "total", "verdict"],
        "totals",
        "文件印的合计与逐行相加：" + "；".join(f"{row['file']} {row['verdict']}" for row in rows),
        {"file": "附件", "printed": "印的合计", "total": "逐行相加", "verdict": "核对"},
    )
