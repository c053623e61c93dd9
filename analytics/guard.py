"""Cells that a spreadsheet would take for a formula are written with ``'`` before them (inputs.md row 42)."""

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_NUMBER = re.compile(r"[+\-]?[0-9]+(\.[0-9]+)?")


def guarded(cell: str) -> str:
    """``cell`` with ``'`` before it where a spreadsheet would take it for a formula; the reader strips it again."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell
