"""The plan: one frozen object that everything above takes (architecture.md). ``loading`` makes it."""

from dataclasses import dataclass

import pandas as pd

from .findings import Finding
from .meta import PlanMeta
from .notice import Clause
from .reading.tables import SourceTable


@dataclass(frozen=True, eq=False)
class Plan:
    """A plan as read: its meta, its frames (architecture.md), its findings and its source tables.

    ``carriers``: a row a carrier, ``area`` in 万m² (NaN = 未填); ``milestones``: a row of annex 2 each; ``plaques``:
    carrier × plaque. ``row`` in each is the row of the file. ``tables`` holds the files as printed, by annex number.
    ``version`` is the hash of the bytes that were read. ``notice``: the clauses of notice.md, none without that file.
    ``reports`` are the rows that departments report, judged and matched (``REPORT_COLUMNS``), none without progress/.
    """

    meta: PlanMeta
    carriers: pd.DataFrame
    milestones: pd.DataFrame
    plaques: pd.DataFrame
    findings: tuple[Finding, ...]
    tables: dict[int, SourceTable]
    version: str
    reports: pd.DataFrame
    notice: tuple[Clause, ...] = ()

    @property
    def files(self) -> dict[int, str]:
        """File name of each annex."""
        return {annex: table.file for annex, table in self.tables.items()}
