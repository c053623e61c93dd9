"""The rows of an annex that a filtered plan still shows, as printed, so that they can be put back (domain.md §1)."""

from .columns import ANNEX_COLUMNS
from .sources import SourceTable
from .words import comparable

# These belong to a row of annex 2, all other known columns to the carrier, whose cells stand on its first row.
_OF_THE_ROW = ("task", "deadline")


def annex_rows(plan, annex: int) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """(headings, rows) of annex ``annex`` as printed, for the carriers and milestones that ``plan`` shows.

    In annex 2 each carrier's first shown row carries the carrier's cells, also where a filter took its first row away.
    """
    table = plan.tables[annex]
    cells = {record.row: record.cells for record in table.records}
    carriers = plan.carriers[plan.carriers["annex"] == annex]
    steps: dict[str, list[int]] = {}
    for carrier_id, row in zip(plan.milestones["carrier_id"], plan.milestones["row"], strict=True):
        steps.setdefault(carrier_id, []).append(row)
    of_the_carrier = _carrier_columns(table, annex)
    rows = []
    for carrier in carriers.itertuples():
        for index, row in enumerate(steps.get(carrier.carrier_id, [carrier.row])):
            printed = cells[row]
            if index == 0 and row != carrier.row:
                first = cells[carrier.row]
                printed = tuple(
                    first[column] if column in of_the_carrier else cell for column, cell in enumerate(printed)
                )
            rows.append(printed)
    return table.headings, rows


def _carrier_columns(table: SourceTable, annex: int) -> set[int]:
    """Places of the columns whose cells belong to the carrier; an extra column stays with its row."""
    headings = {
        comparable(heading): column.name
        for column in ANNEX_COLUMNS[annex]
        for heading in (column.header, *column.aliases)
        if column.name not in _OF_THE_ROW
    }
    return {
        place
        for place, heading in enumerate(table.headings)
        if comparable(heading) in headings or comparable(heading).startswith("面积")
    }
