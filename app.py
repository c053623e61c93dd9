"""The launcher: ``streamlit run app.py``.

The script that Streamlit runs is dashboard/frame.py, not this file: a script beside ``pages/`` would switch on the
legacy page discovery, and a first visit to a deep link would run that page alone (architecture.md).
"""

from pathlib import Path

import streamlit as st

from dashboard.widgets.notices import script_error_box

app = st.App(Path(__file__).parent / "dashboard" / "frame.py", on_script_error=script_error_box)
