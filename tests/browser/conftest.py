"""For tests in a real browser: the app in a new process, Chromium, and after each test a look at console and network.

    def test_first_screen(open_page):
        page = open_page("/timeline?lead=区科技局", theme="dark")
        assert page.get_by_text("时间轴").first.is_visible()

After a change of the page (a click, a choice) ``settle(page)`` before looking: ``from tools.chromium import settle``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn
from urllib.parse import urlsplit

import pytest

from tools.chromium import NO_CHROMIUM, Server, find_chromium, launch, new_context, report_errors, running_app, settle

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HERE = Path(__file__).parent
_PATIENCE_MS = 20_000
"""How long an expectation waits: several tests at a time make a machine of two cores slow."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests here count as browser: ``pytest -m "not browser"`` runs those that need none."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


def _unavailable(reason: str) -> NoReturn:
    """A machine may be without a browser: skipped, with the reason. In CI that is a failure."""
    if os.environ.get("CI") in ("true", "1"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


# For the package, not the session: Playwright's synchronous interface holds the event loop of the main thread, and
# tests elsewhere need it for asyncio.run.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    try:
        from playwright.sync_api import expect, sync_playwright
    except ImportError:
        _unavailable("没有安装 Playwright：请运行 pip install -r requirements-dev.txt")
    expect.set_options(timeout=_PATIENCE_MS)
    with sync_playwright() as playwright:
        executable = find_chromium(playwright)
        if executable is None:
            _unavailable(NO_CHROMIUM)
        chromium = launch(playwright, executable)
        yield chromium
        chromium.close()


@pytest.fixture(scope="package")
def server(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app that the tests here share, over the repository's data; without a browser it is not started."""
    with running_app(tmp_path_factory.mktemp("server") / "streamlit.log") as started:
        yield started


@pytest.fixture
def start_server(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """``start_server(data_dir=None)``: a new process for this test alone: first visits, other data, spoilt data."""
    with ExitStack() as running:
        count = 0

        def start(data_dir: Path | None = None) -> Server:
            nonlocal count
            count += 1
            return running.enter_context(running_app(tmp_path / f"streamlit-{count}.log", data_dir=data_dir))

        yield start


class BrowserLog:
    """What happened in the browser during a test. What was expected is ``allow(pattern)``ed, all else is a failure."""

    def __init__(self) -> None:
        self.requests: list[str] = []
        self.errors: list[str] = []
        self._allowed: list[re.Pattern[str]] = []

    def allow(self, pattern: str) -> None:
        self._allowed.append(re.compile(pattern))

    def problems(self) -> list[str]:
        outside = [f"访问了本机以外的地址 {url}" for url in self.requests if not _is_local(url)]
        found = dict.fromkeys(self.errors + outside)
        return [line for line in found if not any(pattern.search(line) for pattern in self._allowed)]


def _is_local(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("data", "blob", "about") or parts.hostname == "127.0.0.1"


@pytest.fixture(autouse=True)
def browser_log() -> Iterator[BrowserLog]:
    log = BrowserLog()
    yield log
    if problems := log.problems():
        pytest.fail("浏览器里出了问题：\n" + "\n".join(problems), pytrace=False)


@pytest.fixture
def open_page(
    browser: Browser, browser_log: BrowserLog, start_server: Callable[..., Server], request: pytest.FixtureRequest
) -> Iterator[Callable[..., Page]]:
    """``open_page(path, theme="light", width=1366, height=768, server=None)``: what a new viewer sees once it is still.

    After ``start_server``: pages are closed before their servers end, as a page that misses its server is an error.
    """
    with ExitStack() as opened:

        def open_(
            path: str = "/",
            *,
            theme: str = "light",
            width: int = 1366,
            height: int = 768,
            server: Server | None = None,
        ) -> Page:
            target = server or request.getfixturevalue("server")
            context = new_context(browser, theme=theme, width=width, height=height)
            opened.callback(context.close)
            report_errors(context, browser_log.errors.append)
            context.on("request", lambda sent: browser_log.requests.append(sent.url))
            context.on("page", lambda page: page.on("websocket", lambda ws: browser_log.requests.append(ws.url)))
            page = context.new_page()
            page.goto(target.url + path)
            settle(page)
            return page

        yield open_
