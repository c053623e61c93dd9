"""WebSockets from pages of other addresses are closed at once.

Streamlit itself would first ask DNS, and two addresses on the internet, for the names of this machine, and all viewers
would stand still until it is answered: in an intranet that swallows such questions, 20 seconds for each.
"""

import logging
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

_LOGGER = logging.getLogger(__name__)
_POLICY_VIOLATION = 1008


def is_same_origin(origin: str | None, host: str | None) -> bool:
    """Whether a page of ``origin`` may talk to ``host``, both as the browser sent them; programs send no Origin."""
    if origin is None:
        return True
    try:
        return bool(host) and urlsplit(origin).netloc == host
    except ValueError:
        return False


def only_same_origin(app: ASGIApp) -> ASGIApp:
    """Middleware: refuses a WebSocket whose ``Origin`` is another address than its ``Host``."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            headers = Headers(scope=scope)
            origin, host = headers.get("origin"), headers.get("host")
            if not is_same_origin(origin, host):
                _LOGGER.warning("没有接受一个 WebSocket：网页的来源 %s 与请求的 Host %s 不一致", origin, host)
                await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
                return
        await app(scope, receive, send)

    return answer
