"""The launcher: ``streamlit run app.py``.

The script that Streamlit runs is dashboard/frame.py, not this file: a script beside ``pages/`` would switch on the
legacy page discovery, and a first visit to a deep link would run that page alone (architecture.md).
"""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from dashboard.server.chinese import ServeChinese, chinese_front_end
from dashboard.server.compressed import CompressedFiles, ServeCompressed
from dashboard.server.headers import SecurityHeaders
from dashboard.server.health import health_route
from dashboard.server.hidden import HiddenAddresses
from dashboard.server.index_page import ServeIndexPage, index_page
from dashboard.warm_up import warm_up

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


app = st.App(
    Path(__file__).parent / "dashboard" / "frame.py",
    middleware=[  # The first sees a request first and its answer last.
        Middleware(SecurityHeaders, page=page),
        Middleware(HiddenAddresses),
        Middleware(ServeIndexPage, page=page),
        Middleware(ServeCompressed, files=files),
        Middleware(ServeChinese, front_end=front_end),
    ],
    routes=[health_route(st.get_option("server.baseUrlPath"), health)],
    lifespan=lambda _: warm_up(files.compress_all),
    on_script_error=script_error,
)
