"""dashboard/charts/year_strip.py: the years in one strip; marks that a filter leaves out stay, pale."""

import pytest

from analytics import Plan, due_by_year
from dashboard.charts.due_bars import build_due_bars
from dashboard.charts.layout import pale_others
from dashboard.charts.palette import LIGHT
from dashboard.charts.year_strip import build_year_strip


def squares(figure) -> list:
    return [shape for shape in figure.layout.shapes if shape.xsizemode == "pixel"]


def test_a_square_a_milestone_a_star_a_plaque(plan: Plan):
    figure = build_year_strip(due_by_year(plan), 2026, 2025, palette=LIGHT)

    assert len(squares(figure)) == 32
    assert [sum(square.xanchor == year for square in squares(figure)) for year in range(6)] == [9, 10, 7, 5, 0, 1]
    stars = [note.text.count("★") for note in figure.layout.annotations if "★" in note.text]
    assert stars == [5, 4, 6, 2]  # 17 sought with a year


def test_this_year_is_framed_and_the_target_line_stands_after_its_year(plan: Plan):
    figure = build_year_strip(due_by_year(plan), 2026, 2025, palette=LIGHT)

    (frame,) = [shape for shape in figure.layout.shapes if shape.type == "rect" and shape.xsizemode != "pixel"]
    assert (int(frame.x0), round(frame.x1)) == (4, 5)
    (line,) = [shape for shape in figure.layout.shapes if shape.type == "line"]
    assert (line.x0, line.line.color) == (4, LIGHT.gap)


def test_a_year_with_more_than_there_is_room_for_is_a_number(plan: Plan):
    table = due_by_year(plan).assign(count=99, plaques=99)
    figure = build_year_strip(table, 2026, 2025)

    assert not squares(figure)
    assert sum(note.text == "99 个" for note in figure.layout.annotations) == 6


@pytest.mark.parametrize("year", [2023, 2027])
def test_the_years_that_are_not_chosen_stay_pale(plan: Plan, year: int):
    drawn = pale_others(build_due_bars(due_by_year(plan), 2026), {"year": (year,)}, LIGHT)

    opacity = dict(zip(drawn.data[0].x, drawn.data[0].marker.opacity, strict=True))
    assert [shown for shown, strength in opacity.items() if strength == 1] == [year]
    assert list(drawn.data[0].y) == [9, 10, 7, 5, 0, 1]
