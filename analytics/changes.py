"""What differs between two plans: carriers and rows added, removed, changed, and the totals before and after.

A plausible slip (a dropped digit) breaks no rule; the list of changes is where it shows (inputs.md).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd

from .area import area_text, exact_sum
from .columns import LABELS
from .plan import Plan
from .plaques import HELD, SOUGHT

_CARRIER_FIELDS = ("name", "area", "operator", "owner", "leads", "guides", "positioning", "plaque_text", "task")
_MILESTONE_FIELDS = ("task", "deadline_text")


@dataclass(frozen=True)
class Change:
    """One difference: ``what`` is 载体 or 节点, ``kind`` 新增, 删除 or 修改; ``column`` only for 修改."""

    kind: str
    what: str
    carrier_id: str
    name: str
    column: str
    before: str
    after: str

    def sentence(self) -> str:
        """修改 载体 2-08 元石国际：面积（万m²）“3.8” → “3.6”."""
        place = f"{self.kind}{self.what} {self.carrier_id} {self.name}"
        if not self.column:
            return f"{place}：{self.after or self.before}" if self.what == "节点" else place
        return f"{place}：{self.column}“{self.before}” → “{self.after}”"


def compare(old: Plan, new: Plan) -> tuple[Change, ...]:
    """The changes from plan ``old`` to plan ``new``, carriers matched by annex and 序号, milestones by their step."""
    return (*_carrier_changes(old, new), *_milestone_changes(old, new))


def totals(plan: Plan) -> dict[str, str]:
    """The totals that 本次变化 sets side by side, in words."""
    status = plan.plaques["status"]
    return {
        "载体": f"{len(plan.carriers)} 个",
        "面积": area_text(exact_sum(plan.carriers["area"])),
        "节点": f"{len(plan.milestones)} 个",
        "已有牌子": f"{int((status == HELD).sum())} 块",
        "争取牌子": f"{int((status == SOUGHT).sum())} 块",
    }


def _text(cell: object) -> str:
    if isinstance(cell, tuple):
        return "、".join(cell)
    if isinstance(cell, float):
        return area_text(cell, unit=False)
    return str(cell)


def _carrier_changes(old: Plan, new: Plan) -> Iterator[Change]:
    before, after = (plan.carriers.set_index("carrier_id", drop=False) for plan in (old, new))
    names = {**before["name"], **after["name"]}
    yield from _come_and_gone(before.index, after.index, lambda carrier_id: ("载体", carrier_id, names[carrier_id], ""))
    for carrier_id in before.index.intersection(after.index, sort=False):
        for field in _CARRIER_FIELDS:
            was, now = _text(before.at[carrier_id, field]), _text(after.at[carrier_id, field])
            if was != now:
                yield Change("修改", "载体", carrier_id, names[carrier_id], LABELS[field], was, now)


def _milestone_changes(old: Plan, new: Plan) -> Iterator[Change]:
    before, after = (plan.milestones.set_index(["carrier_id", "step"]) for plan in (old, new))
    names = {**old.carriers.set_index("carrier_id")["name"], **new.carriers.set_index("carrier_id")["name"]}
    tasks = {**_tasks(before), **_tasks(after)}
    yield from _come_and_gone(before.index, after.index, lambda key: ("节点", key[0], names[key[0]], tasks[key]))
    for key in before.index.intersection(after.index, sort=False):
        for field in _MILESTONE_FIELDS:
            was, now = before.at[key, field], after.at[key, field]
            if was != now:
                yield Change("修改", f"节点{key[1]}", key[0], names[key[0]], LABELS[field], was, now)


def _tasks(milestones: pd.DataFrame) -> dict:
    return {key: f"{row.deadline_text} {row.task}" for key, row in milestones.iterrows()}


def _come_and_gone(
    before: pd.Index, after: pd.Index, describe: Callable[[object], tuple[str, str, str, str]]
) -> Iterator[Change]:
    for key in after.difference(before, sort=False):
        what, carrier_id, name, words = describe(key)
        yield Change("新增", what, carrier_id, name, "", "", words)
    for key in before.difference(after, sort=False):
        what, carrier_id, name, words = describe(key)
        yield Change("删除", what, carrier_id, name, "", words, "")
