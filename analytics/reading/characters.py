"""The characters of a cell: guards of downloads off, invisible ones out, forbidden ones told (rows 11, 42, 43)."""

import re
import unicodedata
from collections.abc import Sequence

from .tables import Record, Report, cell_name, code_point

# A text that begins with ' and then = was guarded too, so of several ' one is taken off.
_GUARD = re.compile(r"^'(?='*[=+\-@\t\r＝＋－＠])")
"""What downloads write before a cell that a spreadsheet would take for a formula (row 42)."""

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_JOINER = "\u200d"
# Characters that are worth a second look: controls, invisible ones, non-characters, and the mark of a lost character.
_SUSPECT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff"
    "\U000e0000-\U000e007f]"
)


def clean_cells(record: Record, headings: Sequence[str], report: Report) -> tuple[str, ...]:
    """The record's cells without the guard of downloads and without invisible characters, with findings.

    ``headings`` name the columns in the findings; () for the heading itself.
    """
    return tuple(
        _clean(cell, record.row, index, headings[index] if index < len(headings) else "", report)
        for index, cell in enumerate(record.cells)
    )


def _clean(cell: str, row: int, index: int, heading: str, report: Report) -> str:
    """A cell as it is judged, shown and downloaded (rows 11, 42, 43)."""
    if cell.startswith("'"):
        cell = _GUARD.sub("", cell, count=1)
    if not _SUSPECT.search(cell):
        return cell
    kept, dropped, forbidden = [], [], []
    for position, char in enumerate(cell):
        if not _SUSPECT.match(char) or char == "\ufffd" or (char == _JOINER and _joins(cell, position)):
            kept.append(char)
        elif unicodedata.category(char) == "Cf" and char not in _BIDI:
            dropped.append(char)
        else:
            kept.append(char)
            forbidden.append((char, position))
    name = cell_name(row, index)
    if forbidden:
        char, position = forbidden[0]
        message = f"{name} 第 {position + 1} 个字符是控制字符 {code_point(char)}，会打乱显示或被软件误读"
        advice = "删去这个字符，或清空这一格后重新输入"
        report.error("control-character", message, advice, row=row, column=heading, value=cell)
    if dropped:
        message = f"{name} 里有看不见的字符 {'、'.join(map(code_point, dict.fromkeys(dropped)))}，读入时已去掉"
        report.note("invisible-character", message, "不影响使用；重新输入这一格可以去掉它", row=row, column=heading)
    if "\ufffd" in cell:
        message = f"{name} 里有“\ufffd”，原来的字符在以前的转存中已经丢失"
        report.hint("replacement-character", message, "对照印发的附件改正这一格", row=row, column=heading, value=cell)
    return "".join(kept)


def _joins(cell: str, position: int) -> bool:
    """Whether the zero-width joiner at ``position`` joins emoji into one: 👨‍👩‍👧 (row 43)."""
    before = cell[position - 1 : position].replace("\ufe0f", cell[max(position - 2, 0) : position - 1])
    after = cell[position + 1 : position + 2]
    return all(char and unicodedata.category(char) in ("So", "Sk") for char in (before, after))
