"""Never a blank page without words: no server, no WebSocket, files that do not come."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tools.chromium import Server, free_port, new_context, running_app, settle

PATIENCE = 20_000
"""Milliseconds: the bar waits 8 s, so that it does not flash at every slow start."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A viewer whose page is not expected to come: the console may complain."""
    context = new_context(browser, theme="light", width=1366, height=768)
    yield context.new_page()
    context.close()


def test_page_says_so_when_the_server_dies_and_comes_back_by_itself(page: Page, tmp_path: Path):
    port = free_port()
    with running_app(tmp_path / "first.log", port=port) as server:
        page.goto(f"{server.url}/timeline?lead=区科技局")
        settle(page)
        server.process.kill()
        server.process.wait()

        # Streamlit's dialog, in Chinese, or the bar: one of them, within seconds; the page stays behind it.
        words = page.get_by_role("dialog").or_(page.locator("#no-connection"))
        expect(words.first).to_contain_text("连接", timeout=PATIENCE)
        expect(page.get_by_text("牵头部门：区科技局").first).to_be_visible()

    with running_app(tmp_path / "second.log", port=port):
        expect(words).to_have_count(0, timeout=PATIENCE)
        settle(page)
        expect(page.get_by_role("heading", level=2).first).to_contain_text("牵头部门：区科技局")


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="Windows 不能让一个进程停住")
def test_page_says_so_where_the_network_swallows_packets_and_takes_it_back(page: Page, tmp_path: Path):
    with running_app(tmp_path / "streamlit.log") as server:
        page.goto(f"{server.url}/timeline?lead=区科技局")
        settle(page)
        bar = page.locator("#no-connection")
        # Longer than the bar would wait: a page that nobody touches hears of its server all the same.
        page.wait_for_timeout(27_000)
        expect(bar).to_have_count(0)

        # A process that stands still is to the browser what such a network is: connected, and silent.
        server.process.send_signal(signal.SIGSTOP)
        try:
            expect(bar).to_contain_text("没有收到看板服务器的消息", timeout=40_000)
            expect(bar).to_contain_text("恢复之前点什么都没有反应")
            expect(bar).to_be_in_viewport(ratio=1)
        finally:
            server.process.send_signal(signal.SIGCONT)

        expect(bar).to_have_count(0, timeout=PATIENCE)
        expect(page.get_by_text("牵头部门：区科技局").first).to_be_visible()


def test_page_says_so_where_the_websocket_does_not_come_through(server: Server, page: Page):
    page.route_web_socket("**/_stcore/stream", lambda socket: socket.close())

    page.goto(server.url)

    bar = page.locator("#no-connection")
    expect(bar).to_contain_text("还没有连上看板服务器", timeout=PATIENCE)
    expect(bar).to_contain_text("WebSocket")
    expect(bar).to_be_in_viewport(ratio=1)


def test_page_says_so_where_its_programs_do_not_come(server: Server, page: Page):
    page.route("**/index.*.js", lambda route: route.abort())

    page.goto(server.url)

    expect(page.locator("#no-connection")).to_contain_text("页面的程序没有取全", timeout=5000)


def test_a_slow_line_is_no_fault(server: Server, page: Page):
    slow = page.context.new_cdp_session(page)
    slow.send("Network.enable")
    line = {"offline": False, "latency": 100, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
    slow.send("Network.emulateNetworkConditions", line)
    said = set()
    page.expose_function("said", lambda words: said.add(words))
    page.add_init_script(
        """setInterval(() => {
          const bar = document.getElementById("no-connection");
          if (bar) window.said(bar.textContent);
        }, 250);"""
    )

    page.goto(server.url, wait_until="commit")

    expect(page.get_by_role("heading", name="总览").first).to_be_visible(timeout=120_000)
    assert said == {"正在打开，网速较慢……"}
