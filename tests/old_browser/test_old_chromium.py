"""Chromium 103 and 109 (the last for Windows 7) do what a new one does; 92 is told what to install.

Playwright's own look at a page (locators) needs Chromium 105: in what is older the page is asked by script.
"""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import BrowserLog
from tests.browser.test_addresses import DAY, PAGES
from tests.browser.test_downloads import HEADINGS, take
from tests.browser.test_filtering import chart, choose, click_on, filters, says
from tools.chromium import Server, new_context, settle

works = pytest.mark.parametrize("browser", [103, 109], indirect=True)
last_for_windows_7 = pytest.mark.parametrize("browser", [109], indirect=True)
too_old = pytest.mark.parametrize("browser", [92], indirect=True)

_LOOK = """
() => {
  const texts = (selector) => [...document.querySelectorAll(selector)].map((element) => element.innerText.trim());
  const chart = document.querySelector('[data-testid="planChart"]');
  const marks = chart ? [...chart.querySelectorAll('.barlayer .point path, .scatterlayer path.point')] : [];
  return {
    here: texts('[data-testid="stTopNavLink"][aria-current=page]'),
    headings: texts('h1, h2, h3'),
    marks: marks.map((mark) => mark.getBoundingClientRect()).filter((box) => box.width > 0 && box.height > 0)
      .map((box) => [box.x + box.width / 2, box.y + box.height / 2]),
    troubles: texts('[data-testid="stException"], [role="dialog"]'),
  };
}
"""


@works
def test_every_page_shows_its_charts(open_page: Callable[..., Page], subtests: pytest.Subtests):
    page = open_page(f"/?{DAY}")
    for title, (address, marks, sentence) in PAGES.items():
        with subtests.test(page=title):
            page.goto(urljoin(page.url, f"{address}{'&' if '?' in address else '?'}{DAY}"))
            settle(page)
            look = page.evaluate(_LOOK)

            assert look["here"] == ([title] if title != "会议模式" else [])  # It has the whole window.
            assert any(sentence in heading for heading in look["headings"])
            assert len(look["marks"]) == marks
            assert not look["troubles"]


@works
def test_a_click_on_a_mark_filters(open_page: Callable[..., Page]):
    page = open_page(f"/industry?{DAY}")

    page.mouse.click(*page.evaluate(_LOOK)["marks"][0])
    settle(page)

    assert filters(page) == {"industry": ["文化创意旅游"]}  # The first with 存量.
    assert "产业方向：文化创意旅游 · 3/20 个载体" in page.evaluate(_LOOK)["headings"][0]


@works
def test_a_key_turns_the_slide(open_page: Callable[..., Page]):
    page = open_page(f"/meeting?slide=2&{DAY}")

    page.keyboard.press("ArrowRight")
    settle(page)

    assert "slide=3" in page.url
    assert len(page.evaluate(_LOOK)["marks"]) > 5


@last_for_windows_7
def test_a_click_a_filter_a_download_and_a_link(open_page: Callable[..., Page], tmp_path: Path):
    page = open_page(f"/industry?{DAY}")

    click_on(chart(page), row="重庆小面", dx=30)
    says(page, "产业面积", "产业方向：重庆小面 · 2/20 个载体")
    choose(page, "到期年份", "2025")
    says(page, "产业面积", "产业方向：重庆小面 · 到期年份：2025年 · 1/20 个载体")
    assert filters(page) == {"industry": ["重庆小面"], "year": ["2025"]}

    rows = list(csv.reader(io.StringIO(take(page, "附件2 CSV", tmp_path).read_text("utf-8-sig"))))
    assert rows[0] == HEADINGS
    assert rows[1][1] == "重庆小面产业园"

    with page.context.expect_page() as opened:
        page.get_by_test_id("planTable").get_by_role("link", name="重庆小面产业园").click()
    settle(opened.value)
    expect(opened.value.get_by_role("heading", name="载体档案")).to_be_visible()


@too_old
def test_what_is_too_old_is_told_what_to_install(browser: Browser, server: Server, browser_log: BrowserLog):
    browser_log.allow("页面脚本错误")
    with new_context(browser, theme="light", width=1366, height=768) as context:
        page = context.new_page()
        page.goto(f"{server.url}/timeline")
        page.wait_for_function("document.querySelector('[role=alert]')")

        notice = page.evaluate("document.body.innerText")
        assert notice.startswith("这个浏览器太旧，打不开本看板")
        assert "Chromium 内核 103 或更高" in notice
        assert notice.rstrip().endswith("现在的浏览器：Chromium 内核 92")
