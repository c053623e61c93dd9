"""On a phone: nothing runs out of the screen, names stand over their rows, tables are told row by row."""

import re
from collections.abc import Callable
from urllib.parse import urljoin

from playwright.sync_api import Browser, Page, expect

from tools.chromium import Server, draw_all_charts, settle

from .test_layout import _LAYOUT, cut, overlapping

DAY = "asof=2026-11-23"
PATHS = ("/", "/industry", "/plaques", "/timeline", "/departments")


def test_every_chart_can_be_read_on_a_phone(open_page: Callable[..., Page]):
    page = open_page(f"/?{DAY}", width=390, height=844)
    for path in PATHS:
        if path != "/":
            page.goto(urljoin(page.url, f"{path}?{DAY}"))
            settle(page)
        draw_all_charts(page)
        layout = page.evaluate(_LAYOUT)
        assert layout["sideways"] <= 0, path
        assert layout["charts"], path
        for chart in layout["charts"]:
            assert not cut(chart["texts"], chart["paper"]), path
            # Boxes of stacked lines touch; 4 px is less than a fifth of a sign.
            assert not overlapping(chart["texts"], least=4), path


def test_a_tap_on_a_name_over_its_row_opens_it_and_one_on_a_heading_sorts(open_page: Callable[..., Page]):
    page = open_page(f"/timeline?{DAY}", width=390, height=844)
    table = page.get_by_test_id("planTable").last
    table.get_by_role("button", name="完成时限").tap()
    table.get_by_role("button", name="完成时限").tap()
    expect(table.locator("tbody tr").first).to_contain_text("2027年")

    page.locator(".annotation", has_text="元石国际").first.tap()
    expect(page).to_have_url(re.compile(r"/carrier\?.*carrier=2-08"))


def test_no_icons_lie_over_a_chart_where_nothing_hovers(browser: Browser, server: Server):
    with browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True) as context:
        page = context.new_page()
        page.goto(f"{server.url}/plaques?{DAY}")
        settle(page)

        expect(page.get_by_test_id("planChart").first.locator(".main-svg").first).to_be_visible()
        expect(page.locator(".modebar-btn")).to_have_count(0)


def test_a_turned_phone_gets_the_wide_page_and_back(open_page: Callable[..., Page]):
    page = open_page(f"/timeline?{DAY}", width=390, height=844)
    names = page.locator(".ytick text")
    expect(names).to_have_count(0)

    page.set_viewport_size({"width": 844, "height": 390})
    settle(page)
    expect(names.first).to_have_text("重庆小面电商产业园")

    page.set_viewport_size({"width": 390, "height": 844})
    settle(page)
    expect(names).to_have_count(0)


def test_a_theme_switched_on_an_open_page_recolours_its_charts(open_page: Callable[..., Page]):
    page = open_page(f"/industry?{DAY}", theme="light")
    bar = page.locator(".barlayer .point path").first
    light = bar.evaluate("(element) => getComputedStyle(element).fill + element.getAttribute('style')")

    page.emulate_media(color_scheme="dark")
    settle(page)

    dark = page.locator(".barlayer .point path").first
    assert dark.evaluate("(element) => getComputedStyle(element).fill + element.getAttribute('style')") != light
    name = page.locator(".ytick text").first
    assert name.evaluate("(element) => getComputedStyle(element).fill") == "rgb(230, 237, 243)"
