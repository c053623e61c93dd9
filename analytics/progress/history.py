"""The reports on one item: which of them counts on a day, and whether they contradict each other (progress.md §2)."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from datetime import date
from typing import Any

import pandas as pd

from ..plan import Plan

Report = Any
"""A row of ``plan.reports`` as ``itertuples`` gives it."""


def reports_until(plan: Plan, as_of: date | None) -> pd.DataFrame:
    """The reports that meet an item of the plan and speak for a day up to ``as_of`` (None: all), oldest first."""
    reports = plan.reports[plan.reports["kind"] != ""]
    if as_of is not None:
        reports = reports[reports["as_of"] <= pd.Timestamp(as_of)]
    return reports.sort_values("as_of", kind="stable")


def by_item(reports: pd.DataFrame, key: Callable[[Report], Hashable]) -> dict[Hashable, list[Report]]:
    """``key`` of a report → the reports with that key, in the order given."""
    found: dict[Hashable, list[Report]] = defaultdict(list)
    for report in reports.itertuples():
        found[key(report)].append(report)
    return found


def item_of(report: Report) -> tuple:
    """What a report speaks of, for ``by_item``; an indicator's values for different days are a series, not one item."""
    return (report.kind, report.carrier_id, report.step, report.level, report.type, report.indicator)


def last_day(reports: Sequence[Report]) -> list[Report]:
    """Those with the latest 截至日期: they count, the others are history. ``reports`` are oldest first."""
    return [report for report in reports if report.as_of == reports[-1].as_of]


def best(reports: Sequence[Report]) -> Report:
    """Of reports that say the same, the one that says most: with 依据, then with a date, then the last read."""
    return max(reversed(reports), key=lambda report: (bool(report.evidence), pd.notna(report.actual_first)))


def first_said(reports: Sequence[Report], status: str) -> pd.Timestamp:
    """The 截至日期 of the first report that said ``status``."""
    return next(report.as_of for report in reports if report.status == status)
