"""Names lead to what they name, in tables and beside rows of charts; Back returns to the place."""

import re
from collections.abc import Callable
from urllib.parse import quote

from playwright.sync_api import Page, expect

from tools.chromium import settle

MAIN = '[data-testid="stMain"]'


def test_the_name_of_a_row_opens_its_carrier(open_page: Callable[..., Page]):
    page = open_page("/timeline")
    name = page.locator(".ytick text", has_text="元石国际").first

    name.click()

    expect(page).to_have_url(re.compile(r"/carrier\?.*carrier=2-08"))


def test_a_row_that_opens_nothing_looks_like_none_that_does(open_page: Callable[..., Page]):
    page = open_page("/plaques")
    rows = page.get_by_test_id("planChart").first.locator(".ytick text")

    line = "nodes => nodes.map(node => [node.textContent, getComputedStyle(node).textDecorationLine])"
    looks = dict(rows.evaluate_all(line))
    assert looks["合计"] == "none"
    assert {looks[name] for name in looks if name != "合计"} == {"underline"}


def test_a_department_that_leads_nothing_opens_by_its_name(open_page: Callable[..., Page]):
    page = open_page("/departments?lead=区科技局")
    page.get_by_role("link", name="区人力社保局").first.click()

    expect(page).to_have_url(re.compile(r"/departments\?department=[^&]*$"))
    expect(page.get_by_role("heading", name="区人力社保局指导载体 14 个")).to_be_visible()


def test_a_link_takes_the_filters_that_were_chosen_after_it_was_drawn(open_page: Callable[..., Page]):
    page = open_page("/departments")
    measures = page.get_by_test_id("planTable").last  # Of the whole plan: no filter changes them.
    link = measures.get_by_role("link", name="四（一）")

    page.get_by_role("combobox", name="产业方向").click()
    page.get_by_role("option", name="大健康生物医药").click()
    expect(page).to_have_url(re.compile("industry="))
    page.keyboard.press("Escape")
    settle(page)
    link.hover()

    expect(link).to_have_attribute("href", f"notice?clause={quote('四（一）')}&industry={quote('大健康生物医药')}")


def test_back_returns_to_the_place(open_page: Callable[..., Page]):
    page = open_page("/plaques")
    link = page.get_by_role("link", name="皖新大厦").last
    link.scroll_into_view_if_needed()
    before = page.locator(MAIN).evaluate("main => main.scrollTop")
    assert before > 300
    link.click()
    expect(page).to_have_url(re.compile("carrier=2-10"))

    page.go_back()

    expect(page).to_have_url(re.compile("/plaques$"))
    page.wait_for_function(
        "before => Math.abs(document.querySelector('[data-testid=stMain]').scrollTop - before) < 5", arg=before
    )
