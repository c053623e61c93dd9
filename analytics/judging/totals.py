"""合计 rows: left out, and compared with the sum of the rows, which win (inputs.md rows 22, 23)."""

from collections.abc import Sequence
from decimal import Decimal

from ..reading.tables import FindingsOfFile, SourceTable
from ..words import comparable
from .cells import read_area
from .records import CarrierRow, Row


def judge_totals(
    table: SourceTable,
    totals: Sequence[tuple[Row, int]],
    carriers: Sequence[CarrierRow],
    settled: bool,
    findings: FindingsOfFile,
) -> None:
    """Compares the 合计 rows ``totals``, each with how many carriers stand above it, with the areas of ``carriers``.

    A 小计 sums up the carriers since the last one. While rows or areas are to be mended (not ``settled``), their sum
    says nothing.
    """
    start = 0
    for row, above in totals:
        part = carriers
        if "小计" in comparable(row.text("number") + row.text("name")):
            part, start = carriers[start:above], above
        total = sum((carrier.area for carrier in part if carrier.area is not None), Decimal(0))
        code, printed = _compare(row.text("area"), total, table) if settled else ("total-row-later", None)
        index = table.matched.places.get("area")
        findings.add(
            code,
            row=row.record.row,
            column="" if index is None else table.headings[index],
            value=row.text("area"),
            total=f"{total.normalize():f}",
            printed=f"{printed:f}" if printed else "",
        )


def _compare(text: str, total: Decimal, table: SourceTable) -> tuple[str, Decimal | None]:
    printed = read_area(text, table.matched.area_factor or Decimal(1)).value
    if printed is None:
        return ("total-row-unread" if text else "total-row-blank"), None
    return ("total-row-matches" if printed == total else "total-row-differs"), printed
