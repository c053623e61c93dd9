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


THIRD = (
    row("2-01", "明确运营机构，加快企业入驻和项目包装。", "已完成", "2022-12-31", 实际日期="2022-12-01", 依据="甲"),
    row("2-06", "明确运营机构，加强包装运营。", "已完成", 实际日期="2022-12", 依据="乙"),
    row("2-08", "区级创业孵化基地", "已获得", 实际日期="2023-08-01", 依据="渡人社〔2023〕2号"),
    row("2-07", "加大招商引资力度。", "已完成", 实际日期="2022年"),
    row("2-10", "确定建设业主，启动项目主体建设改造。", "已完成", "2026-09-30", 实际日期="2024-03-01", 依据="丙"),
    row("2-02", "加强沟通对接，制定建设方案，打造全产业链影视基地，吸引企业聚集入驻。", "已完成", 依据="丁"),
    row("2-10", "完成项目建设。", "进行中", "2026-09-30"),
    row("2-07", "明确运营机构，制定建设方案。", "未启动"),
    row("2-05", "制定建设方案。", "不再实施", 依据="戊"),
    row("2-09", "加快项目建设。", "已完成", 实际日期="2022"),
    row("2-09", "加快项目建设。", "进行中"),
    row("2-09", "启动招商引资，制定建设方案。", "进行中", "2023-06-30"),
    row("1-01", "国家级众创空间", "已失去", 实际日期="2025-05-01", 依据="国科〔2025〕9号"),
    row("1-02", "市级众创空间", "有效"),
    row("2-07", "市级科技孵化器", "已获得", 实际日期="2026-05-01", 依据="渝科〔2026〕5号"),
    row("2-06", "市级科技孵化器", "已获得", 实际日期="2023-05-01"),
    row("1-04", "载体", "撤出", "2026-10-01"),
)
"""About a third reported. Due on 2026-11-27: 31.

按期 with 依据: 2-01 step 1 (2022), 2-06 step 1 (2022), 2-08 step 2 (a plaque, 2023);
按期 without: 2-07 step 1 (2022); 逾期 with: 2-10 step 1 (2024 for 2023); without a date, with 依据: 2-02 step 1;
逾期未完成: 2-10 step 2, 2-07 step 2; 不再实施: 2-05 step 2; 有分歧: 2-09 step 1; before its deadline: 2-09 step 2.
"""
