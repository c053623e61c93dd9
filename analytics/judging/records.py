"""What judged rows are: carriers, milestones, and a row on its way there."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ..findings import Finding
from ..reading.tables import Record


@dataclass(frozen=True)
class Elsewhere:
    """What a cell may have to be read with: the departments that the rest of the plan names, and the year of a plan
    that has one only."""

    departments: frozenset[str] = frozenset()
    only_year: int | None = None


NOWHERE = Elsewhere()
"""For a table that is read alone."""


@dataclass(frozen=True)
class CarrierRow:
    """A carrier as its annex lists it. Words as printed, white space around them removed; ``area`` in 万m².

    ``named`` is False where the annex names no carrier and its task stands as ``name``.
    ``number`` and ``area`` are None where the cell is blank or cannot be used, ``leads`` and ``guides`` are
    ``(BLANK_DEPARTMENT,)`` where blank. ``operator`` and ``task`` are "" in annex 2 (its tasks are milestones),
    ``owner`` is "" in annex 1. ``plaque_values`` are the plaques held (annex 1) or sought (annex 2),
    ``plaque_text`` that cell as printed. ``row`` is the row of the file.
    """

    number: int | None
    name: str
    area: Decimal | None
    operator: str
    owner: str
    leads: tuple[str, ...]
    guides: tuple[str, ...]
    positioning: str
    plaque_values: tuple[str, ...]
    plaque_text: str
    task: str
    row: int
    named: bool = True


@dataclass(frozen=True)
class MilestoneRow:
    """A row of annex 2: ``carrier`` is the index of its ``CarrierRow``, ``step`` counts from 1 within the carrier.

    ``leads`` are those of its own cell, else of the row above. ``due`` is the last day of what is printed, None where
    the words name none.
    """

    carrier: int
    step: int
    task: str
    deadline_text: str
    due: date | None
    row: int
    leads: tuple[str, ...]

    @property
    def deadline_year(self) -> int | None:
        """The year in which it is due."""
        return self.due.year if self.due else None


@dataclass(frozen=True)
class JudgedAnnex:
    """An annex judged: usable only if no finding is an 错误."""

    carriers: tuple[CarrierRow, ...]
    milestones: tuple[MilestoneRow, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Row:
    """A record by column name: ``texts`` without white space around them, only of columns that the file has.

    Cells of ``spoiled`` columns hold an error of the spreadsheet; that is reported, and they count as blank.
    """

    record: Record
    texts: dict[str, str]
    spoiled: frozenset[str] = frozenset()

    def text(self, name: str) -> str:
        return self.texts.get(name, "")

    def lacks(self, name: str) -> bool:
        """Whether the cell is blank, though the file has the column and no error stands in it."""
        return name in self.texts and name not in self.spoiled and not self.texts[name]
