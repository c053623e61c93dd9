"""The bytes of a text file → its text, never by a guess (inputs.md rows 1, 2 and 45)."""

import csv
import io
import re

from .tables import FindingsOfFile

_LISTED_LINES = 10
"""So many line numbers are listed in one sentence."""


def decode(data: bytes, findings: FindingsOfFile) -> str | None:
    """The text of ``data``: BOM, else strict UTF-8, else strict GB18030, never a guess. None with findings (row 2).

    A second BOM, which joining two files leaves, and the byte that ends a DOS file are no part of it (row 64).
    """
    text = _decoded(data, findings)
    return None if text is None else text.lstrip("\ufeff").removesuffix("\x1a")


def _decoded(data: bytes, findings: FindingsOfFile) -> str | None:
    # Excel's “Unicode 文本”; an odd number of bytes means that its end is missing.
    utf16, bom = data.startswith((b"\xff\xfe", b"\xfe\xff")), data.startswith(b"\xef\xbb\xbf")
    try:
        return data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        cut = utf16 or error.reason == "unexpected end of data"
    if not (utf16 or bom or _utf8_lines(data)):
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError as error:
            cut = error.reason == "incomplete multibyte sequence" and error.end == len(data)
    if cut:
        # All is well but for half a character at the end: it is still being copied, or was cut (row 45).
        findings.add("truncated", what="文件", detail="：末尾的字符缺了一半")
    else:
        _report_encoding(data, findings, bom)
    return None


def _lines(data: bytes) -> list[bytes]:
    return re.split(rb"\r\n|\r|\n", data)


def _utf8_lines(data: bytes) -> list[int]:
    """Numbers (from 1) of the lines that are Chinese text in UTF-8.

    A GB18030 line is hardly ever that by chance, so one of them shows that a file which is GB18030 elsewhere is mixed
    (a few such lines also pass as GB18030, and would be read as wrong characters).
    """
    found = []
    for number, line in enumerate(_lines(data), start=1):
        try:
            if re.search(r"[\u3400-\u9fff]", line.decode("utf-8")):
                found.append(number)
        except UnicodeDecodeError:
            continue
    return found


def _report_encoding(data: bytes, findings: FindingsOfFile, bom: bool) -> None:
    """Names the lines that are not encoded as the others are (row 2)."""
    lines = _lines(data)
    utf8 = set(_utf8_lines(data))
    not_utf8 = [number for number, line in enumerate(lines, start=1) if not _decodes(line, "utf-8")]
    if not (bom or utf8):
        findings.add("encoding")
        return
    if bom or len(utf8) >= len(not_utf8):
        bad, encoding = not_utf8, "UTF-8"
    else:
        bad, encoding = sorted(utf8), "GB18030（GBK）"
    rows = _rows_of_lines(data, bad)
    listed = "、".join(f"第 {row} 行" for row in rows[:_LISTED_LINES]) + ("等" if len(rows) > _LISTED_LINES else "")
    text = lines[bad[0] - 1].decode("gb18030" if encoding == "UTF-8" else "utf-8", "replace")
    words = {"encoding": encoding, "listed": listed, "count": len(rows)}
    findings.add("mixed-encoding", row=rows[0], value=text, **words)


def _decodes(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _rows_of_lines(data: bytes, lines: list[int]) -> list[int]:
    """Row numbers, as Excel counts, of physical lines: a quoted line break does not begin a row.

    Latin-1 never fails, and in UTF-8 and GB18030 no comma, quote or line break is part of another character.
    """
    wanted, rows = set(lines), []
    reader = csv.reader(io.StringIO(data.decode("latin-1"), newline=""))
    first = 1
    try:
        for row, _ in enumerate(reader, start=1):
            rows += [row] * len(wanted.intersection(range(first, reader.line_num + 1)))
            first = reader.line_num + 1
    except csv.Error:
        return lines
    return rows or lines
