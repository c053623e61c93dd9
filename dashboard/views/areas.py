"""产业面积 and 孵化链条; on 产业面积, also what stands in no direction."""

from collections.abc import Iterator

import pandas as pd

from analytics import Plan
from analytics.area import rest_of
from analytics.columns import AREA_UNIT, LABELS
from analytics.contents import contents_of
from analytics.headlines import area_headline, count_headline, cross_headline, total_headline
from analytics.stated import area_figures
from dashboard.charts.area_bars import build_area_bars, describe_area, in_order
from dashboard.charts.stage_dots import build_stage_dots, describe_stages
from dashboard.facts import areas_across, areas_by
from dashboard.selection import Selection

from .view import (
    Build,
    Listing,
    PageRows,
    View,
    annexes_text,
    carrier_names,
    labelled,
    page_parts,
    present,
    subtitle,
)

DIMENSIONS = {name: LABELS[name] for name in ("industry", "stage", "leads", "operator", "owner")}
"""What the areas can be shown by, and its name."""

MEASURES = {"area": "面积", "count": "载体数"}
"""What can be shown of a dimension, and its name."""

_UNITS = {"area": AREA_UNIT, "count": "个"}
_FILTERS = {
    "industry": "industry",
    "stage": "stage",
    "leads": "lead",
    "operator": "operator",
    "owner": "owner",
}
_MOST_NAMED = 3
"""More carriers with a second stage are counted, not named."""


def area_table(plan: Plan) -> pd.DataFrame:
    """``area_by`` industry in the order of the bars, with a column for each annex: its area, NaN where it has none."""
    table = in_order(areas_by(plan, "industry"), "industry", plan.meta.facts.unlisted_industry)
    parts = areas_across(plan, "industry", "annex")
    for annex in plan.meta.annexes:
        areas = parts[parts["annex"] == annex.number].set_index("industry")["area"]
        table[annex.number] = table["industry"].map(areas).astype(float)
    return table


def carriers_by_industry(plan: Plan) -> pd.DataFrame:
    """The carriers in the order of the bars, the largest first within each."""
    order = list(area_table(plan)["industry"])
    return plan.carriers.sort_values(
        ["industry", "area"],
        key=lambda column: column.map(order.index) if column.name == "industry" else -column,
        kind="stable",
    ).reset_index(drop=True)


def all_stages(carriers: pd.DataFrame) -> list[str]:
    """For each of ``carriers`` its stage with those that it has beside it: ``创业苗圃、兼孵化器``."""
    return [
        "、兼".join([stage, *others]) for stage, others in zip(carriers["stage"], carriers["other_stages"], strict=True)
    ]


def area_views(selection: Selection, page_rows: PageRows, by: str = "", measure: str = "area") -> Iterator[View]:
    """Bars of ``measure`` (of MEASURES) by a dimension (of DIMENSIONS; "": the first that the plan has), the largest
    first, what is in none last."""
    by_choice = bool(by) and by != "industry"
    by = by or next(iter(dimensions_of(selection.whole)))
    shown, facts = selection.shown, selection.whole.meta.facts
    of_industry = by == "industry"
    rest = rest_of(shown.carriers, by, facts.unlisted_industry)
    sums = areas_by(shown, by)
    group = facts.industry_group if of_industry else f"各{_called(by)}"
    headline = area_headline if measure == "area" else count_headline
    sentence = headline(sums, by, rest, group, selection.filters)
    table = area_table(shown) if of_industry else sums
    if measure == "count":
        table = table.sort_values(["count", "area"], ascending=False, kind="stable")
    table = in_order(table, by, rest)
    several = by == "leads" and (shown.carriers["leads"].map(len) > 1).any()
    crossed = areas_across(shown, by, "annex")
    pages, cut = page_parts(list(table[by]), page_rows.bars, page_rows)
    for names in pages:
        page = table[table[by].isin(names)].reset_index(drop=True)
        yield View(
            conclusion=sentence,
            subtitle=subtitle(
                f"{MEASURES[measure]}（{_UNITS[measure]}）", f"按{_called(by)}", annexes_text(selection, _column(by))
            ),
            table=page,
            listing=_area_lister(shown, None if page_rows.one_page or not of_industry else names),
            build=_area_builder(selection, page, crossed, by, measure, rest) if len(page) else None,
            alt=f"{sentence}。{describe_area(page, by)}",
            notes=present(
                area_figures(shown),
                "面积按载体相加，不按节点；没有填面积的不计入合计，也不当作 0。"
                if len(page) and measure == "area"
                else "",
                "有两个以上牵头部门的载体，各部门都计，各条相加大于合计。" if several else "",
                cut,
            ),
            clicks=by in _FILTERS,
            keeps=(_FILTERS[by],) if by in _FILTERS else (),
            picture="area" if of_industry else "area_rows",
            title="" if not by_choice and measure == "area" else f"{_called(by)}{MEASURES[measure]}",
        )


def dimensions_of(plan: Plan) -> dict[str, str]:
    """Those of DIMENSIONS that ``plan`` has; the carriers themselves where it has no other."""
    has, carriers = contents_of(plan), plan.carriers
    there = {
        "industry": has.industries,
        "stage": has.stages,
        "leads": has.leads,
        "operator": bool((carriers["operator"] != "").any()),
        "owner": bool((carriers["owner"] != "").any()),
    }
    return {name: words for name, words in DIMENSIONS.items() if there[name]} or {"name": "载体"}


def _column(by: str) -> str:
    """The column of the annexes that a dimension is read from."""
    return "positioning" if by in ("industry", "stage") else by


def _called(by: str) -> str:
    """What a dimension is called in a sentence."""
    return {"name": "载体"}.get(by, LABELS[by])


def _area_lister(plan: Plan, industries: list[str] | None):
    def listing() -> Listing:
        carriers = carriers_by_industry(plan)
        if industries is not None:
            carriers = carriers[carriers["industry"].isin(industries)]
        columns = labelled("industry", "carrier_id", "name", "area", "stage", "positioning", "leads")
        return Listing(carriers.assign(stage=all_stages(carriers)), columns)

    return listing


def _area_builder(
    selection: Selection, table: pd.DataFrame, crossed: pd.DataFrame, by: str, measure: str, rest: str
) -> Build:
    return lambda scale, palette: build_area_bars(
        table,
        crossed,
        by,
        filter_name=_FILTERS.get(by),
        groups={annex.number: annex.group for annex in selection.whole.meta.annexes},
        rest=rest,
        measure=measure,
        scale=scale,
        palette=palette,
    )


def stage_views(selection: Selection, page_rows: PageRows) -> Iterator[View]:
    """Dots of area by direction and stage; rows in the order of the bars, stages along the chain."""
    shown, facts = selection.shown, selection.whole.meta.facts
    carriers = shown.carriers
    table = areas_across(shown, "industry", "stage")
    sentence = cross_headline(table, "industry", "stage", selection.filters)
    names = list(in_order(areas_by(shown, "industry"), "industry", facts.unlisted_industry)["industry"])
    stages = list(dict.fromkeys((*selection.whole.meta.stages, *carriers["stage"])))
    pages, cut = page_parts(names, page_rows.stages, page_rows)
    for industries in pages:
        page = table[table["industry"].isin(industries)]
        page = page.sort_values(
            ["industry", "stage"],
            key=lambda column, order=industries: column.map((order if column.name == "industry" else stages).index),
        ).reset_index(drop=True)
        yield View(
            conclusion=sentence,
            subtitle=subtitle(f"面积（{AREA_UNIT}）", "按产业方向和孵化环节", annexes_text(selection, "positioning")),
            table=page,
            listing=_stage_lister(carriers, table if page_rows.one_page else page),
            build=_stage_builder(page, industries, stages, facts.unlisted_industry) if len(page) else None,
            alt=f"{sentence}。{describe_stages(page)}",
            notes=present(_second_stages(carriers) if len(page) else "", cut),
            clicks=True,
            keeps=("industry", "stage"),
            picture="stages",
        )


def _second_stages(carriers: pd.DataFrame) -> str:
    """Whose area counts in the first of several stages only."""
    several = carriers[carriers["other_stages"].map(len) > 0]
    named = [f"{row.name}兼{'、'.join(row.other_stages)}" for row in several.itertuples()]
    if len(named) > _MOST_NAMED:
        named = [f"{len(named)} 个载体兼别的环节，见产业面积的表"]
    return f"面积只计在孵化定位写的第一个环节。{'；'.join(named)}{'。' if named else ''}"


def _stage_lister(carriers: pd.DataFrame, table: pd.DataFrame):
    def listing() -> Listing:
        names = [
            carrier_names(carriers[(carriers["industry"] == row.industry) & (carriers["stage"] == row.stage)])
            for row in table.itertuples()
        ]
        return Listing(table.assign(names=names), labelled("industry", "stage", "count", "area", names="载体"))

    return listing


def _stage_builder(table: pd.DataFrame, industries: list[str], stages: list[str], rest: str) -> Build:
    return lambda scale, palette: build_stage_dots(table, industries, stages, rest=rest, scale=scale, palette=palette)


def unlisted_views(selection: Selection, page_rows: PageRows) -> Iterator[View]:
    """What stands in no direction, by its 孵化定位: nothing is dropped, nothing forced into a direction."""
    name = selection.whole.meta.facts.unlisted_industry
    unlisted = selection.shown.carriers[selection.shown.carriers["industry"] == name]
    if unlisted.empty:
        return
    table = unlisted.sort_values("area", ascending=False, kind="stable").reset_index(drop=True)
    yield View(
        conclusion=f"{name}：{total_headline(table, selection.filters)}",
        subtitle=subtitle(f"面积（{AREA_UNIT}）", "按载体", annexes_text(selection, "positioning")),
        table=table,
        listing=lambda: Listing(table, labelled("positioning", "name", "area", "leads")),
    )
