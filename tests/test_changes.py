"""本次变化: what differs between two plans, in the words a clerk checks it by."""

import shutil
from pathlib import Path

import pytest

from analytics import Filters, apply_filters, load_plan
from analytics.annex_rows import annex_rows
from analytics.changes import compare, missing_since, totals
from tests.support.inputs import csv_bytes

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


def test_row_65_a_filtered_download_put_back_says_what_is_gone(plan, copy_of):
    # 区科技局 leads 1-01, 1-02 and 1-07.
    shown = apply_filters(plan, Filters(lead=("区科技局",)))
    headings, rows = annex_rows(shown, 1)
    folder = copy_of(DATA)
    (folder / "annex1.csv").write_bytes(csv_bytes([headings, *rows]))

    assert missing_since(plan, load_plan(folder)) == "附件1：比上一版少 7 个载体（10→3），像是筛选后下载的"


def test_row_65_a_download_filtered_by_year_keeps_the_carriers_it_shows(plan, copy_of):
    headings, rows = annex_rows(apply_filters(plan, Filters(year=(2024,))), 2)
    folder = copy_of(DATA)
    (folder / "annex2.csv").write_bytes(csv_bytes([headings, *rows]))
    after = load_plan(folder)

    # 7 milestones in 2024, one each of 2-03 to 2-05 and 2-07 to 2-10.
    assert missing_since(plan, after) == "附件2：比上一版少 3 个载体（10→7）、25 个节点（32→7），像是筛选后下载的"


def test_row_65_one_row_less_is_told_and_an_edit_is_not(plan, copy_of):
    text = (DATA / "annex1.csv").read_bytes().decode("utf-8-sig")
    lines = [entry for entry in text.splitlines() if not entry.startswith("10,")]
    folder = copy_of(DATA)
    (folder / "annex1.csv").write_text("\n".join(lines), encoding="utf-8")
    assert missing_since(plan, load_plan(folder)) == "附件1：比上一版少 1 个载体（10→9）"

    edited = copy_of(DATA, ("annex1.csv", "天安T+SPACE众创空间,0.5,", "天安T+SPACE众创空间,0.6,"))
    assert missing_since(plan, load_plan(edited)) == ""
    assert missing_since(plan, plan) == ""
