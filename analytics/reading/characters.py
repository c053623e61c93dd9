"""The characters of a cell: guards of downloads off, invisible ones out, look-alikes as the usual ones, forbidden ones
told (rows 11, 42, 43)."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from .tables import FindingsOfFile, Record, cell_name, code_point

# A text that begins with ' and then = was guarded too, so of several ' one is taken off.
_GUARD = re.compile(r"^'(?='*[=+\-@\t\r＝＋－＠])")
"""What downloads write before a cell that a spreadsheet would take for a formula (row 42)."""

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_JOINER = "\u200d"
# Radicals that look like a character of their own, for which PDFs write them; Unicode itself says it of two only.
_RADICALS = dict(
    zip(
        "⺠⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻱",
        "民见角贝车長长门雨青韦页风飞食首马骨鬼鱼鸟卤麦黄黾齐齿龙龜",
        strict=True,
    )
)
_LOOK_ALIKE = "\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f"
# What a program shows as nothing at all (Unicode: Default_Ignorable_Code_Point).
_IGNORABLE = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_DROPPED = re.compile(f"[{_IGNORABLE}\ufff9-\ufffb]")
# Characters that are worth a second look: those above, controls, non-characters, and the mark of a lost character.
_SUSPECT = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffc-\uffff{_IGNORABLE}\ufff9-\ufffb{_LOOK_ALIKE}]")


def usual(char: str) -> str:
    """The character that everybody types for one that looks the same: ``人`` for the radical ``⼈`` (U+2F08) that PDFs
    write; ``char`` itself where there is none."""
    return _RADICALS.get(char) or (unicodedata.normalize("NFKC", char) if re.match(f"[{_LOOK_ALIKE}]", char) else char)


def with_code_points(changed: Mapping[str, str]) -> str:
    """Signs that look the same told apart: ``⼈（U+2F08）读作人（U+4EBA）``."""
    return "、".join(f"{old}（{code_point(old)}）读作{new}（{code_point(new)}）" for old, new in changed.items())


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
    changed: dict[str, str] = {}
    for position, char in enumerate(cell):
        if not _SUSPECT.match(char) or char == "\ufffd" or _of_an_emoji(cell, position):
            kept.append(char)
        elif (other := usual(char)) != char:
            kept.append(other)
            changed[char] = other
        elif re.match(f"[{_LOOK_ALIKE}]", char):
            kept.append(char)
        elif _DROPPED.match(char) and char not in _BIDI:
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
    if changed:
        findings.add("look-alike", row=row, column=heading, cell=name, characters=with_code_points(changed))
    if "\ufffd" in cell:
        findings.add("replacement-character", row=row, column=heading, value=cell, cell=name)
    return "".join(kept)


def _of_an_emoji(cell: str, position: int) -> bool:
    """Whether the sign at ``position`` belongs to an emoji: a joiner between two, as in 👨‍👩‍👧, or its ️ (row 43)."""
    before = cell[position - 1 : position].replace("\ufe0f", cell[max(position - 2, 0) : position - 1])
    if cell[position] in "\ufe0e\ufe0f":
        return _is_emoji(cell[position - 1 : position])
    return cell[position] == _JOINER and _is_emoji(before) and _is_emoji(cell[position + 1 : position + 2])


def _is_emoji(char: str) -> bool:
    return bool(char) and unicodedata.category(char) in ("So", "Sk")
