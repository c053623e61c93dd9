"""A plan is shown with what it has and offered nothing else (inputs.md row 60); the districts of examples/."""

from pathlib import Path

import pytest

from dashboard.screen.navigation import PAGES

from .conftest import ROOT, no_trouble, open_page, title_of, unfold, visible_texts

EXAMPLES = ROOT / "examples"
PLAN = '[plan]\ntitle = "某县清单（虚构）"\n'

OFFERED = {
    "tasks": ["overview", "timeline", "departments", "carrier", "checks", "meeting"],
    "names_and_areas": ["overview", "industry", "carrier", "checks", "meeting"],
    "names": ["overview", "carrier", "checks", "meeting"],
    "plaques": ["overview", "plaques", "departments", "carrier", "checks", "meeting"],
}
SLIDES = {
    "tasks": ["要点", "时间轴", "今年要做什么", "各部门任务"],
    "names_and_areas": ["要点", "产业面积"],
    "names": ["要点"],
    "plaques": ["要点", "授牌矩阵", "请会议议定"],
}
TITLES = {
    "tasks": "全部 8 项任务",
    "names_and_areas": "全部 2 个载体 · 4 万m²",
    "names": "全部 2 个载体",
    "plaques": "全部 2 个载体",
}
PLAQUES = """
[plaques]
levels = ["省级", "市级"]
[[plaques.types]]
name = "众创空间"
"""
FILES = {
    "names_and_areas": "园区名称,面积（万m2）\n甲园,3.2\n乙园,0.8\n",
    "names": "园区名称\n甲园\n乙园\n",
    "plaques": "载体名称,指导部门,已有授牌,工作任务\n甲园,县科技局,市级众创空间,争取省级众创空间。\n"
    "乙园,县科技局,,加强服务。\n",
}


@pytest.fixture(params=OFFERED)
def shown(request, use_plan, tmp_path: Path) -> str:
    """The kind of plan that the app reads."""
    folder = EXAMPLES / "tasks"
    if request.param != "tasks":
        folder = tmp_path / "plan"
        folder.mkdir()
        (folder / "plan.toml").write_text(PLAN + PLAQUES * (request.param == "plaques"), encoding="utf-8")
        (folder / "annex1.csv").write_text(FILES[request.param], encoding="utf-8")
    use_plan(folder)
    return request.param


def test_pages_are_those_that_the_plan_has_something_for(shown: str):
    from dashboard.screen.navigation import _offered

    at = open_page()
    no_trouble(at)
    assert [page.name for page in PAGES if _offered(page)] == OFFERED[shown]
    for page in OFFERED[shown]:
        at = open_page(page)
        no_trouble(at)
        assert TITLES[shown] in title_of(at)


def test_slides_are_those_that_the_plan_has_something_for(shown: str):
    for number, title in enumerate(SLIDES[shown], start=1):
        at = open_page("meeting", slide=str(number))
        no_trouble(at)
        assert f" · {number}/{len(SLIDES[shown])} · " in title_of(at)
        assert f" · {title} · 来源" in title_of(at)


def test_nothing_is_said_of_what_the_plan_has_not(shown: str):
    absent = {
        "tasks": ("载体", "面积", "万m²", "牌子", "未列入", "目标", "工作类型", "产业", "（未填）"),
        "names_and_areas": ("牌子", "未列", "牵头", "目标", "定位", "时间轴"),
        "names": ("牌子", "面积", "节点", "未列", "牵头", "目标", "时间轴"),
        "plaques": ("面积", "目标", "牵头", "节点", "以后的", "0年"),
    }[shown]
    for page in OFFERED[shown]:
        if page != "checks":
            texts = [text for _, text in visible_texts(open_page(page))]
            assert not [(page, text, word) for text in texts for word in absent if word in text]


def test_filters_are_those_that_the_plan_has_something_for(shown: str):
    sidebar = unfold(open_page()).sidebar

    assert [choice.label for choice in sidebar.multiselect] == {
        "tasks": ["牵头部门", "到期年份"],
        "plaques": ["指导部门", "牌子级别", "牌子类型"],
    }.get(shown, [])
    assert bool(sidebar.date_input) == (shown in ("tasks", "plaques"))


@pytest.mark.parametrize("page", [page.name for page in PAGES if page.name != "notice"])
def test_the_invented_county_is_shown_on_every_page(use_plan, page: str):
    use_plan(EXAMPLES / "county")
    at = open_page(page)

    no_trouble(at)
    # 4 + 4 carriers, 4 + 6.2 万m², 3 + 2 + 3 + 2 milestones
    assert "全部 8 个载体 · 10.2 万m² · 10 个节点" in title_of(at)


def test_columns_that_the_dashboard_does_not_know_stand_on_the_carriers_page(use_plan):
    use_plan(EXAMPLES / "county")

    for carrier, heading, text in (("1-02", "责任领导", "副县长乙"), ("2-01", "总投资（万元）", "3200")):
        texts = [said for _, said in visible_texts(open_page("carrier", carrier=carrier))]
        assert any(heading in said for said in texts)
        assert any(text in said for said in texts)
