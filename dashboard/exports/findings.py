"""Findings as CSV, to hand to whoever mends the files."""

import csv
import io

import pandas as pd

from analytics.columns import LABELS

from .csv import guarded

_COLUMNS = ("severity", "file", "sheet", "row", "column", "value", "message", "advice", "carrier_id", "code")


def findings_csv(findings: pd.DataFrame) -> bytes:
    """``findings`` (``findings_frame``) as CSV with Chinese headings, UTF-8 with BOM, formulas guarded."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([LABELS[column] for column in _COLUMNS])
    for row in findings[list(_COLUMNS)].itertuples(index=False):
        writer.writerow(["" if cell == 0 else guarded(str(cell)) for cell in row])
    return text.getvalue().encode("utf-8-sig")
