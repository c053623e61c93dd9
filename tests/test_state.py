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
from analytics.state import KEPT_VERSIONS, accept, damaged_versions, history, last_good, state_of, sweep

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
    half, pointer = state / "versions" / ".tmp-plan-half", state / ".tmp-plan-pointer"
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

sync = state.sync_folder
state.sync_folder = lambda folder: (time.sleep(0.1), sync(folder))
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
    monkeypatch.setattr("analytics.state._names", lambda versions: ["000001-20261123-091200", "000000-20261122-080000"])

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


@pytest.fixture
def two_kept(state, folder):
    """A version with 元石国际 at 3.8 and a newer one at 3.6; the folders of both."""
    first = accepted(state, folder)
    edit(folder, "annex2.csv", "8,元石国际,3.8,", "8,元石国际,3.6,")
    second = accepted(state, folder)
    return state / "versions" / first.name, state / "versions" / second.name


RECORDS = [
    b"",
    b"{",
    b"[]",
    b"null",
    b"\xff\xfe",
    b"{}",
    b'{"accepted": 5, "changes": [], "before": {}, "after": {}}',
    b'{"accepted": "2026-11-23T09:12:00+00:00", "changes": [{"kind": 1}], "before": {}, "after": {}}',
    b'{"accepted": "2026-11-23T09:12:00+00:00", "changes": null, "before": {}, "after": {}}',
    b'{"accepted": "2026-11-23T09:12:00+00:00", "changes": [], "before": 5, "after": [1]}',
    b"[" * 100_000,
]


@pytest.mark.parametrize("record", RECORDS)
def test_a_damaged_record_costs_its_line_in_the_history_alone(state, folder, two_kept, record):
    first, second = two_kept
    (second / "changes.json").write_bytes(record)

    plan, version = last_good(state)
    assert (area_of(plan), version) == (3.6, None)
    assert [version.name for version in history(state)] == [first.name]
    assert damaged_versions(state) == (second.name,)
    # Keeping goes on: what changed is told against the damaged version's plan.
    edit(folder, "annex2.csv", "8,元石国际,3.6,", "8,元石国际,3.5,")
    (change,) = accepted(state, folder).changes
    assert (change.before, change.after) == ("3.6", "3.5")
    assert len(history(state)) == 2


@pytest.mark.parametrize("file", ["plan.toml", "annex2.csv"])
@pytest.mark.parametrize("content", [b"", b"\x00\xff" * 100, None], ids=["empty", "bytes of another file", "gone"])
def test_of_a_damaged_last_version_the_one_before_is_taken_and_the_damaged_is_named(
    state, folder, two_kept, file, content, caplog
):
    first, second = two_kept
    (second / file).unlink()
    if content is not None:
        (second / file).write_bytes(content)

    plan, version = last_good(state)
    assert (area_of(plan), version.name) == (3.8, first.name)
    assert second.name in caplog.text
    # Keeping goes on, with a number of its own.
    assert accepted(state, folder).name.startswith("000003-")
    assert area_of(last_good(state)[0]) == 3.6


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"../../data", b"000009-20261123-091200", b"1.txt", b"\x00", None]
)
def test_a_pointer_that_leads_nowhere_is_no_loss(state, folder, two_kept, content):
    (state / "current").unlink()
    if content is None:
        (state / "current").mkdir()
    else:
        (state / "current").write_bytes(content)

    assert area_of(last_good(state)[0]) == 3.6
    assert accepted(state, folder).name == two_kept[1].name


def test_strangers_among_the_versions_are_left_alone(state, folder, two_kept):
    versions = state / "versions"
    strangers = [versions / "1.txt", versions / "20261123备份", versions / "000099-20261123-091200", versions / "9"]
    strangers[0].write_text("", encoding="utf-8")
    strangers[1].mkdir()
    strangers[2].write_text("a file with the name of a version", encoding="utf-8")
    strangers[3].symlink_to(strangers[3])

    assert area_of(last_good(state)[0]) == 3.6
    assert [version.name for version in history(state)] == [second.name for second in reversed(two_kept)]
    for number in range(KEPT_VERSIONS + 1):
        edit(folder, "plan.toml", 'short_title = "', f'short_title = "{number}')
        accepted(state, folder)
    assert all(stranger.is_symlink() or stranger.exists() for stranger in strangers)
    assert len(history(state)) == KEPT_VERSIONS


def area_of(plan) -> float:
    return float(plan.carriers.set_index("carrier_id").at["2-08", "area"])


def test_a_bad_file_leaves_the_last_good_plan(state, folder):
    accepted(state, folder)
    (folder / "annex2.csv").write_bytes(b"")

    with pytest.raises(PlanError):
        load_plan(folder)
    assert len(last_good(state)[0].milestones) == 32


# --- another folder of data ---


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Another district's folder."""
    return Path(shutil.copytree(ROOT / "tests" / "districts" / "invented", tmp_path / "other"))


def test_another_folder_has_another_state(state, folder, other):
    accepted(state_of(state, folder), folder)

    theirs = state_of(state, other)
    assert state_of(state, folder) == state
    assert theirs != state
    assert last_good(theirs) is None
    version = accepted(theirs, other)
    assert version.changes == ()
    assert state_of(state, other) == theirs
    assert len(history(state)) == 1


def test_a_folder_is_known_however_it_is_written(state, folder, monkeypatch):
    accepted(state, folder)

    monkeypatch.chdir(folder.parent)
    assert state_of(state, Path("data")) == state
    assert state_of(state, folder / ".." / "data") == state


def test_what_an_older_program_kept_belongs_to_the_plan_of_that_title(state, folder, other):
    accepted(state, folder)
    (state / "folder").unlink()

    assert state_of(state, other) != state
    assert state_of(state, folder) == state
    edit(folder, "annex1.csv", "7.7", "7.8")
    assert len(accepted(state_of(state, folder), folder, NINE + timedelta(days=1)).changes) == 1
    assert (state / "folder").read_text(encoding="utf-8") == str(folder.resolve())


def test_a_folder_with_errors_is_not_taken_for_the_first(state, folder, other):
    accepted(state, folder)
    (state / "folder").unlink()
    (other / "plan.toml").write_text("title", encoding="utf-8")

    assert last_good(state_of(state, other)) is None


def test_a_folder_that_was_moved_keeps_its_history(state, folder, other):
    accepted(state, folder)
    moved = folder.rename(folder.with_name("moved"))

    assert state_of(state, other) != state
    assert state_of(state, moved) == state
    accepted(state, moved)
    assert len(history(state)) == 1
    assert (state / "folder").read_text(encoding="utf-8") == str(moved.resolve())
