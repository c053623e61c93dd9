"""What views said that the notice does not bear out, kind by kind, and what they say now: counted by hand in the
annexes. ``every_view`` is what slides, brief, PPTX and workbook show, too."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from analytics import Filters, Plan, load_plan
from dashboard.selection import Selection, select
from dashboard.views import every_view, only, views_of

NOW = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
FACE, ECOLOGY = "重庆小面", "生态环保"


def conclusion(plan: Plan, key: str, filters: Filters, **choices: object) -> str:
    (view, *_) = views_of(key, select(plan, filters, NOW), **choices)
    return view.conclusion


@pytest.mark.parametrize(
    ("key", "filters", "choices", "sentence"),
    [
        # All nine with something due in 2022 seek plaques, later.
        ("matrix", Filters(year=(2022,)), {}, "所选载体未列已有牌子，也没有计划在2022年争取的"),
        ("steps", Filters(year=(2022,)), {}, "所选载体没有计划在2022年争取的牌子"),
        # 1-09 seeks two of 市级.
        ("steps", Filters(lead=("区台办",), level=("区级",)), {}, "所选载体没有计划争取的区级牌子"),
        ("matrix", Filters(lead=("区台办",), level=("区级",)), {}, "所选载体已有 1 块区级牌子，计划争取 0 块"),
        # 大健康 is hidden: 9.3 of 9.3 + 2.4
        ("area", Filters(industry=(FACE, ECOLOGY)), {}, f"{FACE} 9.3 万m²，占 79.5%，居所选方向之首"),
        (
            "departments",
            Filters(lead=("区商务委", "区残联")),
            {},
            "所选载体由 2 个部门牵头，区商务委、区残联面积并列最大，各 0.2 万m²",
        ),
        # 5 of the 10 of annex 1 are in no direction: 1-01, 1-02, 1-04, 1-07, 1-09
        ("area", Filters(annex=(1,)), {"measure": "count"}, "所选方向中大数据智能化最多，2 个载体"),
        # 2-06, 2-07, 2-08 of the six
        (
            "overview",
            Filters(lead=("区科技局",), year=(2023,)),
            {},
            "所选 3 个载体、12.8 万m²，2023年争取 2 块牌子",
        ),
        ("this_year", Filters(year=(2023,)), {}, "2023年 10 个节点到期，区经济信息委最多，4 个"),
        ("due", Filters(year=(2023,)), {}, "所选载体2023年到期 10 个节点"),
        ("levels", Filters(lead=("区残联",)), {}, "所选载体中没有只有区级牌子的"),
        ("area", Filters(lead=("区商务委",)), {}, "所选 1 个载体属于社会服务，0.2 万m²"),
        # 渝台公司 runs 1-02, 1-03, 1-05, 1-08, 1-09: 5.12 of all 48.52; the ten of annex 2 list nobody.
        ("area", Filters(), {"by": "operator"}, "港务物流 7.7 万m²，占 15.9%，居各运营机构之首"),
    ],
)
def test_a_sentence_judges_what_it_names(plan: Plan, key: str, filters: Filters, choices: dict, sentence: str):
    assert conclusion(plan, key, filters, **choices) == sentence


def test_a_level_in_a_year_is_a_plaque_of_that_level_in_that_year(plan: Plan):
    # 皖新大厦 has a milestone in 2025, its plaque of 市级 is of 2027.
    selection = select(plan, Filters(level=("市级",), year=(2025,)), NOW)

    told = [text for view in every_view(selection) for text in (view.alt, *(cell for row in view.rows for cell in row))]
    told = [text for text in told if "皖新大厦" in text]
    # What is to be checked of the whole plan may name it.
    assert not [text for text in told if "正文" not in text and "附件" not in text]


def test_bars_of_a_dimension_that_an_annex_lacks_add_up_to_the_total(plan: Plan):
    (view,) = views_of("area", select(plan, Filters(), NOW), by="owner")

    # 33.8 of annex 2 by owner, and
    assert list(view.table["owner"])[-1] == "附件1 不列物业业主"
    assert list(view.table["area"])[-1] == pytest.approx(14.72)
    assert view.table["area"].sum() == pytest.approx(48.52)


def test_before_the_first_year_nothing_is_said_to_have_been_due(plan: Plan):
    (view,) = views_of("this_year", select(plan, Filters(asof=date(2021, 6, 1)), NOW))

    assert view.conclusion == "2021年没有节点到期"
    assert "上一次" not in "".join(view.notes)
    assert "下一次：2022年 9 个节点到期，区经济信息委最多，4 个。" in view.notes


@pytest.mark.parametrize("filters", [Filters(), Filters(annex=(1,)), Filters(level=("国家级",)), Filters(year=(2022,))])
def test_no_view_points_to_a_place_that_is_elsewhere_on_paper(plan: Plan, filters: Filters):
    for view in every_view(select(plan, filters, NOW)):
        for text in (view.conclusion, view.alt, *view.notes):
            assert not [place for place in ("列在下面", "见下表", "下表", "上图", "左边", "右边") if place in text], (
                text
            )


def test_a_carrier_without_deadlines_is_not_the_whole_annex(plan: Plan):
    (view,) = views_of("carrier_milestones", only(select(plan, Filters(), NOW), "1-05"))

    assert view.conclusion == "附件没有列它的节点"


def nothing_filled(write_plan) -> Selection:
    """A district whose rows have no area, no number and no lead department."""
    blank = {"面积（万m2）": "", "牵头部门": ""}
    folder = write_plan(annex1=[{"序号": "1", **blank}], annex2=[{"序号": "1", **blank}])
    return select(load_plan(folder), Filters(), NOW)


def test_blanks_are_no_sums_no_departments_and_no_numbers(write_plan):
    selection = nothing_filled(write_plan)

    (totals,) = views_of("totals", selection)
    assert {row[-1] for row in totals.rows} == {"没有面积可加，无从核对"}
    for view in [*every_view(selection), *views_of("departments", selection)]:
        assert "之首" not in view.conclusion, view.conclusion
        assert "最大" not in view.conclusion, view.conclusion
        assert "<NA>" not in f"{view.conclusion}{view.alt}{view.rows}"
    # Nobody leads anything: no view by lead.
    assert views_of("tasks", selection) == ()
