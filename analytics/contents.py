"""What a plan has: pages, views, filters, cards and exports for anything else are not offered (inputs.md row 60)."""

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from .columns import BLANK_DEPARTMENT
from .plan import Plan


@dataclass(frozen=True)
class Contents:
    """Whether the plan says anything of each: ``names`` of carriers, ``areas``, ``industries`` and ``stages`` that they
    are told apart by, ``plaques``, ``milestones`` (tasks of their own), their ``deadlines``, departments at all
    (``leads``) and those that guide (``guides``), ``targets``, support ``measures``, the ``notice``, several
    ``annexes``."""

    names: bool
    areas: bool
    industries: bool
    stages: bool
    plaques: bool
    milestones: bool
    deadlines: bool
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
    # A plan that speaks of plaques and lists none yet has the page that says so.
    lists_plaques = any("plaques" in table.matched.places for table in plan.tables.values())
    return Contents(
        names=bool(carriers["named"].any()),
        areas=bool(carriers["area"].notna().any()),
        industries=bool(meta.industries) and positioned,
        stages=bool(meta.stages) and positioned,
        plaques=bool(meta.levels and meta.plaque_types) and (lists_plaques or not plan.plaques.empty),
        milestones=not milestones.empty,
        deadlines=bool(milestones["deadline_year"].notna().any()),
        leads=_names_anybody(carriers["leads"]) or _names_anybody(carriers["guides"]) or bool(meta.measures),
        guides=_names_anybody(carriers["guides"]),
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
