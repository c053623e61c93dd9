"""Security headers on every answer: the browser takes nothing from elsewhere and shows the page in no one's frame."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .index_page import IndexPage


def content_security_policy(page: IndexPage) -> str:
    """Only from this server, as far as Streamlit's front end lives with it (docs/security.md says why each)."""
    rules = {
        "default-src": "'self'",
        "script-src": " ".join(("'self'", "blob:", *page.script_hashes)),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'self'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def add_security_headers(app: ASGIApp, page: IndexPage) -> ASGIApp:
    """Middleware: adds the headers to every answer."""
    added = {
        "content-security-policy": content_security_policy(page),
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
    }

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=list(message["headers"]))
                headers.update(added)
                message = message | {"headers": headers.raw}
            await send(message)

        await app(scope, receive, send_with_headers if scope["type"] == "http" else send)

    return answer
