"""progress.md §1: the columns of a progress file, which item a row means, and what is said of every row."""

from datetime import date

import pandas as pd
import pytest

from analytics import Plan, load_plan
from analytics.progress.matching import plan_items

from .rows import judged, row

PLAN_DAY = "2026-10-31"


def codes(findings: list) -> list[str]:
    return [finding.code for finding in findings]


def only(plan: Plan, cells: dict[str, str], today: date = date(2026, 11, 27)):
    """The one report of a row with its findings."""
    reported, findings = judged(plan, [cells], today)
    assert len(reported.reports) == 1, [finding.sentence() for finding in findings]
    return reported.reports.iloc[0], findings


def refused(plan: Plan, cells: dict[str, str]) -> list:
    """The 错误 of a row, which gives no report."""
    reported, findings = judged(plan, [cells])
    assert reported.reports.empty
    errors = [finding for finding in findings if finding.severity == "错误"]
    assert errors
    return errors


# --- which item -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "天安T+SPACE众创空间",
        "天安t+space众创空间",
        "天安Ｔ＋ＳＰＡＣＥ 众创空间",
        "“天安T+SPACE众创空间”",
        "1-01",
        "1-1",
    ],
)
def test_a_carrier_is_known_without_quotes_width_blanks_and_by_number(plan: Plan, name: str):
    report, _ = only(plan, row(name, "国家级众创空间", "有效"))

    assert (report.carrier_id, report.kind, report.planned) == ("1-01", "plaque", "held")


def test_printed_quotes_need_not_be_written(plan: Plan):
    report, _ = only(plan, row("天空之湖", "制定建设方案。", "进行中", 填报部门="九宫庙商圈公司"))

    assert (report.carrier_id, report.step) == ("2-05", 2)


@pytest.mark.parametrize("task", ["授牌区级创业孵化基地。", "授牌区级创业孵化基地", " 授牌 区级创业孵化基地。 "])
def test_a_task_is_known_as_printed(plan: Plan, task: str):
    report, _ = only(plan, row("2-08", task, "进行中"))

    assert (report.kind, report.carrier_id, report.step, report.brings) == ("task", "2-08", 2, 1)


def test_every_printed_milestone_is_unique_by_carrier_and_task(plan: Plan):
    names = dict(zip(plan.carriers["carrier_id"], plan.carriers["name"], strict=True))
    for milestone in plan.milestones.itertuples():
        report, _ = only(plan, row(names[milestone.carrier_id], milestone.task, "未启动"))
        assert (report.carrier_id, report.step) == (milestone.carrier_id, milestone.step)


def test_a_task_of_annex_1_has_no_milestone(plan: Plan):
    report, _ = only(plan, row("1-06", "督促指导业主方强化孵化功能，做好整体运营，维持好现有牌子。", "进行中"))

    assert (report.kind, report.carrier_id, report.step) == ("task", "1-06", 0)


@pytest.mark.parametrize(
    ("carrier", "item", "planned", "step", "brings"),
    [
        ("2-02", "市级众创空间", "sought", 2, 2),
        ("2-03", "区级创业孵化基地", "sought", 4, 2),
        ("1-09", "市级创业孵化基地", "sought", 0, 0),
        ("1-03", "市级农民工返乡创业园", "held", 0, 0),
        ("2-06", "市级就业创业孵化基地", "", 0, 0),
    ],
)
def test_a_plaque_is_known_with_what_the_plan_says_of_it(plan: Plan, carrier, item, planned, step, brings):
    report, _ = only(plan, row(carrier, item, "有效" if planned == "held" else "已申报"))

    assert (report.kind, report.planned, report.step, report.brings) == ("plaque", planned, step, brings)


def test_a_carrier_as_such(plan: Plan):
    report, _ = only(plan, row("艺度创", "载体", "停运", 填报部门="区文化旅游委"))

    assert (report.kind, report.carrier_id, report.status) == ("carrier", "1-10", "停运")


def test_an_indicator_is_known_by_its_label_without_carrier_and_status(plan: Plan):
    report, findings = only(plan, row("", "聚集企业和团队", 实际数="1,520", 实际日期="2025-12-31", 依据="年报"))

    assert (report.kind, report.indicator, report.value, report.status) == ("indicator", "teams", 1520, "")
    assert findings == []


@pytest.mark.parametrize(
    ("carrier", "item", "column", "offered"),
    [
        ("皖新", "完成项目建设。", "载体名称", "皖新大厦"),
        ("重庆小面产业圆", "加快项目建设。", "载体名称", "重庆小面产业园"),
        ("皖新大厦", "完成建设。", "事项", "完成项目建设。"),
        ("元石国际", "市级双创基地", "事项", "市级创业孵化基地"),
        ("", "聚集企业与团队", "载体名称", "聚集企业和团队"),
    ],
)
def test_what_meets_nothing_is_told_kept_and_never_guessed(plan: Plan, carrier, item, column, offered):
    more = {"实际数": "9"} if not carrier else {}
    report, findings = only(plan, row(carrier, item, "" if not carrier else "已完成", **more))

    assert (report.kind, report.item_text) == ("", item)
    told = next(finding for finding in findings if finding.code == "report-unmatched")
    assert (told.severity, told.column) == ("提示", column)
    assert f"“{offered}”" in told.message


def same_worded(write_plan) -> Plan:
    return load_plan(
        write_plan(
            annex2=[
                {"序号": "1", "工作任务": "招商。", "完成时限": "2023年"},
                {"工作任务": "招商。", "完成时限": "2024年"},
                {"工作任务": "验收。", "完成时限": "2025年"},
                {"工作任务": "验收。", "完成时限": "2025年"},
            ]
        )
    )


@pytest.mark.parametrize(("deadline", "step"), [("2023年", 1), ("2024年", 2), ("2024", 2), ("2024年底", 2)])
def test_the_deadline_tells_tasks_of_the_same_words_apart(write_plan, deadline: str, step: int):
    report, _ = only(same_worded(write_plan), row("乙大厦", "招商。", "已完成", 完成时限=deadline))

    assert report.step == step


@pytest.mark.parametrize(("task", "deadline"), [("招商。", ""), ("招商。", "2026年"), ("验收。", "2025年")])
def test_where_the_deadline_does_not_either_the_file_is_refused(write_plan, task: str, deadline: str):
    errors = refused(same_worded(write_plan), row("乙大厦", task, "已完成", 完成时限=deadline))

    assert codes(errors) == ["report-ambiguous"]


def test_another_deadline_than_the_printed_one_is_told(plan: Plan):
    report, findings = only(plan, row("皖新大厦", "完成项目建设。", "进行中", 完成时限="2025年", 填报部门="建桥公司"))

    assert (report.carrier_id, report.step) == ("2-10", 2)
    assert codes(findings) == ["report-deadline-differs"]
    assert "2024年" in findings[0].message


# --- what a row needs -------------------------------------------------------------------------------------------------


def test_a_row_without_status_is_no_report(plan: Plan):
    reported, findings = judged(
        plan, [row("2-08", "市级科技孵化器"), row("", "孵化科技型企业"), row("2-08", "载体", "—")]
    )

    assert reported.reports.empty
    assert findings == []


def test_a_forgotten_status_is_told(plan: Plan):
    rows = [
        row("2-08", "市级科技孵化器", 依据="渝科〔2024〕1号", 实际日期="2024-05-01"),
        row("", "孵化科技型企业", 实际日期="2025-12-31"),
        row("2-08", "市级科技孵化器", 实际数="1"),
    ]
    reported, findings = judged(plan, rows)

    assert reported.reports.empty
    assert codes(findings) == ["report-without-status"] * 3
    assert [finding.column for finding in findings] == ["状态", "实际数", "状态"]
    assert "实际日期、依据" in findings[0].message


@pytest.mark.parametrize(
    ("changes", "code", "column"),
    [
        ({"填报部门": ""}, "report-blank", "填报部门"),
        ({"事项": ""}, "report-blank", "事项"),
        ({"截至日期": ""}, "report-blank", "截至日期"),
        ({"截至日期": "2026年10月"}, "report-as-of", "截至日期"),
        ({"截至日期": "上个月"}, "report-as-of", "截至日期"),
        ({"截至日期": "2026-11-28"}, "report-future", "截至日期"),
        ({"实际日期": "年底"}, "report-date", "实际日期"),
        ({"实际日期": "2023-02-30"}, "report-date", "实际日期"),
        ({"实际日期": "2026-12-01"}, "report-future", "实际日期"),
        ({"实际日期": "2027年"}, "report-future", "实际日期"),
        ({"实际日期": "2026-11-01"}, "report-date-order", "实际日期"),
        ({"实际日期": "2026年11月"}, "report-date-order", "实际日期"),
        ({"调整后时限": "再议"}, "report-date", "调整后时限"),
        ({"状态": "差不多了"}, "report-word", "状态"),
    ],
)
def test_what_cannot_be_meant_refuses_the_file(plan: Plan, changes: dict, code: str, column: str):
    cells = row("2-10", "完成项目建设。", "已完成", 实际日期="2024-05-01", 依据="纪要", 填报部门="建桥公司") | changes
    errors = refused(plan, cells)

    assert [(error.code, error.column, error.row) for error in errors] == [(code, column, 2)]


def test_an_unknown_word_is_answered_with_the_list(plan: Plan):
    [error] = refused(plan, row("1-01", "国家级众创空间", "还在"))

    assert "有效、已失去" in error.message
    assert error.value == "还在"


@pytest.mark.parametrize("day", ["2026年", "2026年10月", "2026-10-31"])
def test_a_date_is_compared_at_its_own_precision(plan: Plan, day: str):
    only(plan, row("2-10", "完成项目建设。", "已完成", 实际日期=day))


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        (row("2-10", "完成项目建设。", "已完成", 依据="纪要"), "report-undated"),
        (row("2-08", "市级科技孵化器", "已获得", 依据="渝科"), "report-undated"),
        (row("1-01", "国家级众创空间", "已失去", 依据="国科"), "report-undated"),
        (row("2-10", "完成项目建设。", "已完成", 实际日期="2024"), "report-without-evidence"),
        (row("2-08", "市级科技孵化器", "已获得", 实际日期="2024"), "report-without-evidence"),
        (row("1-01", "国家级众创空间", "已失去", 实际日期="2024"), "report-without-evidence"),
        (row("2-10", "完成项目建设。", "不再实施"), "report-without-evidence"),
        (row("2-10", "完成项目建设。", "已完成", 实际日期="2024", 依据="/"), "report-without-evidence"),
        (row("2-10", "完成项目建设。", "进行中", 调整后时限="2027年"), "report-adjusted-unused"),
        (row("2-10", "完成项目建设。", "进行中", 调整后时限="2024年", 依据="纪要"), "report-adjusted-unused"),
        (row("1-01", "国家级众创空间", "有效", 调整后时限="2027年", 依据="纪要"), "report-adjusted-unused"),
        (row("2-10", "完成项目建设。", "进行中", 实际数="3"), "report-number-unused"),
        (row("", "新授牌市级及以上载体", 实际数="3", 实际日期="2025"), "report-number-unused"),
        (row("", "孵化科技型企业", 实际数="3"), "report-undated"),
        (row("2-08", "市级科技孵化器", "已获得", 实际日期="2022-10-27", 依据="渝科"), "report-award-early"),
        (row("2-06", "区级创业孵化基地", "已获得", 实际日期="2024", 依据="渡人社"), "report-beyond-plan"),
        (row("1-01", "载体", "更名"), "report-new-name"),
        (row("2-10", "完成项目建设。", "基本完成"), "report-word-doubtful"),
        (row("2-10", "完成项目建设。", "办结", 实际日期="2024", 依据="纪要"), "report-word-read"),
        (row("", "孵化科技型企业", "已完成", 实际数="3", 实际日期="2025"), "report-status-unused"),
    ],
)
def test_what_a_claim_lacks_is_told_and_loads(plan: Plan, cells: dict, code: str):
    reporter = "建桥公司" if cells["载体名称"] == "2-10" else "区科技局"
    _, findings = only(plan, cells | {"填报部门": reporter})

    assert codes(findings) == [code]
    assert findings[0].severity == (
        "说明" if code in ("report-word-read", "report-beyond-plan", "report-status-unused") else "提示"
    )


def test_a_reporter_that_neither_leads_nor_guides_is_told_and_counts(plan: Plan):
    report, findings = only(plan, row("2-10", "完成项目建设。", "进行中", 填报部门="区台办"))

    assert report.carrier_id == "2-10"
    assert codes(findings) == ["report-other-department"]


@pytest.mark.parametrize("department", ["建桥公司", "区科技局", "区人力社保局", "建桥公司、区台办", "区 科技局"])
def test_who_leads_or_guides_is_not(plan: Plan, department: str):
    assert only(plan, row("2-10", "完成项目建设。", "进行中", 填报部门=department))[1] == []


@pytest.mark.parametrize("number", ["约1500", "1,5", "-3", "1500个", "1e3"])
def test_a_number_is_a_number(plan: Plan, number: str):
    assert codes(refused(plan, row("", "聚集企业和团队", 实际数=number, 实际日期="2025"))) == ["report-number"]


def test_one_error_refuses_the_whole_file_and_all_are_told(plan: Plan):
    rows = [row("2-08", "市级科技孵化器", "已申报"), row("2-07", "市级科技孵化器", "快了"), row("2-06", "载体", "好")]
    reported, findings = judged(plan, rows)

    assert reported.reports.empty
    assert [(finding.row, finding.code) for finding in findings] == [(3, "report-word"), (4, "report-word")]


def test_two_carriers_of_one_name_are_told_apart_by_what_only_one_has(write_plan):
    folder = write_plan(annex1=[{"序号": "1", "工作任务": "甲事。"}, {"序号": "2", "工作任务": "乙事。"}])
    plan = load_plan(folder)
    assert len(plan_items(plan).names["甲基地"]) == 2

    assert only(plan, row("甲基地", "乙事。", "已完成"))[0].carrier_id == "1-02"
    assert codes(refused(plan, row("甲基地", "载体", "停运"))) == ["report-ambiguous"]
    assert only(plan, row("1-02", "载体", "停运"))[0].carrier_id == "1-02"


def test_the_frame_has_dates_and_numbers_also_where_nothing_is_reported(plan: Plan):
    assert plan.reports.empty
    assert pd.api.types.is_datetime64_any_dtype(plan.reports["as_of"])
    assert plan.reports["value"].dtype == "Float64"
