"""progress.md §1: the last good content of each progress file is kept as the annexes are."""

import shutil
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from analytics import Plan, load_plan
from analytics.state import accept, accepted_folder, history, last_good

from ..conftest import DATA
from .rows import TODAY, row
from .test_files import csv_of

NOW = datetime(2026, 11, 27, 14, 5, tzinfo=ZoneInfo("Asia/Shanghai"))
GOOD = row("皖新大厦", "完成项目建设。", "进行中", 填报部门="建桥公司")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The real files with one good progress file, 甲.csv."""
    copied = Path(shutil.copytree(DATA, tmp_path / "plan"))
    (copied / "progress").mkdir()
    (copied / "progress" / "甲.csv").write_bytes(csv_of(GOOD))
    return copied


def take(state: Path, folder: Path) -> Plan:
    """What a running dashboard does when files have changed."""
    plan = load_plan(folder, TODAY, accepted_folder(state))
    accept(state, folder, plan, NOW)
    return plan


def words(plan: Plan) -> list[tuple[str, str]]:
    return list(zip(plan.reports["file"], plan.reports["status"], strict=True))


def test_reports_are_kept_with_the_plan(folder: Path, tmp_path: Path):
    (folder / "progress" / "说明.docx").write_bytes(b"x")
    shown = take(tmp_path / "state", folder)
    kept, version = last_good(tmp_path / "state")

    assert words(kept) == words(shown) == [("甲.csv", "进行中")]
    take(tmp_path / "state", folder)
    assert [version.name for version in history(tmp_path / "state")] == [version.name]


def test_a_refused_file_keeps_what_was_accepted_through_restarts(folder: Path, tmp_path: Path):
    state = tmp_path / "state"
    take(state, folder)
    (folder / "progress" / "甲.csv").write_bytes(csv_of(GOOD | {"状态": "差不多"}))
    for _ in range(3):
        assert words(take(state, folder)) == [("甲.csv", "进行中")]
    # Another file comes, and 甲.csv is still refused.
    (folder / "progress" / "乙.csv").write_bytes(csv_of(row("2-08", "载体", "停运")))
    assert words(take(state, folder)) == [("乙.csv", "停运"), ("甲.csv", "进行中")]
    assert words(last_good(state)[0]) == [("乙.csv", "停运"), ("甲.csv", "进行中")]
    (folder / "progress" / "甲.csv").write_bytes(csv_of(GOOD | {"状态": "未启动"}))
    assert words(take(state, folder)) == [("乙.csv", "停运"), ("甲.csv", "未启动")]


def test_a_file_refused_from_the_first_reports_nothing(folder: Path, tmp_path: Path):
    (folder / "progress" / "甲.csv").write_bytes(csv_of(GOOD | {"状态": "差不多"}))
    for _ in range(2):
        assert words(take(tmp_path / "state", folder)) == []


def test_what_changed_is_named_also_where_a_file_is_taken_away(folder: Path, tmp_path: Path):
    state = tmp_path / "state"
    take(state, folder)
    (folder / "progress" / "甲.csv").unlink()
    take(state, folder)

    sentences = [change.sentence() for change in history(state)[0].changes]
    assert sentences[0] == "删除进展文件  甲.csv：1 条填报"
    assert sentences[1].startswith("删除填报 2-10 皖新大厦 完成项目建设。：状态：进行中")
