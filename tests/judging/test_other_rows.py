"""Rows that are no entry of an annex: totals, group lines, notes (inputs.md rows 48, 49). Expected values by hand."""

import pytest

from analytics.columns import ANNEX_SHAPES
from analytics.findings import HINT, NOTE
from analytics.judging import JudgedAnnex, judge_annex
from analytics.reading.table_reader import read_table
from tests.support.inputs import csv_bytes, table, xlsx_bytes


def judge(rows, annex: int = 1) -> JudgedAnnex:
    found, findings = read_table(csv_bytes(rows), f"annex{annex}.csv", ANNEX_SHAPES[annex])
    assert findings == []
    return judge_annex(found)


def told(judged: JudgedAnnex) -> list[tuple[str, str, int]]:
    return [(finding.severity, finding.code, finding.row) for finding in judged.findings]


def row(annex: int = 1, **cells: str) -> list[str]:
    """A row of which only the cells A, B, C … that are named are filled."""
    return [cells.get(chr(ord("A") + index), "") for index in range(8 + annex)]


# The small annex 1 has three carriers: 0.5 + 0.2 + 2.02 = 2.72.
@pytest.mark.parametrize(
    "label",
    [
        "合计面积",
        "总面积",
        "汇总",
        "小计",
        "面积合计",
        "总建筑面积",
        "全区合计",
        "以上合计",
        "合 计：",
        "共3个",
        "共计3个载体",
        "合计（3家）",
        "合计*",
        "全部合计",
        "大渡口区小计",
        "总共",
        "共计三个",
        "TOTAL",
    ],
)
@pytest.mark.parametrize("column", ["A", "B"])
def test_row_48_a_total_row_is_no_carrier(label, column):
    judged = judge([*table(1), row(C="2.72", **{column: label})])
    assert [carrier.name for carrier in judged.carriers] == ["甲空间", "乙空间", "丙园"]
    assert told(judged) == [(NOTE, "total-row-matches", 5)]
    assert told(judge([*table(1), row(C="2.73", **{column: label})])) == [(HINT, "total-row-differs", 5)]


@pytest.mark.parametrize("label", ["共4个", "总计2家", "合计：4个载体"])
def test_row_48_the_number_of_a_total_row_is_compared(label):
    judged = judge([*table(1), row(A=label, C="2.72")])
    assert told(judged) == [(HINT, "total-row-count", 5)]
    assert "逐行有 3 个" in judged.findings[0].message


def test_row_48_an_area_within_the_words_is_compared():
    assert told(judge([*table(1), row(A="合计面积：2.72万平方米")])) == [(NOTE, "total-row-matches", 5)]
    assert told(judge([*table(1), row(A="共3个，总面积2.8万㎡")])) == [(HINT, "total-row-differs", 5)]


def test_row_48_merged_in_a_workbook():
    rows = [*table(2), row(2, A="合计面积", C="2.3")]
    data = xlsx_bytes(rows, arrange=lambda _, sheet: sheet.merge_cells("A7:B7"))
    found, findings = read_table(data, "annex2.xlsx", ANNEX_SHAPES[2])
    judged = judge_annex(found)
    assert (findings, told(judged)) == ([], [(NOTE, "total-row-matches", 7)])
    assert len(judged.carriers) == 2


@pytest.mark.parametrize("name", ["总部基地", "共享空间", "汇总大厦", "合计园"])
def test_row_48_a_name_that_begins_like_a_total_is_a_carrier(name):
    judged = judge(table(1, {(3, 2): name}))
    assert (judged.carriers[1].name, judged.findings) == (name, ())


@pytest.mark.parametrize("label", ["一、创业苗圃", "（一）创业苗圃", "(二)存量物业", "第一类 创业苗圃", "三．加速器"])
@pytest.mark.parametrize("column", ["A", "B"])
def test_row_49_a_group_line_is_left_out_and_the_carrier_goes_on(label, column):
    rows = table(2)
    rows.insert(2, row(2, **{column: label}))
    judged = judge(rows, 2)
    assert told(judged) == [(NOTE, "group-row", 3)]
    assert [(milestone.carrier, milestone.step) for milestone in judged.milestones] == [
        (0, 1),
        (0, 2),
        (1, 1),
        (1, 2),
        (1, 3),
    ]


def test_row_49_a_numeral_in_one_column_and_its_words_in_the_next():
    rows = table(1)
    rows.insert(1, row(A="一", B="创业苗圃"))
    assert told(judge(rows)) == [(NOTE, "group-row", 2)]


def test_row_49_the_area_of_a_group_is_compared_with_its_rows():
    rows = table(1)
    rows.insert(1, row(A="一、提升", C="0.7"))
    rows.insert(4, row(A="二、新建", C="2.03"))
    assert told(judge(rows)) == [
        (NOTE, "group-row", 2),
        (NOTE, "group-row", 5),
        (NOTE, "total-row-matches", 2),
        (HINT, "total-row-differs", 5),
    ]


@pytest.mark.parametrize("label", ["1、创业苗圃", "Ⅰ 创业苗圃", "【创业苗圃】", "（此表由各单位填写）", "*含地下面积"])
@pytest.mark.parametrize("column", ["A", "B"])
def test_row_49_what_looks_like_a_title_or_a_note_is_told(label, column):
    rows = table(1)
    rows.insert(2, row(**{column: label}))
    judged = judge(rows)
    assert told(judged) == [(HINT, "group-row-unsure", 3)]
    assert len(judged.carriers) == 3


def test_row_49_words_alone_in_the_number_column_are_told():
    rows = table(1)
    rows.insert(1, row(A="创业苗圃"))
    judged = judge(rows)
    assert told(judged) == [(HINT, "group-row-unsure", 2)]
    assert len(judged.carriers) == 3


@pytest.mark.parametrize(
    "cells",
    [
        {"A": "填表人：张三"},
        {"B": "填表人：张三", "E": "审核人：李四"},
        {"A": "填报单位（盖章）：某局", "D": "填报日期：2022年9月"},
        {"A": "联系人：", "B": "张三", "C": "电话：", "D": "6800"},
        {"B": "注：面积为建筑面积。"},
        {"A": "备注1、数据截至九月"},
        {"B": "审核人签字：", "E": "日期："},
        {"B": "2022年10月28日"},
        {"A": "领导签字：", "F": "年 月 日"},
        {"E": "第1页，共2页"},
    ],
)
def test_row_49_who_filled_it_in_and_notes_are_no_carriers(cells):
    judged = judge([*table(1), row(**cells)])
    assert told(judged) == [(NOTE, "note-row", 5)]
    assert len(judged.carriers) == 3


@pytest.mark.parametrize("name", ["单位大厦", "电话创意园", "日期空间"])
def test_row_49_a_name_that_begins_like_a_note_is_a_carrier(name):
    judged = judge(table(1, {(3, 2): name}))
    assert (judged.carriers[1].name, judged.findings) == (name, ())
