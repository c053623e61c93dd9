"""dashboard/charts/due_bars.py: what is due in every year, also in the year with nothing."""

import plotly.graph_objects as go
import pytest

from analytics import Plan, due_by_year
from dashboard.charts.due_bars import build_due_bars, describe_due
from dashboard.charts.palette import LIGHT
from tests import expected


@pytest.fixture(scope="module")
def built(plan: Plan) -> go.Figure:
    return build_due_bars(due_by_year(plan), 2024, palette=LIGHT)


def test_a_bar_for_every_year(built: go.Figure):
    assert dict(zip(built.data[0].x, built.data[0].y, strict=True)) == expected.DUE_BY_YEAR


def test_number_and_plaques_stand_at_the_bar(built: go.Figure):
    words = dict(zip(built.data[0].x, built.data[0].text, strict=True))

    assert words[2022] == "9 个"
    assert words[2023] == "10 个<br>争取 5 块"
    assert words[2026] == "无"
    assert words[2027] == "1 个<br>争取 2 块"


def test_year_of_the_date_stands_out_by_colour_and_word(built: go.Figure):
    colours = dict(zip(built.data[0].x, built.data[0].marker.color, strict=True))

    assert [year for year, colour in colours.items() if colour == LIGHT.held] == [2024]
    assert "本年" in built.data[0].text[2]
    assert built.layout.xaxis.ticktext[1:3] == ("2023年", "<b>2024年</b>")


def test_a_click_filters_by_year(built: go.Figure):
    assert [list(pair) for pair in built.data[0].customdata] == [["year", year] for year in range(2022, 2028)]


def test_alt_text_says_every_year(plan: Plan):
    assert describe_due(due_by_year(plan)) == (
        "各年到期节点数：2022年 9 个；2023年 10 个、牌子 5 块；2024年 7 个、牌子 4 块；"
        "2025年 5 个、牌子 6 块；2026年 0 个；2027年 1 个、牌子 2 块"
    )
