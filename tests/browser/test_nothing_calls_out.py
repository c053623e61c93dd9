"""Neither the browser nor the server calls anyone else, while every page is visited, filtered and downloaded from.

The browser's requests are recorded for every test here (conftest). The server tells of each connection and each name
that it looks up (audit events of Python), and its open sockets are read after every page (for what is not Python's).
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from ipaddress import ip_address
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Page

from tools.chromium import Server, running_app, settle

from .conftest import BrowserLog

PAGES = (
    "/",
    "/industry",
    "/plaques",
    "/timeline",
    "/departments",
    "/carrier?carrier=2-08",
    "/notice",
    "/checks",
    "/meeting",
)

# Python runs a module of this name at start, before anything of the dashboard.
_WATCH = """
import os, sys

def _tell(event, args):
    if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"):
        with open(os.environ["CALLS_LOG"], "a", encoding="utf-8") as file:
            file.write(f"{event} {args[1] if event in ('socket.connect', 'socket.sendto') else args[0]!r}\\n")

sys.addaudithook(_tell)
"""


@pytest.fixture
def calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file in which servers started by this test write whom they call."""
    (tmp_path / "watch").mkdir()
    (tmp_path / "watch" / "sitecustomize.py").write_text(_WATCH, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "watch"))
    monkeypatch.setenv("CALLS_LOG", str(tmp_path / "calls.log"))
    (tmp_path / "calls.log").touch()
    return tmp_path / "calls.log"


@pytest.fixture
def watched(calls: Path, tmp_path: Path) -> Iterator[Server]:
    """A server that tells whom it calls."""
    with running_app(tmp_path / "streamlit.log") as started:
        yield started


def outside(server: Server) -> set[str]:
    """Addresses beyond this machine to which the server's process has a socket."""
    connections = psutil.Process(server.process.pid).net_connections()
    return {found.raddr.ip for found in connections if found.raddr and not ip_address(found.raddr.ip).is_loopback}


def test_nothing_calls_out(watched: Server, calls: Path, open_page: Callable[..., Page], browser_log: BrowserLog):
    page = open_page("/", server=watched)
    seen = outside(watched)
    for path in PAGES:
        page.goto(watched.url + path)
        settle(page)
        seen |= outside(watched)
    page.goto(f"{watched.url}/?lead=区科技局")
    settle(page)
    page.get_by_role("button", name="带走").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="汇报工作簿").click()
    assert download.value.suggested_filename.endswith(".xlsx")
    settle(page)

    assert not seen | outside(watched)
    # Names that it asks for its own listening address are no calls; nothing else is asked for.
    own = ("getaddrinfo '127.0.0.1'", "getaddrinfo 'localhost'", "getaddrinfo None")
    assert [line for line in calls.read_text(encoding="utf-8").splitlines() if not line.endswith(own)] == []
    # Guards the rest: the browser's requests were seen, among them the WebSocket and the chart's program.
    asked = " ".join(browser_log.requests)
    assert "ws://127.0.0.1" in asked
    assert "plotly-basic" in asked


def test_the_watch_sees_a_call(calls: Path):
    code = "import socket; socket.getaddrinfo('192.0.2.1', 1)"  # An address for documents: nobody is asked.
    subprocess.run([sys.executable, "-c", code], check=True)

    assert "socket.getaddrinfo '192.0.2.1'" in calls.read_text(encoding="utf-8")
