"""dashboard/charts/plaque_matrix.py: a mark for every plaque of every carrier, told apart by shape and word."""

import plotly.graph_objects as go
import pytest

from analytics import Filters, Plan, apply_filters, plaque_matrix
from dashboard.charts.palette import LIGHT
from dashboard.charts.plaque_matrix import build_plaque_matrix, describe_matrix
from tests import expected

LEVELS = ("国家级", "市级", "区级")
NAMES = {carrier.carrier_id: carrier.name for carrier in expected.CARRIERS}


@pytest.fixture(scope="module")
def built(plan: Plan) -> go.Figure:
    return build_plaque_matrix(plaque_matrix(plan), LEVELS, palette=LIGHT)


def cells_of(built: go.Figure, trace: go.Scatter) -> set[tuple[str, str, str, str]]:
    """(carrier, level, type, text beside the mark) of every mark."""
    carriers = built.layout.yaxis.ticktext
    types = [text.replace("<br>", "") for text in built.layout.xaxis.ticktext]
    return {
        (carriers[y], data[1], types[x], text.strip())
        for x, y, data, text in zip(trace.x, trace.y, trace.customdata, trace.text, strict=True)
    }


def test_marks_by_kind(built: go.Figure):
    held, dated, undated = built.data

    assert [len(trace.x) for trace in built.data] == [15, 17, 2]
    assert cells_of(built, held) == {(NAMES[row.carrier_id], row.level, row.type, "") for row in expected.HELD}
    assert cells_of(built, dated) == {
        (NAMES[row.carrier_id], row.level, row.type, str(row.year)) for row in expected.SOUGHT if row.year
    }
    assert cells_of(built, undated) == {
        (NAMES[row.carrier_id], row.level, row.type, "") for row in expected.SOUGHT if not row.year
    }


def test_kinds_differ_by_shape_and_word(built: go.Figure):
    assert len({trace.marker.symbol for trace in built.data}) == 3
    for trace, word in zip(built.data, ("已有", "争取（列了年份）", "争取（未列年份）"), strict=True):
        assert trace.name.endswith(word)


def test_only_what_is_sought_is_orange(built: go.Figure):
    assert [trace.marker.color for trace in built.data] == [LIGHT.held, LIGHT.sought, LIGHT.sought]


def test_every_carrier_has_a_row_and_the_one_that_seeks_most_stands_first(built: go.Figure):
    rows = built.layout.yaxis.ticktext

    assert len(rows) == 20
    assert rows[0] == "元石国际"
    assert list(built.layout.yaxis.range) == [19.5, -0.5]


def test_columns_are_grouped_by_level_from_the_highest(built: go.Figure):
    level_of = {x: data[1] for trace in built.data for x, data in zip(trace.x, trace.customdata, strict=True)}

    assert [level_of[x] for x in sorted(level_of)] == ["国家级"] + ["市级"] * 4 + ["区级"]
    assert [note.text for note in built.layout.annotations] == ["<b>国家级</b>", "<b>市级</b>", "<b>区级</b>"]


def test_a_click_filters_by_level(built: go.Figure):
    assert {data[0] for trace in built.data for data in trace.customdata} == {"level"}


def test_hover_leads_back_to_the_printed_words(built: go.Figure):
    words = [text.replace("<br>", "") for text in built.data[2].hovertext]

    assert all("1-09" in text and "工作任务：争取市级众创空间、市级创业孵化基地。" in text for text in words)


def test_kind_without_marks_is_not_in_the_legend(plan: Plan):
    shown = apply_filters(plan, Filters(lead=("区残联",)))

    figure = build_plaque_matrix(plaque_matrix(shown), LEVELS)

    assert [trace.showlegend for trace in figure.data] == [True, False, False]


def test_carrier_without_a_plaque_keeps_its_row(invented: Plan):
    figure = build_plaque_matrix(plaque_matrix(invented), ("省级", "县级"))

    assert "丰收农机站" in figure.layout.yaxis.ticktext
    assert sum(len(trace.x) for trace in figure.data) == 9


def test_names_are_shown_as_they_are(plan: Plan):
    matrix = plaque_matrix(plan).assign(name="<i>甲</i>#000001")

    figure = build_plaque_matrix(matrix, LEVELS)

    assert set(figure.layout.yaxis.ticktext) == {"&lt;i&gt;甲&lt;/i&gt;&#35;000001"}
    assert not [text for trace in figure.data for text in trace.hovertext if "<i>" in text or "#000001" in text]


def test_alt_text_says_held_and_sought(plan: Plan):
    words = describe_matrix(plaque_matrix(plan))

    assert "元石国际：市级科技孵化器（争取 2024）" in words.replace("区级创业孵化基地（争取 2023）、", "")
    assert "天安T+SPACE众创空间：国家级众创空间（已有）" in words
    assert words.count("未列年份") == 2


@pytest.mark.parametrize("lead", ["建桥公司", "区残联"])
def test_a_single_row_leaves_the_names_of_levels_their_room(plan: Plan, lead: str):
    matrix = plaque_matrix(apply_filters(plan, Filters(lead=(lead,))))

    layout = build_plaque_matrix(matrix, LEVELS, palette=LIGHT).layout

    # Of a plot of less than 64 px Plotly takes margins away, and cuts what stands in them.
    assert layout.height - layout.margin.t - layout.margin.b >= 64


def test_sums_stand_under_the_columns(plan: Plan):
    built = build_plaque_matrix(plaque_matrix(plan), LEVELS, sums=plan.plaques, palette=LIGHT)

    assert built.layout.yaxis.ticktext[-1] == "<b>合计</b>"
    sums = [note.text for note in built.layout.annotations if note.y == 20]
    assert len(sums) == len(built.layout.xaxis.tickvals)
    added = {sign: sum(int(part[1:]) for text in sums for part in text.split() if part[0] == sign) for sign in "●◆◇"}
    assert added == {"●": 15, "◆": 17, "◇": 2}


def test_every_sign_of_the_sums_is_in_the_legend(plan: Plan):
    """Those that seek hold none: ● stands in the sums alone."""
    whole = plaque_matrix(apply_filters(plan, Filters(lead=("区科技局",))))
    matrix, sums = whole[whole["sought"] > 0], whole[whole["level"].notna()]

    built = build_plaque_matrix(matrix, LEVELS, sums=sums, palette=LIGHT)

    named = {trace.name for trace in built.data if trace.showlegend and len(trace.x)}
    assert named == {"已有", "争取（列了年份）"}
