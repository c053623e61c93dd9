"""Of a large district a table is turned over page by page, a filter begins it anew, and all of it can be searched."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.districts import write_district
from tools.chromium import Server, settle


@pytest.fixture
def page(start_server: Callable[..., Server], open_page: Callable[..., Page], tmp_path: Path) -> Page:
    """产业面积 of 450 carriers, whose second table has a row for each."""
    write_district(tmp_path / "district", 450)
    return open_page("/industry", server=start_server(data_dir=tmp_path / "district"))


def rows_of(table: Locator) -> list[str]:
    return table.locator("tbody tr").all_text_contents()


def test_every_row_is_on_one_of_the_pages(page: Page):
    table = page.get_by_test_id("planTable").last
    expect(table.get_by_text("第 1–200 行，共 450 行")).to_be_visible()
    expect(table.get_by_role("button", name="上一页")).to_be_disabled()
    rows = rows_of(table)
    page.emulate_media(media="print")  # A sheet says what it leaves out, and where that is.
    expect(table.get_by_text("共 450 行；打印只印这一页的行，全部行见汇报工作簿")).to_be_visible()
    page.emulate_media(media="screen")
    settle(page)

    for said in ("第 201–400 行", "第 401–450 行"):
        table.get_by_role("button", name="下一页").click()
        expect(table.get_by_text(said)).to_be_visible()
        rows += rows_of(table)

    expect(table.get_by_role("button", name="下一页")).to_be_disabled()
    assert len(rows) == len(set(rows)) == 450


def test_a_filter_begins_at_the_first_page(page: Page):
    table = page.get_by_test_id("planTable").last
    table.get_by_role("button", name="最后一页").click()
    expect(table.get_by_text("第 401–450 行")).to_be_visible()

    page.get_by_text("更多筛选").click()
    settle(page)
    page.get_by_role("combobox", name="附件", exact=True).click()
    page.get_by_role("option").first.click()
    settle(page)

    expect(table.get_by_text("第 1–200 行，共 225 行")).to_be_visible()


def test_all_rows_are_sorted_and_searched_though_one_page_is_sent(page: Page):
    table = page.get_by_test_id("planTable").last
    said, search = table.get_by_role("status"), table.get_by_role("searchbox")
    expect(said).to_have_text("450 行")

    table.get_by_role("button", name="编号").press("Enter")
    table.get_by_role("button", name="编号").press("Enter")
    # 225 carriers in each annex; those of annex 2 are on the third page as printed.
    expect(table.locator("tbody tr").first).to_contain_text("2-225")
    expect(table.get_by_role("button", name="编号")).to_be_focused()
    assert len(rows_of(table)) == 200
    table.get_by_role("button", name="最后一页").click()
    expect(table.get_by_text("第 401–450 行，共 450 行")).to_be_visible()
    assert rows_of(table)[-1].startswith("1-01")

    search.press_sequentially("2-22")
    expect(said).to_have_text("7/450 行")  # 2-22, 2-220 to 2-225
    expect(search).to_be_focused()
    assert [row[:5] for row in rows_of(table)][:2] == ["2-225", "2-224"]
    expect(page).to_have_url(re.compile("~2-22$"))
    page.reload()
    settle(page)
    expect(said).to_have_text("7/450 行")

    search.fill("")
    table.get_by_role("button", name="编号").click()  # A third time: the printed order again.
    settle(page)
    expect(table.get_by_text("第 1–200 行，共 450 行")).to_be_visible()
    expect(said).to_have_text("450 行")
    expect(table.locator("tbody tr").first).to_contain_text("1-01")


def test_a_name_on_a_later_page_opens_its_carrier(page: Page):
    table = page.get_by_test_id("planTable").last
    table.get_by_role("button", name="最后一页").click()
    expect(table.get_by_text("第 401–450 行")).to_be_visible()
    # Departments are links, too; the carrier's name is the row's first one.
    name = table.get_by_role("row").last.get_by_role("link").first
    carrier = name.text_content()

    name.click()

    expect(page.get_by_role("heading", name="载体档案").first).to_be_visible()
    expect(page.get_by_text(carrier).first).to_be_visible()
