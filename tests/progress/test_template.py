"""progress.md §5: the table a department fills in, as CSV and as a workbook, and what comes back."""

import csv
import io
from datetime import date

import openpyxl
import pytest

from analytics import Plan, load_plan
from analytics.departments import departments_of
from analytics.loading import plan_with_reports
from analytics.progress.template import template_csv, template_rows
from dashboard.exports.workbook import progress_template

from .rows import HEADINGS, TODAY, reported, row

LEADS = ["区科技局", "区商务委", "区残联", "区经济信息委", "区台办", "区文化旅游委", "九宫庙商圈公司", "建桥公司"]


def items(plan: Plan, department: str) -> list[tuple[str, str]]:
    """(载体名称, 事项) of each row."""
    return [row.cells[:2] for row in template_rows(plan, department, TODAY)]


def test_a_department_gets_its_own_tasks_plaques_and_carriers(plan: Plan):
    """建桥公司 leads 皖新大厦 alone: three tasks, two plaques (whose milestone has no row of its own), the carrier."""
    assert items(plan, "建桥公司") == [
        ("皖新大厦", "确定建设业主，启动项目主体建设改造。"),
        ("皖新大厦", "完成项目建设。"),
        ("皖新大厦", "明确产业方向，启动招商引资。"),
        ("皖新大厦", "市级科技孵化器"),
        ("皖新大厦", "区级创业孵化基地"),
        ("皖新大厦", "载体"),
    ]


def test_all_rows_of_all_leads_are_the_whole_plan(plan: Plan):
    rows = [cells for lead in LEADS for cells in items(plan, lead)]

    # 32 milestones of which 13 bring plaques, 10 tasks of annex 1, 34 plaques, 20 carriers.
    bring = plan.milestones["task"].str.contains("授牌").sum()
    assert bring == 13
    assert len(rows) == len(set(rows)) == 32 - bring + 10 + 34 + 20


def test_who_only_guides_gets_the_plaques_it_guides(plan: Plan):
    names = {name for _, name in items(plan, "区人力社保局")}

    assert names == {"市级创业孵化基地", "区级创业孵化基地"}


def test_indicators_stand_where_no_carrier_is_led_or_guided(plan: Plan):
    labels = ["建成各类孵化载体", "孵化载体总面积", "聚集企业和团队", "孵化科技型企业"]

    assert [item for _, item in items(plan, "区发展改革委")] == labels
    assert not {item for _, item in items(plan, "区科技局")} & set(labels)
    assert "区发展改革委" in departments_of(plan)


def test_open_rows_come_first_with_what_was_reported_last(plan: Plan):
    with_reports = reported(
        plan,
        row("2-10", "确定建设业主，启动项目主体建设改造。", "已完成", 实际日期="2023-05-01", 依据="备案"),
        row("2-10", "明确产业方向，启动招商引资。", "进行中", "2026-06-30"),
    )
    rows = template_rows(with_reports, "建桥公司", TODAY)

    assert [row.cells[1] for row in rows] == [
        "完成项目建设。",
        "明确产业方向，启动招商引资。",
        "市级科技孵化器",
        "区级创业孵化基地",
        "载体",
        "确定建设业主，启动项目主体建设改造。",
    ]
    assert rows[1].last == ("进行中", "2026-06-30", "")
    assert rows[5].last == ("已完成 2023-05-01", "2026-10-31", "备案")


def test_words_to_choose_from(plan: Plan):
    won = row("2-10", "市级科技孵化器", "已获得", 实际日期="2026-05-01", 依据="渝科")
    words = {row.cells[1]: row.words for row in template_rows(reported(plan, won), "建桥公司", TODAY)}

    assert words["完成项目建设。"] == ("未启动", "进行中", "已完成", "不再实施")
    assert words["区级创业孵化基地"] == ("未申报", "已申报", "已获得", "未获得", "不再争取")
    # Only what was won can be lost.
    assert words["市级科技孵化器"][-2:] == ("有效", "已失去")
    assert words["载体"] == ("正常运营", "更名", "停运", "撤出")
    held = {row.cells[1]: row.words for row in template_rows(plan, "区残联", TODAY)}
    assert held["市级众创空间"] == ("有效", "已失去")


@pytest.mark.parametrize("department", [*LEADS, "区人力社保局", "区发展改革委"])
def test_an_untouched_template_reports_nothing(plan: Plan, department: str):
    for data, file in (
        (template_csv(plan, department, TODAY), "t.csv"),
        (progress_template(plan, department, TODAY), "t.xlsx"),
    ):
        back = plan_with_reports(plan, data, file, TODAY)
        assert back.reports.empty
        assert [finding.code for finding in back.findings if finding.file == file] in ([], ["sheet-used"])


def filled(plan: Plan, answers: dict[str, tuple[str, ...]]) -> bytes:
    """The workbook of 建桥公司 with 状态, 实际日期, 依据, 进展情况 typed in, by 事项."""
    workbook = openpyxl.load_workbook(io.BytesIO(progress_template(plan, "建桥公司", TODAY)))
    sheet = workbook["填报"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for cells in sheet.iter_rows(min_row=2):
        for heading, text in zip(
            ("状态", "实际日期", "依据", "进展情况"), answers.get(cells[1].value, ()), strict=False
        ):
            sheet.cell(cells[0].row, columns[heading]).value = text
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def test_a_clerks_words_come_back_as_written(plan: Plan):
    answers = {
        "完成项目建设。": ("办结", "2024-11", "竣工备案〔2024〕3号", "主体完工，=正在分割"),
        "市级科技孵化器": ("未申报", "", "", "待运营满一年"),
    }
    back = plan_with_reports(plan, filled(plan, answers), "建桥公司.xlsx", TODAY)

    assert list(zip(back.reports["item_text"], back.reports["status"], strict=True)) == [
        ("完成项目建设。", "已完成"),
        ("市级科技孵化器", "未申报"),
    ]
    first = back.reports.iloc[0]
    assert (first.status_text, first.date_text, first.evidence) == ("办结", "2024-11", "竣工备案〔2024〕3号")
    assert first.progress == "主体完工，=正在分割"
    assert (first.carrier_id, first.step, first.department) == ("2-10", 2, "建桥公司")


def test_every_row_has_its_drop_down(plan: Plan):
    sheet = openpyxl.load_workbook(io.BytesIO(progress_template(plan, "建桥公司", TODAY)))["填报"]
    choices = {
        str(cell): choice.formula1
        for choice in sheet.data_validations.dataValidation
        for area in choice.sqref.ranges
        for cell in (f"E{number}" for number in range(area.min_row, area.max_row + 1))
    }

    assert sheet["E1"].value == "状态"
    assert set(choices) == {f"E{number}" for number in range(2, 8)}
    assert choices["E2"] == '"未启动,进行中,已完成,不再实施"'
    assert choices["E7"] == '"正常运营,更名,停运,撤出"'
    # Dates stay as typed: 2024-11 is no day.
    assert sheet["F2"].number_format == "@"


def test_the_workbook_says_how_it_is_filled(plan: Plan):
    workbook = openpyxl.load_workbook(io.BytesIO(progress_template(plan, "建桥公司", TODAY)))
    texts = [cell.value for row in workbook["怎么填"].iter_rows() for cell in row if cell.value]

    assert sum(text.startswith("例") for text in texts) == 3
    assert {"状态", "实际日期", "依据", "进展情况"} <= set(texts)


def test_a_name_that_looks_like_a_formula_stays_a_name(write_plan):
    plan = load_plan(write_plan(annex1=[{"序号": "1", "载体名称": "=1+1基地"}]))
    data = template_csv(plan, "区科技局", TODAY)
    assert "'=1+1基地" in data.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    [number] = [number for number, cells in enumerate(rows) if cells[:2] == ["'=1+1基地", "载体"]]
    rows[number][HEADINGS.index("状态")] = "停运"
    text = io.StringIO()
    csv.writer(text).writerows(rows)

    back = plan_with_reports(plan, text.getvalue().encode("utf-8-sig"), "t.csv", TODAY)
    assert list(back.reports["carrier_id"]) == ["1-01"]


def test_the_day_of_the_template_is_the_day_it_speaks_for(plan: Plan):
    rows = template_rows(plan, "建桥公司", date(2026, 3, 31))

    assert {row.cells[HEADINGS.index("截至日期")] for row in rows} == {"2026-03-31"}
