"""Taking a file: only what the reader accepts, whole or not at all, under a name of ours, and written down."""

import csv
import errno
import hashlib
import io
import os
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from analytics import load_plan
from analytics.state import accept, history
from dashboard.keepers import (
    Looked,
    Places,
    RefusedError,
    annex_target,
    last_entries,
    progress_target,
    restore,
    snapshot,
    take,
)
from dashboard.keepers.record import verify

from ..conftest import DATA
from .conftest import NINE, OTHER_PASSPHRASE, PASSPHRASE

OLD, NEW = "元石国际,3.8,", "元石国际,3.6,"


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def all_files(folder: Path) -> dict[str, bytes]:
    """Everything in ``folder``, hidden files too."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def corrected() -> bytes:
    """Annex 2 with 元石国际 at 3.6 instead of 3.8."""
    text = (DATA / "annex2.csv").read_text(encoding="utf-8-sig")
    assert OLD in text
    return text.replace(OLD, NEW).encode("utf-8-sig")


@cache
def as_workbook() -> bytes:
    """The corrected annex 2 as a workbook, as somebody saves it from WPS."""
    workbook = openpyxl.Workbook()
    for row in csv.reader(io.StringIO(corrected().decode("utf-8-sig"))):
        workbook.active.append([cell or None for cell in row])
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def area_of(places: Places, carrier: str = "2-08") -> float:
    return load_plan(places.data).carriers.set_index("carrier_id").at[carrier, "area"]


@pytest.fixture
def taken(places: Places, ask) -> Callable[..., tuple[str, ...]]:
    """Takes ``data`` as annex 2, looked at right before."""

    def do(
        data: bytes, uploaded: str = "附件2（改）.csv", target=None, request=None, passphrase=PASSPHRASE, looked=None
    ):
        looked = looked or Looked(snapshot(places.data), sha(data))
        return take(places, request or ask(), passphrase, target or annex_target("annex2"), data, uploaded, looked)

    return do


def refusal(do: Callable, *arguments, **named) -> str:
    """What is told; nothing of the data may have changed."""
    with pytest.raises(RefusedError) as refused:
        do(*arguments, **named)
    return refused.value.sentence


def test_the_uploaded_bytes_become_the_data(places: Places, taken):
    data = corrected()
    before = sha((places.data / "annex2.csv").read_bytes())

    assert taken(data) == ("annex2.csv",)

    assert (places.data / "annex2.csv").read_bytes() == data
    assert area_of(places) == 3.6
    (entry,) = last_entries(places.own, 9)
    assert entry["files"] == {"annex2.csv": {"before": before, "after": sha(data)}}
    assert (entry["keeper"], entry["address"], entry["why"]) == ("张三", "10.20.1.7", "元石国际面积更正")
    assert (entry["time"], entry["outcome"]) == ("2026-11-27T09:12:00+00:00", "采用")
    # The former one is there, by its fingerprint.
    assert sha((places.own / "former" / before).read_bytes()) == before
    assert verify(places.own) == (1, "")


def test_a_workbook_in_place_of_a_csv_leaves_one_file(places: Places, taken):
    shutil.copy(places.data / "annex2.csv", places.data / "ANNEX2.XLSM")
    assert taken(as_workbook(), "附件2.csv") == ("annex2.xlsx", "ANNEX2.XLSM", "annex2.csv")

    assert sorted(all_files(places.data)) == ["annex1.csv", "annex2.xlsx", "notice.md", "plan.toml"]
    assert area_of(places) == 3.6
    assert not [finding for finding in load_plan(places.data).findings if finding.code == "two-files"]
    assert len(list((places.own / "former").iterdir())) == 1


def test_a_workbook_with_macros_keeps_an_ending_that_opens(places: Places, taken):
    assert taken(as_workbook(), "附件2.XLSM")[0] == "annex2.xlsm"


def test_a_file_keeps_who_may_edit_it_and_a_new_one_is_for_the_group(places: Places, taken):
    (places.data / "annex2.csv").chmod(0o640)
    taken(corrected())
    assert (places.data / "annex2.csv").stat().st_mode & 0o777 == 0o640

    taken(as_workbook())
    assert (places.data / "annex2.xlsx").stat().st_mode & 0o777 == 0o664


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-file"),
        (b"MZ\x90\x00 not a table", ""),
        ("序号,别的\n1,甲\n".encode(), ""),
        (b"PK\x03\x04 torn", ""),
        (b"x" * (6 * 1024 * 1024), "file-too-large"),
    ],
)
def test_what_the_reader_refuses_is_not_taken_and_its_findings_are_told(places: Places, taken, data: bytes, code: str):
    before = all_files(places.data)

    with pytest.raises(RefusedError, match="错误，没有采用") as refused:
        taken(data)

    assert refused.value.findings
    assert not code or refused.value.findings[0].code == code
    assert all_files(places.data) == before
    assert "错误" in last_entries(places.own, 1)[0]["outcome"]


def test_the_other_annex_in_its_place_is_not_taken(places: Places, taken):
    assert "错误" in refusal(taken, (places.data / "annex1.csv").read_bytes())


def test_what_breaks_the_reader_is_not_taken(places: Places, taken, monkeypatch: pytest.MonkeyPatch):
    def broken(folder: Path):
        raise RecursionError

    monkeypatch.setattr("dashboard.keepers.taking.load_plan", broken)
    before = all_files(places.data)

    assert "程序出错" in refusal(taken, corrected())
    assert all_files(places.data) == before


@pytest.mark.parametrize("passphrase", ["", OTHER_PASSPHRASE])
def test_without_the_passphrase_nothing_happens(places: Places, taken, passphrase: str):
    before = all_files(places.data)

    assert refusal(taken, corrected(), passphrase=passphrase) == "姓名或口令不对。"
    assert all_files(places.data) == before


@pytest.mark.parametrize("why", ["", "  改 ", "\n\n\n\n\n", "\u202e\u202e\u202e\u202e", "字" * 201])
def test_without_a_reason_nothing_is_even_compared(places: Places, taken, ask, why: str):
    assert "为什么" in refusal(taken, corrected(), request=ask(why=why))
    assert not (places.own / "waits.json").exists()


def test_other_bytes_than_those_under_preview_are_not_taken(places: Places, taken):
    looked = Looked(snapshot(places.data), sha(b"what was shown"))

    assert "不是同一个" in refusal(taken, corrected(), looked=looked)
    assert area_of(places) == 3.8


def test_the_second_keeper_is_told_what_the_first_took(places: Places, taken, ask):
    looked = Looked(snapshot(places.data), sha(as_workbook()))
    workbook = as_workbook()
    taken(corrected(), request=ask(keeper="李四"), passphrase=OTHER_PASSPHRASE)

    sentence = refusal(taken, workbook, looked=looked)

    assert "annex2.csv 由李四于 2026-11-27 09:12 采用" in sentence
    assert "重新预览" in sentence
    assert (places.data / "annex2.csv").exists()
    assert taken(workbook) == ("annex2.xlsx", "annex2.csv")


@pytest.mark.parametrize(
    ("disturb", "words"),
    [
        (lambda data: (data / "annex1.csv").write_bytes(b"x"), "annex1.csv 在文件夹里被改过"),
        (lambda data: (data / "annex1.csv").unlink(), "annex1.csv 已不在"),
        (lambda data: (data / "annex2.xlsx").write_bytes(b"x"), "annex2.xlsx 在文件夹里被改过"),
        (lambda data: (data / "plan.toml").write_bytes(b"\n"), "plan.toml 在文件夹里被改过"),
    ],
)
def test_a_folder_changed_by_hand_meanwhile_is_told(places: Places, taken, disturb, words: str):
    looked = Looked(snapshot(places.data), sha(corrected()))
    data = corrected()
    disturb(places.data)
    before = all_files(places.data)

    assert words in refusal(taken, data, looked=looked)
    assert all_files(places.data) == before


def test_a_file_that_changes_while_the_candidate_is_judged_is_noticed(
    places: Places, taken, monkeypatch: pytest.MonkeyPatch
):
    def slow(folder: Path):
        (places.data / "annex1.csv").write_bytes(b"changed meanwhile")
        return load_plan(folder)

    monkeypatch.setattr("dashboard.keepers.taking.load_plan", slow)

    assert "annex1.csv 在文件夹里被改过" in refusal(taken, corrected())
    assert (places.data / "annex1.csv").read_bytes() == b"changed meanwhile"


def test_of_two_keepers_at_the_same_moment_one_is_told(places: Places, ask):
    data, workbook = corrected(), as_workbook()
    seen = snapshot(places.data)

    def attempt(what: bytes) -> str:
        try:
            take(places, ask(), PASSPHRASE, annex_target("annex2"), what, "附件2", Looked(seen, sha(what)))
        except RefusedError as refused:
            return refused.sentence
        return "taken"

    with ThreadPoolExecutor(max_workers=2) as pool:
        told = list(pool.map(attempt, [data, workbook]))

    assert told.count("taken") == 1
    assert sum("由张三于" in sentence for sentence in told) == 1
    assert len([name for name in all_files(places.data) if name.startswith("annex2")]) == 1


def test_a_replayed_taking_finds_other_data_than_it_looked_at(places: Places, taken):
    data = corrected()
    looked = Looked(snapshot(places.data), sha(data))
    taken(data, looked=looked)

    assert "annex2.csv 由张三" in refusal(taken, data, looked=looked)


@pytest.mark.parametrize("stem", ["../annex2", "a/b", "..", ".hidden", "a\\b", "~$annex2", "/etc/passwd"])
def test_a_stem_that_leads_out_of_the_folder_is_refused(stem: str):
    with pytest.raises(RefusedError, match=r"plan\.toml"):
        annex_target(stem)


@pytest.mark.parametrize(
    ("uploaded", "stem"),
    [
        ("区科技局.xlsx", "区科技局"),
        ("../../etc/cron.d/区科技局.csv", "区科技局"),
        ("C:\\Users\\张\\区科技局 3月.CSV", "区科技局 3月"),
        ("..\\..\\plan.toml", "plan.toml"),
        (".tmp-x.csv", "tmp-x"),
        ("~$区科技局.xlsx", "区科技局"),
        ("区\u202e科\u0000技\n局\u200b.csv", "区科技局"),
        ('a<b>:"|?*c.csv', "a_b______c"),
        ("局" * 200 + ".csv", "局" * 60),
        ("=cmd.xlsx.xlsx", "=cmd.xlsx"),
    ],
)
def test_progress_files_get_a_safe_name(uploaded: str, stem: str):
    target = progress_target(uploaded)

    assert (target.folder, target.stem) == ("progress", stem)


@pytest.mark.parametrize("uploaded", ["", "..", "....csv", "/", "\u202e.csv", "CON.csv", "nul.x.xlsx", "   .csv"])
def test_a_name_of_which_nothing_is_left_is_refused(uploaded: str):
    with pytest.raises(RefusedError, match="文件名"):
        progress_target(uploaded)


def test_a_progress_file_goes_into_its_own_folder(places: Places, taken):
    headings = "载体名称,事项,完成时限,填报部门,状态,实际日期,实际数,依据,进展情况,存在问题,截至日期,调整后时限"
    data = f"{headings}\n元石国际,载体,,区科技局,正常运营,,,,,,2026-11-20,\n".encode()
    before = all_files(places.data)
    assert "错误" in refusal(taken, b"no,report\n1,2\n", "../x.csv", progress_target("../x.csv"))
    assert all_files(places.data) == before

    assert taken(data, "../区科技局.csv", progress_target("../区科技局.csv")) == ("progress/区科技局.csv",)

    assert all_files(places.data) == before | {"progress/区科技局.csv": data}


@pytest.mark.parametrize("name", ["annex2.csv", "annex2.xlsx", "Annex2.CSV"])
def test_a_link_in_the_folder_is_not_followed(places: Places, taken, tmp_path: Path, name: str):
    outside = tmp_path / "outside.csv"
    (places.data / "annex2.csv").rename(outside)
    (places.data / name).symlink_to(outside)
    kept = outside.read_bytes()
    shutil.copy(places.data.parent / "outside.csv", tmp_path / "copy.csv")
    data = kept.replace(OLD.encode(), NEW.encode())

    assert "是链接" in refusal(taken, data)
    assert outside.read_bytes() == kept
    assert (places.data / name).is_symlink()


def test_a_link_in_place_of_the_progress_folder_is_not_followed(places: Places, taken, tmp_path: Path):
    (tmp_path / "outside").mkdir()
    (places.data / "progress").symlink_to(tmp_path / "outside")

    assert "progress 是链接" in refusal(taken, b"x", "a.csv", progress_target("a.csv"))
    assert not list((tmp_path / "outside").iterdir())


def test_a_pipe_in_the_folder_stops_nobody(places: Places, taken):
    os.mkfifo(places.data / "annex1.xlsx")

    assert taken(corrected()) == ("annex2.csv",)


def fail_at(monkeypatch: pytest.MonkeyPatch, name: str, nth: int, number: int = errno.ENOSPC) -> None:
    """The ``nth`` call of os.``name`` from now on fails."""
    real, calls = getattr(os, name), iter(range(1, 1000))

    def failing(*arguments, **named):
        if next(calls) == nth:
            raise OSError(number, os.strerror(number))
        return real(*arguments, **named)

    monkeypatch.setattr(os, name, failing)


# Counting, keeping the former file, writing beside, recording, its head, renaming, taking out, syncing the folder.
FAULTS = [*(("fsync", nth) for nth in (1, 3, 5, 7, 8, 9, 11)), *(("replace", nth) for nth in (3, 4, 5)), ("unlink", 1)]


@pytest.mark.parametrize(("name", "nth"), FAULTS)
def test_whatever_fails_nothing_is_half(places: Places, taken, monkeypatch: pytest.MonkeyPatch, name: str, nth: int):
    before = all_files(places.data)
    told = ""
    with monkeypatch.context() as broken:
        fail_at(broken, name, nth)
        try:
            taken(as_workbook())
        except RefusedError as refused:
            told = refused.sentence

    if told:
        assert "磁盘已满" in told
        assert all_files(places.data) == before
    else:
        assert sorted(all_files(places.data)) == ["annex1.csv", "annex2.xlsx", "notice.md", "plan.toml"]
    # And whatever failed, the next one goes through, and the record is whole.
    taken(corrected())
    assert sorted(all_files(places.data)) == ["annex1.csv", "annex2.csv", "notice.md", "plan.toml"]
    assert verify(places.own)[1] == ""


def test_a_folder_that_cannot_be_written_is_told(places: Places, taken, monkeypatch: pytest.MonkeyPatch):
    def refused(*arguments, **named):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", refused)
    before = all_files(places.data)

    assert "没有权限" in refusal(taken, corrected())
    assert all_files(places.data) == before


def test_leftovers_of_a_killed_writing_are_swept(places: Places, taken):
    (places.data / ".tmp-plan-abc").write_bytes(b"half")

    taken(corrected())

    assert sorted(all_files(places.data)) == ["annex1.csv", "annex2.csv", "notice.md", "plan.toml"]


# --- 恢复这一版 -----------------------------------------------------------------------------------------------------


@pytest.fixture
def two_versions(places: Places, taken) -> str:
    """Two accepted versions; the name of the first, with 元石国际 at 3.8 in a CSV; now a workbook says 3.6."""
    first = accept(places.state, places.data, load_plan(places.data), NINE)
    taken(as_workbook())
    accept(places.state, places.data, load_plan(places.data), NINE + timedelta(hours=1))
    return first.name


def test_an_earlier_version_comes_back_to_the_byte(places: Places, ask, two_versions: str):
    version = places.state / "versions" / two_versions

    changed = restore(places, ask(), PASSPHRASE, two_versions, snapshot(places.data))

    # What had not changed is not written again.
    assert changed == ("annex2.csv", "annex2.xlsx")
    assert sorted(all_files(places.data)) == ["annex1.csv", "annex2.csv", "notice.md", "plan.toml"]
    for name, data in all_files(places.data).items():
        assert data == (version / name).read_bytes()
    entry = last_entries(places.own, 1)[0]
    assert entry["outcome"] == "恢复"
    assert entry["files"]["annex2.xlsx"]["after"] is None
    accept(places.state, places.data, load_plan(places.data), NINE + timedelta(hours=2))
    assert len(history(places.state)) == 3


def test_reports_stay_when_a_version_of_the_plan_comes_back(places: Places, ask, two_versions: str):
    (places.data / "progress").mkdir()
    (places.data / "progress" / "区科技局.csv").write_bytes("载体名称\n".encode())

    restore(places, ask(), PASSPHRASE, two_versions, snapshot(places.data))

    assert (places.data / "progress" / "区科技局.csv").exists()


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (lambda folder: (folder / "annex2.csv").write_bytes(corrected()), "annex2.csv 与当时采用的不同"),
        (lambda folder: (folder / "annex2.csv").unlink(), "annex2.csv 与当时采用的不同"),
        (lambda folder: (folder / "annex3.csv").write_bytes(b"x"), "annex3.csv 与当时采用的不同"),
        (lambda folder: (folder / "changes.json").write_text('{"files": {"../x.csv": ""}}'), "../x.csv"),
        (lambda folder: (folder / "changes.json").write_text("{}"), "没有指纹"),
        (lambda folder: (folder / "changes.json").write_text("x"), "读不出来"),
        (lambda folder: (folder / "changes.json").unlink(), "读不出来"),
    ],
)
def test_a_version_edited_by_hand_is_refused(places: Places, ask, two_versions: str, edit, words: str):
    edit(places.state / "versions" / two_versions)
    before = all_files(places.data)

    sentence = refusal(restore, places, ask(), PASSPHRASE, two_versions, snapshot(places.data))

    assert words in sentence
    assert "没有恢复" in sentence
    assert all_files(places.data) == before


def test_a_link_put_into_a_version_is_refused(places: Places, ask, two_versions: str, tmp_path: Path):
    annex = places.state / "versions" / two_versions / "annex2.csv"
    annex.rename(tmp_path / "elsewhere.csv")
    annex.symlink_to(tmp_path / "elsewhere.csv")

    assert "annex2.csv" in refusal(restore, places, ask(), PASSPHRASE, two_versions, snapshot(places.data))


def test_a_version_that_is_none_is_refused(places: Places, ask):
    for name in ("", "..", "../../data", "000001", "0" * 300, "\0", ".tmp-x"):
        assert "没有" in refusal(restore, places, ask(), PASSPHRASE, name, snapshot(places.data))


def test_bringing_back_needs_the_passphrase_and_the_data_as_seen(places: Places, ask, taken, two_versions: str):
    seen = snapshot(places.data)
    assert refusal(restore, places, ask(), "wrong", two_versions, seen) == "姓名或口令不对。"
    taken(corrected())

    assert "你看过以后" in refusal(restore, places, ask(), PASSPHRASE, two_versions, seen)


def test_a_version_of_several_files_comes_back_whole_or_not_at_all(
    places: Places, ask, two_versions: str, monkeypatch: pytest.MonkeyPatch
):
    (places.data / "plan.toml").write_bytes((DATA / "plan.toml").read_bytes() + b"\n# \xe6\x94\xb9\n")
    before = all_files(places.data)
    real = os.replace

    def second_fails(source, target) -> None:
        if (
            Path(target) == places.data / "plan.toml"
            and before["plan.toml"] == (places.data / "plan.toml").read_bytes()
        ):
            raise OSError(errno.EACCES, "Permission denied")
        real(source, target)

    with monkeypatch.context() as broken:
        broken.setattr(os, "replace", second_fails)
        told = refusal(restore, places, ask(), PASSPHRASE, two_versions, snapshot(places.data))

    assert "没有权限" in told
    assert all_files(places.data) == before
    assert [entry["outcome"] for entry in last_entries(places.own, 2)] == [told, "恢复"]


def test_what_is_there_already_is_not_taken_again(places: Places, taken):
    assert "完全相同" in refusal(taken, (places.data / "annex2.csv").read_bytes())
