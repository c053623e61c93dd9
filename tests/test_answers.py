"""analytics/answers.py: what leaders ask first and what a meeting has to settle, by hand from the notice."""

from datetime import date

import pytest

from analytics import Filters, Plan, apply_filters, target_gaps
from analytics.answers import points, target_badges, to_settle, worst_first

DAY = date(2026, 11, 23)
LEAD = Filters(lead=("区科技局",))
GAP = "国家级载体缺 1 个，方案没有安排"


def test_badges_stand_worst_first_and_name_the_gap(plan: Plan):
    assert [badge.words for badge in target_badges(target_gaps(plan))] == [
        f"有缺口 1 项：{GAP}",
        "看怎么读 1",
        "已覆盖 4",
        "附件无数据 2",
    ]


def test_the_gap_is_the_first_row_and_what_has_no_data_the_last(plan: Plan):
    ids = list(worst_first(target_gaps(plan))["label"])

    assert ids[:2] == ["其中国家级载体", "新增市级及以上创业孵化基地"]
    assert ids[-2:] == ["聚集企业和团队", "孵化科技型企业"]


def test_three_points_of_the_whole_plan(plan: Plan):
    said = points(plan, plan, DAY, Filters())

    assert [(point.number, point.words) for point in said] == [
        ("1 项", f"目标有缺口：{GAP}"),
        ("1 个", "下一次：2027年节点到期，由建桥公司牵头（2026年没有）"),
        ("48.52 万m²", "20 个载体；大健康生物医药 12.8 万m²，占 26.4%，居七大方向之首"),
    ]


@pytest.mark.parametrize(
    ("filters", "day", "second"),
    [
        # 2024: 7 milestones; 2-03, 2-04 and 2-09's three are of 区经济信息委.
        (Filters(), date(2024, 6, 1), ("7 个", "2024年节点到期，区经济信息委最多，3 个")),
        # 区科技局: nothing to come after 2025; 4 plaques held, 5 sought, 9 milestones.
        (
            Filters(lead=("区科技局",)),
            DAY,
            ("5 块", "计划争取的牌子；已有 4 块；9 个节点都已到期，不等于已完成"),
        ),
    ],
)
def test_the_second_point_is_what_comes_next(plan: Plan, filters: Filters, day: date, second: tuple[str, str]):
    point = points(plan, apply_filters(plan, filters), day, filters)[1]

    assert (point.number, point.words) == second


def test_under_a_filter_targets_are_said_of_all_and_areas_of_the_chosen(plan: Plan):
    first, _, last = points(plan, apply_filters(plan, LEAD), DAY, LEAD)

    assert first.words == f"按全部载体，目标有缺口：{GAP}"
    assert (last.number, last.words) == ("14.6 万m²", "所选 6 个载体；大健康生物医药 12.8 万m²，占 87.7%")


def test_what_is_to_settle(plan: Plan):
    table = to_settle(plan, plan)

    assert list(table["what"]) == [
        "国家级载体缺 1 个",
        "“2025年前”怎么读",
        "2 块牌子未列年份",
        "皖新大厦",
        "元石国际、重庆小面产业园",
        "台湾中小企业产业园",
        "“天空之湖”",
    ]
    assert "由谁争取、哪一年" in table["words"][0]
    assert "读作2025年底前已覆盖，读作2025年以前缺 1 个" in table["words"][1]


def test_what_concerns_carriers_that_are_left_out_is_not_to_settle(plan: Plan):
    # 1-03 has no plaque without a year and no finding of these kinds.
    table = to_settle(plan, apply_filters(plan, Filters(lead=("区残联",))))

    assert list(table["what"])[:2] == ["国家级载体缺 1 个", "“2025年前”怎么读"]
    assert not {"皖新大厦", "“天空之湖”"} & set(table["what"])
