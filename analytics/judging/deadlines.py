"""When a milestone is due: the last day of what is printed, a year, half, quarter, month or day.

What names no end is due on no day: no date is made up (inputs.md rows 32, 33, 55-57).
"""

import calendar
import re
from datetime import date

from .cells import Reading, is_blank_mark, plain

_DIGITS = dict(zip("〇○零oO一二三四五六七八九", "00000123456789", strict=True))
_CHINESE_YEAR = re.compile(f"[{''.join(_DIGITS)}0]{{4}}(?=[年.-])")
_CHINESE_NUMBER = re.compile("([二三]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=[月日号]|季度)")
_YEAR = r"(?<![0-9])20[0-9]{2}(?![0-9])"
_BEFORE = "(?:之?前|以前)?"
_YEAR_BEFORE = "年(?:之?前|以前)"
# A point in time without its year: what follows the year, or stands alone where the plan has one year only.
_POINT = re.compile(
    r"(?P<all>全年|年?(?:底|末)|年?内|)|(?P<half>[上下])半年(?:内|底|末)?"
    r"|第?(?P<quarter>[1-4])季度(?:内|底|末)?|Q(?P<q>[1-4])"
    r"|0?(?P<month>[1-9]|1[0-2])月?(?:份|底|末|内|初|下旬)?|0?(?P<ten>[1-9]|1[0-2])月(?P<part>[上中])旬"
    r"|0?(?P<m>[1-9]|1[0-2])[月/.-]0?(?P<day>[1-9]|[12][0-9]|3[01])[日号]?"
)
_YEAR_FIRST = re.compile(rf"(?P<year>{_YEAR})(?:\.0+(?![0-9])|年度?|[-/.])?(?P<rest>.*)")
_COMPACT = re.compile(r"(20[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])?")
_TO = re.compile(r"[-~‐-―─]+|至|到")
_SINCE = re.compile(rf"(?:{_YEAR}|[0-9]{{1,2}}[月日])[年月日号0-9./-]*(?:初|底|末)?(?:起|开始|(?:及?以|之)?后)")
_EVERY = re.compile("每(?:个?[年月季周]|半年|季度|学期)")
_WITHIN = re.compile("[0-9一二三四五六七八九十百]+个?(?:工作日|日|天|周|月|年)(?:之|以)?内")


def read_deadline(text: str, only_year: int | None = None) -> Reading:
    """The last day on which a milestone is due; None for 长期 and the like, and for what only says when it begins.

    ``only_year`` is the year of a plan that has one only: a deadline without a year is in that one (row 57).
    """
    if is_blank_mark(text):
        return Reading(None, "deadline-blank")
    words = _western("".join(plain(text).split()))
    if day := _point(words) or _compact(words):
        return Reading(day)
    years = [int(year) for year in re.findall(_YEAR, words)]
    ends = _range(words)
    if ends and ends[0] <= ends[1]:
        return Reading(ends[1])
    if ends:
        return Reading(ends[0], "deadline-reversed", {"year": ends[0].year})
    if _is_open(words, years):
        return Reading(None, "deadline-open")
    if short := re.fullmatch(rf"({_YEAR})年?[-~‐-―─至到]+([0-9]{{2}})年.*", words):
        years.append(years[0] // 100 * 100 + int(short[2]))
    if years:
        return Reading(date(max(years), 12, 31), "deadline-unclear", {"year": max(years)})
    if only_year and (day := _in_year(only_year, words)):
        return Reading(day, "deadline-only-year", {"year": only_year})
    return Reading(None, "deadline-wrong" if re.search(r"[0-9]{3}", words) else "deadline-undated")


def _western(words: str) -> str:
    """``words`` with Chinese years, months and days in digits: 二〇二三年十二月 → 2023年12月."""
    words = _CHINESE_YEAR.sub(lambda found: "".join(_DIGITS.get(sign, sign) for sign in found[0]), words)
    return _CHINESE_NUMBER.sub(lambda found: str(_number(found[1])), words)


def _number(words: str) -> int:
    tens, ten, ones = words.rpartition("十")
    return (int(_DIGITS.get(tens, "1")) * 10 if ten else 0) + int(_DIGITS.get(ones, "0"))


def _point(words: str) -> date | None:
    """The last day of one printed point in time with its year. None for 2023.1, which a spreadsheet also writes for
    October, and for 2025年前, which may mean before that year or by its end."""
    found = _YEAR_FIRST.fullmatch(words.removesuffix("00:00:00").removesuffix("00:00"))
    if not found or re.fullmatch(rf"{_YEAR}\.1|.+{_YEAR_BEFORE}", words):
        return None
    return _in_year(int(found["year"]), found["rest"])


def _in_year(year: int, words: str) -> date | None:
    words = re.sub(f"{_BEFORE}(?:完成)?$", "", words)
    found = _POINT.fullmatch(words)
    if not found:
        return None
    if found["day"]:
        month, day = int(found["m"]), int(found["day"])
        return date(year, month, day) if day <= calendar.monthrange(year, month)[1] else None
    if found["part"]:
        return date(year, int(found["ten"]), 10 if found["part"] == "上" else 20)
    quarter = found["quarter"] or found["q"]
    month = 3 * int(quarter) if quarter else int(found["month"] or (6 if found["half"] == "上" else 12))
    return date(year, month, calendar.monthrange(year, month)[1])


def _compact(words: str) -> date | None:
    """20221231 or 202212; None where that is no date."""
    found = _COMPACT.fullmatch(words)
    return _in_year(int(found[1]), f"{found[2]}月{found[3] or ''}") if found else None


def _range(words: str) -> tuple[date, date] | None:
    """The ends of both points of 2022年-2023年, 2023年6月至12月: without a year the second is in that of the first."""
    for mark in _TO.finditer(words):
        before = words[: mark.start()].removeprefix("从").removeprefix("自").removesuffix("起")
        first, after = _point(before), words[mark.end() :]
        last = first and (_point(after) or (after and _in_year(first.year, after)))
        if last:
            return first, last
    return None


def _is_open(words: str, years: list[int]) -> bool:
    """Whether ``words`` say when something begins, how often, or how long after an event, but not by when."""
    since = _SINCE.search(words)
    if _EVERY.search(words) and (since or not years):
        return True
    if since and not re.search(rf"{_YEAR}|至|到|完成|前", words[since.end() :]):
        return True
    return bool(_WITHIN.search(words)) and not years
