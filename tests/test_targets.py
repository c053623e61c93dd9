"""analytics/targets.py: what the plan schedules against what section 一 of the notice wants."""

from decimal import Decimal

import pandas as pd
import pytest

from analytics import Plan, apply_filters, load_plan, target_gaps
from analytics.filters import Filters
from analytics.targets import target_words, verdict_words

from . import expected
from .conftest import DATA

LAST_OF_2_10 = "争取授牌市级科技孵化器和区级创业孵化基地。"


def rows_of(plan: Plan) -> dict[str, object]:
    return {row.id: row for row in target_gaps(plan).itertuples()}


def number(value: object) -> Decimal | None:
    return None if pd.isna(value) else Decimal(repr(float(value)))


@pytest.mark.parametrize("target", expected.TARGETS, ids=lambda target: target.target_id)
def test_target(plan: Plan, target: expected.Target):
    row = rows_of(plan)[target.target_id]

    assert row.target == target.target
    assert number(row.scheduled) == (None if target.scheduled is None else Decimal(target.scheduled))
    assert number(row.scheduled_before) == (
        None if target.scheduled_before is None else Decimal(target.scheduled_before)
    )
    assert row.verdict == target.verdict
    assert row.verdict_before == (target.verdict_before or "")
    assert row.readings_differ == (target.verdict_before is not None and target.verdict_before != target.verdict)


def test_no_target_is_left_out(plan: Plan):
    assert list(target_gaps(plan)["id"]) == [target.target_id for target in expected.TARGETS]


def test_gap_is_what_is_missing_and_never_below_zero(plan: Plan):
    rows = rows_of(plan)

    assert rows["national_carriers"].gap == 1
    assert rows["plaqued_carriers"].gap == 0  # 9 scheduled, 4 wanted
    assert rows["startup_bases"].gap == 0
    assert rows["startup_bases"].gap_before == 1
    assert pd.isna(rows["teams"].gap)


def test_target_counted_in_carriers_counts_a_carrier_once(copy_of):
    # Two plaques of 市级 for 2-08 in 2023, besides the one in 2024: still one carrier.
    plan = load_plan(
        copy_of(
            DATA,
            ("annex2.csv", "授牌区级创业孵化基地。,2023年", "争取授牌市级创业孵化基地、市级众创空间。,2023年"),
        )
    )

    assert rows_of(plan)["plaqued_carriers"].scheduled == 9
    assert rows_of(plan)["technology_plaques"].scheduled == 9


def test_carriers_behind_a_target_can_be_followed(plan: Plan):
    rows = rows_of(plan)

    assert set(rows["plaqued_carriers"].carrier_ids) == {f"2-{number:02d}" for number in range(1, 10)}
    assert set(rows["startup_bases"].carrier_ids) == {"2-08", "2-09"}
    assert rows["national_carriers"].carrier_ids == ()
    assert len(rows["area"].carrier_ids) == 20


def test_undated_plaques_are_told_and_never_scheduled(plan: Plan):
    # 1-09 seeks 市级众创空间 and 市级创业孵化基地 without a year.
    rows = rows_of(plan)

    assert {name: rows[name].undated for name in ("plaqued_carriers", "technology_plaques", "startup_bases")} == {
        "plaqued_carriers": 2,
        "technology_plaques": 1,
        "startup_bases": 1,
    }
    assert "另有 1 块未列年份，不计" in rows["startup_bases"].basis
    assert "1-09" not in rows["plaqued_carriers"].carrier_ids


def test_undated_plaque_does_not_close_a_gap(copy_of):
    # The national plaque is sought, but no milestone dates it.
    plan = load_plan(copy_of(DATA, ("annex1.csv", "争取市级众创空间、市级创业孵化基地。", "争取国家级众创空间。")))

    row = rows_of(plan)["national_carriers"]
    assert (row.scheduled, row.gap, row.verdict, row.undated) == (0, 1, "有缺口", 1)


def test_plaque_after_the_target_year_does_not_count(copy_of):
    plan = load_plan(copy_of(DATA, ("annex2.csv", f"{LAST_OF_2_10},2027年", "争取授牌国家级众创空间。,2026年")))

    assert rows_of(plan)["national_carriers"].scheduled == 0


def test_plaque_of_the_target_year_itself_counts(copy_of):
    plan = load_plan(copy_of(DATA, ("annex2.csv", f"{LAST_OF_2_10},2027年", "争取授牌国家级众创空间。,2025年")))

    row = rows_of(plan)["national_carriers"]
    assert (row.scheduled, row.verdict) == (1, "计划已覆盖")


def test_national_plaque_counts_for_a_target_of_city_level_and_above(copy_of):
    edit = ("annex2.csv", "争取授牌市级科技孵化器。,2023年", "争取授牌国家级科技孵化器。,2023年")
    plan = load_plan(copy_of(DATA, edit))

    rows = rows_of(plan)
    assert rows["technology_plaques"].scheduled == 8
    assert rows["plaqued_carriers"].scheduled == 9


def test_part_of_the_targets_that_a_filter_shows(plan: Plan):
    # 区科技局 leads 2-06, 2-07, 2-08 in annex 2.
    rows = rows_of(apply_filters(plan, Filters(lead=("区科技局",))))

    assert rows["carriers"].scheduled == 6
    assert number(rows["area"].scheduled) == Decimal("14.6")
    assert rows["plaqued_carriers"].scheduled == 3
    assert rows["technology_plaques"].scheduled == 3
    assert rows["startup_bases"].scheduled == 1


def test_targets_in_words(plan: Plan):
    words = {row.id: target_words(row) for row in target_gaps(plan).itertuples()}

    assert words["carriers"] == "≥20 个"
    assert words["area"] == "≥20 万m²"
    assert words["startup_bases"] == "1–2 个"


def test_verdicts_in_words(plan: Plan):
    words = {row.id: verdict_words(row) for row in target_gaps(plan).itertuples()}

    assert words["carriers"] == "计划已覆盖"
    assert words["teams"] == "附件无数据"
    assert words["national_carriers"] == "有缺口 1 个"
    assert words["technology_plaques"] == "计划已覆盖"
    assert words["startup_bases"] == "两种读法不同：到2025年底计划已覆盖，2025年以前有缺口"


def test_rule_that_counts_is_said(plan: Plan):
    basis = target_gaps(plan).set_index("id")["basis"]

    assert basis["teams"] == "附件没有这项数据，不推算"
    assert basis["area"] == "附件1、附件2 所列全部载体的面积之和；附件没有写建成时间，列入即计"
    assert basis["national_carriers"] == "2025年底前要争取国家级牌子的节点，计争取到牌子的载体数"
    assert basis["technology_plaques"] == (
        "2025年底前要争取市级及以上牌子（科技孵化器、众创空间）的节点，计争取的牌子数；另有 1 块未列年份，不计"
    )
