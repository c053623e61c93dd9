"""Cells of workbooks as Excel and WPS write them (inputs.md rows 47, 54, 62). Expected values are typed by hand."""

import io
import re
import zipfile
from datetime import date

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from analytics.columns import ANNEX_SHAPES
from analytics.findings import ERROR, HINT, Finding
from analytics.judging import judge_annex
from analytics.reading.table_reader import read_table
from analytics.reading.tables import SourceTable
from tests.support.inputs import shared_strings, table, with_parts, xlsx_bytes

STYLES = "xl/styles.xml"
SHEET = "xl/worksheets/sheet1.xml"


def read(data: bytes, annex: int) -> tuple[SourceTable, list[Finding]]:
    return read_table(data, f"annex{annex}.xlsx", ANNEX_SHAPES[annex])


def dated(number_format: str, day: date = date(2022, 12, 31)) -> bytes:
    """Annex 2 with the first deadline as a date cell of this format."""

    def arrange(_, sheet):
        sheet["J2"].value = day
        sheet["J2"].number_format = number_format

    return xlsx_bytes(table(2), arrange=arrange)


def with_format_id(number: int) -> bytes:
    """The same with one of the formats that have a number only, as Excel in Chinese writes them."""
    data = dated('yyyy"年"m"月"')
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        styles = archive.read(STYLES).decode()
    start, end = styles.index("<numFmts"), styles.index("</numFmts>") + len("</numFmts>")
    styles = re.sub(r'numFmtId="16[0-9]"', f'numFmtId="{number}"', styles[:start] + styles[end:])
    return with_parts(data, {STYLES: styles.encode()})


@pytest.mark.parametrize(
    ("number", "text"),
    [
        *((number, "2022年12月") for number in (27, 36, 50, 52, 57)),
        (31, "2022年12月31日"),
        (14, "2022-12-31"),
    ],
)
def test_row_47_formats_that_have_a_number_only(number, text):
    found, findings = read(with_format_id(number), 2)
    assert (found.records[0].cells[9], findings) == (text, [])
    assert judge_annex(found).milestones[0].due == date(2022, 12, 31)


def test_a_format_that_the_file_does_not_define_is_none():
    found, findings = read(with_format_id(177), 2)
    assert (found.records[0].cells[9], findings) == ("44926", [])


def test_a_style_that_the_file_does_not_define_is_none():
    spoiled = {SHEET: lambda xml: xml.replace(b' s="1"', b' s="99"')}
    found, findings = read(with_parts(dated('yyyy"年"m"月"'), spoiled), 2)
    assert (found.records[0].cells[9], findings) == ("44926", [])


@pytest.mark.parametrize("number", [28, 29, 51, 53, 54, 58])
def test_row_47_a_date_that_hides_its_year_is_told(number):
    found, (finding,) = read(with_format_id(number), 2)
    assert found.records[0].cells[9] == "2022年12月31日"
    assert (finding.severity, finding.code, finding.row, finding.column) == (HINT, "date-year-hidden", 2, "完成时限")
    assert "J2" in finding.message


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ('yyyy"年"m"月"', "2022年12月"),
        ('yyyy"年"mm"月"dd"日"', "2022年12月31日"),
        ("[$-804]yyyy年m月;@", "2022年12月"),
        ('[DBNum1][$-804]yyyy"年"m"月"d"日"', "二〇二二年十二月三十一日"),
        ("yyyy/m/d", "2022-12-31"),
        ("yyyy-mm", "2022-12"),
        ("mmm-yy", "2022-12"),
        ('yyyy"年"', "2022年"),
        ('e"年"m"月"', "2022年12月"),
    ],
)
def test_row_47_a_date_is_shown_as_its_format_shows_it(code, text):
    found, findings = read(dated(code), 2)
    assert (found.records[0].cells[9], findings) == (text, [])
    judged = judge_annex(found)
    assert (judged.milestones[0].due, judged.findings) == (date(2022, 12, 31), ())


@pytest.mark.parametrize(
    ("code", "text"), [('0.0"亩"', "57亩"), ('0"公顷"', "57公顷"), ('0.00"万m²"', "57"), ('0.00"万平方米"', "57")]
)
def test_row_61_a_unit_that_a_number_format_shows_is_read(code, text):
    def show(_, sheet):
        sheet["C2"].value, sheet["C2"].number_format = 57, code

    found, _ = read(xlsx_bytes(table(1), arrange=show), 1)
    assert found.records[0].cells[2] == text


def runs(*parts: tuple[str, InlineFont | None]) -> CellRichText:
    return CellRichText(*(TextBlock(font, text) if font else text for text, font in parts))


RAISED, LOWERED, STRUCK = (
    InlineFont(vertAlign="superscript"),
    InlineFont(vertAlign="subscript"),
    InlineFont(strike=True),
)


def rich(cell: str, text: CellRichText) -> bytes:
    def arrange(_, sheet):
        sheet[cell] = text

    return xlsx_bytes(table(1), arrange=arrange)


@pytest.mark.parametrize("store", [lambda data: data, shared_strings], ids=["inline", "shared"])
@pytest.mark.parametrize(("cell", "column"), [("C2", "面积（万m2）"), ("C4", "面积（万m2）")])
def test_row_54_a_footnote_mark_is_no_digit_of_an_area(store, cell, column):
    found, (finding,) = read(store(rich(cell, runs(("3.8", None), ("1", RAISED)))), 1)
    row = int(cell[1:])
    assert (finding.severity, finding.code, finding.row, finding.column) == (HINT, "raised-text", row, column)
    assert finding.value == "3.8¹"
    judged = judge_annex(found)
    assert judged.carriers[row - 2].area is None
    assert [(told.severity, told.code, told.row) for told in judged.findings] == [(ERROR, "area-not-a-number", row)]


def test_row_54_a_footnote_mark_at_a_name_stays_one():
    found, (finding,) = read(rich("B3", runs(("乙空间", None), ("(2)", RAISED))), 1)
    assert found.records[1].cells[1] == "乙空间⁽²⁾"
    assert finding.code == "raised-text"


def test_row_54_the_exponent_of_a_unit_is_none():
    found, findings = read(rich("C1", runs(("面积（万m", None), ("2", RAISED), ("）", None))), 1)
    assert (found.headings[2], findings) == ("面积（万m²）", [])
    assert judge_annex(found).findings == ()


@pytest.mark.parametrize("store", [lambda data: data, shared_strings], ids=["inline", "shared"])
@pytest.mark.parametrize("cell", ["C3", "B3", "E2"])
def test_row_54_words_struck_out_are_an_error_at_the_cell(store, cell):
    _, (finding,) = read(store(rich(cell, runs(("3.8", None), ("5", STRUCK)))), 1)
    assert (finding.severity, finding.code, finding.row) == (ERROR, "struck-text", int(cell[1:]))
    assert cell in finding.message
    assert "“5”" in finding.message


def test_row_54_a_row_struck_out_is_told_once():
    def arrange(_, sheet):
        for cell in sheet[3]:
            cell.font = Font(strike=True)

    found, (finding,) = read(xlsx_bytes(table(1), arrange=arrange), 1)
    assert (finding.severity, finding.code, finding.row) == (HINT, "struck-cell", 3)
    assert len(found.records) == 3


@pytest.mark.parametrize(
    "fill",
    [
        "<fill/>",
        "<fill></fill>",
        '<fill><patternFill patternType="solid"/><extLst><ext uri="x"/></extLst></fill>',
        '<fill><patternFill patternType="sparkle"/></fill>',
    ],
)
def test_row_62_fills_of_other_programs(fill):
    def paint(xml: bytes) -> bytes:
        return xml.replace(b"<fill>", fill.encode() + b"<fill>", 1).replace(b'<fills count="2"', b'<fills count="3"', 1)

    data = with_parts(dated('yyyy"年"m"月"'), {STYLES: paint})
    found, findings = read(data, 2)
    assert findings == []
    assert found.records[0].cells[9] == "2022年12月"
    assert len(found.records) == 5


def test_row_62_a_date_of_the_document_that_is_none():
    def spoil(xml: bytes) -> bytes:
        start, end = xml.index(b"<dcterms:created"), xml.index(b"</dcterms:created>")
        return xml[: xml.index(b">", start) + 1] + b"yesterday" + xml[end:]

    found, findings = read(with_parts(xlsx_bytes(table(1)), {"docProps/core.xml": spoil}), 1)
    assert (findings, len(found.records)) == ([], 3)


def test_row_62_strict_open_xml_is_named():
    transitional = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strict = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    data = xlsx_bytes(table(1))
    parts = {name: lambda xml: xml.replace(transitional, strict) for name in ("xl/workbook.xml", SHEET, STYLES)}
    found, (finding,) = read(with_parts(data, parts), 1)
    assert (found, finding.severity, finding.code) == (None, ERROR, "strict-workbook")
    assert "Strict" in finding.message
    assert "Excel 工作簿" in finding.advice


def test_marks_do_not_stand_in_any_text():
    found, _ = read(rich("I2", runs(("甲", None), ("乙", LOWERED), ("丙", STRUCK), ("丁", RAISED))), 1)
    assert found.records[0].cells[8] == "甲乙丙丁"
