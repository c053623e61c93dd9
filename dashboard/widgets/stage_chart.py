"""Direction × stage, and the parts of what is in no direction."""

from functools import lru_cache

import pandas as pd

from analytics import area_by, area_cross, area_text, shown_sum
from analytics.headlines import cross_headline
from dashboard.charts.area_bars import in_order
from dashboard.charts.stage_dots import build_stage_dots, describe_stages

from .charts import Picture, conclusion, show_picture
from .tables import show_table
from .view import View

_MOST_NAMED = 10


def stage_chart(view: View, key: str) -> None:
    """Conclusion and dots of area by direction and stage; rows in the order of the bars, stages along the chain."""
    show_picture(view, _picture(view), key)


@lru_cache(maxsize=32)
def _picture(view: View) -> Picture:
    carriers = view.shown.carriers
    table = area_cross(carriers, "industry", "stage")
    sentence = cross_headline(table, "industry", "stage")
    rest = view.plan.meta.facts.unlisted_industry
    industries = list(in_order(area_by(carriers, "industry"), "industry", rest)["industry"])
    stages = list(dict.fromkeys((*view.plan.meta.stages, *carriers["stage"])))
    figure = build_stage_dots(table, industries, stages, rest=rest, scale=view.scale)
    alt = f"{sentence}。{describe_stages(table)}"
    return Picture(
        f"产业方向与孵化环节：{sentence}", figure, alt, "产业方向与孵化环节", note=other_stages_note(carriers)
    )


def other_stages_note(carriers: pd.DataFrame) -> str:
    """Whose area counts in the first of several stages only."""
    several = carriers[carriers["other_stages"].map(len) > 0]
    if several.empty:
        return ""
    named = [f"{row.name}兼{'、'.join(row.other_stages)}" for row in several.head(_MOST_NAMED).itertuples()]
    more = f"等 {len(several)} 个" if len(several) > _MOST_NAMED else ""
    return f"面积只计在孵化定位写的第一个环节。{'；'.join(named)}{more}。"


def unlisted_parts(view: View) -> None:
    """What stands in no direction, by its 孵化定位: nothing is dropped, nothing forced into a direction."""
    name = view.plan.meta.facts.unlisted_industry
    unlisted = view.shown.carriers[view.shown.carriers["industry"] == name]
    if unlisted.empty:
        return
    sentence = f"{name}：{len(unlisted)} 个载体，{area_text(shown_sum(unlisted['area']))}"
    conclusion(view, sentence)
    unlisted = unlisted.sort_values("area", ascending=False, kind="stable").reset_index(drop=True)
    show_table(unlisted, ["positioning", "name", "area", "leads"], "unlisted", sentence)
