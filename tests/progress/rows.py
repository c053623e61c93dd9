"""Rows of progress files for the tests, typed by hand as a clerk would."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from analytics import Plan
from analytics.findings import Finding
from analytics.progress.judging import PrintedReport, judge_file, reports_frame
from analytics.progress.matching import plan_items

# fmt: off
HEADINGS = ("载体名称", "事项", "完成时限", "填报部门", "状态", "实际日期", "实际数", "依据", "进展情况", "存在问题",
            "截至日期", "调整后时限")
_NAMES = ("carrier_text", "item_text", "deadline_text", "department", "status_text", "date_text", "value_text",
          "evidence", "progress", "problems", "as_of_text", "adjusted_text")
# fmt: on

TODAY = date(2026, 11, 27)

Row = Mapping[str, str]


def row(carrier: str, item: str, status: str = "", as_of: str = "2026-10-31", **more: str) -> dict[str, str]:
    """A row by heading; ``more``: 依据="…", 实际日期="…" and so on."""
    cells = {"载体名称": carrier, "事项": item, "状态": status, "截至日期": as_of, "填报部门": "区科技局"}
    return dict.fromkeys(HEADINGS, "") | cells | more


def judged(
    plan: Plan, rows: Iterable[Row], today: date = TODAY, file: str = "区科技局.csv"
) -> tuple[Plan, list[Finding]]:
    """``plan`` with the reports of one file of ``rows``, and the findings of that file."""
    printed = [
        PrintedReport(file, "", number, {name: cells[heading] for name, heading in zip(_NAMES, HEADINGS, strict=True)})
        for number, cells in enumerate(rows, start=2)
    ]
    found = judge_file(printed, plan_items(plan), today)
    return replace(plan, reports=reports_frame(found.reports)), list(found.findings)


def reported(plan: Plan, *rows: Row, today: date = TODAY) -> Plan:
    """``plan`` with reports that a test is not about the findings of."""
    return judged(plan, rows, today)[0]
