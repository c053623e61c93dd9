"""analytics/indicators.py: the six key figures of 总览, by hand."""

from datetime import date

from analytics import Filters, Plan, apply_filters, load_plan
from analytics.indicators import indicators

from .conftest import DATA

TODAY = date(2026, 11, 23)


def cards(plan: Plan, filters: Filters, as_of: date) -> list[tuple[str, str, str]]:
    shown = apply_filters(plan, filters)
    return [(card.label, card.value, card.note) for card in indicators(plan, shown, as_of, filters=filters)]


def test_whole_plan(plan: Plan):
    assert cards(plan, Filters(), TODAY) == [
        ("载体", "20 个", "方案目标 ≥20 个"),
        ("面积", "48.52 万m²", "方案目标 ≥20 万m²"),
        ("已有牌子", "15 块", "国家级 1、市级 12、区级 2"),
        ("计划争取", "19 块", "2 块未列年份"),
        ("国家级缺口", "1 个", "目标 ≥1，安排 0"),
        ("2026年到期节点", "0 个", "全部 32 个节点"),
    ]


def test_under_a_filter_the_figures_follow_and_the_targets_stay(plan: Plan):
    assert cards(plan, Filters(lead=("区科技局",)), date(2024, 6, 1)) == [
        ("载体", "6 个", "共 20，目标 ≥20"),
        ("面积", "14.6 万m²", "共 48.52，目标 ≥20"),
        ("已有牌子", "4 块", "国家级 1、市级 3"),
        ("计划争取", "5 块", "都列了年份"),
        ("国家级缺口", "1 个", "全部：目标 ≥1，安排 0"),
        ("2024年到期节点", "2 个", "所选载体 9 个节点"),
    ]


def test_what_the_annexes_do_not_list_is_said_so(plan: Plan):
    # 1-03 alone: no milestone, nothing sought.
    assert cards(plan, Filters(lead=("区残联",)), date(2024, 6, 1))[3:] == [
        ("计划争取", "0 块", "所选范围未列"),
        ("国家级缺口", "1 个", "全部：目标 ≥1，安排 0"),
        ("2024年到期节点", "0 个", "附件未列节点"),
    ]
    # 2-10 alone: annex 2 has no column for plaques held.
    assert cards(plan, Filters(lead=("建桥公司",)), date(2024, 6, 1))[2] == ("已有牌子", "0 块", "所选范围未列")


def test_each_leads_on_to_its_page(plan: Plan):
    pages = [card.page for card in indicators(plan, plan, TODAY)]

    assert pages == ["industry", "industry", "plaques", "plaques", "plaques", "timeline"]


def test_plan_without_a_target_for_the_highest_level_shows_all_gaps(copy_of):
    plan = load_plan(copy_of(DATA, ("plan.toml", 'min_level = "国家级"', 'min_level = "市级"')))

    # Then nothing is missing: 9 carriers of 市级 and above.
    assert cards(plan, Filters(), TODAY)[4] == ("目标缺口", "0 项", "共 8 项目标")
