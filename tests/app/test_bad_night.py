"""One bad night: disk full, the data folder gone or unreadable, the clock astray. Each leaves a page that says so.

(kill -9 while saving, and how long until the first page after it: bench/crash_saves.py.)
"""

import errno
import os
import shutil
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from .conftest import EVERYTHING, TITLES, no_trouble, open_page, title_of, words
from .test_bad_files import spoil


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed file is taken at the second look, however soon that comes."""
    monkeypatch.setattr("dashboard.plan_source.STILL_SECONDS", 0)


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch):
    """Sets the clock that the pages see to a day."""

    def set_to(day: str) -> None:
        now = datetime.fromisoformat(f"{day}T03:00").replace(tzinfo=ZoneInfo("Asia/Shanghai"))
        monkeypatch.setattr("dashboard.selection.now_at", lambda plan: now)

    return set_to


def test_a_full_disk_keeps_the_new_data_on_screen_and_says_what_is_missing(
    own_copy: Path, monkeypatch: pytest.MonkeyPatch
):
    at = open_page("industry")

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    spoil(own_copy / "annex1.csv", "10,艺度创,7.7,", "10,艺度创,7,")
    at.run().run()

    assert "47.82 万m²" in title_of(at)
    (warning,) = words(at, "warning")
    assert "没有存下备份" in warning
    assert "磁盘已满" in warning
    assert "No space" not in warning
    assert not at.exception


@pytest.mark.parametrize("gone", ["vanished", "a file in its place", "a loop of links"])
def test_a_data_folder_that_is_gone_leaves_the_last_data(own_copy: Path, gone: str):
    at = open_page("timeline", lead="区科技局")
    shutil.rmtree(own_copy)
    if gone == "a file in its place":
        own_copy.write_text("", encoding="utf-8")
    elif gone == "a loop of links":  # Not readable even for root, for whom permissions do not count.
        own_copy.symlink_to(own_copy)

    at.run().run()

    assert "牵头部门：区科技局" in title_of(at)
    (banner,) = words(at, "error")
    assert "未采用；当前显示" in banner
    assert not at.exception


@pytest.mark.parametrize("file", ["annex1.csv", "annex2.csv", "plan.toml"])
def test_a_file_that_cannot_be_read_leaves_the_last_data(own_copy: Path, file: str):
    at = open_page("overview")
    (own_copy / file).unlink()
    (own_copy / file).symlink_to(own_copy / file)

    at.run().run()

    assert EVERYTHING in title_of(at)
    assert file.split(".")[0] in words(at, "error")[0]
    assert not at.exception


@pytest.mark.parametrize("page", TITLES)
def test_a_clock_that_jumps_forth_and_back_leaves_every_page_running(page: str, set_clock):
    at = open_page(page)
    for day in ("2099-12-31", "1970-01-01"):
        set_clock(day)
        at.run()
        no_trouble(at)
        assert TITLES[page] in title_of(at) or page == "meeting"

    # Before the notice was issued the clock can only be wrong: what is due would be wrong as well.
    assert any("服务器的日期是 1970-01-01" in text for text in words(at, "warning"))
    set_clock("2026-11-24")
    at.run()
    assert not any("服务器的日期" in text for text in words(at, "warning"))


def test_a_version_kept_while_the_clock_was_ahead_is_no_trouble(own_copy: Path, monkeypatch: pytest.MonkeyPatch):
    class Ahead(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2099, 1, 1, tzinfo=tz)

    with monkeypatch.context() as ahead:
        ahead.setattr("dashboard.plan_source.datetime", Ahead)
        open_page("checks")
    at = open_page("checks")
    spoil(own_copy / "annex1.csv", "10,艺度创,7.7,", "10,艺度创,7,")
    at.run().run()

    assert "47.82 万m²" in title_of(at)
    no_trouble(at)
