"""What a leader asks first and what a meeting has to settle, in words (screens.md, 会议模式)."""

from datetime import date
from typing import NamedTuple

import pandas as pd

from .area import area_by, area_text, shown_sum
from .columns import UNDATED
from .contents import contents_of, count_text
from .filters import Filters
from .findings import HINT, findings_shown
from .headlines import area_headline, due_headline, short
from .plan import Plan
from .plaques import HELD, SOUGHT
from .targets import COVERED, GAP, VERDICTS, gap_words, target_gaps, target_words, verdict_of
from .timeline import due_in

_MOST_NAMED = 2
_TO_SETTLE = ("plaque-after-target-year", "plaque-only-in-task", "guide-missing", "leads-differ")
"""Findings that change what a target counts or who is responsible; the others are a matter for the desk."""


class Badge(NamedTuple):
    """``words`` on the targets of one ``verdict`` (of VERDICTS)."""

    verdict: str
    words: str


class Point(NamedTuple):
    """A ``number`` with its unit, to be seen from the last row, and the ``words`` that say of what."""

    number: str
    words: str
    is_gap: bool = False


def worst_first(targets: pd.DataFrame) -> pd.DataFrame:
    """``target_gaps`` with the gaps first, then what depends on a reading, what is covered, what has no data."""
    order = [VERDICTS.index(verdict_of(row)) for row in targets.itertuples()]
    return targets.iloc[sorted(range(len(order)), key=order.__getitem__)]


def target_badges(targets: pd.DataFrame) -> tuple[Badge, ...]:
    """A badge for each verdict that occurs in ``target_gaps``, worst first; the gaps are named."""
    badges = []
    for verdict in VERDICTS:
        rows = [row for row in targets.itertuples() if verdict_of(row) == verdict]
        if rows and verdict == GAP:
            badges.append(Badge(verdict, f"{GAP} {len(rows)} 项：{_gaps(rows)}"))
        elif rows:
            badges.append(Badge(verdict, f"{verdict.removeprefix('计划')} {len(rows)}"))
    return tuple(badges)


def _gaps(rows: list) -> str:
    more = f"等 {len(rows)} 项" if len(rows) > _MOST_NAMED else ""
    return "；".join(_gap(row) for row in rows[:_MOST_NAMED]) + more


def _gap(row: NamedTuple) -> str:
    planned = f"方案只安排 {area_text(row.scheduled, unit=False)}" if row.scheduled else "方案没有安排"
    return f"{_name(row)}{gap_words(row)}，{planned}"


def _name(row: NamedTuple) -> str:
    """The target's name away from the one that it is a part of."""
    return row.label.removeprefix("其中")


def points(
    whole: Plan, shown: Plan, as_of: date, filters: Filters, targets: pd.DataFrame | None = None
) -> tuple[Point, ...]:
    """Are the targets met, what is next, where is the area; plaques in place of what ``shown`` has nothing of.

    ``targets`` are ``target_gaps`` of the ``whole`` plan where the caller has them already: no filter makes them
    smaller.
    """
    part, has = len(shown.carriers) < len(whole.carriers), contents_of(whole)
    found = [_targets_point(target_gaps(whole) if targets is None else targets, part)] if has.targets else []
    found += [_next_point(shown, as_of, filters, has.milestones)] if has.deadlines or has.plaques else []
    found += [_area_point(shown, filters, has.industries)] if has.areas else []
    if len(found) < 2:
        number, _, unit = count_text(shown.carriers).partition(" ")
        found.insert(0, Point(f"{number} {unit[0]}", unit[1:]))
    return tuple(found)


def _targets_point(targets: pd.DataFrame, part: bool) -> Point:
    rows = list(targets.itertuples())
    of_all = "按全部载体，" if part else ""
    gaps = [row for row in rows if row.verdict == GAP]
    if gaps:
        return Point(f"{len(gaps)} 项", f"{of_all}目标有缺口：{_gaps(gaps)}", is_gap=True)
    covered = sum(verdict_of(row) == COVERED for row in rows)
    return Point(f"{covered} 项", f"{of_all}目标计划已覆盖，共 {len(rows)} 项，没有缺口")


def _next_point(shown: Plan, as_of: date, filters: Filters, has_milestones: bool) -> Point:
    years = sorted({int(year) for year in shown.milestones["deadline_year"].dropna()})
    following = next((year for year in years if year >= as_of.year), None)
    if following is None:
        return _plaque_point(shown, has_milestones)
    due = due_in(shown, following)
    words = due_headline(due, following, filters).replace(f" {len(due)} 个", "")
    if following == as_of.year:
        return Point(f"{len(due)} 个", words)
    return Point(f"{len(due)} 个", f"下一次：{words}（{as_of.year}年没有）")


def _plaque_point(shown: Plan, has_milestones: bool) -> Point:
    """For carriers without a milestone to come."""
    past = f"{len(shown.milestones)} 个节点都已到期，不等于已完成" if len(shown.milestones) else "没有节点"
    sought, held = ((shown.plaques["status"] == status).sum() for status in (SOUGHT, HELD))
    words = ("计划争取的牌子", held and f"已有 {held} 块", has_milestones and past)
    return Point(f"{sought} 块", "；".join(filter(None, words)))


def _area_point(shown: Plan, filters: Filters, by_industry: bool) -> Point:
    facts = shown.meta.facts
    words = f"{'所选' if filters.active else ''} {len(shown.carriers)} 个载体".strip()
    by, rest, group = (
        ("industry", facts.unlisted_industry, facts.industry_group) if by_industry else ("name", "", "各载体")
    )
    largest = area_headline(area_by(shown.carriers, by), by, rest, group, filters)
    return Point(area_text(shown_sum(shown.carriers["area"])), f"{words}；{largest}")


def to_settle(whole: Plan, shown: Plan, targets: pd.DataFrame | None = None) -> pd.DataFrame:
    """``what``, ``words``: what the plan leaves open, so that a meeting has to settle it. Gaps and readings are those
    of the ``whole`` plan's targets (``target_gaps``, where the caller has them); plaques without a year and findings
    are of ``shown``."""
    targets = list((target_gaps(whole) if targets is None else targets).itertuples())
    rows = [
        (
            f"{_name(row)}{gap_words(row)}",
            f"目标 {target_words(row)}，{_asked(row)}",
        )
        for row in targets
        if row.verdict == GAP
    ]
    rows += [
        (
            f"“{row.by}年前”怎么读",
            f"{_name(row)}：读作{row.by}年底前已覆盖，"
            f"读作{row.by}年以前缺 {area_text(row.gap_before, unit=False)} {row.unit}",
        )
        for row in targets
        if row.readings_differ
    ]
    rows += _undated(shown)
    rows += _open_findings(whole, shown)
    return pd.DataFrame(rows, columns=["what", "words"])


def _asked(row: NamedTuple) -> str:
    if not row.scheduled:
        return "方案没有安排：由谁争取、哪一年"
    return f"方案安排 {area_text(row.scheduled, unit=False)} {row.unit}：其余由谁争取、哪一年"


def _undated(shown: Plan) -> list[tuple[str, str]]:
    plaques = shown.plaques[(shown.plaques["status"] == SOUGHT) & shown.plaques["year"].isna()]
    if plaques.empty:
        return []
    names = dict(zip(shown.carriers["carrier_id"], shown.carriers["name"], strict=True))
    words = [
        f"{short(names[carrier_id])}的{'、'.join(group['level'] + group['type'])}"
        for carrier_id, group in plaques.groupby("carrier_id", sort=False)
    ]
    more = f"等 {len(words)} 个载体" if len(words) > _MOST_NAMED else ""
    return [(f"{len(plaques)} 块牌子{UNDATED}", f"{'；'.join(words[:_MOST_NAMED])}{more}：定在哪一年")]


def _open_findings(whole: Plan, shown: Plan) -> list[tuple[str, str]]:
    findings = findings_shown(whole.findings, shown.carriers)
    findings = findings[findings["severity"] == HINT]
    names = dict(zip(whole.carriers["carrier_id"], whole.carriers["name"], strict=True))
    rows = []
    for code in _TO_SETTLE:
        found = findings[findings["code"] == code]
        if len(found):
            concerned = list(dict.fromkeys(short(names[carrier_id]) for carrier_id in found["carrier_id"]))
            more = f"等 {len(concerned)} 个" if len(concerned) > _MOST_NAMED else ""
            whom = "、".join(concerned[:_MOST_NAMED]) + more
            # The words of the notice that a message quotes are for the desk.
            rows.append((whom, found["message"].iloc[0].split("（正文")[0]))
    return rows
