"""The dates of a report, each with the precision in which it was written (progress.md §1, §3)."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_YEAR = r"((?:19|20|21)[0-9]{2})"
_DAY = re.compile(rf"{_YEAR}(?:年|[-/.])([0-9]{{1,2}})(?:月|[-/.])([0-9]{{1,2}})(?:日|号)?(?:之?前)?(?:00:00(?::00)?)?")
_COMPACT = re.compile(rf"{_YEAR}([0-9]{{2}})([0-9]{{2}})?")
# 2024.1 stays unread: a spreadsheet writes October, 2024.10, as the number 2024.1.
_MONTH = re.compile(rf"{_YEAR}(?:年([0-9]{{1,2}})月?|[-/]([0-9]{{1,2}})|\.(0[1-9]|1[0-2]))(?:份|底|末)?(?:之?前)?")
_QUARTER = re.compile(rf"{_YEAR}年?第?([1-4一二三四])季度?(?:末|底)?(?:之?前)?")
_HALF = re.compile(rf"{_YEAR}年?(上|下)半年(?:之?前)?")
_PLAIN_YEAR = re.compile(rf"{_YEAR}(?:\.0+)?年?(?:度|底|末|年底|年末|年内|内)?(?:之?前)?")
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


@dataclass(frozen=True)
class Span:
    """The days that a written date can mean: both ends are the same for a day, a year has 365 of them."""

    first: date
    last: date

    @property
    def is_day(self) -> bool:
        """Whether a single day was written."""
        return self.first == self.last

    def text(self) -> str:
        """The date in the precision in which it was written: ``2027年``, ``2027年6月``, ``2027-06-30``."""
        if self.is_day:
            return self.first.isoformat()
        if (self.first.month, self.last.month) == (1, 12):
            return f"{self.first.year}年"
        if self.first.month == self.last.month:
            return f"{self.first.year}年{self.first.month}月"
        return f"{self.first.year}年{self.first.month}—{self.last.month}月"


def read_span(text: str) -> Span | None:
    """The days that ``text`` can mean: a day, month, quarter, half or year; None where it is no date of these."""
    words = "".join(text.translate(_HALF_WIDTH).split())
    if found := _DAY.fullmatch(words):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _COMPACT.fullmatch(words):
        year, month = int(found[1]), int(found[2])
        return _day(year, month, int(found[3])) if found[3] else _months(year, month, month)
    if found := _MONTH.fullmatch(words):
        month = int(found[2] or found[3] or found[4])
        return _months(int(found[1]), month, month)
    if found := _QUARTER.fullmatch(words):
        quarter = "1234".find(found[2]) if found[2] in "1234" else "一二三四".find(found[2])
        return _months(int(found[1]), quarter * 3 + 1, quarter * 3 + 3)
    if found := _HALF.fullmatch(words):
        return _months(int(found[1]), *((1, 6) if found[2] == "上" else (7, 12)))
    if found := _PLAIN_YEAR.fullmatch(words):
        return _months(int(found[1]), 1, 12)
    return None


def _day(year: int, month: int, day: int) -> Span | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return Span(found, found)


def _months(year: int, first: int, last: int) -> Span | None:
    if not 1 <= first <= last <= 12:
        return None
    return Span(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))


def months_later(day: date, months: int) -> date:
    """The same day of the month ``months`` later, or that month's last: 30 November + 3 → 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first = date(year, month + 1, 1)
    return first + timedelta(min(day.day, calendar.monthrange(year, month + 1)[1]) - 1)
