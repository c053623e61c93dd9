"""Rows behind a chart: Chinese headings, full texts shown literally, a carrier's name leads to its 载体档案."""

from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from analytics.area import area_text
from analytics.columns import LABELS
from dashboard.components.table import TablePayload, draw_table, page_turned_to

from .navigation import open_page

MOST_ROWS = 200
"""A longer table is turned over by the page; only the page shown is made and sent."""

_BLANK = "未列"
_NOTHING = "—"
_LEAVE_NOTHING_OUT = ("plaques", "advice", "column", "before", "after")
"""Columns where a blank is no gap: a milestone that brings no plaque, a finding that asks for nothing."""
_UNBROKEN = ("carrier_id", "severity", "state", "step", "deadline_text", "status", "year", "kinds", "clause")
"""Columns of short words, which a narrow column would break between two signs."""


def show_table(
    table: pd.DataFrame, columns: list[str], key: str, alt: str, labels: dict[str, str] | None = None
) -> None:
    """Shows ``columns`` of ``table``: tuples joined with 、, areas in 万m², blanks in words, never 0.

    Where ``table`` has ``carrier_id`` and ``name``, the name opens that carrier, filters kept.
    """
    labels = LABELS | (labels or {})
    last = max(0, len(table) - 1) // MOST_ROWS
    page = min(page_turned_to(key), last)
    begin, end = page * MOST_ROWS, min((page + 1) * MOST_ROWS, len(table))
    payload: TablePayload = {
        "alt": alt,
        "headings": [labels.get(column, column) for column in columns],
        "rows": _texts(table, columns, begin, end),
        "title": columns.index("name") if "name" in columns else 0,
        "unbroken": [place for place, column in enumerate(columns) if column in _UNBROKEN],
        "numbers": [place for place, column in enumerate(columns) if pd.api.types.is_numeric_dtype(table[column])],
    }
    if "carrier_id" in table and "name" in columns:
        payload |= {"carriers": list(table["carrier_id"].iloc[begin:end]), "filters": _filters_in_address()}
    if last:
        payload |= {"page": page, "last": last, "pages": f"第 {begin + 1}–{end} 行，共 {len(table)} 行"}
    draw_table(payload, key, _open_carrier)


def _texts(table: pd.DataFrame, columns: list[str], begin: int, end: int) -> list[tuple[str, ...]]:
    """Of each row from ``begin`` up to ``end`` its texts, in the order of ``columns``."""
    texts = ([_cell_text(name, cell) for cell in table[name].iloc[begin:end]] for name in columns)
    return list(zip(*texts, strict=True))


def _cell_text(column: str, cell: object) -> str:
    if isinstance(cell, tuple):
        return "、".join(cell)
    if column == "area":
        return area_text(cell, unit=False)
    if pd.isna(cell) or cell == "":
        return _NOTHING if column in _LEAVE_NOTHING_OUT else _BLANK
    return str(cell)


def _filters_in_address() -> str:
    """The filters as the address writes them, to go on with."""
    filters = {name: st.query_params.get_all(name) for name in st.query_params if name not in ("carrier", "slide")}
    return "".join(f"&{pair}" for pair in urlencode(filters, doseq=True).split("&") if pair)


def _open_carrier(carrier_id: str) -> None:
    if carrier_id:  # "" for a row that concerns no single carrier.
        open_page("carrier", {"carrier": carrier_id})
