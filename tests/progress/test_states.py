"""progress.md §1–§3: what became of each milestone, plaque and carrier, worked out by hand from invented reports."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from analytics import Filters, Plan, apply_filters, load_plan
from analytics.meta import ProgressRules
from analytics.progress.checks import check_reports
from analytics.progress.states import carrier_states, milestone_states, plaque_states

from ..conftest import DATA
from .rows import TODAY, judged, reported, row

# 皖新大厦: 启动主体建设改造 2023年, 完成项目建设 2024年, 启动招商引资 2025年, 授牌两块 2027年.
BUILT = ("2-10", "完成项目建设。")
# 元石国际: one plaque in each of 2023, 2024 and 2025. 4号仓库棚基地: two plaques in 2023.
TWO = "争取授牌市级众创空间和区级创业孵化基地。"


def state(plan: Plan, carrier_id: str, step: int, as_of: date = TODAY):
    """The row of a milestone."""
    states = milestone_states(plan, as_of)
    [found] = states[(states["carrier_id"] == carrier_id) & (states["step"] == step)].itertuples()
    return found


def plaque(plan: Plan, carrier_id: str, name: str, as_of: date | None = TODAY):
    """The row of a plaque."""
    states = plaque_states(plan, as_of)
    found = states[(states["carrier_id"] == carrier_id) & (states["level"] + states["type"] == name)]
    [found] = found.itertuples()
    return found


# --- without reports --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("as_of", "due"),
    [
        (date(2022, 12, 31), 0),
        (date(2023, 1, 1), 9),
        (date(2024, 6, 30), 19),
        (date(2026, 11, 27), 31),
        (date(2028, 1, 1), 32),
    ],
)
def test_without_reports_everything_due_is_unreported(plan: Plan, as_of: date, due: int):
    states = milestone_states(plan, as_of)

    assert len(states) == 32
    assert states["state"].value_counts().to_dict() == {
        name: count for name, count in (("到期未报", due), ("未到期", 32 - due)) if count
    }
    assert not states["flags"].map(bool).any()
    assert set(states["evidence"]) == {""}


def test_without_reports_plaques_and_carriers_are_unreported(plan: Plan):
    states = plaque_states(plan, TODAY)

    assert states["planned"].value_counts().to_dict() == {"sought": 19, "held": 15}
    assert set(states["state"]) == {"未报"}
    assert states["year"].isna().all()
    assert set(carrier_states(plan, TODAY)["state"]) == {"未报"}


# --- one report on a task ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024-12-31", "按期完成"),
        ("2024-03-01", "按期完成"),
        ("2025-01-01", "逾期完成"),
        # A date of lower precision is compared at its own precision.
        ("2024年12月", "按期完成"),
        ("2025年1月", "逾期完成"),
        ("2024年", "按期完成"),
        ("2025年", "逾期完成"),
        ("", "完成（未写日期）"),
    ],
)
def test_a_task_done_by_its_date(plan: Plan, day: str, expected: str):
    found = state(reported(plan, row(*BUILT, "已完成", 实际日期=day, 依据="竣工备案")), "2-10", 2)

    assert (found.state, found.evidence, found.due) == (expected, "竣工备案", True)
    # Reported in 2026, after the deadline's year.
    assert found.flags == ("补报",)


@pytest.mark.parametrize(("as_of", "flags"), [("2024-12-31", ()), ("2025-03-31", ("补报",))])
def test_a_report_after_the_deadlines_year_is_a_late_report(plan: Plan, as_of: str, flags: tuple):
    with_report = reported(plan, row(*BUILT, "已完成", as_of, 实际日期="2024-11-01", 依据="竣工备案"))

    assert state(with_report, "2-10", 2).flags == flags


def test_repeating_in_2026_what_was_reported_in_time_is_no_late_report(plan: Plan):
    rows = [
        row(*BUILT, "已完成", as_of, 实际日期="2024-11-01", 依据="竣工备案") for as_of in ("2024-12-31", "2026-06-30")
    ]

    assert state(reported(plan, *rows), "2-10", 2).flags == ()


def test_done_without_evidence_is_done_and_flagged(plan: Plan):
    found = state(reported(plan, row(*BUILT, "已完成", "2024-12-31", 实际日期="2024-11-01")), "2-10", 2)

    assert (found.state, found.evidence, found.flags) == ("按期完成", "", ("无依据",))


@pytest.mark.parametrize("word", ["进行中", "未启动"])
@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        # The deadline is 2024-12-31: what was said before it says nothing after it.
        ("2024-06-30", "到期未报"),
        ("2024-12-31", "到期未报"),
        ("2025-01-01", "逾期未完成"),
        ("2026-10-31", "逾期未完成"),
    ],
)
def test_not_done_counts_if_said_since_the_deadline(plan: Plan, word: str, as_of: str, expected: str):
    found = state(reported(plan, row(*BUILT, word, as_of, 进展情况="主体封顶")), "2-10", 2)

    assert (found.state, found.word, found.progress) == (expected, word, "主体封顶")


def test_what_is_not_yet_due_is_not_yet_due(plan: Plan):
    found = state(reported(plan, row(*BUILT, "进行中", "2024-06-30")), "2-10", 2, date(2024, 12, 31))

    assert (found.state, found.due) == ("未到期", False)


def test_done_before_it_is_due_is_done_in_time(plan: Plan):
    found = state(
        reported(plan, row(*BUILT, "已完成", "2024-06-30", 实际日期="2024-05-01")), "2-10", 2, date(2024, 7, 1)
    )

    assert (found.state, found.due) == ("按期完成", False)


def test_given_up_needs_a_document(plan: Plan):
    proven = reported(plan, row(*BUILT, "不再实施", 依据="区政府纪要〔2025〕3号"))
    bare = reported(plan, row(*BUILT, "不再实施"))

    assert state(proven, "2-10", 2).state == "不再实施"
    # Without one it stays what is expected: it was said since the deadline that it is not done.
    assert state(bare, "2-10", 2).state == "逾期未完成"
    before = reported(plan, row(*BUILT, "不再实施", "2024-06-30"))
    assert state(before, "2-10", 2).state == "到期未报"


def test_given_up_without_a_document_undoes_nothing(plan: Plan):
    rows = [
        row(*BUILT, "已完成", "2024-12-31", 实际日期="2024-11-01", 依据="竣工备案"),
        row(*BUILT, "不再实施", "2025-12-31"),
    ]

    assert state(reported(plan, *rows), "2-10", 2).state == "按期完成"


def test_an_approved_later_deadline_stands_beside_the_first(plan: Plan):
    late = row(*BUILT, "已完成", 实际日期="2026-05-01", 依据="纪要", 调整后时限="2027年")
    open_ = row(*BUILT, "进行中", 依据="纪要", 调整后时限="2027年6月")
    bare = row(*BUILT, "进行中", 调整后时限="2027年")

    found = state(reported(plan, late), "2-10", 2)
    assert (found.state, found.flags) == ("逾期完成", ("补报", "已调整至 2027年"))
    found = state(reported(plan, open_), "2-10", 2)
    assert (found.state, found.flags) == ("逾期未完成", ("补报", "已调整至 2027年6月"))
    assert found.adjusted == pd.Timestamp(2027, 6, 30)
    assert state(reported(plan, bare), "2-10", 2).flags == ("补报",)


def test_an_unfinished_report_older_than_a_quarter_is_old(plan: Plan):
    with_report = reported(plan, row(*BUILT, "进行中", "2026-08-27"))

    assert "填报已旧" not in state(with_report, "2-10", 2, date(2026, 11, 27)).flags
    assert "填报已旧" in state(with_report, "2-10", 2, date(2026, 11, 28)).flags
    yearly = replace(with_report, meta=replace(with_report.meta, progress=ProgressRules("year")))
    assert "填报已旧" not in state(yearly, "2-10", 2, date(2026, 11, 28)).flags


def test_what_is_done_does_not_get_old(plan: Plan):
    assert (
        state(reported(plan, row(*BUILT, "已完成", "2024-12-31", 实际日期="2024", 依据="纪要")), "2-10", 2).flags == ()
    )


def test_as_of_a_day_only_reports_for_days_up_to_it_count(plan: Plan):
    rows = [
        row(*BUILT, "进行中", "2025-03-31"),
        row(*BUILT, "已完成", "2026-03-31", 实际日期="2026-02-01", 依据="备案"),
    ]
    with_reports = reported(plan, *rows)

    assert state(with_reports, "2-10", 2, date(2025, 3, 30)).state == "到期未报"
    assert state(with_reports, "2-10", 2, date(2025, 3, 31)).state == "逾期未完成"
    assert state(with_reports, "2-10", 2, date(2026, 3, 30)).state == "逾期未完成"
    assert state(with_reports, "2-10", 2, date(2026, 3, 31)).state == "逾期完成"


# --- several reports --------------------------------------------------------------------------------------------------


def test_the_latest_day_counts_whatever_stands_first(plan: Plan):
    rows = [
        row(*BUILT, "已完成", "2025-12-31", 实际日期="2025-10-01", 依据="备案"),
        row(*BUILT, "进行中", "2025-06-30"),
    ]

    assert state(reported(plan, *rows), "2-10", 2).state == "逾期完成"
    # Also where it takes back what was said.
    rows = [row(*BUILT, "已完成", "2025-06-30", 实际日期="2025-05-01"), row(*BUILT, "进行中", "2025-12-31")]
    assert state(reported(plan, *rows), "2-10", 2).state == "逾期未完成"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"状态": "已完成", "实际日期": "2024-05-01"}, {"状态": "进行中"}),
        ({"状态": "未启动"}, {"状态": "进行中"}),
        ({"状态": "已完成", "实际日期": "2024-05-01"}, {"状态": "已完成", "实际日期": "2025-05-01"}),
    ],
)
def test_the_same_day_and_different_states_are_in_dispute(plan: Plan, first: dict, second: dict):
    with_reports = reported(plan, row(*BUILT) | first, row(*BUILT) | second)

    assert state(with_reports, "2-10", 2).state == "有分歧"
    [finding] = check_reports(with_reports)
    assert (finding.code, finding.severity, finding.row) == ("report-conflict", "提示", 3)
    assert "第 2 行" in finding.message
    assert "第 3 行" in finding.message


def test_the_same_said_twice_is_no_dispute(plan: Plan):
    rows = [row(*BUILT, "已完成", 实际日期="2024-05-01"), row(*BUILT, "已完成", 实际日期="2024", 依据="备案")]
    with_reports = reported(plan, *rows, row(*BUILT, "已完成"))

    assert (state(with_reports, "2-10", 2).state, state(with_reports, "2-10", 2).evidence) == ("按期完成", "备案")
    assert check_reports(with_reports) == ()


# --- milestones that bring plaques ------------------------------------------------------------------------------------


def test_all_plaques_won_is_done_on_the_last_date(plan: Plan):
    first = row("2-02", "市级众创空间", "已获得", 实际日期="2023-06-01", 依据="渝科〔2023〕1号")
    second = row("2-02", "区级创业孵化基地", "已获得", 实际日期="2024-02-01", 依据="渡人社〔2024〕2号")

    found = state(reported(plan, first, second), "2-02", 2)
    assert (found.state, found.actual_first) == ("逾期完成", pd.Timestamp(2024, 2, 1))
    assert found.evidence == "渝科〔2023〕1号；渡人社〔2024〕2号"
    in_time = second | {"实际日期": "2023-12"}
    assert state(reported(plan, first, in_time), "2-02", 2).state == "按期完成"


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        # Nobody has said what became of the other one.
        ({"状态": ""}, "到期未报"),
        ({"状态": "已申报", "截至日期": "2023-06-30"}, "到期未报"),
        ({"状态": "已申报"}, "逾期未完成"),
        ({"状态": "未获得"}, "逾期未完成"),
        ({"状态": "不再争取", "依据": "纪要"}, "逾期未完成"),
    ],
)
def test_some_plaques_won_is_part_of_it_and_not_complete(plan: Plan, other: dict, expected: str):
    won = row("2-02", "市级众创空间", "已获得", 实际日期="2023-06-01", 依据="渝科〔2023〕1号")
    found = state(reported(plan, won, row("2-02", "区级创业孵化基地") | other), "2-02", 2)

    assert found.state == expected
    assert "部分获得 1/2" in found.flags


def test_a_task_cannot_say_done_for_its_plaques(plan: Plan):
    rows = [
        row("2-02", TWO, "已完成", 实际日期="2023-12-01", 依据="总结"),
        row("2-02", "市级众创空间", "已获得", 实际日期="2023-06-01", 依据="渝科〔2023〕1号"),
    ]
    with_reports = reported(plan, *rows)

    assert state(with_reports, "2-02", 2).state == "到期未报"
    assert [finding.code for finding in check_reports(with_reports)] == ["report-plaque-missing"]
    both = [*rows, row("2-02", "区级创业孵化基地", "已获得", 实际日期="2023-06-01", 依据="渡人社〔2023〕2号")]
    assert state(reported(plan, *both), "2-02", 2).state == "按期完成"
    assert check_reports(reported(plan, *both)) == ()


def test_a_task_can_say_that_its_plaques_are_not_there_or_given_up(plan: Plan):
    assert state(reported(plan, row("2-02", TWO, "进行中")), "2-02", 2).state == "逾期未完成"
    assert state(reported(plan, row("2-02", TWO, "不再实施", 依据="纪要")), "2-02", 2).state == "不再实施"
    assert state(reported(plan, row("2-02", TWO, "不再实施")), "2-02", 2).state == "逾期未完成"


def test_plaques_no_longer_sought_give_up_the_milestone_with_documents(plan: Plan):
    proven = [row("2-02", name, "不再争取", 依据="纪要") for name in ("市级众创空间", "区级创业孵化基地")]
    bare = [cells | {"依据": ""} for cells in proven]

    assert state(reported(plan, *proven), "2-02", 2).state == "不再实施"
    assert state(reported(plan, *bare), "2-02", 2).state == "逾期未完成"


def test_plaques_won_without_documents_are_done_without_evidence(plan: Plan):
    found = state(
        reported(plan, row("2-08", "区级创业孵化基地", "已获得", "2023-12-31", 实际日期="2023-06-01")), "2-08", 2
    )

    assert (found.state, found.evidence, found.flags) == ("按期完成", "", ("无依据",))


def test_a_plaque_lost_later_was_won_all_the_same(plan: Plan):
    rows = [
        row("2-08", "区级创业孵化基地", "已获得", "2023-12-31", 实际日期="2023-06-01", 依据="渡人社〔2023〕2号"),
        row("2-08", "区级创业孵化基地", "已失去", "2026-06-30", 实际日期="2026-01-01", 依据="渡人社〔2026〕1号"),
    ]

    assert state(reported(plan, *rows), "2-08", 2).state == "按期完成"


def test_plaques_in_dispute_leave_the_milestone_so(plan: Plan):
    rows = [row("2-08", "区级创业孵化基地", "已获得", 实际日期="2023-06-01"), row("2-08", "区级创业孵化基地", "未获得")]

    assert state(reported(plan, *rows), "2-08", 2).state == "有分歧"
    assert plaque(reported(plan, *rows), "2-08", "区级创业孵化基地").state == "有分歧"


def test_a_filter_changes_no_state(plan: Plan):
    """With 市级 chosen the 区级 plaque of 4号仓库棚基地 is not shown; the milestone is not done for that."""
    won = row("2-02", "市级众创空间", "已获得", 实际日期="2023-06-01", 依据="渝科〔2023〕1号")
    shown = apply_filters(reported(plan, won), Filters(level=("市级",)))

    found = state(shown, "2-02", 2)
    assert (found.state, found.flags) == ("到期未报", ("部分获得 1/2",))


def test_a_planned_plaque_that_a_filter_hides_is_not_beyond_the_plan(plan: Plan):
    won = row("2-08", "市级科技孵化器", "已获得", 实际日期="2024-06-01", 依据="渝科〔2024〕1号")
    shown = apply_filters(reported(plan, won), Filters(year=(2023,)))

    assert "市级科技孵化器" not in set(
        plaque_states(shown, TODAY)["type"].where(plaque_states(shown, TODAY)["carrier_id"] == "2-08")
    )


# --- plaques ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "more", "expected", "year"),
    [
        ("已获得", {"实际日期": "2024-06-01", "依据": "渝科〔2024〕1号"}, "已获得", 2024),
        ("已获得", {"实际日期": "2024年6月", "依据": "渝科〔2024〕1号"}, "已获得", 2024),
        ("已获得", {"实际日期": "2024-06-01"}, "已获得（无文号）", 2024),
        ("已获得", {"依据": "渝科〔2024〕1号"}, "已获得", None),
        ("未获得", {}, "未获得", None),
        ("已申报", {}, "已申报", None),
        ("未申报", {}, "未申报", None),
        ("不再争取", {}, "不再争取", None),
    ],
)
def test_a_sought_plaque(plan: Plan, status: str, more: dict, expected: str, year: int | None):
    found = plaque(reported(plan, row("2-08", "市级科技孵化器", status, **more)), "2-08", "市级科技孵化器")

    assert (found.planned, found.state) == ("sought", expected)
    assert found.year == year if year else pd.isna(found.year)
    assert found.gained == (expected == "已获得")


@pytest.mark.parametrize(
    ("status", "more", "expected", "lost"),
    [
        ("有效", {}, "有效", False),
        ("已失去", {"实际日期": "2025-06-01", "依据": "国科〔2025〕9号"}, "已失去", True),
        ("已失去", {"实际日期": "2025-06-01"}, "已失去", False),
    ],
)
def test_a_held_plaque(plan: Plan, status: str, more: dict, expected: str, lost: bool):
    found = plaque(reported(plan, row("1-01", "国家级众创空间", status, **more)), "1-01", "国家级众创空间")

    assert (found.planned, found.state, found.gained, found.lost) == ("held", expected, False, lost)
    assert found.year == 2025 if more else pd.isna(found.year)


def test_a_plaque_that_the_plan_does_not_name_is_beyond_it(plan: Plan):
    won = row("1-06", "市级科技孵化器", "已获得", 实际日期="2024-06-01", 依据="渝科〔2024〕1号")
    found = plaque(reported(plan, won), "1-06", "市级科技孵化器")

    assert (found.planned, found.state, found.gained, found.flags) == ("", "已获得", True, ("计划外",))
    assert len(plaque_states(reported(plan, won), TODAY)) == 35


def test_a_lower_level_leaves_the_sought_one_open(plan: Plan):
    won = row("2-06", "区级科技孵化器", "已获得", 实际日期="2023-06-01", 依据="渡科〔2023〕1号", 填报部门="区科技局")
    with_report = reported(plan, won)

    assert plaque(with_report, "2-06", "市级科技孵化器").state == "未报"
    assert plaque(with_report, "2-06", "区级科技孵化器").planned == ""
    assert state(with_report, "2-06", 2).state == "到期未报"


def test_an_award_before_the_notice_is_not_new(plan: Plan):
    for day, early in (("2022-10-27", True), ("2022年9月", True), ("2022-10-28", False), ("2022年", False)):
        won = row("2-08", "市级科技孵化器", "已获得", 实际日期=day, 依据="渝科〔2022〕1号")
        found = plaque(reported(plan, won), "2-08", "市级科技孵化器")
        assert (found.state, found.gained) == ("已获得", not early)
        assert ("方案印发前获得" in found.flags) == early


def test_an_award_after_the_targets_year_says_so(plan: Plan):
    won = row("2-08", "市级科技孵化器", "已获得", 实际日期="2026-03-01", 依据="渝科〔2026〕1号")

    assert "期限后获得" in plaque(reported(plan, won), "2-08", "市级科技孵化器").flags


def test_lost_after_it_was_won_leaves_it_won(plan: Plan):
    rows = [
        row("2-08", "市级科技孵化器", "已获得", "2024-12-31", 实际日期="2024-06-01", 依据="渝科〔2024〕1号"),
        row("2-08", "市级科技孵化器", "已失去", "2026-06-30", 实际日期="2026-05-01", 依据="渝科〔2026〕2号"),
    ]
    found = plaque(reported(plan, *rows), "2-08", "市级科技孵化器")

    assert (found.state, found.year, found.gained, found.lost) == ("已失去", 2026, True, True)
    assert plaque(reported(plan, *rows), "2-08", "市级科技孵化器", date(2025, 1, 1)).state == "已获得"


def test_valid_later_on_is_still_the_award(plan: Plan):
    rows = [
        row("2-08", "市级科技孵化器", "已获得", "2024-12-31", 实际日期="2024-06-01", 依据="渝科〔2024〕1号"),
        row("2-08", "市级科技孵化器", "有效", "2026-06-30"),
    ]
    found = plaque(reported(plan, *rows), "2-08", "市级科技孵化器")

    assert (found.state, found.year, found.evidence, found.gained) == ("已获得", 2024, "渝科〔2024〕1号", True)


def test_lost_without_having_been_won_is_told(plan: Plan):
    with_report = reported(plan, row("2-08", "市级科技孵化器", "已失去", 实际日期="2025", 依据="渝科"))

    assert [finding.code for finding in check_reports(with_report)] == ["report-lost-unwon"]
    assert not plaque(with_report, "2-08", "市级科技孵化器").gained


def test_taken_back_is_not_won(plan: Plan):
    rows = [
        row("2-08", "市级科技孵化器", "已获得", "2024-12-31", 实际日期="2024-06-01", 依据="渝科〔2024〕1号"),
        row("2-08", "市级科技孵化器", "已申报", "2025-12-31"),
    ]
    found = plaque(reported(plan, *rows), "2-08", "市级科技孵化器")

    assert (found.state, found.gained) == ("已申报", False)


def test_different_years_of_the_same_day_are_in_dispute(plan: Plan):
    rows = [row("2-08", "市级科技孵化器", "已获得", 实际日期=day, 依据="渝科") for day in ("2024-06-01", "2025-06-01")]

    assert plaque(reported(plan, *rows), "2-08", "市级科技孵化器").state == "有分歧"


# --- the rule of 2025 -------------------------------------------------------------------------------------------------

STANDARD = "标准级科技型企业孵化器"


def confirmed(copy_of) -> Plan:
    return load_plan(copy_of(DATA, ("plan.toml", "confirmed = false", "confirmed = true")))


def test_a_name_of_a_later_rule_counts_as_no_level_until_it_is_confirmed(plan: Plan):
    won = row("2-07", STANDARD, "已获得", 实际日期="2025-09-01", 依据="国科〔2025〕9号")
    found = plaque(reported(plan, won), "2-07", STANDARD)

    assert (found.level, found.planned, found.state) == ("", "", "已获得")
    assert found.if_confirmed == ("国家级", "科技孵化器")


def test_once_confirmed_it_is_that_level(copy_of):
    won = row("2-07", STANDARD, "已获得", 实际日期="2025-09-01", 依据="国科〔2025〕9号")
    found = plaque(reported(confirmed(copy_of), won), "2-07", "国家级科技孵化器")

    assert (found.planned, found.state, found.if_confirmed) == ("", "已获得", ("", ""))


def test_before_the_rule_was_in_force_it_is_not(copy_of):
    won = row("2-07", STANDARD, "已获得", 实际日期="2025-07-09", 依据="国科〔2025〕9号")
    with_report, findings = judged(confirmed(copy_of), [won])

    assert "report-equal-early" in [finding.code for finding in findings]
    assert plaque(with_report, "2-07", STANDARD).if_confirmed == ("", "")


# --- carriers ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("word", "gone"), [("正常运营", False), ("更名", False), ("停运", True), ("撤出", True)])
def test_a_carrier(plan: Plan, word: str, gone: bool):
    states = carrier_states(reported(plan, row("艺度创", "载体", word, 进展情况="改称艺度汇")), TODAY)
    [found] = states[states["carrier_id"] == "1-10"].itertuples()

    assert (found.state, found.gone, found.progress) == (word, gone, "改称艺度汇")
    assert len(states) == 20


def test_a_carrier_in_dispute(plan: Plan):
    states = carrier_states(reported(plan, row("1-10", "载体", "停运"), row("1-10", "载体", "撤出")), TODAY)

    assert states.set_index("carrier_id").at["1-10", "state"] == "有分歧"
    assert not states["gone"].any()


# --- a deadline without a date ----------------------------------------------------------------------------------------


def test_a_milestone_without_a_year_is_neither_due_nor_late(write_plan):
    plan = load_plan(write_plan(annex2=[{"序号": "1", "工作任务": "招商。", "完成时限": "长期"}]))
    undated = reported(plan, row("乙大厦", "招商。", "进行中"))
    done = reported(plan, row("乙大厦", "招商。", "已完成", 实际日期="2024-05-01", 依据="纪要"))

    assert (state(undated, "2-01", 1).state, state(undated, "2-01", 1).due) == ("未到期", False)
    found = state(done, "2-01", 1)
    assert (found.state, found.flags) == ("完成（未写日期）", ("未定年份",))


def test_the_deadline_of_a_month_is_its_end(plan: Plan):
    milestones = plan.milestones.copy()
    milestones.loc[(milestones["carrier_id"] == "2-10") & (milestones["step"] == 2), "end"] = pd.Timestamp(2024, 6, 30)
    by_june = replace(plan, milestones=milestones)

    for day, expected in (
        ("2024-06-30", "按期完成"),
        ("2024-07-01", "逾期完成"),
        ("2024年6月", "按期完成"),
        ("2024年", "按期完成"),
    ):
        assert state(reported(by_june, row(*BUILT, "已完成", 实际日期=day, 依据="备案")), "2-10", 2).state == expected
    assert (
        state(reported(by_june, row(*BUILT, "进行中", "2024-07-31")), "2-10", 2, date(2024, 8, 1)).state == "逾期未完成"
    )
