"""Ctrl+P (screens.md, Taken away): each page as A4 landscape, light and whole, with what it is on every sheet.

Chromium prints it into a PDF, and poppler reads that."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.support.chart_texts import texts_out_of_place
from tools.chromium import settle

DAY = "asof=2026-01-20"
ALL = "全部20个载体·48.52万m²·32个节点"
NUMBER = "大渡口府办发〔2022〕98号"
A4 = (842, 595)
"""Points."""

PAGES = {
    "/": ("总览", 5),
    "/industry": ("产业面积", 5),
    "/plaques": ("授牌缺口", 7),
    "/timeline": ("时间轴", 5),
    "/departments": ("部门清单", 6),
    "/carrier?carrier=2-08": ("载体档案", 4),
    "/notice": ("方案原文", 7),
    "/checks": ("数据校核", 5),
    "/meeting": ("会议模式", 1),
}
"""Address → title, and the most sheets that it may take."""


@pytest.fixture
def printed(tmp_path: Path) -> Callable[[Page], Path]:
    """Prints as a viewer does who also ticks 背景图形; skips where nothing here reads PDF."""
    if shutil.which("pdftotext") is None:
        pytest.skip("没有 poppler-utils，不能读 PDF")

    def to_pdf(page: Page) -> Path:
        path = tmp_path / "page.pdf"
        page.pdf(path=path, prefer_css_page_size=True, print_background=True)
        return path

    return to_pdf


def read(*command: str | Path) -> bytes:
    return subprocess.run(list(map(str, command)), check=True, capture_output=True, timeout=60).stdout


def sheets(pdf: Path) -> list[list[tuple[float, str]]]:
    """Of each sheet its words with how far down (of 595 points) they end."""
    pages = read("pdftotext", "-bbox", pdf, "-").decode().split("<page ")[1:]
    word = re.compile(r'yMax="([\d.]+)">(.*?)</word>', re.DOTALL)
    return [[(float(bottom), words) for bottom, words in word.findall(page)] for page in pages]


def text_of(sheet: list[tuple[float, str]]) -> str:
    return re.sub(r"\s+", "", "".join(words for _, words in sheet))


def nearly_empty(found: list[list[tuple[float, str]]]) -> list[int]:
    """Numbers of the sheets, also the last one, under a third full: the margins take 45 points above and 37 below."""
    filled = [max(bottom for bottom, _ in sheet if bottom < A4[1] - 37) - 45 for sheet in found]
    return [number for number, height in enumerate(filled, start=1) if height < (A4[1] - 82) / 3]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_on_paper(open_page: Callable[..., Page], printed: Callable[[Page], Path], address: str):
    title, most = PAGES[address]
    page = open_page(f"{address}{'&' if '?' in address else '?'}{DAY}", theme="dark")

    pdf = printed(page)

    info = read("pdfinfo", pdf).decode()
    assert [round(float(length)) for length in re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", info).groups()] == [*A4]
    found = sheets(pdf)
    assert 1 <= len(found) <= most
    for number, sheet in enumerate(found, start=1):
        text = text_of(sheet)
        assert text.startswith(title)
        assert f"截至2026-01-20·{ALL}" in text
        assert NUMBER in text
        assert f"第{number}页，共{len(found)}页" in text
        assert not re.search("清除全部筛选|下载图片|更多筛选|查看→|在表中查找|预览一个文件", text)
    # A text ends where it ends.
    assert not nearly_empty(found[:-1] if address == "/notice" else found)
    # White paper, whatever the screen is.
    magic, _, _, pixels = read("pdftoppm", "-r", "10", "-gray", "-singlefile", pdf).split(b"\n", 3)
    assert magic == b"P5"
    assert sum(pixels) / len(pixels) > 200


def test_charts_are_whole_on_paper_and_themselves_again_afterwards(open_page: Callable[..., Page]):
    for address in ("/", "/industry", "/plaques", "/timeline", "/departments"):
        page = open_page(f"{address}?{DAY}", theme="dark", width=1024)
        look = (
            "[...document.querySelectorAll('[data-testid=planChart]')].map((c) => c.clientWidth * (c.style.zoom || 1))"
        )
        colours = "[...document.querySelectorAll('.xtick text, .ytick text')].map((t) => getComputedStyle(t).fill)"
        before = page.evaluate(look)

        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.wait_for_timeout(300)
        assert {round(width) for width in page.evaluate(look)} == {1046}
        assert set(page.evaluate(colours)) <= {"rgb(13, 17, 23)", "rgb(87, 96, 106)", "rgb(180, 35, 24)"}
        cut = [line for line in texts_out_of_place(page) if line.startswith(("切掉", "相叠"))]
        assert not cut, (address, cut)

        page.emulate_media(media="screen")
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        settle(page)
        assert page.evaluate(look) == before
        assert "rgb(13, 17, 23)" not in page.evaluate(colours)
        page.context.close()


def test_a_filter_stands_on_every_sheet(open_page: Callable[..., Page], printed: Callable[[Page], Path]):
    found = sheets(printed(open_page(f"/timeline?lead=区科技局&{DAY}")))

    assert not nearly_empty(found)
    for sheet in found:
        assert "截至2026-01-20·牵头部门：区科技局·6/20个载体" in text_of(sheet)
    text = "".join(map(text_of, found))
    # All nine milestones that 区科技局 leads, as text.
    assert text.count("2-06") + text.count("2-07") + text.count("2-08") >= 9
