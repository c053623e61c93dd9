"""Findings as CSV, to hand to whoever mends the files."""

import re

import pandas as pd

from analytics.columns import LABELS
from analytics.guard import csv_bytes

_COLUMNS = ("severity", "file", "sheet", "row", "column", "value", "message", "advice", "carrier_id", "code")
_CARRIER = re.compile(r"(?P<annex>[0-9]+)-0*(?P<number>[0-9]+)")
_LIKE_A_DATE = re.compile(r"\s*[0-9]{1,4}([-/:年月][0-9]{1,4})+[月日]?\s*")


def findings_csv(findings: pd.DataFrame) -> bytes:
    """``findings`` (``findings_frame``) as CSV with Chinese headings; no cell that Excel takes for a date."""
    rows = findings[list(_COLUMNS)].assign(carrier_id=findings["carrier_id"].map(carrier_words))
    headings = [LABELS[column] for column in _COLUMNS]
    return csv_bytes([headings, *([_cell(cell) for cell in row] for row in rows.itertuples(index=False))])


def carrier_words(carrier_id: str) -> str:
    """``1-09`` → ``附件1第9号``: the code alone would be opened as the 9th of January."""
    return _CARRIER.sub(r"附件\g<annex>第\g<number>号", carrier_id)


def _cell(cell: object) -> str:
    # What concerns no single row is numbered 0.
    words = "" if cell == 0 else str(cell)
    return f"“{words}”" if _LIKE_A_DATE.fullmatch(words) else words
