"""analytics/filters.py: what each filter leaves, counted by hand in the annexes, and the filters in words."""

from datetime import date
from typing import NamedTuple

import pytest

from analytics import Filters, Plan, apply_filters, describe, exact_sum, filter_options, load_plan


class Left(NamedTuple):
    """What a filter leaves: carriers, their 万m² as shown, milestones, plaques held and sought."""

    carriers: int
    area: str
    milestones: int
    held: int
    sought: int


CASES = {
    # 1-01, 1-02, 1-07, 2-06, 2-07, 2-08
    "lead": (Filters(lead=("区科技局",)), Left(6, "14.6", 9, 4, 5)),
    # 1-09
    "lead of annex 1 only": (Filters(lead=("区台办",)), Left(1, "0.9", 0, 1, 2)),
    # all but 1-01, 1-06, 1-07, 2-01, 2-05, 2-06
    "guide": (Filters(guide=("区人力社保局",)), Left(14, "43.82", 25, 12, 16)),
    # 2-06, 2-07, 2-08
    "industry": (Filters(industry=("大健康生物医药",)), Left(3, "12.8", 9, 0, 5)),
    # 1-01, 1-02, 1-04, 1-07, 1-09, 2-10
    "unlisted industry": (Filters(industry=("未列入七大方向",)), Left(6, "9.8", 4, 7, 4)),
    # 1-05, 1-06, 1-07, 2-03, 2-04, 2-05; 2-02 is 孵化器 second
    "stage": (Filters(stage=("孵化器",)), Left(6, "7", 11, 3, 5)),
    "annex 1": (Filters(annex=(1,)), Left(10, "14.72", 0, 15, 2)),
    "annex 2": (Filters(annex=(2,)), Left(10, "33.8", 32, 0, 17)),
    # 1-01
    "level 国家级": (Filters(level=("国家级",)), Left(1, "0.5", 0, 1, 0)),
    # held by 1-03, 1-09; sought by 2-02, 2-03, 2-04, 2-08, 2-09, 2-10
    "level 区级": (Filters(level=("区级",)), Left(8, "24.9", 22, 2, 6)),
    # 2-03, 2-04, 2-05, 2-07, 2-08, 2-09, 2-10; plaques of 2-05, 2-07, 2-08, 2-09
    "year": (Filters(year=(2024,)), Left(7, "30.7", 7, 0, 4)),
    "year with nothing due": (Filters(year=(2026,)), Left(0, "0", 0, 0, 0)),
    "two leads": (Filters(lead=("区科技局", "区台办")), Left(7, "15.5", 9, 5, 7)),
    # 2-08
    "lead and year": (Filters(lead=("区科技局",), year=(2025,)), Left(1, "3.8", 1, 0, 1)),
    # 2-07, 2-08
    "lead, guide and annex": (
        Filters(lead=("区科技局",), guide=("区人力社保局",), annex=(2,)),
        Left(2, "10.8", 7, 0, 4),
    ),
    # 1-05 holds one, 1-08 two
    # 1-07 holds one; 2-03, 2-04, 2-06, 2-07, 2-08 and 2-10 seek one each:
    # 1.1 + 0.9 + 2.4 + 2 + 7 + 3.8 + 6.9; 4 + 4 + 2 + 3 + 4 + 4 milestones
    "type": (Filters(type=("科技孵化器",)), Left(7, "24.1", 21, 1, 6)),
    # Of 区级 none is of that type: not who has one of 区级 and one of that type.
    "level and type": (Filters(level=("区级",), type=("科技孵化器",)), Left(0, "0", 0, 0, 0)),
    "industry and level": (Filters(industry=("大数据智能化",), level=("市级",)), Left(2, "3.82", 0, 3, 0)),
    # 2-08 seeks 区级创业孵化基地 in 2023
    "level and year": (Filters(lead=("区科技局",), level=("区级",), year=(2023,)), Left(1, "3.8", 1, 0, 1)),
    # 2-10 has something due in 2025, but its 市级 plaque is of 2027.
    "level and year of one plaque": (Filters(level=("市级",), year=(2025,)), Left(4, "16.1", 4, 0, 4)),
    "nothing fits": (Filters(lead=("区台办",), annex=(2,)), Left(0, "0", 0, 0, 0)),
    "unknown value": (Filters(lead=("无此部门",)), Left(0, "0", 0, 0, 0)),
    "as-of date removes nothing": (Filters(asof=date(2026, 11, 23)), Left(20, "48.52", 32, 15, 19)),
}


@pytest.mark.parametrize(("filters", "left"), CASES.values(), ids=CASES)
def test_what_a_filter_leaves(plan: Plan, filters: Filters, left: Left):
    shown = apply_filters(plan, filters)

    status = shown.plaques["status"].value_counts()
    counts = (len(shown.milestones), status.get("held", 0), status.get("sought", 0))
    assert Left(len(shown.carriers), f"{exact_sum(shown.carriers['area']):g}", *counts) == left


def test_no_filter_leaves_everything(plan: Plan):
    shown = apply_filters(plan, Filters())

    for name in ("carriers", "milestones", "plaques"):
        assert getattr(shown, name).equals(getattr(plan, name))


def test_filtering_leaves_the_whole_plan_as_it_was(plan: Plan):
    before = (len(plan.carriers), len(plan.milestones), len(plan.plaques))

    shown = apply_filters(plan, Filters(lead=("区科技局",), year=(2024,)))

    assert (len(plan.carriers), len(plan.milestones), len(plan.plaques)) == before
    assert shown.meta is plan.meta
    assert shown.findings == plan.findings


def test_year_keeps_only_the_plaques_of_that_year(plan: Plan):
    shown = apply_filters(plan, Filters(year=(2023,)))

    # 2-08 also seeks plaques in 2024 and 2025, which 2023 does not bring.
    of_carrier = shown.plaques[shown.plaques["carrier_id"] == "2-08"]
    assert list(of_carrier["level"] + of_carrier["type"]) == ["区级创业孵化基地"]


def test_level_keeps_only_the_plaques_of_that_level(plan: Plan):
    shown = apply_filters(plan, Filters(level=("区级",)))

    assert set(shown.plaques["level"]) == {"区级"}
    assert set(shown.carriers["carrier_id"]) == {"1-03", "1-09", "2-02", "2-03", "2-04", "2-08", "2-09", "2-10"}


def test_filters_in_words_with_their_effect(plan: Plan):
    filters = Filters(lead=("区科技局",))

    assert (
        describe(filters, apply_filters(plan, filters), plan)
        == "牵头部门：区科技局 · 6/20 个载体 · 14.6/48.52 万m² · 9/32 个节点"
    )


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        (Filters(), "全部 20 个载体 · 48.52 万m² · 32 个节点"),
        (Filters(asof=date(2026, 11, 23)), "全部 20 个载体 · 48.52 万m² · 32 个节点"),
        (
            Filters(lead=("区科技局", "区台办"), annex=(1,)),
            "牵头部门：区科技局、区台办 · 附件：附件1 · 4/20 个载体 · 2.7/48.52 万m² · 0/32 个节点",
        ),
        (
            Filters(guide=("区科技局",), industry=("新材料",), stage=("孵化器",), level=("市级",), year=(2025,)),
            "指导部门：区科技局 · 产业方向：新材料 · 孵化环节：孵化器 · 牌子级别：市级 · 到期年份：2025年"
            " · 1/20 个载体 · 0.9/48.52 万m² · 1/32 个节点",
        ),
        (Filters(year=(2026,)), "到期年份：2026年 · 0/20 个载体 · 0/48.52 万m² · 0/32 个节点"),
    ],
)
def test_other_filters_in_words(plan: Plan, filters: Filters, words: str):
    assert describe(filters, apply_filters(plan, filters), plan) == words


def test_carrier_without_an_area_is_said_to_have_none(invented: Plan):
    # 丰收农机站 has no area: 未填, not 0.
    filters = Filters(industry=("智能农机",))

    assert (
        describe(filters, apply_filters(invented, filters), invented)
        == "产业方向：智能农机 · 1/7 个载体 · 未填/9.8 万m² · 0/7 个节点"
    )


def test_options_stand_in_the_order_of_the_plan(plan: Plan):
    assert filter_options(plan) == {
        "lead": (
            "区科技局",
            "区商务委",
            "区残联",
            "区经济信息委",
            "区台办",
            "区文化旅游委",
            "九宫庙商圈公司",
            "建桥公司",
        ),
        "guide": ("区科技局", "区人力社保局"),
        "industry": (
            "大数据智能化",
            "大健康生物医药",
            "生态环保",
            "新材料",
            "重庆小面",
            "文化创意旅游",
            "社会服务",
            "未列入七大方向",
        ),
        "stage": ("创业苗圃", "孵化器", "加速器"),
        "annex": (1, 2),
        "level": ("国家级", "市级", "区级"),
        "type": ("众创空间", "科技孵化器", "创业孵化基地", "农民工返乡创业园"),
        "year": (2022, 2023, 2024, 2025, 2026, 2027),
        "state": (),  # Nobody has reported.
        "operator": ("天安公司", "渝台公司", "区残联", "重庆钢研所", "万源机械", "港务物流"),
        "owner": ("建桥公司", "大晟公司", "重钢集团", "湖托邦公司", "华伦公司", "皖新传媒"),
    }


def test_options_hold_what_the_files_hold_beyond_the_plan(write_plan):
    plan = load_plan(
        write_plan(
            annex1=[{"序号": "1", "孵化定位": "小面产业"}, {"序号": "2", "牵头部门": ""}],
            annex2=[{"序号": "1", "完成时限": "2029年"}],
        )
    )

    options = filter_options(plan)

    assert options["year"] == (2022, 2023, 2024, 2025, 2026, 2027, 2029)
    assert options["stage"][-1] == "未列环节"
    assert options["lead"] == ("区科技局", "（未填）")
    assert options["industry"] == ("新材料", "重庆小面")


def test_missing_department_can_be_filtered_for(write_plan):
    plan = load_plan(write_plan(annex1=[{"序号": "1"}, {"序号": "2", "牵头部门": "", "载体名称": "无人牵头"}]))

    assert list(apply_filters(plan, Filters(lead=("（未填）",))).carriers["name"]) == ["无人牵头"]


def test_carrier_with_two_leads_is_found_under_each(invented: Plan):
    for lead in ("县科技局", "县数据中心"):
        assert list(apply_filters(invented, Filters(lead=(lead,))).carriers["name"]) == ["云上农场"]
