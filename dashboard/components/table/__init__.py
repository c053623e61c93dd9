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

    Only where needed, so that a table that no filter changes is not sent again (docs/speed.md): ``carriers``, whom a
    row's title opens ("" for no one); ``links``, names and where they lead, to be found in the columns ``linked``;
    ``filters``, the names of what these addresses take on from the page's; ``group``, the column up to which rows that
    have the same cells belong together, where that is not the title; ``facts``, two columns without headings: what,
    and its value; of a table of several pages their ``length``, the ``total`` of rows, the ``page`` that ``rows`` are
    (from 0) unless they are all, and ``elsewhere``, where paper has the others.
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
    length: NotRequired[int]
    total: NotRequired[int]
    page: NotRequired[int]
    elsewhere: NotRequired[str]


def draw_table(payload: TablePayload, key: str, opened: Callable[[str], None]) -> None:
    """Draws the table; ``opened`` is called with the address, without filters, that a clicked name leads to."""
    key = component_key(key)
    _mount(
        key=key,
        data=json.dumps(payload, ensure_ascii=False).encode(),
        on_opened_change=lambda: opened(st.session_state[key].opened),
        on_turned_change=lambda: None,
        on_whole_change=lambda: None,
    )


def page_turned_to(key: str) -> int:
    """The page that the table was turned to in this run, from 0.

    A trigger, not a state: whatever else changes what the table shows, it begins at its first page again.
    """
    return getattr(st.session_state.get(component_key(key)), "turned", None) or 0


def wants_all(key: str) -> bool:
    """Whether the table is sorted or searched, which takes all its rows."""
    return bool(getattr(st.session_state.get(component_key(key)), "whole", None))
