"""dashboard/charts/plaque_steps.py: cumulative plaques sought, a line a level, with the year of the targets."""

import plotly.graph_objects as go
import pytest

from analytics import Filters, Plan, apply_filters, plaque_schedule
from dashboard.charts.layout import pale_others
from dashboard.charts.palette import LIGHT
from dashboard.charts.plaque_steps import build_plaque_steps, describe_steps
from tests import expected

YEARS = tuple(range(2022, 2028))


@pytest.fixture(scope="module")
def built(plan: Plan) -> go.Figure:
    return build_plaque_steps(plaque_schedule(plan, ("level",)), YEARS, 2025, palette=LIGHT)


def test_a_line_for_each_level_that_is_sought_with_its_value_in_every_year(built: go.Figure):
    assert {trace.name: dict(zip(trace.x, trace.y, strict=True)) for trace in built.data} == {
        level: by_year for level, by_year in expected.CUMULATIVE_SOUGHT.items() if any(by_year.values())
    }


def test_the_line_of_another_level_stays_pale(plan: Plan):
    built = build_plaque_steps(plaque_schedule(plan, ("level",)), YEARS, 2025, palette=LIGHT)

    assert {line.name: line.opacity for line in pale_others(built, {"level": ("市级",)}, LIGHT).data} == {
        "市级": 1,
        "区级": 0.25,
    }


def test_lines_rise_in_steps_and_differ_without_colour(built: go.Figure):
    assert {trace.line.shape for trace in built.data} == {"hv"}
    assert len({trace.line.dash for trace in built.data}) == 2
    assert len({trace.marker.symbol for trace in built.data}) == 2


def test_numbers_stand_where_a_line_rises(built: go.Figure):
    texts = {trace.name: dict(zip(trace.x, trace.text, strict=True)) for trace in built.data}

    # The last year's number stands with the level's name.
    assert {year: text for year, text in texts["市级"].items() if text} == {2023: "3", 2024: "6", 2025: "10"}
    assert {year: text for year, text in texts["区级"].items() if text} == {2023: "2", 2024: "3", 2025: "5"}


def test_lines_and_the_target_year_are_named(built: go.Figure):
    names = [note.text for note in built.layout.annotations]

    assert names == ["市级 11 块", "区级 6 块", "目标期限 2025年底"]
    assert [(shape.x0, shape.x1) for shape in built.layout.shapes] == [(2025, 2025)]


def test_years_are_written_as_years(built: go.Figure):
    assert built.layout.xaxis.ticktext == ("2022年", "2023年", "2024年", "2025年", "2026年", "2027年")


def test_names_that_would_meet_are_moved_apart(plan: Plan):
    # 建桥公司: one 市级 and one 区级 by 2027.
    schedule = plaque_schedule(apply_filters(plan, Filters(lead=("建桥公司",))), ("level",))

    first, second, _ = build_plaque_steps(schedule, YEARS, 2025).layout.annotations

    assert first.text == "市级 1 块"
    assert first.y != second.y


def test_level_sought_only_without_a_year_is_not_drawn(plan: Plan):
    # 区台办: 1-09 seeks two without a year.
    schedule = plaque_schedule(apply_filters(plan, Filters(lead=("区台办",))), ("level",))

    assert not build_plaque_steps(schedule, YEARS, 2025).data


def test_alt_text_says_every_number(plan: Plan):
    words = describe_steps(plaque_schedule(plan, ("level",)), YEARS)

    assert "市级 2022年 0、2023年 3、2024年 6、2025年 10、2026年 10、2027年 11、未列年份 2" in words


@pytest.mark.parametrize(("most", "step"), [(1, 1), (6, 1), (11, 2), (104, 20), (660, 200)])
def test_ticks_are_round_numbers(plan: Plan, most: int, step: int):
    schedule = plaque_schedule(plan, ("level",))
    schedule = schedule.assign(sought=most)
    schedule[list(YEARS)] = most

    axis = build_plaque_steps(schedule, YEARS, 2025, palette=LIGHT).layout.yaxis

    assert axis.tickvals[:2] == (0, step)
    assert axis.ticktext[:2] == ("0 块", f"{step} 块")
    # The last one is at or just below the highest step.
    assert most - step < axis.tickvals[-1] <= most
