"""dashboard/charts/area_bars.py: one bar a value, 存量 and 增量 stacked, what is in no direction last and grey."""

import math

import plotly.graph_objects as go
import pytest

from analytics import Filters, Plan, apply_filters, area_by, area_cross
from dashboard.charts.area_bars import build_area_bars, describe_area
from dashboard.charts.palette import LIGHT

REST = "未列入七大方向"
GROUPS = {1: "存量", 2: "增量"}

# Added up by hand: direction → 万m² of annex 1, of annex 2.
STACKS = {
    "大健康生物医药": (None, 12.8),
    "重庆小面": (None, 9.3),
    "文化创意旅游": (7.7, 1.5),
    "大数据智能化": (3.82, None),
    "生态环保": (None, 2.4),
    "新材料": (0.1, 0.9),
    "社会服务": (0.2, None),
    REST: (2.9, 6.9),  # 0.5 + 0.2 + 0.2 + 1.1 + 0.9
}


def build(carriers, by: str = "industry", **options) -> go.Figure:
    options = {"filter_name": by, "groups": GROUPS, "rest": REST, "palette": LIGHT} | options
    return build_area_bars(area_by(carriers, by), area_cross(carriers, by, "annex"), by, **options)


def bars_of(figure: go.Figure) -> list[go.Bar]:
    return [trace for trace in figure.data if isinstance(trace, go.Bar)]


def rows_of(figure: go.Figure) -> list[str]:
    """Names of the rows, from the top."""
    return [name.replace("<br>", "") for name in figure.layout.yaxis.ticktext]


def values_of(figure: go.Figure, trace: go.Bar) -> dict[str, float]:
    """Row → value of one part of the stack."""
    return {rows_of(figure)[place]: value for place, value in zip(trace.y, trace.x, strict=True)}


@pytest.fixture(scope="module")
def built(plan: Plan) -> go.Figure:
    return build(plan.carriers)


def test_rows_are_largest_first_and_the_rest_last(built: go.Figure):
    assert rows_of(built) == list(STACKS)


def test_parts_are_stacked_by_annex(built: go.Figure):
    existing, planned = bars_of(built)

    assert built.layout.barmode == "stack"
    assert (existing.name, planned.name) == ("存量", "增量")
    assert values_of(built, existing) == {name: first for name, (first, _) in STACKS.items() if first}
    assert values_of(built, planned) == {name: second for name, (_, second) in STACKS.items() if second}


def test_rest_is_an_outline_and_the_others_are_filled(built: go.Figure):
    for index, trace in enumerate(bars_of(built)):
        colours = dict(zip(values_of(built, trace), trace.marker.color, strict=True))
        assert colours.pop(REST) == LIGHT.page
        assert set(colours.values()) == {LIGHT.added if index else LIGHT.held}
        edges = dict(zip(values_of(built, trace), trace.marker.line.color, strict=True))
        assert edges[REST] == LIGHT.muted


def test_parts_are_told_apart_without_colour(built: go.Figure):
    existing, planned = bars_of(built)

    assert existing.marker.pattern.shape != planned.marker.pattern.shape


def test_every_bar_has_its_total_and_share_in_words(built: go.Figure):
    words = {rows_of(built)[round(note.y)]: note.text.strip() for note in built.layout.annotations}

    assert words["大健康生物医药"] == "12.8 万m² · 26.4%"
    assert words[REST] == "9.8 万m² · 20.2%"
    assert len(words) == 8


def test_a_click_filters_by_the_row(built: go.Figure):
    for trace in bars_of(built):
        assert [list(pair) for pair in trace.customdata] == [["industry", name] for name in values_of(built, trace)]


def test_number_of_carriers_instead_of_area(plan: Plan):
    figure = build(plan.carriers, measure="count")

    existing, planned = bars_of(figure)
    assert values_of(figure, existing)[REST] == 5
    assert values_of(figure, planned)[REST] == 1
    assert sum(existing.x) == sum(planned.x) == 10


def test_department_that_leads_in_both_annexes(plan: Plan):
    figure = build(plan.carriers, "leads", filter_name="lead", rest="")

    existing, planned = bars_of(figure)
    # 0.5 + 0.2 + 1.1 and 2 + 7 + 3.8
    assert values_of(figure, existing)["区科技局"] == 1.8
    assert values_of(figure, planned)["区科技局"] == 12.8
    assert rows_of(figure)[0] == "区经济信息委"


def test_blank_area_is_said_and_drawn_as_nothing(invented: Plan):
    figure = build(invented.carriers, rest="未列入五大方向")

    words = {rows_of(figure)[round(note.y)]: note.text.strip() for note in figure.layout.annotations}
    assert words["智能农机"] == "未填"
    assert not any("0 万m²" in (text or "") for trace in bars_of(figure) for text in trace.hovertext)


def test_only_blank_areas_leave_a_scale_that_can_be_drawn(invented: Plan):
    shown = apply_filters(invented, Filters(industry=("智能农机",)))

    figure = build(shown.carriers, rest="未列入五大方向")

    assert all(math.isfinite(end) for end in figure.layout.xaxis.range)


def test_names_are_shown_as_they_are(plan: Plan):
    carriers = plan.carriers.assign(operator="<b>甲</b>&#000001")

    figure = build(carriers, "operator", filter_name=None, rest="")

    assert rows_of(figure) == ["&lt;b&gt;甲&lt;/b&gt;&amp;&#35;000001"]
    assert all("<b>甲" not in text for trace in bars_of(figure) for text in trace.hovertext)


def test_alt_text_says_every_bar(plan: Plan):
    words = describe_area(area_by(plan.carriers, "industry"), "industry")

    assert "大健康生物医药 12.8 万m²、3 个" in words
    assert words.count("；") == 7
