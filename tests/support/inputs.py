"""Makers of annex files for the tests: rows typed by hand, turned into the bytes of a CSV or a workbook.

Each function says what a person or a program would have done to the file. Nothing here uses the code under test.
"""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence

HEADINGS = {
    1: ("序号", "载体名称", "面积（万m2）", "运营机构", "牵头部门", "指导部门", "孵化定位", "已有授牌", "工作任务"),
    2: (
        "序号",
        "物业名称",
        "面积（万m2）",
        "物业业主",
        "牵头部门",
        "指导部门",
        "孵化定位",
        "争取授牌",
        "工作任务",
        "完成时限",
    ),
}

ROWS: dict[int, tuple[tuple[str, ...], ...]] = {
    1: (
        ("1", "甲空间", "0.5", "甲公司", "区科技局", "区科技局", "综合性创业苗圃", "国家级众创空间", "通过评估。"),
        ("2", "乙空间", "0.2", "乙公司", "区商务委", "区科技局、区人力社保局", "孵化器", "", "加强包装推介。"),
        ("3", "丙园", "2.02", "丙公司", "区台办", "区人力社保局", "加速器", "区级创业孵化基地", "加强培育。"),
    ),
    2: (
        ("1", "丁园", "0.3", "丁公司", "区科技局", "区科技局", "创业苗圃", "市级众创空间", "明确机构。", "2022年"),
        ("", "", "", "", "", "", "", "", "争取授牌。", "2023年"),
        ("2", "戊大厦", "2", "戊公司", "区商务委", "区科技局", "孵化器", "市级众创空间", "启动招商。", "2022年"),
        ("", "", "", "", "", "", "", "", "制定方案。", "2023年"),
        ("", "", "", "", "", "", "", "", "授牌。", "2025年"),
    ),
}
"""A small annex of each kind without anything to find: areas sum to 2.72 and 2.3; annex 2 has 5 milestones."""

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

Rows = Sequence[Sequence[str]]


def table(annex: int, changes: Mapping[tuple[int, int], str] | None = None) -> list[list[str]]:
    """Heading and rows of the small annex; ``changes``: (row from 1 = heading, column from 1) → text."""
    rows = [list(HEADINGS[annex]), *map(list, ROWS[annex])]
    for (row, column), text in (changes or {}).items():
        rows[row - 1][column - 1] = text
    return rows


def text(rows: Rows, delimiter: str = ",", newline: str = "\r\n") -> str:
    """The rows as CSV text, quoted where needed."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter, lineterminator=newline).writerows(rows)
    return buffer.getvalue()


def csv_bytes(rows: Rows, encoding: str = "utf-8-sig", delimiter: str = ",", newline: str = "\r\n") -> bytes:
    """The rows as a CSV file."""
    return text(rows, delimiter, newline).encode(encoding)


def unquoted(rows: Rows, delimiter: str = ",", newline: str = "\r\n") -> str:
    """The rows with their cells simply joined: what somebody types into a text editor."""
    return newline.join(delimiter.join(row) for row in rows) + newline


def xlsx_bytes(
    rows: Iterable[Sequence[object]],
    title: str = "附件",
    sheets_before: Mapping[str, Rows] | None = None,
    arrange: Callable | None = None,
) -> bytes:
    """A workbook with the rows in a sheet called ``title``, after ``sheets_before``.

    ``arrange(workbook, sheet)`` may merge, hide, filter and so on before it is saved.
    """
    import openpyxl

    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, texts in (sheets_before or {}).items():
        sheet = workbook.create_sheet(name)
        for row in texts:
            sheet.append(list(row))
    sheet = workbook.create_sheet(title)
    for row in rows:
        sheet.append([None if cell == "" else cell for cell in row])
    if arrange:
        arrange(workbook, sheet)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def with_parts(data: bytes, parts: Mapping[str, bytes | Callable[[bytes], bytes]]) -> bytes:
    """The workbook with some parts of its zip replaced, edited by a function, or added."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        contents = {name: old.read(name) for name in old.namelist()}
        for name, part in parts.items():
            contents[name] = part(contents[name]) if callable(part) else part
        for name, content in contents.items():
            new.writestr(name, content)
    return buffer.getvalue()


def shared_strings(data: bytes) -> bytes:
    """The workbook with its texts in a part of their own, as Excel and WPS write them."""
    texts: list[bytes] = []

    def share(found: re.Match[bytes]) -> bytes:
        texts.append(found[2])
        return b'%b t="s"><v>%d</v></c>' % (found[1], len(texts) - 1)

    def share_all(xml: bytes) -> bytes:
        return re.sub(rb'(<c [^>]*?) t="inlineStr"><is>(<t.*?</t>)</is></c>', share, xml, flags=re.DOTALL)

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = {name: share_all(archive.read(name)) for name in archive.namelist() if "worksheets/" in name}
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}" /></Types>'.encode()
    items = b"".join(b"<si>%b</si>" % text for text in texts)
    return with_parts(
        data,
        sheets
        | {
            "xl/sharedStrings.xml": b'<sst xmlns="%b">%b</sst>' % (NAMESPACE.encode(), items),
            "[Content_Types].xml": lambda xml: xml.replace(b"</Types>", override),
        },
    )


def sheet_xml(cells: str) -> bytes:
    """A worksheet part with ``cells`` as its rows."""
    return f'<?xml version="1.0"?><worksheet xmlns="{NAMESPACE}"><sheetData>{cells}</sheetData></worksheet>'.encode()


def old_office(*names: str) -> bytes:
    """The start of a file in the old Office container, with the names of its streams as in its directory."""
    magic = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    return magic + bytes(504) + b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in names)
