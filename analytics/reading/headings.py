"""Which column of a shape a printed heading is (inputs.md rows 12-17). Cells of the table are not looked at."""

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from ..columns import ANNEX_SHAPES, TableShape
from .tables import HEADING_ROWS, HeadedRecords, Headings, Record

_ENOUGH = 3
"""A row is the heading when it names at least so many columns: data and title rows name none."""

_LONGEST = 100
"""Longer texts are no headings; it also keeps a huge cell cheap."""

_SQUARE_METRE = Decimal("0.0001")
_UNITS = {
    "": None,
    **dict.fromkeys(("万m2", "万m?", "万m", "万m^2", "万平方米", "万平米", "万平方"), Decimal(1)),
    **dict.fromkeys(("m2", "m?", "m^2", "平方米", "平米", "平方"), _SQUARE_METRE),
}
"""Unit of an area heading (NFKC) → factor to 万m²; None = the heading names no unit. ``²`` is not in GBK: ``m?``."""

_AREA = re.compile(r"(?P<prefix>总建筑|建筑|总)?面积[(\[,:/]*(?:单位)?:?(?P<unit>[^()\[\]]*)[)\]]*")


def heading_key(text: str) -> str:
    """``text`` for comparing headings: NFKC, lower case, without white space and invisible characters."""
    text = unicodedata.normalize("NFKC", text).replace("\ufffd", "?").casefold()
    return "".join(char for char in text if not char.isspace() and unicodedata.category(char) != "Cf")


def _area_parts(key: str) -> tuple[bool, str] | None:
    """Of a heading key of an area: whether it is called plainly 面积, and its unit. None for other headings."""
    found = _AREA.fullmatch(key)
    return (not found["prefix"], found["unit"]) if found else None


def column_of(heading: str, shape: TableShape) -> tuple[str, bool] | None:
    """The column name a heading stands for, and whether it is called as printed; None for an unknown heading."""
    if len(heading) > _LONGEST:
        return None
    key = heading_key(heading)
    if (parts := _area_parts(key)) and shape.header("area"):
        return "area", parts[0]
    return _known(shape).get(key)


@cache
def _known(shape: TableShape) -> dict[str, tuple[str, bool]]:
    """Heading key → column name, and whether that is the printed heading and no alias."""
    aliases = {heading_key(alias): (column.name, False) for column in shape.columns for alias in column.aliases}
    return aliases | {heading_key(column.header): (column.name, True) for column in shape.columns}


def match_headings(headings: Sequence[str], shape: TableShape) -> Headings:
    """The columns of ``shape`` among ``headings``; of a heading that stands twice the first place counts."""
    places: dict[str, int] = {}
    renamed: dict[str, str] = {}
    repeated: list[str] = []
    for index, heading in enumerate(headings):
        found = column_of(heading, shape)
        if found is None:
            continue
        name, as_printed = found
        if name in places:
            repeated.append(heading)
            continue
        places[name] = index
        if not as_printed:
            renamed[name] = heading
    missing = tuple(column.name for column in shape.columns if column.name not in places)
    factor, unit, known = None, "", True
    if "area" in places:
        _, unit = _area_parts(heading_key(headings[places["area"]]))
        factor, known = _UNITS.get(unit), unit in _UNITS
    return Headings(places, renamed, tuple(repeated), missing, factor, unit, known)


def score(cells: Sequence[str], shape: TableShape) -> int:
    """How many columns of ``shape`` the cells name."""
    return len({found[0] for cell in cells if cell and (found := column_of(cell, shape))})


def find_heading(records: Sequence[Record], shape: TableShape) -> int | None:
    """Index of the record that is the heading, among the first ``HEADING_ROWS`` rows of the file (row 12)."""
    for index, record in enumerate(records):
        if record.row > HEADING_ROWS:
            break
        if score(record.cells, shape) >= _ENOUGH:
            return index
    return None


def with_heading(records: list[Record], shape: TableShape) -> HeadedRecords:
    """``records`` with their heading found and matched to ``shape``, once for all who read them further."""
    index = find_heading(records, shape)
    matched = Headings() if index is None else match_headings(records[index].cells, shape)
    return HeadedRecords(records, index, matched)


def looks_like(records: Sequence[Record], shape: TableShape) -> TableShape | None:
    """The other annex whose headings the records have, if any: files put in each other's place."""
    for other in ANNEX_SHAPES.values():
        index = None if other == shape else find_heading(records, other)
        if index is not None and not match_headings(records[index].cells, other).missing:
            return other
    return None
