"""Rows behind a view: Chinese headings, full texts shown literally, a carrier's name leads to its 载体档案."""

from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from analytics.filters import FILTER_LABELS
from dashboard.components.table import TablePayload, draw_table, page_turned_to
from dashboard.views import View

from .navigation import open_page

_PAGE_LENGTH = 200
"""A longer table is turned over by the page; only the page shown is made and sent."""

_UNBROKEN = ("carrier_id", "severity", "state", "step", "deadline_text", "status", "year", "kinds", "clause")
"""Columns of short words, which a narrow column would break between two signs."""


def show_listing(view: View, key: str) -> None:
    """The rows of ``view``, page by page; nothing where it has none.

    Where they have ``carrier_id`` and ``name``, the name opens that carrier, filters kept.
    """
    listing = view.listed
    frame, columns = listing.frame, list(listing.columns)
    if frame.empty:
        return
    last = max(0, len(frame) - 1) // _PAGE_LENGTH
    page = min(page_turned_to(key), last)
    begin, end = page * _PAGE_LENGTH, min((page + 1) * _PAGE_LENGTH, len(frame))
    payload: TablePayload = {
        "alt": view.alt or view.conclusion,
        "headings": list(listing.headings),
        "rows": listing.rows_between(begin, end) if last else listing.rows,
        "title": columns.index("name") if "name" in columns else 0,
        "unbroken": [place for place, column in enumerate(columns) if column in _UNBROKEN],
        "numbers": [place for place, column in enumerate(columns) if pd.api.types.is_numeric_dtype(frame[column])],
    }
    if "carrier_id" in frame and "name" in columns:
        payload |= {"carriers": list(frame["carrier_id"].iloc[begin:end]), "filters": _filters_in_address()}
    if last:
        payload |= {"page": page, "last": last, "pages": f"第 {begin + 1}–{end} 行，共 {len(frame)} 行"}
    draw_table(payload, key, _open_carrier)


def _filters_in_address() -> str:
    """The filters as the address writes them, to go on with."""
    filters = {name: st.query_params.get_all(name) for name in (*FILTER_LABELS, "asof") if name in st.query_params}
    return "".join(f"&{pair}" for pair in urlencode(filters, doseq=True).split("&") if pair)


def _open_carrier(carrier_id: str) -> None:
    if carrier_id:  # "" for a row that concerns no single carrier.
        open_page("carrier", {"carrier": carrier_id})
