"""Dates as offices write them, each in the precision in which it is written (inputs.md row 55, progress.md §1)."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x2212: "-"}
"""Full-width signs → half-width ones: for parsing only."""

_DIGITS = dict(zip("〇○零oO一二三四五六七八九", "00000123456789", strict=True))
_CHINESE_YEAR = re.compile(f"[{''.join(_DIGITS)}0]{{4}}(?=[年.-])")
_CHINESE_NUMBER = re.compile("([二三]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=[月日号]|季度)")
_COMPACT = re.compile(r"((?:19|20|21)[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])?")
_YEAR_FIRST = re.compile(r"(?P<year>(?:19|20|21)[0-9]{2})(?![0-9](?!季))(?:\.0+(?![0-9])|年度?|[-/.])?(?P<rest>.*)")
# A point in time without its year: what follows the year, or stands alone where the plan has one year only.
_POINT = re.compile(
    r"(?P<all>全年|年?(?:底|末)|年?内|)|(?P<half>[上下])半年(?:内|底|末)?"
    r"|第?(?P<quarter>[1-4])季度?(?:内|底|末)?|Q(?P<q>[1-4])"
    r"|0?(?P<month>[1-9]|1[0-2])月?(?:份|底|末|内|初|下旬)?|0?(?P<ten>[1-9]|1[0-2])月(?P<part>[上中])旬"
    r"|0?(?P<m>[1-9]|1[0-2])[月/.-]0?(?P<day>[1-9]|[12][0-9]|3[01])[日号]?"
)


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
    """The days that ``text`` can mean: a day, month, quarter, half or year; None where it is no date of these.

    None also for 2024.1, as which a spreadsheet writes October, 2024.10, too.
    """
    words = western(text)
    if found := _COMPACT.fullmatch(words):
        return span_in_year(int(found[1]), f"{found[2]}月{found[3] or ''}")
    found = _YEAR_FIRST.fullmatch(words.removesuffix("00:00:00").removesuffix("00:00"))
    if not found or re.fullmatch(r"[0-9]{4}\.1", words):
        return None
    return span_in_year(int(found["year"]), found["rest"])


def western(text: str) -> str:
    """``text`` without blanks, half width, Chinese years, months and days in digits: 二〇二三年十二月 → 2023年12月."""
    words = "".join(text.translate(HALF_WIDTH).split())
    words = _CHINESE_YEAR.sub(lambda found: "".join(_DIGITS.get(sign, sign) for sign in found[0]), words)
    return _CHINESE_NUMBER.sub(lambda found: str(_number(found[1])), words)


def _number(words: str) -> int:
    tens, ten, ones = words.rpartition("十")
    return (int(_DIGITS.get(tens, "1")) * 10 if ten else 0) + int(_DIGITS.get(ones, "0"))


def span_in_year(year: int, words: str) -> Span | None:
    """The days of ``year`` that ``words`` of ``western`` can mean, "" for all of it."""
    found = _POINT.fullmatch(re.sub("(?:之?前|以前)?(?:完成)?$", "", words))
    if not found:
        return None
    quarter = found["quarter"] or found["q"]
    first, last = 1, 12
    if quarter:
        first, last = 3 * int(quarter) - 2, 3 * int(quarter)
    elif found["half"]:
        first, last = (1, 6) if found["half"] == "上" else (7, 12)
    elif month := found["month"] or found["ten"] or found["m"]:
        first = last = int(month)
    begin, end = 1, calendar.monthrange(year, last)[1]
    if found["day"]:
        begin, end = int(found["day"]), min(int(found["day"]), end)
    elif found["part"]:
        begin, end = (1, 10) if found["part"] == "上" else (11, 20)
    return Span(date(year, first, begin), date(year, last, end)) if begin <= end else None


def months_later(day: date, months: int) -> date:
    """The same day of the month ``months`` later, or that month's last: 30 November + 3 → 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first = date(year, month + 1, 1)
    return first + timedelta(min(day.day, calendar.monthrange(year, month + 1)[1]) - 1)
