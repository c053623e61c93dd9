"""本次变化: what differs between two plans, in the words a clerk checks it by."""

import shutil
from pathlib import Path

import pytest

from analytics import load_plan
from analytics.changes import compare, totals

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture
def changed(tmp_path: Path):
    """The real plan and one edited by (file, old, new) …"""

    def change(*edits: tuple[str, str, str]):
        folder = Path(shutil.copytree(DATA, tmp_path / "data"))
        for file, old, new in edits:
            text = (folder / file).read_text(encoding="utf-8-sig")
            assert old in text
            (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8-sig", newline="")
        return load_plan(DATA), load_plan(folder)

    return change


def test_the_same_plan_has_no_changes(plan):
    assert compare(plan, plan) == ()


def test_totals_are_those_of_the_notice(plan):
    assert totals(plan) == {
        "载体": "20 个",
        "面积": "48.52 万m²",
        "节点": "32 个",
        "已有牌子": "15 块",
        "争取牌子": "19 块",
    }


def test_a_dropped_digit_shows(changed):
    old, new = changed(("annex1.csv", "10,艺度创,7.7,", "10,艺度创,7,"))

    assert [change.sentence() for change in compare(old, new)] == ["修改载体 1-10 艺度创：面积（万m²）“7.7” → “7”"]


def test_a_carrier_taken_out_shows_with_its_milestones(changed):
    old, new = changed(
        (
            "annex2.csv",
            "1,重庆小面电商产业园,0.3,建桥公司,区经济信息委,区科技局,小面产业创业苗圃,市级众创空间,"
            "明确运营机构，加快企业入驻和项目包装。,2022年\n,,,,,,,,争取授牌市级众创空间。,2023年\n",
            "",
        )
    )

    assert [(change.kind, change.what, change.carrier_id) for change in compare(old, new)] == [
        ("删除", "载体", "2-01"),
        ("删除", "节点", "2-01"),
        ("删除", "节点", "2-01"),
    ]


def test_an_added_carrier_shows(changed):
    row = "11,新园区,1.5,渝台公司,区科技局,区科技局,软件产业孵化器,市级众创空间,加强运营。\n"
    text = (DATA / "annex1.csv").read_text(encoding="utf-8-sig")
    last = text.strip().splitlines()[-1]
    old, new = changed(("annex1.csv", last, f"{last}\n{row.strip()}"))

    (change,) = compare(old, new)
    assert (change.kind, change.carrier_id, change.name) == ("新增", "1-11", "新园区")


def test_changed_tasks_and_deadlines_show(changed):
    old, new = changed(("annex2.csv", "完成项目建设。,2024年", "完成主体建设。,2025年"))

    assert [(change.what, change.column, change.before, change.after) for change in compare(old, new)] == [
        ("节点2", "工作任务", "完成项目建设。", "完成主体建设。"),
        ("节点2", "完成时限", "2024年", "2025年"),
    ]


def test_changed_departments_show_in_words(changed):
    old, new = changed(("annex1.csv", "渝台公司,区商务委,区人力社保局", "渝台公司,区商务委、区残联,区人力社保局"))

    (change,) = compare(old, new)
    assert (change.column, change.before, change.after) == ("牵头部门", "区商务委", "区商务委、区残联")
