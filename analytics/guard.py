"""What must not be taken for something else: a text for a formula (inputs.md row 42), a name for a path."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_NUMBER = re.compile(r"[+\-]?[0-9]+(\.[0-9]+)?")
_NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def guarded(cell: str) -> str:
    """``cell`` with ``'`` before it where a spreadsheet would take it for a formula; the reader strips it again."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """``rows``, the headings first, as a CSV file that Excel and WPS read: UTF-8 with BOM, CRLF, formulas guarded."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows([guarded(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def in_file_name(text: str) -> str:
    """``text`` without what no file name may hold on Windows."""
    return _NOT_IN_FILE_NAMES.sub("-", text)
