"""Asks an ASGI app without a server between: ``ask(app, "/timeline")`` → status, headers, body."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

import pytest
import streamlit
from starlette.types import ASGIApp, Message

from dashboard.server.chinese import FrontEnd, chinese_front_end
from dashboard.server.index_page import IndexPage, index_page

STATIC = Path(streamlit.__file__).parent / "static"


@dataclass(frozen=True)
class Answer:
    """What came back; header names in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(app: ASGIApp, path: str, *, method: str = "GET", headers: dict[str, str] | None = None) -> Answer:
    """The answer of ``app`` to one request without a body."""
    sent: list[Message] = []
    received: list[Message] = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> Message:
        if not received:
            await asyncio.Event().wait()  # The client waits for its answer.
        return received.pop()

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "root_path": "",
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in (headers or {}).items()],
    }
    asyncio.run(app(scope, receive, send))
    start = next(message for message in sent if message["type"] == "http.response.start")
    body = b"".join(message.get("body", b"") for message in sent if message["type"] == "http.response.body")
    return Answer(start["status"], {name.decode(): value.decode() for name, value in start["headers"]}, body)


@pytest.fixture(scope="session")
def front_end() -> FrontEnd:
    """The front end of the installed Streamlit, in Chinese."""
    return chinese_front_end(STATIC)


@pytest.fixture(scope="session")
def page(front_end: FrontEnd) -> IndexPage:
    """The index page of the installed Streamlit, rewritten."""
    return index_page(STATIC, front_end)
