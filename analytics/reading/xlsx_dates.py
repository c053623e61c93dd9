"""Dates of a workbook as Excel shows them: 2022年12月 where only month and year are shown (inputs.md rows 32, 47)."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time

CHINESE_FORMATS = {
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
}
"""Formats that Excel and WPS know in Chinese without writing their code into the file; openpyxl knows none of them.

32 to 35, 55 and 56 are times of a day.
"""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[[^\]]*\]|_.|\*.|(?P<field>[ye]+|m+|d+|a{3,}|[hs]+)|(?P<other>.)', re.I
)
_NUMERALS = "〇一二三四五六七八九"


def date_text(value: datetime | date, code: str) -> str:
    """``value`` in the format ``code`` where that is written in Chinese, else as YYYY-MM-DD, or YYYY-MM without a day.

    A format that shows no year gets the year that the file holds: a text without it would lose it.
    """
    if isinstance(value, datetime):
        if value.time() != time():
            return value.isoformat(" ", "seconds")
        value = value.date()
    parts = list(_TOKEN.finditer(code.split(";")[0]))
    fields = _fields(parts)
    literal = "".join(found["quoted"] or found["escaped"] or found["other"] or "" for found in parts)
    if hides_year(code):
        return f"{value.year}年{value.month}月{value.day}日"
    if "y" not in fields or fields & {"h", "s"}:
        return value.isoformat()
    if not re.search("[年月日]", literal):
        return value.isoformat() if "d" in fields else f"{value:%Y-%m}" if "m" in fields else f"{value:%Y}"
    return "".join(_shown(found, value, chinese="[dbnum1]" in code.lower()) for found in parts).strip()


def hides_year(code: str) -> bool:
    """Whether a format of dates shows month and day without the year."""
    fields = _fields(_TOKEN.finditer(code.split(";")[0]))
    return {"m", "d"} <= fields and not fields & {"y", "h", "s"}


def _fields(parts: Iterable[re.Match[str]]) -> set[str]:
    """What a format shows, a letter each: e is the year in Chinese Excel, as y is."""
    return {found["field"][0].lower().replace("e", "y") for found in parts if found["field"]}


def _shown(found: re.Match[str], value: date, chinese: bool) -> str:
    field = (found["field"] or "").lower()
    if not field:
        return found["quoted"] or found["escaped"] or found["other"] or ""
    if field[0] == "a":
        return ""
    number = {"y": value.year, "e": value.year, "m": value.month, "d": value.day}[field[0]]
    if chinese:
        return _numeral(number)
    return f"{number:02d}" if len(field) == 2 else str(number)


def _numeral(number: int) -> str:
    """2022 → 二〇二二, 12 → 十二."""
    if number > 99:
        return "".join(_NUMERALS[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    return (_NUMERALS[tens] if tens > 1 else "") + ("十" if tens else "") + (_NUMERALS[ones] if ones else "")
