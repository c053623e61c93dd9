"""Streamlit's front end in Chinese: its built files with our words in place of its own, made once at start.

Browsers keep these files for a year, so the page asks for all of them under a folder named after their content
(``static/zh-1a2b3c4d/js/…``): a changed word, or another Streamlit, is another folder. Nothing installed is changed.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from .translations import TRANSLATIONS

_FOLDER = re.compile(r"/static/zh-[0-9a-f]{8}/")
PLOTLY = "js/plotly-basic.min.js"
"""What draws the charts, below the folder of the front end (docs/decisions/0020)."""
_PLOTLY_FILE = Path(__file__).parent / "plotly" / "plotly-basic.min.js"
_KEEP = "public, immutable, max-age=31536000"


@dataclass(frozen=True)
class FrontEnd:
    """``files``: the changed ones and Plotly, path below Streamlit's static folder → content; ``folder``: like
    ``zh-1a2b3c4d``."""

    files: Mapping[str, bytes]
    folder: str


def chinese_front_end(static: Path) -> FrontEnd:
    """The front end of Streamlit's ``static`` folder with the words of ``TRANSLATIONS``.

    Raises ValueError where a file or words are not there: another version of Streamlit.
    """
    files = dict(_translated(static, stem, words) for stem, words in TRANSLATIONS.items())
    files[f"static/{PLOTLY}"] = _PLOTLY_FILE.read_bytes()
    content = hashlib.sha256((static / "index.html").read_bytes() + b"".join(files.values()))
    return FrontEnd(files, f"zh-{content.hexdigest()[:8]}")


def _translated(static: Path, stem: str, words: Mapping[str, str]) -> tuple[str, bytes]:
    found = [*(static / "static" / "js").glob(f"{stem}.js" if "." in stem else f"{stem}.????????.js")]
    if len(found) != 1:
        raise ValueError(f"Streamlit 的前端里应恰有一个 {stem}，实有 {len(found)} 个：版本变了，请改 translations.py")
    text = found[0].read_text(encoding="utf-8")
    for old, new in words.items():
        if old not in text:
            raise ValueError(f"{found[0].name} 里没有 {old!r}：版本变了，请改 translations.py")
        text = text.replace(old, new)
    return found[0].relative_to(static).as_posix(), text.encode()


class ServeChinese:
    """Middleware: serves the changed files itself, and every other one of the folder as the file it stands for."""

    def __init__(self, app: ASGIApp, front_end: FrontEnd) -> None:
        self.app = app
        self.files = front_end.files

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers, or passes on with the folder taken out of the path."""
        asked = _FOLDER.search(scope["path"]) if scope["type"] == "http" else None
        if asked is None:
            await self.app(scope, receive, send)
            return
        name = f"static/{scope['path'][asked.end() :]}"
        if name in self.files:
            headers = {"cache-control": _KEEP}
            await Response(self.files[name], media_type="text/javascript", headers=headers)(scope, receive, send)
        else:
            path = f"{scope['path'][: asked.start()]}/{name}"
            await self.app(scope | {"path": path, "raw_path": path.encode()}, receive, send)
