"""Milestones as bars, their state against a date, and what is due in a year (domain.md §2, Milestone)."""

from collections import Counter
from datetime import date
from functools import lru_cache

import pandas as pd

from .plan import Plan
from .plaques import SOUGHT

PAST = "已到期"
THIS_YEAR = "本年到期"
FUTURE = "未到期"
NO_YEAR = "未定年份"
"""The states of a milestone. 已到期 is neither 逾期 nor 完成: without a reported status nobody knows."""


def with_bars(milestones: pd.DataFrame, issued: date | None) -> pd.DataFrame:
    """``milestones`` with ``start`` (datetime64) of their bars, which last to ``end``: the day after the carrier's last
    earlier end, the first on the issue date. Starts are derived, the annex gives none.

    A deadline that ended before the notice was issued, or where no day of issue is known, starts on 1 January of its
    year; NaT where there is no end.
    """
    ends = milestones[["carrier_id", "end"]].dropna().drop_duplicates().sort_values(["carrier_id", "end"])
    ends["above"] = ends.groupby("carrier_id")["end"].shift()
    earlier = milestones.merge(ends, how="left", on=["carrier_id", "end"])["above"].set_axis(milestones.index)
    first = milestones["end"].dt.to_period("Y").dt.start_time
    if issued is not None:
        first = first.mask(milestones["end"] >= pd.Timestamp(issued), pd.Timestamp(issued))
    starts = (earlier + pd.Timedelta(days=1)).fillna(first)
    return milestones.assign(start=starts.astype("datetime64[ns]"))


def _state_on(end: pd.Timestamp, as_of: date) -> str:
    """State, on the day ``as_of``, of a milestone due by the end of the day ``end`` (NaT = no year)."""
    if pd.isna(end):
        return NO_YEAR
    if end.date() < as_of:
        return PAST
    return THIS_YEAR if end.year == as_of.year else FUTURE


def plaques_by_task(plaques: pd.DataFrame) -> dict[tuple[str, int], list[str]]:
    """(carrier, file row) of each task that seeks plaques → those plaques in words.

    A plaque that stands in the column alone has its carrier's row, which is also that of its first milestone: no task.
    """
    words: dict[tuple[str, int], list[str]] = {}
    for plaque in plaques[(plaques["status"] == SOUGHT) & (plaques["origin"] != "column")].itertuples():
        words.setdefault((plaque.carrier_id, plaque.row), []).append(f"{plaque.level}{plaque.type}")
    return words


def timeline(plan: Plan, as_of: date) -> pd.DataFrame:
    """The plan's milestones with ``state``, the carrier's ``name`` and ``industry``, and ``plaques``
    (the plaques the milestone brings, "" if none)."""
    milestones = _told(plan)
    states = [_state_on(end, as_of) for end in milestones["end"]]
    milestones = milestones.copy()
    milestones.insert(milestones.columns.get_loc("plaques"), "state", states)
    return milestones


@lru_cache(maxsize=64)
def _told(plan: Plan) -> pd.DataFrame:
    """``timeline`` without ``state``, which alone is of a day; shared, so never to be changed."""
    words = plaques_by_task(plan.plaques)
    milestones = plan.milestones.merge(plan.carriers[["carrier_id", "name", "industry"]], on="carrier_id", how="left")
    keys = zip(milestones["carrier_id"], milestones["row"], strict=True)
    return milestones.assign(plaques=["、".join(words.get(key, ())) for key in keys])


def due_in(plan: Plan, year: int) -> pd.DataFrame:
    """The milestones due in ``year``, one row each, by lead department, the one with most first, with the
    columns of ``timeline`` but ``state``: that is one of a day."""
    milestones = _told(plan)
    due = milestones[milestones["deadline_year"] == year]
    most = -due.groupby("leads")["step"].transform("size")
    return (
        due.assign(_most=most)
        .sort_values(["_most", "leads"], kind="stable")
        .drop(columns="_most")
        .reset_index(drop=True)
    )


def due_by_year(plan: Plan) -> pd.DataFrame:
    """``year``, ``count`` of milestones due, ``plaques`` they bring: every year of the plan, also those with none, and
    any other year in which something is due."""
    deadlines = plan.milestones["deadline_year"]
    sought = plan.plaques[plan.plaques["status"] == SOUGHT]["year"]
    years = sorted({*plan.meta.years, *(int(year) for year in deadlines.dropna())})
    return pd.DataFrame(
        {
            "year": years,
            "count": [int((deadlines == year).sum()) for year in years],
            "plaques": [int((sought == year).sum()) for year in years],
        }
    )


_OF_LEADS = ("carrier_id", "row", "leads", "deadline_year")


def due_by_lead(plan: Plan) -> pd.DataFrame:
    """``lead``, ``year``, ``count`` of milestones due and ``plaques`` they bring, for each pair that occurs.

    Departments with the most milestones first; a task with two leads counts for both.
    """
    words, milestones = plaques_by_task(plan.plaques), plan.milestones
    counts, plaques = Counter(), Counter()
    for carrier_id, row, leads, year in zip(*(milestones[name] for name in _OF_LEADS), strict=True):
        for pair in [] if pd.isna(year) else [(lead, int(year)) for lead in leads]:
            counts[pair] += 1
            plaques[pair] += len(words.get((carrier_id, row), ()))
    total = Counter()
    for (lead, _), count in counts.items():
        total[lead] += count
    pairs = sorted(counts, key=lambda pair: (-total[pair[0]], *pair))
    rows = [(*pair, counts[pair], plaques[pair]) for pair in pairs]
    whole = {"year": int, "count": int, "plaques": int}
    return pd.DataFrame(rows, columns=["lead", *whole]).astype(whole)
