"""Old browsers, played by a new one that lacks what they lack; real ones are in tests/old_browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import BrowserLog
from tools.chromium import Server, new_context, report_errors, settle

# Before any script of the page: what Chromium 109 has not.
_LIKE_109 = """
delete Array.prototype.toSorted;
RegExp = new Proxy(RegExp, {
  construct(target, args, made) {
    if (String(args[1]).includes('v')) throw new SyntaxError('Invalid flags supplied to RegExp constructor');
    return Reflect.construct(target, args, made);
  },
  apply(target, self, args) { return new RegExp(...args); },
});
"""
_LIKE_102 = "delete AbortSignal.timeout;"
_LIKE_INTERNET_EXPLORER = f"""{_LIKE_102}
const told = 'Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko';
Object.defineProperty(navigator, 'userAgent', {{ value: told }});
"""


@pytest.fixture
def open_as(browser: Browser, server: Server, browser_log: BrowserLog) -> Callable[..., Page]:
    """``open_as(script, path)``: opens a page after ``script`` has taken something from the browser."""
    contexts = []

    def open_(script: str, path: str) -> Page:
        context = new_context(browser, theme="light", width=1366, height=768)
        contexts.append(context)
        report_errors(context, browser_log.errors.append)
        context.add_init_script(script)
        page = context.new_page()
        page.goto(server.url + path)
        return page

    yield open_
    for context in contexts:
        context.close()


def test_what_chromium_109_lacks_is_filled_in(open_as: Callable[..., Page]):
    page = open_as(_LIKE_109, "/industry?lead=区商务委")
    settle(page)

    expect(page.get_by_role("heading", name="产业面积")).to_contain_text("牵头部门：区商务委 · 1/20 个载体")
    # 1-03 alone
    expect(page.get_by_test_id("planChart").first.locator(".barlayer .point")).to_have_count(1)
    assert page.evaluate("[3, 1, 2].toSorted((one, other) => other - one).join()") == "3,2,1"
    # Which is what it would do with the flag v.
    assert page.evaluate("['a b', new RegExp('^[a]', 'v') instanceof RegExp, RegExp('b$', 'v').test('ab')].join()") == (
        "a b,true,true"
    )


@pytest.mark.parametrize(
    ("script", "says", "says_not"),
    [(_LIKE_102, "Chromium 内核 103 或更高", "兼容模式"), (_LIKE_INTERNET_EXPLORER, "切换到“极速模式”", "内核 92")],
    ids=["102", "IE"],
)
def test_what_is_too_old_is_told_what_to_install(
    open_as: Callable[..., Page], browser_log: BrowserLog, script: str, says: str, says_not: str
):
    browser_log.allow("页面脚本错误")  # The bundle finds no place to draw in.
    page = open_as(script, "/timeline?lead=区科技局")

    notice = page.get_by_role("alert")
    expect(notice.get_by_role("heading")).to_have_text("这个浏览器太旧，打不开本看板")
    expect(notice).to_contain_text("Windows 7 请装谷歌 Chrome 109")
    expect(notice).to_contain_text(says)
    expect(notice).not_to_contain_text(says_not)
    # Nothing else comes up beside it.
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.body.innerText").startswith("这个浏览器太旧")
    expect(page.get_by_test_id("stApp")).to_have_count(0)
