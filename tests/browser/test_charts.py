"""A chart as the viewer meets it: drawn when it comes in sight, kept when it changes, taken away as a picture."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tools.chromium import settle

DAY = "asof=2026-11-23"


# So low that even the first lines of the page, which come before its charts, keep the second chart out of sight.
LOW = 160


def test_a_chart_out_of_sight_is_drawn_when_it_is_scrolled_to(open_page: Callable[..., Page]):
    page = open_page(f"/industry?{DAY}", height=LOW)
    below = page.get_by_test_id("planChart").nth(1)
    names = below.locator(".ytick text")
    expect(names).to_have_count(0)
    height = below.bounding_box()["height"]

    below.scroll_into_view_if_needed()

    expect(names).to_have_count(8)
    # Its room was kept for it: nothing moves under the reader's eyes.
    assert below.bounding_box()["height"] == height


def test_every_chart_is_drawn_before_the_page_is_printed(open_page: Callable[..., Page]):
    page = open_page(f"/industry?{DAY}", height=LOW)
    names = page.get_by_test_id("planChart").nth(1).locator(".ytick text")
    expect(names).to_have_count(0)

    page.evaluate("dispatchEvent(new Event('beforeprint'))")

    expect(names).to_have_count(8)


def test_a_filter_changes_the_chart_that_stands(open_page: Callable[..., Page]):
    page = open_page(f"/industry?{DAY}")
    page.evaluate("document.querySelector('.js-plotly-plot').mark = 1")
    bars = page.get_by_test_id("planChart").first.locator(".barlayer .point")
    expect(bars).to_have_count(11)

    page.get_by_role("combobox", name="牵头部门").click()
    page.get_by_role("option", name="区商务委").click()
    settle(page)

    expect(bars).to_have_count(1)
    assert page.evaluate("document.querySelector('.js-plotly-plot').mark") == 1


def test_a_chart_is_taken_away_as_a_picture_and_fills_the_screen(open_page: Callable[..., Page]):
    page = open_page(f"/industry?{DAY}")
    chart = page.get_by_test_id("planChart").first
    chart.hover()
    with page.expect_download() as coming:
        chart.locator("[data-title='下载图片（PNG）']").click()
    assert coming.value.suggested_filename == "产业方向面积.png"
    picture = coming.value.path().read_bytes()
    # Twice as many pixels as on screen, so that it stays sharp on paper.
    assert int.from_bytes(picture[16:20], "big") == 2 * round(chart.bounding_box()["width"])

    chart.locator("[data-title^='全屏']").click()
    page.wait_for_function("document.fullscreenElement")
    settle(page)
    assert chart.locator(".main-svg").first.bounding_box()["height"] > 700

    page.evaluate("document.exitFullscreen()")
    settle(page)
    assert chart.locator(".main-svg").first.bounding_box()["height"] < 500
