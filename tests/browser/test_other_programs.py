"""What other programs do to a page: a translator wraps its texts, the browser's own search reads them."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tools.chromium import settle

_WRAP = """() => setInterval(() => {
  const walk = document.createTreeWalker(document.querySelector('[data-testid="stApp"]'), NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walk.nextNode()) texts.push(walk.currentNode);
  for (const text of texts) {
    if (!text.textContent.trim() || text.parentNode.closest('svg, script, style, font')) continue;
    const font = document.createElement('font');
    text.replaceWith(font);
    font.append(text);
  }
}, 200)"""
"""What a translator does that does not heed ``translate="no"``."""


@pytest.mark.parametrize(
    ("page_name", "conclusion"),
    [("industry", "所选 1 个载体未列入七大方向"), ("plaques", "所选载体已有 2 块牌子，计划争取 0 块")],
)
def test_conclusions_follow_their_charts_though_a_translator_has_wrapped_every_text(
    open_page: Callable[..., Page], page_name: str, conclusion: str
):
    page = open_page(f"/{page_name}")
    assert page.evaluate("document.documentElement.translate") is False
    page.evaluate(_WRAP)
    expect(page.locator("h3 font").first).to_be_visible()

    page.get_by_label("牵头部门").first.click()
    page.get_by_role("option", name="区残联").first.click()
    page.keyboard.press("Escape")
    settle(page)

    expect(page.locator("h3").first).to_contain_text(conclusion)
    page.get_by_role("link", name="时间轴").first.click()
    settle(page)
    expect(page.locator("h2")).to_contain_text("时间轴")
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_the_browsers_search_finds_carriers_and_departments_in_the_list(open_page: Callable[..., Page]):
    page = open_page("/departments?lead=区科技局")
    for words in ("元石国际", "微托帮众创空间", "区科技局"):
        assert page.evaluate("(words) => window.find(words, false, false, true)", words), words
