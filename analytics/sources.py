"""Find and read the files of a plan: which file, which kind, which encoding, which rows; no judgement of values.

    source_path → read_source / read_bytes → decode and parse (csv_source) or read_workbook (xlsx_source)
                → heading found, cells counted, invisible characters out → SourceTable → validation.judge_annex

Everything is text until ``validation`` judges it. Row numbers in comments are those of the design's inputs.md.
"""

import hashlib
import os
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from .columns import ANNEX_COLUMNS
from .disk_errors import file_bytes, said
from .findings import Finding
from .meta import META_FILE
from .reading import csv_source, xlsx_source
from .reading.characters import clean_cells
from .reading.headings import find_heading, looks_like, match_headings
from .reading.tables import MAX_BYTES, MAX_COLUMNS, MAX_ROWS, Record, Report, SourceTable, is_blank, one_line

__all__ = ["CODES", "Record", "SourceTable", "fingerprint", "read_bytes", "read_source", "source_path"]

CODES: dict[str, str] = {
    "missing-file": "找不到附件文件",
    "unreadable-file": "文件打不开：被占用或没有权限",
    "two-files": "同一附件有几个文件，用较新的",
    "ignored-file": "同名文件的格式不读",
    "file-too-large": "文件超过大小上限",
    "empty-file": "文件是空的",
    "heading-only": "只有表头，没有数据",
    "not-a-table": "不是表格文件",
    "old-xls": "旧的 Excel 格式 .xls",
    "old-et": "WPS 表格格式 .et",
    "xlsb": "Excel 二进制工作簿 .xlsb",
    "ods": "OpenDocument 表格 .ods",
    "password": "文件有密码",
    "truncated": "文件不完整",
    "other-kind": "内容与扩展名不符，按内容读",
    "encoding": "编码认不出来",
    "mixed-encoding": "一个文件里有两种编码",
    "open-quote": "引号不配对",
    "long-cell": "一格太长，无法读取",
    "extra-cells": "一行多出单元格",
    "missing-cells": "一行缺单元格",
    "trailing-cells": "行末省略的空格子按空白读",
    "no-heading": "前 10 行找不到表头",
    "other-annex": "放错了附件",
    "too-many-rows": "超过行数上限",
    "too-many-columns": "超过列数上限",
    "control-character": "格子里有控制字符",
    "invisible-character": "去掉了看不见的字符",
    "replacement-character": "有已经损坏的字符",
    "too-large": "工作簿解开后太大",
    "xml-entity": "工作簿里有 XML 实体声明",
    "broken-workbook": "工作簿的内部结构认不出来",
    "no-sheet": "工作簿里没有工作表",
    "several-sheets": "几张工作表都像附件表",
    "sheet-used": "读了哪张工作表，隐藏了多少",
    "formula-without-result": "公式没有结果",
    "merged-cell": "合并的单元格按左上格读",
}
"""Every code of a finding made in reading (here, csv_source, xlsx_source), with its meaning."""

_ENDINGS = (".csv", ".xlsx", ".xlsm")
_OTHER_ENDINGS = (".xls", ".et", ".xlsb", ".ods", ".numbers", ".txt", ".tsv")
_SAVE_AS = "在 Excel 或 WPS 里打开，另存为“CSV UTF-8”或“Excel 工作簿（.xlsx）”后再放入"


# --- which file -------------------------------------------------------------------------------------------------------


def source_path(folder: Path, stem: str) -> tuple[Path | None, list[Finding]]:
    """The newest of ``stem``.csv, .xlsx and .xlsm in ``folder``, with 提示 for others of that name (rows 45, 46).

    Lock files (``~$…``, ``.~…``) have another name and are never looked at.
    """
    found = _files(folder, stem, _ENDINGS)
    if not found:
        return None, []
    used = max(found, key=lambda path: (found[path], path.suffix.lower() == ".csv"))
    report = Report(used.name)
    if len(found) > 1:
        others = "、".join(sorted(path.name for path in found if path != used))
        message = f"同时有 {used.name} 和 {others}，用的是较新的 {used.name}"
        report.hint("two-files", message, "只留一个，另一个移出数据文件夹")
    for path, changed in _files(folder, stem, _OTHER_ENDINGS).items():
        if changed > found[used]:
            message = f"{path.name} 比 {used.name} 更新，但不读这种格式，用的是 {used.name}"
            report.hint("ignored-file", message, f"要用 {path.name} 就打开它，另存为 .csv 或 .xlsx")
    return used, report.findings


def _files(folder: Path, stem: str, endings: tuple[str, ...]) -> dict[Path, int]:
    """Files called ``stem`` with one of ``endings``, upper or lower case, with their times of change (ns)."""
    wanted = {_same_name(stem + ending) for ending in endings}
    found = {}
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if _same_name(entry.name) in wanted and entry.is_file():
                    found[Path(entry.path)] = entry.stat().st_mtime_ns
    except OSError:
        # The folder is missing or cannot be listed: read_source says what is not there.
        return {}
    return found


def _same_name(name: str) -> str:
    # macOS writes Chinese and accented names decomposed.
    return unicodedata.normalize("NFC", name).casefold()


def fingerprint(folder: Path, stems: Sequence[str]) -> str:
    """Hash of the content of plan.toml and of the files used, and of which files there are; cheap on every rerun.

    A file that is missing or cannot be read is part of it, too, so that its coming and going is a change.
    """
    digest = hashlib.sha256()
    for path in (folder / META_FILE, *(source_path(folder, stem)[0] for stem in stems)):
        name, content = b"", b""
        if path is not None:
            try:
                name, content = path.name.encode(), _content(path)
            except OSError as error:
                name = type(error).__name__.encode()
        digest.update(b"%d:%d:" % (len(name), len(content)) + name + content)
    for stem in stems:
        names = sorted(path.name for path in _files(folder, stem, _ENDINGS + _OTHER_ENDINGS))
        digest.update("/".join(names).encode() + b"\0")
    return digest.hexdigest()


def _content(path: Path) -> bytes:
    """A file's bytes, one more than the limit at most: what is too large need not be read whole."""
    return file_bytes(path, MAX_BYTES)


# --- reading ----------------------------------------------------------------------------------------------------------


def read_source(folder: Path, stem: str, annex: int) -> tuple[SourceTable | None, list[Finding]]:
    """The table of annex ``annex`` from the newest file called ``stem`` in ``folder``, with findings.

    None where an 错误 leaves no table. A table may come with 错误 of single rows (``SourceTable.broken``), so that the
    other rows can still be judged and all findings are told at once: look at the findings before using it.
    """
    path, findings = source_path(folder, stem)
    if path is None:
        return None, [_missing(folder, stem)]
    try:
        data = _content(path)
    except FileNotFoundError:
        return None, [_missing(folder, stem)]
    except OSError as error:
        report = Report(path.name)
        reason = f"文件打不开（{said(error)}），可能正被 Excel 或 WPS 占用，或没有读取权限"
        report.error("unreadable-file", reason, "关闭打开它的程序，稍候再试；还不行请检查文件权限")
        return None, findings + report.findings
    table, found = read_bytes(data, path.name, annex)
    return table, findings + found


def _missing(folder: Path, stem: str) -> Finding:
    report = Report(f"{stem}.csv")
    name = folder.absolute().name
    others = sorted(path.name for path in _files(folder, stem, _OTHER_ENDINGS))
    if others:
        message = f"数据文件夹“{name}”里只有 {'、'.join(others)}，不读这种格式"
        report.error("missing-file", message, f"打开它，另存为 {stem}.csv（CSV UTF-8）或 {stem}.xlsx，放进同一文件夹")
    else:
        message = f"数据文件夹“{name}”里没有 {stem}.csv，也没有 {stem}.xlsx"
        report.error("missing-file", message, f"把附件表存为 {stem}.csv 或 {stem}.xlsx，放进“{name}”文件夹")
    return report.findings[0]


def read_bytes(data: bytes, file: str, annex: int) -> tuple[SourceTable | None, list[Finding]]:
    """The table in ``data``, a file called ``file``, as ``read_source`` gives it: for uploads."""
    report = Report(file)
    if len(data) > MAX_BYTES:
        # How much larger is not known: no more than the limit is read.
        message = f"文件超过 {MAX_BYTES // 2**20} MB 的上限"
        report.error("file-too-large", message, "只留附件表本身，删去图片和多余的行列")
        return None, report.findings
    kind = _kind(data, file, report)
    if kind == "workbook":
        records = xlsx_source.read_workbook(data, report, annex)
    elif kind == "text":
        records = _text_records(data, report, annex)
    else:
        records = None
    table = None if records is None else _table(records, report, annex, counted=kind == "text")
    return table, report.findings


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
_MARKUP = ("<!doctype", "<html", "<?xml", "<head", "<meta", "<table", "<body")


def _kind(data: bytes, file: str, report: Report) -> str:
    """``workbook``, ``text`` or "" with an 错误: by the first bytes, not by the name's ending (rows 4, 5, 37)."""
    ending = Path(file).suffix.lower()
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        if ending not in (".xlsx", ".xlsm"):
            message = f"扩展名是“{ending}”，内容其实是 Excel 工作簿，按工作簿读"
            report.note("other-kind", message, "把扩展名改成 .xlsx")
        return "workbook"
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        _report_old_office(data, ending, report)
        return ""
    for magic, what in _OTHER_FILES:
        # “MZ” may begin a text; a program has bytes that no text has.
        if data.startswith(magic) and (magic != b"MZ" or b"\0" in data[:1024]):
            report.error("not-a-table", f"不是表格文件：内容是{what}", "放入 CSV 或 XLSX 格式的附件表")
            return ""
    if ending in (".xlsx", ".xlsm") and data.strip():
        if b"\0" in data[:1024] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            report.error("truncated", "工作簿不完整或已损坏，可能还没有复制完", "重新复制或重新保存一次这个文件")
            return ""
        report.note("other-kind", f"扩展名是“{ending}”，内容其实是文本，按 CSV 读", "把扩展名改成 .csv")
    return "text"


def _report_old_office(data: bytes, ending: str, report: Report) -> None:
    """The kinds of file in the old Office container, each in its own sentence (row 37)."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        report.error("password", "文件有密码，打不开", "在 Excel 或 WPS 里去掉密码，另存后再放入")
    elif ending == ".et":
        report.error("old-et", "这是 WPS 表格格式（.et），不读这种格式", _SAVE_AS)
    elif any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        report.error("old-xls", "这是旧的 Excel 格式（.xls），不读这种格式", _SAVE_AS)
    else:
        report.error("not-a-table", "不是表格文件：内容是旧的 Office 文档", _SAVE_AS)


def _text_records(data: bytes, report: Report, annex: int) -> list[Record] | None:
    """All records of a text file; None with findings (rows 2, 3, 5, 9)."""
    text = csv_source.decode(data, report)
    if text is None:
        return None
    if text.lstrip().lower().startswith(_MARKUP):
        report.error("not-a-table", "不是表格文件：内容是网页（HTML 或 XML）", _SAVE_AS)
        return None
    return csv_source.parse(text, report, annex)


# --- records → table --------------------------------------------------------------------------------------------------


def _table(records: list[Record], report: Report, annex: int, counted: bool) -> SourceTable | None:
    """The table below the heading. ``counted``: text, where every record must have as many cells as the heading."""
    if all(is_blank(record.cells) for record in records):
        report.error("empty-file", "文件是空的", "放入有表头和数据的附件表")
        return None
    index = find_heading(records, annex)
    if index is None:
        _report_no_heading(records, report, annex)
        return None
    other = looks_like(records, annex)
    if other is not None and match_headings(records[index].cells, annex).missing:
        _report_other_annex(records[index], other, report, annex)
        return None
    heading, below = records[index], [record for record in records[index + 1 :] if not is_blank(record.cells)]
    matched = match_headings(heading.cells, annex)
    width = _width(heading, below, counted)
    headings = clean_cells(Record(heading.row, heading.cells[:width]), (), report)
    if not _within_limits(heading, headings, below, report):
        return None
    broken: list[int] = []
    if counted:
        written, known = len(heading.cells), max(matched.places.values()) + 1
        below, broken = csv_source.even_records(below, headings, written, known, report)
    below = [Record(record.row, record.cells[:width]) for record in below]
    cleaned = [Record(record.row, clean_cells(record, headings, report)) for record in below]
    kept = tuple(record for record in cleaned if not is_blank(record.cells))
    if not kept and not broken:
        report.error("heading-only", "只有表头，没有数据", "在表头下面逐行填写附件内容")
        return None
    return SourceTable(report.file, report.sheet, headings, kept, heading.row, tuple(broken))


def _width(heading: Record, below: list[Record], counted: bool) -> int:
    """Columns of the table: to the last heading; in a workbook, where nothing can shift, to the last cell filled."""
    rows = [heading] if counted else [heading, *below]
    return max(index for record in rows for index, cell in enumerate(record.cells, start=1) if cell.strip())


def _within_limits(heading: Record, headings: Sequence[str], below: list[Record], report: Report) -> bool:
    """Rows and columns are counted to the last one filled (rows 38, 40)."""
    if len(headings) > MAX_COLUMNS:
        report.error("too-many-columns", f"有 {len(headings)} 列，超过 {MAX_COLUMNS} 列的上限", "删去附件以外的列")
        return False
    if len(below) > MAX_ROWS:
        message = f"表头下面的行超过 {MAX_ROWS:,} 行的上限"
        report.error("too-many-rows", message, "只留附件表本身的行", row=below[MAX_ROWS].row)
        return False
    return True


def _report_other_annex(heading: Record, other: int, report: Report, annex: int) -> None:
    """Two annexes in each other's place share most headings; to list what is missing would lead astray (row 17)."""
    message = f"表头是附件{other}的，这里应是附件{annex}"
    value = "、".join(one_line(cell) for cell in heading.cells if cell.strip())
    report.error("other-annex", message, "检查两个附件是否放反、文件名是否写错", row=heading.row, value=value)


def _report_no_heading(records: list[Record], report: Report, annex: int) -> None:
    """Says what stands where the heading should be."""
    first = next(record for record in records if not is_blank(record.cells))
    if any("\0" in cell for cell in first.cells):
        report.error("not-a-table", "不是表格文件：内容不是文字", "放入 CSV 或 XLSX 格式的附件表")
        return
    wanted = "、".join(column.header for column in ANNEX_COLUMNS[annex])
    found = "、".join(one_line(cell) for cell in first.cells if cell.strip())
    message = f"前 10 行找不到附件{annex}的表头（{wanted}）"
    advice = "在数据上面补一行表头，各列名称与附件一致；如果看到乱码，另存为“CSV UTF-8”"
    report.error("no-heading", message, advice, row=first.row, value=found)
