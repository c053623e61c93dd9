"""progress.md §3, §4: the figures that every page takes, and their sentences, worked out by hand."""

from datetime import date

import pandas as pd
import pytest

from analytics import Filters, Plan, apply_filters
from analytics.progress.figures import (
    awards,
    cumulative,
    has_reports,
    outstanding,
    progress_by_lead,
    progress_figures,
    unreported_plaques,
)
from analytics.progress.headlines import (
    completion,
    cumulative_headline,
    days_words,
    gained_headline,
    gone_words,
    held_words,
    lead_headline,
    outstanding_headline,
    progress_headline,
    targets_reported_headline,
    top_level_headline,
)
from analytics.progress.states import plaque_states
from analytics.targets import target_gaps

from .rows import THIRD, TODAY, reported, row

NAMES = {"2-01": "重庆小面电商产业园", "2-10": "皖新大厦"}


@pytest.fixture(scope="module")
def third(plan: Plan) -> Plan:
    return reported(plan, *THIRD)


def test_the_figures(third: Plan):
    figures = progress_figures(third, TODAY)

    # 2-06 step 2 brings 市级科技孵化器 (won in 2023 without 依据) and 2-07 step 3 (won in 2026, due in 2024).
    assert (figures.due, figures.reported, figures.unreported) == (31, 12, 19)
    assert (figures.done, figures.evidenced) == (8, 6)
    assert (figures.on_time, figures.late, figures.undated) == (5, 2, 1)
    assert (figures.overdue, figures.given_up, figures.disputed, figures.early) == (2, 1, 1, 0)
    assert (figures.gained, figures.lost, figures.refused) == (2, 1, 0)
    assert (figures.sought_unreported, figures.held_unreported) == (16, 13)
    assert (figures.gone, figures.gone_area) == (1, 0.2)
    assert (figures.first, figures.last) == (date(2022, 12, 31), date(2026, 10, 31))


def test_the_figures_on_an_earlier_day(third: Plan):
    figures = progress_figures(third, date(2023, 6, 30))

    # Reported by then: 2-01 step 1, done; 2-09 step 2, not due before the end of 2023.
    assert (figures.due, figures.reported, figures.unreported, figures.done, figures.evidenced) == (9, 1, 8, 1, 1)
    assert (figures.first, figures.last) == (date(2022, 12, 31), date(2023, 6, 30))


def test_the_sentence(third: Plan):
    assert progress_headline(progress_figures(third, TODAY)) == "到期31个：已报完成8个（有依据6个），未报19个"
    assert days_words(progress_figures(third, TODAY)) == "数据截至 2022-12-31—2026-10-31"


def test_the_sentence_names_all_there_is_where_it_fits(third: Plan):
    shown = apply_filters(third, Filters(lead=("建桥公司",)))

    # 皖新大厦: done late with 依据, not done, unreported.
    assert (
        progress_headline(progress_figures(shown, TODAY)) == "到期3个：已报完成1个（有依据1个），逾期未完成1个，未报1个"
    )
    assert days_words(progress_figures(shown, TODAY)) == "数据截至 2026-09-30"


def test_without_reports_one_sentence(plan: Plan):
    figures = progress_figures(plan, TODAY)

    assert progress_headline(figures) == "没有部门填报，只显示方案安排"
    assert progress_headline(figures, filtered=True) == "所选范围没有部门填报，只显示方案安排"
    assert (days_words(figures), gone_words(figures), completion(figures)) == ("", "", None)
    assert not has_reports(plan)


def test_nothing_due_and_nothing_reported_of_what_is_due(third: Plan, plan: Plan):
    annex1 = apply_filters(third, Filters(annex=(1,)))
    assert progress_headline(progress_figures(annex1, TODAY), filtered=True) == "所选范围没有到期的节点"
    held = reported(plan, row("1-01", "国家级众创空间", "有效"))
    assert progress_headline(progress_figures(held, TODAY)) == "到期31个：都未报"


def test_a_share_stands_only_where_everything_due_is_reported(plan: Plan, third: Plan):
    assert completion(progress_figures(third, TODAY)) is None
    shown = apply_filters(third, Filters(lead=("建桥公司",), year=(2023, 2024)))
    # Due 2: one done, one not, none unreported.
    assert completion(progress_figures(shown, TODAY)) == 0.5


def test_done_before_it_is_due_stands_beside(plan: Plan):
    with_report = reported(
        plan,
        *[
            row("2-10", name, "已获得", 实际日期="2026-05-01", 依据="渝科")
            for name in ("市级科技孵化器", "区级创业孵化基地")
        ],
    )
    figures = progress_figures(with_report, TODAY)

    assert (figures.due, figures.done, figures.early, figures.early_evidenced) == (31, 0, 1, 1)


def test_departments(third: Plan):
    table = progress_by_lead(third, TODAY).set_index("lead")

    # 区经济信息委 leads 2-01 (2), 2-03 (4), 2-04 (4), 2-09 (4): 14 due; 1 done with 依据, 1 in dispute, 12 unreported.
    found = table.loc["区经济信息委"]
    assert (found["milestones"], found["due"], found["done"], found["evidenced"]) == (14, 14, 1, 1)
    assert (found["overdue"], found["unreported"], found["last"]) == (0, 12, pd.Timestamp(2026, 10, 31))
    # 区科技局 leads 2-06 (2), 2-07 (3), 2-08 (4): 9 due; done 2-06 both, 2-07 first and third, 2-08 second.
    found = table.loc["区科技局"]
    assert (found["due"], found["done"], found["evidenced"], found["overdue"], found["unreported"]) == (9, 5, 3, 1, 3)
    assert (table.loc["区残联", "milestones"], table.loc["区残联", "last"]) == (0, pd.Timestamp(2026, 10, 1))
    assert pd.isna(table.loc["区台办", "last"])
    assert lead_headline(table.reset_index()) == "区经济信息委到期14个，未报12个，最多"


def test_departments_that_tie_or_have_reported_all(third: Plan):
    def said(*leads: str) -> str:
        return lead_headline(progress_by_lead(apply_filters(third, Filters(lead=leads)), TODAY), filtered=True)

    # 九宫庙商圈公司: 3 due, one given up, 2 unreported; 区文化旅游委: 2 due, one unreported; 建桥公司: one unreported.
    assert said("区文化旅游委", "建桥公司") == "建桥公司、区文化旅游委未报各1个，所选中最多"
    assert said("九宫庙商圈公司") == "九宫庙商圈公司到期3个，未报2个"
    assert said("区台办") == "所选范围没有到期的节点"
    year = apply_filters(third, Filters(lead=("建桥公司",), year=(2023,)))
    assert lead_headline(progress_by_lead(year, TODAY)) == "建桥公司到期的节点都已报"


def test_what_is_outstanding(third: Plan):
    unreported = outstanding(third, TODAY)
    overdue = outstanding(third, TODAY, ("逾期未完成",))

    assert len(unreported) == 19
    assert outstanding_headline(unreported, "到期未报") == "19个节点到期未报，涉及5个部门"
    assert unreported["lead"].iloc[0] == "区经济信息委"
    # Its last words are shown, though they say nothing of today.
    [said] = unreported[(unreported["carrier_id"] == "2-09") & (unreported["word"] != "")].itertuples()
    assert (said.task, said.word, said.as_of) == ("启动招商引资，制定建设方案。", "进行中", pd.Timestamp(2023, 6, 30))
    assert list(zip(overdue["lead"], overdue["task"], strict=True)) == [
        ("区科技局", "明确运营机构，制定建设方案。"),
        ("建桥公司", "完成项目建设。"),
    ]
    assert outstanding_headline(overdue, "逾期未完成") == "2个节点逾期未完成，涉及2个部门"
    nothing = outstanding(apply_filters(third, Filters(annex=(1,))), TODAY)
    assert outstanding_headline(nothing, "到期未报", filtered=True) == "所选范围没有到期未报的节点"


def test_plaques_gained_and_lost_stand_side_by_side(third: Plan):
    states = plaque_states(third, TODAY)

    # 市级 and above: gained 2-07 (2026), lost 1-01; 2-06 without 依据; the 区级 one of 2-08 does not count.
    assert gained_headline(states, third.meta) == "新增市级及以上1块，失去1块，另有1块无文号；目标4个载体"
    assert top_level_headline(states, third.meta) == "国家级：2025年底前未报新增，现有1块失去"
    assert held_words(states, third.meta) == "2022年所列15块：1块有效，1块失去，13块之后未报"
    assert gone_words(progress_figures(third, TODAY)) == "其中已停运或撤出 1 个载体、0.2 万m²"
    assert len(unreported_plaques(third, TODAY)) == 16 + 13


def test_plaques_of_the_top_level(plan: Plan):
    def said(*rows: dict) -> str:
        return top_level_headline(plaque_states(reported(plan, *rows), TODAY), plan.meta)

    won = row("2-07", "国家级科技孵化器", "已获得", 实际日期="2025-05-01", 依据="国科")
    assert said() == "国家级：2025年底前未报新增，现有1块未报现状"
    assert said(won, row("1-01", "国家级众创空间", "有效")) == "国家级：2025年底前新增1块，现有1块有效"
    assert said(won | {"实际日期": "2026-05-01"}) == "国家级：2025年底前报的没有新增，期限后1块，现有1块未报现状"
    assert said(row("2-07", "国家级科技孵化器", "未获得")) == "国家级：2025年底前报的没有新增，现有1块未报现状"


def test_plaques_all_unreported(plan: Plan):
    assert gained_headline(plaque_states(plan, TODAY), plan.meta) == "牌子都未报"


def test_planned_and_reported_summed_up(third: Plan):
    table = cumulative(third, TODAY)

    assert list(table.planned["count"]) == [9, 19, 26, 31, 32]
    # 2022-12-01, 2022-12 and 2022 (both at their end), 2023-05-01, 2023-08-01, 2024-03-01, 2026-05-01.
    days = ["2022-12-01", "2022-12-31", "2023-05-01", "2023-08-01", "2024-03-01", "2026-05-01"]
    assert list(table.done["day"]) == [pd.Timestamp(day) for day in days]
    assert list(table.done["count"]) == [1, 3, 4, 5, 6, 7]
    # 2-07's first task and 2-06's plaque are without a document.
    assert (table.evidenced, table.undated, table.unreported, table.last) == (5, 1, 19, date(2026, 10, 31))
    assert (
        cumulative_headline(table, TODAY) == "计划到期31个，有日期的完成7个（有依据5个）；1个未写日期、19个未报，没有画"
    )


def test_awards_in_their_order(third: Plan):
    table = awards(third, TODAY)

    assert list(zip(table["carrier_id"], table["level"], table["late"], strict=True)) == [
        ("2-08", "区级", False),
        ("2-07", "市级", True),
    ]


def test_targets_reported(plan: Plan):
    assert targets_reported_headline(target_gaps(plan)) == "8项目标都未报"
    with_reports = reported(
        plan,
        row("", "聚集企业和团队", 实际数="1700", 实际日期="2025年", 依据="年报"),
        row("2-08", "市级科技孵化器", "未获得"),
    )
    # 新授牌载体 and 科技孵化器 are reported with none; the others are not.
    assert targets_reported_headline(target_gaps(with_reports)) == "8项目标：1项已报达到，2项已报未达到，5项未报"
