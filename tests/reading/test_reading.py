"""Finding and reading the files: a test a row of the design's inputs.md, named after the row."""

import codecs
import os
import re
import subprocess
import sys
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest

from analytics import plan_version
from analytics.columns import ANNEX_SHAPES
from analytics.finding_codes import READING
from analytics.findings import ERROR, HINT, NOTE, Finding
from analytics.reading import files
from analytics.reading.files import find_source
from analytics.reading.table_reader import read_source, read_table
from analytics.reading.tables import Record, SourceTable
from tests.support.inputs import (
    HEADINGS,
    NAMESPACE,
    ROWS,
    csv_bytes,
    old_office,
    shared_strings,
    sheet_xml,
    table,
    text,
    unquoted,
    with_parts,
    xlsx_bytes,
)

DATA = Path(__file__).parents[2] / "data"
GOOD = csv_bytes(table(1))
SHEET = "xl/worksheets/sheet1.xml"


def read_bytes(data: bytes, file: str, annex: int) -> tuple[SourceTable | None, list[Finding]]:
    return read_table(data, file, ANNEX_SHAPES[annex])


def read_folder(folder: Path, annex: int) -> tuple[SourceTable | None, list[Finding]]:
    """The annex's file of ``folder``, found and read."""
    return read_source(find_source(folder, f"annex{annex}"), ANNEX_SHAPES[annex])


def read(data: bytes, file: str = "annex1.csv", annex: int = 1) -> SourceTable:
    """The table of a file that is read without any finding."""
    found, findings = read_bytes(data, file, annex)
    assert findings == []
    return found


def refuse(data: bytes, file: str = "annex1.csv", annex: int = 1) -> list[Finding]:
    """The findings of a file that is refused: no table, and at least one 错误."""
    found, findings = read_bytes(data, file, annex)
    assert found is None
    assert ERROR in {finding.severity for finding in findings}
    return findings


def only(findings: Sequence[Finding]) -> Finding:
    """The one finding, which must be complete: a known code, and Chinese sentences of what is wrong and what to do."""
    assert len(findings) == 1, [finding.sentence() for finding in findings]
    (finding,) = findings
    assert finding.code in READING
    assert re.search(r"[\u4e00-\u9fff]", finding.message)
    assert re.search(r"[\u4e00-\u9fff]", finding.advice)
    assert len(finding.value) <= 80
    return finding


# --- encodings and separators -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("annex", [1, 2])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_row_01_encodings_and_separators_read_the_same(annex, newline, encoding, delimiter):
    data = csv_bytes(table(annex), encoding, delimiter, newline)
    found = read(data, annex=annex)
    assert found.headings == HEADINGS[annex]
    assert [record.cells for record in found.records] == list(ROWS[annex])
    assert [record.row for record in found.records] == list(range(2, 2 + len(ROWS[annex])))


@pytest.mark.parametrize(("annex", "records"), [(1, 10), (2, 32)])
def test_row_01_real_files_in_every_encoding(annex, records):
    data = (DATA / f"annex{annex}.csv").read_bytes()
    as_stored = read(data, f"annex{annex}.csv", annex)
    assert len(as_stored.records) == records
    for encoding in ("utf-8", "gb18030", "utf-16"):
        assert read(data.decode("utf-8-sig").encode(encoding), f"annex{annex}.csv", annex) == as_stored


def test_row_01_utf16_big_endian_and_cut_in_half():
    data = codecs.BOM_UTF16_BE + text(table(1)).encode("utf-16-be")
    assert len(read(data).records) == 3
    assert only(refuse(data[:-1])).code == "truncated"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_row_02_one_gb18030_line_in_utf8(encoding):
    lines = csv_bytes(table(1), encoding).split(b"\r\n")
    lines[2] = lines[2].decode("utf-8").encode("gb18030")
    finding = only(refuse(b"\r\n".join(lines)))
    assert (finding.code, finding.row) == ("mixed-encoding", 3)
    assert "第 3 行" in finding.message
    assert "CSV UTF-8" in finding.advice
    assert "乙空间" in finding.value


def test_row_02_one_utf8_line_in_gb18030():
    # Its Chinese runs are all of even length, so strict GB18030 takes them, too, as other characters.
    lines = csv_bytes(table(1, {(3, 2): "乙园"}), "gb18030").split(b"\r\n")
    lines[2] = ("2,乙园,0.2,乙办公司,区商委会,区科技办,孵化基地,,加强包装").encode()
    finding = only(refuse(b"\r\n".join(lines)))
    assert (finding.code, finding.row) == ("mixed-encoding", 3)
    assert "GB18030" in finding.message


def test_row_02_the_row_is_excels_after_a_quoted_line_break():
    rows = table(1, {(2, 9): "一\n二\n三"})
    lines = csv_bytes(rows, newline="\n").split(b"\n")
    lines[4] = lines[4].decode().encode("gb18030")  # the text's 5th line is the 3rd row
    assert only(refuse(b"\n".join(lines))).row == 3


def test_row_02_neither_encoding():
    assert only(refuse(b"\xff\x80\x81,\xa0\xff\n1,2\n")).code == "encoding"


@pytest.mark.parametrize("data", [b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, b"\r\n \r\n", b",,,\n,,,\n"])
def test_row_03_empty(data):
    assert only(refuse(data)).code == "empty-file"


@pytest.mark.parametrize("after", ["", ",,,,,,,,\r\n", "\r\n\r\n"])
def test_row_03_heading_only(after):
    finding = only(refuse(csv_bytes(table(1)[:1]) + after.encode()))
    assert finding.code == "heading-only"


# --- kinds of file ----------------------------------------------------------------------------------------------------


def test_row_04_csv_that_is_a_workbook():
    found, findings = read_bytes(xlsx_bytes(table(1)), "annex1.csv", 1)
    finding = only(findings)
    assert (finding.severity, finding.code) == (NOTE, "other-kind")
    assert [record.cells for record in found.records] == list(ROWS[1])


def test_row_04_workbook_that_is_csv():
    found, findings = read_bytes(GOOD, "annex1.xlsx", 1)
    assert (only(findings).severity, only(findings).code) == (NOTE, "other-kind")
    assert len(found.records) == 3


@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE html><html><table><tr><td>1</td></tr></table></html>",
        "\ufeff\n <HTML><body>序号</body></HTML>".encode(),
        '<?xml version="1.0"?><Workbook/>'.encode("utf-16"),
        b"%PDF-1.7\n%\xe2\xe3",
        b"MZ\x90\x00\x03\x00",
        b"\x7fELF\x02\x01",
        b"\x89PNG\r\n\x1a\n",
        b"Rar!\x1a\x07",
        b"{\\rtf1\\ansi",
        b"\0\0\0\x01,\0\n\0",
    ],
)
def test_row_05_not_a_table(data):
    finding = only(refuse(data))
    assert finding.code == "not-a-table"
    assert finding.message.startswith("不是表格文件")


def test_row_05_zip_that_is_no_workbook():
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert "not-a-table" in {finding.code for finding in refuse(buffer.getvalue())}


def test_row_05_a_title_may_begin_with_mz():
    assert len(read(b"MZ\r\n" + csv_bytes(table(1), "utf-8")).records) == 3


# --- cells counted ----------------------------------------------------------------------------------------------------


def test_row_06_unquoted_comma():
    rows = table(1, {(2, 3): "5,000"})
    found, findings = read_bytes(unquoted(rows).encode(), "annex1.csv", 1)
    finding = only(findings)
    assert (finding.severity, finding.code, finding.row) == (ERROR, "extra-cells", 2)
    assert finding.message == "第 2 行多出 1 格，疑似数字中的逗号"
    assert finding.column == "面积（万m2）"
    assert finding.value == "5,000"
    assert finding.advice == "把“5,000”改成“5000”"
    # Nothing shifts: the other rows stand in their columns, the row itself is left out and named.
    assert [record.cells for record in found.records] == [ROWS[1][1], ROWS[1][2]]
    assert found.broken == (2,)


def test_row_06_unquoted_comma_in_a_text():
    rows = table(1, {(4, 9): "加强培育,再评估"})
    finding = only(read_bytes(unquoted(rows).encode(), "annex1.csv", 1)[1])
    assert (finding.row, finding.message) == (4, "第 4 行多出 1 格，疑似文字中的逗号")


def test_row_06_unquoted_comma_with_commas_after_every_line():
    rows = [[*row, "", "", ""] for row in table(1, {(2, 3): "5,000"})]
    finding = only(read_bytes(unquoted(rows).encode(), "annex1.csv", 1)[1])
    assert finding.message == "第 2 行多出 1 格，疑似数字中的逗号"


def test_row_06_unquoted_comma_cannot_hide_behind_a_blank_last_column():
    rows = [[*row, "备注" if index == 0 else ""] for index, row in enumerate(table(1, {(2, 3): "5,000"}))]
    found, findings = read_bytes(unquoted(rows).encode(), "annex1.csv", 1)
    assert only(findings).message == "第 2 行多出 1 格，疑似数字中的逗号"
    assert found.broken == (2,)


@pytest.mark.parametrize("blank", ["", ",,,,,,,,,,,,", "  ", "\n\n"])
def test_row_07_commas_after_every_line_and_blank_rows(blank):
    lines = [line + ",,,," for line in text(table(1)).splitlines()]
    lines.insert(2, blank)
    found = read("\n".join([*lines, blank, ""]).encode())
    assert found.headings == HEADINGS[1]
    assert [record.cells for record in found.records] == list(ROWS[1])
    assert [record.row for record in found.records][:2] == [2, 4 + blank.count("\n")]


def test_row_08_short_row():
    rows = table(1)
    rows[2] = rows[2][:6]
    found, findings = read_bytes(unquoted(rows).encode(), "annex1.csv", 1)
    finding = only(findings)
    assert (finding.severity, finding.code, finding.row) == (ERROR, "missing-cells", 3)
    assert finding.message == "第 3 行缺“指导部门”之后的单元格：应有 9 格，只有 6 格"
    assert found.broken == (3,)


def test_row_08_all_broken_rows_are_named():
    rows = table(1, {(2, 3): "5,000"})
    rows[3] = rows[3][:3]
    _, findings = read_bytes(unquoted(rows).encode(), "annex1.csv", 1)
    assert [(finding.code, finding.row) for finding in findings] == [("extra-cells", 2), ("missing-cells", 4)]


def with_remarks(count: int) -> list[list[str]]:
    """Annex 1 with ``count`` carriers and a column 备注 that is blank but in the first."""
    rows = [[*HEADINGS[1], "备注"], [*ROWS[1][0], "重点"]]
    return rows + [[str(number), f"第{number}园", *ROWS[1][1][2:], ""] for number in range(2, count + 1)]


def test_row_08_excel_leaves_out_a_blank_last_column_in_groups_of_16_rows():
    rows = with_remarks(20)
    cut = rows[:16] + [row[:-1] for row in rows[16:]]
    found, findings = read_bytes(unquoted(cut).encode(), "annex1.csv", 1)
    assert (only(findings).severity, only(findings).code) == (NOTE, "trailing-cells")
    assert [record.cells for record in found.records] == [tuple(row) for row in rows[1:]]


def test_row_08_a_single_short_row_is_a_lost_comma():
    rows = with_remarks(20)
    rows[18] = rows[18][:-1]
    found, findings = read_bytes(unquoted(rows).encode(), "annex1.csv", 1)
    assert (only(findings).code, found.broken) == ("missing-cells", (19,))


@pytest.mark.parametrize(
    ("cell", "row", "line", "place"),
    [('"甲空间', 2, 2, "第 2 格"), ('"未完', 4, 6, "第 9 格")],
)
def test_row_09_quote_that_never_closes(cell, row, line, place):
    rows = table(1)
    if row == 4:
        rows[2][8] = '"一\n二\n三"'  # two more lines of text, no more rows
    rows[row - 1][1 if row == 2 else 8] = cell
    finding = only(refuse(unquoted(rows).encode()))
    assert (finding.code, finding.row, finding.column) == ("open-quote", row, place)
    assert f"第 {row} 行" in finding.message
    assert row == line or f"文本第 {line} 行" in finding.message
    assert finding.value.startswith(cell)


def test_row_09_quote_that_swallows_rows_up_to_the_next_quote():
    rows = table(1)
    rows[1][1] = '"甲空间'
    rows[3][8] = '"加强,培育"'
    finding = only(refuse(unquoted(rows).encode()))
    assert (finding.code, finding.row) == ("open-quote", 2)


def test_row_09_quote_within_a_cell_is_text():
    rows = table(1, {(2, 2): '5"屏基地'})
    assert read(unquoted(rows).encode()).records[0].cells[1] == '5"屏基地'


def test_row_09_one_huge_cell():
    assert only(refuse(csv_bytes(table(1, {(2, 9): "长" * 140_000})))).code == "long-cell"


def test_row_10_quoted_line_break_comma_and_quotes():
    cell = '一、加强, 培育\n二、"评估"'
    rows = table(1, {(2, 9): cell})
    found = read(csv_bytes(rows))
    assert found.records[0].cells[8] == cell
    assert [record.row for record in found.records] == [2, 3, 4]


# --- characters -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("char", ["\0", "\x1f", "\x85", "\u202e", "\u200e", "\u2067", "\ufffe"])
def test_row_11_control_characters(char):
    rows = table(1, {(3, 2): f"乙{char}空间"})
    _, findings = read_bytes(csv_bytes(rows), "annex1.csv", 1)
    finding = only(findings)
    assert (finding.severity, finding.code, finding.row) == (ERROR, "control-character", 3)
    assert finding.column == "载体名称"
    assert f"B3 第 2 个字符是控制字符 U+{ord(char):04X}" in finding.message
    assert char not in finding.sentence()


@pytest.mark.parametrize(
    "char",
    [
        *("\u200b", "\ufeff", "\u00ad", "\u2060", "\u200d", "\u200c"),
        # Variation selectors, fillers and other signs that no program shows.
        *(
            "\ufe00",
            "\ufe0f",
            "\U000e0100",
            "\U000e01ef",
            "\u034f",
            "\u115f",
            "\u3164",
            "\uffa0",
            "\u180b",
            "\U000e0fff",
        ),
    ],
)
def test_row_11_invisible_characters_are_stripped(char):
    rows = table(1, {(3, 5): f"区商{char}务委"})
    found, findings = read_bytes(csv_bytes(rows), "annex1.csv", 1)
    finding = only(findings)
    assert (finding.severity, finding.code, finding.row, finding.column) == (
        NOTE,
        "invisible-character",
        3,
        "牵头部门",
    )
    assert f"U+{ord(char):04X}" in finding.message
    assert found.records[1].cells[4] == "区商务委"


@pytest.mark.parametrize(
    ("written", "meant", "code"),
    [
        ("区⼈⼒社保局", "区人力社保局", "U+2F08"),  # Radicals, as PDFs give them.
        ("区⽂化旅游委", "区文化旅游委", "U+2F42"),
        ("⻓江街道", "长江街道", "U+2ED3"),
        ("区⻜地办", "区飞地办", "U+2EDC"),
        (
            "\uf9b4导小组",
            "\u9818导小组",
            "U+F9B4",
        ),  # Compatibility ideographs, as old Korean and Japanese fonts have them.
        ("\U0002f800街道", "丽街道", "U+2F800"),
    ],
)
@pytest.mark.parametrize("make", [csv_bytes, xlsx_bytes], ids=["csv", "xlsx"])
def test_signs_that_look_the_same_are_one(make, written, meant, code):
    file = "annex1.csv" if make is csv_bytes else "annex1.xlsx"
    found, findings = read_bytes(make(table(1, {(3, 5): written})), file, 1)
    finding = only(findings)
    assert (finding.severity, finding.code, finding.row, finding.column) == (NOTE, "look-alike", 3, "牵头部门")
    # Nobody sees the difference; the numbers tell it.
    assert code in finding.message
    assert found.records[1].cells[4] == meant


@pytest.mark.parametrize("name", ["❤️创客", "👨‍👩‍👧空间", "𠮷空间", "䶮空间", "⿰空间", "Ａ座", "①号楼", "㎡"])
def test_signs_that_are_meant_stay(name):
    assert read(csv_bytes(table(1, {(2, 2): name}))).records[0].cells[1] == name


def test_row_11_invisible_characters_in_a_heading():
    found, findings = read_bytes(csv_bytes(table(1, {(1, 5): "牵头\u200b部门"})), "annex1.csv", 1)
    assert only(findings).code == "invisible-character"
    assert found.headings == HEADINGS[1]


def test_row_11_a_lost_character_is_told():
    _, findings = read_bytes(csv_bytes(table(1, {(2, 2): "甲\ufffd间"})), "annex1.csv", 1)
    assert (only(findings).severity, only(findings).code) == (HINT, "replacement-character")


# --- heading ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("above", [1, 9])
def test_row_12_title_above_the_heading(above):
    title = [["附件1 提质发展孵化载体清单"] + [""] * 8] * above
    found = read(csv_bytes(title + table(1)))
    assert found.heading_row == above + 1
    assert found.records[0] == Record(above + 2, ROWS[1][0])


@pytest.mark.parametrize("title", ["附件1", "sep=,", "附件1 清单（2022年10月）", '"附件1，""提质"" ,清单"'])
def test_row_12_title_without_commas_and_broken_heading(title):
    data = title + "\n" + text(table(1, {(1, 3): "面积\n（万m2）"}))
    found = read(data.encode())
    assert found.headings[2] == "面积\n（万m2）"
    assert found.records[0].row == 3


def test_row_12_heading_below_the_tenth_row():
    finding = only(refuse(csv_bytes([["标题"]] * 10 + table(1))))
    assert finding.code == "no-heading"
    assert "载体名称" in finding.message


def test_row_15_extra_column_is_kept():
    rows = [["备注", *HEADINGS[1]], ["重点", *ROWS[1][0]]]
    found = read(csv_bytes(rows))
    assert found.headings == ("备注", *HEADINGS[1])
    assert found.records[0].cells == ("重点", *ROWS[1][0])


def test_row_17_files_in_each_others_place():
    finding = only(refuse(csv_bytes(table(2)), annex=1))
    assert finding.code == "other-annex"
    assert finding.message == "表头是附件2的，这里应是附件1"


# --- workbooks --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("write", [xlsx_bytes, lambda rows: shared_strings(xlsx_bytes(rows))], ids=["inline", "shared"])
@pytest.mark.parametrize("annex", [1, 2])
def test_row_01_a_workbook_reads_as_the_csv(annex, write):
    found = read(write(table(annex)), "annex.xlsx", annex)
    assert found.headings == HEADINGS[annex]
    assert [record.cells for record in found.records] == list(ROWS[annex])
    assert found.sheet == "附件"


def test_row_18_numbers_and_dates_of_a_workbook_are_texts():
    # A workbook has no time zones.
    morning = datetime(2022, 12, 31, 8, 30)  # noqa: DTZ001
    row = [1, True, 0.1 + 0.2, 2.0, 1e-7, date(2022, 12, 31), morning, 123456789012, "0.50"]
    found = read(xlsx_bytes([HEADINGS[1], row]), "annex1.xlsx")
    assert found.records[0].cells == (
        "1",
        "TRUE",
        "0.3",
        "2",
        "0.0000001",
        "2022-12-31",
        "2022-12-31 08:30:00",
        "123456789012",
        "0.50",
    )


def test_row_18_excel_writes_17_digits():
    data = with_parts(
        xlsx_bytes([HEADINGS[1], [1, "甲", 1.1]]), {SHEET: lambda xml: xml.replace(b"1.1<", b"1.1000000000000001<")}
    )
    assert read(data, "annex1.xlsx").records[0].cells[2] == "1.1"


def test_row_24_merged_cells_of_a_carrier_stay_blank_below_its_first_row():
    def merge(workbook, sheet):
        for column in "ABCDEFGH":
            sheet.merge_cells(f"{column}2:{column}3")
            sheet.merge_cells(f"{column}4:{column}6")

    found = read(xlsx_bytes(table(2), arrange=merge), "annex2.xlsx", 2)
    assert [record.cells for record in found.records] == list(ROWS[2])


def test_row_24_cells_merged_over_carriers_and_years_are_told():
    rows = table(1, {(3, 5): ""})
    found, findings = read_bytes(
        xlsx_bytes(rows, arrange=lambda _, sheet: sheet.merge_cells("E2:E3")), "annex1.xlsx", 1
    )
    finding = only(findings)
    assert (finding.severity, finding.code, finding.row, finding.value) == (NOTE, "merged-cell", 3, "区科技局")
    assert found.records[1].cells[4] == "区科技局"

    rows = table(2, {(6, 10): ""})
    found, findings = read_bytes(
        xlsx_bytes(rows, arrange=lambda _, sheet: sheet.merge_cells("J5:J6")), "annex2.xlsx", 2
    )
    assert (only(findings).code, found.records[4].cells[9]) == ("merged-cell", "2023年")


def test_row_24_a_merged_title_or_footer_fills_nothing():
    def merge(workbook, sheet):
        sheet.merge_cells("A1:J1")
        sheet.merge_cells("A8:J8")

    rows = [["附件2"], *table(2), ["注：以上为计划。"]]
    found = read(xlsx_bytes(rows, arrange=merge), "annex2.xlsx", 2)
    assert found.records[-1].cells == ("注：以上为计划。", *[""] * 9)


def test_row_34_explanations_first():
    data = xlsx_bytes(table(1), title="附件1", sheets_before={"说明": [["本表说明"], ["序号", "内容"]]})
    found, findings = read_bytes(data, "annex1.xlsx", 1)
    finding = only(findings)
    assert (finding.severity, finding.code, finding.sheet) == (NOTE, "sheet-used", "附件1")
    assert "2 张工作表，读的是第 2 张“附件1”" in finding.message
    assert len(found.records) == 3


def test_row_34_both_annexes_in_one_workbook():
    data = xlsx_bytes(table(1), title="附件1", sheets_before={"附件2": table(2)})
    assert read_bytes(data, "annex1.xlsx", 1)[0].sheet == "附件1"
    assert read_bytes(data, "annex2.xlsx", 2)[0].sheet == "附件2"


def test_row_34_no_sheet_with_the_heading():
    data = xlsx_bytes([["甲", "乙"]], title="别的", sheets_before={"Sheet1": []})
    findings = refuse(data, "annex1.xlsx")
    assert [finding.code for finding in findings] == ["sheet-used", "no-heading"]
    assert (findings[1].sheet, findings[1].value) == ("别的", "甲、乙")


def test_row_34_two_sheets_with_the_heading():
    data = xlsx_bytes(table(1), title="附件1", sheets_before={"旧版": table(1)})
    found, findings = read_bytes(data, "annex1.xlsx", 1)
    assert [(finding.severity, finding.code) for finding in findings] == [
        (HINT, "several-sheets"),
        (NOTE, "sheet-used"),
    ]
    assert found.sheet == "旧版"


def test_row_34_a_visible_sheet_goes_before_a_hidden_one():
    def hide(workbook, sheet):
        workbook["旧版"].sheet_state = "hidden"

    data = xlsx_bytes(table(1), title="附件1", sheets_before={"旧版": table(1)}, arrange=hide)
    found, findings = read_bytes(data, "annex1.xlsx", 1)
    assert (found.sheet, only(findings).code) == ("附件1", "sheet-used")


def test_row_34_hidden_sheet_rows_and_filter():
    def hide(workbook, sheet):
        workbook.create_sheet("说明")
        sheet.sheet_state = "hidden"
        sheet.row_dimensions[3].hidden = True
        sheet.row_dimensions[4].hidden = True
        sheet.row_dimensions[900].hidden = True  # below the table: nothing is hidden there
        sheet.column_dimensions["D"].hidden = True
        sheet.auto_filter.ref = "A1:I4"

    found, findings = read_bytes(xlsx_bytes(table(1), arrange=hide), "annex1.xlsx", 1)
    message = only(findings).message
    for words in ("这张工作表是隐藏的", "隐藏的 2 行、1 列照样读入", "开着筛选"):
        assert words in message
    assert len(found.records) == 3


def test_row_34_xlsm():
    macro = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    plain = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    data = with_parts(
        xlsx_bytes(table(1)),
        {
            "[Content_Types].xml": lambda xml: xml.replace(plain.encode(), macro.encode()),
            "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0",
        },
    )
    assert len(read(data, "annex1.xlsm").records) == 3


def test_row_34_a_wrong_dimension_and_unread_extensions_do_no_harm():
    extension = b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst></worksheet>'
    data = with_parts(
        xlsx_bytes(table(1)),
        {
            SHEET: lambda xml: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:B2"', xml).replace(
                b"</worksheet>", extension
            )
        },
    )
    assert [record.cells for record in read(data, "annex1.xlsx").records] == list(ROWS[1])


def test_row_34_content_beside_the_table_is_kept():
    rows = [*table(1)]
    rows[2] = [*rows[2], "", "待核"]
    found = read(xlsx_bytes(rows), "annex1.xlsx")
    assert found.headings == (*HEADINGS[1], "", "")
    assert found.records[1].cells == (*ROWS[1][1], "", "待核")


def formula(value: bytes) -> bytes:
    """Annex 1 with a formula in C3 that has the cached ``value``, as XML."""
    cell = rb'<c r="C3"[^>]*>.*?</c>'
    return with_parts(
        xlsx_bytes(table(1, {(3, 3): "@"})), {SHEET: lambda xml: re.sub(cell, b'<c r="C3"' + value + b"</c>", xml)}
    )


def test_row_35_formula_with_a_result():
    found = read(formula(b"><f>0.1+0.1</f><v>0.2</v>"), "annex1.xlsx")
    assert found.records[1].cells[2] == "0.2"


@pytest.mark.parametrize("value", [b"><f>0.1+0.1</f>", b"><f>0.1+0.1</f><v></v>", b"><f>0.1+0.1</f><v/>"])
def test_row_35_formula_without_a_result(value):
    _, findings = read_bytes(formula(value), "annex1.xlsx", 1)
    finding = only(findings)
    assert (finding.severity, finding.code, finding.row) == (ERROR, "formula-without-result", 3)
    assert finding.message == "C3 的公式没有结果"
    assert "保存一次" in finding.advice
    assert finding.column == "面积（万m2）"


def test_row_35_formula_whose_result_is_an_empty_text():
    found = read(formula(b' t="str"><f>""</f><v></v>'), "annex1.xlsx")
    assert found.records[1].cells[2] == ""


@pytest.mark.parametrize(
    ("data", "file", "code"),
    [
        (old_office("Root Entry", "Workbook"), "annex1.xls", "old-xls"),
        (old_office("Root Entry", "Book"), "annex1.csv", "old-xls"),
        (old_office("Root Entry", "Workbook"), "annex1.et", "old-et"),
        (old_office("Root Entry", "EncryptedPackage"), "annex1.xlsx", "password"),
        (old_office("Root Entry", "WordDocument"), "annex1.csv", "not-a-table"),
        (xlsx_bytes(table(1))[:-400], "annex1.xlsx", "truncated"),
        (xlsx_bytes(table(1))[:60], "annex1.xlsx", "truncated"),
        (bytes(3000), "annex1.xlsx", "truncated"),
    ],
    ids=["xls", "xls called csv", "et", "password", "doc", "torn", "torn early", "zeros"],
)
def test_row_37_files_that_cannot_be_opened(data, file, code):
    assert only(refuse(data, file)).code == code


def test_row_37_each_its_own_sentence():
    files = {
        "annex1.xls": old_office("Workbook"),
        "annex1.et": old_office("Workbook"),
        "annex1.xlsx": old_office("EncryptedPackage"),
        "annex2.xlsx": xlsx_bytes(table(1))[:-400],
    }
    assert len({only(refuse(data, file)).message for file, data in files.items()}) == 4


@pytest.mark.parametrize(("part", "code"), [("xl/workbook.bin", "xlsb"), ("content.xml", "ods")], ids=["xlsb", "ods"])
def test_row_37_other_zipped_tables(part, code):
    assert only(refuse(with_parts(xlsx_bytes(table(1)), {part: b"<a/>"}), "annex1.xlsx")).code == code


def test_row_37_one_part_damaged():
    data = bytearray(xlsx_bytes(table(1)))
    with zipfile.ZipFile(BytesIO(bytes(data))) as archive:
        start = archive.getinfo(SHEET).header_offset
    data[start + 120] ^= 0xFF
    assert only(refuse(bytes(data), "annex1.xlsx")).code == "truncated"


def test_row_37_rows_that_openpyxl_would_skip():
    rows = b'<row r="3"><c r="A3"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row></sheetData>'
    data = with_parts(xlsx_bytes(table(1)[:1]), {SHEET: lambda xml: xml.replace(b"</sheetData>", rows)})
    assert only(refuse(data, "annex1.xlsx")).code == "broken-workbook"


def zip_bomb() -> bytes:
    return with_parts(xlsx_bytes(table(1)), {"xl/media/image1.png": bytes(51 * 2**20)})


def far_cell() -> bytes:
    cell = b'<row r="2000"><c r="XFD2000"><v>1</v></c></row></sheetData>'
    return with_parts(xlsx_bytes(table(1)), {SHEET: lambda xml: xml.replace(b"</sheetData>", cell)})


def million_rows() -> bytes:
    rows = "".join(f'<row r="{row}"><c><v>1</v></c></row>' for row in range(1, 1_000_001))
    return with_parts(xlsx_bytes(table(1)), {SHEET: sheet_xml(rows)})


def million_shared_strings() -> bytes:
    strings = f'<sst xmlns="{NAMESPACE}">'.encode() + b"<si/>" * 9_000_000 + b"</sst>"
    return with_parts(shared_strings(xlsx_bytes(table(1))), {"xl/sharedStrings.xml": strings})


def million_blank_cells() -> bytes:
    return with_parts(xlsx_bytes(table(1)), {SHEET: sheet_xml("<row>" + "<c/>" * 1_900_000 + "</row>")})


def strings_under_another_name() -> bytes:
    other = {"[Content_Types].xml": lambda xml: xml.replace(b"sharedStrings.xml", b"strings.png")}
    strings = f'{" " * 100}<sst xmlns="{NAMESPACE}">'.encode() + b"<si/>" * 9_000_000 + b"</sst>"
    return with_parts(shared_strings(xlsx_bytes(table(1))), other | {"xl/strings.png": strings})


def other_parts(part: str, end: bytes, content: bytes) -> Callable[[], bytes]:
    """A workbook with ``content`` before ``end`` of ``part``."""
    return lambda: with_parts(xlsx_bytes(table(1)), {part: lambda xml: xml.replace(end, content + end)})


def many_texts(item: bytes) -> Callable[[], bytes]:
    strings = f'<sst xmlns="{NAMESPACE}">'.encode() + item * 700_000 + b"</sst>"
    return lambda: with_parts(shared_strings(xlsx_bytes(table(1))), {"xl/sharedStrings.xml": strings})


def styles_called_a_sheet() -> bytes:
    xml = f'<worksheet xmlns="{NAMESPACE}"><fonts>'.encode() + b"<font/>" * 700_000 + b"</fonts></worksheet>"
    return with_parts(xlsx_bytes(table(1)), {"xl/styles.xml": xml})


def texts_in_a_sheet() -> bytes:
    xml = f'<worksheet xmlns="{NAMESPACE}">'.encode() + b"<si><t/></si>" * 700_000 + b"</worksheet>"
    return with_parts(shared_strings(xlsx_bytes(table(1))), {"xl/sharedStrings.xml": xml})


# Each took 3 to 40 seconds once, within limits that counted the elements of the whole workbook alone.
SLOW = {
    "styles": other_parts("xl/styles.xml", b"</fonts>", b"<font/>" * 700_000),
    "formats": other_parts("xl/styles.xml", b"</cellXfs>", b'<xf numFmtId="0" fontId="0"/>' * 700_000),
    "texts": many_texts(b"<si><t>a</t></si>"),
    "rich texts": many_texts(b"<si><r><rPr><b/></rPr><t>a</t></r></si>"),
    "kinds of parts": other_parts("[Content_Types].xml", b"</Types>", b'<Override PartName="/a"/>' * 700_000),
    "names": other_parts("xl/workbook.xml", b"</workbook>", b"<definedName/>" * 700_000),
    "one tag": other_parts(
        "xl/styles.xml", b"</cellXfs>", b"<xf " + b" ".join(b'a%d=""' % n for n in range(200_000)) + b"/>"
    ),
    "attributes of cells": other_parts(
        SHEET,
        b"</sheetData>",
        b'<row r="9">' + b'<c a="" b="" d="" e="" f="" g="" h="" i="" j="" k="" l="" m=""/>' * 280_000 + b"</row>",
    ),
    "values of a cell": other_parts(SHEET, b"</sheetData>", b'<row r="9"><c>' + b"<v/>" * 1_400_000 + b"</c></row>"),
    "merged areas": other_parts(SHEET, b"</worksheet>", b'<mergeCell ref="A2:A3"/>' * 140_000),
    "styles called a sheet": styles_called_a_sheet,
    "texts in a sheet": texts_in_a_sheet,
}


@pytest.mark.parametrize(
    "make",
    [
        zip_bomb,
        far_cell,
        million_rows,
        million_shared_strings,
        million_blank_cells,
        strings_under_another_name,
        *SLOW.values(),
    ],
)
def test_row_38_bombs_are_refused_at_once(make):
    data = make()
    assert len(data) < 5 * 2**20
    read_bytes(xlsx_bytes(table(1)), "annex1.xlsx", 1)  # openpyxl is imported by now
    seconds = []
    for _ in range(3):
        # Time of this thread, and the best of three: the machine may be busy with other things.
        start = time.thread_time()
        assert only(refuse(data, "annex1.xlsx")).code == "too-large"
        seconds.append(time.thread_time() - start)
    assert min(seconds) < 1
    tracemalloc.start()
    try:
        refuse(data, "annex1.xlsx")
        assert tracemalloc.get_traced_memory()[1] < 150 * 2**20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "item", [b"<si><t>a</t></si>", b'<si><t>a</t><phoneticPr fontId="1" type="noConversion"/></si>']
)
def test_row_38_texts_and_styles_of_a_large_plan_are_no_bomb(item):
    """5,000 rows of 10 columns have 50,000 texts at most; a workbook that has been copied for years, 5,000 formats."""
    formats = b'<xf numFmtId="0" fontId="0" fillId="0" borderId="0"><alignment wrapText="1"/></xf>' * 5_000
    data = with_parts(
        shared_strings(xlsx_bytes(table(1))),
        {
            "xl/sharedStrings.xml": lambda xml: xml.replace(b"</sst>", item * 30_000 + b"</sst>"),
            "xl/styles.xml": lambda xml: xml.replace(b"</cellXfs>", formats + b"</cellXfs>"),
        },
    )
    assert len(read(data, "annex1.xlsx").records) == 3


def test_row_38_the_far_cell_is_named():
    assert "XFD2000" in only(refuse(far_cell(), "annex1.xlsx")).message


def test_row_38_a_formatted_blank_sheet_is_no_bomb():
    rows = "".join(f'<row r="{row}" s="1" customFormat="1"/>' for row in range(5, 100_000))
    blank = '<row r="100000"><c r="XFD100000" s="1"/></row>'
    data = with_parts(
        xlsx_bytes(table(1)),
        {SHEET: lambda xml: xml.replace(b"</sheetData>", (rows + blank).encode() + b"</sheetData>")},
    )
    assert len(read(data, "annex1.xlsx").records) == 3


def test_row_38_a_large_sheet_beside_the_annex_is_no_harm():
    far = {"原始数据": [[""] * 5, [*[""] * 61, "x"]]}
    found, findings = read_bytes(xlsx_bytes(table(1), sheets_before=far), "annex1.xlsx", 1)
    assert (len(found.records), only(findings).code) == (3, "sheet-used")


ENTITIES = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
EXTERNAL = b'<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("doctype", [ENTITIES, EXTERNAL, b"<!DOCTYPE a>"])
@pytest.mark.parametrize("part", [SHEET, "xl/sharedStrings.xml", "xl/workbook.xml", "[Content_Types].xml"])
def test_row_39_entities(part, doctype):
    def declare(xml: bytes) -> bytes:
        declaration = re.match(rb"\s*<\?xml.*?\?>", xml)
        end = declaration.end() if declaration else 0
        return xml[:end] + doctype + xml[end:]

    finding = only(refuse(with_parts(shared_strings(xlsx_bytes(table(1))), {part: declare}), "annex1.xlsx"))
    assert finding.code == "xml-entity"


def encoded(encoding: str, declared: str = "") -> Callable[[bytes], bytes]:
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    return lambda xml: (declaration + re.sub(r"^<\?xml.*?\?>", "", xml.decode())).encode(encoding, "xmlcharrefreplace")


@pytest.mark.parametrize(
    "part", [SHEET, "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"]
)
@pytest.mark.parametrize(
    "encode",
    [
        encoded("utf-32"),
        encoded("utf-32-be"),
        encoded("utf-32-le", "utf-32"),
        encoded("cp1252", "windows-1252"),
        encoded("gb18030", "gb18030"),
        encoded("utf-7", "utf-7"),
    ],
    ids=["utf-32", "utf-32-be", "utf-32-le", "windows-1252", "gb18030", "utf-7"],
)
def test_row_39_parts_that_are_not_in_the_two_encodings_of_workbooks_are_not_read(part, encode):
    assert refuse(with_parts(shared_strings(xlsx_bytes(table(1))), {part: encode}), "annex1.xlsx")


@pytest.mark.parametrize("before", ["", " " * 100], ids=["plain", "indented"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "utf-16-le"])
def test_row_39_bombs_are_seen_in_every_encoding(encoding, before):
    strings = f'{before}<sst xmlns="{NAMESPACE}">{"<si/>" * 200_000}</sst>'.encode(encoding)
    data = with_parts(shared_strings(xlsx_bytes(table(1))), {"xl/sharedStrings.xml": strings})
    assert only(refuse(data, "annex1.xlsx")).code == "too-large"


@pytest.mark.parametrize("first", ["analytics", "pptx", "dashboard.exports.workbook", "dashboard.exports.slides"])
def test_row_39_openpyxl_reads_with_defusedxml_and_expat_only(first):
    """python-pptx brings lxml, which openpyxl prefers, and which reads what the limits do not see."""
    code = (
        f"import {first}, analytics, lxml.etree, openpyxl; from openpyxl.xml import functions as used;"
        "from defusedxml import ElementTree as safe; print(openpyxl.DEFUSEDXML, openpyxl.LXML,"
        "used.fromstring is safe.fromstring, used.iterparse is safe.iterparse)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=DATA.parent, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False", "True", "True"]


# --- sizes ------------------------------------------------------------------------------------------------------------


def test_row_40_large_file(tmp_path):
    (tmp_path / "annex1.csv").write_bytes(GOOD + b" " * 6 * 2**20)
    found, findings = read_folder(tmp_path, 1)
    assert (found, only(findings).code) == (None, "file-too-large")
    assert only(refuse(GOOD + b" " * 6 * 2**20)).code == "file-too-large"


@pytest.mark.parametrize("make", [csv_bytes, xlsx_bytes], ids=["csv", "xlsx"])
def test_row_40_rows(make):
    rows = table(1)[:1] + [list(ROWS[1][0])] * 5_000
    assert len(read(make(rows), "annex1.csv" if make is csv_bytes else "annex1.xlsx").records) == 5_000
    finding = only(refuse(make([*rows, rows[1]]), "annex1.csv" if make is csv_bytes else "annex1.xlsx"))
    assert finding.code == "too-many-rows"
    assert "5,000 行" in finding.message


def test_row_40_blank_lines_are_not_kept():
    data = GOOD + b"\n" * 200_000
    tracemalloc.start()
    try:
        assert len(read(data).records) == 3
        assert tracemalloc.get_traced_memory()[1] < 10 * 2**20
    finally:
        tracemalloc.stop()


def test_row_40_columns():
    extra = [f"列{number}" for number in range(52)]
    assert only(refuse(csv_bytes([[*HEADINGS[1], *extra], [*ROWS[1][0], *extra]]))).code == "too-many-columns"


@pytest.mark.parametrize("separator", ["、", "，", "\n", "；", " "])
@pytest.mark.parametrize("make", [csv_bytes, xlsx_bytes], ids=["csv", "xlsx"])
def test_more_departments_in_a_cell_than_there_can_be_are_refused_with_its_name(make, separator):
    flood = separator.join(f"部门{number}" for number in range(20_000))[:30_000]
    file = "annex1.csv" if make is csv_bytes else "annex1.xlsx"
    _, findings = read_bytes(make(table(1, {(3, 5): flood})), file, 1)
    finding = only(findings)
    assert (finding.severity, finding.code, finding.row, finding.column) == (ERROR, "too-many-values", 3, "牵头部门")
    assert "E3" in finding.message

    most = "、".join(f"部门{number}" for number in range(100))
    assert read(make(table(1, {(3, 5): most})), file)


@pytest.mark.parametrize("long", ["长" * 32_768, "𠮷" * 16_384])
def test_a_cell_longer_than_excel_takes_is_refused_with_its_name(long):
    finding = only(read_bytes(csv_bytes(table(1, {(3, 9): long})), "annex1.csv", 1)[1])
    assert (finding.code, finding.row, finding.column) == ("long-cell", 3, "工作任务")
    assert finding.severity == ERROR
    assert "I3" in finding.message
    assert read(csv_bytes(table(1, {(3, 9): long[1:]}))).records[1].cells[8] == long[1:]


def test_row_40_a_long_name_is_read_whole():
    assert read(csv_bytes(table(1, {(2, 2): "长" * 10_000}))).records[0].cells[1] == "长" * 10_000


# --- texts that spreadsheets and screens misread ----------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_row_42_the_guard_of_downloads_is_stripped(mark, kind):
    if kind == "xlsx":
        # XML keeps a tab; a carriage return is written as Excel writes it.
        data = xlsx_bytes(table(1, {(2, 2): f"'{'_x000D_' if mark == chr(13) else mark}甲"}))
    else:
        data = csv_bytes(table(1, {(2, 2): f"'{mark}甲"}))
    assert read(data, f"annex1.{kind}").records[0].cells[1] == f"{mark}甲"


@pytest.mark.parametrize("name", ["天安T+SPACE众创空间", "'甲'空间", "甲'=乙", "=甲", "-甲", "@甲"])
def test_row_42_other_texts_are_untouched(name):
    assert read(csv_bytes(table(1, {(2, 2): name}))).records[0].cells[1] == name


def test_row_42_a_text_that_looks_guarded_loses_one_guard_only():
    assert read(csv_bytes(table(1, {(2, 2): "''=甲"}))).records[0].cells[1] == "'=甲"


@pytest.mark.parametrize("name", ["𠮷野家", "䶮园", "🏢基地", "👨‍👩‍👧之家", "🏳️‍🌈园", "名" * 40])
@pytest.mark.parametrize("kind", ["utf-8", "gb18030", "utf-16", "xlsx"])
def test_row_43_rare_characters(name, kind):
    rows = table(1, {(2, 2): name})
    data = xlsx_bytes(rows) if kind == "xlsx" else csv_bytes(rows, kind)
    assert read(data, "annex1.xlsx" if kind == "xlsx" else "annex1.csv").records[0].cells[1] == name


# --- which file -------------------------------------------------------------------------------------------------------


def test_row_45_lock_files_are_ignored(tmp_path):
    (tmp_path / "annex2.csv").write_bytes(csv_bytes(table(2)))
    for name in ("~$annex2.xlsx", ".~annex2.xlsx", ".~lock.annex2.csv#", "annex2.csv.tmp", "annex22.xlsx"):
        (tmp_path / name).write_bytes(b"x")
    source = find_source(tmp_path, "annex2")
    assert (source.file, source.names, source.findings) == ("annex2.csv", ("annex2.csv",), ())


def test_row_45_missing_file(tmp_path):
    folder = tmp_path / "数据"
    found, findings = read_folder(folder, 2)
    finding = only(findings)
    assert (found, finding.severity, finding.code, finding.file) == (None, ERROR, "missing-file", "annex2.csv")
    assert "“数据”" in finding.message
    assert "annex2.csv" in finding.advice
    assert str(tmp_path) not in finding.sentence()


def test_row_45_only_another_format(tmp_path):
    (tmp_path / "annex2.xls").write_bytes(old_office("Workbook"))
    finding = only(read_folder(tmp_path, 2)[1])
    assert (finding.code, "annex2.xls" in finding.message) == ("missing-file", True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_row_45_half_written_csv(encoding):
    data = csv_bytes(table(1), encoding)
    end = data.rindex("强".encode(encoding.removesuffix("-sig")))
    assert only(refuse(data[: end + 1])).code == "truncated"  # in the middle of a character
    assert [finding.code for finding in read_bytes(data[: data.rindex(b",")], "annex1.csv", 1)[1]] == ["missing-cells"]


def test_row_45_file_that_cannot_be_opened(tmp_path, monkeypatch):
    (tmp_path / "annex1.csv").write_bytes(GOOD)

    monkeypatch.setattr(files, "read_content", lambda path: PermissionError(13, "locked"))
    assert only(read_folder(tmp_path, 1)[1]).code == "unreadable-file"


def test_row_45_file_deleted_while_it_is_opened(tmp_path, monkeypatch):
    (tmp_path / "annex1.csv").write_bytes(GOOD)

    monkeypatch.setattr(files, "read_content", lambda path: FileNotFoundError())
    assert only(read_folder(tmp_path, 1)[1]).code == "missing-file"


@pytest.mark.parametrize("newer", ["annex1.csv", "annex1.xlsx", "ANNEX1.XLSM"])
def test_row_46_two_files(tmp_path, newer):
    for name in ("annex1.csv", "annex1.xlsx", "ANNEX1.XLSM"):
        (tmp_path / name).write_bytes(GOOD if name == "annex1.csv" else xlsx_bytes(table(1)))
        os.utime(tmp_path / name, (2_000, 2_000) if name == newer else (1_000, 1_000))
    source = find_source(tmp_path, "annex1")
    assert source.file == newer
    finding = only(source.findings)
    assert (finding.severity, finding.code) == (HINT, "two-files")
    for name in ("annex1.csv", "annex1.xlsx", "ANNEX1.XLSM"):
        assert name in finding.message
    found, findings = read_folder(tmp_path, 1)
    assert (found.file, only(findings).code) == (newer, "two-files")


def test_row_46_a_newer_file_that_is_not_read(tmp_path):
    (tmp_path / "annex1.csv").write_bytes(GOOD)
    (tmp_path / "annex1.xls").write_bytes(b"x")
    os.utime(tmp_path / "annex1.csv", (1_000, 1_000))
    finding = only(find_source(tmp_path, "annex1").findings)
    assert (finding.severity, finding.code) == (HINT, "ignored-file")


def test_the_version_follows_content_and_presence(tmp_path):
    seen = {plan_version(tmp_path)}

    def changed() -> bool:
        now = plan_version(tmp_path)
        assert now == plan_version(tmp_path)
        new = now not in seen
        seen.add(now)
        return new

    (tmp_path / "annex1.csv").write_bytes(GOOD)
    assert changed()
    os.utime(tmp_path / "annex1.csv", (1_000, 1_000))
    assert not changed()  # the content counts, not the time
    (tmp_path / "annex1.csv").write_bytes(GOOD.replace(b"0.5", b"0.6"))
    assert changed()
    (tmp_path / "plan.toml").write_text("[plan]")
    assert changed()
    (tmp_path / "annex2.csv").write_bytes(GOOD)
    assert changed()
    (tmp_path / "~$annex2.xlsx").write_bytes(b"x")
    assert not changed()
    (tmp_path / "annex2.csv").rename(tmp_path / "annex2.xlsx")
    assert changed()
    (tmp_path / "annex2.xlsx").unlink()
    assert not changed()  # as it was before the file came
    (tmp_path / "annex1.csv").unlink()
    (tmp_path / "annex1.csv").mkdir()
    assert changed()


# --- the whole --------------------------------------------------------------------------------------------------------


def test_openpyxl_is_imported_on_first_use_only(tmp_path):
    (tmp_path / "annex1.csv").write_bytes(GOOD)
    code = (
        "import sys; from pathlib import Path; from analytics import plan_version;"
        "from analytics.columns import ANNEX_SHAPES; from analytics.reading.files import find_source;"
        "from analytics.reading.table_reader import read_source;"
        f"folder = Path({str(tmp_path)!r}); plan_version(folder);"
        "assert read_source(find_source(folder, 'annex1'), ANNEX_SHAPES[1])[0];"
        "sys.exit('openpyxl' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=DATA.parent, check=False).returncode == 0
