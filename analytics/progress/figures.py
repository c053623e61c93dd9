"""The figures of progress that every page takes from here (progress.md §3): the denominator is what is due."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from ..area import exact_sum
from ..plan import Plan
from .history import by_item, item_of, reports_until
from .states import (
    DISPUTED,
    DONE_STATES,
    DONE_UNDATED,
    GIVEN_UP,
    LATE,
    NO_REPORT,
    ON_TIME,
    OVERDUE,
    UNREPORTED,
    carrier_states,
    milestone_states,
    plaque_states,
)
from .words import HELD_PLAQUE, NO_LONGER_SOUGHT, REFUSED, SOUGHT_PLAQUE, TASK


@dataclass(frozen=True)
class ProgressFigures:
    """Counts on a day, of what is shown.

    Milestones whose deadline is past: ``due`` = ``reported`` + ``unreported``; ``done`` (``evidenced`` of them with
    依据) = ``on_time`` + ``late`` + ``undated``; ``overdue`` are reported as not done, ``given_up`` with 依据,
    ``disputed`` not counted as done; these four and ``unreported`` sum to ``due``. ``early`` (``early_evidenced`` of
    them with 依据) are done before they are due, beside. Plaques: ``gained`` and ``lost`` with 依据, ``refused``
    (未获得, 不再争取), ``sought_unreported``, ``held_unreported``. Carriers that stopped or withdrew stay in every
    total: ``gone``, ``gone_area`` (万m²).
    ``first`` and ``last`` are the 截至日期 of the reports that count, None where there are none.
    """

    due: int
    reported: int
    done: int
    evidenced: int
    on_time: int
    late: int
    undated: int
    overdue: int
    unreported: int
    given_up: int
    disputed: int
    early: int
    early_evidenced: int
    gained: int
    lost: int
    refused: int
    sought_unreported: int
    held_unreported: int
    gone: int
    gone_area: float
    first: date | None
    last: date | None


def progress_figures(plan: Plan, as_of: date) -> ProgressFigures:
    """The figures of ``plan`` (whole or filtered) on the day ``as_of``, from reports for days up to it."""
    milestones = milestone_states(plan, as_of)
    due = milestones[milestones["due"]]
    counts = due["state"].value_counts()
    done = due["state"].isin(DONE_STATES)
    early = milestones[~milestones["due"] & milestones["state"].isin(DONE_STATES)]
    plaques = plaque_states(plan, as_of)
    unreported = plaques["state"] == NO_REPORT
    carriers = carrier_states(plan, as_of)
    gone = plan.carriers[plan.carriers["carrier_id"].isin(carriers.loc[carriers["gone"], "carrier_id"])]
    days = _counting_days(plan, as_of)
    return ProgressFigures(
        due=len(due),
        reported=len(due) - int(counts.get(UNREPORTED, 0)),
        done=int(done.sum()),
        evidenced=int((done & (due["evidence"] != "")).sum()),
        on_time=int(counts.get(ON_TIME, 0)),
        late=int(counts.get(LATE, 0)),
        undated=int(counts.get(DONE_UNDATED, 0)),
        overdue=int(counts.get(OVERDUE, 0)),
        unreported=int(counts.get(UNREPORTED, 0)),
        given_up=int(counts.get(GIVEN_UP, 0)),
        disputed=int(counts.get(DISPUTED, 0)),
        early=len(early),
        early_evidenced=int((early["evidence"] != "").sum()),
        gained=int(plaques["gained"].sum()),
        lost=int(plaques["lost"].sum()),
        refused=int(plaques["state"].isin([REFUSED, NO_LONGER_SOUGHT]).sum()),
        sought_unreported=int((unreported & (plaques["planned"] == SOUGHT_PLAQUE)).sum()),
        held_unreported=int((unreported & (plaques["planned"] == HELD_PLAQUE)).sum()),
        gone=len(gone),
        gone_area=exact_sum(gone["area"]),
        first=min(days, default=None),
        last=max(days, default=None),
    )


def has_reports(plan: Plan, as_of: date | None = None) -> bool:
    """Whether any report meets an item of ``plan`` up to ``as_of`` (None: all): without one nothing new is shown."""
    return not _of_shown(plan, reports_until(plan, as_of)).empty


def _of_shown(plan: Plan, reports: pd.DataFrame) -> pd.DataFrame:
    """Of ``reports`` those on a milestone, plaque or carrier that ``plan`` shows, or on an indicator."""
    milestones = set(zip(plan.milestones["carrier_id"], plan.milestones["step"], strict=True))
    plaques = set(zip(plan.plaques["carrier_id"], plan.plaques["level"], plan.plaques["type"], strict=True))
    carriers = {"", *plan.carriers["carrier_id"]}
    shown = [
        report.carrier_id in carriers
        and (report.kind != TASK or not report.step or (report.carrier_id, report.step) in milestones)
        and (not report.planned or (report.carrier_id, report.level, report.type) in plaques)
        for report in reports.itertuples()
    ]
    return reports[pd.Series(shown, index=reports.index, dtype=bool)]


def _counting_days(plan: Plan, as_of: date) -> list[date]:
    """The 截至日期 of the report that counts on each item."""
    items = by_item(_of_shown(plan, reports_until(plan, as_of)), item_of)
    return [reports[-1].as_of.date() for reports in items.values()]


def progress_by_lead(plan: Plan, as_of: date) -> pd.DataFrame:
    """A row for each lead department: ``lead``, ``milestones``, ``due``, ``done``, ``evidenced``, ``overdue``,
    ``unreported``, ``last`` (latest 截至日期 of a report on its carriers, NaT for none); most unreported first.

    A carrier with two leads counts for both, so the rows can sum to more than ``progress_figures``.
    """
    leads = plan.carriers[["carrier_id", "leads"]]
    of_tasks = plan.milestones[["carrier_id", "step", "leads"]]
    states = milestone_states(plan, as_of).merge(of_tasks, on=["carrier_id", "step"]).explode("leads")
    done = states["due"] & states["state"].isin(DONE_STATES)
    states = states.assign(
        done=done,
        evidenced=done & (states["evidence"] != ""),
        overdue=states["state"] == OVERDUE,
        unreported=states["state"] == UNREPORTED,
    )
    counted = ["due", "done", "evidenced", "overdue", "unreported"]
    groups = states.groupby("leads", sort=False)
    table = groups[counted].sum().assign(milestones=groups.size())
    table = table.reindex(dict.fromkeys(leads["leads"].explode().dropna()), fill_value=0)
    reports = _of_shown(plan, reports_until(plan, as_of)).merge(leads, on="carrier_id").explode("leads")
    table["last"] = reports.groupby("leads")["as_of"].max().reindex(table.index)
    table = table.rename_axis("lead").reset_index()
    order = ["unreported", "overdue", "due"]
    return table.sort_values(order, ascending=False, kind="stable").reset_index(drop=True)


def outstanding(plan: Plan, as_of: date, states: tuple[str, ...] = (UNREPORTED,)) -> pd.DataFrame:
    """The milestones that are in one of ``states`` (``UNREPORTED``: 未报送清单, ``OVERDUE``: 到期未完成清单), a row for
    each lead department: ``lead``, ``carrier_id``, ``name``, ``task``, ``deadline_text``, ``state``, ``flags``, and of
    the last report ``word``, ``as_of``, ``department``, ``progress``, ``problems`` (blank for none); by department."""
    carriers = plan.carriers[["carrier_id", "name"]]
    found = milestone_states(plan, as_of)
    found = found[found["state"].isin(states)]
    tasks = plan.milestones[["carrier_id", "step", "task", "leads", "deadline_text", "end"]]
    found = found.merge(tasks, on=["carrier_id", "step"]).merge(carriers, on="carrier_id").explode("leads")
    order = {lead: place for place, lead in enumerate(progress_by_lead(plan, as_of)["lead"])}
    found = found.assign(place=found["leads"].map(order)).sort_values(["place", "end"], kind="stable")
    columns = ["lead", "carrier_id", "name", "task", "deadline_text", "state", "flags"]
    columns += ["word", "as_of", "department", "progress", "problems"]
    return found.rename(columns={"leads": "lead"})[columns].reset_index(drop=True)


def unreported_plaques(plan: Plan, as_of: date) -> pd.DataFrame:
    """The plaques of which nothing is reported, a row for each lead department: ``lead``, ``carrier_id``, ``name``,
    ``level``, ``type``, ``planned``. Those held stand as 年份所列，之后未报."""
    plaques = plaque_states(plan, as_of)
    plaques = plaques[plaques["state"] == NO_REPORT]
    carriers = plan.carriers[["carrier_id", "name", "leads"]]
    found = plaques.merge(carriers, on="carrier_id").explode("leads").rename(columns={"leads": "lead"})
    return found[["lead", "carrier_id", "name", "level", "type", "planned"]].reset_index(drop=True)


@dataclass(frozen=True)
class Cumulative:
    """Milestones planned and reported done over time, from ``cumulative``.

    ``planned`` and ``done``: a row for each day on which the number rises, ``day`` and ``count``; ``done`` ends at
    ``last``, the latest 截至日期 (no flat line on to today), ``evidenced`` of them with 依据. What has no place on the
    line: ``undated`` are done without a day, ``unreported`` are due and unreported.
    """

    planned: pd.DataFrame
    done: pd.DataFrame
    evidenced: int
    undated: int
    unreported: int
    last: date | None


def cumulative(plan: Plan, as_of: date) -> Cumulative:
    """Planned deadlines and reported completions of ``plan``, each summed up over time (§4, 时间轴).

    A completion of which only the month or year is known stands at its end.
    """
    states = milestone_states(plan, as_of)
    done = states[states["state"].isin(DONE_STATES)]
    dated = done[done["state"] != DONE_UNDATED]
    days = dated[["actual_last", "as_of"]].min(axis=1)
    return Cumulative(
        planned=_summed_up(plan.milestones["end"]),
        done=_summed_up(days),
        evidenced=int((dated["evidence"] != "").sum()),
        undated=int((done["state"] == DONE_UNDATED).sum()),
        unreported=int((states["state"] == UNREPORTED).sum()),
        last=max(_counting_days(plan, as_of), default=None),
    )


def _summed_up(days: pd.Series) -> pd.DataFrame:
    counts = days.dropna().value_counts().sort_index().cumsum()
    return pd.DataFrame({"day": counts.index, "count": counts.to_numpy()})


def awards(plan: Plan, as_of: date | None) -> pd.DataFrame:
    """The plaques won with 依据 and a date, oldest first: ``day`` (the last that the date can mean), ``carrier_id``,
    ``level``, ``type``, ``planned``, ``late`` (after the year of the targets: 期限后), ``evidence``."""
    plaques = plaque_states(plan, as_of)
    won = plaques[plaques["gained"] & plaques["awarded_first"].notna()]
    won = won.assign(day=won["awarded_last"], late=won["awarded_first"].dt.year > plan.meta.target_year)
    columns = ["day", "carrier_id", "level", "type", "planned", "late", "award_evidence"]
    won = won.sort_values("day", kind="stable")[columns].rename(columns={"award_evidence": "evidence"})
    return won.reset_index(drop=True)
