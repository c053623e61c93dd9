"""Facts that several views say, worked out once for what is looked at (docs/speed.md).

A plan is known by its identity, and the same filters leave the same plan (dashboard/selection.py). The tables are
shared: whoever needs another one makes it of them and leaves them as they are.
"""

from functools import lru_cache

import pandas as pd

from analytics import (
    Plan,
    area_by,
    area_cross,
    departments_of,
    due_by_lead,
    due_by_year,
    due_in,
    filter_options,
    plaque_matrix,
    target_gaps,
    timeline,
)
from analytics.annex_rows import annex_rows

_MOST = 64

options_of = lru_cache(_MOST)(filter_options)
names_of_departments = lru_cache(_MOST)(departments_of)
gaps_of = lru_cache(_MOST)(target_gaps)
milestones_of = lru_cache(_MOST)(timeline)
due_in_year = lru_cache(_MOST)(due_in)
due_each_year = lru_cache(_MOST)(due_by_year)
plaques_of_carriers = lru_cache(_MOST)(plaque_matrix)
due_of_leads = lru_cache(_MOST)(due_by_lead)


@lru_cache(_MOST)
def areas_by(plan: Plan, by: str) -> pd.DataFrame:
    """``area_by`` of the carriers of ``plan``."""
    return area_by(plan.carriers, by)


@lru_cache(_MOST)
def areas_across(plan: Plan, by: str, across: str) -> pd.DataFrame:
    """``area_cross`` of the carriers of ``plan``."""
    return area_cross(plan.carriers, by, across)


@lru_cache(_MOST)
def count_of_rows(plan: Plan, annex: int) -> int:
    """How many rows of the file of ``annex`` the carriers and milestones of ``plan`` take."""
    _, rows = annex_rows(plan, annex)
    return len(rows)
