"""The rows that a department fills in (progress.md §5): its own, open ones first, the last report beside each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pandas as pd

from ..columns import PROGRESS_COLUMNS
from ..guard import csv_bytes
from ..plan import Plan
from ..timeline import plaques_by_task
from .history import Report, best, by_item, item_of, last_day, reports_until
from .matching import COUNTED_MEASURES, WHOLE_CARRIER
from .states import DONE_STATES, GIVEN_UP, milestone_states, plaque_states
from .words import (
    AWARDED,
    CARRIER,
    HELD_PLAQUE,
    HELD_WORDS,
    INDICATOR,
    LOST,
    NO_LONGER_SOUGHT,
    PLAQUE,
    SOUGHT_WORDS,
    TASK,
    VALID,
    words_for,
)

LAST_HEADINGS = ("上次状态", "上次截至", "上次依据")
"""Columns behind those of a progress file: what was reported last. The reader keeps them and looks at none."""

_OPEN, _TO_COME, _STANDING, _CLOSED = range(4)
"""The order of the rows: due and not done, not yet due, what merely goes on, what is done."""


@dataclass(frozen=True)
class TemplateRow:
    """A row to fill: ``cells`` in the order of ``PROGRESS_COLUMNS``, ``words`` its 状态 can be (() for an indicator,
    which takes a number in ``unit``), ``last`` the last report in the order of ``LAST_HEADINGS``."""

    cells: tuple[str, ...]
    words: tuple[str, ...]
    last: tuple[str, ...]
    unit: str = ""
    rank: int = _OPEN


def template_rows(plan: Plan, department: str, today: date) -> tuple[TemplateRow, ...]:
    """The rows of ``department``, with ``today`` as 截至日期: the tasks, plaques and carriers it leads, and its
    indicators. A milestone that brings plaques has no row, its plaques do.

    A department that leads no carrier gets the plaques that it guides; one that does not guide either, the indicators
    for which the plan names nobody.
    """
    reports = by_item(reports_until(plan, today), item_of)
    own, guided = (
        plan.carriers[plan.carriers[column].map(lambda departments: department in departments).astype(bool)]
        for column in ("leads", "guides")
    )
    rows: list[TemplateRow] = []
    if not own.empty:
        rows += _tasks(plan, own, department, today, reports)
        rows += _plaques(plan, own, department, today, reports)
        rows += _carriers(own, department, today, reports)
    elif not guided.empty:
        types = {kind.name for kind in plan.meta.plaque_types if kind.guide == department}
        rows += _plaques(plan, guided, department, today, reports, types)
    answers_for = department if not (own.empty and guided.empty) else ""
    rows += _indicators(plan, department, {department, answers_for}, today, reports)
    return tuple(sorted(rows, key=lambda row: row.rank))


def template_csv(plan: Plan, department: str, today: date) -> bytes:
    """The template of ``department`` as CSV: UTF-8 with BOM, CRLF; put back untouched it reports nothing."""
    headings = [*(column.header for column in PROGRESS_COLUMNS), *LAST_HEADINGS]
    return csv_bytes([headings, *((*row.cells, *row.last) for row in template_rows(plan, department, today))])


def _row(
    carrier: str, item: str, deadline: str, department: str, today: date, found: list[Report], **more: object
) -> TemplateRow:
    filled = {
        "carrier_text": carrier,
        "item_text": item,
        "deadline_text": deadline,
        "department": department,
        "as_of_text": today.isoformat(),
    }
    last = ("", "", "")
    if found:
        report = best(last_day(found))
        state = report.status or report.value_text
        last = (f"{state} {report.date_text}".strip(), report.as_of.date().isoformat(), report.evidence)
    return TemplateRow(tuple(filled.get(column.name, "") for column in PROGRESS_COLUMNS), last=last, **more)


def _tasks(plan: Plan, carriers: pd.DataFrame, department: str, today: date, reports: dict) -> Iterator[TemplateRow]:
    names = dict(zip(carriers["carrier_id"], carriers["name"], strict=True))
    brings = plaques_by_task(plan.plaques)
    states = milestone_states(plan, today)
    for task, state, due in zip(plan.milestones.itertuples(), states["state"], states["due"], strict=True):
        if task.carrier_id in names and (task.carrier_id, task.row) not in brings:
            rank = _CLOSED if state in (*DONE_STATES, GIVEN_UP) else _OPEN if due else _TO_COME
            found = reports.get((TASK, task.carrier_id, task.step, "", "", ""), [])
            place = (names[task.carrier_id], task.task, task.deadline_text)
            yield _row(*place, department, today, found, words=words_for(TASK), rank=rank)
    for carrier in carriers[carriers["task"] != ""].itertuples():
        found = reports.get((TASK, carrier.carrier_id, 0, "", "", ""), [])
        place = (carrier.name, carrier.task, "")
        yield _row(*place, department, today, found, words=words_for(TASK), rank=_STANDING)


def _plaques(
    plan: Plan, carriers: pd.DataFrame, department: str, today: date, reports: dict, types: set[str] | None = None
) -> Iterator[TemplateRow]:
    names = dict(zip(carriers["carrier_id"], carriers["name"], strict=True))
    deadlines = {(task.carrier_id, task.row): task for task in plan.milestones.itertuples()}
    rows = {(row.carrier_id, row.level, row.type): row for row in plan.plaques.itertuples() if row.origin != "column"}
    for plaque in plaque_states(plan, today).itertuples():
        if plaque.carrier_id not in names or (types and plaque.type not in types):
            continue
        key = (plaque.carrier_id, plaque.level, plaque.type)
        task = deadlines.get((plaque.carrier_id, rows[key].row)) if key in rows else None
        won = pd.notna(plaque.awarded_first) or plaque.state in (*HELD_WORDS, AWARDED)
        closed = plaque.state in (AWARDED, VALID, LOST, NO_LONGER_SOUGHT)
        if closed:
            rank = _CLOSED
        elif plaque.planned == HELD_PLAQUE:
            rank = _STANDING
        else:
            rank = _OPEN if task is not None and task.end < pd.Timestamp(today) else _TO_COME
        # One that was won can be lost; before that there is nothing to lose.
        words = HELD_WORDS if plaque.planned == HELD_PLAQUE else (*SOUGHT_WORDS, *HELD_WORDS) if won else SOUGHT_WORDS
        step = task.step if task is not None else 0
        found = reports.get((PLAQUE, plaque.carrier_id, step, plaque.level, plaque.type, ""), [])
        place = (names[plaque.carrier_id], plaque.level + plaque.type, task.deadline_text if task is not None else "")
        yield _row(*place, department, today, found, words=words, rank=rank)


def _carriers(carriers: pd.DataFrame, department: str, today: date, reports: dict) -> Iterator[TemplateRow]:
    for carrier in carriers.itertuples():
        found = reports.get((CARRIER, carrier.carrier_id, 0, "", "", ""), [])
        place = (carrier.name, WHOLE_CARRIER, "")
        yield _row(*place, department, today, found, words=words_for(CARRIER), rank=_STANDING)


def _indicators(plan: Plan, department: str, answering: set[str], today: date, reports: dict) -> Iterator[TemplateRow]:
    for target in plan.meta.targets:
        if target.department in answering and target.measure not in COUNTED_MEASURES:
            found = reports.get((INDICATOR, "", 0, "", "", target.id), [])
            place = ("", target.label, "")
            yield _row(*place, department, today, found, words=(), unit=target.unit, rank=_STANDING)
