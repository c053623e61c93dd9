"""会议模式 in the room: turned by keys and presenter, one screen a slide, its number in the address."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.districts import write_district
from tools.chromium import Server, free_port, new_context, running_app, settle

DAY = "asof=2026-11-23"
SLIDES = (
    "20 个载体、48.52 万m²，已有 15 块牌子，争取 19 块",
    "8 项目标：4 项计划已覆盖，1 项看怎么读，1 项有缺口，2 项附件无数据",
    "大健康生物医药 12.8 万m²，占 26.4%，居七大方向之首",
    "已有 15 块牌子，计划争取 19 块，其中 2 块未列年份",
    "到2025年底计划争取 15 块牌子，之后 2 块，未列年份 2 块",
    "截至2026-11-23：节点已到期 31 个，未到期 1 个",
    "2026年没有节点到期",
    "5 个部门有节点，区经济信息委最多，14 个",
    "请会议议定 7 件事",
)
"""The conclusions of the slides on 2026-11-23, by hand."""

# Sizes of type in px of 1920×1080, whether the conclusion is one line, and what lies outside the window.
_SLIDE = """
() => {
  const size = (element) => parseFloat(getComputedStyle(element).fontSize);
  const slide = document.querySelector('[data-testid="planSlide"]');
  const [kicker, aside, notes, source] = slide.querySelectorAll('p');
  const title = slide.querySelector('h1');
  const box = slide.getBoundingClientRect();
  const inside = [...slide.querySelectorAll('p, h1, [data-testid="planChart"], button')].map(
    (element) => element.getBoundingClientRect());
  const texts = [...document.querySelectorAll('.main-svg text')].filter((text) => text.textContent.trim());
  return {
    kicker: size(kicker), aside: size(aside), notes: size(notes), source: size(source), title: size(title),
    lines: Math.round(title.clientHeight / (size(title) * 1.35)),
    chart: Math.min(...texts.map(size)),
    outside: inside.filter((one) => one.bottom > innerHeight + 1 || one.right > innerWidth + 1 || one.left < 0).length,
    picture: slide.querySelector('[data-testid="planChart"]').clientHeight / innerHeight,
    sideways: document.documentElement.scrollWidth - innerWidth,
    above: box.top,
  };
}
"""


def at_slide(page: Page, number: int) -> None:
    """That slide's conclusion stands there and its number in the address."""
    expect(page.get_by_role("heading", level=1)).to_have_text(SLIDES[number - 1])
    assert parse_qs(urlsplit(page.url).query)["slide"] == [str(number)]


def press(page: Page, key: str) -> None:
    page.keyboard.press(key)
    settle(page)


def test_keys_and_presenter_turn_the_slides_and_escape_leaves(open_page: Callable[..., Page]):
    page = open_page(f"/meeting?slide=3&{DAY}")
    at_slide(page, 3)
    expect(page.get_by_test_id("stSidebar")).not_to_be_visible()

    press(page, "ArrowRight")
    at_slide(page, 4)
    press(page, "PageDown")
    at_slide(page, 5)
    press(page, "ArrowLeft")
    at_slide(page, 4)
    press(page, "PageUp")
    at_slide(page, 3)
    press(page, "Home")
    at_slide(page, 1)
    press(page, "ArrowLeft")
    at_slide(page, 1)
    press(page, "End")
    at_slide(page, 9)

    page.reload()
    settle(page)
    at_slide(page, 9)

    press(page, "Escape")
    expect(page.get_by_role("heading", name="总览").first).to_be_visible()
    assert urlsplit(page.url).path == "/"
    assert "slide" not in parse_qs(urlsplit(page.url).query)


def test_filters_stay_through_the_slides_and_after_leaving(open_page: Callable[..., Page]):
    page = open_page(f"/meeting?slide=3&lead=区科技局&{DAY}")
    description = "牵头部门：区科技局 · 6/20 个载体 · 14.6/48.52 万m² · 9/32 个节点"
    # 12.8 of 14.6; a filtered number says at once whose it is.
    expect(page.get_by_role("heading", level=1)).to_have_text("大健康生物医药 12.8 万m²，占 87.7%")
    expect(page.get_by_test_id("stMain")).to_contain_text(description)

    press(page, "ArrowRight")
    expect(page.get_by_test_id("stMain")).to_contain_text(description)
    press(page, "Escape")

    expect(page.get_by_role("heading", name="总览").first).to_contain_text(description)
    assert parse_qs(urlsplit(page.url).query)["lead"] == ["区科技局"]


SHOWN = {
    "全部载体": "",
    "一个载体": "&lead=建桥公司",  # 2-10 alone
    "二百个载体": "",
}


@pytest.mark.parametrize("shown", SHOWN)
def test_every_slide_fills_the_usual_screens_in_large_type_without_scrolling(
    open_page: Callable[..., Page], start_server: Callable[..., Server], tmp_path: Path, shown: str
):
    server = None
    if shown == "二百个载体":
        write_district(tmp_path / "district", 200)
        server = start_server(tmp_path / "district")
    page = open_page(f"/meeting?{DAY}{SHOWN[shown]}", width=1920, height=1080, server=server)
    troubles = []
    for width, height in ((1920, 1080), (1366, 768), (1024, 768)):
        page.set_viewport_size({"width": width, "height": height})
        settle(page)
        press(page, "Home")
        count = int(page.get_by_test_id("planSlide").locator("p").first.inner_text().rpartition("/")[2])
        assert 1 < count <= 9
        factor = min(width / 1920, height / 1080)
        for number in range(1, count + 1):
            if number > 1:
                press(page, "ArrowRight")
            slide = page.evaluate(_SLIDE)
            where = f"{width}，第 {number} 页："
            least = {"kicker": 20, "aside": 24, "notes": 20, "source": 16, "chart": 16, "title": 26}
            for name, px in least.items():
                if (slide[name] or px) < max(12, px * factor) - 0.5:
                    troubles.append(f"{where}{name} {slide[name]} px")
            if slide["lines"] != 1 or slide["outside"] or slide["sideways"] > 0 or slide["above"]:
                troubles.append(f"{where}放不下：{slide}")
            if slide["picture"] < 0.6:
                troubles.append(f"{where}图只占 {slide['picture']:.0%}")
    assert not troubles


def test_the_keys_are_explained_on_a_question_mark(open_page: Callable[..., Page]):
    page = open_page(f"/meeting?{DAY}")
    keys = page.get_by_text("上一页、下一页")
    expect(keys).not_to_be_visible()

    press(page, "?")
    expect(keys).to_be_visible()
    press(page, "?")
    expect(keys).not_to_be_visible()

    page.get_by_role("button", name="按键说明").click()
    expect(keys).to_be_visible()


def test_the_slides_turn_by_themselves_until_they_are_paused(open_page: Callable[..., Page]):
    page = open_page(f"/meeting?slide=2&{DAY}")
    press(page, "Space")
    expect(page.get_by_role("heading", level=1)).to_have_text(SLIDES[2], timeout=40_000)

    press(page, "Space")
    page.wait_for_timeout(20_000)
    at_slide(page, 3)


def test_after_a_restart_of_the_server_the_deck_goes_on_where_it_was(browser: Browser, tmp_path: Path):
    port = free_port()
    context = new_context(browser, theme="light", width=1366, height=768)
    page = context.new_page()
    with running_app(tmp_path / "first.log", port=port) as server:
        page.goto(f"{server.url}/meeting?slide=6&{DAY}")
        settle(page)
        press(page, "ArrowRight")
        press(page, "Space")
        settle(page)
        conclusion = page.get_by_role("heading", level=1).inner_text()
        server.process.kill()
        server.process.wait()
    with running_app(tmp_path / "second.log", port=port):
        page.wait_for_selector('[data-test-connection-state="CONNECTED"]', timeout=20_000)
        settle(page)
        expect(page.get_by_role("button", name="暂停")).to_be_visible()
        expect(page.get_by_role("heading", level=1)).to_have_text(conclusion)
        press(page, "ArrowRight")
        assert parse_qs(urlsplit(page.url).query)["slide"] == ["8"]
    context.close()
