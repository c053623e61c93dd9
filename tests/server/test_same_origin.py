"""A WebSocket from another website is refused without asking anybody, DNS least of all."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.types import ASGIApp
from streamlit.web.server.starlette.starlette_websocket import create_websocket_handler
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from dashboard.server.same_origin import only_same_origin
from tools.chromium import running_app

# Python runs a module of this name at start, before anything of the dashboard.
_WATCH = """
import os, sys

def _tell(event, args):
    if event == "socket.getaddrinfo":
        with open(os.environ["CALLS_LOG"], "a", encoding="utf-8") as file:
            file.write(f"{args[0]}\\n")

sys.addaudithook(_tell)
"""

REFUSED = [
    ("http://evil.example", "10.1.2.3:8501"),
    ("http://10.1.2.3", "10.1.2.3:8501"),
    ("http://localhost:9000", "10.1.2.3:8501"),
    ("http://10.1.2.3:8501.evil.example", "10.1.2.3:8501"),
    ("http://user@10.1.2.3:8501", "10.1.2.3:8501"),
    ("http://[::1", "10.1.2.3:8501"),
    ("null", "10.1.2.3:8501"),
    ("null", ""),
    ("", "10.1.2.3:8501"),
    ("http://evil.example", None),
]


@contextmanager
def names_looked_up(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    asked: list[str] = []

    def ask(host: str, *_: object, **__: object):
        asked.append(host)
        raise socket.gaierror("nobody answers")

    with monkeypatch.context() as watch:
        watch.setattr("socket.getaddrinfo", ask)
        watch.setattr("socket.socket.connect", lambda _, address: ask(address[0]))
        yield asked


def open_websocket(app: ASGIApp, origin: str | None, host: str | None) -> list[dict]:
    """What ``app`` sends to a browser that asks for the WebSocket."""
    sent: list[dict] = []

    async def receive() -> dict:
        return {"type": "websocket.connect"}

    async def send(message: dict) -> None:
        sent.append(message)

    headers = [(name, value.encode()) for name, value in ((b"origin", origin), (b"host", host)) if value is not None]
    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": headers, "query_string": b"", "scheme": "ws"}
    asyncio.run(app(scope, receive, send))
    return sent


async def streamlit_websocket(scope, receive, send) -> None:
    """Streamlit's own endpoint, without a runtime behind: whom it refuses never reaches one."""
    from starlette.websockets import WebSocket

    await create_websocket_handler(None)(WebSocket(scope, receive, send))


@pytest.mark.parametrize(("origin", "host"), REFUSED)
def test_another_website_is_closed_without_asking_anybody(origin: str, host: str | None, monkeypatch):
    with names_looked_up(monkeypatch) as asked:
        sent = open_websocket(only_same_origin(streamlit_websocket), origin, host)

    assert sent == [{"type": "websocket.close", "code": 1008}]
    assert asked == []


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("http://10.1.2.3:8501", "10.1.2.3:8501"),
        ("https://kanban.example.gov.cn", "kanban.example.gov.cn"),
        ("http://[::1]:8501", "[::1]:8501"),
        (None, "10.1.2.3:8501"),  # No browser.
    ],
)
def test_the_dashboards_own_pages_pass(origin: str | None, host: str):
    async def accept(scope, receive, send) -> None:
        await send({"type": "websocket.accept"})

    assert open_websocket(only_same_origin(accept), origin, host) == [{"type": "websocket.accept"}]


def test_the_running_dashboard_refuses_another_website(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    calls = tmp_path / "calls.log"
    calls.touch()
    (tmp_path / "sitecustomize.py").write_text(_WATCH, encoding="utf-8")
    monkeypatch.setenv("CALLS_LOG", str(calls))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with running_app(tmp_path / "streamlit.log") as server:
        address = f"{server.url.replace('http', 'ws', 1)}/_stcore/stream"
        before = calls.read_text(encoding="utf-8")
        with pytest.raises(InvalidStatus, match="403"), connect(address, origin="http://evil.example", proxy=None):
            pass
        assert calls.read_text(encoding="utf-8") == before
        with connect(address, origin=f"http://{urlsplit(server.url).netloc}", proxy=None):
            pass

    assert "http://evil.example" in server.log_path.read_text(encoding="utf-8")
