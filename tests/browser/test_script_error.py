"""A fault in the code of a page: a Chinese box with a number that leads to the traceback in the log."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tools.chromium import ROOT, running_app, settle


def test_a_fault_of_a_page_is_a_chinese_box_with_the_number_of_the_log(open_page: Callable[..., Page], tmp_path: Path):
    copy = tmp_path / "copy"
    for name in ("analytics", "dashboard", "pages", "data", ".streamlit"):
        shutil.copytree(ROOT / name, copy / name)
    shutil.copy(ROOT / "app.py", copy)
    (copy / "pages" / "timeline.py").write_text('raise RuntimeError("secret of the code")\n', encoding="utf-8")

    with running_app(tmp_path / "streamlit.log", root=copy) as server:
        page = open_page("/timeline", server=server)
        box = page.get_by_test_id("stAlert")
        expect(box).to_contain_text("这一页出错了，编号")
        number = re.search(r"编号 ([0-9a-f]{6})", box.inner_text())[1]
        expect(page.get_by_text("secret of the code")).to_have_count(0)

        # The other pages go on.
        page.get_by_test_id("stTopNavLink").filter(has_text="产业面积").click()
        settle(page)
        expect(page.get_by_text("48.52 万m²").first).to_be_visible()
        page.close()  # A page that misses its server is an error.

    log = server.log_path.read_text(encoding="utf-8")
    assert f"编号 {number}" in log
    assert "RuntimeError: secret of the code" in log
