"""For those who read with their ears or work without a mouse: axe-core on every page, filters and links by keyboard."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tools.chromium import settle

axe = pytest.importorskip("axe_playwright_python.sync_playwright")

ADDRESSES = (
    "/",
    "/industry",
    "/plaques",
    "/timeline",
    "/departments",
    "/departments?lead=区科技局",
    "/carrier?carrier=2-08",
    "/carrier?carrier=1-02&level=国家级",
    "/checks",
    "/meeting?slide=1",
    "/meeting?slide=8",
    "/meeting?slide=10",
)
"""Every page, and those that look different under a filter; of the slides: cards, a table, sentences."""

DARK_PAGE = "rgb(17, 22, 29)"


def _serious(page: Page, **options) -> list[str]:
    """What axe-core calls serious or critical, in words."""
    found = axe.Axe().run(page, options={"resultTypes": ["violations"]} | options).response["violations"]
    return [
        f"{violation['id']}：{node['html'][:120]}　{node['failureSummary']}"
        for violation in found
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]


def test_axe_finds_nothing_serious_on_any_page_in_either_theme(
    open_page: Callable[..., Page], subtests: pytest.Subtests
):
    page = open_page("/")
    for address in ADDRESSES:
        with subtests.test(page=address):
            page.emulate_media(color_scheme="light")
            page.goto(urljoin(page.url, address))
            settle(page)
            assert not _serious(page)

            # The page is the same but for its colours.
            page.emulate_media(color_scheme="dark")
            expect(page.get_by_test_id("stApp")).to_have_css("background-color", DARK_PAGE)
            settle(page)
            assert not _serious(page, runOnly=["color-contrast"])


def _tab_to(page: Page, role: str, name: str) -> None:
    """Presses Tab until the element of that role and name has the focus, as one does who has no mouse."""
    wanted = page.get_by_role(role, name=name).first
    for _ in range(80):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"按 80 次 Tab 也到不了“{name}”")


def test_filter_table_link_and_download_by_keyboard_alone(open_page: Callable[..., Page]):
    page = open_page("/industry")

    _tab_to(page, "combobox", "产业方向")
    page.keyboard.type("重庆小面")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    settle(page)

    # What a click on that bar does: 2-04 and 2-09, 2.4 + 6.9
    expect(page.get_by_role("heading", name="产业面积")).to_contain_text("产业方向：重庆小面 · 2/20 个载体")
    assert parse_qs(urlsplit(page.url).query)["industry"] == ["重庆小面"]

    _tab_to(page, "link", "重庆小面产业园")
    with page.context.expect_page() as opened:
        page.keyboard.press("Enter")
    expect(opened.value.get_by_role("heading", name="载体档案")).to_contain_text("产业方向：重庆小面")
    opened.value.close()

    _tab_to(page, "button", "附件2 CSV")
    with page.expect_download() as coming:
        page.keyboard.press("Enter")
    assert re.fullmatch(r"附件2_.*重庆小面.*\.csv", coming.value.suggested_filename)
