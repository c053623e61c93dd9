"""A bad file leaves the last good data on screen, under a banner on every page; a good one takes its place."""

import csv
import json
import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from analytics.changes import REPORT
from dashboard import plan_source
from tests.support.inputs import xlsx_bytes

from ..conftest import INVENTED
from ..progress.rows import row
from .conftest import TITLES, charts, open_page, table_with, title_of, words
from .test_bad_files import spoil
from .test_progress import progress_csv


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed file is taken at the second look, however soon that comes."""
    monkeypatch.setattr("dashboard.plan_source.STILL_SECONDS", 0)


def look_twice(at: AppTest) -> AppTest:
    return at.run().run()


@pytest.mark.parametrize("page", TITLES)
def test_a_bad_file_leaves_the_data_and_says_so_on_every_page(own_copy: Path, page: str):
    at = open_page(page)
    spoil(own_copy / "annex2.csv", "8,元石国际,3.8,", "8,元石国际,约3.8,")
    spoil(own_copy / "annex2.csv", "7,建桥生物科技园,7,", "7,建桥生物科技园,-7,")

    look_twice(at)

    assert "全部 20 个载体 · 48.52 万m² · 32 个节点" in title_of(at)
    (banner,) = words(at, "error")
    assert banner.startswith("annex2.csv（")
    assert "有 2 处错误，未采用；当前显示" in banner
    assert any("约3.8" in text for text in words(at, "markdown"))


def test_a_half_copied_file_is_not_taken_before_it_stands_still(own_copy: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("dashboard.plan_source.STILL_SECONDS", 3600)
    at = open_page("industry")
    whole = (own_copy / "annex2.csv").read_bytes()
    # Whole rows only: nothing in the half tells that the rest is still to come.
    half = b"".join(whole.splitlines(keepends=True)[:13])
    (own_copy / "annex2.csv").write_bytes(half)
    look_twice(at)
    assert "全部 20 个载体 · 48.52 万m² · 32 个节点" in title_of(at)

    (own_copy / "annex2.csv").write_bytes(whole)
    monkeypatch.setattr("dashboard.plan_source.STILL_SECONDS", 0)
    look_twice(at)

    assert "全部 20 个载体 · 48.52 万m² · 32 个节点" in title_of(at)


def test_a_mended_file_takes_its_place_and_the_filter_stays(own_copy: Path):
    at = open_page("industry", lead="区科技局")
    spoil(own_copy / "annex2.csv", "8,元石国际,3.8,", "8,元石国际,约3.8,")
    look_twice(at)
    spoil(own_copy / "annex2.csv", "8,元石国际,约3.8,", "8,元石国际,3.6,")
    look_twice(at)

    assert not at.error
    assert "牵头部门：区科技局 · 6/20 个载体 · 14.4/48.32 万m²" in title_of(at)


@pytest.mark.parametrize("page", TITLES)
def test_a_filtered_download_put_back_as_the_whole_is_said_on_every_page(own_copy: Path, page: str):
    at = open_page(page)
    lines = (own_copy / "annex1.csv").read_text(encoding="utf-8-sig").splitlines(keepends=True)
    (own_copy / "annex1.csv").write_text("".join(lines[:4]), encoding="utf-8-sig")

    look_twice(at)

    (said,) = [text for text in words(at, "warning") if "比上一版" in text]
    assert "比上一版少 7 个载体（10→3），像是筛选后下载的" in said


def test_a_bad_workbook_and_then_a_good_one_take_the_same_way(own_copy: Path):
    workbook = own_copy / "annex2.xlsx"
    with (own_copy / "annex2.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [*csv.reader(file)]
    (own_copy / "annex2.csv").unlink()
    workbook.write_bytes(xlsx_bytes(rows))
    at = open_page("industry", lead="区科技局")
    assert "牵头部门：区科技局 · 6/20 个载体 · 14.6/48.52 万m²" in title_of(at)
    area = next(row for row in rows if row[1] == "元石国际")

    area[2] = "约3.8"
    workbook.write_bytes(xlsx_bytes(rows))
    look_twice(at)
    (banner,) = words(at, "error")
    assert banner.startswith("annex2.xlsx（")
    assert "有 1 处错误，未采用；当前显示" in banner
    assert "6/20 个载体 · 14.6/48.52 万m²" in title_of(at)

    # Half of a workbook, as a slow copy leaves it, changes nothing either.
    area[2] = "3.6"
    whole = xlsx_bytes(rows)
    workbook.write_bytes(whole[: len(whole) // 2])
    look_twice(at)
    assert "annex2.xlsx" in words(at, "error")[0]
    assert "6/20 个载体 · 14.6/48.52 万m²" in title_of(at)

    workbook.write_bytes(whole)
    look_twice(at)
    assert not at.error
    assert "牵头部门：区科技局 · 6/20 个载体 · 14.4/48.32 万m²" in title_of(at)


def test_files_over_which_the_program_stumbles_leave_the_data_and_say_so(
    own_copy: Path, monkeypatch: pytest.MonkeyPatch
):
    at = open_page("timeline")

    def stumble(folder: Path, **_: object) -> None:
        raise RecursionError("nobody foresaw this")

    monkeypatch.setattr("dashboard.plan_source.load_plan", stumble)
    spoil(own_copy / "annex1.csv", "10,艺度创,7.7,", "10,艺度创,7,")
    look_twice(at)

    assert "全部 20 个载体 · 48.52 万m² · 32 个节点" in title_of(at)
    (banner,) = words(at, "error")
    assert banner.startswith("数据文件有 1 处错误，未采用；当前显示")
    assert any("编号" in text and "运行日志" in text for text in words(at, "markdown"))

    monkeypatch.setattr("dashboard.plan_source.plan_version", stumble)
    look_twice(at)
    assert "全部 20 个载体 · 48.52 万m² · 32 个节点" in title_of(at)
    assert not at.exception


@pytest.mark.parametrize(
    ("stray", "content"),
    [
        ("current", b"\xff\xfe"),
        ("current", b""),
        ("versions/1.txt", b""),
        ("versions/20261123备份/annex1.csv", b""),
        ("versions/000007-20261123-091200/changes.json", b"[]"),
        ("versions", b"a file in its place"),
    ],
)
def test_whatever_lies_in_the_state_good_data_show(own_copy: Path, tmp_path: Path, stray: str, content: bytes):
    path = tmp_path / "state" / stray
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)

    at = open_page("checks")

    assert "全部 20 个载体 · 48.52 万m² · 32 个节点" in title_of(at)
    assert not at.exception
    assert not at.error


def test_no_message_of_a_viewer_clears_the_plan_in_memory(own_copy: Path, tmp_path: Path):
    at = open_page("overview")
    shutil.rmtree(own_copy)
    shutil.rmtree(tmp_path / "state")

    # What Streamlit does when a browser sends clear_cache.
    st.cache_data.clear()
    st.cache_resource.clear()
    look_twice(at)

    assert "全部 20 个载体 · 48.52 万m² · 32 个节点" in title_of(at)
    assert "未采用；当前显示" in words(at, "error")[0]


def test_a_damaged_version_is_named_where_the_history_stands(own_copy: Path, tmp_path: Path):
    open_page("checks")
    (version,) = (tmp_path / "state" / "versions").iterdir()
    (version / "changes.json").write_bytes(b"")

    at = open_page("checks")

    assert any(f"另有 1 版的记录已损坏，没有列出：{version.name}" in text for text in words(at, "caption"))


def test_while_one_viewer_waits_for_thousands_of_rows_the_others_see_the_plan(own_copy: Path, monkeypatch):
    shown = plan_source.plan_on_screen()
    begun, go_on = threading.Event(), threading.Event()
    read = plan_source.load_plan

    def read_slowly(folder: Path, **named):
        begun.set()
        go_on.wait(30)
        return read(folder, **named)

    monkeypatch.setattr("dashboard.plan_source.load_plan", read_slowly)
    spoil(own_copy / "annex1.csv", "10,艺度创,7.7,", "10,艺度创,7,")
    plan_source.plan_on_screen()  # Sees the change; takes it at the next look.
    with ThreadPoolExecutor() as viewers:
        first = viewers.submit(plan_source.plan_on_screen)
        assert begun.wait(30)
        others = [viewers.submit(plan_source.plan_on_screen) for _ in range(3)]
        try:
            assert [other.result(timeout=20).plan.version for other in others] == [shown.plan.version] * 3
        finally:
            go_on.set()
        assert first.result().plan.version != shown.plan.version


def test_a_deleted_file_leaves_the_data_and_says_so(own_copy: Path):
    at = open_page("timeline")
    (own_copy / "annex2.csv").unlink()

    look_twice(at)

    assert "全部 20 个载体 · 48.52 万m² · 32 个节点" in title_of(at)
    (banner,) = words(at, "error")
    assert "annex2" in banner
    assert "未采用；当前显示" in banner


def test_what_changed_last_stands_on_the_page_of_checks(own_copy: Path):
    at = open_page("checks")
    spoil(own_copy / "annex1.csv", "10,艺度创,7.7,", "10,艺度创,7,")
    look_twice(at)

    change = table_with(at, "变化", "原来", "现在").iloc[0]
    assert (change["编号"], change["原来"], change["现在"]) == ("1-10", "7.7", "7")
    assert any("面积 48.52 万m² → 47.82 万m²" in text for text in words(at, "markdown"))
    history = table_with(at, "版本", "采用时间")
    assert len(history) == 2


def test_what_earlier_versions_changed_stands_in_the_history(own_copy: Path):
    at = open_page("checks")
    for before, after in (("7.7", "7"), ("7", "7.1"), ("7.1", "7.2")):
        spoil(own_copy / "annex1.csv", f"10,艺度创,{before},", f"10,艺度创,{after},")
        look_twice(at)
    choice = at.selectbox(key="history_version")
    # The first version changed nothing, the last one stands above.
    assert [name[:6] for name in choice.options] == ["000003", "000002"]

    choice.set_value(choice.options[1]).run()

    texts = words(at, "markdown")
    assert any("面积 48.52 万m² → 47.82 万m²" in text for text in texts)
    assert any("面积 47.92 万m² → 48.02 万m²" in text for text in texts)


def test_a_start_with_bad_files_shows_the_last_good_ones(own_copy: Path, monkeypatch: pytest.MonkeyPatch):
    open_page("overview")
    spoil(own_copy / "annex1.csv", "10,艺度创,7.7,", "10,艺度创,约7.7,")
    # Another process: nothing in memory, only the state on disk.
    moved = own_copy.with_name("另一处")
    own_copy.rename(moved)
    monkeypatch.setenv("PLAN_DIR", str(moved))

    at = open_page("overview")

    assert "全部 20 个载体 · 48.52 万m² · 32 个节点" in title_of(at)
    assert "annex1.csv" in words(at, "error")[0]


def test_a_state_that_cannot_be_written_is_said_and_stops_nobody(own_copy: Path, monkeypatch, tmp_path: Path):
    blocked = tmp_path / "不能写"
    blocked.write_text("这里应是文件夹", encoding="utf-8")
    monkeypatch.setenv("PLAN_STATE_DIR", str(blocked))

    at = open_page("overview")

    assert "全部 20 个载体 · 48.52 万m² · 32 个节点" in title_of(at)
    assert any("没有存下备份" in text for text in words(at, "warning"))


@pytest.mark.parametrize(
    ("page", "before", "after"),
    [("overview", "12.8", "14.8"), ("industry", "12.8", "14.8"), ("departments", "14.6", "16.6")],
)
def test_a_changed_file_shows_new_figures_and_words_at_once(own_copy: Path, page: str, before: str, after: str):
    """What is remembered of the old plan (dashboard/views) is not shown for the new one, nor to a new viewer."""
    at = open_page(page)
    assert f" {before} " in _every_chart(at)
    spoil(own_copy / "annex2.csv", "8,元石国际,3.8,", "8,元石国际,5.8,")

    look_twice(at)

    for viewer in (at, open_page(page)):
        assert "50.52 万m²" in title_of(viewer)
        # 大健康生物医药 has 2 + 7 + 5.8; 区科技局 leads 0.5 + 0.2 + 1.1 + 2 + 7 + 5.8.
        assert f" {after} " in _every_chart(viewer)
        assert f" {before} " not in _every_chart(viewer)


def _every_chart(at: AppTest) -> str:
    """What the charts hold, the annotation `` 12.8 万m² · 26.4%`` among it."""
    return json.dumps([chart.figure for chart in charts(at)], ensure_ascii=False)


def test_another_folder_never_shows_the_first_ones_plan(
    own_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    assert "全部 20 个载体" in title_of(open_page("overview"))
    other = tmp_path / "另一个县"
    shutil.copytree(INVENTED, other)
    good = (other / "annex1.csv").read_bytes()
    (other / "annex1.csv").write_bytes(good.replace(b"1.2", "约".encode(), 1))
    monkeypatch.setenv("PLAN_DIR", str(other))

    assert title_of(open_page("overview")) == "数据没有读进来"

    (other / "annex1.csv").write_bytes(good)
    plan_source._new_watch.cache_clear()
    at = open_page("checks")
    assert "全部 7 个载体" in title_of(at)
    assert plan_source.accepted_versions()[0].changes == ()


def test_a_report_of_a_day_to_come_is_taken_when_that_day_has_come(own_copy: Path, monkeypatch: pytest.MonkeyPatch):
    tomorrow = date(2026, 11, 24)
    monkeypatch.setattr("analytics.loading.today_of", lambda meta: tomorrow - timedelta(days=1))
    (own_copy / "progress").mkdir()
    done = row("2-07", "加大招商引资力度。", "已完成", f"{tomorrow}", 实际日期="2022-12")
    (own_copy / "progress" / "区科技局.csv").write_bytes(progress_csv(done))
    open_page("overview")
    assert plan_source.plan_on_screen().plan.reports.empty
    seen = plan_source.newest_seen()

    monkeypatch.setattr("analytics.loading.today_of", lambda meta: tomorrow)
    look_twice(open_page("overview"))

    taken = plan_source.plan_on_screen()
    assert list(taken.plan.reports["carrier_id"]) == ["2-07"]
    # Open pages run again, and 本次变化 names it.
    assert plan_source.newest_seen() != seen
    assert [change.kind for change in taken.version.changes if change.what == REPORT] == ["新增"]
