"""Under a base path (``--server.baseUrlPath``): deep link, Chinese front end, download, /healthz, hidden addresses."""

import json
from collections.abc import Callable
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import ProxyHandler, build_opener

import pytest
from playwright.sync_api import Page, expect

from tools.chromium import running_app

# Not through a proxy that the surroundings may name.
OPENER = build_opener(ProxyHandler({}))


def test_everything_works_under_a_base_path(open_page: Callable[..., Page], tmp_path: Path):
    with running_app(tmp_path / "streamlit.log", base_path="/board") as server:
        page = open_page("/industry?lead=区科技局", server=server)

        expect(page).to_have_title("双创载体提质发展看板")
        expect(page.get_by_role("heading", level=2).first).to_contain_text("14.6/48.52 万m²")
        expect(page.get_by_text("跳到正文")).to_have_count(1)
        assert "/board/industry?" in page.url
        page.get_by_role("button", name="带走").click()
        with page.expect_download() as download:
            page.get_by_role("button", name="附件1 CSV").first.click()
        assert download.value.suggested_filename.endswith(".csv")

        with OPENER.open(f"{server.url}/healthz") as answer:
            assert json.load(answer)["status"] == "ok"
        for hidden in ("/_stcore/metrics", "/_stcore/agent/openapi.json"):
            with pytest.raises(HTTPError, match="404"):
                OPENER.open(server.url + hidden)
        page.close()  # A page that misses its server is an error.
