"""dashboard/charts/task_grid.py: lead department × year, the number due and the plaques they bring."""

import plotly.graph_objects as go
import pytest

from analytics import Plan, due_by_lead
from dashboard.charts.palette import LIGHT
from dashboard.charts.task_grid import build_task_grid, describe_tasks

YEARS = tuple(range(2022, 2028))


@pytest.fixture(scope="module")
def built(plan: Plan) -> go.Figure:
    return build_task_grid(due_by_lead(plan), YEARS, 2025, palette=LIGHT)


def places_of(built: go.Figure) -> list[tuple[str, int]]:
    departments = [name.replace("<br>", "") for name in built.layout.yaxis.ticktext]
    squares = built.data[0]
    return [(departments[y], YEARS[x]) for x, y in zip(squares.x, squares.y, strict=True)]


def test_a_square_with_its_number_for_every_department_and_year(built: go.Figure):
    numbers = dict(zip(places_of(built), built.data[0].text, strict=True))

    # 2-08 in 2025; 2-03, 2-04 and 2-09 in 2025; 2-10 in 2027; nothing in 2026.
    assert numbers["区科技局", 2025] == "1"
    assert numbers["区经济信息委", 2025] == "3"
    assert numbers["建桥公司", 2027] == "1"
    assert not [place for place in numbers if place[1] == 2026]
    assert sum(map(int, numbers.values())) == 32


def test_plaques_stand_beside_their_square(built: go.Figure):
    stars = {(note.x, note.y): note.text for note in built.layout.annotations}

    places = {place: (x, y) for place, x, y in zip(places_of(built), built.data[0].x, built.data[0].y, strict=True)}
    assert stars[places["区经济信息委", 2025]] == "★5"
    assert places["区科技局", 2022] not in stars
    assert len(stars) == 9


def test_year_of_the_date_stands_out_by_colour_and_weight(built: go.Figure):
    colours = dict(zip(places_of(built), built.data[0].marker.color, strict=True))

    assert {year for (_, year), colour in colours.items() if colour == LIGHT.held} == {2025}
    assert "<b>2025年</b>" in built.layout.xaxis.ticktext


def test_a_click_filters_by_department_and_year(built: go.Figure):
    for (department, year), data in zip(places_of(built), built.data[0].customdata, strict=True):
        assert list(data) == ["lead", department, "year", year]


def test_alt_text_says_every_square(plan: Plan):
    words = describe_tasks(due_by_lead(plan))

    assert "区科技局 2025年 1 个" in words
    assert words.count("；") == 16  # 17 pairs
