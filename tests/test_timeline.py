"""analytics/timeline.py: milestones as bars, their state on a date, what is due in a year (domain.md §2)."""

from datetime import date

import pandas as pd
import pytest

from analytics import Filters, Plan, apply_filters, due_by_lead, due_by_year, due_in, load_plan, timeline
from analytics.timeline import with_bars

from . import expected


def test_every_milestone_with_its_task_year_kinds_and_bar(plan: Plan):
    read = [
        (
            row.carrier_id,
            row.step,
            row.task,
            row.deadline_year,
            row.kinds,
            f"{row.start:%Y-%m-%d}",
            f"{row.end:%Y-%m-%d}",
        )
        for row in plan.milestones.itertuples()
    ]

    assert read == [tuple(milestone) for milestone in expected.MILESTONES]


def test_bar_takes_the_first_kind(plan: Plan):
    assert list(plan.milestones["kind"]) == [milestone.kinds[0] for milestone in expected.MILESTONES]


def test_printed_deadline_is_kept(plan: Plan):
    assert list(plan.milestones["deadline_text"].unique()) == ["2022年", "2023年", "2024年", "2025年", "2027年"]


@pytest.mark.parametrize(
    ("as_of", "past", "this_year", "future"),
    [
        # 2022: 9, 2023: 10, 2024: 7, 2025: 5, 2026: 0, 2027: 1. A milestone of 2022 may end on 31 December 2022.
        (date(2021, 6, 1), 0, 0, 32),
        (date(2022, 12, 31), 0, 9, 23),
        (date(2023, 1, 1), 9, 10, 13),
        (date(2026, 11, 23), 31, 0, 1),
        (date(2027, 12, 31), 31, 1, 0),
        (date(2028, 1, 1), 32, 0, 0),
    ],
)
def test_states_on_a_date(plan: Plan, as_of: date, past: int, this_year: int, future: int):
    states = timeline(plan, as_of)["state"].value_counts().to_dict()

    wanted = {"已到期": past, "本年到期": this_year, "未到期": future}
    assert states == {state: count for state, count in wanted.items() if count}


def test_milestone_says_its_carrier_and_the_plaques_it_brings(plan: Plan):
    rows = timeline(plan, date(2024, 6, 1)).set_index(["carrier_id", "step"])

    last = rows.loc[("2-03", 4)]
    assert last["name"] == "重钢电讯大楼、科协大楼"
    assert last["leads"] == ("区经济信息委",)
    assert last["industry"] == "新材料"
    assert last["plaques"] == "市级科技孵化器、区级创业孵化基地"
    assert rows.loc[("2-03", 3), "plaques"] == ""
    # 2-08 and 2-09 seek one plaque named only in the task.
    assert rows.loc[("2-08", 4), "plaques"] == "市级创业孵化基地"
    # 17 plaques of annex 2 in 13 milestones: 2-02, 2-03, 2-04 and 2-10 bring two at once.
    assert (rows["plaques"] != "").sum() == 13


@pytest.mark.parametrize(("year", "count"), expected.DUE_BY_YEAR.items())
def test_due_in_a_year(plan: Plan, year: int, count: int):
    due = due_in(plan, year)

    tasks = sorted((m.carrier_id, m.task) for m in expected.MILESTONES if m.deadline_year == year)
    assert sorted(zip(due["carrier_id"], due["task"], strict=True)) == tasks
    assert len(due) == count
    assert "state" not in due


def test_due_in_a_year_stands_together_by_lead_department(plan: Plan):
    leads = list(due_in(plan, 2023)["leads"])

    changes = sum(lead != before for before, lead in zip([None, *leads], leads, strict=False))
    assert changes == len(set(leads)) == 5


def test_due_by_year_has_every_year_also_the_one_with_nothing(plan: Plan):
    table = due_by_year(plan)

    assert dict(zip(table["year"], table["count"], strict=True)) == expected.DUE_BY_YEAR
    # 2023: 2-01, 2-02 twice, 2-06, 2-08; 2024: 2-05, 2-07, 2-08, 2-09;
    # 2025: 2-03 and 2-04 twice, 2-08, 2-09; 2027: 2-10 twice.
    assert list(table["plaques"]) == [0, 5, 4, 6, 0, 2]


def test_due_by_lead_and_year(plan: Plan):
    table = due_by_lead(plan)

    # (milestones, plaques) by hand: 2-01, 2-03, 2-04, 2-09; 2-06, 2-07, 2-08; 2-10; 2-05; 2-02
    wanted = {
        "区经济信息委": {2022: (4, 0), 2023: (4, 1), 2024: (3, 1), 2025: (3, 5)},
        "区科技局": {2022: (3, 0), 2023: (3, 2), 2024: (2, 2), 2025: (1, 1)},
        "建桥公司": {2023: (1, 0), 2024: (1, 0), 2025: (1, 0), 2027: (1, 2)},
        "九宫庙商圈公司": {2022: (1, 0), 2023: (1, 0), 2024: (1, 1)},
        "区文化旅游委": {2022: (1, 0), 2023: (1, 2)},
    }
    read: dict[str, dict[int, tuple[int, int]]] = {}
    for row in table.itertuples():
        read.setdefault(row.lead, {})[row.year] = (row.count, row.plaques)
    assert read == wanted
    # Most milestones first: 14, 9, 4, 3, 2.
    assert list(read) == list(wanted)


def test_due_by_lead_of_nothing_is_empty(plan: Plan):
    assert due_by_lead(apply_filters(plan, Filters(annex=(1,)))).empty


def test_deadline_outside_the_plan_is_due_in_its_own_year(write_plan):
    plan = load_plan(write_plan(annex2=[{"序号": "1", "工作任务": "争取市级众创空间。", "完成时限": "2029年"}]))

    table = due_by_year(plan)
    assert list(table["year"]) == [2022, 2023, 2024, 2025, 2026, 2027, 2029]
    assert list(table["count"])[-1] == 1
    assert list(table["plaques"])[-1] == 1


def bars(*years: int | None, carriers: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """(start, end) of milestones due in ``years``, issued on 2022-10-28; "" where there is none."""
    frame = pd.DataFrame(
        {
            "carrier_id": carriers or ["2-01"] * len(years),
            "end": pd.to_datetime([None if year is None else date(year, 12, 31) for year in years]),
        }
    )
    barred = with_bars(frame, date(2022, 10, 28))
    return [
        tuple("" if pd.isna(day) else f"{day:%Y-%m-%d}" for day in (row.start, row.end)) for row in barred.itertuples()
    ]


def test_milestone_without_a_year_has_no_bar_and_moves_no_other():
    assert bars(2022, None, 2024) == [("2022-10-28", "2022-12-31"), ("", ""), ("2023-01-01", "2024-12-31")]


def test_only_milestones_without_a_year():
    assert bars(None) == [("", "")]


def test_two_milestones_in_the_same_year_run_side_by_side():
    assert bars(2022, 2024, 2024, 2025) == [
        ("2022-10-28", "2022-12-31"),
        ("2023-01-01", "2024-12-31"),
        ("2023-01-01", "2024-12-31"),
        ("2025-01-01", "2025-12-31"),
    ]


def test_carrier_does_not_start_after_another_one():
    assert bars(2023, 2024, 2023, carriers=("2-01", "2-01", "2-02")) == [
        ("2022-10-28", "2023-12-31"),
        ("2024-01-01", "2024-12-31"),
        ("2022-10-28", "2023-12-31"),
    ]


def test_milestones_written_out_of_order_follow_their_years():
    assert bars(2025, 2023) == [("2024-01-01", "2025-12-31"), ("2022-10-28", "2023-12-31")]


def test_deadline_before_the_notice_starts_with_its_year():
    assert bars(2021) == [("2021-01-01", "2021-12-31")]


def test_milestone_without_a_year_is_shown_in_a_state_of_its_own_and_is_due_in_no_year(write_plan):
    without_year = {"序号": "1", "工作任务": "加强包装推介。", "完成时限": "长期"}
    plan = load_plan(write_plan(annex2=[without_year, {"工作任务": "招商。", "完成时限": "2024年"}]))

    assert list(timeline(plan, date(2024, 1, 1))["state"]) == ["未定年份", "本年到期"]
    assert due_by_year(plan)["count"].sum() == 1


def test_plaque_that_no_milestone_names_gives_no_milestone_a_star(write_plan):
    # 市级众创空间 stands in the column only: no milestone brings it, the first one least of all.
    plan = load_plan(write_plan(annex2=[{"序号": "1", "争取授牌": "市级众创空间", "工作任务": "制定建设方案。"}]))

    assert list(timeline(plan, date(2023, 1, 1))["plaques"]) == [""]
    assert list(due_by_lead(plan)["plaques"]) == [0]
    assert list(plan.milestones["kinds"]) == [("方案",)]


def test_milestone_that_seeks_a_plaque_is_of_the_plaque_kind_also_without_the_word(write_plan):
    plan = load_plan(write_plan(annex2=[{"序号": "1", "工作任务": "争取市级众创空间，加快入驻。"}]))

    assert list(plan.milestones["kinds"]) == [("授牌", "招商")]


def test_plan_of_construction_is_no_construction(write_plan):
    # 建设方案 is a plan (方案), 建设 alone is construction.
    plan = load_plan(write_plan(annex2=[{"序号": "1", "工作任务": "制定建设方案，加快建设。"}]))

    assert list(plan.milestones["kinds"]) == [("建设", "方案")]


def test_milestone_whose_words_name_no_kind_has_none(write_plan):
    plan = load_plan(write_plan(annex2=[{"序号": "1", "工作任务": "协调物业方。"}]))

    assert list(plan.milestones["kind"]) == [""]
