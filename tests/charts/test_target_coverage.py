"""dashboard/charts/target_coverage.py: what is scheduled against every target, with the verdict in words."""

import re

import plotly.graph_objects as go
import pytest

from analytics import Filters, Plan, apply_filters, target_gaps
from dashboard.charts.palette import LIGHT
from dashboard.charts.target_coverage import build_target_coverage, describe_targets

# scheduled / target in the order of the notice, by hand from expected.TARGETS, what is more than twice cut there; the
# third and fourth target have no data.
SHARES = [1.0, 2.0, 2.0, 0.0, 2.0, 2.0]
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
    before = next(trace for trace in built.data if trace.name == "“年前”读作该年以前")
    assert list(before.x) == BEFORE
    assert [words.strip() for words in before.text] == ["2025年以前 6", "2025年以前 0"]


def test_targets_without_data_share_one_line(built: go.Figure):
    # 8 targets, 企业和团队 and 科技型企业 without data.
    assert len(bars_of(built)["按期限计划安排"].y) == len(built.layout.yaxis.tickvals) == 6
    assert words_of(built)[-1] == "— 附件无数据：聚集企业和团队 ≥1600 个、孵化科技型企业 ≥160 个"


def test_target_line_stands_at_the_whole_target(built: go.Figure):
    lines = [shape for shape in built.layout.shapes if shape.type == "line"]

    assert [(line.x0, line.x1, line.line.color) for line in lines] == [(1, 1, LIGHT.gap)] * len(SHARES)
    # The axis ends at about twice the target.
    assert 2 <= max(built.layout.xaxis.range) < 2.1


@pytest.mark.parametrize(
    ("name", "numbers", "verdict"),
    [
        ("建成各类孵化载体", "20 / ≥20 个", "✓ 已覆盖"),
        ("孵化载体总面积", "48.52 / ≥20 万m²", "✓ 已覆盖"),
        ("新授牌市级及以上载体", "9 / ≥4 个", "✓ 已覆盖"),
        ("其中国家级载体", "0 / ≥1 个", "▲ 缺 1 个"),
        ("新增市级及以上科技孵化器或众创空间", "8 / ≥3 个", "✓ 已覆盖"),
        ("新增市级及以上创业孵化基地", "2 / 1–2 个", "◐ 看怎么读"),
    ],
)
def test_a_row_gives_numbers_and_verdict_in_words(built: go.Figure, name: str, numbers: str, verdict: str):
    names = [re.sub("<[^>]+>", "", text) for text in built.layout.yaxis.ticktext]
    words = words_of(built)

    assert words[2 * names.index(name) : 2 * names.index(name) + 2] == [numbers, verdict]


def test_open_targets_are_told_apart_by_more_than_colour(built: go.Figure):
    red = [note.text for note in built.layout.annotations if note.font.color == LIGHT.gap and note.text != "目标"]

    assert red == ["0 / ≥1 个", "<b>▲ 缺 1 个</b>"]
    assert [text for text in built.layout.yaxis.ticktext if "<b>" in text] == [
        f'<b><span style="color: {LIGHT.gap}">其中国家级载体</span></b>'
    ]


def test_part_of_a_filter_is_drawn_within_the_whole(plan: Plan):
    # 区科技局: 6 carriers, 14.6 万m², 3 plaqued carriers, 0 national, 3 technology plaques, 1 base.
    part = target_gaps(apply_filters(plan, Filters(lead=("区科技局",))))

    bars = bars_of(build_target_coverage(target_gaps(plan), part))

    assert list(bars["其中当前筛选"].x) == pytest.approx([6 / 20, 14.6 / 20, 3 / 4, 0, 1, 1], abs=0.001)
    assert list(bars["按期限计划安排"].x) == pytest.approx(SHARES, abs=0.001)


def test_a_part_without_data_gets_no_bar(plan: Plan):
    """Nothing is due in 2026, so that no carrier is left to have an area: no bar is not one of 0."""
    part = target_gaps(apply_filters(plan, Filters(year=(2026,))))
    without = part["scheduled"].isna()
    assert without.any()

    bars = bars_of(build_target_coverage(target_gaps(plan), part))
    drawn = target_gaps(plan)["scheduled"].notna()
    assert len(bars["其中当前筛选"].x) == int((drawn & ~without).sum())


def test_hover_gives_the_rule_and_the_clause(built: go.Figure):
    hover = bars_of(built)["按期限计划安排"].hovertext[2].replace("<br>", "")

    assert "2025年底前要争取市级及以上牌子" in hover
    assert "原文一：到2025年，新授牌市级及以上孵化载体4个以上" in hover


def test_hover_of_a_part_says_how_much_and_no_verdict(plan: Plan):
    # A target holds for the whole plan: 3 of 4 in one department are no gap.
    part = target_gaps(apply_filters(plan, Filters(lead=("区科技局",))))

    figure = build_target_coverage(target_gaps(plan), part)
    traces = {trace.name: trace for trace in figure.data}

    assert traces["其中当前筛选"].hovertext[2] == "新授牌市级及以上载体<br>其中当前筛选 3 个"
    assert traces["“年前”读作该年以前"].hovertext[1] == "新增市级及以上创业孵化基地<br>2025年以前安排 0 个"


def test_names_are_shown_as_they_are(plan: Plan):
    targets = target_gaps(plan).assign(label="<b>甲</b>")

    figure = build_target_coverage(targets)

    assert not [note.text for note in figure.layout.annotations if "<b>甲" in note.text]


def test_alt_text_says_target_scheduled_and_verdict(plan: Plan):
    words = describe_targets(target_gaps(plan))

    assert "孵化载体总面积 目标≥20 万m²，安排 48.52 万m²，计划已覆盖" in words
    assert "聚集企业和团队 目标≥1600 个，附件无数据" in words
    assert "其中国家级载体 目标≥1 个，安排 0 个，有缺口 1 个" in words
