"""Streamlit's front end in Chinese: its built files with our words in place of its own, made once at start.

Browsers keep these files for a year, so the page asks for all of them under a folder named after their content
(``static/zh-1a2b3c4d/js/…``): a changed word, or another Streamlit, is another folder. Nothing installed is changed.
Words that another Streamlit no longer has stay English, and the log names them (docs/upgrading.md).
"""

import hashlib
import logging
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

TRANSLATIONS: dict[str, dict[str, str]] = tomllib.loads(
    (Path(__file__).parent / "translations.toml").read_text(encoding="utf-8")
)
"""File of the front end, without the mark of its content → words there → ours."""
_FOLDER = re.compile(r"/static/zh-[0-9a-f]{8}/")
PLOTLY = "js/plotly-basic.min.js"
"""What draws the charts, below the folder of the front end (docs/decisions/0020)."""
_PLOTLY_FILE = Path(__file__).parent / "plotly" / "plotly-basic.min.js"
KEEP = "public, immutable, max-age=31536000"
_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True)
class FrontEnd:
    """``files``: the changed ones and Plotly, path below Streamlit's static folder → content; ``folder``: like
    ``zh-1a2b3c4d``; ``missing``: words of ``TRANSLATIONS`` that stand nowhere, as ``Toolbar: label:`Fullscreen```."""

    files: Mapping[str, bytes]
    folder: str
    missing: tuple[str, ...] = ()


def chinese_front_end(static: Path) -> FrontEnd:
    """The front end of Streamlit's ``static`` folder with the words of ``TRANSLATIONS``; what is missing is logged."""
    files: dict[str, bytes] = {}
    missing: list[str] = []
    for stem, words in TRANSLATIONS.items():
        unseen = set(words)
        for path in sorted((static / "static" / "js").glob(f"{stem}.*.js")):
            text = path.read_text(encoding="utf-8")
            found = [old for old in words if old in text]
            for old in found:
                text = text.replace(old, words[old])
            if found:
                files[path.relative_to(static).as_posix()] = text.encode()
            unseen.difference_update(found)
        missing += [f"{stem}: {old}" for old in words if old in unseen]
    for words_there in missing:
        _LOGGER.warning("Streamlit 的前端里没有 %s，界面上这一处是英文；请改 translations.toml", words_there)
    files[f"static/{PLOTLY}"] = _PLOTLY_FILE.read_bytes()
    content = hashlib.sha256((static / "index.html").read_bytes() + b"".join(files.values()))
    return FrontEnd(files, f"zh-{content.hexdigest()[:8]}", tuple(missing))


def serve_chinese(app: ASGIApp, front_end: FrontEnd) -> ASGIApp:
    """Middleware: serves the changed files itself, and every other one of the folder as the file it stands for."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        asked = _FOLDER.search(scope["path"]) if scope["type"] == "http" else None
        if asked is None:
            await app(scope, receive, send)
            return
        name = f"static/{scope['path'][asked.end() :]}"
        content = front_end.files.get(name)
        if content is not None and scope["method"] not in ("GET", "HEAD"):
            await Response(status_code=405, headers={"allow": "GET, HEAD"})(scope, receive, send)
        elif content is not None:
            headers = {"cache-control": KEEP}
            await Response(content, media_type="text/javascript", headers=headers)(scope, receive, send)
        else:
            path = f"{scope['path'][: asked.start()]}/{name}"
            await app(scope | {"path": path, "raw_path": path.encode()}, receive, send)

    return answer
