"""A table as the browser draws it: table.js, every cell a text."""

import json
from collections.abc import Callable
from typing import NotRequired, TypedDict

import streamlit as st

from .. import component_key, own_component

_mount = own_component("table")


class TablePayload(TypedDict):
    """What the browser is given: ``alt``, the table in words; headings and rows as texts; ``title``, the column that
    names a row; ``unbroken`` and ``numbers``, columns of short words and of figures.

    Only where needed: ``carriers``, whom a row's title opens ("" for no one); ``links``, names and where they lead, to
    be found in the columns ``linked``; the names of ``filters`` that these addresses take along from the page's own, so
    that a table whose rows a filter leaves alone is not sent again (docs/speed.md); ``group``, the column up to which
    rows that have the same cells belong together, where that is not the title; ``facts``, two columns without headings:
    what, and its value; of a table of several pages ``page`` and ``last`` from 0, and ``pages``, where one is in words.
    """

    alt: str
    headings: list[str]
    rows: list[tuple[str, ...]]
    title: int
    unbroken: list[int]
    numbers: list[int]
    carriers: NotRequired[list[str]]
    links: NotRequired[dict[str, str]]
    linked: NotRequired[list[int]]
    filters: NotRequired[tuple[str, ...]]
    group: NotRequired[int]
    facts: NotRequired[bool]
    page: NotRequired[int]
    last: NotRequired[int]
    pages: NotRequired[str]


def draw_table(payload: TablePayload, key: str, opened: Callable[[str], None]) -> None:
    """Draws the table; ``opened`` is called with the address, without filters, that a clicked name leads to."""
    key = component_key(key)
    _mount(
        key=key,
        data=json.dumps(payload, ensure_ascii=False).encode(),
        on_opened_change=lambda: opened(st.session_state[key].opened),
        on_turned_change=lambda: None,
    )


def page_turned_to(key: str) -> int:
    """The page that the table was turned to in this run, from 0.

    A trigger, not a state: whatever else changes what the table shows, it begins at its first page again.
    """
    return getattr(st.session_state.get(component_key(key)), "turned", None) or 0
