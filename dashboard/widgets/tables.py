"""Rows behind a chart: Chinese headings, full texts shown literally, a carrier's name leads to its 载体档案."""

import json
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from analytics.area import area_text
from analytics.columns import LABELS
from analytics.memory import remembered

from .navigation import open_page

# Own, constant code, which the index page has loaded (dashboard/server/components/tables.js).
_component = st.components.v2.component(
    "table", js="export default (mounted) => window.planTable(mounted);", isolate_styles=False
)

MOST_STATIC_ROWS = 200
"""Up to here a table shows every text in full (docs/decisions/0004); beyond, one that loads rows as one scrolls."""

_BLANK = "未列"
_NOTHING = "—"
_LEAVE_NOTHING_OUT = ("plaques", "advice", "column", "before", "after")
"""Columns where a blank is no gap: a milestone that brings no plaque, a finding that asks for nothing."""
_UNBROKEN = ("carrier_id", "severity", "state", "step", "deadline_text", "status", "year", "kinds")
"""Columns of short words, which a narrow column would break between two signs."""


def show_table(
    table: pd.DataFrame, columns: list[str], key: str, alt: str, labels: dict[str, str] | None = None
) -> None:
    """Shows ``columns`` of ``table``: tuples joined with 、, areas in 万m², blanks in words, never 0.

    Where ``table`` has ``carrier_id`` and ``name``, the name opens that carrier, filters kept.
    """
    labels = LABELS | (labels or {})
    opens = "carrier_id" in table and "name" in columns
    if len(table) > MOST_STATIC_ROWS:
        _scrolling_table(table, _texts(table, columns), key, alt, labels, opens)
        return
    told = {
        "alt": alt,
        "headings": [labels.get(column, column) for column in columns],
        "rows": _texts(table, columns).to_numpy().tolist(),
        "title": columns.index("name") if "name" in columns else 0,
        "unbroken": [place for place, column in enumerate(columns) if column in _UNBROKEN],
        "carriers": list(table["carrier_id"]) if opens else None,
        "filters": _filters_in_address(),
    }
    _component(
        key=key,
        data=json.dumps(told, ensure_ascii=False).encode(),
        on_opened_change=lambda: _open_carrier(st.session_state[key].opened),
    )


@remembered
def _texts(table: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame({column: [_cell_text(column, cell) for cell in table[column]] for column in columns})


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


def _scrolling_table(
    table: pd.DataFrame, texts: pd.DataFrame, key: str, alt: str, labels: dict[str, str], opens: bool
) -> None:
    st.dataframe(
        texts,
        key=key,
        alt=alt,
        hide_index=True,
        column_config={column: st.column_config.Column(labels.get(column, column)) for column in texts},
        on_select=(lambda: _open_chosen(key, list(table["carrier_id"]))) if opens else "ignore",
        selection_mode="single-cell",
    )


def _open_chosen(key: str, carriers: list[str]) -> None:
    cells = st.session_state[key].selection.cells
    if cells and cells[0][1] == "name":
        _open_carrier(carriers[cells[0][0]])


def _open_carrier(carrier_id: str) -> None:
    if carrier_id:  # "" for a row that concerns no single carrier.
        open_page("carrier", {"carrier": carrier_id})
