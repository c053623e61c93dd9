"""progress.md §2, §7: what is reported against the targets, worked out by hand from invented reports."""

from datetime import date

import pandas as pd
import pytest

from analytics import Plan, load_plan, target_gaps
from analytics.progress.actuals import target_actuals
from analytics.progress.checks import check_reports
from analytics.progress.headlines import actual_words, equals_notes

from ..conftest import DATA
from .rows import reported, row


def won(carrier: str, name: str, day: str, **more: str) -> dict[str, str]:
    return row(carrier, name, "已获得", 实际日期=day, 依据="渝科〔2024〕1号") | more


def actual(plan: Plan, target_id: str, as_of: date | None = None):
    """The row of a target."""
    targets = target_gaps(plan, as_of)
    [found] = targets[targets["id"] == target_id].itertuples()
    return found


def test_without_reports_nothing_is_actual_and_all_else_is_as_before(plan: Plan):
    targets = target_gaps(plan)

    for column in ("actual", "actual_before", "actual_gap", "actual_if_confirmed", "actual_day"):
        assert targets[column].isna().all(), column
    assert list(targets["scheduled"].dropna()) == [20, 48.52, 9, 0, 8, 2]
    assert set(actual_words(plan, None).values()) == {"未报"}


def test_awards_with_evidence_by_the_deadline_count(plan: Plan):
    """市级 plaques won in 2023 (2-01), 2024 (2-07), 2025 (2-08, two), 2026 (2-05); one 区级; one without 依据."""
    with_reports = reported(
        plan,
        won("2-01", "市级众创空间", "2023-06-01"),
        won("2-07", "市级科技孵化器", "2024-06-01"),
        won("2-08", "市级科技孵化器", "2025-03-01"),
        won("2-08", "市级创业孵化基地", "2025-12-31"),
        won("2-05", "市级众创空间", "2026-02-01"),
        won("2-09", "区级创业孵化基地", "2024-02-01"),
        won("2-06", "市级科技孵化器", "2024-02-01", 依据=""),
    )

    # 新授牌市级及以上载体, by 2025: 2-01, 2-07 and 2-08, which counts once; 2-05 after it.
    carriers = actual(with_reports, "plaqued_carriers")
    assert (carriers.actual, carriers.actual_gap, carriers.actual_late) == (3, 1, 1)
    # 科技孵化器或众创空间: 2-01, 2-07, 2-08; before 2025 two of them; 2-05 after it.
    technology = actual(with_reports, "technology_plaques")
    assert (technology.actual, technology.actual_before, technology.actual_gap, technology.actual_late) == (3, 2, 0, 1)
    # 创业孵化基地 of 市级: 2-08 by the end of 2025, none before it.
    bases = actual(with_reports, "startup_bases")
    assert (bases.actual, bases.actual_before, bases.actual_gap) == (1, 0, 0)
    # Nothing was reported of 国家级.
    assert pd.isna(actual(with_reports, "national_carriers").actual)
    assert target_actuals(with_reports, None)["technology_plaques"].unproven == 1


def test_the_targets_say_what_was_reported_in_words(plan: Plan):
    with_reports = reported(
        plan,
        won("2-01", "市级众创空间", "2023-06-01"),
        won("2-08", "市级科技孵化器", "2025-03-01"),
        won("2-05", "市级众创空间", "2026-02-01"),
        won("2-06", "市级科技孵化器", "2024-02-01", 依据=""),
        won("2-07", "市级科技孵化器", ""),
        row("", "聚集企业和团队", 实际数="1520", 实际日期="2025-12-31", 依据="2025年统计年报"),
        row("", "孵化科技型企业", 实际数="171", 实际日期="2026-06-30"),
    )
    words = actual_words(with_reports, None)

    assert words["technology_plaques"] == "2个（2025年以前1个），期限后1个，未写日期1块，无文号1块"
    assert words["teams"] == "1520个（2025-12-31，依据：2025年统计年报）"
    assert words["technology_firms"] == "171个（2026-06-30，在期限以后，无依据）"
    assert words["area"] == "未报"


def test_reported_but_not_won_is_zero_and_not_nothing(plan: Plan):
    with_report = reported(plan, row("2-07", "市级科技孵化器", "未获得"))

    found = actual(with_report, "technology_plaques")
    assert (found.actual, found.actual_gap) == (0, 3)
    assert pd.isna(actual(with_report, "startup_bases").actual)


def test_a_higher_level_serves_and_above(plan: Plan):
    with_report = reported(plan, won("2-07", "国家级科技孵化器", "2025-03-01"))

    for target_id in ("plaqued_carriers", "national_carriers", "technology_plaques"):
        assert actual(with_report, target_id).actual == 1


def test_what_is_not_new_or_has_no_date_counts_in_no_target(plan: Plan):
    with_reports = reported(
        plan,
        row("1-01", "国家级众创空间", "有效"),
        won("2-07", "市级科技孵化器", "2022-05-01"),
        won("2-08", "市级科技孵化器", ""),
    )

    assert actual(with_reports, "technology_plaques").actual == 0
    assert pd.isna(actual(with_reports, "national_carriers").actual)


def test_a_plaque_lost_later_stays_new(plan: Plan):
    lost = row("2-07", "市级科技孵化器", "已失去", "2026-06-30", 实际日期="2026-01-01", 依据="渝科〔2026〕1号")
    with_reports = reported(plan, won("2-07", "市级科技孵化器", "2024-06-01", 截至日期="2024-12-31"), lost)

    assert actual(with_reports, "technology_plaques").actual == 1


def test_awards_beyond_the_plan_count(plan: Plan):
    assert actual(reported(plan, won("1-06", "市级科技孵化器", "2024-06-01")), "plaqued_carriers").actual == 1


def test_only_reports_up_to_the_day_count(plan: Plan):
    with_reports = reported(
        plan,
        won("2-01", "市级众创空间", "2023-06-01", 截至日期="2023-12-31"),
        won("2-07", "市级科技孵化器", "2024-06-01", 截至日期="2024-12-31"),
    )

    counts = [
        actual(with_reports, "technology_plaques", day).actual for day in (date(2023, 12, 31), date(2024, 12, 31), None)
    ]
    assert counts == [1, 2, 2]
    assert pd.isna(actual(with_reports, "technology_plaques", date(2023, 12, 30)).actual)


# --- indicators -------------------------------------------------------------------------------------------------------


def test_the_latest_day_of_an_indicator_counts(plan: Plan):
    rows = [
        row("", "聚集企业和团队", 实际数="1700", 实际日期="2026-06-30", 依据="半年报"),
        row("", "聚集企业和团队", 实际数="1520", 实际日期="2025年", 依据="2025年报"),
        row("", "孵化载体总面积", 实际数="31.5", 实际日期="2025-12-31"),
    ]
    teams, area = (actual(reported(plan, *rows), target_id) for target_id in ("teams", "area"))

    assert (teams.actual, teams.actual_gap, teams.actual_evidence) == (1700, 0, "半年报")
    assert teams.actual_day == pd.Timestamp(2026, 6, 30)
    assert (area.actual, area.actual_gap, area.actual_evidence) == (31.5, 0, "")
    assert actual(reported(plan, *rows[1:2]), "teams").actual_gap == 80


def test_a_correction_of_the_same_day_counts(plan: Plan):
    rows = [
        row("", "聚集企业和团队", 实际数="1520", 实际日期="2025-12-31", 截至日期="2026-03-31"),
        row("", "聚集企业和团队", 实际数="1480", 实际日期="2025-12-31", 截至日期="2026-06-30"),
    ]

    assert actual(reported(plan, *rows), "teams").actual == 1480


def test_departments_that_differ_are_not_chosen_between(plan: Plan):
    rows = [row("", "聚集企业和团队", 实际数=number, 实际日期="2025-12-31") for number in ("1520", "900")]
    with_reports = reported(plan, *rows)

    assert pd.isna(actual(with_reports, "teams").actual)
    assert actual_words(with_reports, None)["teams"].startswith("有分歧")
    assert [finding.code for finding in check_reports(with_reports)] == ["report-conflict"]


def test_values_of_several_days_are_a_series_and_no_dispute(plan: Plan):
    rows = [
        row("", "聚集企业和团队", 实际数=number, 实际日期=day)
        for number, day in (("900", "2023年"), ("1520", "2025年"))
    ]

    assert check_reports(reported(plan, *rows)) == ()


def test_a_number_for_a_target_that_is_counted_is_not_taken(plan: Plan):
    assert pd.isna(actual(reported(plan, row("", "新授牌市级及以上载体", 实际数="9")), "plaqued_carriers").actual)


# --- the rule of 2025 -------------------------------------------------------------------------------------------------


def test_an_unconfirmed_name_stands_beside_the_figure(plan: Plan):
    with_reports = reported(
        plan, won("2-07", "标准级科技型企业孵化器", "2025-09-01"), won("2-08", "市级科技孵化器", "2024-05-01")
    )
    national, technology = (
        actual(with_reports, target_id) for target_id in ("national_carriers", "technology_plaques")
    )

    assert (national.actual, national.actual_if_confirmed) == (0, 1)
    assert (technology.actual, technology.actual_if_confirmed) == (1, 2)
    note = equals_notes(with_reports, target_gaps(with_reports))[1]
    assert note == (
        "其中国家级载体：0个；如“标准级科技型企业孵化器”按国家级科技孵化器计"
        "（工信部科〔2025〕131号，2025-07-10起；本区未确认），是1个"
    )


def test_a_confirmed_name_counts(copy_of):
    plan = load_plan(copy_of(DATA, ("plan.toml", "confirmed = false", "confirmed = true")))
    found = actual(reported(plan, won("2-07", "标准级科技型企业孵化器", "2025-09-01")), "national_carriers")

    assert found.actual == 1
    assert pd.isna(found.actual_if_confirmed)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('level = "国家级"\ntype', 'level = "部级"\ntype', "方案没有这个级别或类型"),
        ('report_every = "quarter"', 'report_every = "weekly"', "不认识的填报周期"),
        ("confirmed = false", "confirmed = 0", "值的类型不对"),
    ],
)
def test_slips_of_plan_toml_are_told(copy_of, old: str, new: str, words: str):
    from analytics import PlanError

    with pytest.raises(PlanError) as caught:
        load_plan(copy_of(DATA, ("plan.toml", old, new)))

    assert words in str(caught.value)
