"""Streamlit's own scripts and styles compressed once: a first visit takes 3 MB over the wire instead of 9."""

import gzip
import re
from pathlib import Path
from threading import Lock

from anyio.to_thread import run_sync
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from .chinese import KEEP, FrontEnd

_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
_SMALLEST = 1400
"""Bytes: what fits into one packet need not be smaller."""


class CompressedFiles:
    """The scripts and styles of the Chinese front end in gzip, each compressed once and then kept."""

    def __init__(self, static: Path, front_end: FrontEnd) -> None:
        root = static / "static"
        files = (path for path in root.glob("*/*") if path.suffix in _TYPES)
        self._files = {path.relative_to(root).as_posix(): path for path in files}
        self._ours = {name.removeprefix("static/"): content for name, content in front_end.files.items()}
        self.address = re.compile(rf"/static/{front_end.folder}/((?:js|css)/[^/]+)$")
        self._kept: dict[str, bytes | None] = {}
        self._lock = Lock()

    def __getitem__(self, name: str) -> bytes | None:
        """``js/index.abc.js`` in gzip; None where there is no such file, or it is so small that it is sent as it is."""
        with self._lock:
            if name not in self._kept and (name in self._ours or name in self._files):
                content = self._ours.get(name) or self._files[name].read_bytes()
                self._kept[name] = gzip.compress(content, 6, mtime=0) if len(content) > _SMALLEST else None
            return self._kept.get(name)

    def compress_all(self) -> None:
        """Compresses ahead what nobody has asked for yet: half a second of processor time, 7 MB of memory."""
        for name in {*self._files, *self._ours}:
            self[name]


def takes_gzip(accepted: str) -> bool:
    """Whether an ``Accept-Encoding`` takes gzip: ``gzip;q=0`` says that it does not."""
    weights = {}
    for part in accepted.lower().split(","):
        name, _, weight = part.replace(" ", "").partition(";q=")
        weights[name] = weight
    weight = weights.get("gzip", weights.get("*", "0"))
    return weight.strip("0.") != "" or weight == ""


def serve_compressed(app: ASGIApp, files: CompressedFiles) -> ASGIApp:
    """Middleware: answers for scripts and styles with their compressed copy where the browser takes gzip."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        content = None
        if scope["type"] == "http" and scope["method"] == "GET" and (asked := files.address.search(scope["path"])):
            headers = Headers(scope=scope)
            if takes_gzip(headers.get("accept-encoding", "")) and "range" not in headers:
                content = await run_sync(files.__getitem__, asked[1])
        if content is None:
            await app(scope, receive, send)
            return
        # Names carry a hash of the content; so Streamlit sends them, too.
        kept = {"content-encoding": "gzip", "vary": "accept-encoding", "cache-control": KEEP}
        await Response(content, media_type=_TYPES[Path(asked[1]).suffix], headers=kept)(scope, receive, send)

    return answer
