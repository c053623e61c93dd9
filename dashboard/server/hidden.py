"""Addresses of Streamlit that nobody here needs answer 404: counts of sessions and memory, the API for programs."""

import re

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

# At any depth: a base path may stand in front.
_HIDDEN = re.compile(r"/_stcore/(metrics|agent)(/|$)")


def hide_addresses(app: ASGIApp) -> ASGIApp:
    """Middleware: 404 for the hidden addresses, with every method and under every base path."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and _HIDDEN.search(scope["path"]):
            await PlainTextResponse("没有这个地址\n", status_code=404)(scope, receive, send)
        else:
            await app(scope, receive, send)

    return answer
