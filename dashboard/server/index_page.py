"""Streamlit's index page as this dashboard serves it: Chinese, with own scripts in front of Streamlit's bundle.

To add a script: put a classic (not module) ``.js`` file into scripts/ and name it in ``SCRIPTS``. It runs before any
of Streamlit's code, in browsers of any age, and its hash goes into the content security policy by itself. What draws
our components are modules, taken from dashboard/components; only browsers that run Streamlit's bundle read them.
"""

import base64
import hashlib
import logging
import re
from dataclasses import dataclass
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .chinese import PLOTLY, FrontEnd

TITLE = "载体看板"
NO_SCRIPTS = "本看板要用 JavaScript 才能显示。请在浏览器里允许它，或换一个浏览器。"
SCRIPTS = (
    "too_old.js",
    "fill_in_older.js",
    "no_connection.js",
    "collapsed_sidebar.js",
    "page_history.js",
    "enter_a_date.js",
)
"""Files of scripts/ that go into the page, in the order in which they run."""
_NO_TRANSLATOR = '<meta name="google" content="notranslate">'
_STYLES = ("page.css", "paper.css")
_LOGGER = logging.getLogger(__name__)
_SCRIPTS_FOLDER = Path(__file__).parent / "scripts"
_COMPONENTS_FOLDER = Path(__file__).parents[1] / "components"
_BUNDLE = '<script type="module"'
_WITHOUT_SCRIPTS = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
_API_FOR_PROGRAMS = re.compile(r"<!--(?:(?!-->).)*-->\s*<link rel=\"service-desc\"[^>]*>\s*", re.DOTALL)
_INLINE_SCRIPT = re.compile(rb'<script(?: type="module")?>(.*?)</script>', re.DOTALL)
# What Streamlit sends under these is never its index page, even where it is HTML (a downloaded report).
_NEVER_A_PAGE = r"/(_stcore|media|component|static)/"


@dataclass(frozen=True)
class IndexPage:
    """The page to send: ``html``; ``script_hashes``, a CSP source for each inline script in it (``'sha256-…'``)."""

    html: bytes
    script_hashes: tuple[str, ...]


def index_page(static: Path, front_end: FrontEnd) -> IndexPage:
    """The index page of Streamlit's ``static`` folder, rewritten; it loads the rest from the folder of ``front_end``.

    Another version of Streamlit: words that are not there once are logged and left. Raises ValueError where its bundle
    is not loaded once, as the own scripts then have no place.
    """
    text = (static / "index.html").read_text(encoding="utf-8")
    # A translator wraps texts in nodes of its own, which Streamlit then no longer finds: old words over new charts.
    text = _translate(text, '<html lang="en">', '<html lang="zh-CN" translate="no">')
    text = text.replace('"./static/', f'"./static/{front_end.folder}/')
    text = _translate(text, "<title>Streamlit</title>", f"<title>{TITLE}</title>")
    text = _WITHOUT_SCRIPTS.sub(f"<noscript><p>{NO_SCRIPTS}</p></noscript>", text)
    text = _API_FOR_PROGRAMS.sub("", text)  # Its address answers 404 here (hidden.py).
    sources = [(_SCRIPTS_FOLDER / name).read_text(encoding="utf-8") for name in SCRIPTS]
    components = [path.read_text(encoding="utf-8") for path in sorted(_COMPONENTS_FOLDER.glob("*/*.js"))]
    own = "".join(f"<script>\n{source}</script>\n    " for source in sources)
    own += f'<script async id="plotly" src="./static/{front_end.folder}/{PLOTLY}"></script>\n    '
    own += "".join(f'<script type="module">\n{source}</script>\n    ' for source in components)
    styles = "".join((Path(__file__).parent / name).read_text(encoding="utf-8") for name in _STYLES)
    own += f"{_NO_TRANSLATOR}\n    <style>\n{styles}</style>\n    "
    if text.count(_BUNDLE) != 1:
        raise ValueError(f"Streamlit 的首页里应恰有一处 {_BUNDLE!r}，实有 {text.count(_BUNDLE)} 处：请改 index_page.py")
    html = text.replace(_BUNDLE, own + _BUNDLE).encode()
    return IndexPage(html, tuple(map(_hash_source, _INLINE_SCRIPT.findall(html))))


def _translate(text: str, old: str, new: str) -> str:
    if text.count(old) != 1:
        _LOGGER.warning("Streamlit 的首页里应恰有一处 %s，实有 %s 处；请改 index_page.py", old, text.count(old))
    return text.replace(old, new)


def _hash_source(script: bytes) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"


def serve_index_page(app: ASGIApp, page: IndexPage, base_path: str = "") -> ASGIApp:
    """Middleware: wherever Streamlit would send its index page (every page's address, and unknown ones), sends ours.

    ``base_path`` is that of all addresses, "" for none.
    """
    base = "".join(f"/{re.escape(part)}" for part in base_path.strip("/").split("/") if part)
    never_a_page = re.compile(base + _NEVER_A_PAGE)

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or never_a_page.match(scope["path"]):
            await app(scope, receive, send)
            return
        # Without these Streamlit always sends its page in full, never a 304 that would keep an older one of ours,
        # and never compressed, which would have to be undone.
        unwanted = (b"if-none-match", b"if-modified-since", b"accept-encoding", b"range")
        asked = [(name, value) for name, value in scope["headers"] if name not in unwanted]
        ours = False

        async def send_ours(message: Message) -> None:
            nonlocal ours
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=list(message["headers"]))
                ours = message["status"] == 200 and headers.get("content-type", "").startswith("text/html")
                if ours:
                    del headers["etag"], headers["last-modified"]
                    headers["content-length"] = str(len(page.html))
                    message = message | {"headers": headers.raw}
            elif ours:
                if message.get("more_body"):
                    return
                message = {"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else page.html}
            await send(message)

        await app(scope | {"headers": asked}, receive, send_ours)

    return answer
