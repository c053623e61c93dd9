"""Figures that a meeting asks for and no mark says: ratio, average, ends, who seeks most, what comes late."""

import pandas as pd

from .area import area_text, exact_sum
from .headlines import short
from .plan import Plan
from .plaques import SOUGHT

_MOST_NAMED = 3


def area_figures(shown: Plan) -> str:
    """Ratio of the annexes' areas, average, largest and smallest of the carriers shown that have an area (万m²);
    "" for fewer than two of them."""
    filled = shown.carriers[shown.carriers["area"].notna()]
    if len(filled) < 2:
        return ""
    sums = [
        (annex.group, exact_sum(filled.loc[filled["annex"] == annex.number, "area"])) for annex in shown.meta.annexes
    ]
    parts = []
    if len(sums) == 2 and all(area for _, area in sums):
        (first, before), (second, added) = sums
        ratio = f"{area_text(before, unit=False)}:{area_text(added, unit=False)}"
        parts.append(f"{first}:{second}＝{ratio}（1:{added / before:.1f}）")
    average = f"{exact_sum(filled['area']) / len(filled):.2f}"
    parts.append(f"平均每个载体 {average} 万m²")
    for word, area in (("最大", filled["area"].max()), ("最小", filled["area"].min())):
        parts.append(f"{word} {_names(filled[filled['area'] == area]['name'])} {area_text(area)}")
    return "；".join(parts) + "。"


def seeking_figures(shown: Plan) -> str:
    """Which carriers seek most plaques, and how many are sought after the target year; "" where none is sought."""
    sought = shown.plaques[shown.plaques["status"] == SOUGHT]
    if sought.empty:
        return ""
    counts = sought["carrier_id"].value_counts()
    most = shown.carriers[shown.carriers["carrier_id"].isin(counts[counts == counts.max()].index)]["name"]
    year = shown.meta.target_year
    later = int((sought["year"] > year).sum())
    parts = (
        [f"争取最多的是{_names(most)}，{'各 ' if len(most) > 1 else ''}{counts.max()} 块"] if len(counts) > 1 else []
    )
    if shown.meta.targets:
        parts.append(f"{year}年以后争取的 {later} 块" if later else f"没有排在{year}年以后的")
    return "；".join(parts) + "。" if parts else ""


def _names(names: pd.Series) -> str:
    if len(names) > _MOST_NAMED:
        return f"（{len(names)} 个并列）"
    return "、".join(short(name) for name in names)
