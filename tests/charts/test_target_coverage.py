"""dashboard/charts/target_coverage.py: what is scheduled against every target, with the verdict in words."""

import re

import plotly.graph_objects as go
import pytest

from analytics import Filters, Plan, apply_filters, target_gaps
from dashboard.charts.palette import LIGHT
from dashboard.charts.target_coverage import build_target_coverage, describe_targets

# scheduled / target, by hand from expected.TARGETS; the third and fourth target have no data.
SHARES = [1.0, 48.52 / 20, 9 / 4, 0.0, 8 / 3, 2.0]
BEFORE = [2.0, 0.0]  # 6 / 3, 0 / 1


@pytest.fixture(scope="module")
def built(plan: Plan) -> go.Figure:
    return build_target_coverage(target_gaps(plan), palette=LIGHT)


def bars_of(figure: go.Figure) -> dict[str, go.Bar]:
    return {trace.name: trace for trace in figure.data if isinstance(trace, go.Bar)}


def words_of(figure: go.Figure) -> list[str]:
    """What is written on the chart, without markup."""
    return [re.sub("<[^>]+>", "", note.text) for note in figure.layout.annotations]


def test_bars_are_shares_of_their_targets(built: go.Figure):
    bars = bars_of(built)

    assert list(bars["按期限计划安排"].x) == pytest.approx(SHARES, abs=0.001)
    assert list(bars["“年前”读作该年以前"].x) == pytest.approx(BEFORE, abs=0.001)


def test_target_without_data_has_no_bar(built: go.Figure):
    # 8 targets; rows 2 and 3 are 企业和团队 and 科技型企业.
    assert sorted({round(place - 0.01) for place in bars_of(built)["按期限计划安排"].y}) == [0, 1, 4, 5, 6, 7]


def test_target_line_stands_at_the_whole_target(built: go.Figure):
    lines = [shape for shape in built.layout.shapes if shape.type == "line"]

    assert {(line.x0, line.x1) for line in lines} == {(1, 1)}
    # On an edge in the colour of the page.
    assert [line.line.color for line in lines] == [LIGHT.page, LIGHT.gap] * len(SHARES)
    assert max(built.layout.xaxis.range) > max(SHARES)


@pytest.mark.parametrize(
    "parts",
    [
        ("✓", "建成各类孵化载体", "≥20 个", "安排 20"),
        ("✓", "孵化载体总面积", "≥20 万m²", "安排 48.52"),
        ("—", "聚集企业和团队", "≥1600 个", "附件无数据"),
        ("—", "孵化科技型企业", "≥160 个", "附件无数据"),
        ("✓", "新授牌市级及以上载体", "≥4 个", "安排 9"),
        ("▲", "其中国家级载体", "≥1 个", "安排 0", "缺 1"),
        ("✓", "新增市级及以上科技孵化器或众创空间", "≥3 个", "安排 8"),
        ("◐", "新增市级及以上创业孵化基地", "1–2 个", "安排 2", "2025年以前 0"),
    ],
)
def test_verdict_is_said_in_words_and_by_a_sign(built: go.Figure, parts: tuple[str, ...]):
    line = next(line for line in words_of(built) if parts[1] in line)

    assert not [part for part in parts if part not in line], line


def test_open_targets_are_told_apart_by_more_than_colour(built: go.Figure):
    open_ones = [note.text for note in built.layout.annotations if note.font.color == LIGHT.gap]

    assert [text[0] for text in open_ones if "目标线" not in text] == ["▲"]


def test_part_of_a_filter_is_drawn_within_the_whole(plan: Plan):
    # 区科技局: 6 carriers, 14.6 万m², 3 plaqued carriers, 0 national, 3 technology plaques, 1 base.
    part = target_gaps(apply_filters(plan, Filters(lead=("区科技局",))))

    bars = bars_of(build_target_coverage(target_gaps(plan), part))

    assert list(bars["其中当前筛选"].x) == pytest.approx([6 / 20, 14.6 / 20, 3 / 4, 0, 1, 1], abs=0.001)
    assert list(bars["按期限计划安排"].x) == pytest.approx(SHARES, abs=0.001)


def test_hover_gives_the_rule_and_the_clause(built: go.Figure):
    hover = bars_of(built)["按期限计划安排"].hovertext[2].replace("<br>", "")

    assert "2025年底前要争取市级及以上牌子" in hover
    assert "原文一：到2025年，新授牌市级及以上孵化载体4个以上" in hover


def test_hover_of_a_part_says_how_much_and_no_verdict(plan: Plan):
    # A target holds for the whole plan: 3 of 4 in one department are no gap.
    part = target_gaps(apply_filters(plan, Filters(lead=("区科技局",))))

    bars = bars_of(build_target_coverage(target_gaps(plan), part))

    assert bars["其中当前筛选"].hovertext[2] == "新授牌市级及以上载体<br>其中当前筛选 3 个"
    assert bars["“年前”读作该年以前"].hovertext[1] == "新增市级及以上创业孵化基地<br>2025年以前安排 0 个"


def test_names_are_shown_as_they_are(plan: Plan):
    targets = target_gaps(plan).assign(label="<b>甲</b>")

    figure = build_target_coverage(targets)

    assert not [note.text for note in figure.layout.annotations if "<b>甲" in note.text]


def test_alt_text_says_target_scheduled_and_verdict(plan: Plan):
    words = describe_targets(target_gaps(plan))

    assert "孵化载体总面积 目标≥20 万m²，安排 48.52 万m²，计划已覆盖" in words
    assert "聚集企业和团队 目标≥1600 个，附件无数据" in words
    assert "其中国家级载体 目标≥1 个，安排 0 个，有缺口 1 个" in words
