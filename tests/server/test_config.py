"""The settings that keep the dashboard closed, as Streamlit itself understands them."""

import tomllib
from pathlib import Path

import pytest
from streamlit import config

ROOT = Path(__file__).parents[2]
SETTINGS = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))

CLOSED = {
    "browser.gatherUsageStats": False,
    "browser.serverAddress": "localhost",  # Without it the start asks the internet for this machine's address.
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.disableDataExport": True,
    "client.toolbarMode": "minimal",
    "client.allowedOrigins": [],
    "server.enableCORS": True,
    "server.enableXsrfProtection": True,
    "server.enableStaticServing": False,
    "server.enableAgentApi": False,
    "server.fileWatcherType": "none",
    "server.allowRunOnSave": False,
}


@pytest.mark.parametrize("name", CLOSED)
def test_setting_keeps_the_dashboard_closed(name: str):
    section, option = name.split(".")

    assert SETTINGS[section][option] == CLOSED[name]


def test_every_setting_is_one_that_this_streamlit_knows():
    written = [
        f"{section}.{option}"
        for section, options in SETTINGS.items()
        for option, value in options.items()
        if not isinstance(value, dict)
    ]

    assert [name for name in written if name not in config._config_options_template] == []


def test_sizes_are_far_above_the_plan_and_far_below_a_flood():
    files = [*(ROOT / "data").glob("annex*.csv")]

    assert max(file.stat().st_size for file in files) * 100 < SETTINGS["server"]["maxUploadSize"] * 1_000_000
    assert SETTINGS["server"]["maxMessageSize"] <= 50
    assert SETTINGS["server"]["maxWidgetStateSize"] <= 5
