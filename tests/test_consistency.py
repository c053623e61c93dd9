"""analytics/consistency.py: what the plan contradicts in itself, found from the data, with its place (domain.md §3)."""

from typing import NamedTuple

import pytest

from analytics import Finding, Plan, load_plan

from .conftest import DATA


class Place(NamedTuple):
    """Where a finding stands: file, row as Excel numbers it, column, carrier, the cell's words."""

    file: str
    row: int
    column: str
    carrier_id: str
    value: str


def found(plan: Plan, code: str) -> list[Place]:
    return [
        Place(finding.file, finding.row, finding.column, finding.carrier_id, finding.value)
        for finding in plan.findings
        if finding.code == code
    ]


def finding_of(plan: Plan, code: str, carrier_id: str = "") -> Finding:
    return next(finding for finding in plan.findings if (finding.code, finding.carrier_id) == (code, carrier_id))


# code → places, by hand from the notice; (severity, words of the message); the edits after which it is no more.
WANTED = {
    "total-matches": [
        Place("annex1.csv", 0, "面积（万m2）", "", "14.72"),
        Place("annex2.csv", 0, "面积（万m2）", "", "33.8"),
    ],
    # 元石国际 and 重庆小面产业园 seek 市级创业孵化基地 in a task, not in 争取授牌.
    "plaque-only-in-task": [
        Place("annex2.csv", 25, "工作任务", "2-08", "市级创业孵化基地"),
        Place("annex2.csv", 29, "工作任务", "2-09", "市级创业孵化基地"),
    ],
    "plaque-undated": [
        Place("annex1.csv", 10, "工作任务", "1-09", "市级众创空间"),
        Place("annex1.csv", 10, "工作任务", "1-09", "市级创业孵化基地"),
    ],
    # 台湾中小企业产业园 seeks 市级众创空间, which 区科技局 guides; only 区人力社保局 stands there.
    "guide-missing": [Place("annex1.csv", 10, "指导部门", "1-09", "区人力社保局")],
    # 皖新大厦, 2027年
    "plaque-after-target-year": [
        Place("annex2.csv", 33, "工作任务", "2-10", "市级科技孵化器、区级创业孵化基地"),
    ],
    # Section 三 writes 微托邦, and 九宫庙商圈区域闲置商业物业 for “天空之湖”.
    "name-differs": [
        Place("annex1.csv", 3, "载体名称", "1-02", "微托帮众创空间（原）"),
        Place("annex2.csv", 14, "物业名称", "2-05", "“天空之湖”"),
    ],
    # Section 三 names 区商务委 too.
    "leads-differ": [Place("annex2.csv", 14, "牵头部门", "2-05", "九宫庙商圈公司")],
    # Section 四 names 重庆科技学院.
    "wording-differs": [Place("annex1.csv", 6, "工作任务", "1-05", "重庆科技大学")],
    "target-unserved": [Place("plan.toml", 0, "目标：其中国家级载体", "", "其中国家级1个以上")],
    "target-readings-differ": [
        Place(
            "plan.toml", 0, "目标：新增市级及以上创业孵化基地", "", "确保2025年前新增市级及以上就业创业孵化基地1-2个"
        ),
    ],
    "industry-unlisted": [
        Place("annex1.csv", 2, "孵化定位", "1-01", "综合性创业苗圃"),
        Place("annex1.csv", 3, "孵化定位", "1-02", "大学生创业苗圃"),
        Place("annex1.csv", 5, "孵化定位", "1-04", "残疾人创业苗圃"),
        Place("annex1.csv", 8, "孵化定位", "1-07", "专业科技孵化器"),
        Place("annex1.csv", 10, "孵化定位", "1-09", "外资企业集聚加速器"),
        Place("annex2.csv", 30, "孵化定位", "2-10", "生产性服务业加速器"),
    ],
    "year-without-milestone": [Place("annex2.csv", 0, "完成时限", "", "2026年")],
}


@pytest.mark.parametrize("code", WANTED)
def test_finding_stands_at_its_place(plan: Plan, code: str):
    assert found(plan, code) == WANTED[code]


def test_nothing_else_is_found(plan: Plan):
    # The task 授牌。 of 2-03 and 2-04 is told by plaques.py.
    assert {finding.code for finding in plan.findings} == {*WANTED, "plaque-bare-award"}
    assert not [finding for finding in plan.findings if finding.severity == "错误"]


def test_what_is_as_it_should_be_is_told_without_alarm(plan: Plan):
    quiet = {finding.code for finding in plan.findings if finding.severity == "说明"}

    assert quiet == {"total-matches", "industry-unlisted", "year-without-milestone", "plaque-bare-award"}


def test_findings_say_what_and_why(plan: Plan):
    assert "逐行相加 14.72 万m²，文件印的合计 14.72 万m²，一致" in [finding.message for finding in plan.findings]
    assert (
        "要争取市级众创空间，但该类牌子的指导部门区科技局不在其中" in finding_of(plan, "guide-missing", "1-09").message
    )
    assert "排在2027年，晚于目标年份2025年" in finding_of(plan, "plaque-after-target-year", "2-10").message
    assert "正文写作“微托邦众创空间（原）”" in finding_of(plan, "name-differs", "1-02").message
    assert "正文为区商务委、九宫庙商圈公司" in finding_of(plan, "leads-differ", "2-05").message
    assert "正文写作“重庆科技学院”" in finding_of(plan, "wording-differs", "1-05").message
    assert "到2025年底计划已覆盖，2025年以前有缺口" in finding_of(plan, "target-readings-differ").message
    assert all(finding.advice for finding in plan.findings if finding.severity == "提示")


def test_a_target_that_only_undated_plaques_seek_is_not_called_unserved(copy_of):
    # 1-09 seeks it without a year: nothing counts, but something is planned.
    edit = ("annex1.csv", "争取市级众创空间、市级创业孵化基地。", "争取国家级众创空间、市级创业孵化基地。")

    finding = finding_of(load_plan(copy_of(DATA, edit)), "target-undated")

    assert finding.message == "目标“其中国家级载体”在附件里只有 1 块未列年份的牌子，不计"


CORRECTIONS = {
    "plaque-only-in-task at 2-08": (
        ("annex2.csv", "区级创业孵化基地,加强沟通指导", "区级创业孵化基地、市级创业孵化基地,加强沟通指导"),
        "plaque-only-in-task",
        "2-08",
    ),
    "guide-missing at 1-09": (
        ("annex1.csv", "区台办,区人力社保局", "区台办,区科技局、区人力社保局"),
        "guide-missing",
        "1-09",
    ),
    "plaque-undated at 1-09": (
        ("annex1.csv", "争取市级众创空间、市级创业孵化基地。", ""),
        "plaque-undated",
        "1-09",
    ),
    "plaque-after-target-year at 2-10": (
        ("annex2.csv", "区级创业孵化基地。,2027年", "区级创业孵化基地。,2025年"),
        "plaque-after-target-year",
        "2-10",
    ),
    "name-differs at 1-02": (("annex1.csv", "微托帮众创空间（原）", "微托邦众创空间（原）"), "name-differs", "1-02"),
    "leads-differ at 2-05": (
        ("annex2.csv", "湖托邦公司,九宫庙商圈公司", "湖托邦公司,区商务委、九宫庙商圈公司"),
        "leads-differ",
        "2-05",
    ),
    "wording-differs at 1-05": (
        ("annex1.csv", "重庆科技大学创新创业孵化基地", "重庆科技学院创新创业孵化基地"),
        "wording-differs",
        "1-05",
    ),
    "target-unserved": (
        ("annex2.csv", "争取授牌市级科技孵化器。,2023年", "争取授牌国家级科技孵化器。,2023年"),
        "target-unserved",
        "",
    ),
    "target-readings-differ": (
        ("annex2.csv", "授牌区级创业孵化基地。,2023年", "争取授牌市级创业孵化基地。,2023年"),
        "target-readings-differ",
        "",
    ),
    "industry-unlisted at 2-10": (
        ("plan.toml", 'keywords = ["社会服务", ', 'keywords = ["生产性服务业", "社会服务", '),
        "industry-unlisted",
        "2-10",
    ),
    "year-without-milestone": (
        ("annex2.csv", "区级创业孵化基地。,2027年", "区级创业孵化基地。,2026年"),
        "year-without-milestone",
        "",
    ),
}


@pytest.mark.parametrize(("edit", "code", "carrier_id"), CORRECTIONS.values(), ids=CORRECTIONS)
def test_corrected_data_make_the_finding_vanish(plan: Plan, copy_of, edit, code: str, carrier_id: str):
    assert carrier_id in [place.carrier_id for place in found(plan, code)]

    corrected = load_plan(copy_of(DATA, edit))

    if code == "year-without-milestone":  # 2026 has one now, 2027 none.
        assert [place.value for place in found(corrected, code)] == ["2027年"]
    else:
        assert carrier_id not in [place.carrier_id for place in found(corrected, code)]


def test_printed_total_that_differs_is_told_with_both_numbers(copy_of):
    plan = load_plan(copy_of(DATA, ("annex1.csv", "艺度创,7.7", "艺度创,7.07")))

    assert found(plan, "total-differs") == [Place("annex1.csv", 0, "面积（万m2）", "", "14.72")]
    finding = finding_of(plan, "total-differs")
    assert finding.severity == "提示"
    assert finding.message == "逐行相加 14.09 万m²，文件印的合计 14.72 万m²，不一致，以逐行相加为准"
    assert len(found(plan, "total-matches")) == 1


def test_target_with_too_little_scheduled_is_told_with_what_is_missing(copy_of):
    plan = load_plan(copy_of(DATA, ("plan.toml", "target = 4\n", "target = 12\n")))

    assert [place.column for place in found(plan, "target-gap")] == ["目标：新授牌市级及以上载体"]
    assert finding_of(plan, "target-gap").message == "目标“新授牌市级及以上载体”有缺口 3 个"


def test_body_that_speaks_of_a_carrier_the_annexes_lack(copy_of):
    plan = load_plan(copy_of(DATA, ("plan.toml", 'carrier = "2-10"', 'carrier = "2-11"')))

    assert found(plan, "statement-without-carrier") == [Place("plan.toml", 0, "正文说法", "", "2-11")]
    assert "皖新大厦" in finding_of(plan, "statement-without-carrier").message


def test_positioning_without_a_stage_is_told(copy_of):
    plan = load_plan(copy_of(DATA, ("annex2.csv", "生态环保产业孵化器", "生态环保产业")))

    assert found(plan, "stage-missing") == [Place("annex2.csv", 10, "孵化定位", "2-04", "生态环保产业")]


def test_deadline_outside_the_plan_is_told(copy_of):
    plan = load_plan(copy_of(DATA, ("annex2.csv", "区级创业孵化基地。,2027年", "区级创业孵化基地。,2028年")))

    assert found(plan, "deadline-outside-plan") == [Place("annex2.csv", 33, "完成时限", "2-10", "2028年")]
