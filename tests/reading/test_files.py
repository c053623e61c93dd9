"""Files nearly right named, and what joins and old programs leave in texts (inputs.md rows 63, 64)."""

from pathlib import Path

import pytest

from analytics import PlanError, load_plan, plan_version
from analytics.columns import ANNEX_SHAPES
from analytics.findings import ERROR, HINT, NOTE
from analytics.judging import judge_annex
from analytics.reading.files import find_source
from analytics.reading.table_reader import read_table
from tests.support.inputs import csv_bytes, table, xlsx_bytes

NEAR = [
    "annex1 (1).csv",
    "annex1.csv.csv",
    "附件1.xlsx",
    "附件一：清单.xlsx",
    "Annex 1.csv",
    "annex1 - 副本.csv",
    "annex_1.xls",
]


def find(folder: Path):
    return find_source(folder, "annex1", "附件1", ("annex1", "annex2"))


@pytest.mark.parametrize("name", NEAR)
def test_row_63_a_file_nearly_of_that_name_is_told(tmp_path, name):
    (tmp_path / "annex1.csv").write_bytes(csv_bytes(table(1)))
    (tmp_path / name).write_bytes(b"x")
    source = find(tmp_path)
    (finding,) = source.findings
    assert (source.file, finding.severity, finding.code) == ("annex1.csv", HINT, "near-file")
    assert name in finding.message


@pytest.mark.parametrize("name", NEAR)
def test_row_63_where_the_right_one_is_missing_it_is_named(tmp_path, name):
    (tmp_path / name).write_bytes(b"x")
    (finding,) = find(tmp_path).findings
    assert (finding.severity, finding.code) == (ERROR, "missing-file")
    assert f"有 {name}，但名称不对" in finding.message


def test_row_63_where_nothing_is_like_it_the_tables_there_are_named(tmp_path):
    (tmp_path / "清单.xlsx").write_bytes(b"x")
    (finding,) = find(tmp_path).findings
    assert "文件夹里的表是 清单.xlsx" in finding.message


@pytest.mark.parametrize("named", ["annex1.csv", "annex1.XLSX"])
def test_an_ending_in_plan_toml_is_none_of_the_name(tmp_path, named):
    (tmp_path / "annex1.csv").write_bytes(csv_bytes(table(1)))
    text = f'[plan]\ntitle = "某县"\n[[annexes]]\nnumber = 1\nfile = "{named}"\n'
    (tmp_path / "plan.toml").write_text(text, encoding="utf-8")
    assert len(load_plan(tmp_path).carriers) == 3


def test_one_annex_nearly_named_is_all_that_is_asked_for(tmp_path):
    (tmp_path / "附件一.csv").write_bytes(csv_bytes(table(1)))
    (tmp_path / "plan.toml").write_text('[plan]\ntitle = "某县"\n', encoding="utf-8")
    with pytest.raises(PlanError) as refused:
        load_plan(tmp_path)
    assert [finding.file for finding in refused.value.findings] == ["annex1.csv"]


@pytest.mark.parametrize(
    "name",
    [
        "annex2.csv",
        "annex10.csv",
        "附件2.xlsx",
        "附件12.csv",
        "annex1.csv.bak",
        "~$annex1.xlsx",
        "notice.md",
        "说明.xlsx",
    ],
)
def test_row_63_other_files_are_no_matter(tmp_path, name):
    (tmp_path / "annex1.csv").write_bytes(csv_bytes(table(1)))
    (tmp_path / name).write_bytes(b"x")
    assert find(tmp_path).findings == ()


def test_row_63_its_coming_is_a_change_and_the_plan_says_so(write_plan):
    folder = write_plan()
    before = plan_version(folder)
    (folder / "annex2 (1).csv").write_bytes(b"x")
    assert plan_version(folder) != before
    plan = load_plan(folder)
    assert plan.version == plan_version(folder)
    assert [finding.file for finding in plan.findings if finding.code == "near-file"] == ["annex2.csv"]


BOM = b"\xef\xbb\xbf"


@pytest.mark.parametrize(
    ("encoding", "before", "after"),
    [
        ("utf-8", b"", b"\x1a"),
        ("gb18030", b"", b"\x1a"),
        ("utf-8", BOM + BOM, b""),
        ("utf-8-sig", BOM + BOM, b"\x1a"),
    ],
)
def test_row_64_marks_at_the_ends_of_a_text(encoding, before, after):
    found, findings = read_table(before + csv_bytes(table(1), encoding) + after, "annex1.csv", ANNEX_SHAPES[1])
    assert (findings, len(found.records), found.headings[0]) == ([], 3, "序号")


def with_column(*cells: str) -> list[list[str]]:
    return [[*row, cell] for row, cell in zip(table(1), cells, strict=True)]


PICTURE = '=DISPIMG("ID_A8B2",1)'


@pytest.mark.parametrize("picture", [PICTURE, '=_xlfn.DISPIMG("ID_1",1)', 'DISPIMG("ID_1",1)'])
def test_row_64_pictures_in_an_extra_column_are_told_once(picture):
    found, findings = read_table(csv_bytes(with_column("照片", picture, "", picture)), "annex1.csv", ANNEX_SHAPES[1])
    judged = judge_annex(found)
    assert findings == []
    assert [(told.severity, told.code, told.row, told.column) for told in judged.findings] == [
        (NOTE, "picture-column", 2, "照片")
    ]


def test_row_64_a_picture_instead_of_a_name_is_an_error():
    found, _ = read_table(csv_bytes(table(1, {(3, 2): PICTURE})), "annex1.csv", ANNEX_SHAPES[1])
    (finding,) = judge_annex(found).findings
    assert (finding.severity, finding.code, finding.row) == (ERROR, "error-value", 3)


def test_row_64_a_picture_of_a_workbook_has_no_result():
    data = xlsx_bytes(with_column("照片", PICTURE, "", ""))
    found, (finding,) = read_table(data, "annex1.xlsx", ANNEX_SHAPES[1])
    assert (finding.severity, finding.code, finding.row) == (HINT, "formula-without-result-extra", 2)
    assert len(found.records) == 3


def test_files_of_other_stems_are_meant_for_those(write_plan):
    folder = write_plan()
    meta = (folder / "plan.toml").read_text(encoding="utf-8").replace('file = "annex2"', 'file = "annex1b"')
    (folder / "plan.toml").write_text(meta, encoding="utf-8")
    (folder / "annex2.csv").rename(folder / "annex1b.csv")
    assert not [finding for finding in load_plan(folder).findings if finding.code == "near-file"]
