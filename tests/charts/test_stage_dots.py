"""dashboard/charts/stage_dots.py: a dot for each pair of direction and stage, its area as the dot's area."""

import plotly.graph_objects as go
import pytest

from analytics import Plan, area_cross
from dashboard.charts.palette import LIGHT
from dashboard.charts.stage_dots import build_stage_dots, describe_stages

STAGES = ["创业苗圃", "孵化器", "加速器"]
REST = "未列入七大方向"

# By hand: (direction, stage) → 万m², carriers.
PAIRS = {
    ("未列入七大方向", "创业苗圃"): ("0.9", 3),
    ("未列入七大方向", "孵化器"): ("1.1", 1),
    ("未列入七大方向", "加速器"): ("7.8", 2),
    ("社会服务", "创业苗圃"): ("0.2", 1),
    ("大数据智能化", "孵化器"): ("1.8", 1),
    ("大数据智能化", "加速器"): ("2.02", 1),
    ("新材料", "孵化器"): ("1", 2),
    ("文化创意旅游", "创业苗圃"): ("0.8", 1),
    ("文化创意旅游", "孵化器"): ("0.7", 1),
    ("文化创意旅游", "加速器"): ("7.7", 1),
    ("重庆小面", "创业苗圃"): ("0.3", 1),
    ("重庆小面", "加速器"): ("9", 1),
    ("生态环保", "孵化器"): ("2.4", 1),
    ("大健康生物医药", "加速器"): ("12.8", 3),
}


@pytest.fixture(scope="module")
def built(plan: Plan) -> go.Figure:
    table = area_cross(plan.carriers, "industry", "stage")
    industries = list(dict.fromkeys(name for name, _ in PAIRS))
    return build_stage_dots(table, industries, STAGES, rest=REST, palette=LIGHT)


def pairs_of(built: go.Figure) -> list[tuple[str, str]]:
    industries = [name.replace("<br>", "") for name in built.layout.yaxis.ticktext]
    dots = built.data[0]
    return [(industries[y], built.layout.xaxis.ticktext[x]) for x, y in zip(dots.x, dots.y, strict=True)]


def test_every_pair_has_its_dot_with_its_numbers(built: go.Figure):
    words = [note.text for note in built.layout.annotations]

    assert dict(zip(pairs_of(built), words, strict=True)) == {
        pair: f"{area} 万m²<br>{count} 个" for pair, (area, count) in PAIRS.items()
    }


def test_dots_grow_with_the_area(built: go.Figure):
    sizes = dict(zip(pairs_of(built), built.data[0].marker.size, strict=True))

    big, medium = sizes["大健康生物医药", "加速器"], sizes["未列入七大方向", "加速器"]
    # The area of the dot, not its width, is the area: 7.8 / 12.8.
    assert (medium / big) ** 2 == pytest.approx(7.8 / 12.8)
    assert min(sizes.values()) > 0


def test_rest_is_an_outline(built: go.Figure):
    colours = dict(zip(pairs_of(built), built.data[0].marker.color, strict=True))

    assert {colour for (name, _), colour in colours.items() if name == REST} == {LIGHT.page}
    assert {colour for (name, _), colour in colours.items() if name != REST} == {LIGHT.held}


def test_a_click_filters_by_both(built: go.Figure):
    for (industry, stage), data in zip(pairs_of(built), built.data[0].customdata, strict=True):
        assert list(data) == ["industry", industry, "stage", stage]


def test_pair_without_an_area_is_counted_and_not_said_to_be_zero(invented: Plan):
    table = area_cross(invented.carriers, "industry", "stage")
    industries = list(dict.fromkeys(table["industry"]))

    figure = build_stage_dots(table, industries, list(invented.meta.stages), rest="未列入五大方向")

    words = dict(zip(pairs_of(figure), [note.text for note in figure.layout.annotations], strict=True))
    assert words["智能农机", "中试基地"] == "未填<br>1 个"
    assert all(size > 0 for size in figure.data[0].marker.size)


def test_alt_text_says_every_dot(plan: Plan):
    words = describe_stages(area_cross(plan.carriers, "industry", "stage"))

    assert "大健康生物医药·加速器 12.8 万m²、3 个" in words
    assert words.count("；") == len(PAIRS) - 1
