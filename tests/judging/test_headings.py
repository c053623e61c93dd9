"""Headings as other offices write them, and areas with more than a number (inputs.md rows 58, 59, 61)."""

from decimal import Decimal

import pytest

from analytics import PlanError, load_plan
from analytics.columns import ANNEX_SHAPES
from analytics.findings import ERROR, HINT, NOTE, Finding
from analytics.judging import JudgedAnnex, judge_annex
from analytics.reading.table_reader import read_table
from tests.support.inputs import HEADINGS, csv_bytes, table, xlsx_bytes


def judge(rows, annex: int = 1) -> tuple[JudgedAnnex, list[tuple[str, str, int]]]:
    found, findings = read_table(csv_bytes(rows), f"annex{annex}.csv", ANNEX_SHAPES[annex])
    judged = judge_annex(found)
    return judged, [(told.severity, told.code, told.row) for told in (*findings, *judged.findings)]


SMALL = [judge(table(1))[0], judge(table(2), 2)[0]]


@pytest.mark.parametrize(
    ("annex", "changes"),
    [
        (1, {2: "名称", 4: "运营单位", 5: "责任单位", 6: "主管部门", 7: "产业定位", 8: "授牌情况", 9: "工作内容"}),
        (1, {2: "项目名称", 3: "建筑面积（万m2）", 4: "建设单位", 5: "责任部门", 9: "重点任务"}),
        (2, {2: "载体名称", 3: "规划面积（万㎡）", 4: "业主单位", 5: "牵头责任单位", 8: "拟授牌", 10: "时间节点"}),
        (2, {2: "项目名称", 10: "完成期限"}),
        (2, {10: "完成时间", 4: "产权单位"}),
        (1, {2: "*载体（园区）名称", 5: "牵头（责任）单位"}),
        (2, {2: "企业名称：", 5: "主办单位", 10: "计划完成时间（年）"}),
    ],
)
def test_row_59_usual_other_headings_are_read_and_told(annex, changes):
    judged, told = judge(table(annex, {(1, column): heading for column, heading in changes.items()}), annex)
    assert (judged.carriers, judged.milestones) == (SMALL[annex - 1].carriers, SMALL[annex - 1].milestones)
    assert told == [(HINT, "renamed-heading", 1)] * len(changes)


def test_row_59_the_printed_heading_goes_before_another_that_could_be_it():
    rows = [[*row, "区某办"] for row in table(1)]
    rows[0][-1] = "责任单位"
    judged, told = judge(rows)
    assert (judged.carriers, told) == (SMALL[0].carriers, [])


def test_row_59_headings_of_others_are_no_names():
    rows = [["序号", "工作任务", "牵头单位联系人", "运营机构名称", "牵头领导"], ["1", "做事", "张三", "甲公司", "李四"]]
    judged, _ = judge(rows)
    assert [(carrier.name, carrier.leads) for carrier in judged.carriers] == [("做事", ("（未填）",))]


def test_row_59_two_areas_of_which_none_is_called_so_are_not_chosen_between():
    rows = [[*row, "9"] for row in table(1, {(1, 3): "建筑面积（万m2）"})]
    rows[0][-1] = "规划面积（万m2）"
    assert (ERROR, "repeated-heading", 1) in judge(rows)[1]


def test_row_59_any_other_heading_from_the_plan(write_plan):
    folder = write_plan()
    content = (folder / "annex1.csv").read_text(encoding="utf-8-sig")
    content = content.replace("牵头部门", "责任处室").replace("面积（万m2）", "楼宇体量（万平方米）")
    (folder / "annex1.csv").write_text(content, encoding="utf-8-sig")
    absent = [finding for finding in load_plan(folder).findings if finding.code == "absent-column"]
    assert [finding.column for finding in absent] == ["面积（万m2）", "牵头部门"]

    meta = (folder / "plan.toml").read_text(encoding="utf-8")
    columns = '[columns]\n"责任处室" = "牵头部门"\n"楼宇体量（万平方米）" = "面积（万m2）"\n'
    (folder / "plan.toml").write_text(f"{meta}\n{columns}", encoding="utf-8")
    plan = load_plan(folder)

    assert plan.carriers.iloc[0]["leads"] == ("区科技局",)
    assert plan.carriers.iloc[0]["area"] == 1
    assert [finding.column for finding in plan.findings if finding.code == "renamed-heading"] == [
        "楼宇体量（万平方米）",
        "责任处室",
    ]


def test_row_59_a_column_that_no_annex_has_is_named(write_plan):
    folder = write_plan()
    meta = (folder / "plan.toml").read_text(encoding="utf-8")
    (folder / "plan.toml").write_text(f'{meta}\n[columns]\n"责任处室" = "牵头处室"\n', encoding="utf-8")
    with pytest.raises(PlanError) as error:
        load_plan(folder)
    (finding,) = error.value.findings
    assert (finding.code, finding.column, finding.value) == ("plan-toml", "columns.责任处室", "牵头处室")
    assert "牵头部门" in finding.advice


def two_rows(annex: int, upper: dict[int, str], lower: dict[int, str]) -> list[list[str]]:
    """The small annex with a heading of two rows: columns from 1 → text, all others as printed in the upper one."""
    rows = table(annex)
    width = len(rows[0])
    above = [upper.get(column, rows[0][column - 1]) for column in range(1, width + 1)]
    return [above, [lower.get(column, "") for column in range(1, width + 1)], *rows[1:]]


DEPARTMENTS = two_rows(1, {5: "部门", 6: ""}, {5: "牵头部门", 6: "指导部门"})


@pytest.mark.parametrize(
    "rows",
    [
        DEPARTMENTS,
        two_rows(1, {5: "部门", 6: ""}, {5: "牵头", 6: "指导"}),
        two_rows(1, {8: "授牌", 9: ""}, {8: "已有授牌", 9: "工作任务"}),
        two_rows(1, {5: "牵头", 6: "指导"}, {5: "部门", 6: "部门"}),
    ],
)
def test_row_58_a_heading_in_two_rows_is_read(rows):
    judged, told = judge(rows)
    assert [carrier.leads for carrier in judged.carriers] == [carrier.leads for carrier in SMALL[0].carriers]
    assert [carrier.guides for carrier in judged.carriers] == [carrier.guides for carrier in SMALL[0].carriers]
    assert told == [(NOTE, "two-row-heading", 1)]


def test_row_58_merged_in_a_workbook():
    def merge(_, sheet):
        sheet.merge_cells("E1:F1")
        for column in "ABCDGHI":
            sheet.merge_cells(f"{column}1:{column}2")

    found, findings = read_table(xlsx_bytes(DEPARTMENTS, arrange=merge), "annex1.xlsx", ANNEX_SHAPES[1])
    assert [finding.code for finding in findings] == ["two-row-heading"]
    judged = judge_annex(found)
    assert [carrier.name for carrier in judged.carriers] == ["甲空间", "乙空间", "丙园"]
    assert judged.findings == ()
    assert found.headings == HEADINGS[1]


def test_row_58_a_second_row_that_cannot_be_read_is_one_error():
    _, told = judge(two_rows(1, {}, {3: "其中：一期", 5: "牵头", 6: "配合"}))
    assert told == [(ERROR, "two-row-heading-unread", 2)]


def area(text: str, heading: str = "面积（万m2）") -> tuple[Decimal | None, list[Finding]]:
    found, _ = read_table(csv_bytes(table(1, {(1, 3): heading, (2, 3): text})), "annex1.csv", ANNEX_SHAPES[1])
    judged = judge_annex(found)
    return judged.carriers[0].area, [finding for finding in judged.findings if finding.row == 2]


@pytest.mark.parametrize(
    ("text", "value", "note"),
    [("5（一期3.2）", "5", "一期3.2"), ("0.5(在建)", "0.5", "在建"), ("12.8 （含地下2）", "12.8", "含地下2")],
)
def test_row_61_a_note_behind_an_area_is_told_with_both(text, value, note):
    found, (finding,) = area(text)
    assert found == Decimal(value)
    assert (finding.severity, finding.code, finding.value) == (HINT, "area-note", text)
    assert f"{value} 万m²" in finding.message
    assert note in finding.message


@pytest.mark.parametrize(("text", "value"), [("75亩", "5"), ("7.5公顷", "7.5"), ("100 亩", "6.6667")])
def test_row_61_mu_and_hectares_are_converted(text, value):
    found, (finding,) = area(text)
    assert found == Decimal(value)
    assert (finding.severity, finding.code, finding.value) == (HINT, "area-unit-cell", text)
    assert f"{value} 万m²" in finding.message


@pytest.mark.parametrize(
    ("heading", "text", "value"),
    [("面积（亩）", "150", "10"), ("用地面积（亩）", "150", None), ("面积(公顷)", "3.8", "3.8")],
)
def test_row_61_mu_and_hectares_in_the_heading(heading, text, value):
    if value is None:
        # The area of the ground is not that of the building.
        assert (NOTE, "absent-column", 1) in judge(table(1, {(1, 3): heading}))[1]
        return
    assert area(text, heading)[0] == Decimal(value)


@pytest.mark.parametrize("text", ["5万平方（一期3.2万平方）", "约5（一期3.2）", "5（一期3.2", "-5（一期）", "5亩左右"])
def test_row_61_what_is_not_sure_stays_an_error(text):
    assert [finding.severity for finding in area(text)[1]] == [ERROR]
