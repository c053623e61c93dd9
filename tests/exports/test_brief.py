"""汇报材料 in a real browser: offline, live, nothing clipped; and printed to A4 landscape."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analytics import Filters, Plan, load_plan
from dashboard.exports.brief import brief_html
from tests.support.large_district import write_large_district
from tools.chromium import new_context

from .conftest import (
    AWKWARD_NAMES,
    EVERYTHING_TEXT,
    LEAD,
    LEAD_TEXT,
    VIEWS,
    page_texts,
    report_of,
    squeezed,
    word_bottoms,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHARTS = 9
"""All views but 今年要做什么 and 需要核对, which are rows."""

SOURCE = "大渡口区双创载体提质发展工作方案》（大渡口府办发〔2022〕98号，2022年10月28日）"
A4_LANDSCAPE = (842, 595)


class _Reader(HTMLParser):
    """What a browser would load, run and show."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.scripts: list[tuple[str, str]] = []
        self.texts: list[str] = []
        self.policy = self.language = ""
        self._script: str | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.tags.append(tag)
        self.addresses += [named[name] or "" for name in ("src", "href", "action", "data") if name in named]
        self.language = named.get("lang") or self.language
        if named.get("http-equiv") == "Content-Security-Policy":
            self.policy = named["content"] or ""
        if tag == "script":
            self._script = named.get("type") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._script = None

    def handle_data(self, data: str) -> None:
        if self._script is None:
            self.texts.append(data)
        else:
            self.scripts.append((self._script, data))


@pytest.fixture(scope="module")
def content(plan: Plan) -> bytes:
    return report_of(brief_html, plan)


@pytest.fixture(scope="module")
def read(content: bytes) -> _Reader:
    return _Reader(content.decode("utf-8"))


def test_file_is_small_enough_to_send(content: bytes):
    assert len(content) <= 2_000_000
    # What draws the charts comes with its licence.
    assert b"Licensed under the MIT license" in content


def test_every_view_stands_with_its_conclusion(read: _Reader):
    text = squeezed("".join(read.texts))

    assert read.language == "zh-CN"
    for number, title in enumerate(VIEWS, start=1):
        assert f"{number}{title}" in text
    for conclusion in (
        "大健康生物医药12.8万m²，占26.4%，居七大方向之首",
        "已有15块牌子，计划争取19块，其中2块未列年份",
        "8项目标：4项计划已覆盖，1项看怎么读，1项有缺口，2项附件无数据",
        "到2025年底计划争取15块牌子，之后2块，未列年份2块",
        "截至2026-11-23：节点已到期31个，未到期1个",
        "2023年节点最多，10个；2026年没有",
        "2026年没有节点到期",
    ):
        # On the cover and over the view.
        assert text.count(conclusion) >= 2


def test_nothing_is_loaded_from_anywhere(read: _Reader):
    assert all(address.startswith(("#", "data:")) for address in read.addresses)
    assert "default-src 'none'" in read.policy
    assert not re.search(r"https?:|\*|unsafe-eval|script-src[^;]*unsafe-inline", read.policy)


def test_only_the_two_scripts_of_the_file_may_run(read: _Reader):
    running = [
        "".join(text for kind, text in read.scripts if kind == "" and text == script) for _, script in read.scripts
    ]
    running = [script for script in running if script]

    assert len(running) == 2
    for script in running:
        digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode()
        assert f"'sha256-{digest}'" in read.policy


def test_awkward_names_are_shown_as_they_are(write_plan):
    rows = [{"序号": str(number), "物业名称": name} for number, name in enumerate(AWKWARD_NAMES, start=1)]

    read = _Reader(report_of(brief_html, load_plan(write_plan(annex2=rows))).decode("utf-8"))

    for name in AWKWARD_NAMES:
        assert name in read.texts
    assert read.tags.count("script") == 4
    assert [kind for kind, _ in read.scripts] == ["application/json", "application/json", "", ""]
    assert "<" not in read.scripts[0][1]


@pytest.mark.parametrize("filters", [Filters(annex=(1,)), Filters(year=(2026,)), Filters(level=("国家级",))], ids=str)
def test_filters_that_leave_little_or_nothing(plan: Plan, filters: Filters):
    text = report_of(brief_html, plan, filters).decode("utf-8")

    # Tasks without a deadline: only where there are any.
    assert all(title in text for title in VIEWS if title != "未写期限的任务")


def test_long_cells_are_cut_between_two_names_and_say_so(content: bytes, tmp_path: Path):
    write_large_district(tmp_path / "large")

    texts = _Reader(report_of(brief_html, load_plan(tmp_path / "large")).decode("utf-8")).texts
    cut = [text for text in texts if text.endswith("……（其余见汇报工作簿）")]

    # A name has 44 characters, and ends whole.
    assert cut
    assert all(text.removesuffix("……（其余见汇报工作簿）").endswith("（虚构）") for text in cut if "、" in text)
    # The notice's own texts are shorter: none is cut.
    assert "其余见汇报工作簿" not in content.decode("utf-8")


# In a browser


@pytest.fixture
def open_file(browser: Browser, tmp_path: Path) -> Iterator[Callable[[bytes], Page]]:
    """Opens a brief by its address in the file system and waits until its charts are drawn; problems fail the test."""
    problems: list[str] = []
    with ExitStack() as opened:

        def open_(content: bytes, *, theme: str = "light", width: int = 1366) -> Page:
            file = tmp_path / "汇报材料.html"
            file.write_bytes(content)
            context = new_context(browser, theme=theme, width=width, height=768)
            opened.callback(context.close)
            page = context.new_page()
            own = file.as_uri()
            page.on("request", lambda sent: None if sent.url.split("#")[0] == own else problems.append(sent.url))
            page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
            page.on("pageerror", lambda error: problems.append(str(error)))
            page.on("dialog", lambda dialog: (problems.append(f"对话框：{dialog.message}"), dialog.dismiss()))
            page.goto(own)
            page.wait_for_selector("html[data-drawn]", state="attached")
            return page

        yield open_
    assert not problems, "汇报材料打开时出了事：" + "；".join(problems)


CUT_OFF = """
() => [...document.querySelectorAll('.chart')].flatMap((chart) => {
  const room = chart.getBoundingClientRect();
  return [...chart.querySelectorAll('.main-svg text')].filter((text) => {
    const box = text.getBoundingClientRect();
    return box.width > 0 && (box.left < room.left - 1 || box.right > room.right + 1 ||
      box.top < room.top - 1 || box.bottom > room.bottom + 1);
  }).map((text) => `${chart.id}: ${text.textContent}`);
})
"""


@pytest.mark.browser
@pytest.mark.parametrize(
    ("filters", "charts"),
    # Of annex 1 alone there are no milestones, nor plaques sought with a year.
    [(Filters(), CHARTS), (LEAD, CHARTS), (Filters(annex=(1,)), 5)],
    ids=["everything", "lead", "annex1"],
)
def test_charts_are_live_and_whole_without_a_network(plan: Plan, open_file, filters: Filters, charts: int):
    page = open_file(report_of(brief_html, plan, filters))

    assert page.evaluate("document.documentElement.dataset.drawn") == str(charts)
    assert page.locator(".chart").count() == charts
    assert page.locator(".chart:has(.main-svg)").count() == charts
    assert page.evaluate(CUT_OFF) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    # A bar answers to the pointer.
    page.locator("#chart-3 .bars .point path").first.hover(force=True)
    page.wait_for_selector("#chart-3 .hoverlayer .hovertext")
    assert "万m²" in page.locator("#chart-3 .hoverlayer").text_content()


@pytest.mark.browser
def test_every_chart_says_in_words_what_it_shows(open_file, content: bytes):
    page = open_file(content)

    words = [chart.get_attribute("aria-label") for chart in page.locator(".chart[role=img]").all()]
    assert len(words) == CHARTS
    assert words[2].startswith("大健康生物医药 12.8 万m²，占 26.4%，居七大方向之首。")


def bar_colour(page: Page) -> str:
    return page.locator("#chart-3 .bars .point path").first.evaluate("bar => getComputedStyle(bar).fill")


@pytest.mark.browser
def test_dark_readers_and_phones_are_served_too(open_file, content: bytes):
    page = open_file(content, theme="dark", width=390)

    # The page is as wide as the phone; wide charts and tables scroll within themselves.
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.locator("#chart-7").evaluate("chart => chart.scrollWidth > chart.clientWidth")
    assert page.evaluate("getComputedStyle(document.querySelector('.sheet')).backgroundColor") == "rgb(17, 22, 29)"
    assert bar_colour(page) == "rgb(86, 180, 233)"
    # On paper in the light colours, and back.
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert bar_colour(page) == "rgb(18, 67, 109)"
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert bar_colour(page) == "rgb(86, 180, 233)"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#cover"


@pytest.mark.browser
def test_a_chart_that_cannot_be_drawn_says_so_and_leaves_the_others(open_file, content: bytes):
    start = content.index(b'"figure": "{', content.index(b'"place": "chart-2"'))
    page = open_file(content[:start] + content[start:].replace(b'"figure": "{', b'"figure": "', 1))

    assert page.evaluate("document.documentElement.dataset.drawn") == str(CHARTS - 1)
    assert "这张图没有画出来" in page.locator("#chart-2").text_content()
    assert page.locator("#chart-3 .main-svg").count() > 0


@pytest.mark.browser
def test_script_in_a_name_does_not_run(write_plan, open_file):
    rows = [{"序号": str(number), "物业名称": name} for number, name in enumerate(AWKWARD_NAMES, start=1)]

    page = open_file(report_of(brief_html, load_plan(write_plan(annex2=rows))))

    for name in AWKWARD_NAMES:
        assert page.locator(".chart .main-svg text").filter(has_text=name).count() > 0


def printed(page: Page, tmp_path: Path) -> Path:
    file = tmp_path / "brief.pdf"
    # As from Chromium's dialogue with 背景图形 off: colours that carry meaning are printed all the same.
    page.pdf(path=file, prefer_css_page_size=True, print_background=False)
    return file


@pytest.mark.browser
@pytest.mark.parametrize(
    ("filters", "words"), [(Filters(), EVERYTHING_TEXT), (LEAD, LEAD_TEXT)], ids=["everything", "lead"]
)
def test_prints_to_a4_landscape_as_vectors(plan: Plan, open_file, tmp_path: Path, filters: Filters, words: str):
    file = printed(open_file(report_of(brief_html, plan, filters)), tmp_path)

    raw = file.read_bytes()
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", raw)
    assert {tuple(round(float(side)) for side in box) for box in boxes} == {A4_LANDSCAPE}
    assert b"/Subtype /Image" not in raw
    pages = page_texts(file)
    assert len(boxes) == len(pages)
    for number, page in enumerate(pages, start=1):
        assert squeezed(words) in page
        assert SOURCE in page
        assert f"第{number}页，共{len(pages)}页" in page


@pytest.mark.browser
@pytest.mark.parametrize("filters", [Filters(), LEAD], ids=["everything", "lead"])
def test_no_printed_page_is_nearly_empty(plan: Plan, open_file, tmp_path: Path, filters: Filters):
    file = printed(open_file(report_of(brief_html, plan, filters)), tmp_path)

    # Of 595 points of height the margins take 26 and 37.
    for number, bottoms in enumerate(word_bottoms(file), start=1):
        assert max(bottom for bottom in bottoms if bottom < 595 - 37) - 26 > (595 - 63) / 3, f"第 {number} 页几乎是空的"


@pytest.mark.browser
def test_print_holds_every_view_whole(open_file, content: bytes, tmp_path: Path):
    pages = page_texts(printed(open_file(content), tmp_path))

    # The first two pages are a summary; then a view begins where the one before ends.
    assert pages[0].startswith("汇报材料《")
    assert pages[1].startswith("1要点《")
    assert pages[2].startswith("2目标覆盖《")
    for number, title in enumerate(VIEWS, start=1):
        assert any(f"{number}{title}《" in page for page in pages)
    # Charts over time: every year's tick, to the last one.
    for title in ("逐年授牌", "时间轴", "各年到期", "各部门任务"):
        page = next(page for page in pages if re.search(rf"\d{title}《", page))
        assert all(f"{year}年" in page for year in range(2022, 2028))
    everything = "".join(pages)
    # Twice each: a mark's row in the matrix or the timeline, and its row in a table.
    for name in ("天安数码城1期5号楼（重庆精准医疗生物科技产业园）", "皖新大厦", "艺度创"):
        assert everything.count(name) >= 2
    assert everything.count("争取授牌市级科技孵化器和区级创业孵化基地。") >= 2


def test_a_large_district_prints_on_at_most_sixty_pages(open_file, tmp_path: Path):
    write_large_district(tmp_path / "large")
    content = report_of(brief_html, load_plan(tmp_path / "large"))

    pages = page_texts(printed(open_file(content), tmp_path))
    assert len(pages) <= 60
