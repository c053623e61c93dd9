"""Reports of the notice's plan, and the programs that open them: LibreOffice, pdftotext, Chromium."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from analytics import Filters, Plan, apply_filters
from dashboard.selection import Selection
from tools.chromium import NO_CHROMIUM, find_chromium, launch

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NOW = datetime(2026, 11, 23, 9, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY = date(2026, 11, 23)
LEAD = Filters(lead=("区科技局",))
EVERYTHING_TEXT = "全部 20 个载体 · 48.52 万m² · 32 个节点"
LEAD_TEXT = "牵头部门：区科技局 · 6/20 个载体 · 14.6/48.52 万m² · 9/32 个节点"
AWKWARD_NAMES = ("<script>alert(1)</script>", "=1+1", "**x**", "</script><b>y</b>")
"""Names that a browser, a spreadsheet or a Markdown reader would take for something else than a name."""

VIEWS = (
    "要点",
    "目标覆盖",
    "产业面积",
    "孵化链条",
    "授牌矩阵",
    "逐年授牌",
    "时间轴",
    "各年到期",
    "今年要做什么",
    "各部门任务",
    "未写期限的任务",
    "牵头与指导",
    "保障措施",
    "请会议议定",
    "需要核对",
)
"""The views of a report in order, as in the meeting, after the key figures."""

NO_SOFFICE = "没有安装 LibreOffice，没有检查它打开的样子：apt-get install libreoffice-calc libreoffice-impress"
NO_PDFTOTEXT = "没有安装 poppler-utils，没有检查 PDF 里的文字：apt-get install poppler-utils"


def selection_of(plan: Plan, filters: Filters | None = None, as_of: date = TODAY) -> Selection:
    """``plan`` under ``filters``, looked at from ``as_of``."""
    filters = filters or Filters()
    return Selection(plan, apply_filters(plan, filters), filters, as_of, TODAY, NOW)


def report_of(make: Callable[..., bytes], plan: Plan, filters: Filters | None = None, as_of: date = TODAY) -> bytes:
    """``make`` (one of the three reports) of ``plan`` under ``filters``."""
    return make(selection_of(plan, filters, as_of))


@pytest.fixture(scope="session")
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes, str, str], Path]:
    """Opens a file in LibreOffice, which calculates it anew, and saves or prints it: ``libreoffice(content, "xlsx",
    "pdf")``. Skips where there is no LibreOffice; each start takes seconds, so that few tests do it."""
    program = shutil.which("soffice")

    def convert(content: bytes, ending: str, into: str) -> Path:
        if program is None:
            pytest.skip(NO_SOFFICE)
        folder = tmp_path_factory.mktemp("soffice")
        file = folder / f"report.{ending}"
        file.write_bytes(content)
        made = folder / "made"
        # A profile of its own: another LibreOffice that is open would take the file and print nothing.
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", into, "--outdir", str(made), str(file)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return made / f"report.{into}"

    return convert


def page_texts(pdf: Path) -> list[str]:
    """The text of each page, without white space: where lines break and how signs are spaced is the printer's own."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip(NO_PDFTOTEXT)
    done = subprocess.run([program, "-layout", str(pdf), "-"], check=True, capture_output=True, timeout=60)
    return [re.sub(r"\s+", "", page) for page in done.stdout.decode("utf-8").split("\f")[:-1]]


def word_bottoms(pdf: Path) -> list[list[float]]:
    """For each page how far down its words end, in points."""
    done = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True, timeout=60)
    pages = done.stdout.decode("utf-8").split("<page ")[1:]
    return [[float(bottom) for bottom in re.findall(r'yMax="([\d.]+)"', page)] for page in pages]


def smallest_type(pdf: Path) -> float:
    """Points of the smallest type in ``pdf``, of A4 in landscape; to a third of a point."""
    command = ["pdftohtml", "-xml", "-i", "-zoom", "3", "-stdout", str(pdf)]
    done = subprocess.run(command, check=True, capture_output=True, timeout=60)
    return min(int(size) for size in re.findall(r'<fontspec id="\d+" size="(\d+)"', done.stdout.decode("utf-8"))) / 3


def squeezed(text: str) -> str:
    """``text`` as ``page_texts`` gives it."""
    return re.sub(r"\s+", "", text)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium; where there is none, tests are skipped, but fail in CI, as in tests/browser."""
    reason = "没有安装 Playwright：请运行 pip install -r requirements-dev.txt"
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _unavailable(reason)
    with sync_playwright() as playwright:
        executable = find_chromium(playwright)
        if executable is None:
            _unavailable(NO_CHROMIUM)
        chromium = launch(playwright, executable)
        yield chromium
        chromium.close()


def _unavailable(reason: str) -> None:
    if os.environ.get("CI") in ("true", "1"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
