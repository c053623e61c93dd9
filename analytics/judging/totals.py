"""合计 rows and group lines: left out, and compared with the rows they sum up, which win (inputs.md 22, 23, 48)."""

from collections.abc import Sequence
from decimal import Decimal

from ..reading.tables import FindingsOfFile, SourceTable
from .cells import read_area
from .other_rows import area_in_words, counted, group_level, total_words
from .records import CarrierRow, Row


def judge_totals(
    table: SourceTable,
    totals: Sequence[tuple[Row, int]],
    carriers: Sequence[CarrierRow],
    settled: bool,
    findings: FindingsOfFile,
) -> None:
    """Compares each row of ``totals``, given with how many carriers stand above it, with the ``carriers`` it sums up.

    A 小计 sums up those since the last one, a group line with an area those to the next of its level. While rows or
    areas are to be mended (not ``settled``), their sum says nothing.
    """
    start = 0
    for place, (row, above) in enumerate(totals):
        part = carriers
        if level := group_level(row):
            later = (end for other, end in totals[place + 1 :] if 0 < group_level(other) <= level)
            part = carriers[above : next(later, len(carriers))]
        elif "小计" in total_words(row):
            part, start = carriers[start:above], above
        text = row.text("area") or area_in_words(row)
        if text or not level:
            _judge_total(table, row, text, part, settled, findings)


def _judge_total(
    table: SourceTable, row: Row, text: str, part: Sequence[CarrierRow], settled: bool, findings: FindingsOfFile
) -> None:
    index = table.matched.places.get("area")
    total = sum((carrier.area for carrier in part if carrier.area is not None), Decimal(0))
    printed = read_area(text, table.matched.area_factor or Decimal(1)).value
    count = counted(row)
    if not settled:
        code = "total-row-later"
    elif count is not None and count != len(part):
        code = "total-row-count"
    elif printed is None:
        code = "total-row-unread" if text else "total-row-blank"
    else:
        code = "total-row-matches" if printed == total else "total-row-differs"
    findings.add(
        code,
        row=row.record.row,
        column="" if index is None else table.headings[index],
        value=text or total_words(row),
        total=f"{total.normalize():f}",
        printed="" if printed is None else f"{printed:f}",
        printed_count=count,
        count=len(part),
    )
