"""总览: the key figures, each with what it is measured against."""

from collections.abc import Iterator

import pandas as pd

from analytics.headlines import overview_headline
from analytics.indicators import indicators
from dashboard.charts.number_tiles import build_number_tiles, describe_numbers
from dashboard.facts import gaps_of
from dashboard.selection import Selection

from .view import Listing, PageRows, View, annexes_text, subtitle


def overview_views(selection: Selection, page_rows: PageRows) -> Iterator[View]:
    """The six key figures; ``table`` has a row a figure: ``label``, ``value``, ``note``, ``page``."""
    numbers = indicators(selection.whole, selection.shown, selection.as_of, gaps_of(selection.whole), selection.filters)
    sentence = overview_headline(selection.shown, selection.filters, selection.whole)
    table = pd.DataFrame(numbers)
    yield View(
        conclusion=sentence,
        subtitle=subtitle("主要指标", annexes_text(selection)),
        table=table,
        listing=lambda: Listing(table, {"label": "指标", "value": "数", "note": "对照"}),
        build=lambda scale, palette: build_number_tiles(numbers, scale=scale, palette=palette),
        alt=f"{sentence}。{describe_numbers(numbers)}",
        clicks=True,
        picture="overview",
    )
