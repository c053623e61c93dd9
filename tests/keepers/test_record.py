"""The record: lines are only added, and whoever changes or takes out one is found."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.keepers import last_entries
from dashboard.keepers.__main__ import main
from dashboard.keepers.record import FILE, HEAD, append, verify


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A record of five lines."""
    for number in range(1, 6):
        append(tmp_path, {"keeper": "张三", "why": f"第{number}次", "outcome": "采用"})
    return tmp_path


def lines(folder: Path) -> list[bytes]:
    return (folder / FILE).read_bytes().splitlines(keepends=True)


def test_a_record_that_nobody_touched_is_whole(folder: Path):
    assert verify(folder) == (5, "")
    assert [entry["why"] for entry in last_entries(folder, 2)] == ["第5次", "第4次"]


def test_nothing_recorded_is_no_break(tmp_path: Path):
    assert verify(tmp_path) == (0, "")
    assert last_entries(tmp_path, 9) == []


def edited(number: int) -> Callable[[list[bytes]], list[bytes]]:
    return lambda all_lines: [
        line.replace("第".encode(), "改".encode()) if index == number else line
        for index, line in enumerate(all_lines, start=1)
    ]


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (edited(1), "第 1 行"),
        (edited(3), "第 3 行"),
        (edited(5), "第 5 行（最后一行）"),
        (lambda all_lines: all_lines[1:], "第 1 行"),
        (lambda all_lines: all_lines[:2] + all_lines[3:], "第 2 行"),
        (lambda all_lines: [all_lines[0], all_lines[2], all_lines[1], *all_lines[3:]], "第 1 行"),
        (lambda all_lines: [*all_lines[:2], b"\n", *all_lines[2:]], "第 3 行不是一条记录"),
        (lambda all_lines: [*all_lines[:2], b"[]\n", *all_lines[2:]], "第 3 行不是一条记录"),
        (lambda all_lines: all_lines[:3], "它后面有行被删去"),
        (lambda all_lines: [], "它后面有行被删去"),
        (lambda all_lines: [*all_lines, all_lines[-1]], "第 5 行"),
    ],
)
def test_the_first_broken_line_is_named(folder: Path, spoil, words: str):
    (folder / FILE).write_bytes(b"".join(spoil(lines(folder))))

    assert words in verify(folder)[1]


@pytest.mark.parametrize("spoil", [edited(5), lambda all_lines: all_lines[:3], lambda all_lines: []])
def test_what_is_added_later_hides_no_break(folder: Path, spoil):
    (folder / FILE).write_bytes(b"".join(spoil(lines(folder))))
    for _ in range(3):
        append(folder, {"why": "后来"})

    assert verify(folder)[1]


def test_a_record_or_head_taken_away_is_noticed_and_stays_so(folder: Path):
    (folder / HEAD).unlink()
    assert verify(folder)[1]
    append(folder, {"why": "后来"})
    assert verify(folder)[1]
    (folder / FILE).unlink()
    assert verify(folder)[1]


def test_a_line_torn_by_a_power_cut_stays_and_is_no_break_once_the_next_one_says_so(folder: Path):
    whole = (folder / FILE).read_bytes()
    (folder / FILE).write_bytes(whole + lines(folder)[-1][:40])
    assert "写到一半" in verify(folder)[1]

    append(folder, {"why": "后来"})
    append(folder, {"why": "再后来"})

    assert (folder / FILE).read_bytes().startswith(whole)
    assert verify(folder) == (8, "")
    assert [entry["why"] for entry in last_entries(folder, 3)] == ["再后来", "后来", "第5次"]


def test_killed_before_the_head_was_written_is_no_break(folder: Path):
    head = (folder / HEAD).read_bytes()
    append(folder, {"why": "后来"})
    (folder / HEAD).write_bytes(head)
    assert verify(folder) == (6, "")

    append(folder, {"why": "再后来"})
    assert verify(folder) == (7, "")


def test_a_disk_that_is_full_at_every_head_breaks_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*arguments) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("dashboard.keepers.record.write_whole", full)
        for _ in range(4):
            with pytest.raises(OSError, match="No space"):
                append(folder, {"why": "后来"})

    append(folder, {"why": "再后来"})
    assert verify(folder) == (7, "")


def test_nothing_that_is_written_makes_a_line_of_its_own(tmp_path: Path):
    append(tmp_path, {"why": '第一\n{"forged": 1}\r\u2028\udc80"', "big": "x" * 200_000})
    append(tmp_path, {"why": "后来"})

    assert verify(tmp_path) == (2, "")
    assert len(last_entries(tmp_path, 9)) == 2
    assert all("forged" not in json.loads(line) for line in lines(tmp_path))


def test_a_link_in_place_of_the_record_is_not_followed(tmp_path: Path):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / FILE).symlink_to(tmp_path / "elsewhere")

    with pytest.raises(OSError, match="symbolic"):
        append(tmp_path / "own", {"why": "x"})
    assert not (tmp_path / "elsewhere").exists()


def test_the_terminal_shows_and_verifies(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys):
    state = tmp_path / "state"
    state.mkdir()
    for name in (FILE, HEAD):
        (state / "keepers").mkdir(exist_ok=True)
        (folder / name).rename(state / "keepers" / name)
    monkeypatch.setenv("PLAN_STATE_DIR", str(state))

    assert main(["record"]) == 0
    shown = capsys.readouterr().out
    assert shown.index("第1次") < shown.index("第5次")
    assert main(["record", "--verify"]) == 0
    assert "5 行，首尾相接" in capsys.readouterr().out
    (state / "keepers" / FILE).write_bytes(b"".join(edited(2)(lines(state / "keepers"))))
    assert main(["record", "--verify"]) == 1
    assert "第 2 行" in capsys.readouterr().out
