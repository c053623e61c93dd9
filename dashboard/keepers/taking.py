"""Taking a file into the data, and bringing back an earlier version: judged first, then whole or not at all."""

import hashlib
import logging
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from analytics import PlanError, load_plan
from analytics.disk_errors import cause
from analytics.findings import ERROR, Finding
from analytics.state import DamagedVersionError, version_files
from analytics.whole_files import remove_leftovers, sync_folder, write_beside, write_whole

from .checking import Request, check
from .files import (
    LINK,
    PROGRESS,
    counts,
    ending_of,
    fingerprint,
    plain_stem,
    read_regular,
    safe_stem,
    same_stem,
    snapshot,
)
from .places import Places, alone
from .record import append, last_entries
from .refused import RefusedError

SHORTEST_WHY, LONGEST_WHY = 4, 200
TAKEN, RESTORED = "采用", "恢复"
FORMER = "former"
"""Folder in the keepers' state: every file that was replaced, named by its fingerprint."""
_MODE = 0o664
_LOOKED_BACK = 200
_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True)
class Destination:
    """Where a file goes: ``folder`` in the data ("" = the data itself), ``stem`` its name there without ending."""

    folder: str
    stem: str


@dataclass(frozen=True)
class Looked:
    """What the keeper looked at: ``snapshot`` of the data then, and the SHA-256 of the file under preview."""

    snapshot: Mapping[str, str]
    previewed: str


@dataclass(frozen=True)
class _Change:
    """What becomes of the data: bytes by name that go in, names that go out."""

    written: Mapping[str, bytes]
    removed: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.written, *self.removed)


def annex_target(stem: str) -> Destination:
    """An annex, by the name that plan.toml gives it."""
    return Destination("", plain_stem(stem))


def progress_target(uploaded: str) -> Destination:
    """A progress file, under a safe form of the name that it was uploaded by."""
    return Destination(PROGRESS, safe_stem(uploaded))


def take(
    places: Places, request: Request, passphrase: str, target: Destination, data: bytes, uploaded: str, looked: Looked
) -> tuple[str, ...]:
    """Puts ``data`` into the data folder as ``target``; returns the names that were written and taken out.

    The ending follows the content; a file of the same name with another ending goes out (inputs.md row 46). What is
    replaced is kept in the state. Raises ``RefusedError`` where it is not the keeper, where the data are not what was
    looked at, where the reader has an 错误 (``findings``), or where it cannot be written: then nothing has changed.
    """
    name = "/".join(filter(None, (target.folder, f"{target.stem}{ending_of(data, uploaded)}")))

    def change(present: Mapping[str, str]) -> _Change:
        if hashlib.sha256(data).hexdigest() != looked.previewed:
            raise RefusedError("要采用的文件与预览的不是同一个，没有采用。请重新上传、预览。")
        others = same_stem(present, target.folder, target.stem)
        return _Change({name: data}, tuple(other for other in others if other != name))

    return _done(places, request, passphrase, TAKEN, looked.snapshot, change)


def restore(
    places: Places, request: Request, passphrase: str, version: str, seen: Mapping[str, str]
) -> tuple[str, ...]:
    """Brings the accepted version called ``version`` back into the data folder, judged and written as by ``take``.

    ``seen`` is the snapshot of the data that the keeper looked at. Raises ``RefusedError`` also where the version is
    not as it was kept.
    """

    def change(present: Mapping[str, str]) -> _Change:
        try:
            kept = version_files(places.state, version)
        except DamagedVersionError as error:
            raise RefusedError(f"{error}，没有恢复。请选另一版。") from error
        # A version also keeps what was accepted before of a refused report: that is no file of the data.
        written = {name: data for name, data in kept.items() if counts(name)}
        others = {other for name in written for other in same_stem(present, *_place(name))}
        # What was reported is another matter than what was planned, unless the version holds both.
        if any(map(_is_progress, written)):
            others |= set(filter(_is_progress, present))
        return _Change(written, tuple(sorted(others - written.keys())))

    return _done(places, request, passphrase, RESTORED, seen, change)


def _place(name: str) -> tuple[str, str]:
    """Folder and stem of a file's name from the data folder."""
    return name.rpartition("/")[0], Path(name).stem


def _is_progress(name: str) -> bool:
    return name.startswith(f"{PROGRESS}/")


def _done(
    places: Places,
    request: Request,
    passphrase: str,
    action: str,
    seen: Mapping[str, str],
    change_of: Callable[[Mapping[str, str]], _Change],
) -> tuple[str, ...]:
    why = "".join(sign for sign in " ".join(request.why.split()) if sign.isprintable())
    if not SHORTEST_WHY <= len(why) <= LONGEST_WHY:
        raise RefusedError(f"请写一句为什么{action}（{SHORTEST_WHY} 到 {LONGEST_WHY} 个字）。")
    keeper = check(places, request, passphrase)
    about = {
        "time": request.now.isoformat(timespec="seconds"),
        "action": action,
        "keeper": keeper,
        "address": request.address,
        "why": why,
    }
    try:
        present = snapshot(places.data)
        _unchanged(places, seen, present)
        change = _differing(change_of(present), present, action)
        _no_links(places.data, change, present)
        _judged(places, change, present)
        with alone(places):
            _unchanged(places, seen, snapshot(places.data))
            _written(places, change, present, about)
    except RefusedError as refused:
        _record_refusal(places, about, refused.sentence)
        raise
    except OSError as error:
        _LOGGER.exception("没有采用")
        sentence = f"没有{action}：读写文件出错（{cause(error)}）。原来的文件没有变。请管理员检查磁盘和文件夹权限。"
        _record_refusal(places, about, sentence)
        raise RefusedError(sentence) from error
    return change.names


def _differing(change: _Change, present: Mapping[str, str], action: str) -> _Change:
    """``change`` without what is there already. Raises ``RefusedError`` where nothing is left to do."""
    after = {name: hashlib.sha256(data).hexdigest() for name, data in change.written.items()}
    written = {name: data for name, data in change.written.items() if present.get(name) != after[name]}
    if not written and not change.removed:
        raise RefusedError(f"与数据文件夹里的完全相同，不用{action}。")
    return replace(change, written=written)


def _record_refusal(places: Places, about: dict, sentence: str) -> None:
    try:
        with alone(places):
            append(places.own, about | {"outcome": sentence})
    except OSError:
        # Nothing was taken, and why is told on screen; that the record lacks it, the log says.
        _LOGGER.exception("没有记下这次没有采用")


def _unchanged(places: Places, seen: Mapping[str, str], present: Mapping[str, str]) -> None:
    """Raises ``RefusedError`` with what others changed since the keeper looked."""
    changed = [name for name in sorted({*seen, *present}) if seen.get(name) != present.get(name)]
    if changed:
        listed = "；".join(f"{name} {_by_whom(places, name, present.get(name))}" for name in changed)
        raise RefusedError(f"你看过以后，数据又变了：{listed}。没有采用。请重新预览，看过变化再采用。")


def _by_whom(places: Places, name: str, now: str | None) -> str:
    for entry in last_entries(places.own, _LOOKED_BACK):
        if name in entry.get("files", {}) and entry["files"][name]["after"] == now:
            return f"由{entry['keeper']}于 {entry['time'][:16].replace('T', ' ')} {entry['action']}"
    return "已不在" if now is None else "在文件夹里被改过"


def _no_links(folder: Path, change: _Change, present: Mapping[str, str]) -> None:
    links = [name for name in change.names if present.get(name) == LINK or (folder / name).is_symlink()]
    if any(map(_is_progress, change.names)) and (folder / PROGRESS).is_symlink():
        links.append(PROGRESS)
    if links:
        message = f"数据文件夹里的 {'、'.join(links)} 是链接，不顺着它写，没有采用。请管理员换成文件（文件夹）本身。"
        raise RefusedError(message)


def _judged(places: Places, change: _Change, present: Mapping[str, str]) -> None:
    """Reads the data as they would be, in a folder of their own. Raises ``RefusedError`` with the reader's findings."""
    with tempfile.TemporaryDirectory() as name:
        candidate = Path(name)
        (candidate / PROGRESS).mkdir()
        for kept in present.keys() - set(change.names):
            if present[kept] != LINK:
                (candidate / kept).write_bytes(_as_seen(places.data / kept, present[kept]))
        for new, data in change.written.items():
            (candidate / new).write_bytes(data)
        try:
            errors = _errors_in(load_plan(candidate).findings, change)
        except PlanError as error:
            errors = list(error.findings)
        except Exception as error:
            # Whatever breaks the reader must not become everybody's data.
            _LOGGER.exception("读要采用的文件时出错")
            raise RefusedError("读这个文件时程序出错，没有采用。请把文件和时间告诉开发者。") from error
    if errors:
        places_of = "、".join(dict.fromkeys(finding.file for finding in errors))
        raise RefusedError(f"{places_of} 有 {len(errors)} 处错误，没有采用。", errors)


def _as_seen(path: Path, expected: str) -> bytes:
    data = read_regular(path)
    if hashlib.sha256(data).hexdigest() != expected:
        raise RefusedError(f"{path.name} 正在变化，没有采用。请稍后重新预览。")
    return data


def _errors_in(findings: Iterable[Finding], change: _Change) -> list[Finding]:
    """Those of a plan that loads: a progress file with an 错误 is refused alone (progress.md §1), so only our own."""
    files = {Path(name).name for name in change.written}
    return [finding for finding in findings if finding.severity == ERROR and Path(finding.file).name in files]


def _written(places: Places, change: _Change, present: Mapping[str, str], about: dict) -> None:
    """Replaces the files. Raises OSError where one cannot be written, and leaves, or puts back, what was there."""
    remove_leftovers(places.data, places.data / PROGRESS, places.own, places.own / FORMER)
    former = {name: _as_seen(places.data / name, present[name]) for name in change.names if name in present}
    for data in former.values():
        _keep_former(places.own / FORMER, data)
    for name in change.written:
        (places.data / name).parent.mkdir(exist_ok=True)
    beside: dict[str, Path] = {}
    try:
        for name, data in change.written.items():
            beside[name] = write_beside(places.data / name, data, _mode(places.data / name))
        # In the record before in the folder: nothing can be taken that is not written down.
        append(places.own, about | {"files": _fingerprints(change, present), "outcome": about["action"]})
        _replaced(places.data, change, beside, former)
    finally:
        for temporary in beside.values():
            temporary.unlink(missing_ok=True)


def _fingerprints(change: _Change, present: Mapping[str, str]) -> dict[str, dict[str, str | None]]:
    after = {name: hashlib.sha256(data).hexdigest() for name, data in change.written.items()}
    return {name: {"before": present.get(name), "after": after.get(name)} for name in change.names}


def _replaced(folder: Path, change: _Change, beside: Mapping[str, Path], former: Mapping[str, bytes]) -> None:
    touched: list[str] = []
    try:
        for name, temporary in beside.items():
            touched.append(name)
            temporary.replace(folder / name)
        for name in change.removed:
            touched.append(name)
            (folder / name).unlink()
        for parent in {(folder / name).parent for name in touched}:
            sync_folder(parent)
    except OSError as error:
        try:
            for name in touched:
                _put_back(folder / name, former.get(name))
        except OSError as again:
            names = "、".join(touched)
            message = (
                f"写 {names} 时出错（{cause(error)}），放回原来的也没有成功（{cause(again)}）。"
                f"原来的在 state/keepers/{FORMER}/，文件名是记录里的指纹。请管理员立即处理。"
            )
            raise RefusedError(message) from error
        raise


def _put_back(path: Path, data: bytes | None) -> None:
    if data is None:
        path.unlink(missing_ok=True)
    elif not path.exists() or fingerprint(path) != hashlib.sha256(data).hexdigest():
        write_whole(path, data, _MODE)


def _keep_former(folder: Path, data: bytes) -> None:
    folder.mkdir(mode=0o750, exist_ok=True)
    path = folder / hashlib.sha256(data).hexdigest()
    if not path.exists():
        write_whole(path, data, 0o640)


def _mode(path: Path) -> int:
    """As the former file could be read and edited; a new one by the group that keeps the folder."""
    return path.stat().st_mode & 0o777 if path.exists() else _MODE
