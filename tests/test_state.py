"""The last good plan and its history on disk: nothing a bad file, a full disk or a killed process can lose."""

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from filelock import FileLock

from analytics import PlanError, load_plan
from analytics.state import KEPT_VERSIONS, accept, history, last_good, sweep

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"
NINE = datetime(2026, 11, 23, 9, 12, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder of its own with the real files."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


def edit(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8-sig")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8-sig", newline="")


def accepted(state: Path, folder: Path, when: datetime = NINE):
    return accept(state, folder, load_plan(folder), when)


def test_the_first_accepted_plan_is_the_last_good_one(state, folder):
    version = accepted(state, folder)

    plan, kept = last_good(state)
    assert kept == version
    assert kept.accepted == NINE
    assert kept.changes == ()
    assert len(plan.carriers) == 20
    assert [entry.name for entry in (state / "versions").iterdir()] == ["000001-20261123-091200"]


def test_nothing_accepted_is_nothing_kept(state):
    assert last_good(state) is None
    assert history(state) == ()


def test_the_kept_files_are_the_accepted_ones_to_the_byte(state, folder):
    version = accepted(state, folder)

    for file in ("plan.toml", "annex1.csv", "annex2.csv"):
        assert (state / "versions" / version.name / file).read_bytes() == (folder / file).read_bytes()


def test_the_same_content_makes_no_new_version(state, folder):
    first = accepted(state, folder)

    assert accepted(state, folder, NINE + timedelta(hours=1)) == first
    assert len(history(state)) == 1


def test_a_change_is_recorded_with_totals_before_and_after(state, folder):
    accepted(state, folder)
    edit(folder, "annex2.csv", "8,元石国际,3.8,", "8,元石国际,3.6,")

    version = accepted(state, folder, NINE + timedelta(hours=1))

    (change,) = version.changes
    assert (change.kind, change.carrier_id, change.before, change.after) == ("修改", "2-08", "3.8", "3.6")
    assert version.before["面积"] == "48.52 万m²"
    assert version.after["面积"] == "48.32 万m²"
    assert [entry.accepted.hour for entry in history(state)] == [10, 9]


def test_order_holds_where_the_clock_jumps_back(state, folder):
    accepted(state, folder)
    edit(folder, "annex2.csv", "8,元石国际,3.8,", "8,元石国际,3.6,")
    later = accepted(state, folder, NINE - timedelta(days=400))

    assert history(state)[0] == later
    assert last_good(state)[1] == later


def test_only_the_last_versions_are_kept(state, folder):
    for number in range(KEPT_VERSIONS + 3):
        edit(folder, "plan.toml", 'short_title = "', f'short_title = "{number}')
        accepted(state, folder)

    versions = history(state)
    assert len(versions) == KEPT_VERSIONS == 30
    assert versions[0].name.startswith("000033-")
    assert last_good(state)[1] == versions[0]


def test_leftovers_of_an_interrupted_save_are_swept(state, folder):
    accepted(state, folder)
    half, pointer = state / "versions" / ".tmp-half", state / ".tmp-pointer"
    half.mkdir()
    (half / "annex1.csv").write_text("half", encoding="utf-8")
    pointer.write_text("half", encoding="utf-8")

    sweep(state)

    assert not half.exists()
    assert not pointer.exists()
    assert len(last_good(state)[0].carriers) == 20


def test_sweeping_makes_no_state_where_there_is_none(state):
    sweep(state)

    assert not state.exists()


def test_processes_that_accept_the_same_plan_at_once_make_one_version(state, folder):
    accepted(state, folder)
    edit(folder, "annex2.csv", "8,元石国际,3.8,", "8,元石国际,3.6,")

    # Each is told to start once all have imported and read; a slow sync keeps the first one inside.
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", _ACCEPT, str(state), str(folder)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    assert [process.stdout.readline() for process in processes] == ["ready\n"] * 3
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    names = {process.communicate(timeout=60)[0].strip() for process in processes}

    assert names == {history(state)[0].name}
    assert len(history(state)) == 2
    assert not list((state / "versions").glob(".tmp-*"))


_ACCEPT = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from analytics import load_plan, state

sync = state._sync_folder
state._sync_folder = lambda folder: (time.sleep(0.1), sync(folder))
kept, folder = map(Path, sys.argv[1:])
plan = load_plan(folder)
print("ready", flush=True)
sys.stdin.readline()
print(state.accept(kept, folder, plan, datetime.now(UTC)).name)
"""


@pytest.mark.parametrize("beside", ["annex1.xls", "annex1.xlsx", "annex2.txt"])
def test_a_plan_is_kept_also_where_another_file_of_its_name_lies_beside(state, folder, beside):
    (folder / beside).write_bytes(b"x")
    os.utime(folder / beside, (1_000, 1_000))
    plan = load_plan(folder)

    version = accept(state, folder, plan, NINE)

    assert accept(state, folder, plan, NINE) == version
    assert last_good(state)[0].files == plan.files


def test_a_state_that_another_process_holds_is_an_error_that_says_so(state, folder, monkeypatch):
    accepted(state, folder)
    edit(folder, "annex2.csv", "8,元石国际,3.8,", "8,元石国际,3.6,")
    monkeypatch.setattr("analytics.state._LOCK_SECONDS", 0.1)

    with FileLock(state / ".lock"), pytest.raises(OSError, match="另一个进程"):
        accepted(state, folder)
    assert len(history(state)) == 1


def test_a_version_forgotten_while_the_history_is_read_is_left_out(state, folder, monkeypatch):
    accepted(state, folder)
    monkeypatch.setattr(Path, "glob", lambda self, pattern: iter([self / "000000-20261122-080000", *self.iterdir()]))

    assert [version.name for version in history(state)] == ["000001-20261123-091200"]


def test_files_that_change_while_being_kept_are_not_kept(state, folder):
    plan = load_plan(folder)
    edit(folder, "annex2.csv", "8,元石国际,3.8,", "8,元石国际,3.6,")

    with pytest.raises(OSError, match="又有变化"):
        accept(state, folder, plan, NINE)
    assert last_good(state) is None
    assert list((state / "versions").iterdir()) == []


def test_a_state_that_cannot_be_written_says_so(state, folder):
    state.write_text("a file where the folder should be", encoding="utf-8")

    with pytest.raises((FileExistsError, NotADirectoryError)):
        accepted(state, folder)


def test_a_version_copied_back_is_that_plan_again(state, folder):
    first = accepted(state, folder)
    edit(folder, "annex2.csv", "8,元石国际,3.8,", "8,元石国际,3.6,")
    accepted(state, folder)

    for file in ("plan.toml", "annex1.csv", "annex2.csv"):
        shutil.copy(state / "versions" / first.name / file, folder / file)
    version = accepted(state, folder)

    assert [(change.before, change.after) for change in version.changes] == [("3.6", "3.8")]


def test_a_bad_file_leaves_the_last_good_plan(state, folder):
    accepted(state, folder)
    (folder / "annex2.csv").write_bytes(b"")

    with pytest.raises(PlanError):
        load_plan(folder)
    assert len(last_good(state)[0].milestones) == 32
