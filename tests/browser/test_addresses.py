"""Every page by its address, as a new viewer opens it: the very first visit, both themes, a file that is missing."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tools.chromium import ROOT, Server, draw_all_charts, settle

EVERYTHING = "全部 20 个载体 · 48.52 万m² · 32 个节点"
DAY = "asof=2026-11-23"
BY_DIRECTION = "大健康生物医药 12.8 万m²，占 26.4%，居七大方向之首"


def charts(page: Page):
    return page.get_by_test_id("planChart")


def test_a_deep_link_as_the_very_first_visit_of_a_fresh_server(
    start_server: Callable[..., Server], open_page: Callable[..., Page]
):
    server = start_server()

    page = open_page(f"/timeline?lead=区科技局&{DAY}", server=server)

    expect(page.get_by_role("heading", name="时间轴")).to_contain_text(
        "牵头部门：区科技局 · 6/20 个载体 · 14.6/48.52 万m² · 9/32 个节点"
    )
    titles = ["总览", "产业面积", "授牌缺口", "时间轴", "部门清单", "载体档案", "方案原文", "数据校核", "会议模式"]
    assert page.get_by_test_id("stTopNavLink").all_inner_texts() == titles
    lead = page.get_by_test_id("stMultiSelect").filter(has_text="牵头部门")
    expect(lead).to_contain_text("区科技局")
    # 2-06: 2, 2-07: 3, 2-08: 4 milestones
    expect(charts(page).first.locator(".barlayer .point")).to_have_count(9)
    assert parse_qs(urlsplit(page.url).query) == {"lead": ["区科技局"], "asof": ["2026-11-23"]}
    assert "Traceback" not in server.log_tail(1000)


NUMBERS = "20 个载体、48.52 万m²，已有 15 块牌子，争取 19 块"
PAGES = {
    # title: address, marks in the first chart, conclusion of the first chart
    "总览": ("/", 6, NUMBERS),  # a key figure each
    "产业面积": ("/industry", 11, BY_DIRECTION),  # a bar for each direction with 存量 and each with 增量: 5 + 6
    "授牌缺口": ("/plaques", 20, "已有 15 块牌子，计划争取 19 块，其中 2 块未列年份"),  # 19 and one held by who seeks
    "时间轴": ("/timeline", 45, "截至2026-11-23：节点已到期 31 个，未到期 1 个"),  # 32 bars, 13 of them with a star
    "部门清单": ("/departments", 11, "区经济信息委 16.52 万m²，占 34.0%，居各牵头部门之首"),  # 6 lead 存量, 5 增量
    "载体档案": ("/carrier?carrier=2-08", 20, "面积 3.8 万m²，在 20 个载体里排第 5"),  # a dot a carrier
    "数据校核": ("/checks", 0, ""),
    "会议模式": ("/meeting?slide=3", 11, BY_DIRECTION),
}

# Of every chart: its label, its paper, its marks, and every text with its colour and the colour that it stands on:
# that of the mark beneath it, else the paper.
_LOOK = """
() => {
  const rgb = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map(Number);
  const kinds = '.xtick text, .ytick text, .annotation text, .legendtext, .textpoint text, .bartext';
  const look = (chart) => {
    const paper = rgb(chart.querySelector('.main-svg').style.background);
    const marks = [...chart.querySelectorAll('.barlayer .point path, .scatterlayer path.point')]
      .map((mark) => ({ box: mark.getBoundingClientRect(), style: getComputedStyle(mark) }));
    const under = (text) => {
      const { left, right, top, bottom } = text.getBoundingClientRect();
      const [x, y] = [(left + right) / 2, (top + bottom) / 2];
      const mark = marks.filter(({ box, style }) => style.fill.startsWith('rgb') &&
        box.left < x && x < box.right && box.top < y && y < box.bottom).pop();
      if (!mark) return paper;
      const part = mark.style.opacity * mark.style.fillOpacity;
      return rgb(mark.style.fill).map((value, index) => value * part + paper[index] * (1 - part));
    };
    return {
      label: chart.getAttribute('aria-label'),
      paper,
      marks: marks.length,
      painted: marks.some(({ box }) => box.width > 2 && box.height > 2),
      texts: [...chart.querySelectorAll(kinds)].filter((text) => text.textContent.trim())
        .map((text) => [text.textContent, rgb(getComputedStyle(text).fill), under(text)]),
    };
  };
  return {
    page: rgb(getComputedStyle(document.querySelector('[data-testid="stApp"]')).backgroundColor),
    charts: [...document.querySelectorAll('[data-testid="planChart"]')].map(look),
  };
}
"""


def _luminance(rgb: list[float]) -> float:
    parts = [value / 255 for value in rgb]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: list[float], other: list[float]) -> float:
    """As WCAG 2 counts it."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_opens_by_its_address_in_its_theme(
    open_page: Callable[..., Page], subtests: pytest.Subtests, theme: str
):
    page = open_page(f"/?{DAY}", theme=theme)
    for title, (address, marks, sentence) in PAGES.items():
        with subtests.test(page=title):
            page.goto(urljoin(page.url, f"{address}{'&' if '?' in address else '?'}{DAY}"))
            settle(page)
            draw_all_charts(page)
            look = page.evaluate(_LOOK)

            assert _luminance(look["page"]) > 0.9 if theme == "light" else _luminance(look["page"]) < 0.05
            # The page is there whole, in its own words.
            expect(page.get_by_test_id("stMain").get_by_text(EVERYTHING).first).to_be_visible()
            # 会议模式 has the whole window for itself.
            current = page.get_by_test_id("stTopNavLink").and_(page.locator("[aria-current=page]"))
            expect(current).to_have_text([] if title == "会议模式" else [title])
            # What is folded has its conclusion on the fold.
            folds = page.get_by_test_id("stExpander").locator("summary").all_inner_texts()
            headings = page.get_by_role("heading").all_inner_texts() + folds
            assert title in headings[0] or title == "会议模式"
            # The first chart is painted, and every chart says a conclusion of the page to a screen reader.
            assert [chart["marks"] for chart in look["charts"][:1]] == ([marks] if marks else [])
            assert [chart["label"].split("。")[0] for chart in look["charts"][:1]] == ([sentence] if sentence else [])
            for chart in look["charts"]:
                assert chart["painted"]
                # The key figures say theirs by themselves.
                assert any(chart["label"].split("。")[0] in said for said in (*headings, NUMBERS)), chart["label"]
                # Its colours are those of the page around it.
                assert chart["paper"] == look["page"]
                assert chart["texts"]
                assert not {text: (fill, on) for text, fill, on in chart["texts"] if contrast(fill, on) < 4.5}


def test_the_count_of_contrast_is_right():
    assert contrast([0, 0, 0], [255, 255, 255]) == pytest.approx(21)
    assert contrast([118, 118, 118], [255, 255, 255]) == pytest.approx(4.54, abs=0.01)


def test_a_missing_annex_is_said_in_chinese(
    start_server: Callable[..., Server], open_page: Callable[..., Page], tmp_path: Path
):
    folder = tmp_path / "方案"
    shutil.copytree(ROOT / "data", folder)
    (folder / "annex2.csv").unlink()
    server = start_server(folder)

    page = open_page("/timeline", server=server)

    expect(page.get_by_role("heading", name="数据没有读进来")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("共 1 处错误")
    main = page.get_by_test_id("stMain")
    expect(main).to_contain_text("里没有 annex2.csv")
    expect(main).to_contain_text("放进“方案”文件夹")
    expect(page.get_by_test_id("stException")).to_have_count(0)
    expect(charts(page)).to_have_count(0)
    assert not re.findall("[A-Za-z]{3,}", re.sub(r"annex2\.(csv|xlsx)", "", main.inner_text()))

    # Once the file is there, a reload shows the page.
    shutil.copy(ROOT / "data" / "annex2.csv", folder)
    page.reload()
    settle(page)
    expect(page.get_by_role("heading", name="时间轴")).to_contain_text(EVERYTHING)
    assert "Traceback" not in server.log_tail(1000)
