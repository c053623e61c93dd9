"""An annex as CSV with the file's own columns: put back into ``data/`` it is read as the same rows."""

import csv
import io
import re

from analytics import Plan
from analytics.annex_rows import annex_rows

_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_NUMBER = re.compile(r"[+\-]?[0-9]+(\.[0-9]+)?")


def guarded(cell: str) -> str:
    """``cell`` with ``'`` before it where a spreadsheet would take it for a formula; the reader strips it again."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def annex_csv(plan: Plan, annex: int) -> bytes:
    """Annex ``annex`` as ``plan`` shows it: UTF-8 with BOM, CRLF, printed cells, no total row (screens.md)."""
    headings, rows = annex_rows(plan, annex)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
