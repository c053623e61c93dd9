"""When a milestone is due, in the precision in which it is printed (inputs.md rows 55-57). Typed by hand."""

from datetime import date

import pytest

from analytics import load_plan, timeline
from analytics.judging.deadlines import read_deadline


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("二〇二三年底", date(2023, 12, 31)),
        ("二O二三年12月", date(2023, 12, 31)),
        ("二○二四年六月三十日", date(2024, 6, 30)),
        ("2023年第三季度", date(2023, 9, 30)),
        ("2023年一季度末", date(2023, 3, 31)),
        ("2023年Q2", date(2023, 6, 30)),
        ("2023年上半年", date(2023, 6, 30)),
        ("2023年6月30日前", date(2023, 6, 30)),
        ("2024/2/29", date(2024, 2, 29)),
        ("2023.06", date(2023, 6, 30)),
        ("2023年6月", date(2023, 6, 30)),
        ("2026年3月底前", date(2026, 3, 31)),
        ("２０２３年６月中旬", date(2023, 6, 20)),
        ("202306", date(2023, 6, 30)),
        ("20230615", date(2023, 6, 15)),
        ("202306至20231231", date(2023, 12, 31)),
        ("2023年6月至12月", date(2023, 12, 31)),
        ("2022年10月-2023年3月", date(2023, 3, 31)),
        ("2023年起至2025年6月", date(2025, 6, 30)),
        ("2023年", date(2023, 12, 31)),
        ("2023年12月底前完成", date(2023, 12, 31)),
        ("力争2023年6月底前", date(2023, 6, 30)),
        ("截至2023年3月31日止。", date(2023, 3, 31)),
        ("不晚于2023年上半年", date(2023, 6, 30)),
        ("完成时间：2023年三季度", date(2023, 9, 30)),
    ],
)
def test_row_55_the_printed_precision_is_kept(text, due):
    reading = read_deadline(text)
    assert (reading.value, reading.code) == (due, "")


@pytest.mark.parametrize("text", ["2023年2月30日", "2023.1", "2023年国庆前", "2025年前", "2023年每季度"])
def test_row_55_what_is_only_sure_of_its_year_is_told(text):
    reading = read_deadline(text)
    assert (reading.value, reading.code) == (date(int(text[:4]), 12, 31), "deadline-unclear")


@pytest.mark.parametrize(
    "text",
    [
        "2023年起",
        "2023年6月起",
        "从2023年开始",
        "2023年及以后",
        "2023年起，长期坚持",
        "2023年起每年12月底前",
        "每年12月底前",
        "每季度",
        "印发后180日内",
        "印发之日起30个工作日内",
        "方案通过后三个月内",
    ],
)
def test_row_56_what_names_no_end_is_due_on_no_day(text):
    reading = read_deadline(text)
    assert (reading.value, reading.code) == (None, "deadline-open")


@pytest.mark.parametrize("text", ["立行立改", "长期", "持续推进"])
def test_row_56_what_names_no_year_stays_undated(text):
    assert read_deadline(text, only_year=2024).code == "deadline-undated"


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("12月底前", date(2024, 12, 31)),
        ("全年", date(2024, 12, 31)),
        ("第二季度", date(2024, 6, 30)),
        ("6月15日前", date(2024, 6, 15)),
        ("上半年", date(2024, 6, 30)),
    ],
)
def test_row_57_a_deadline_without_a_year_is_in_the_only_one(text, due):
    reading = read_deadline(text, only_year=2024)
    assert (reading.value, reading.code) == (due, "deadline-only-year")
    assert read_deadline(text).code == "deadline-undated"


def test_row_57_the_only_year_comes_from_the_plan(write_plan):
    folder = write_plan(annex2=[{"序号": "1", "完成时限": "6月底前"}])
    meta = (folder / "plan.toml").read_text(encoding="utf-8")
    (folder / "plan.toml").write_text(meta.replace("last_year = 2027", "last_year = 2022"), encoding="utf-8")

    plan = load_plan(folder)

    assert list(plan.milestones["end"].dt.date) == [date(2022, 6, 30)]
    assert [finding.row for finding in plan.findings if finding.code == "deadline-only-year"] == [2]


def test_bars_and_states_follow_the_printed_precision(write_plan):
    steps = [
        ("2023年6月底前", "2023-06-30"),
        ("2023年", "2023-12-31"),
        ("2024年第一季度", "2024-03-31"),
        ("2023年起", ""),
    ]
    rows = [{"序号": "1" if index == 0 else "", "完成时限": text} for index, (text, _) in enumerate(steps)]
    plan = load_plan(
        write_plan(annex2=[rows[0], *({"工作任务": "招商。", "完成时限": row["完成时限"]} for row in rows[1:])])
    )

    bars = [(f"{row.start:%Y-%m-%d}", f"{row.end:%Y-%m-%d}") for row in plan.milestones.iloc[:3].itertuples()]
    # The day after the last earlier end; the first from the day of issue, 2022-10-28.
    assert bars == [("2022-10-28", "2023-06-30"), ("2023-07-01", "2023-12-31"), ("2024-01-01", "2024-03-31")]
    assert plan.milestones["end"].isna().tolist() == [False, False, False, True]
    states = {
        day: list(timeline(plan, day)["state"]) for day in (date(2023, 6, 30), date(2023, 7, 1), date(2024, 4, 1))
    }
    assert states == {
        date(2023, 6, 30): ["本年到期", "本年到期", "未到期", "未定年份"],
        date(2023, 7, 1): ["已到期", "本年到期", "未到期", "未定年份"],
        date(2024, 4, 1): ["已到期", "已到期", "已到期", "未定年份"],
    }


@pytest.mark.parametrize(
    ("above", "later", "is_told"),
    [
        ("2023年9月", "2023年6月", True),
        ("2023年底前", "2023年6月", True),
        ("2023年下半年", "2023年6月", True),
        ("2024年", "2023年6月", True),
        # A year does not end before a month of it, nor a quarter.
        ("2023年", "2023年6月", False),
        ("2023年第三季度", "2023年8月15日", False),
    ],
)
def test_a_later_step_with_an_earlier_deadline_is_told(write_plan, above, later, is_told):
    steps = [{"序号": "1", "完成时限": above}, {"工作任务": "招商。", "完成时限": later}]
    plan = load_plan(write_plan(annex2=steps))

    found = [(finding.row, finding.message) for finding in plan.findings if finding.code == "deadline-order"]
    assert found == [(3, f"完成时限早于同一载体上一个节点的“{above}”")] * is_told
