"""When a milestone is due: the last day of what is printed, a year, half, quarter, month or day.

What names no end is due on no day: no date is made up (inputs.md rows 32, 33, 55-57).
"""

import re
from datetime import date

from ..dates import read_span, span_in_year, western
from .cells import Reading, is_blank_mark

_YEAR = r"(?<![0-9])20[0-9]{2}(?![0-9])"
_TO = re.compile(r"[-~‐-―─]+|至|到")
_SINCE = re.compile(rf"(?:{_YEAR}|[0-9]{{1,2}}[月日])[年月日号0-9./-]*(?:初|底|末)?(?:起|开始|(?:及?以|之)?后)")
_EVERY = re.compile("每(?:个?[年月季周]|半年|季度|学期)")
_AROUND = re.compile(
    "^(?:完成(?:时限|时间|期限)[:：])?(?:于|在|至|到|截至|截止到?|力争|争取|确保|计划|预计|拟|不[晚迟]于|最[迟晚])*"
    "(?=[0-9]|[上下]半年|第|[年全])|止?[。；;，,、.]*$"
)
"""Words that change no day: 力争2023年底前, 截至2023年12月31日止。"""
_WITHIN = re.compile("[0-9一二三四五六七八九十百]+个?(?:工作日|日|天|周|月|年)(?:之|以)?内")


def read_deadline(text: str, only_year: int | None = None) -> Reading:
    """The last day on which a milestone is due; None for 长期 and the like, and for what only says when it begins.

    ``only_year`` is the year of a plan that has one only: a deadline without a year is in that one (row 57).
    """
    if is_blank_mark(text):
        return Reading(None, "deadline-blank")
    words = _AROUND.sub("", western(text))
    if day := _point(words):
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
    if only_year and (span := span_in_year(only_year, words)):
        return Reading(span.last, "deadline-only-year", {"year": only_year})
    return Reading(None, "deadline-wrong" if re.search(r"[0-9]{3}", words) else "deadline-undated")


def begins(text: str, due: date) -> date:
    """The first day that a deadline which is ``due`` can mean: that of the year, quarter or month printed. 底 and 末
    mean its end."""
    span = None if re.search("[底末]", text) else read_span(text)
    return span.first if span and span.last == due else due


def _point(words: str) -> date | None:
    """The last day of one printed point in time with its year. None for 2025年前, which may mean before that year or by
    its end."""
    span = None if re.fullmatch(".+年(?:之?前|以前)", words) else read_span(words)
    return span.last if span and re.match(_YEAR, span.first.isoformat()) else None


def _range(words: str) -> tuple[date, date] | None:
    """The ends of both points of 2022年-2023年, 2023年6月至12月: without a year the second is in that of the first."""
    for mark in _TO.finditer(words):
        before = words[: mark.start()].removeprefix("从").removeprefix("自").removesuffix("起")
        first, after = _point(before), words[mark.end() :]
        span = span_in_year(first.year, after) if first and after else None
        last = first and (_point(after) or (span and span.last))
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
