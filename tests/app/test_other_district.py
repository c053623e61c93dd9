"""Another district's plan: every page is that district's, without a word of 大渡口."""

import pytest

from .. import expected
from ..conftest import INVENTED
from .conftest import TITLES, conclusions, no_trouble, open_page, slide_words, title_of, unfold, visible_texts, words

# No name of the notice is one of the invented plan.
NAMES = (
    {"大渡口", "重庆", "双创", "七大方向", "存量", "增量", "国家级", "市级", "区级"}
    | {carrier.name for carrier in expected.CARRIERS}
    | {lead for carrier in expected.CARRIERS for lead in (*carrier.leads, *carrier.guides)}
    | {carrier.industry for carrier in expected.CARRIERS}
    | {carrier.stage for carrier in expected.CARRIERS}
    | {plaque.type for plaque in (*expected.HELD, *expected.SOUGHT)}
)

# 1.2 + 0.75 + 2.05 (one area is blank) + 3.3 + 0.9 + 1.6; 3 + 2 + 2 milestones
EVERYTHING = "全部 7 个载体 · 9.8 万m² · 7 个节点"
AREAS = "农产品加工 3.3 万m²，占 33.7%，按已填面积居五大方向之首"
STATES = "截至2026-11-23：节点已到期 2 个，本年到期 2 个，未到期 3 个"  # 2024, 2025 | 2026 twice | 2027, 2028, 2029

CONCLUSIONS = {
    "overview": "5 项目标：1 项计划已覆盖，1 项看怎么读，2 项有缺口，1 项附件无数据",
    "industry": AREAS,
    # Held: 1-01, twice 1-02, 1-04. Sought: 1-02, 2-01, 2-02, twice 2-03; no year stands with those of 1-02 and 2-02.
    "plaques": "已有 4 块牌子，计划争取 5 块，其中 2 块未列年份",
    "timeline": STATES,
    "departments": "5 个部门牵头，县农业农村局面积最大：3 个、4.5 万m²",  # 1.2 + 3.3; the area of 1-03 is blank
    "carrier": "金穗种业空间：1.2 万m²，已有 1 块牌子",
    "meeting": "7 个载体、9.8 万m²，已有 4 块牌子，争取 5 块",
}


@pytest.fixture(autouse=True)
def invented_plan(use_plan):
    use_plan(INVENTED)


@pytest.mark.parametrize("page", TITLES)
def test_a_page_of_another_district_is_that_districts(page: str):
    at = open_page(page)

    no_trouble(at)
    assert EVERYTHING in title_of(at)
    source = slide_words(at)["source"] if page == "meeting" else words(at, "caption")[-1]
    assert "青禾县府办发〔2024〕7号" in source
    assert not {(kind, text) for kind, text in visible_texts(at) for name in NAMES if name in text}
    assert page == "checks" or conclusions(at)[0] == CONCLUSIONS[page]


@pytest.mark.parametrize("number", range(1, 10))
def test_the_slides_of_another_district(number: int):
    at = open_page("meeting", slide=str(number))

    no_trouble(at)
    assert at.query_params["slide"] == str(number)
    assert not {(kind, text) for kind, text in visible_texts(at) for name in NAMES if name in text}


def test_the_filters_offer_that_districts_values():
    sidebar = unfold(open_page()).sidebar

    assert sidebar.multiselect(key="level").options == ["省级", "县级"]
    assert sidebar.multiselect(key="stage").options == ["创客空间", "中试基地", "产业园"]
    assert sidebar.multiselect(key="year").options == ["2024", "2025", "2026", "2027", "2028", "2029"]
    assert sidebar.multiselect(key="lead").options == [
        "县农业农村局",
        "县科技局",
        "县数据中心",
        "县文旅局",
        "县畜牧中心",
    ]


@pytest.mark.parametrize("page", ["overview", "departments", "meeting"])
def test_a_department_of_another_district_is_filtered_by(page: str):
    # 1-02 is led by two departments; its area counts once.
    at = open_page(page, lead="县数据中心")

    no_trouble(at)
    assert "牵头部门：县数据中心 · 1/7 个载体 · 0.75/9.8 万m² · 0/7 个节点" in title_of(at)
