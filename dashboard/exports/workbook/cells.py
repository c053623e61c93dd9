"""Cells of a workbook: what is written into one, and how it looks."""

import re
from decimal import Decimal
from functools import cache

import pandas as pd
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from analytics import area_text
from analytics.guard import guarded
from dashboard.charts.palette import LIGHT

from ..measure import OFFICE_FONT

_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
_DIGITS = 15
"""Excel keeps so many of a number; a longer one, such as that of an identity card, would end in zeros."""
_MOST_CHARACTERS = 32_767
"""Of a cell, counted in UTF-16 as Excel does."""
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_HALF_AN_ESCAPE = re.compile(r"_x?[0-9A-Fa-f]{0,4}$")


@cache
def typeface(**kwargs):
    return Font(**({"name": OFFICE_FONT, "size": 10, "color": hex_of(LIGHT.text)} | kwargs))


def hex_of(colour: str) -> str:
    return colour.removeprefix("#")


@cache
def filled(colour: str):
    return PatternFill("solid", fgColor=hex_of(colour))


@cache
def edges(**sides):
    thin = Side(style="thin", color=hex_of(LIGHT.grid))
    return Border(**(dict.fromkeys(("left", "right", "top", "bottom"), thin) | sides))


@cache
def aligned(horizontal: str, wrap: bool = False, indent: int = 0):
    return Alignment(horizontal=horizontal, vertical="center", wrap_text=wrap, indent=indent)


def _written(text: str) -> str:
    """``text`` as a workbook writes it: ``_x0041_`` would be read as ``A``. What no cell holds is said to be cut."""
    written = _ESCAPED.sub("_x005F_", text).replace("\r", "_x000D_")
    if len(written) > _MOST_CHARACTERS // 2 and len(written.encode("utf-16-le")) > _MOST_CHARACTERS * 2:
        note = f"…（共 {len(text):,} 字，Excel 一格放不下，这里只有开头，全文见 CSV）"
        kept = written.encode("utf-16-le")[: (_MOST_CHARACTERS - len(note)) * 2].decode("utf-16-le", "ignore")
        return _HALF_AN_ESCAPE.sub("", kept) + note
    return written


def put(sheet, row: int, column: int, value: object, *, boxed: bool = True, **look):
    """Writes ``value``: a number as a number, a text as a text, never as a formula; blanks stay empty.

    ``look``: ``number_format``, ``font``, ``fill``, ``horizontal``.
    """
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = _written(value) or None
        # A text that begins with = is a text, also after somebody has edited it.
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in ("=", "+", "-", "@")
    elif not pd.isna(value):
        cell.value = value
    cell.number_format = look.get("number_format", "General")
    cell.font = look.get("font") or typeface()
    if look.get("fill"):
        cell.fill = filled(look["fill"])
    if boxed:
        cell.border = edges()
    horizontal = look.get("horizontal") or ("left" if isinstance(value, str) else "right")
    indent = 1 if boxed and horizontal == "right" else 0
    cell.alignment = aligned(horizontal, boxed, indent)
    return cell


def put_read(sheet, row: int, column: int, text: str):
    """Writes a text that nobody reads back: a number to count with, shown as printed, or the text itself."""
    cell = put(sheet, row, column, text)
    if _NUMBER.fullmatch(text):
        cell.value = float(text) if "." in text else int(text)
        cell.number_format = "0." + "0" * len(text.split(".")[1]) if "." in text else "0"
    return cell


def put_printed(sheet, row: int, column: int, text: str, *, is_area: bool = False):
    """Writes a printed cell: a number as a number where it comes back the same, anything else as text.

    007, 0.50 and numbers of more than 15 digits stay texts, for they would come back as others; but an area that
    nobody reads back (``is_area``) is a number to count with.
    """
    kept = len(text.replace(".", "")) <= _DIGITS
    if _NUMBER.fullmatch(text) and (is_area or (kept and text == f"{Decimal(text).normalize():f}")):
        return put_read(sheet, row, column, text)
    # The reader takes one guard off, so a text that looks guarded gets another.
    return put(sheet, row, column, guarded(text) if text.startswith("'") else text)


def put_headings(sheet, row: int, headings: tuple[str, ...], first: int = 1) -> None:
    for place, heading in enumerate(headings, start=first):
        put(sheet, row, place, heading, font=typeface(bold=True), fill=LIGHT.band, horizontal="center")


def decimals(values) -> str:
    """The number format that shows every one of ``values`` in full: ``0.00``."""
    texts = [area_text(value, unit=False) for value in values if not pd.isna(value)]
    most = max((len(text.partition(".")[2]) for text in texts), default=0)
    return "0." + "0" * most if most else "0"
