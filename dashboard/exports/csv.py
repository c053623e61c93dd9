"""An annex as CSV with the file's own columns: put back into ``data/`` it is read as the same rows."""

import csv
import io
from collections.abc import Iterable, Sequence

from analytics import Plan
from analytics.annex_rows import annex_rows
from analytics.guard import guarded


def annex_csv(plan: Plan, annex: int) -> bytes:
    """Annex ``annex`` as ``plan`` shows it: printed cells, no total row (screens.md, Taken away)."""
    return csv_bytes(*annex_rows(plan, annex))


def csv_bytes(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV file as Excel and WPS read it: UTF-8 with BOM, CRLF, formulas guarded."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
