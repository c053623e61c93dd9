"""The last good plan and its history on disk: nothing a bad file, a full disk or a killed process can lose."""

import os
import shutil
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from analytics import PlanError, load_plan
from analytics.state import KEPT_VERSIONS, accept, history, last_good, sweep

DATA = Path(__file__).parents[1] / "data"
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


def test_old_leftovers_are_swept_and_young_ones_are_another_process_at_work(state, folder):
    accepted(state, folder)
    old, young = state / "versions" / ".tmp-old", state / ".tmp-young"
    old.mkdir()
    (old / "annex1.csv").write_text("half", encoding="utf-8")
    young.write_text("half", encoding="utf-8")
    os.utime(old, (time.time() - 3600, time.time() - 3600))

    sweep(state)

    assert not old.exists()
    assert young.exists()
    assert len(last_good(state)[0].carriers) == 20


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
