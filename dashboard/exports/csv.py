"""An annex as CSV with the file's own columns: put back into ``data/`` it is read as the same rows."""

from analytics import Plan
from analytics.annex_rows import annex_rows
from analytics.guard import csv_bytes


def annex_csv(plan: Plan, annex: int) -> bytes:
    """Annex ``annex`` as ``plan`` shows it: printed cells, no total row (screens.md, Taken away)."""
    headings, rows = annex_rows(plan, annex)
    return csv_bytes([headings, *rows])
