"""The first and the last slide of a meeting: what to know, and what to settle."""

from collections.abc import Iterator

import pandas as pd

from analytics.answers import points, to_settle
from analytics.headlines import overview_headline, settle_headline
from dashboard.charts.points import build_points, describe_points
from dashboard.facts import gaps_of
from dashboard.selection import Selection

from .view import Listing, PageRows, View, annexes_text, subtitle


def point_views(selection: Selection, page_rows: PageRows) -> Iterator[View]:
    """Three sentences, each with its number: are the targets met, what is next, where is the area."""
    said = points(selection.whole, selection.shown, selection.as_of, selection.filters, gaps_of(selection.whole))
    table = pd.DataFrame(said)
    sentence = overview_headline(selection.shown, selection.filters)
    yield View(
        conclusion=sentence,
        subtitle=subtitle("目标、下一步、面积", annexes_text(selection)),
        table=table,
        listing=lambda: Listing(table, {"number": "数", "words": "说明"}),
        build=lambda scale, palette: build_points(said, scale=scale, palette=palette),
        alt=f"{sentence}。{describe_points(said)}",
        picture="points",
    )


def settle_views(selection: Selection, page_rows: PageRows) -> Iterator[View]:
    """What the plan leaves open: gaps, two readings, plaques without a year, findings that change a count or a lead;
    nothing where there is none of it."""
    table = to_settle(selection.whole, selection.shown, gaps_of(selection.whole))
    if table.empty:
        return
    yield View(
        conclusion=settle_headline(table),
        subtitle=subtitle("缺口、读法、年份、出入", "目标按全部载体"),
        table=table,
        listing=lambda: Listing(table, {"what": "事项", "words": "请定"}),
    )
