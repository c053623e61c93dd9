"""Uploads are bounded together, too: Streamlit bounds each by itself and keeps it in memory while its session lives."""

import re
from collections.abc import Callable

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

MOST_LIVE = 20
"""Files that a process holds at most: with 5 MB each a tenth of the memory that its unit may have."""

# At any depth: a base path may stand in front.
_UPLOAD = re.compile(r"/_stcore/upload_file/[^/]+/[^/]+$")


def bound_uploads(app: ASGIApp, held: Callable[[], int]) -> ASGIApp:
    """Middleware: refuses an upload where ``MOST_LIVE`` files are held or on their way; ``held`` counts the former."""
    on_their_way = 0

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        nonlocal on_their_way
        if scope["type"] != "http" or scope["method"] != "PUT" or not _UPLOAD.search(scope["path"]):
            await app(scope, receive, send)
        elif held() + on_their_way >= MOST_LIVE:
            words = f"服务器上已有 {MOST_LIVE} 个上传的文件，请几分钟后再试\n"
            refusal = PlainTextResponse(words, status_code=503, headers={"retry-after": "120", "connection": "close"})
            await refusal(scope, receive, send)
        else:
            on_their_way += 1
            try:
                await app(scope, receive, send)
            finally:
                on_their_way -= 1

    return answer
