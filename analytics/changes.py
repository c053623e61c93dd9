"""What differs between two plans: carriers and rows added, removed, changed, and the totals before and after.

A plausible slip (a dropped digit) breaks no rule; the list of changes is where it shows (inputs.md).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from .area import area_text, exact_sum
from .columns import LABELS
from .plan import Plan
from .plaques import HELD, SOUGHT

_CARRIER_FIELDS = ("name", "area", "operator", "owner", "leads", "guides", "positioning", "plaque_text", "task")
_FRAMES = {
    "carriers": ("载体", ("carrier_id",), _CARRIER_FIELDS),
    "milestones": ("节点", ("carrier_id", "step"), ("task", "deadline_text")),
}
"""What is compared: what a row is called, what it is told apart by, its cells."""
_REPORT_PLACE = ("file", "carrier_text", "item_text", "deadline_text")
_REPORT_FIELDS = (
    "status_text",
    "value_text",
    "date_text",
    "evidence",
    "progress",
    "problems",
    "adjusted_text",
    "department",
    "as_of_text",
)
REPORT = "填报"
REPORT_FILE = "进展文件"


@dataclass(frozen=True)
class Change:
    """One difference: ``what`` is 载体, 节点, 填报 or 进展文件, ``kind`` 新增, 删除 or 修改, which has a ``column``."""

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
            return place if self.what == "载体" else f"{place}：{self.after or self.before}"
        return f"{place}：{self.column}“{self.before}” → “{self.after}”"


def compare(old: Plan, new: Plan) -> tuple[Change, ...]:
    """The changes from plan ``old`` to plan ``new``, carriers matched by annex and 序号, milestones by their step,
    reports by their file and item."""
    return (*_changes_in("carriers", old, new), *_changes_in("milestones", old, new), *report_changes(old, new))


def report_changes(old: Plan, new: Plan) -> tuple[Change, ...]:
    """The progress files that came and went, then every report that came, changed or went, one ``Change`` each."""
    before, after = _reports(old), _reports(new)
    were, are = (dict(plan.reports["file"].value_counts(sort=False)) for plan in (old, new))
    came = [Change("新增", REPORT_FILE, "", file, "", "", f"{are[file]} 条填报") for file in are if file not in were]
    gone = [Change("删除", REPORT_FILE, "", file, "", f"{were[file]} 条填报", "") for file in were if file not in are]
    changes = came + gone
    for place in [*before, *(place for place in after if place not in before)]:
        was, now = before.get(place), after.get(place)
        if was is None or now is None:
            kind, column = ("新增" if was is None else "删除"), ""
        elif was[1] != now[1]:
            kind, column = "修改", REPORT
        else:
            continue
        name = " ".join(part for part in place[1:3] if part)
        cells = (was[1] if was else "", now[1] if now else "")
        changes.append(Change(kind, REPORT, (now or was)[0], name, column, *cells))
    return tuple(changes)


def _reports(plan: Plan) -> dict[tuple, tuple[str, str]]:
    """Place of each report (file, item and its how-manieth there) → its carrier and its cells in words."""
    found: dict[tuple, tuple[str, str]] = {}
    times: dict[tuple, int] = {}
    for report in plan.reports.itertuples():
        place = tuple(getattr(report, name) for name in _REPORT_PLACE)
        times[place] = times.get(place, 0) + 1
        cells = [(LABELS[name], getattr(report, name)) for name in _REPORT_FIELDS]
        words = "，".join(f"{label}：{cell}" for label, cell in cells if cell)
        found[*place, times[place]] = (report.carrier_id, words)
    return found


def missing_since(before: Plan, after: Plan) -> str:
    """What ``after`` lacks of ``before`` where it has nothing else, as a filtered download put back as the whole does:
    ``附件1：比上一版少 7 个载体（10→3），像是筛选后下载的``; "" otherwise (inputs.md row 65)."""
    parts = []
    for annex, table in after.tables.items():
        was, now = (
            [_entries(plan, annex, column) for column in ("carriers", "milestones")] for plan in (before, after)
        )
        gone = [len(old - new) for old, new in zip(was, now, strict=True)]
        if not any(gone) or any(new - old for old, new in zip(was, now, strict=True)):
            continue
        counts = [
            f"{lost} 个{what}（{len(old)}→{len(new)}）"
            for lost, what, old, new in zip(gone, ("载体", "节点"), was, now, strict=True)
            if lost
        ]
        likely = "，像是筛选后下载的" if sum(gone) > 1 else ""
        parts.append(f"{table.shape.title}：比上一版少 {'、'.join(counts)}{likely}")
    return "；".join(parts)


def _entries(plan: Plan, annex: int, frame: str) -> set[tuple[str, ...]]:
    """The carriers, or the milestones, of an annex as printed; a filter by year gives milestones other steps."""
    carriers = plan.carriers[plan.carriers["annex"] == annex]
    if frame == "carriers":
        fields = [name for name in _CARRIER_FIELDS if name in carriers]
        return set(zip(*(carriers[name].map(_text) for name in fields), strict=True))
    names = carriers.set_index("carrier_id")["name"]
    steps = plan.milestones[plan.milestones["carrier_id"].isin(names.index)]
    return set(zip(steps["carrier_id"].map(names), steps["task"], steps["deadline_text"], strict=True))


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


def _changes_in(frame: str, old: Plan, new: Plan) -> Iterator[Change]:
    """What came, what went and what changed in the ``carriers`` or the ``milestones``."""
    what, keys, fields = _FRAMES[frame]
    before, after = (_cells(getattr(plan, frame), keys, fields) for plan in (old, new))
    names = _names(old) | _names(new)
    for kind, of, others in (("新增", after, before), ("删除", before, after)):
        for key, cells in of.items():
            if key not in others:
                words = "" if frame == "carriers" else " ".join(reversed(cells))
                both = ("", words) if kind == "新增" else (words, "")
                yield Change(kind, what, key[0], names[key[0]], "", *both)
    for key in (key for key in before if key in after):
        for field, was, now in zip(fields, map(_text, before[key]), map(_text, after[key]), strict=True):
            if was != now:
                step = "".join(map(str, key[1:]))
                yield Change("修改", f"{what}{step}", key[0], names[key[0]], LABELS[field], was, now)


def _names(plan: Plan) -> dict[str, str]:
    return dict(zip(plan.carriers["carrier_id"], plan.carriers["name"], strict=True))


def _cells(frame: pd.DataFrame, keys: tuple[str, ...], fields: tuple[str, ...]) -> dict:
    """Of each row its cells by its key: to ask a frame for each single one takes minutes for thousands of rows."""
    columns = (zip(*(frame[name] for name in names), strict=True) for names in (keys, fields))
    return dict(zip(*columns, strict=True))
