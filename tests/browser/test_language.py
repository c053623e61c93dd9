"""No English of Streamlit meets a viewer: words on screen and for screen readers, with what can be opened opened."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tools.chromium import settle

from .conftest import BrowserLog

DATA = Path(__file__).parents[2] / "data"

# Everything that is read, seen or heard; names of icons are drawn as icons.
_READ = """() => {
  const read = [];
  for (const element of document.body.querySelectorAll('*')) {
    if (element.closest('script, style, noscript, [data-testid="stIconMaterial"], svg, iframe')) continue;
    for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description']) {
      read.push(element.getAttribute(name) ?? '');
    }
    for (const node of element.childNodes) if (node.nodeType === 3) read.push(node.textContent);
  }
  return read.filter((text) => /[A-Za-z]{2,}/.test(text));
}"""

# Ours: names of files and formats, keys of the keyboard, names in the plan.
_OURS = re.compile(
    r"annex\d|plan\.toml|state/versions|CSV|XLS[XM]|HTML|PPTX|PNG|Excel|WPS|UTF-8|README\.md|[\d.]+ ?[KM]B"
    r"|PageUp|PageDown|Home|End|Esc|SPACE|IVD|\.csv"
)


def english_of(page: Page) -> set[str]:
    """Texts with Latin words that are not ours."""
    return {text for text in page.evaluate(_READ) if re.search(r"[A-Za-z]{2,}", _OURS.sub("", text))}


def test_filters_calendar_and_charts_speak_chinese(open_page: Callable[..., Page]):
    page = open_page("/industry?lead=区科技局")
    found = english_of(page)

    page.get_by_label("牵头部门").first.click()
    page.keyboard.type("zzz")
    expect(page.get_by_text("没有这一项")).to_be_visible()
    found |= english_of(page)
    for _ in range(2):  # What was typed, then the list.
        page.keyboard.press("Escape")
    page.get_by_text("更多筛选").click()
    settle(page)
    found |= english_of(page)
    page.get_by_test_id("stDateInput").locator("button").last.click()
    expect(page.get_by_role("grid")).to_be_visible()
    found |= english_of(page)
    page.keyboard.press("Escape")

    assert not found


def test_upload_and_its_errors_speak_chinese(open_page: Callable[..., Page], tmp_path: Path):
    page = open_page("/checks")
    upload = page.locator("input[type=file]")
    found = english_of(page)
    (tmp_path / "annex1.csv").write_bytes(b"x" * 6_000_000)

    for file, words in ((tmp_path / "annex1.csv", "文件不能大于"), (DATA.parent / "README.md", "不能上传这种文件")):
        upload.set_input_files(file)
        settle(page)
        found |= english_of(page)
        expect(page.get_by_role("alert").filter(has_text=words)).to_have_count(1)

    assert not found


def test_an_unknown_address_says_so_in_chinese_over_the_first_page(
    open_page: Callable[..., Page], browser_log: BrowserLog
):
    browser_log.allow("这个网址没有对应的页面")
    page = open_page("/nosuchpage")

    expect(page.get_by_role("dialog")).to_contain_text("没有这一页")
    expect(page.get_by_role("dialog")).to_contain_text("下面显示的是首页")
    assert not english_of(page)
