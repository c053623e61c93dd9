"""What people ask at a meeting: each answer stands on screen in words after at most two clicks or one filter.

The answers are counted by hand in the annexes of the notice.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tools.chromium import settle

DAY = "asof=2026-11-23"


def turn_to(page: Page, title: str) -> None:
    page.get_by_test_id("stTopNavLink").filter(has_text=title).click()
    settle(page)


def says(page: Page, *sentences: str) -> None:
    for sentence in sentences:
        expect(page.get_by_test_id("stMain")).to_contain_text(sentence)


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """总览, where everybody begins."""
    return open_page(f"/?{DAY}")


def test_a_departments_carriers_and_area(page: Page):
    turn_to(page, "部门清单")
    page.get_by_role("combobox", name="牵头部门").click()
    page.get_by_role("option", name="区科技局").click()
    settle(page)

    # 1-01, 1-02, 1-07, 2-06, 2-07, 2-08: 0.5 + 0.2 + 1.1 + 2 + 7 + 3.8; 2 + 3 + 4 milestones
    says(page, "区科技局牵头 6 个载体、14.6 万m²，9 个节点", "天安T+SPACE众创空间", "万源科技企业孵化器", "元石国际")


def test_what_is_due_in_a_year_and_who_owes_it(page: Page):
    turn_to(page, "时间轴")
    page.get_by_role("radio", name="2025年").click()
    settle(page)

    # 2-03, 2-04, 2-09 of 区经济信息委; 2-08; 2-10
    says(page, "2025年 5 个节点到期，区经济信息委最多，3 个", "谁来做：区经济信息委 3 个、区科技局 1 个、建桥公司 1 个")


def test_which_plaques_come_when(page: Page):
    turn_to(page, "授牌缺口")

    says(page, "2025年争取牌子最多，6 块；2 块未列年份")
    table = page.get_by_test_id("planTable").filter(has_text="皖新大厦").first
    rows = {
        year: plaques
        for year, *plaques in (row.locator("td").all_inner_texts() for row in table.locator("tbody tr").all())
    }
    assert {year: count for year, (count, _) in rows.items()} == {
        "2022年": "0",
        "2023年": "5",
        "2024年": "4",
        "2025年": "6",
        "2026年": "0",
        "2027年": "2",
        "未列年份": "2",
    }
    assert rows["2027年"][1] == "市级科技孵化器 1 块：皖新大厦；区级创业孵化基地 1 块：皖新大厦"


def test_which_targets_the_plan_does_not_cover(page: Page):
    # On the first page, without a click.
    says(
        page,
        "▲ 有缺口 1 项：国家级载体缺 1 个，方案没有安排",
        "◐ 看怎么读 1",
    )


def test_who_has_only_district_plaques(page: Page):
    turn_to(page, "授牌缺口")

    # 1-03 also holds 市级农民工返乡创业园.
    says(page, "只有区级牌子的载体 1 个：台湾中小企业产业园")


def test_one_carriers_whole_story(page: Page):
    turn_to(page, "产业面积")
    page.get_by_role("link", name="元石国际").click()
    settle(page)

    says(
        page,
        "元石国际：3.8 万m²，争取 3 块，最后节点2025年",
        "附件2 第 8 号",
        "华伦公司",
        "争取：市级科技孵化器，2024年",
        "需要核对 1 处",
        "加强沟通指导，制定建设方案，协助做好招商引资和项目包装。",
    )


def test_what_is_odd_in_the_plan(page: Page):
    turn_to(page, "数据校核")

    says(page, "共 12 处提示、11 处说明", "目标“其中国家级载体”在附件里没有任何安排对应")
    # The two plaques that stand in a task only, and the one that comes after the targets' year.
    says(page, "只在工作任务里出现，争取授牌栏没有列", "排在2027年，晚于目标年份2025年")
