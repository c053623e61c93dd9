"""Which item of the plan a row of a progress file speaks of (progress.md §1): never guessed, nearest words offered."""

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from ..dates import read_span
from ..meta import PlanMeta
from ..plan import Plan
from ..plaques import HELD, SOUGHT, plaque_of
from ..timeline import plaques_by_task
from ..words import comparable
from .words import BEYOND_PLAN, CARRIER, HELD_PLAQUE, INDICATOR, PLAQUE, SOUGHT_PLAQUE, TASK

WHOLE_CARRIER = "载体"
"""What stands in 事项 where a row speaks of the carrier as such."""

COUNTED_MEASURES = ("plaques", "plaqued_carriers")
"""Targets of these measures are counted from the reports on plaques, never from a number somebody gives."""

_QUOTES = re.compile("[\"'“”‘’„‟「」『』《》〈〉`´]")
_OFFERED = 3


@dataclass(frozen=True)
class Item:
    """What a row speaks of; ``kind`` is one of ``words``, "" where nothing in the plan is meant (对不上).

    ``step`` is the milestone's (0 for a carrier's own task, and for a plaque that no milestone brings), ``brings`` how
    many plaques that milestone brings. ``level`` and ``type`` say the plaque, ``planned`` what the plan says of it;
    ``if_confirmed`` is the level and type that it counts as once ``[[plaques.equals]]`` is confirmed, ``indicator`` the
    target's id, ``deadline`` the milestone's last day (NaT for none).
    """

    kind: str
    carrier_id: str = ""
    step: int = 0
    brings: int = 0
    level: str = ""
    type: str = ""
    planned: str = BEYOND_PLAN
    if_confirmed: tuple[str, str] = ("", "")
    indicator: str = ""
    deadline: pd.Timestamp = pd.NaT
    departments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mismatch:
    """Why a row meets no item: ``ambiguous`` where several are meant (错误); ``nearest`` are printed words."""

    column: str
    message: str
    nearest: tuple[str, ...] = ()
    ambiguous: bool = False
    carrier_id: str = ""


@dataclass
class PlanItems:
    """All that the rows of progress files can speak of, by comparable words."""

    meta: PlanMeta
    names: dict[str, list[str]]
    carrier_names: dict[str, str]
    departments: dict[str, tuple[str, ...]]
    tasks: dict[str, list[tuple[str, str, str, Item]]] = field(default_factory=lambda: defaultdict(list))
    plaques: dict[tuple[str, str, str], Item] = field(default_factory=dict)
    indicators: dict[str, Item] = field(default_factory=dict)


def words_key(text: str) -> str:
    """``text`` for comparing: without quotes, width, blanks and a full stop at its end."""
    return _QUOTES.sub("", comparable(text)).rstrip("。.;；").casefold()


def plan_items(plan: Plan) -> PlanItems:
    """The items of the whole ``plan`` (a filtered one would call planned plaques 计划外)."""
    names: dict[str, list[str]] = defaultdict(list)
    departments = {}
    for carrier in plan.carriers.itertuples():
        names[words_key(carrier.name)].append(carrier.carrier_id)
        departments[carrier.carrier_id] = (*carrier.leads, *carrier.guides)
    carrier_names = dict(zip(plan.carriers["carrier_id"], plan.carriers["name"], strict=True))
    items = PlanItems(plan.meta, names, carrier_names, departments)
    _add_tasks(items, plan)
    _add_plaques(items, plan)
    for target in plan.meta.targets:
        reporters = (target.department,) if target.department else ()
        items.indicators[words_key(target.label)] = Item(INDICATOR, indicator=target.id, departments=reporters)
    return items


def _add_tasks(items: PlanItems, plan: Plan) -> None:
    brought = plaques_by_task(plan.plaques)
    for task in plan.milestones.itertuples():
        item = Item(
            TASK,
            task.carrier_id,
            step=task.step,
            brings=len(brought.get((task.carrier_id, task.row), ())),
            deadline=task.end,
            departments=items.departments[task.carrier_id],
        )
        items.tasks[task.carrier_id].append((words_key(task.task), task.deadline_text, task.task, item))
    for carrier in plan.carriers[plan.carriers["task"] != ""].itertuples():
        item = Item(TASK, carrier.carrier_id, departments=items.departments[carrier.carrier_id])
        items.tasks[carrier.carrier_id].append((words_key(carrier.task), "", carrier.task, item))


def _add_plaques(items: PlanItems, plan: Plan) -> None:
    brought = plaques_by_task(plan.plaques)
    milestones = {(task.carrier_id, task.row): task for task in plan.milestones.itertuples()}
    guides = {kind.name: kind.guide for kind in plan.meta.plaque_types}
    for plaque in plan.plaques.itertuples():
        by_task = plaque.status == SOUGHT and plaque.origin != "column"
        milestone = milestones.get((plaque.carrier_id, plaque.row)) if by_task else None
        items.plaques[plaque.carrier_id, plaque.level, plaque.type] = Item(
            PLAQUE,
            plaque.carrier_id,
            step=milestone.step if milestone else 0,
            brings=len(brought[plaque.carrier_id, plaque.row]) if milestone else 0,
            level=plaque.level,
            type=plaque.type,
            planned=HELD_PLAQUE if plaque.status == HELD else SOUGHT_PLAQUE,
            deadline=milestone.end if milestone else pd.NaT,
            departments=(*items.departments[plaque.carrier_id], guides[plaque.type]),
        )


def match_item(items: PlanItems, carrier: str, item: str, deadline: str, awarded: date | None) -> Item | Mismatch:
    """The item that 载体名称, 事项 and 完成时限 name. ``awarded`` is the day from which a plaque is reported: a name of
    ``[[plaques.equals]]`` counts from its ``since`` only."""
    key = words_key(item)
    if not carrier:
        found = items.indicators.get(key)
        if found:
            return found
        labels = [target.label for target in items.meta.targets]
        message = "没有写载体名称，事项也不是方案目标里的指标"
        return Mismatch("carrier_text", message, _nearest(item, labels))
    ids = _carriers(items, carrier)
    if not ids:
        if key in items.indicators:
            return items.indicators[key]
        message = "方案里没有这个载体"
        return Mismatch("carrier_text", message, _nearest(carrier, items.carrier_names.values()))
    found = [match for carrier_id in ids for match in _items_of(items, carrier_id, item, deadline, awarded)]
    if len(found) == 1:
        return found[0]
    if len(found) > 1:
        return Mismatch("item_text", _why_several(found, deadline), ambiguous=True)
    if key in items.indicators:
        return items.indicators[key]
    message = "这个载体没有这项任务，也认不出是哪块牌子"
    return Mismatch("item_text", message, _nearest(item, _printed_items(items, ids)), carrier_id=ids[0])


def _carriers(items: PlanItems, text: str) -> list[str]:
    """Carriers called ``text``, or the one with that number: ``2-08``."""
    number = re.fullmatch(r"([0-9]+)-([0-9]+)", comparable(text))
    carrier_id = f"{number[1]}-{int(number[2]):02d}" if number else comparable(text)
    if carrier_id in items.carrier_names:
        return [carrier_id]
    return items.names.get(words_key(text), [])


def _items_of(items: PlanItems, carrier_id: str, text: str, deadline: str, awarded: date | None) -> list[Item]:
    """What ``text`` can mean at one carrier: tasks so worded, told apart by their deadline; a plaque; the carrier."""
    key = words_key(text)
    tasks = [(printed, item) for task, printed, _, item in items.tasks[carrier_id] if task == key]
    if len(tasks) > 1:
        tasks = [(printed, item) for printed, item in tasks if _same_deadline(printed, deadline)] or tasks
    if tasks:
        return [item for _, item in tasks]
    if key == words_key(WHOLE_CARRIER):
        return [Item(CARRIER, carrier_id, departments=items.departments[carrier_id])]
    plaque = _plaque(items, carrier_id, text, awarded)
    return [plaque] if plaque else []


def _same_deadline(printed: str, written: str) -> bool:
    if words_key(printed) == words_key(written):
        return bool(written)
    span = read_span(written)
    return span is not None and span == read_span(printed)


def _plaque(items: PlanItems, carrier_id: str, text: str, awarded: date | None) -> Item | None:
    """The plaque called ``text``: as the plan lists it, beyond the plan, or a name of ``[[plaques.equals]]``."""
    plaque = plaque_of(text, items.meta)
    if plaque is None:
        equal = next((equal for equal in items.meta.equals if words_key(equal.name) == words_key(text)), None)
        if equal is None:
            return None
        counts = awarded is None or awarded >= equal.since
        if not (equal.confirmed and counts):
            beside = (equal.level, equal.type) if counts else ("", "")
            departments = items.departments[carrier_id]
            return Item(PLAQUE, carrier_id, type=equal.name, if_confirmed=beside, departments=departments)
        plaque = (equal.level, equal.type)
    if (carrier_id, *plaque) in items.plaques:
        return items.plaques[carrier_id, *plaque]
    guide = next(kind.guide for kind in items.meta.plaque_types if kind.name == plaque[1])
    departments = (*items.departments[carrier_id], guide)
    return Item(PLAQUE, carrier_id, level=plaque[0], type=plaque[1], departments=departments)


def _why_several(found: list[Item], deadline: str) -> str:
    if len({item.carrier_id for item in found}) > 1:
        return f"有 {len(found)} 个载体叫这个名称，都有这一事项，认不出是哪一个"
    deadline_words = f"完成时限“{deadline}”分不清" if deadline else "没有写完成时限"
    return f"这个载体有 {len(found)} 项同样的任务，{deadline_words}是哪一项"


def _printed_items(items: PlanItems, ids: Iterable[str]) -> list[str]:
    tasks = [printed for carrier_id in ids for _, _, printed, _ in items.tasks[carrier_id]]
    plaques = [level + kind for carrier_id, level, kind in items.plaques if carrier_id in ids]
    return [*tasks, *plaques]


def _nearest(text: str, printed: Iterable[str]) -> tuple[str, ...]:
    keys = {words_key(words): words for words in printed}
    close = difflib.get_close_matches(words_key(text)[:200], keys, n=_OFFERED, cutoff=0.3)
    return tuple(keys[key] for key in close)
