"""The launcher: ``streamlit run app.py``.

The script that Streamlit runs is dashboard/frame.py, not this file: a script beside ``pages/`` would switch on the
legacy page discovery, and a first visit to a deep link would run that page alone (architecture.md).
"""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from dashboard.server.headers import SecurityHeaders
from dashboard.server.hidden import HiddenAddresses
from dashboard.server.index_page import ServeIndexPage, index_page
from dashboard.widgets.notices import script_error_box

page = index_page(static=Path(st.__file__).parent / "static")

app = st.App(
    Path(__file__).parent / "dashboard" / "frame.py",
    middleware=[  # The first sees a request first and its answer last.
        Middleware(SecurityHeaders, page=page),
        Middleware(HiddenAddresses),
        Middleware(ServeIndexPage, page=page),
    ],
    on_script_error=script_error_box,
)
