"""The rows that a department fills in (progress.md §5): its own, open ones first, the last report beside each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pandas as pd

from ..columns import PROGRESS_COLUMNS
from ..guard import csv_bytes
from ..plan import Plan
from ..timeline import plaques_by_task
from .history import best, by_item, item_of, last_day, reports_until
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


_Entry = tuple[tuple[str, str, str], tuple, dict]
"""载体名称, 事项 and 完成时限 as printed; the item (``history.item_of``); what else its row has."""


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
    entries: list[_Entry] = []
    if not own.empty:
        entries = [*_tasks(plan, own, today), *_plaques(plan, own, today), *_carriers(own)]
    elif not guided.empty:
        types = {kind.name for kind in plan.meta.plaque_types if kind.guide == department}
        entries = [*_plaques(plan, guided, today, types)]
    entries += _indicators(plan, {department, department if not (own.empty and guided.empty) else ""})
    rows = [_row(*entry, department, today, reports) for entry in entries]
    return tuple(sorted(rows, key=lambda row: row.rank))


def template_csv(plan: Plan, department: str, today: date) -> bytes:
    """The template of ``department`` as CSV: UTF-8 with BOM, CRLF; put back untouched it reports nothing."""
    headings = [*(column.header for column in PROGRESS_COLUMNS), *LAST_HEADINGS]
    return csv_bytes([headings, *((*row.cells, *row.last) for row in template_rows(plan, department, today))])


def _row(
    printed: tuple[str, str, str], key: tuple, more: dict, department: str, today: date, reports: dict
) -> TemplateRow:
    carrier, item, deadline = printed
    filled = {
        "carrier_text": carrier,
        "item_text": item,
        "deadline_text": deadline,
        "department": department,
        "as_of_text": today.isoformat(),
    }
    last = ("", "", "")
    if found := reports.get(key):
        report = best(last_day(found))
        state = report.status or report.value_text
        last = (f"{state} {report.date_text}".strip(), report.as_of.date().isoformat(), report.evidence)
    cells = tuple(filled.get(column.name, "") for column in PROGRESS_COLUMNS)
    return TemplateRow(cells, last=last, **{"words": words_for(key[0])} | more)


def _tasks(plan: Plan, carriers: pd.DataFrame, today: date) -> Iterator[_Entry]:
    names = dict(zip(carriers["carrier_id"], carriers["name"], strict=True))
    brings = plaques_by_task(plan.plaques)
    states = milestone_states(plan, today)
    for task, state, due in zip(plan.milestones.itertuples(), states["state"], states["due"], strict=True):
        if task.carrier_id in names and (task.carrier_id, task.row) not in brings:
            rank = _CLOSED if state in (*DONE_STATES, GIVEN_UP) else _OPEN if due else _TO_COME
            printed = (names[task.carrier_id], task.task, task.deadline_text)
            key = (TASK, task.carrier_id, task.step, "", "", "")
            yield printed, key, {"rank": rank}
    for carrier in carriers[carriers["task"] != ""].itertuples():
        printed, key = (carrier.name, carrier.task, ""), (TASK, carrier.carrier_id, 0, "", "", "")
        yield printed, key, {"rank": _STANDING}


def _plaques(plan: Plan, carriers: pd.DataFrame, today: date, types: set[str] | None = None) -> Iterator[_Entry]:
    names = dict(zip(carriers["carrier_id"], carriers["name"], strict=True))
    deadlines = {(task.carrier_id, task.row): task for task in plan.milestones.itertuples()}
    rows = {(row.carrier_id, row.level, row.type): row for row in plan.plaques.itertuples() if row.origin != "column"}
    for plaque in plaque_states(plan, today).itertuples():
        if plaque.carrier_id not in names or (types and plaque.type not in types):
            continue
        dated = rows.get((plaque.carrier_id, plaque.level, plaque.type))
        task = deadlines.get((plaque.carrier_id, dated.row)) if dated else None
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
        printed = (names[plaque.carrier_id], plaque.level + plaque.type, task.deadline_text if task is not None else "")
        key = (PLAQUE, plaque.carrier_id, step, plaque.level, plaque.type, "")
        yield printed, key, {"words": words, "rank": rank}


def _carriers(carriers: pd.DataFrame) -> Iterator[_Entry]:
    for carrier in carriers.itertuples():
        printed, key = (carrier.name, WHOLE_CARRIER, ""), (CARRIER, carrier.carrier_id, 0, "", "", "")
        yield printed, key, {"rank": _STANDING}


def _indicators(plan: Plan, answering: set[str]) -> Iterator[_Entry]:
    for target in plan.meta.targets:
        if target.department in answering and target.measure not in COUNTED_MEASURES:
            printed, key = ("", target.label, ""), (INDICATOR, "", 0, "", "", target.id)
            yield printed, key, {"unit": target.unit, "rank": _STANDING}
