"""What every chart is built of is what Plotly knows: the dashboard does not have it checked at every change."""

from datetime import UTC, datetime

import plotly.graph_objects as go
import pytest

from analytics import Filters, Plan
from dashboard.charts.layout import IN_MEETING, ON_PHONE, ON_SCREEN, figure
from dashboard.charts.palette import LIGHT, SCREEN
from dashboard.selection import select
from dashboard.views import DIMENSIONS, MEASURES, ORDERS, VIEWS, View, on_one_page, views_of

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
PAGE = on_one_page(60)


def checked(drawn: go.Figure) -> go.Figure:
    """``drawn`` once more, with every name and value checked."""
    return go.Figure(drawn.to_dict())


def test_a_wrong_name_is_found():
    with pytest.raises(ValueError, match="hight"):
        checked(figure([], hight=3))


@pytest.mark.parametrize("filters", [Filters(), Filters(lead=("区科技局",), level=("市级",)), Filters(year=(2024,))])
def test_every_picture_is_valid(plan: Plan, filters: Filters):
    selection = select(plan, filters, NOW)
    pictures = [view for entry in VIEWS for view in views_of(entry.key, selection, PAGE)]
    pictures += views_of("strip", selection, PAGE)
    for by in DIMENSIONS:
        for measure in MEASURES:
            pictures += views_of("area", selection, PAGE, by=by, measure=measure)
    for order in ORDERS:
        pictures += views_of("gantt", selection, PAGE, order=order)
    # Few rows on a page: the sums by department in place of a wall.
    pictures += [view for key in ("matrix", "gantt") for view in views_of(key, selection, on_one_page(1))]

    check_all(pictures)


def test_every_picture_of_another_district_is_valid(invented: Plan):
    check_all([view for entry in VIEWS for view in views_of(entry.key, select(invented, Filters(), NOW), PAGE)])


def check_all(views: list[View]) -> None:
    drawn = [view for view in views if view.build]
    assert drawn
    for view in drawn:
        for scale, palette in ((ON_SCREEN, SCREEN), (ON_PHONE, SCREEN), (IN_MEETING, LIGHT)):
            checked(view.build(scale, palette))
