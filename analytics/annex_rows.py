"""The rows of an annex that a filtered plan still shows, as printed, so that they can be put back (domain.md §1)."""

from .plan import Plan


def annex_rows(plan: Plan, annex: int) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """(headings, rows) of annex ``annex`` as printed, for the carriers and milestones that ``plan`` shows.

    In annex 2 each carrier's first shown row carries the carrier's cells, also where a filter took its first row away.
    """
    table = plan.tables[annex]
    cells = {record.row: record.cells for record in table.records}
    carriers = plan.carriers[plan.carriers["annex"] == annex]
    steps: dict[str, list[int]] = {}
    for carrier_id, row in zip(plan.milestones["carrier_id"], plan.milestones["row"], strict=True):
        steps.setdefault(carrier_id, []).append(row)
    # An extra column stays with its row.
    of_the_carrier = {place for name, place in table.matched.places.items() if name not in table.shape.row_columns}
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
