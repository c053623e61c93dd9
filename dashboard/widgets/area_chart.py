"""Area or number of carriers by a dimension: the chart of 总览 and 产业面积."""

from functools import lru_cache

from analytics import area_by, area_cross
from analytics.columns import LABELS
from analytics.headlines import area_headline, count_headline
from dashboard.charts.area_bars import build_area_bars, describe_area

from .charts import Picture, first_rows, show_picture
from .view import View

DIMENSIONS = {name: LABELS[name] for name in ("industry", "stage", "leads", "operator", "owner")}
"""What the areas can be shown by, and its name on screen."""

_FILTERS = {"industry": "industry", "stage": "stage", "leads": "lead"}


def area_chart(view: View, by: str, key: str, measure: str = "area") -> None:
    """Conclusion and bars of ``measure`` (area in 万m², or count) by ``by``; a click filters where a filter fits."""
    show_picture(view, _picture(view, by, measure), key)


@lru_cache(maxsize=32)
def _picture(view: View, by: str, measure: str) -> Picture:
    table = area_by(view.shown.carriers, by)
    rest = view.plan.meta.facts.unlisted_industry if by == "industry" else ""
    group = view.plan.meta.facts.industry_group if by == "industry" else f"各{DIMENSIONS[by]}"
    sentence = area_headline(table, by, rest, group) if measure == "area" else count_headline(table, by, rest)
    if table.empty:
        return Picture(sentence)
    drawn, note = first_rows(view, table, by)
    figure = build_area_bars(
        drawn,
        area_cross(view.shown.carriers, by, "annex"),
        by,
        filter_name=_FILTERS.get(by),
        groups={annex.number: annex.group for annex in view.plan.meta.annexes},
        rest=rest,
        measure=measure,
        scale=view.scale,
    )
    alt = f"{sentence}。{describe_area(table, by)}"
    return Picture(sentence, figure, alt, f"{DIMENSIONS[by]}面积", clicks=by in _FILTERS, note=note)
