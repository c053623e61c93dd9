"""Reading one cell: a number, an area, several values. Nothing here knows of rows or files (inputs.md 18-31).

Numbers are read from full-width digits too, but not through NFKC, which would turn ``0.5²`` into 0.52.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from ..columns import MU
from ..dates import HALF_WIDTH

_BLANK = re.compile(r"[-‐-―─/\\_.。…]*|无|暂无|未填|\(未填\)")
"""What people write into a cell that they leave blank (row 20)."""
_COLUMN_TOO_NARROW = re.compile(r"#{2,}")
_ERROR_VALUE = re.compile(
    r"#(REF!|N/A|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!|BUSY!|GETTING_DATA)",
    re.I,
)

LARGEST_AREA = Decimal(1_000_000)
"""In 万m²: ten thousand km², more than any city district; a larger number is a slip of the keyboard."""
DOUBTFUL_AREA = Decimal(1_000)
SMALLEST_AREA = Decimal("0.005")
"""In 万m²: outside of these two the number was probably written in another unit (1,000 万m² = 10 km²; 50 m²)."""


@dataclass(frozen=True)
class Reading:
    """What a cell says: ``value``, None where it says nothing usable, and the finding that it calls for ("" = none),
    with the words that fill in its sentences."""

    value: object = None
    code: str = ""
    words: dict[str, object] = field(default_factory=dict)


def plain(text: str) -> str:
    """``text`` with half-width digits and signs, without white space around it: for parsing numbers only."""
    return text.translate(HALF_WIDTH).strip()


def is_blank_mark(text: str) -> bool:
    """Whether a cell is blank or holds a mark that says so: ``—``, ``/``, ``无`` (row 20)."""
    return bool(_BLANK.fullmatch("".join(plain(text).split())))


def is_picture(text: str) -> bool:
    """Whether a cell holds a picture of WPS, =DISPIMG("ID_…",1), and no text (row 64)."""
    return bool(re.match(r"=?(?:_xlfn\.)?DISPIMG\(", text, re.I))


def error_value(text: str) -> str:
    """Why a cell holds an error of the spreadsheet instead of a value (row 36); "" where it does not."""
    text = plain(text)
    if _ERROR_VALUE.fullmatch(text):
        return f"公式的结果是错误值 {text}"
    if is_picture(text):
        return "格子里是图片，没有文字"
    if _COLUMN_TOO_NARROW.fullmatch(text):
        return "列太窄，存成文件时只写下了 # 号"
    return ""


_SEPARATORS = frozenset("、､，,；;/／\n\r\u2028\u2029")
_BRACKETS = dict(zip("（(［[【〔", "）)］]】〕", strict=True))


def split_outside_brackets(text: str, separators: frozenset[str]) -> list[str]:
    """``text`` cut at ``separators`` that do not stand in brackets; brackets that do not close are none (row 51)."""
    paired = all(text.count(opening) == text.count(closing) for opening, closing in _BRACKETS.items())
    parts, start, depth = [], 0, 0
    for place, character in enumerate(text):
        if paired and character in _BRACKETS:
            depth += 1
        elif paired and character in _BRACKETS.values():
            depth -= 1
        elif depth <= 0 and character in separators:
            parts.append(text[start:place])
            start = place + 1
    return [*parts, text[start:]]


def split_values(text: str) -> tuple[str, ...]:
    """The values of a cell with several: ``区科技局、区人力社保局`` → both, in order, each once (rows 30, 31, 51).

    Separators are 、 ， , ； ; / and line breaks outside of brackets; white space inside a value is removed.
    """
    values = ("".join(part.split()) for part in split_outside_brackets(text, _SEPARATORS))
    return tuple(dict.fromkeys(value for value in values if value))


def read_number(text: str) -> int | None:
    """序号 as a whole number from 1: ``1``, ``１``, ``1.0``; None for anything else (row 26)."""
    found = re.fullmatch(r"0*([1-9][0-9]{0,5})(?:\.0+)?", plain(text))
    return int(found[1]) if found else None


_PLAIN_AREA = r"(?:0|[1-9][0-9]{0,19})(?:\.[0-9]{1,20})?"


def read_area(text: str, factor: Decimal = Decimal(1)) -> Reading:
    """An area in 万m²; ``factor`` turns the unit of the heading into 万m² (rows 14, 18-21)."""
    if is_blank_mark(text):
        return Reading(None, "area-blank")
    number = plain(text)
    grouped = re.fullmatch(r"[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?", number)
    if grouped:
        number = number.replace(",", "")
    if found := re.fullmatch(rf"({_PLAIN_AREA}) *\((.*)\)", number):
        return _with_words(read_area(found[1], factor), "area-note", note=found[2])
    if found := re.fullmatch(rf"({_PLAIN_AREA}) *(亩|公顷)", number):
        converted = read_area(found[1], MU if found[2] == "亩" else Decimal(1))
        return _with_words(converted, "area-unit-cell", number=found[1], own=found[2])
    if not re.fullmatch(r"[+-]?(?:0|[1-9][0-9]{0,19})(\.[0-9]{1,20})?", number):
        return Reading(None, "area-not-a-number", {"reason": _why_no_number(number)})
    area = Decimal(number) * factor
    if factor == MU:
        area = round(area, 4)
    if area <= 0:
        return Reading(None, "area-not-positive")
    area = area.normalize()
    words = {"area": f"{area:f}", "number": number}
    if area >= LARGEST_AREA:
        return Reading(None, "area-too-large", words)
    if not SMALLEST_AREA <= area < DOUBTFUL_AREA:
        return Reading(area, "area-doubtful", words | {"how": "大" if area >= DOUBTFUL_AREA else "小"})
    if factor != 1:
        return Reading(area, "area-converted", words)
    if grouped:
        return Reading(area, "area-grouped", words)
    return Reading(area)


def _with_words(reading: Reading, code: str, **words: str) -> Reading:
    """``reading`` with another finding to say, unless it has one of its own that is graver."""
    if reading.value is None or reading.code == "area-doubtful":
        return reading
    return Reading(reading.value, code, {"area": f"{reading.value:f}"} | words)


def _why_no_number(number: str) -> str:
    if re.search(r"(?i)^[+-]?(inf|infinity|nan)$", number):
        return "面积不是一个有限的数"
    if re.fullmatch(r"(?i)[+-]?[0-9.]+e[+-]?[0-9]+", number):
        return "面积写成了科学计数法"
    if re.fullmatch(r"[+-]?0[0-9]+(\.[0-9]+)?", number):
        return "面积以 0 开头，疑似漏了小数点"
    if re.search(r"(?i)[0-9] *(万|平|m|㎡|亩|公顷)", number):
        return "面积里写了单位或文字：单位已在表头里，格子里只能有一个数字"
    if re.search(r"[0-9]", number):
        return "面积不是一个完整的数字"
    return "面积不是数字"
