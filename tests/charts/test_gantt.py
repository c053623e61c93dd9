"""dashboard/charts/gantt.py: a row a carrier, a bar a milestone, a star where it brings a plaque, a line for today."""

from datetime import date, timedelta

import pandas as pd
import plotly.graph_objects as go
import pytest

from analytics import Filters, Plan, apply_filters, load_plan, timeline
from dashboard.charts.gantt import build_gantt, describe_gantt, today_outside
from dashboard.charts.palette import LIGHT
from tests import expected

TODAY = date(2026, 11, 23)
KINDS = ("授牌", "建设", "招商", "运营", "方案")
NAMES = {carrier.carrier_id: carrier.name for carrier in expected.CARRIERS}
BRINGS = {(plaque.carrier_id, plaque.year) for plaque in expected.SOUGHT if plaque.year}


def build(plan: Plan, as_of: date = TODAY, today: date = TODAY, **options) -> go.Figure:
    return build_gantt(timeline(plan, as_of), plan.meta, as_of, today, **({"palette": LIGHT} | options))


def rows_of(figure: go.Figure) -> list[str]:
    return [name.replace("<br>", "") for name in figure.layout.yaxis.ticktext]


def bars_of(figure: go.Figure) -> list[go.Bar]:
    return [trace for trace in figure.data if isinstance(trace, go.Bar)]


def spans_of(figure: go.Figure) -> list[tuple[str, str, str, str]]:
    """(carrier, start, end, kind) of every bar; the last day is part of the bar."""
    return [
        (
            rows_of(figure)[place],
            f"{pd.Timestamp(start):%Y-%m-%d}",
            f"{pd.Timestamp(start) + timedelta(milliseconds=length) - timedelta(days=1):%Y-%m-%d}",
            trace.name,
        )
        for trace in bars_of(figure)
        for place, start, length in zip(trace.y, trace.base, trace.x, strict=True)
    ]


def stars_of(figure: go.Figure) -> list[tuple[str, str]]:
    trace = next(trace for trace in figure.data if isinstance(trace, go.Scatter) and trace.marker.symbol == "star")
    return [
        (rows_of(figure)[place], f"{pd.Timestamp(end):%Y-%m-%d}") for place, end in zip(trace.y, trace.x, strict=True)
    ]


def lines_of(figure: go.Figure) -> dict[str, str]:
    """dash → day of the vertical lines."""
    return {
        shape.line.dash: f"{pd.Timestamp(shape.x0):%Y-%m-%d}" for shape in figure.layout.shapes if shape.type == "line"
    }


@pytest.fixture(scope="module")
def built(plan: Plan) -> go.Figure:
    return build(plan)


def test_every_milestone_has_its_bar(built: go.Figure):
    wanted = [(NAMES[row.carrier_id], row.start, row.end, row.kinds[0]) for row in expected.MILESTONES]

    assert sorted(spans_of(built)) == sorted(wanted)
    assert len(wanted) == 32


def test_one_row_a_carrier_with_its_whole_name(built: go.Figure):
    assert rows_of(built) == [carrier.name for carrier in expected.CARRIERS if carrier.carrier_id.startswith("2-")]


def test_a_star_stands_at_the_end_of_every_bar_that_brings_a_plaque(built: go.Figure):
    wanted = [
        (NAMES[row.carrier_id], row.end) for row in expected.MILESTONES if (row.carrier_id, row.deadline_year) in BRINGS
    ]

    assert sorted(stars_of(built)) == sorted(wanted)
    assert len(wanted) == 13


def test_past_is_grey_with_an_edge_of_its_kind(plan: Plan):
    for trace in bars_of(build(plan, date(2028, 1, 1))):
        assert set(trace.marker.color) == {LIGHT.past_fill}
        assert trace.marker.line.color == LIGHT.kinds[KINDS.index(trace.name)]


def test_this_year_is_strong_and_the_future_light(plan: Plan):
    for trace in bars_of(build(plan, date(2024, 6, 1))):
        colour = LIGHT.kinds[KINDS.index(trace.name)]
        for start, length, fill, opacity in zip(
            trace.base, trace.x, trace.marker.color, trace.marker.opacity, strict=True
        ):
            year = (pd.Timestamp(start) + timedelta(milliseconds=length) - timedelta(days=1)).year
            strong = (fill, opacity) == (colour, 1)
            assert strong == (year == 2024)
            assert (fill == LIGHT.past_fill) == (year < 2024)
            assert (opacity < 1) == (year > 2024)


def test_legend_names_every_kind_in_its_own_colour(built: go.Figure):
    entries = {trace.name: trace.marker.color for trace in built.data if trace.showlegend is not False}

    assert {kind: entries[kind] for kind in KINDS} == dict(zip(KINDS, LIGHT.kinds, strict=False))
    assert not [trace for trace in bars_of(built) if trace.showlegend is not False]


def test_line_of_today_is_named(built: go.Figure):
    assert "今天 2026-11-23" in [note.text for note in built.layout.annotations]
    assert lines_of(built)["dot"] == "2026-11-23"


def test_line_of_another_date_is_not_called_today(plan: Plan):
    figure = build(plan, date(2024, 6, 1), TODAY)

    names = [note.text for note in figure.layout.annotations]
    assert "截至 2024-06-01" in names
    assert not [name for name in names if "今天" in name]
    assert lines_of(figure)["dot"] == "2024-06-01"


def test_line_of_the_targets_is_named(built: go.Figure):
    assert "目标期限 2025年底" in [note.text for note in built.layout.annotations]
    assert lines_of(built)["solid"] == "2025-12-31"


@pytest.mark.parametrize(("as_of", "words"), [(date(2020, 1, 1), "早于"), (date(2030, 1, 1), "晚于")])
def test_date_outside_the_drawn_years_is_said_and_not_drawn(plan: Plan, as_of: date, words: str):
    figure = build(plan, as_of)

    assert "dot" not in lines_of(figure)
    assert f"{as_of} {words}图中年份" in today_outside(timeline(plan, as_of), plan.meta, as_of)


def test_date_inside_the_drawn_years_needs_no_words(plan: Plan):
    assert today_outside(timeline(plan, TODAY), plan.meta, TODAY) == ""


def test_years_are_written_as_years(built: go.Figure):
    assert built.layout.xaxis.ticktext == ("2022年", "2023年", "2024年", "2025年", "2026年", "2027年")
    # Each name stands within its year.
    assert [pd.Timestamp(day).year for day in built.layout.xaxis.tickvals] == list(range(2022, 2028))


def test_filter_keeps_the_axis(plan: Plan, built: go.Figure):
    shown = apply_filters(plan, Filters(lead=("区科技局",), year=(2023,)))

    figure = build(shown)

    assert len(spans_of(figure)) == 3
    assert figure.layout.xaxis.range == built.layout.xaxis.range


def test_a_click_filters_by_the_year(built: go.Figure):
    for trace in bars_of(built):
        ends = [
            pd.Timestamp(start) + timedelta(milliseconds=length) - timedelta(days=1)
            for start, length in zip(trace.base, trace.x, strict=True)
        ]
        assert [list(pair) for pair in trace.customdata] == [["year", end.year] for end in ends]


def test_hover_has_the_whole_task_and_says_that_the_start_is_derived(built: go.Figure):
    hovers = [text.replace("<br>", "") for trace in bars_of(built) for text in trace.hovertext]

    wanted = "加强沟通对接，制定建设方案，打造全产业链影视基地，吸引企业聚集入驻。"
    hover = next(text for text in hovers if wanted in text)
    assert "起点由上一节点推算：2022-10-28" in hover
    assert "2-02 第1个节点" in hover
    assert "期限：2022年 · 已到期 · 招商、方案" in hover
    assert not [text for text in hovers if "已完成" in text or "逾期" in text]


def test_group_stands_under_the_name(plan: Plan):
    rows = rows_of(build(plan, group="leads"))

    assert rows[0].startswith("重庆小面电商产业园")
    assert "区经济信息委" in rows[0]


def test_rows_of_a_group_stand_on_one_band_with_its_name_once(plan: Plan):
    figure = build(plan, group="leads")

    bands = [(shape.y0, shape.y1) for shape in figure.layout.shapes if shape.type == "rect"]
    # In the order of annex 2: 区经济信息委 2-01, 区文化旅游委 2-02, 区经济信息委 2-03 and 2-04, 九宫庙商圈公司 2-05,
    # 区科技局 2-06 to 2-08, 区经济信息委 2-09, 建桥公司 2-10
    assert bands == [(-0.5, 0.5), (1.5, 3.5), (4.5, 7.5), (8.5, 9.5)]
    assert sum("区科技局" in row for row in rows_of(figure)) == 1


def test_a_plaque_on_a_bar_reads_as_sought(built: go.Figure):
    texts = [text.strip() for bars in built.data if isinstance(bars, go.Bar) for text in bars.text]

    named = [text for text in texts if "级" in text]
    assert len(named) >= 5
    assert all(text.startswith("争取") for text in named)


def test_milestones_without_a_year_stand_in_a_lane_behind_the_years(write_plan):
    without_year = {"序号": "1", "工作任务": "加强包装推介。", "完成时限": "长期"}
    second = {"工作任务": "招商。", "完成时限": "2024年"}
    third = {"工作任务": "争取授牌国家级众创空间。", "完成时限": "持续推进"}
    only_undated = {"序号": "2", "物业名称": "丙楼", "工作任务": "招商。", "完成时限": ""}
    figure = build(load_plan(write_plan(annex2=[without_year, second, third, only_undated])))

    lane = next(trace for trace in bars_of(figure) if trace.name == "未定年份")
    assert [rows_of(figure)[place] for place in lane.y] == ["乙大厦", "乙大厦", "丙楼"]
    starts = [pd.Timestamp(base) for base in lane.base]
    ends = [start + timedelta(milliseconds=length) for start, length in zip(starts, lane.x, strict=True)]
    # Behind the last year and its line, beside each other, within the axis.
    assert min(starts) > pd.Timestamp(2028, 1, 1)
    assert ends[0] < starts[1]
    assert max(ends) < pd.Timestamp(figure.layout.xaxis.range[1])
    assert figure.layout.xaxis.ticktext[-1] == "未定年份"
    assert pd.Timestamp(2028, 1, 1) < pd.Timestamp(figure.layout.xaxis.tickvals[-1]) < max(ends)
    assert "期限：长期 · 未定年份" in lane.hovertext[0]
    assert "期限：未填 · 未定年份" in lane.hovertext[2]
    assert not [hover for hover in lane.hovertext if "起点" in hover]
    assert [text[:1] for text in lane.text] == ["加", "★", "招"]
    # No year to filter by.
    assert lane.customdata is None
    assert [span[3] for span in spans_of(figure) if span[3] != "未定年份"] == ["招商"]


def test_no_lane_where_every_milestone_has_a_year(built: go.Figure):
    assert "未定年份" not in [*built.layout.xaxis.ticktext, *(trace.name for trace in built.data)]


def test_milestone_of_no_known_kind_is_grey_and_named(write_plan):
    plan = load_plan(write_plan(annex2=[{"序号": "1", "工作任务": "协调物业方。", "完成时限": "2027年"}]))

    (bar,) = bars_of(build(plan, date(2027, 1, 1)))
    assert list(bar.marker.color) == [LIGHT.kinds[-1]]
    assert "未分类" in bar.hovertext[0]


def test_deadline_after_the_plan_is_still_drawn(write_plan):
    plan = load_plan(write_plan(annex2=[{"序号": "1", "工作任务": "招商。", "完成时限": "2029年"}]))

    figure = build(plan)

    assert pd.Timestamp(figure.layout.xaxis.range[1]) > pd.Timestamp(2029, 12, 31)
    assert figure.layout.xaxis.ticktext[-1] == "2029年"


def test_names_and_tasks_are_shown_as_they_are(write_plan):
    awkward = {"物业名称": "<b>甲</b>#000001", "牵头部门": "<i>乙</i>"}
    plan = load_plan(write_plan(annex2=[{"序号": "1", "工作任务": "<u>招商</u>。", "完成时限": "2027年"} | awkward]))

    figure = build(plan, group="leads")

    texts = [*rows_of(figure), *(text for trace in bars_of(figure) for text in (*trace.text, *trace.hovertext))]
    assert not [text for text in texts if "<b>甲" in text or "<i>" in text or "<u>" in text or "#000001" in text]


def test_alt_text_says_every_milestone(plan: Plan):
    words = describe_gantt(timeline(plan, TODAY))

    assert "起点为推算" in words
    assert (
        "建桥生物科技园：2022年 加大招商引资力度、2023年 明确运营机构，制定建设方案、2024年 争取授牌市级科技孵化器"
        in words
    )
    assert words.count("：") == 10
