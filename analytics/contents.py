"""What a plan has: pages, views, filters, cards and exports for anything else are not offered (inputs.md row 60)."""

import re
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from .columns import BLANK_DEPARTMENT, LABELS
from .plan import Plan


@dataclass(frozen=True)
class Contents:
    """Whether the plan says anything of each: ``names`` of carriers, ``areas``, ``positions`` (孵化定位), and the
    ``industries`` and ``stages`` that they are told apart by, ``plaques``, ``milestones`` (tasks of their own), their
    ``kinds`` and ``deadlines``, ``departments`` at all, those that lead (``leads``) or guide (``guides``), ``targets``,
    support ``measures``, the ``notice``, several ``annexes``."""

    names: bool
    areas: bool
    positions: bool
    industries: bool
    stages: bool
    plaques: bool
    milestones: bool
    kinds: bool
    deadlines: bool
    departments: bool
    leads: bool
    guides: bool
    targets: bool
    measures: bool
    notice: bool
    annexes: bool

    def has(self, *needs: str) -> bool:
        """Whether the plan has all of ``needs``, names of the fields."""
        return all(getattr(self, need) for need in needs)


@lru_cache(maxsize=16)
def contents_of(plan: Plan) -> Contents:
    """What there is in a whole ``plan``; of what a filter leaves, ask the plan it was taken from."""
    carriers, milestones, meta = plan.carriers, plan.milestones, plan.meta
    positioned = bool((carriers["positioning"] != "").any())
    leads, guides = _names_anybody(carriers["leads"]), _names_anybody(carriers["guides"])
    # A plan that speaks of plaques and lists none yet has the page that says so.
    lists_plaques = any("plaques" in table.matched.places for table in plan.tables.values())
    return Contents(
        names=bool(carriers["named"].any()),
        areas=bool(carriers["area"].notna().any()),
        positions=positioned,
        industries=bool(meta.industries) and positioned,
        stages=bool(meta.stages) and positioned,
        plaques=bool(meta.levels and meta.plaque_types) and (lists_plaques or not plan.plaques.empty),
        milestones=not milestones.empty,
        kinds=bool(meta.kinds),
        deadlines=bool(milestones["deadline_year"].notna().any()),
        departments=leads or guides or bool(meta.measures),
        leads=leads,
        guides=guides,
        targets=bool(meta.targets),
        measures=bool(meta.measures),
        notice=bool(plan.notice),
        annexes=len(plan.tables) > 1,
    )


def _names_anybody(departments: pd.Series) -> bool:
    return bool(departments.map(lambda names: names != (BLANK_DEPARTMENT,)).any())


def count_text(carriers: pd.DataFrame) -> str:
    """How many there are in words, tasks without a carrier's name apart: ``20 个载体``, ``3 个载体、12 项任务``."""
    named = int(carriers["named"].sum())
    tasks = len(carriers) - named
    parts = [f"{named} 个载体"] if named or not tasks else []
    return "、".join([*parts, *([f"{tasks} 项任务"] if tasks else [])])


_OF_TASKS = {LABELS["name"]: LABELS["task"], "个载体": "项任务", "载体": "任务"}
"""Our words for carriers, and those for the tasks of a plan that names none."""


def in_words_of(plan: Plan, text: str) -> str:
    """``text`` that speaks of carriers, of tasks where ``plan`` names no carrier; names in it stay as printed."""
    if contents_of(plan).names or "载体" not in text:
        return text
    return _spoken_of(plan).sub(lambda found: _OF_TASKS.get(found[0], found[0]), text)


@lru_cache(maxsize=16)
def _spoken_of(plan: Plan) -> re.Pattern[str]:
    """A name of the plan (also one that was cut) or one of our words."""
    names = {*plan.carriers["name"], *plan.carriers["leads"].explode().dropna()}
    names |= {name[:length] for name in names for length in (13, 9, 7)}
    names = sorted((name for name in names if "载体" in name and name not in _OF_TASKS), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, (*names, *_OF_TASKS))))
