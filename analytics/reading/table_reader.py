"""The bytes of a table → its rows as texts, by a shape (columns.TableShape); no judgement of values.

    read_table → decode and parse (decoding, csv_source) or read_workbook (xlsx_source)
               → heading found and matched, cells counted, invisible characters out → SourceTable → judging

Everything is text until it is judged. Row numbers in comments are those of the design's inputs.md.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from ..columns import TableShape
from ..findings import Finding
from . import csv_source, xlsx_source
from .characters import clean_cells
from .decoding import decode
from .files import SourceFile
from .headings import looks_like, with_heading
from .tables import (
    HEADING_ROWS,
    MAX_BYTES,
    MAX_COLUMNS,
    MAX_LENGTH,
    MAX_ROWS,
    MAX_VALUES,
    FindingsOfFile,
    HeadedRecords,
    Record,
    SourceTable,
    cell_name,
    is_blank,
    one_line,
)


def read_source(source: SourceFile, shape: TableShape) -> tuple[SourceTable | None, list[Finding]]:
    """The table of ``shape`` in a file that ``find_source`` found, with all findings; see ``read_table``."""
    if isinstance(source.content, OSError):
        return None, list(source.findings)
    table, findings = read_table(source.content, source.file, shape)
    return table, [*source.findings, *findings]


def read_table(data: bytes, file: str, shape: TableShape) -> tuple[SourceTable | None, list[Finding]]:
    """The table of ``shape`` in ``data``, the content of a file called ``file``, with findings.

    None where an 错误 leaves no table. A table may come with 错误 of single rows (``SourceTable.broken``), so that the
    other rows can still be judged and all findings are told at once: look at the findings before using it.
    """
    findings = FindingsOfFile(file)
    if len(data) > MAX_BYTES:
        findings.add("file-too-large", most=MAX_BYTES // 2**20)
        return None, findings.findings
    kind = _kind(data, file, findings)
    headed = None
    if kind == "workbook":
        headed = xlsx_source.read_workbook(data, findings, shape)
    elif kind == "text":
        headed = _text_records(data, findings, shape)
    table = None if headed is None else _table(headed, findings, shape, counted=kind == "text")
    return table, findings.findings


_OTHER_FILES = (
    (b"%PDF", "PDF 文件"),
    (b"MZ", "程序"),
    (b"\x7fELF", "程序"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"{\\rtf", "文字文档"),
)
_VALUE = re.compile(r"[^、､，,；;/／\s和及]+")
_MARKUP = ("<!doctype", "<html", "<?xml", "<head", "<meta", "<table", "<body")


def _kind(data: bytes, file: str, findings: FindingsOfFile) -> str:
    """``workbook``, ``text`` or "" with an 错误: by the first bytes, not by the name's ending (rows 4, 5, 37)."""
    ending = Path(file).suffix.lower()
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        if ending not in (".xlsx", ".xlsm"):
            findings.add("other-kind", ending=ending, what=" Excel 工作簿", right=".xlsx")
        return "workbook"
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        _report_old_office(data, ending, findings)
        return ""
    for magic, what in _OTHER_FILES:
        # “MZ” may begin a text; a program has bytes that no text has.
        if data.startswith(magic) and (magic != b"MZ" or b"\0" in data[:1024]):
            findings.add("not-a-table", what=f"内容是{what}")
            return ""
    if ending in (".xlsx", ".xlsm") and data.strip():
        if b"\0" in data[:1024] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            findings.add("truncated", what="工作簿", detail="")
            return ""
        findings.add("other-kind", ending=ending, what="文本（CSV）", right=".csv")
    return "text"


def _report_old_office(data: bytes, ending: str, findings: FindingsOfFile) -> None:
    """The kinds of file in the old Office container, each in its own sentence (row 37)."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        findings.add("password")
    elif ending == ".et":
        findings.add("old-et")
    elif any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        findings.add("old-xls")
    else:
        findings.add("not-a-table", what="内容是旧的 Office 文档")


def _text_records(data: bytes, findings: FindingsOfFile, shape: TableShape) -> HeadedRecords | None:
    """All records of a text file; None with findings (rows 2, 3, 5, 9)."""
    text = decode(data, findings)
    if text is None:
        return None
    if text.lstrip().lower().startswith(_MARKUP):
        findings.add("not-a-table", what="内容是网页（HTML 或 XML）")
        return None
    records = csv_source.parse(text, findings, shape)
    return None if records is None else with_heading(records, shape)


def _table(headed: HeadedRecords, findings: FindingsOfFile, shape: TableShape, counted: bool) -> SourceTable | None:
    """The table below the heading. ``counted``: text, where every record must have as many cells as the heading."""
    records, index, matched = headed.records, headed.index, headed.matched
    if all(is_blank(record.cells) for record in records):
        findings.add("empty-file")
        return None
    if index is None:
        _report_no_heading(records, findings, shape)
        return None
    heading, below = records[index], [record for record in records[index + 1 :] if not is_blank(record.cells)]
    if matched.missing and (other := looks_like(records, shape)):
        # Two annexes in each other's place share most headings; to list what is missing would lead astray (row 17).
        value = "、".join(one_line(cell) for cell in heading.cells if cell.strip())
        findings.add("other-annex", row=heading.row, value=value, other=other.title, title=shape.title)
        return None
    if headed.two_rows:
        findings.add("two-row-heading", row=heading.row - 1)
    width = _width(heading, below, counted)
    headings = clean_cells(Record(heading.row, heading.cells[:width]), (), findings)
    if not _within_limits(heading, headings, below, findings):
        return None
    broken: list[int] = []
    if counted:
        written, known = len(heading.cells), max(matched.places.values()) + 1
        below, broken = csv_source.even_records(below, headings, written, known, findings)
    below = [Record(record.row, record.cells[:width]) for record in below]
    cleaned = [Record(record.row, clean_cells(record, headings, findings)) for record in below]
    cleaned = [_without_floods(record, headings, matched.places, shape, findings) for record in cleaned]
    kept = tuple(record for record in cleaned if not is_blank(record.cells))
    if not kept and not broken:
        findings.add("heading-only")
        return None
    return SourceTable(findings.file, findings.sheet, shape, headings, matched, kept, heading.row, tuple(broken))


def _width(heading: Record, below: list[Record], counted: bool) -> int:
    """Columns of the table: to the last heading; in a workbook, where nothing can shift, to the last cell filled."""
    rows = [heading] if counted else [heading, *below]
    return max(index for record in rows for index, cell in enumerate(record.cells, start=1) if cell.strip())


def _within_limits(heading: Record, headings: Sequence[str], below: list[Record], findings: FindingsOfFile) -> bool:
    """Rows and columns are counted to the last one filled (rows 38, 40)."""
    if len(headings) > MAX_COLUMNS:
        findings.add("too-many-columns", count=len(headings), most=MAX_COLUMNS)
        return False
    if len(below) > MAX_ROWS:
        findings.add("too-many-rows", row=below[MAX_ROWS].row, most=f"{MAX_ROWS:,}")
        return False
    return True


def _without_floods(
    record: Record, headings: Sequence[str], places: Mapping[str, int], shape: TableShape, findings: FindingsOfFile
) -> Record:
    """The record with cells blank that are longer than Excel takes, or hold more departments or plaques than there can
    be: each has an 错误.

    Judging and showing them would take minutes, and all for a text that got into the wrong column.
    """
    cells = list(record.cells)
    for place, cell in enumerate(record.cells):
        if len(cell) > MAX_LENGTH // 2 and len(cell.encode("utf-16-le")) > MAX_LENGTH * 2:
            findings.add("long-cell", row=record.row, column=headings[place], cell=cell_name(record.row, place))
            cells[place] = ""
    for place in (places[column.name] for column in shape.columns if column.several and column.name in places):
        if len(cells[place]) > MAX_VALUES and (count := len(_VALUE.findall(cells[place]))) > MAX_VALUES:
            words = {"cell": cell_name(record.row, place), "count": f"{count:,}", "most": MAX_VALUES}
            findings.add("too-many-values", row=record.row, column=headings[place], value=cells[place], **words)
            cells[place] = ""
    return Record(record.row, tuple(cells))


def _report_no_heading(records: list[Record], findings: FindingsOfFile, shape: TableShape) -> None:
    """Says what stands where the heading should be."""
    first = next(record for record in records if not is_blank(record.cells))
    if any("\0" in cell for cell in first.cells):
        findings.add("not-a-table", what="内容不是文字")
        return
    wanted = "、".join(column.header for column in shape.columns)
    found = "、".join(one_line(cell) for cell in first.cells if cell.strip())
    findings.add("no-heading", row=first.row, value=found, most=HEADING_ROWS, title=shape.title, wanted=wanted)
