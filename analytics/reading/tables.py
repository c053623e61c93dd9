"""What a source file is once it is read, the limits of reading, and how a reader reports (inputs.md).

Shared by the readers and by ``judging``.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from ..columns import TableShape
from ..findings import ERROR, Finding, finding_of

MAX_BYTES = 5 * 1024 * 1024
"""Largest file, in bytes, as it stands on disk (row 40)."""
MAX_INFLATED = 50 * 1024 * 1024
"""Largest content of a workbook, in bytes, once unzipped (row 38)."""
MAX_ROWS = 5_000
"""Most rows below the heading (rows 38, 40)."""
MAX_COLUMNS = 60
"""Most columns with content (row 38)."""
MAX_VALUES = 100
"""Most departments or plaques in one cell: more than a district has."""
MAX_LENGTH = 32_767
"""Most characters of a cell, in UTF-16 as Excel counts them: a download would have to cut what is longer."""
HEADING_ROWS = 10
"""The heading stands in one of the first rows (row 12)."""
SHOWN_CHARACTERS = 80
"""As much of a cell is quoted in a finding."""


@dataclass(frozen=True)
class Record:
    """A row of a file: ``row`` as Excel numbers it, ``cells`` the texts as printed.

    In a ``SourceTable`` there are as many cells as headings; numbers of a workbook are their shortest decimal text,
    dates ``YYYY-MM-DD``.
    """

    row: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Headings:
    """The headings of a file, matched to the columns of a shape.

    ``places``: column name → index. ``renamed``: column name → the heading used instead of the printed one.
    ``repeated``: headings that stand twice. ``missing``: names of columns not found.
    ``area_factor`` turns the area into 万m²; None = the heading names no unit; ``area_unit`` is the unit as printed,
    and ``known_unit`` says whether it can be converted.
    """

    places: dict[str, int] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)
    repeated: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    area_factor: Decimal | None = None
    area_unit: str = ""
    known_unit: bool = True


@dataclass(frozen=True)
class HeadedRecords:
    """The records of a file, ``index`` of the one that is the heading (None = there is none), and what it matched.

    ``two_rows``: the heading stood in two rows and is one record now.
    """

    records: list[Record]
    index: int | None
    matched: Headings
    two_rows: bool = False

    @property
    def headings(self) -> tuple[str, ...]:
        """The texts of the heading, () where there is none."""
        return () if self.index is None else self.records[self.index].cells


@dataclass(frozen=True)
class SourceTable:
    """A table as it stands in its file: every column, also those its ``shape`` does not know (row 15).

    ``sheet`` is "" for a CSV; ``headings`` are as printed, ``matched`` says which column of the shape each is;
    ``records`` are the rows below the heading that are not blank; ``heading_row`` is the heading's row. ``broken`` are
    the rows left out of ``records`` because their cells cannot be told apart: each has an 错误, so the file is not
    accepted, but the other rows can still be judged.
    """

    file: str
    sheet: str
    shape: TableShape
    headings: tuple[str, ...]
    matched: Headings
    records: tuple[Record, ...]
    heading_row: int = 1
    broken: tuple[int, ...] = ()


@dataclass
class FindingsOfFile:
    """The findings of one file, in the order they are made; ``sheet`` is set once it is known."""

    file: str
    sheet: str = ""
    findings: list[Finding] = field(default_factory=list)

    def add(self, code: str, *, row: int = 0, column: str = "", value: str = "", **words: object) -> None:
        """Adds the finding of ``code`` (finding_codes) at a row, column and cell; ``words`` fill in its sentences."""
        finding = finding_of(
            code,
            self.file,
            sheet=self.sheet,
            row=row,
            column=visible(one_line(column)),
            value=quoted(value),
            **{name: visible(str(word)) for name, word in words.items()},
        )
        self.findings.append(finding)

    @property
    def blocked(self) -> bool:
        """Whether an 错误 has been reported."""
        return any(finding.severity == ERROR for finding in self.findings)


def one_line(text: str) -> str:
    """``text`` with line breaks and runs of white space as single spaces: for quoting in a sentence only."""
    return " ".join(text.split())


_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)


def code_point(char: str) -> str:
    """``U+200B`` for a zero-width space."""
    return f"U+{ord(char):04X}"


def find_control(text: str) -> str:
    """The first control character of ``text``, "" where there is none."""
    found = _UNPRINTABLE.search(text)
    return found[0] if found else ""


def visible(text: str) -> str:
    """``text`` with its control characters spelled out: a finding must not carry what it warns of."""
    return _UNPRINTABLE.sub(lambda found: f"[{code_point(found[0])}]", text)


def quoted(text: str) -> str:
    """``text`` visible, and bounded to ``SHOWN_CHARACTERS``, for quoting in a finding."""
    text = visible(text[: SHOWN_CHARACTERS + 1])
    return text if len(text) <= SHOWN_CHARACTERS else text[: SHOWN_CHARACTERS - 1] + "…"


def cell_name(row: int, index: int) -> str:
    """The name Excel gives a cell: row 5, index 2 (from 0) → ``C5``."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def is_blank(cells: tuple[str, ...]) -> bool:
    """Whether no cell holds anything but white space."""
    return not any(cell.strip() for cell in cells)
