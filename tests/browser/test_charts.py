"""A chart as the viewer meets it: drawn when it comes in sight, kept when it changes, taken away as a picture."""

from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect

from tools.chromium import Server, settle

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
    assert coming.value.suggested_filename == "产业面积.png"
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


def _middle_of_first_bar(page: Page) -> tuple[float, float]:
    box = page.locator(".barlayer .point path").first.bounding_box()
    return box["x"] + box["width"] / 3, box["y"] + box["height"] / 2


def test_who_drags_over_a_chart_wants_no_filter(open_page: Callable[..., Page]):
    page = open_page(f"/industry?{DAY}")
    x, y = _middle_of_first_bar(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 1, steps=6)
    page.mouse.up()
    settle(page)
    assert "industry=" not in page.url

    page.mouse.click(x, y)
    page.wait_for_url("**industry=*")


def test_a_tap_filters_as_a_click_does(browser: Browser, server: Server):
    context = browser.new_context(viewport={"width": 1366, "height": 768}, has_touch=True, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{server.url}/industry?{DAY}")
    page.wait_for_selector(".barlayer .point path")
    settle(page)

    page.touchscreen.tap(*_middle_of_first_bar(page))

    page.wait_for_url("**industry=*")
    context.close()


def test_the_chosen_button_of_a_group_is_told_apart_under_forced_colours(open_page: Callable[..., Page]):
    page = open_page(f"/timeline?{DAY}")
    page.emulate_media(forced_colors="active")
    group = page.get_by_test_id("stButtonGroup").first
    colour = "(button) => getComputedStyle(button).backgroundColor"
    chosen = group.locator("button[aria-checked=true]").evaluate(colour)
    assert chosen != group.locator("button[aria-checked=false]").first.evaluate(colour)
    # The system's own colour, not Streamlit's tint of a tenth, which forced colours take away.
    assert "0.1)" not in chosen
