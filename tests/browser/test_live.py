"""Open pages take changed files by themselves; a file can be previewed by one viewer alone."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tools.chromium import Server, settle

DATA = Path(__file__).parents[2] / "data"
WITHIN = 40_000
"""Milliseconds to wait for the change that is promised within 30 s: machines under test are slow."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def edit(folder: Path, old: str, new: str) -> None:
    file = folder / "annex2.csv"
    text = file.read_bytes().decode("utf-8")
    assert text.count(old) == 1
    file.write_bytes(text.replace(old, new).encode("utf-8"))


def test_an_open_page_takes_a_bad_and_then_a_good_file_with_its_filter_kept(
    start_server: Callable[..., Server], open_page: Callable[..., Page], folder: Path
):
    page = open_page("/industry?lead=区科技局", server=start_server(data_dir=folder))
    title = page.get_by_role("heading", level=2).first
    expect(title).to_contain_text("14.6/48.52 万m²")

    edit(folder, "8,元石国际,3.8,", "8,元石国际,约3.8,")
    banner = page.get_by_test_id("stAlert").filter(has_text="未采用")
    expect(banner).to_contain_text("annex2.csv", timeout=WITHIN)
    expect(banner).to_contain_text("有 1 处错误，未采用；当前显示")
    expect(title).to_contain_text("14.6/48.52 万m²")

    edit(folder, "8,元石国际,约3.8,", "8,元石国际,3.6,")
    expect(title).to_contain_text("牵头部门：区科技局 · 6/20 个载体 · 14.4/48.32 万m²", timeout=WITHIN)
    expect(banner).to_have_count(0)


# Python runs it at its start: zones of time that are as many hours ahead as a file says.
_CLOCK = """
import zoneinfo
from datetime import timedelta
from pathlib import Path

class Ahead(zoneinfo.ZoneInfo):
    def fromutc(self, moment):
        return super().fromutc(moment + timedelta(hours=float(Path(__file__).with_name("hours").read_text())))

zoneinfo.ZoneInfo = Ahead
"""


def test_an_open_page_follows_midnight_where_nobody_chose_a_day(
    start_server: Callable[..., Server], open_page: Callable[..., Page], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "sitecustomize.py").write_text(_CLOCK, encoding="utf-8")
    hours = tmp_path / "hours"
    hours.write_text("0", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    server = start_server()
    page, chosen = (open_page(f"/timeline?lead=区科技局{day}", server=server) for day in ("", "&asof=2024-06-30"))
    day = page.get_by_test_id("stDateInput")
    before = day.text_content()

    hours.write_text("24", encoding="utf-8")

    expect(day).not_to_have_text(before, timeout=WITHIN)
    settle(page)
    title = page.get_by_role("heading", name="时间轴")
    expect(title).to_contain_text("6/20 个载体")
    expect(title).not_to_contain_text("截至")  # It is today.
    assert "asof" not in page.url
    expect(chosen.get_by_role("heading", name="时间轴")).to_contain_text("截至 2024-06-30")


def test_a_preview_is_seen_by_its_viewer_alone_and_left_with_one_click(open_page: Callable[..., Page], folder: Path):
    edit(folder, "8,元石国际,3.8,", "8,元石国际,9.9,")
    page = open_page("/checks")
    page.get_by_text("附件2", exact=True).last.click()
    settle(page)
    page.locator("input[type=file]").set_input_files(folder / "annex2.csv")
    # A slow computer, where Streamlit would open the next page as far down as this one.
    browser = page.context.new_cdp_session(page)
    browser.send("Emulation.setCPUThrottlingRate", {"rate": 8})
    page.get_by_role("button", name="用它预览整个看板").click()
    settle(page)
    browser.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    # On to 总览, where it says at the top that this is a preview.
    expect(page.get_by_role("heading", level=2).first).to_contain_text("总览")
    expect(page.get_by_test_id("stAlert").filter(has_text="预览")).to_be_in_viewport()

    page.get_by_test_id("stTopNavLink").filter(has_text="产业面积").click()
    settle(page)
    # 48.52 - 3.8 + 9.9
    expect(page.get_by_role("heading", level=2).first).to_contain_text("54.62 万m²")
    expect(page.get_by_test_id("stAlert").filter(has_text="预览")).to_be_visible()

    # A carrier's name opens it in this very session: the preview goes with it.
    page.get_by_test_id("planTable").last.get_by_role("link", name="天安T+SPACE众创空间").click()
    page.wait_for_url("**/carrier?carrier=1-01*")
    settle(page)
    expect(page.get_by_test_id("stAlert").filter(has_text="预览")).to_be_visible()

    # A slide begins under the words that say so, and takes their room once they are gone.
    page.get_by_test_id("stTopNavLink").filter(has_text="会议模式").click()
    settle(page)
    banner, slide = page.get_by_test_id("stAlert").bounding_box(), page.get_by_test_id("planSlide").bounding_box()
    assert slide["y"] >= banner["y"] + banner["height"] > 0
    assert slide["y"] + slide["height"] == 768
    page.keyboard.press("Escape")
    settle(page)

    expect(open_page("/industry").get_by_role("heading", level=2).first).to_contain_text("48.52 万m²")

    page.get_by_role("button", name="退出预览").click()
    settle(page)
    expect(page.get_by_role("heading", level=2).first).to_contain_text("48.52 万m²")
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
