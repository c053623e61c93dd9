"""The launcher: ``streamlit run app.py``.

The script that Streamlit runs is dashboard/frame.py, not this file: a script beside ``pages/`` would switch on the
legacy page discovery, and a first visit to a deep link would run that page alone (architecture.md).
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from streamlit.runtime import Runtime

from dashboard.server.bounded_log import bound_log
from dashboard.server.chinese import chinese_front_end, serve_chinese
from dashboard.server.compressed import CompressedFiles, serve_compressed
from dashboard.server.file_handles import raise_limit, warn_when_running_out
from dashboard.server.headers import add_security_headers
from dashboard.server.health import health_route
from dashboard.server.hidden import hide_addresses
from dashboard.server.http_limits import limit_requests
from dashboard.server.index_page import index_page, serve_index_page
from dashboard.server.same_origin import only_same_origin
from dashboard.server.sweep import sweeping
from dashboard.server.uploads import bound_uploads
from dashboard.warm_up import warm_up

bound_log()
raise_limit()
limit_requests()
BASE_PATH = st.get_option("server.baseUrlPath")
STATIC = Path(st.__file__).parent / "static"
front_end = chinese_front_end(STATIC)
page = index_page(STATIC, front_end)
files = CompressedFiles(STATIC, front_end)


# Imported on use: pandas comes with them, and the server answers a second sooner without.
def health() -> tuple[bool, dict]:
    """Which plan is shown, and what is wrong."""
    from dashboard.screen.health import health

    return health()


def script_error(error: Exception) -> bool | None:
    """The box for an error of ours."""
    from dashboard.screen.notices import script_error_box

    return script_error_box(error)


def uploads_held() -> int:
    """How many uploaded files are in memory, of all sessions."""
    held = Runtime.instance().uploaded_file_mgr.file_storage  # docs/upgrading.md
    return sum(len(files) for files in held.copy().values())


def let_downloads_go() -> None:
    """Downloads and other files of sessions that are over."""
    Runtime.instance().media_file_mgr.remove_orphaned_files()


@asynccontextmanager
async def beside_the_server(_: st.App) -> AsyncIterator[None]:
    """What runs while the server does."""
    async with warm_up(files.compress_all), sweeping(let_downloads_go), sweeping(warn_when_running_out):
        yield


app = st.App(
    Path(__file__).parent / "dashboard" / "frame.py",
    middleware=[  # The first sees a request first and its answer last.
        Middleware(only_same_origin),
        Middleware(add_security_headers, page=page),
        Middleware(hide_addresses),
        Middleware(bound_uploads, held=uploads_held),
        Middleware(serve_index_page, page=page, base_path=BASE_PATH),
        Middleware(serve_compressed, files=files),
        Middleware(serve_chinese, front_end=front_end),
    ],
    routes=[health_route(BASE_PATH, health)],
    lifespan=beside_the_server,
    on_script_error=script_error,
)
