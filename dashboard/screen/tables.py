"""Rows behind a view: Chinese headings, full texts shown literally; names of carriers, departments and clauses lead to
them."""

from functools import lru_cache

import pandas as pd

from analytics import Plan, departments_of
from analytics.columns import BLANK_DEPARTMENT
from analytics.filters import FILTER_LABELS
from dashboard.components.table import TablePayload, draw_table, page_turned_to, wants_all
from dashboard.exports.names import REPORT_NAMES
from dashboard.views import View, clause_words, cut_cell

from .address import DAY
from .current import current
from .links import address_of, follow

_PAGE_LENGTH = 200
"""A longer table is turned over by the page; only the page shown is made and sent, until it is sorted or searched."""

_MOST_IN_CELL = 1000
"""Signs, more than any sentence of a notice: who guides a thousand carriers is not read in a cell."""

_UNBROKEN = ("carrier_id", "severity", "state", "step", "deadline_text", "status", "year", "kinds", "clause")
"""Columns of short words, which a narrow column would break between two signs."""

_LINKED = ("leads", "guides", "lead", "guide", "department", "names", "carrier", "clause")
"""Columns whose cells name departments, carriers or a clause, alone or among other words."""

_FILTERS = (*FILTER_LABELS, DAY)
"""What a link takes along of the page's address."""


def show_listing(view: View, key: str, *, as_facts: bool = False) -> None:
    """The rows of ``view``, page by page; nothing where it has none. ``as_facts``: two columns, what and its value,
    without headings.

    Where they have ``carrier_id`` and ``name``, the name opens that carrier, filters kept; so do names of departments
    and clauses.
    """
    listing = view.listed
    frame, columns = listing.frame, list(listing.columns)
    if frame.empty:
        return
    last = max(0, len(frame) - 1) // _PAGE_LENGTH
    page = min(page_turned_to(key), last)
    begin, end = 0, len(frame)
    if last and not wants_all(key):
        begin, end = page * _PAGE_LENGTH, min((page + 1) * _PAGE_LENGTH, len(frame))
    rows = listing.rows_between(begin, end) if end - begin < len(frame) else listing.rows
    rows = [tuple(cut_cell(cell, _MOST_IN_CELL, "太长，其余未列") for cell in row) for row in rows]
    payload: TablePayload = {
        "alt": view.alt or view.conclusion,
        "headings": list(listing.headings),
        "rows": rows,
        "title": columns.index("name") if "name" in columns else 0,
        "unbroken": [place for place, column in enumerate(columns) if column in _UNBROKEN],
        "numbers": [place for place, column in enumerate(columns) if pd.api.types.is_numeric_dtype(frame[column])],
    }
    if "carrier_id" in frame and "name" in columns:
        payload |= {"carriers": list(frame["carrier_id"].iloc[begin:end]), "filters": _FILTERS}
    if linked := [place for place, column in enumerate(columns) if column in _LINKED or column in listing.linked]:
        plan = current()[0].whole
        cells = "\n".join(row[place] for row in rows for place in linked)
        if links := _links_in(plan, cells):
            payload |= {"links": links, "linked": linked, "filters": _FILTERS}
    if listing.group:
        payload |= {"group": columns.index(listing.group)}
    if as_facts:
        payload |= {"facts": True}
    if last:
        # The workbook has a sheet for each view of the list, and nothing of what only a page shows.
        elsewhere = f"，全部行见{REPORT_NAMES['xlsx']}" if view.key else ""
        payload |= {"length": _PAGE_LENGTH, "total": len(frame), "page": page, "elsewhere": elsewhere}
    draw_table(payload, key, follow)


@lru_cache(maxsize=64)
def _links_in(plan: Plan, cells: str) -> dict[str, str]:
    """The names in ``cells`` that lead somewhere, looked for once: of thousands of carriers that takes 0.1 s."""
    return {name: address for name, address in _addresses(plan).items() if name in cells}


@lru_cache(maxsize=8)
def _addresses(plan: Plan) -> dict[str, str]:
    """Every name of ``plan`` that leads somewhere. A name that two carriers have leads nowhere by itself."""
    names = list(plan.carriers["name"])
    carriers = zip(names, plan.carriers["carrier_id"], strict=True)
    return (
        {clause_words(clause.number): address_of("notice", clause.key) for clause in plan.notice if clause.number}
        | {name: address_of("departments", name) for name in departments_of(plan) if name != BLANK_DEPARTMENT}
        | {name: address_of("carrier", carrier_id) for name, carrier_id in carriers if names.count(name) == 1}
    )
