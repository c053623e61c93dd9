"""产业面积 and 孵化链条."""

from collections.abc import Iterator

import pandas as pd

from analytics import Plan, area_by, area_cross, area_text
from analytics.headlines import area_headline, cross_headline
from dashboard.charts.area_bars import build_area_bars, describe_area, in_order
from dashboard.charts.stage_dots import build_stage_dots, describe_stages
from dashboard.selection import Selection

from .view import BLANK, Build, Room, View, carrier_names, in_parts, labels

_MOST_NAMED = 3
"""More carriers with a second stage are counted, not named."""


def area_table(plan: Plan) -> pd.DataFrame:
    """``area_by`` industry in the order of the bars, with a column for each annex: its area, NaN where it has none."""
    carriers = plan.carriers
    table = in_order(area_by(carriers, "industry"), "industry", plan.meta.facts.unlisted_industry)
    parts = area_cross(carriers, "industry", "annex")
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


def area_views(selection: Selection, room: Room) -> Iterator[View]:
    shown, facts = selection.shown, selection.whole.meta.facts
    table = area_table(shown)
    crossed = area_cross(shown.carriers, "industry", "annex")
    carriers = carriers_by_industry(shown)
    sentence = area_headline(
        area_by(shown.carriers, "industry"), "industry", facts.unlisted_industry, facts.industry_group
    )
    pages = in_parts(list(table["industry"]), room.bars)
    for names in pages:
        page = table[table["industry"].isin(names)]
        yield View(
            conclusion=sentence,
            headings=labels("industry", "carrier_id", "name", "area", "stage", "positioning", "leads"),
            rows=[
                (
                    row.industry,
                    row.carrier_id,
                    row.name,
                    area_text(row.area, unit=False),
                    "、兼".join([row.stage, *row.other_stages]),
                    row.positioning or BLANK,
                    "、".join(row.leads),
                )
                for row in carriers[carriers["industry"].isin(names)].itertuples()
            ],
            table=page,
            build=_area_builder(selection, page, crossed) if len(page) else None,
            alt=f"{sentence}。{describe_area(page, 'industry')}",
            notes=("面积按载体相加，不按节点；没有填面积的不计入合计，也不当作 0。",),
        )


def _area_builder(selection: Selection, table: pd.DataFrame, crossed: pd.DataFrame) -> Build:
    meta = selection.whole.meta
    return lambda scale, palette: build_area_bars(
        table,
        crossed,
        "industry",
        filter_name=None,
        groups={annex.number: annex.group for annex in meta.annexes},
        rest=meta.facts.unlisted_industry,
        scale=scale,
        palette=palette,
    )


def stage_views(selection: Selection, room: Room) -> Iterator[View]:
    carriers, facts = selection.shown.carriers, selection.whole.meta.facts
    table = area_cross(carriers, "industry", "stage")
    sentence = cross_headline(table, "industry", "stage")
    names = list(area_table(selection.shown)["industry"])
    stages = list(dict.fromkeys((*selection.whole.meta.stages, *carriers["stage"])))
    second = [f"{row.name}兼{'、'.join(row.other_stages)}" for row in carriers.itertuples() if row.other_stages]
    if len(second) > _MOST_NAMED:
        second = [f"另有 {len(second)} 个载体兼别的环节，见产业面积的表"]
    pages = in_parts(names, room.stages)
    for industries in pages:
        page = table[table["industry"].isin(industries)]
        page = page.sort_values(
            ["industry", "stage"],
            key=lambda column, order=industries: column.map((order if column.name == "industry" else stages).index),
        ).reset_index(drop=True)
        yield View(
            conclusion=sentence,
            headings=(*labels("industry", "stage", "count", "area"), "载体"),
            rows=[
                (
                    row.industry,
                    row.stage,
                    str(row.count),
                    area_text(row.area, unit=False),
                    carrier_names(carriers[(carriers["industry"] == row.industry) & (carriers["stage"] == row.stage)]),
                )
                for row in page.itertuples()
            ],
            table=page,
            build=_stage_builder(page, industries, stages, facts.unlisted_industry) if len(page) else None,
            alt=f"{sentence}。{describe_stages(page)}",
            notes=(f"面积只计在孵化定位写的第一个环节。{'；'.join(second)}{'。' if second else ''}",),
        )


def _stage_builder(table: pd.DataFrame, industries: list[str], stages: list[str], rest: str) -> Build:
    return lambda scale, palette: build_stage_dots(table, industries, stages, rest=rest, scale=scale, palette=palette)
