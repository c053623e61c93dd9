"""Which column of a shape a printed heading is (inputs.md rows 12-17). Cells of the table are not looked at."""

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from itertools import zip_longest

from ..columns import ANNEX_SHAPES, MU, TableShape
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
    "公顷": Decimal(1),
    "亩": MU,
}
"""Unit of an area heading (NFKC) → factor to 万m²; None = the heading names no unit. ``²`` is not in GBK: ``m?``."""

_AREA = re.compile(
    r"(?P<prefix>(?:总|规划|建筑|载体|物业|孵化|场地|房屋|使用)+)?面积[(\[,:/]*(?:单位)?:?(?P<unit>[^()\[\]]*)[)\]]*"
)


_ALIKE = (
    ("name", re.compile("(?!.*(?:部门|单位|领导|人|机构|公司|产品|课题|活动)).{1,12}名称")),
    ("leads", re.compile("(?!.*(?:人|领导)).{0,4}(?:牵头|主办|承办|责任|主责).{0,4}(?:部门|单位)")),
    (
        "deadline",
        re.compile("(?:计划|预计|拟|应|要求)?(?:完成|截止|办结)(?:的?时间|时限|期限|日期|年限|年份|年度|节点)"),
    ),
)
"""Headings that can only be one column, whatever else is in them; one of those listed goes before them."""
_FAR = 1_000
_REMARK = re.compile(r"\([^()]*\)|^[*#※]+|[*#※:]+$|/单位$|/部门$")
"""What is written around a heading and does not change it."""


def heading_key(text: str) -> str:
    """``text`` for comparing headings: NFKC, lower case, without white space and invisible characters."""
    text = unicodedata.normalize("NFKC", text).replace("\ufffd", "?").casefold()
    return "".join(char for char in text if not char.isspace() and unicodedata.category(char) != "Cf")


def _area_parts(key: str) -> tuple[int, str] | None:
    """Of a heading key of an area: 0 where it is called plainly 面积, else 1, and its unit. None for other headings."""
    found = _AREA.fullmatch(key)
    return (int(bool(found["prefix"])), found["unit"]) if found else None


def column_of(heading: str, shape: TableShape) -> tuple[str, int] | None:
    """The column name that a heading stands for, and how near it is to the printed one, which is 0; None for others."""
    if len(heading) > _LONGEST:
        return None
    key = heading_key(heading)
    if (parts := _area_parts(key)) and shape.header("area"):
        return "area", parts[0]
    if key in (known := _known(shape)):
        return known[key]
    bare = _REMARK.sub("", key) if shape.annex else ""
    alike = (name for name, pattern in _ALIKE if bare and pattern.fullmatch(bare))
    name = known[bare][0] if bare in known else next((name for name in alike if shape.header(name)), "")
    return (name, _FAR) if name else None


@cache
def _known(shape: TableShape) -> dict[str, tuple[str, int]]:
    """Heading key → column name, and the place among the headings of that column: 0 = printed, then the aliases."""
    return {
        heading_key(heading): (column.name, place)
        for column in reversed(shape.columns)
        for place, heading in reversed([*enumerate((column.header, *column.aliases))])
    }


def match_headings(headings: Sequence[str], shape: TableShape) -> Headings:
    """The columns of ``shape`` among ``headings``. Of several for one column the one nearest to the printed heading
    counts and the others are extra columns; the same heading twice, and two areas neither of which is called so
    plainly, are told (rows 15-17, 59)."""
    found: dict[str, list[tuple[int, int]]] = {}
    for index, heading in enumerate(headings):
        if column := column_of(heading, shape):
            found.setdefault(column[0], []).append((column[1], index))
    places, renamed, repeated = {}, {}, []
    for name, candidates in found.items():
        nearest, places[name] = min(candidates)
        repeated += [headings[index] for place, index in sorted(candidates)[1:] if place == nearest]
        if nearest:
            renamed[name] = headings[places[name]]
    missing = tuple(column.name for column in shape.columns if column.name not in places)
    factor, unit, known = None, "", True
    if "area" in places:
        _, unit = _area_parts(heading_key(headings[places["area"]])) or (1, "")
        factor, known = _UNITS.get(unit), unit in _UNITS
    return Headings(places, renamed, tuple(repeated), missing, factor, unit, known)


def score(cells: Sequence[str], shape: TableShape) -> int:
    """How many columns of ``shape`` the cells name."""
    return len({found[0] for cell in cells if cell and (found := column_of(cell, shape))})


def find_heading(records: Sequence[Record], shape: TableShape) -> int | None:
    """Index of the record that is the heading, among the first ``HEADING_ROWS`` rows of the file (row 12)."""
    first = [(index, record) for index, record in enumerate(records) if record.row <= HEADING_ROWS]
    for index, record in first:
        if score(record.cells, shape) >= _ENOUGH:
            return index
    # A table of names alone, or of names and little else: two headings, or nothing else in that row.
    for index, record in first:
        filled = [cell for cell in record.cells if cell.strip()]
        named = {found[0] for cell in filled if (found := column_of(cell, shape))}
        if (len(named) >= 2 or len(named) == len(filled)) and not named.isdisjoint(shape.names):
            return index
    return None


def with_heading(records: list[Record], shape: TableShape) -> HeadedRecords:
    """``records`` with their heading found and matched to ``shape``, once for all who read them further."""
    index = find_heading(records, shape)
    if index is None:
        return HeadedRecords(records, None, Headings())
    matched = match_headings(records[index].cells, shape)
    if matched.missing and index + 1 < len(records):
        joined = _joined(records[index], records[index + 1], shape)
        both = match_headings(joined.cells, shape)
        if set(both.missing) < set(matched.missing):
            return HeadedRecords([*records[:index], joined, *records[index + 2 :]], index, both, two_rows=True)
    return HeadedRecords(records, index, matched)


def _joined(upper: Record, lower: Record, shape: TableShape) -> Record:
    """A heading in two rows as one: what stands below, alone or with what stands above it and its neighbours (58)."""
    cells, above = [], ""
    for top, bottom in zip_longest(upper.cells, lower.cells, fillvalue=""):
        above = top.strip() or above
        bottom = bottom.strip()
        wordings = (bottom, above + bottom, bottom + above) if bottom else (top,)
        cells.append(next((words for words in wordings if column_of(words, shape)), bottom or top))
    return Record(lower.row, tuple(cells))


def looks_like(records: Sequence[Record], shape: TableShape) -> TableShape | None:
    """The other annex whose headings the records have, if any: files put in each other's place."""
    for other in ANNEX_SHAPES.values():
        index = None if other.annex == shape.annex else find_heading(records, other)
        if index is not None and not match_headings(records[index].cells, other).missing:
            return other
    return None
