"""Filtering with the mouse: sidebar, marks of every chart, names in tables; page, chart and address follow."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect

from tools.chromium import settle

EVERYTHING = "全部 20 个载体 · 48.52 万m² · 32 个节点"
DAY = "asof=2026-11-23"


def filters(page: Page) -> dict[str, list[str]]:
    """The filters of the address."""
    query = parse_qs(urlsplit(page.url).query)
    query.pop("asof", None)
    return query


def chart(page: Page, number: int = 0) -> Locator:
    return page.get_by_test_id("planChart").nth(number)


def bars(page: Page, number: int = 0) -> Locator:
    return chart(page, number).locator(".barlayer .point")


def says(page: Page, title: str, description: str) -> None:
    """The title line: page and filters with their effect."""
    expect(page.get_by_role("heading", name=title).first).to_contain_text(description)


def turn_to(page: Page, title: str) -> None:
    page.get_by_test_id("stTopNavLink").filter(has_text=title).click()
    settle(page)


def choose(page: Page, label: str, value: str) -> None:
    """Picks a value of a filter in the sidebar, closes its list and leaves the field."""
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=value).click()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    settle(page)


def click_on(chart: Locator, row: str = "", column: str = "", dx: float = 0, dy: float = 0) -> None:
    """Clicks where the row of that name meets the column of that name, as a reader finds the place by eye.

    Without a row (or a column), ``dy`` (or ``dx``) px from the other's name.
    """
    chart.scroll_into_view_if_needed()
    settle(chart.page)  # Out of sight it was not drawn.
    texts = chart.locator(".ytick text, .xtick text, .annotation text")
    y = x = None
    if row:
        box = texts.filter(has_text=row).first.bounding_box()
        x, y = box["x"] + box["width"], box["y"] + box["height"] / 2
    if column:
        box = texts.filter(has_text=column).first.bounding_box()
        x = box["x"] + box["width"] / 2
        y = box["y"] + box["height"] / 2 if y is None else y
    chart.page.mouse.click(x + dx, y + dy)
    settle(chart.page)


def test_a_department_chosen_in_the_sidebar_is_kept_through_pages_reload_and_back(open_page: Callable[..., Page]):
    page = open_page(f"/industry?{DAY}")
    says(page, "产业面积", EVERYTHING)
    expect(bars(page)).to_have_count(11)

    choose(page, "牵头部门", "区商务委")

    # 1-03 alone: 社会服务 0.2 万m²
    description = "牵头部门：区商务委 · 1/20 个载体 · 0.2/48.52 万m² · 0/32 个节点"
    says(page, "产业面积", description)
    expect(bars(page)).to_have_count(1)
    expect(page.get_by_role("heading", name="所选 1 个载体属于社会服务，0.2 万m²")).to_be_visible()
    assert filters(page) == {"lead": ["区商务委"]}

    turn_to(page, "时间轴")
    says(page, "时间轴", description)
    assert filters(page) == {"lead": ["区商务委"]}

    page.reload()
    settle(page)
    says(page, "时间轴", description)
    expect(page.get_by_test_id("stMultiSelect").filter(has_text="牵头部门")).to_contain_text("区商务委")

    # Another filter here is undone by Back together with the page.
    choose(page, "牵头部门", "区科技局")
    says(page, "时间轴", "牵头部门：区商务委、区科技局 · 7/20 个载体 · 14.8/48.52 万m² · 9/32 个节点")
    expect(bars(page)).to_have_count(9)

    page.go_back()
    settle(page)
    says(page, "产业面积", description)
    expect(bars(page)).to_have_count(1)
    assert urlsplit(page.url).path == "/industry"
    assert filters(page) == {"lead": ["区商务委"]}


def test_one_step_back_undoes_one_click(open_page: Callable[..., Page]):
    page = open_page("/industry?industry=重庆小面")
    steps = page.evaluate("history.length")
    # 2-01 and 2-09, 0.3 + 9
    description = "产业方向：重庆小面 · 2/20 个载体 · 9.3/48.52 万m²"
    says(page, "产业面积", description)

    page.get_by_role("link", name="重庆小面产业园").first.click()
    settle(page)
    says(page, "载体档案", description)
    assert page.evaluate("history.length") == steps + 1

    turn_to(page, "时间轴")
    assert page.evaluate("history.length") == steps + 2

    for title in ("载体档案", "产业面积"):
        page.go_back()
        settle(page)
        says(page, title, description)
        assert filters(page)["industry"] == ["重庆小面"]


def test_a_new_page_begins_at_its_top_and_a_filter_leaves_one_where_one_is(open_page: Callable[..., Page]):
    page = open_page("/departments")
    main = page.get_by_test_id("stMain")
    main.evaluate("(main) => { main.scrollTop = 600; }")
    choose(page, "牵头部门", "区科技局")
    assert main.evaluate("(main) => main.scrollTop") > 0

    page.get_by_test_id("stTopNavLink").filter(has_text="数据校核").click()
    expect(page.get_by_role("heading", name="数据校核").first).to_be_visible()
    assert main.evaluate("(main) => main.scrollTop") == 0


def test_one_click_clears_the_filters_right_after_one_was_chosen(open_page: Callable[..., Page]):
    page = open_page("/checks")
    page.get_by_role("combobox", name="牵头部门").click()
    page.get_by_role("option", name="区商务委").click()
    page.keyboard.press("Escape")
    settle(page)
    says(page, "数据校核", "牵头部门：区商务委 · 1/20 个载体 · 0.2/48.52 万m² · 0/32 个节点")

    page.get_by_role("button", name="清除全部筛选").click()
    settle(page)

    says(page, "数据校核", EVERYTHING)
    assert filters(page) == {}


def test_a_filter_that_is_used_stays_in_sight_when_the_others_are_folded_away(open_page: Callable[..., Page]):
    page = open_page("/plaques")
    more = page.get_by_role("switch", name="更多筛选")
    field = page.get_by_role("combobox", name="附件")
    expect(field).to_have_count(0)
    description = "附件：附件1 · 10/20 个载体 · 14.72/48.52 万m² · 0/32 个节点"

    more.focus()
    page.keyboard.press("Space")
    settle(page)
    choose(page, "附件", "附件1 提质发展孵化载体清单")
    says(page, "授牌缺口", description)
    more.focus()
    page.keyboard.press("Space")
    settle(page)

    expect(field).to_be_visible()
    expect(page.get_by_role("combobox", name="牌子级别")).to_have_count(0)
    turn_to(page, "总览")
    says(page, "总览", description)
    assert filters(page) == {"annex": ["1"]}

    page.go_back()
    settle(page)
    says(page, "授牌缺口", description)
    page.go_back()
    settle(page)
    says(page, "授牌缺口", EVERYTHING)
    choose(page, "牵头部门", "区科技局")
    page.get_by_role("button", name="清除全部筛选").click()
    settle(page)
    says(page, "授牌缺口", EVERYTHING)
    assert filters(page) == {}


def test_a_click_on_a_bar_filters_by_its_direction_and_a_second_click_releases(open_page: Callable[..., Page]):
    page = open_page(f"/industry?{DAY}")

    click_on(chart(page), row="重庆小面", dx=60)

    # 2-01 and 2-09: 0.3 + 9; 2 + 4 milestones
    says(page, "产业面积", "产业方向：重庆小面 · 2/20 个载体 · 9.3/48.52 万m² · 6/32 个节点")
    # The other bars stay, pale: the part stands in its whole.
    expect(bars(page)).to_have_count(11)
    assert filters(page) == {"industry": ["重庆小面"]}

    click_on(chart(page), row="重庆小面", dx=60)

    says(page, "产业面积", EVERYTHING)
    expect(bars(page)).to_have_count(11)
    assert filters(page) == {}

    # A dot filters by both its direction and its stage: 2-02, which is 兼孵化器, and no other.
    click_on(chart(page, 1), row="文化创意旅游", column="创业苗圃")

    says(page, "产业面积", "产业方向：文化创意旅游 · 孵化环节：创业苗圃 · 1/20 个载体 · 0.8/48.52 万m² · 2/32 个节点")
    assert filters(page) == {"industry": ["文化创意旅游"], "stage": ["创业苗圃"]}


def test_a_click_on_a_mark_of_the_matrix_filters_by_its_level_and_a_second_click_releases(
    open_page: Callable[..., Page],
):
    page = open_page(f"/plaques?{DAY}")
    marks = chart(page).locator(".scatterlayer .point")
    # 19 sought, and the one that a carrier of these holds; the nine that seek nothing are folded away.
    expect(marks).to_have_count(20)

    click_on(chart(page), row="建桥生物科技园", column="科技孵化器")

    # 1-07, 2-03, 2-04, 2-06, 2-07, 2-08, 2-10: 1.1 + 0.9 + 2.4 + 2 + 7 + 3.8 + 6.9; 4 + 4 + 2 + 3 + 4 + 4 milestones
    says(page, "授牌缺口", "牌子级别：市级 · 牌子类型：科技孵化器 · 7/20 个载体 · 24.1/48.52 万m² · 21/32 个节点")
    expect(marks).to_have_count(20)
    assert filters(page) == {"level": ["市级"], "type": ["科技孵化器"]}

    click_on(chart(page), row="建桥生物科技园", column="科技孵化器")

    says(page, "授牌缺口", EVERYTHING)
    expect(marks).to_have_count(20)
    assert filters(page) == {}


def test_a_click_on_a_bar_of_the_timeline_filters_by_its_year_and_so_does_a_column_of_due_milestones(
    open_page: Callable[..., Page],
):
    page = open_page(f"/timeline?{DAY}")

    click_on(chart(page), row="皖新大厦", column="2024年")

    # 2-03, 2-04, 2-05, 2-07, 2-08, 2-09, 2-10: 0.9 + 2.4 + 0.7 + 7 + 3.8 + 9 + 6.9
    says(page, "时间轴", "到期年份：2024年 · 7/20 个载体 · 30.7/48.52 万m² · 7/32 个节点")
    expect(bars(page)).to_have_count(32)
    assert filters(page) == {"year": ["2024"]}

    click_on(chart(page), row="皖新大厦", column="2024年")
    says(page, "时间轴", EVERYTHING)
    expect(bars(page)).to_have_count(32)
    assert filters(page) == {}

    click_on(chart(page, 1), column="2025年", dy=-25)

    # 2-03, 2-04, 2-08, 2-09, 2-10: 0.9 + 2.4 + 3.8 + 9 + 6.9
    says(page, "时间轴", "到期年份：2025年 · 5/20 个载体 · 23/48.52 万m² · 5/32 个节点")
    chart(page).scroll_into_view_if_needed()
    expect(bars(page)).to_have_count(32)
    assert filters(page) == {"year": ["2025"]}

    click_on(chart(page, 1), column="2025年", dy=-25)
    says(page, "时间轴", EVERYTHING)
    assert filters(page) == {}


def test_a_name_in_a_table_leads_to_that_carrier_with_the_filters_kept(open_page: Callable[..., Page]):
    page = open_page(f"/industry?{DAY}")
    choose(page, "牵头部门", "区科技局")

    name = page.get_by_test_id("planTable").get_by_role("link", name="元石国际")
    with page.context.expect_page() as opened:
        name.click(modifiers=["ControlOrMeta"])
    beside = opened.value
    settle(beside)
    assert filters(beside) == {"carrier": ["2-08"], "lead": ["区科技局"]}
    beside.close()

    name.click()
    settle(page)

    says(page, "载体档案", "牵头部门：区科技局 · 6/20 个载体 · 14.6/48.52 万m² · 9/32 个节点")
    expect(page.get_by_role("heading", name="元石国际：3.8 万m²，争取 3 块，最后节点2025年")).to_be_visible()
    assert urlsplit(page.url).path == "/carrier"
    assert filters(page) == {"carrier": ["2-08"], "lead": ["区科技局"]}

    # From there on, the next carrier of that department: 2-08 is its last, 2-07 stands before it.
    expect(page.get_by_role("button", name="下一个")).to_be_disabled()
    page.get_by_role("button", name="上一个").click()
    settle(page)
    expect(page.get_by_role("heading", name="建桥生物科技园：7 万m²，争取 1 块，最后节点2024年")).to_be_visible()
    assert filters(page) == {"carrier": ["2-07"], "lead": ["区科技局"]}
