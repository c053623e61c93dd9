"""analytics/area.py: area and number of carriers by every dimension, to the printed decimal."""

from decimal import Decimal

import pandas as pd
import pytest

from analytics import Plan, area_by, area_cross, area_text, exact_sum

from . import expected

# Added up by hand from the annexes: value → (carriers, 万m²).
BY_GUIDE = {
    # all but 1-03, 1-05, 1-09, 2-09: 48.52 - 0.2 - 1.8 - 0.9 - 9
    "区科技局": (16, "36.62"),
    # all but 1-01, 1-06, 1-07, 2-01, 2-05, 2-06: 48.52 - 0.5 - 0.1 - 1.1 - 0.3 - 0.7 - 2
    "区人力社保局": (14, "43.82"),
}
BY_OPERATOR = {
    "港务物流": (1, "7.7"),
    "渝台公司": (5, "5.12"),  # 0.2 + 0.2 + 1.8 + 2.02 + 0.9
    "万源机械": (1, "1.1"),
    "天安公司": (1, "0.5"),
    "区残联": (1, "0.2"),
    "重庆钢研所": (1, "0.1"),
    "附件2 不列运营机构": (10, "33.8"),
}
BY_OWNER = {
    "建桥公司": (4, "18.3"),  # 0.3 + 2 + 7 + 9
    "皖新传媒": (1, "6.9"),
    "华伦公司": (1, "3.8"),
    "重钢集团": (2, "3.3"),  # 0.9 + 2.4
    "大晟公司": (1, "0.8"),
    "湖托邦公司": (1, "0.7"),
    "附件1 不列物业业主": (10, "14.72"),
}
BY_LEVEL = {
    "": (10, "33.8"),  # annex 2 holds nothing yet
    "市级": (8, "13.32"),  # 0.2 + 0.2 + 0.2 + 1.8 + 0.1 + 1.1 + 2.02 + 7.7
    "区级": (1, "0.9"),
    "国家级": (1, "0.5"),
}
COUNT_BY_INDUSTRY = {
    "大健康生物医药": 3,
    "未列入七大方向": 6,
    "重庆小面": 2,
    "文化创意旅游": 3,
    "大数据智能化": 2,
    "生态环保": 1,
    "新材料": 2,
    "社会服务": 1,
}


def as_dict(table: pd.DataFrame, by: str) -> dict[object, tuple[int, Decimal]]:
    """value → (carriers, area as the exact decimal that the float stands for)."""
    return {getattr(row, by): (row.count, Decimal(repr(row.area))) for row in table.itertuples()}


def exact(wanted: dict[object, tuple[int, str]]) -> dict[object, tuple[int, Decimal]]:
    return {value: (count, Decimal(area)) for value, (count, area) in wanted.items()}


def test_by_industry(plan: Plan):
    table = area_by(plan.carriers, "industry")

    areas = {name: (COUNT_BY_INDUSTRY[name], area) for name, area in expected.AREA_BY_INDUSTRY.items()}
    assert as_dict(table, "industry") == exact(areas)
    # 12.8, 9.8, 9.3, 9.2, 3.82, 2.4, 1, 0.2
    assert list(table["industry"]) == list(COUNT_BY_INDUSTRY)


def test_by_stage_counts_a_carrier_under_its_first_stage_only(plan: Plan):
    # 2-02 is 创业苗圃 and 孵化器: its 0.8 stand under 创业苗圃.
    assert as_dict(area_by(plan.carriers, "stage"), "stage") == exact(
        {"创业苗圃": (6, "2.2"), "孵化器": (6, "7.0"), "加速器": (8, "39.32")}
    )


def test_by_lead(plan: Plan):
    wanted = {name: (expected.COUNT_BY_LEAD[name], area) for name, area in expected.AREA_BY_LEAD.items()}
    assert as_dict(area_by(plan.carriers, "leads"), "leads") == exact(wanted)


@pytest.mark.parametrize(
    ("by", "wanted"),
    [
        ("guides", BY_GUIDE),
        ("annex", {1: (10, "14.72"), 2: (10, "33.8")}),
        ("operator", BY_OPERATOR),
        ("owner", BY_OWNER),
        ("level", BY_LEVEL),
    ],
)
def test_by_other_dimensions(plan: Plan, by: str, wanted: dict):
    assert as_dict(area_by(plan.carriers, by), by) == exact(wanted)


@pytest.mark.parametrize("by", ["industry", "stage", "leads", "guides", "annex", "operator", "owner", "level"])
def test_largest_first(plan: Plan, by: str):
    areas = list(area_by(plan.carriers, by)["area"])

    assert areas == sorted(areas, reverse=True)


def test_shares_are_of_the_shown_total(plan: Plan):
    table = area_by(plan.carriers, "industry").set_index("industry")
    annex_1 = area_by(plan.carriers[plan.carriers["annex"] == 1], "leads").set_index("leads")

    assert f"{table.loc['大健康生物医药', 'share'] * 100:.1f}" == "26.4"  # 12.8 / 48.52
    assert table["share"].sum() == pytest.approx(1)
    assert f"{annex_1.loc['区科技局', 'share'] * 100:.1f}" == "12.2"  # 1.8 / 14.72


def test_sums_have_no_float_noise(plan: Plan):
    of_annex = plan.carriers.groupby("annex")["area"].agg(exact_sum)

    assert of_annex[1] == 14.72
    assert of_annex[2] == 33.8
    assert exact_sum(plan.carriers["area"]) == 48.52
    # What plain addition makes of the same kind of figures.
    assert 0.1 + 0.2 != 0.3
    assert exact_sum([0.1, 0.2]) == 0.3
    assert exact_sum([]) == 0


def test_blank_area_is_counted_but_not_summed(invented: Plan):
    # 县农业农村局 leads 金穗种业空间 1.2, 丰收农机站 blank, 稻香加工园 3.3.
    table = area_by(invented.carriers, "leads").set_index("leads")
    row = table.loc["县农业农村局"]

    assert (row["count"], row["area"], row["blank"]) == (3, 4.5, 1)
    assert exact_sum(invented.carriers["area"]) == 9.8


def test_carrier_with_two_leads_counts_for_each(invented: Plan):
    # 云上农场 0.75 is led by 县科技局 and 县数据中心; the total holds it once.
    table = area_by(invented.carriers, "leads").set_index("leads")

    assert table.loc["县科技局", "area"] == table.loc["县数据中心", "area"] == 0.75
    assert table.loc["县科技局", "share"] == pytest.approx(0.75 / 9.8)


def test_unknown_dimension_is_refused(plan: Plan):
    with pytest.raises(ValueError, match="不能按“task”汇总"):
        area_by(plan.carriers, "task")


def test_nothing_to_sum(plan: Plan):
    table = area_by(plan.carriers.head(0), "industry")

    assert table.empty
    assert list(table.columns) == ["industry", "count", "area", "share", "blank"]


def test_cross_of_industry_and_stage(plan: Plan):
    table = area_cross(plan.carriers, "industry", "stage").set_index(["industry", "stage"])

    assert table.loc[("未列入七大方向", "创业苗圃"), "area"] == 0.9  # 0.5 + 0.2 + 0.2
    assert table.loc[("未列入七大方向", "加速器"), "area"] == 7.8  # 0.9 + 6.9
    assert table.loc[("大健康生物医药", "加速器"), "count"] == 3
    assert ("大健康生物医药", "孵化器") not in table.index
    assert table["count"].sum() == 20


def test_cross_with_annex_gives_the_parts_of_the_bars(plan: Plan):
    table = area_cross(plan.carriers, "industry", "annex").set_index(["industry", "annex"])

    assert table.loc[("文化创意旅游", 1), "area"] == 7.7
    assert table.loc[("文化创意旅游", 2), "area"] == 1.5  # 0.8 + 0.7
    assert ("大健康生物医药", 1) not in table.index


@pytest.mark.parametrize(
    ("area", "text"),
    [(12.8, "12.8 万m²"), (2.0, "2 万m²"), (20.0, "20 万m²"), (14.72, "14.72 万m²"), (100.0, "100 万m²")],
)
def test_area_in_words(area: float, text: str):
    assert area_text(area) == text
    assert area_text(area, unit=False) == text.removesuffix(" 万m²")


@pytest.mark.parametrize("blank", [None, float("nan"), pd.NA])
def test_blank_area_is_said_and_never_zero(blank):
    assert area_text(blank) == "未填"
    assert area_text(blank, unit=False) == "未填"
