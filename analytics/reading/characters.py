"""The characters of a cell: guards of downloads off, invisible ones out, forbidden ones told (rows 11, 42, 43)."""

import re
import unicodedata
from collections.abc import Sequence

from .tables import FindingsOfFile, Record, cell_name, code_point

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


def clean_cells(record: Record, headings: Sequence[str], findings: FindingsOfFile) -> tuple[str, ...]:
    """The record's cells without the guard of downloads and without invisible characters, with findings.

    ``headings`` name the columns in the findings; () for the heading itself.
    """
    return tuple(
        _clean(cell, record.row, index, headings[index] if index < len(headings) else "", findings)
        for index, cell in enumerate(record.cells)
    )


def _clean(cell: str, row: int, index: int, heading: str, findings: FindingsOfFile) -> str:
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
        place = {"place": position + 1, "character": code_point(char)}
        findings.add("control-character", row=row, column=heading, value=cell, cell=name, **place)
    if dropped:
        characters = "、".join(map(code_point, dict.fromkeys(dropped)))
        findings.add("invisible-character", row=row, column=heading, cell=name, characters=characters)
    if "\ufffd" in cell:
        findings.add("replacement-character", row=row, column=heading, value=cell, cell=name)
    return "".join(kept)


def _joins(cell: str, position: int) -> bool:
    """Whether the zero-width joiner at ``position`` joins emoji into one: 👨‍👩‍👧 (row 43)."""
    before = cell[position - 1 : position].replace("\ufe0f", cell[max(position - 2, 0) : position - 1])
    after = cell[position + 1 : position + 2]
    return all(char and unicodedata.category(char) in ("So", "Sk") for char in (before, after))
