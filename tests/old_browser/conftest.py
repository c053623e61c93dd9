"""The dashboard in real old browsers: `make test-old-browser` installs them and runs this folder; nothing else does."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import browser_log, open_page, server  # noqa: F401 - fixtures of the browser tests
from tools.chromium import launch

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FOLDER = os.environ.get("OLD_BROWSERS", "")
collect_ignore_glob = [] if FOLDER else ["test_*.py"]


@pytest.fixture(scope="package")
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    """The Chromium of the version that the test asks for (``parametrize("browser", […], indirect=True)``)."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = launch(playwright, str(Path(FOLDER) / str(request.param) / "chromium"))
        assert chromium.version.startswith(f"{request.param}.")
        yield chromium
        chromium.close()
