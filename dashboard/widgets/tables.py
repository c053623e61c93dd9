"""Rows behind a chart: Chinese headings, full texts shown literally, a carrier's name leads to its 载体档案."""

from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from analytics.area import area_text
from analytics.columns import LABELS
from analytics.memory import remembered

from .navigation import open_page
from .text import literal
from .view import current_view

MOST_STATIC_ROWS = 200
"""Up to here a table shows every text in full (docs/decisions/0004); beyond, one that loads rows as one scrolls."""

_MOST_COLUMNS_ON_PHONE = 3

_BLANK = "未列"
_NOTHING = "—"
_LEAVE_NOTHING_OUT = ("plaques", "advice", "column", "before", "after")
"""Columns where a blank is no gap: a milestone that brings no plaque, a finding that asks for nothing."""
_WORD_JOINER = "\u2060"
_UNBROKEN = ("carrier_id", "severity", "state", "step", "deadline_text", "status", "year", "kinds")
"""Columns of short words, which a narrow column would break between two signs."""


def show_table(
    table: pd.DataFrame, columns: list[str], key: str, alt: str, labels: dict[str, str] | None = None
) -> None:
    """Shows ``columns`` of ``table``: tuples joined with 、, areas in 万m², blanks in words, never 0.

    Where ``table`` has ``carrier_id`` and ``name``, the name opens that carrier, filters kept.
    """
    labels = LABELS | (labels or {})
    texts = _texts(table, columns)
    opens = "carrier_id" in table and "name" in columns
    # A link opens a session of its own, which knows nothing of this one's preview.
    if len(table) > MOST_STATIC_ROWS or (opens and current_view().previewing):
        _scrolling_table(table, texts, key, alt, labels, opens)
        return
    headings = {column: _unbroken(labels.get(column, column)) for column in columns}
    shown = _literal_texts(table, columns, _filters_in_address() if opens else None)
    if current_view().window.narrow and len(columns) > _MOST_COLUMNS_ON_PHONE:
        _records(shown, headings)
        return
    st.table(shown.rename(columns=headings), hide_index=True, alt=alt)


@remembered
def _texts(table: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame({column: [_cell_text(column, cell) for cell in table[column]] for column in columns})


@remembered
def _literal_texts(table: pd.DataFrame, columns: list[str], filters: str | None) -> pd.DataFrame:
    """The texts as Markdown that shows them as they are; with ``filters``, names are links to their carriers."""
    texts = _texts(table, columns)
    unbroken = {column: texts[column].map(_unbroken) for column in columns if column in _UNBROKEN}
    shown = texts.assign(**unbroken).map(literal)
    if filters is None:
        return shown
    links = [_carrier_address(carrier_id, filters) for carrier_id in table["carrier_id"]]
    names = [f"[{name}]({link})" if link else name for name, link in zip(shown["name"], links, strict=True)]
    return shown.assign(name=names)


def _records(shown: pd.DataFrame, headings: dict[str, str]) -> None:
    """A row below the other, each with its cells under its name: a phone has no room for columns."""
    title = "name" if "name" in shown else shown.columns[0]
    others = [column for column in shown if column != title]
    st.markdown(
        "\n\n".join(
            f"**{row[title]}**  \n" + "　".join(f"{literal(headings[column])}：{row[column]}" for column in others)
            for row in shown.to_dict("records")
        )
    )


def _cell_text(column: str, cell: object) -> str:
    if isinstance(cell, tuple):
        return "、".join(cell)
    if column == "area":
        return area_text(cell, unit=False)
    if pd.isna(cell) or cell == "":
        return _NOTHING if column in _LEAVE_NOTHING_OUT else _BLANK
    return str(cell)


def _unbroken(text: str) -> str:
    return _WORD_JOINER.join(text)


def _filters_in_address() -> str:
    """The filters as the address writes them, to go on with."""
    filters = {name: st.query_params.get_all(name) for name in st.query_params if name not in ("carrier", "slide")}
    return "".join(f"&{pair}" for pair in urlencode(filters, doseq=True).split("&") if pair)


def _carrier_address(carrier_id: str, filters: str) -> str:
    """Relative, so that it holds under any base path; "" for a row that concerns no single carrier."""
    return f"carrier?{urlencode({'carrier': carrier_id})}{filters}" if carrier_id else ""


def _scrolling_table(
    table: pd.DataFrame, texts: pd.DataFrame, key: str, alt: str, labels: dict[str, str], opens: bool
) -> None:
    st.dataframe(
        texts,
        key=key,
        alt=alt,
        hide_index=True,
        column_config={column: st.column_config.Column(labels.get(column, column)) for column in texts},
        on_select=(lambda: _open_carrier(key, list(table["carrier_id"]))) if opens else "ignore",
        selection_mode="single-cell",
    )


def _open_carrier(key: str, carriers: list[str]) -> None:
    cells = st.session_state[key].selection.cells
    if cells and cells[0][1] == "name" and carriers[cells[0][0]]:
        open_page("carrier", {"carrier": carriers[cells[0][0]]})
