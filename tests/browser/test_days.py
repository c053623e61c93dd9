"""截至日期 typed on the keyboard, and addresses as old programs and chats hand them on."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from tools.chromium import settle


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_a_typed_date_is_taken_at_enter_and_the_keyboard_stays_in_its_box(open_page: Callable[..., Page]):
    page = open_page("/timeline?annex=2")
    parts = page.get_by_test_id("stDateInput").get_by_role("spinbutton")

    parts.first.click()
    page.keyboard.type("20240630", delay=50)
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="时间轴")).to_contain_text("截至 2024-06-30")
    settle(page)
    assert query(page) == {"annex": ["2"], "asof": ["2024-06-30"]}
    expect(parts.last).to_be_focused()
    expect(page.get_by_test_id("stDateInputPopover")).to_have_count(0)
    expect(page.get_by_role("dialog")).to_have_count(0)

    # A page turned to from there keeps it, one step back too.
    page.get_by_test_id("stTopNavLink").filter(has_text="授牌缺口").click()
    expect(page.get_by_role("heading", name="授牌缺口")).to_contain_text("截至 2024-06-30")
    settle(page)
    assert query(page)["asof"] == ["2024-06-30"]


def test_an_address_in_the_letters_of_old_programs_filters_and_is_put_right(open_page: Callable[..., Page]):
    # 区科技局 in GBK, then a link that was written into a page of HTML, words of a chat behind it.
    page = open_page("/timeline?lead=%C7%F8%BF%C6%BC%BC%BE%D6&amp;annex=2&year=2024年请查收")

    # 2-07 and 2-08
    expect(page.get_by_role("heading", name="时间轴")).to_contain_text("2/20 个载体")
    assert query(page) == {"lead": ["区科技局"], "annex": ["2"], "year": ["2024"]}
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
