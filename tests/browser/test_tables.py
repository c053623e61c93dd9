"""Tables in a real browser: sorted, searched, copied, read while the page scrolls; orders by hand from the notice."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tools.chromium import settle

COPIED = """() => new Promise((resolve) => {
  window.addEventListener("copy", (event) => resolve(
    ["text/plain", "text/html"].map((kind) => event.clipboardData.getData(kind)).concat(event.defaultPrevented)
  ), { once: true });
  document.execCommand("copy");
})"""


def column(table: Locator, heading: str) -> list[str]:
    """The cells under ``heading``, from the top."""
    headings = [text.strip() for text in table.locator("thead th").all_text_contents()]
    return table.locator(f"tbody td:nth-child({headings.index(heading) + 1})").all_text_contents()


def sort_by(table: Locator, heading: str, times: int = 1) -> None:
    for _ in range(times):
        table.get_by_role("button", name=heading, exact=True).click()


def address(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


@pytest.fixture
def milestones(open_page: Callable[..., Page]) -> Locator:
    """节点明细 of 时间轴, 32 rows."""
    return open_page("/timeline").get_by_test_id("planTable").last


@pytest.fixture
def carriers(open_page: Callable[..., Page]) -> Locator:
    """载体明细 of 产业面积, 20 rows."""
    return open_page("/industry").get_by_test_id("planTable").last


def test_a_click_on_a_heading_sorts_by_number_and_a_third_one_restores(carriers: Locator):
    printed = column(carriers, "载体名称")
    heading = carriers.get_by_role("columnheader", name="面积（万m²）")

    sort_by(carriers, "面积（万m²）")
    assert column(carriers, "面积（万m²）")[:6] == ["0.1", "0.2", "0.2", "0.2", "0.3", "0.5"]
    # 20 rows in all; 2 is before 2.02 and 7.7 before 9, as numbers.
    assert column(carriers, "面积（万m²）")[-7:] == ["2.02", "2.4", "3.8", "6.9", "7", "7.7", "9"]
    expect(heading).to_have_attribute("aria-sort", "ascending")

    sort_by(carriers, "面积（万m²）")
    assert column(carriers, "载体名称")[:3] == ["重庆小面产业园", "艺度创", "建桥生物科技园"]
    expect(heading).to_have_attribute("aria-sort", "descending")

    sort_by(carriers, "面积（万m²）")
    assert column(carriers, "载体名称") == printed
    expect(heading).not_to_have_attribute("aria-sort", "descending")


def test_names_are_sorted_as_a_dictionary_sorts_them(carriers: Locator):
    sort_by(carriers, "载体名称")

    # A figure first; then ài, jiā, jiàn, tái, tiānān and tiānkōng, wǎn, wàn, wēiqǐ, wēituō, yì, yuán. Those with 重
    # are left out: whether that is zhòng or chóng is the browser's to say.
    names = [name for name in column(carriers, "载体名称") if "重" not in name]
    assert names == [
        "4号仓库棚基地",
        "爱心惠残众创空间",
        "家庭服务业创新创业基地（原）",
        "建桥生物科技园",
        "台湾中小企业产业园",
        "天安T+SPACE众创空间",
        "“天空之湖”",
        "皖新大厦",
        "万源科技企业孵化器",
        "微企梦工场（软件产业孵化园）",
        "微托帮众创空间（原）",
        "艺度创",
        "元石国际",
    ]


def test_deadlines_are_sorted_by_date_and_a_name_stands_once_in_the_printed_order(milestones: Locator):
    names = milestones.locator("td.title")
    shown = names.evaluate_all("cells => cells.filter((cell) => !cell.classList.contains('again')).length")
    assert shown == 10  # Every carrier of annex 2 once.
    assert column(milestones, "载体名称").count("元石国际") == 4  # For those who hear or copy it.

    sort_by(milestones, "完成时限", times=2)
    assert column(milestones, "完成时限") == (
        ["2027年"] + ["2025年"] * 5 + ["2024年"] * 7 + ["2023年"] * 10 + ["2022年"] * 9
    )
    assert column(milestones, "载体名称")[0] == "皖新大厦"
    assert not milestones.locator(".again").count()  # Each row stands for itself.


ORDERS = {
    "by the end of what is printed": (
        ["2023年", "2023年6月", "2023年第三季度", "长期", "2021-2022年", "2023.06.05", "未列年份", "2024-01-31"],
        ["2021-2022年", "2023.06.05", "2023年6月", "2023年第三季度", "2023年", "2024-01-31", "长期", "未列年份"],
    ),
    "figures with a unit": (["10 个", "9 个", "—", "1600 个"], ["9 个", "10 个", "1600 个", "—"]),
    "shares": (["9.5%", "100.0%", "未列", "26.4%"], ["9.5%", "26.4%", "100.0%", "未列"]),
    "numbers of carriers": (["2-08", "1-10", "11", "1-09"], ["1-09", "1-10", "2-08", "11"]),
    "quotation marks aside": (["元石", "“天空”", "爱心"], ["爱心", "“天空”", "元石"]),
}


@pytest.mark.parametrize(("cells", "wanted"), ORDERS.values(), ids=ORDERS)
def test_the_order_of_what_offices_write(open_page: Callable[..., Page], cells: list[str], wanted: list[str]):
    page = open_page("/checks")
    page.evaluate(
        """(cells) => {
          const place = document.body.appendChild(document.createElement("div"));
          place.className = "st-key-tried";
          place.id = "tried";
          const rows = cells.map((cell) => [cell]);
          const payload = { alt: "试", headings: ["列"], rows, title: 0, unbroken: [], numbers: [] };
          const data = new TextEncoder().encode(JSON.stringify(payload));
          window.planTable({ data, parentElement: place, setTriggerValue() {} });
        }""",
        cells,
    )
    table = page.locator("#tried")

    table.get_by_role("button", name="列").evaluate("button => button.click()")
    assert column(table, "列") == wanted
    table.get_by_role("button", name="列").evaluate("button => button.click()")
    filled = [cell for cell in wanted if cell not in ("—", "未列", "未列年份", "长期")]
    assert column(table, "列")[: len(filled)] == filled[::-1]  # What has no place in the order stays last.


def test_more_than_twenty_rows_can_be_searched(milestones: Locator, open_page: Callable[..., Page]):
    search = milestones.get_by_role("searchbox", name="在表中查找")

    # 2-07 and 2-08, whatever the width of the figures; all words, in whatever column.
    search.fill("区科技局　２０２４年　授牌")
    expect(milestones.get_by_role("status")).to_have_text("2/32 行")
    assert column(milestones, "载体名称") == ["建桥生物科技园", "元石国际"]

    search.fill("没有这个词")
    expect(milestones.get_by_role("status")).to_have_text("0/32 行")
    search.fill("")
    expect(milestones.get_by_role("status")).to_have_text("32 行")
    assert len(column(milestones, "载体名称")) == 32

    # 20 rows can be looked over.
    assert not open_page("/industry").get_by_role("searchbox", name="在表中查找").count()


def test_sorting_and_search_stand_in_the_address_and_survive_leaving_the_page(
    milestones: Locator, open_page: Callable[..., Page]
):
    page = milestones.page
    sort_by(milestones, "完成时限", times=2)
    milestones.get_by_role("searchbox").fill("建桥")
    expect(page).to_have_url(re.compile(re.escape("table.timeline_rows=4d~" + quote("建桥"))))

    # A filter changes the rows, not what was chosen of them.
    page.get_by_role("combobox", name="到期年份").fill("2027")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    settle(page)
    assert column(milestones, "载体名称") == ["皖新大厦"]
    assert address(page)["table.timeline_rows"] == ["4d~建桥"]
    page.get_by_role("button", name="清除全部筛选").click()
    settle(page)
    assert column(milestones, "完成时限")[0] == "2027年"

    page.get_by_role("link", name="产业面积").click()
    settle(page)
    assert not [name for name in address(page) if name.startswith("table.")]
    page.get_by_role("link", name="时间轴").click()
    settle(page)
    expect(milestones.get_by_role("searchbox")).to_have_value("建桥")
    assert column(milestones, "完成时限")[0] == "2027年"
    expect(page).to_have_url(re.compile(r"table\.timeline_rows="))

    # Sent to somebody else.
    other = open_page(f"/timeline?{urlsplit(page.url).query}").get_by_test_id("planTable").last
    assert column(other, "完成时限") == column(milestones, "完成时限")

    milestones.get_by_role("searchbox").fill("")
    sort_by(milestones, "完成时限")
    expect(page).not_to_have_url(re.compile(r"table\."))


@pytest.mark.parametrize("written", ["99d", "x", "~", "0", "-1a~"])
def test_nonsense_in_the_address_leaves_the_printed_order(open_page: Callable[..., Page], written: str):
    table = open_page(f"/timeline?table.timeline_rows={written}").get_by_test_id("planTable").last

    assert column(table, "编号")[0] == "2-01"
    assert len(column(table, "编号")) == 32


def test_the_heading_stays_in_sight_below_the_menu_while_the_page_scrolls(milestones: Locator):
    page = milestones.page
    milestones.locator("tbody tr").last.scroll_into_view_if_needed()

    heading = milestones.get_by_role("columnheader", name="工作任务")
    menu = page.get_by_test_id("stHeader").bounding_box()
    assert heading.bounding_box()["y"] == pytest.approx(menu["y"] + menu["height"], abs=2)
    # It is not covered: what is under its middle is the heading itself.
    assert heading.evaluate(
        """cell => {
          const box = cell.getBoundingClientRect();
          return cell.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2));
        }"""
    )


def test_rows_are_copied_as_a_spreadsheet_takes_them(carriers: Locator):
    carriers.locator("tbody").evaluate(
        """body => document.getSelection().setBaseAndExtent(
          body.rows[7].cells[1].firstChild.firstChild, 1, body.rows[8].cells[1].firstChild.firstChild, 2)"""
    )
    plain, html, ours = carriers.page.evaluate(COPIED)

    assert ours
    lines = [line.split("\t") for line in plain.split("\r\n")]
    headings = [text.strip() for text in carriers.locator("thead th").all_text_contents()]
    assert [len(line) for line in lines] == [len(headings)] * 2
    assert [line[headings.index("载体名称")] for line in lines] == column(carriers, "载体名称")[7:9]
    assert [line[headings.index("面积（万m²）")] for line in lines] == ["2.02", "0.9"]
    # A number stays a number, all else is text: 1-09 is no day in January.
    assert html.count("<tr>") == 2
    assert "<td>2.02</td>" in html
    assert "mso-number-format:'\\@'\">1-09" in html


def test_texts_that_a_spreadsheet_would_take_for_formulas_are_guarded(carriers: Locator):
    carriers.locator("tbody tr").first.evaluate(
        """row => {
          row.cells[1].firstChild.textContent = "=1+1";
          row.cells[2].firstChild.textContent = "-2.5";
          document.getSelection().selectAllChildren(row);
        }"""
    )
    plain, html, _ = carriers.page.evaluate(COPIED)

    assert plain.split("\t")[1:3] == ["'=1+1", "-2.5"]
    assert ">=1+1</td>" in html


def test_a_part_of_a_cell_is_copied_as_it_is(carriers: Locator):
    carriers.locator("tbody a").first.evaluate("link => document.getSelection().selectAllChildren(link)")

    assert not carriers.page.evaluate(COPIED)[2]


def test_sorting_by_keyboard_keeps_the_place(milestones: Locator):
    button = milestones.get_by_role("button", name="工作类型")
    button.focus()
    milestones.page.keyboard.press("Enter")

    expect(button).to_be_focused()
    expect(milestones.get_by_role("columnheader", name="工作类型")).to_have_attribute("aria-sort", "ascending")


def test_short_texts_are_whole_and_nothing_is_wider_than_the_page(open_page: Callable[..., Page]):
    for width in (1024, 1366, 1920):
        page = open_page("/timeline", width=width)
        table = page.get_by_test_id("planTable").last
        box, around = table.locator("table").bounding_box(), page.get_by_test_id("stMain").bounding_box()
        assert box["x"] + box["width"] <= around["x"] + around["width"]
        deadlines = table.locator("td", has_text="2027年").first
        assert deadlines.evaluate("cell => cell.firstChild.getClientRects().length") == 1
    lead = table.locator("td", has_text="九宫庙商圈公司").first
    assert lead.evaluate("cell => cell.firstChild.getClientRects().length") == 1


def test_a_small_table_is_no_wider_than_its_content(open_page: Callable[..., Page]):
    page = open_page("/checks")
    table = page.get_by_test_id("planTable").filter(has_text="逐行相加").last

    assert table.locator("table").bounding_box()["width"] < 0.9 * table.bounding_box()["width"]
