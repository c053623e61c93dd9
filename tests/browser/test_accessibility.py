"""For those who read with their ears or work without a mouse: axe-core on every page, filters and links by keyboard."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

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
    "/?level=国家级&stage=孵化器",
    "/notice?q=体外诊断&clause=二（二）",
    "/checks",
    "/meeting?slide=1",
    "/meeting?slide=8",
    "/meeting?slide=9",
)
"""Every page, and what filters make of it, nothing left included; of the slides: cards, a table, sentences."""

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


def _tab_to(wanted: Locator) -> None:
    """Presses Tab until ``wanted`` has the focus, as one does who has no mouse."""
    for _ in range(80):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        wanted.page.keyboard.press("Tab")
    raise AssertionError(f"按 80 次 Tab 也到不了 {wanted}")


def test_filter_table_link_and_download_by_keyboard_alone(open_page: Callable[..., Page]):
    page = open_page("/industry")

    _tab_to(page.get_by_role("combobox", name="产业方向"))
    page.keyboard.type("重庆小面")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    settle(page)

    # What a click on that bar does: 2-01 and 2-09, 0.3 + 9
    expect(page.get_by_role("heading", name="产业面积")).to_contain_text("产业方向：重庆小面 · 2/20 个载体")
    assert parse_qs(urlsplit(page.url).query)["industry"] == ["重庆小面"]

    _tab_to(page.get_by_role("link", name="重庆小面产业园").first)
    page.keyboard.press("Enter")
    settle(page)
    expect(page.get_by_role("heading", name="载体档案")).to_contain_text("产业方向：重庆小面")
    page.go_back()
    settle(page)

    _tab_to(page.get_by_role("button", name="带走"))
    page.keyboard.press("Enter")
    _tab_to(page.get_by_role("button", name="附件2 CSV"))
    with page.expect_download() as coming:
        page.keyboard.press("Enter")
    assert re.fullmatch(r"附件2_.*重庆小面.*\.csv", coming.value.suggested_filename)


def test_tab_never_stops_where_nothing_is_to_be_seen(open_page: Callable[..., Page]):
    page = open_page("/meeting?slide=3")  # The sidebar is collapsed.
    stops = {}
    for _ in range(100):
        page.keyboard.press("Tab")
        text, seen = page.evaluate(
            """() => {
                const { right, bottom } = document.activeElement.getBoundingClientRect();
                return [document.activeElement.innerText, right > 0 && bottom > 0];
            }"""
        )
        if page.evaluate("document.activeElement === document.body"):
            break  # After the last one.
        stops[text] = seen

    assert [text for text, seen in stops.items() if not seen] == []
    # What the keys do is explained; their buttons stand in the sidebar.
    assert "?" in stops

    # Opened by keyboard, it takes part again.
    _tab_to(page.get_by_test_id("stExpandSidebarButton"))
    page.keyboard.press("Enter")
    settle(page)
    _tab_to(page.get_by_role("combobox", name="牵头部门"))
    assert page.evaluate("document.activeElement.getBoundingClientRect().x") > 0
