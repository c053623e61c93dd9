"""Area (万m²) and number of carriers by any dimension; sums are exact decimals (domain.md §2)."""

from collections.abc import Iterable
from decimal import Decimal

import pandas as pd

from .columns import ANNEX_SHAPES, AREA_UNIT, BLANK_AREA, BLANK_DEPARTMENT, LABELS, NO_STAGE

DIMENSIONS = ("industry", "stage", "leads", "guides", "annex", "operator", "owner", "level", "name")
"""What areas can be summed by; ``leads`` and ``guides`` count a carrier once for each of its departments."""


PARTIAL = ("operator", "owner")
"""A carrier has an operator (annex 1) or an owner (annex 2): those of the other annex stand in a row of their own."""


def exact_sum(areas: Iterable[float]) -> float:
    """Sum of areas (万m²) without float noise: 14.72, not 14.719999…; blanks (NaN) are left out."""
    return float(sum((Decimal(repr(float(area))) for area in areas if not pd.isna(area)), Decimal(0)))


def shown_sum(areas: pd.Series) -> float:
    """``exact_sum``; NaN (未填) where there are carriers and none of them has an area, since blanks are never 0."""
    return exact_sum(areas) if areas.empty or areas.notna().any() else float("nan")


def area_text(area: float | None, unit: bool = True) -> str:
    """An area as people read it: ``12.8 万m²``; 未填 where there is none, never 0."""
    if area is None or pd.isna(area):
        return BLANK_AREA
    number = f"{Decimal(repr(float(area))).normalize():f}"
    return f"{number} {AREA_UNIT}" if unit else number


def rest_of(carriers: pd.DataFrame, by: str, unlisted: str) -> str:
    """What the row of ``carriers`` that ``by`` does not cover is called: ``unlisted`` for the industry, 未列环节,
    （未填） for a department; ``附件1 不列物业业主`` where their annex has no such column, else ``未填物业业主``."""
    if by in PARTIAL:
        without = carriers.loc[carriers[by] == "", "annex"].unique()
        if all(not ANNEX_SHAPES[annex].header(by) for annex in without):
            return f"附件{'、'.join(map(str, sorted(without)))} 不列{LABELS[by]}"
        return f"未填{LABELS[by]}"
    return {"industry": unlisted, "stage": NO_STAGE}.get(by, BLANK_DEPARTMENT)


def _sums(carriers: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    for column in by:
        if column in ("leads", "guides"):
            carriers = carriers.explode(column)
    for column in set(by) & set(PARTIAL):
        carriers = carriers.assign(**{column: carriers[column].replace("", rest_of(carriers, column, ""))})
    groups = carriers.groupby(by, sort=False)
    return pd.DataFrame(
        {
            "count": groups["carrier_id"].count(),
            "area": groups["area"].agg(shown_sum).astype(float),
            "blank": groups["area"].agg(lambda areas: int(areas.isna().sum())).astype(int),
        }
    ).reset_index()


def area_by(carriers: pd.DataFrame, by: str) -> pd.DataFrame:
    """``by``, ``count``, ``area`` (万m², NaN where none is filled in), ``share`` (of the shown total, 0–1), ``blank``
    (carriers without an area), largest area first. ``by`` is one of ``DIMENSIONS``; raises ValueError otherwise."""
    if by not in DIMENSIONS:
        raise ValueError(f"不能按“{by}”汇总，可用：{'、'.join(DIMENSIONS)}")
    table = _sums(carriers, [by])
    total = exact_sum(carriers["area"])
    table["share"] = table["area"] / total if total else float("nan")
    table = table.sort_values(["area", "count"], ascending=False, kind="stable").reset_index(drop=True)
    return table[[by, "count", "area", "share", "blank"]]


def area_cross(carriers: pd.DataFrame, by: str, across: str) -> pd.DataFrame:
    """``by``, ``across``, ``count``, ``area`` (万m²), ``blank``: one row for each pair that occurs."""
    return _sums(carriers, [by, across])
