"""总览: the key figures, each with what it is measured against."""

from collections.abc import Iterator

import pandas as pd

from analytics.headlines import overview_headline
from analytics.indicators import indicators
from dashboard.charts.number_tiles import build_number_tiles, describe_numbers
from dashboard.selection import Selection

from .view import Room, View


def overview_views(selection: Selection, room: Room) -> Iterator[View]:
    """The six key figures; ``table`` has a row a figure: ``label``, ``value``, ``note``, ``page``."""
    numbers = indicators(selection.whole, selection.shown, selection.as_of)
    sentence = overview_headline(selection.shown)
    yield View(
        conclusion=sentence,
        headings=("指标", "数", "对照"),
        rows=[(number.label, number.value, number.note) for number in numbers],
        table=pd.DataFrame(numbers),
        build=lambda scale, palette: build_number_tiles(numbers, scale=scale, palette=palette),
        alt=f"{sentence}。{describe_numbers(numbers)}",
    )
