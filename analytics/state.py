"""The last good plan and the history of accepted ones, kept on disk so that no bad file and no crash loses them.

    state/versions/000012-20261123-210512/   the files of an accepted plan, as they were, and changes.json
    state/current                            the name of the one in use

A version is written into a folder of its own beside the others, synced, and only then renamed; so is ``current``.
A process killed at any moment leaves either the old state or the new one, never a half; leftovers are swept at start.
Several processes may share one state: whoever writes holds ``state/.lock``, which the system frees if it is killed
(docs/decisions/0014), so what several accept at the same moment becomes one version.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock

from .changes import Change, compare, totals
from .findings import ERROR
from .loading import load_plan, plan_version
from .meta import META_FILE
from .notice import NOTICE_FILE
from .plan import Plan
from .progress.files import copies_to_keep
from .reading.files import bytes_read

KEPT_VERSIONS = 30
_VERSIONS = "versions"
_CURRENT = "current"
_TEMPORARY = ".tmp-"
_RECORD = "changes.json"
_LOCK = ".lock"
_LOCK_SECONDS = 10


@dataclass(frozen=True)
class Version:
    """An accepted plan: ``name`` of its folder, when it was accepted, what it changed, totals before and after."""

    name: str
    accepted: datetime
    changes: tuple[Change, ...]
    before: dict[str, str]
    after: dict[str, str]


def sweep(state: Path) -> None:
    """Removes what an interrupted save left behind. Raises OSError where it cannot."""
    if not state.is_dir():
        return
    with _alone(state):
        for leftover in [*state.glob(f"{_TEMPORARY}*"), *(state / _VERSIONS).glob(f"{_TEMPORARY}*")]:
            shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()


def last_good(state: Path) -> tuple[Plan, Version] | None:
    """The plan accepted last with its version, None where there is none. Raises ``PlanError`` if it was damaged."""
    name = _current_name(state)
    if name is None:
        return None
    return load_plan(state / _VERSIONS / name), _read_version(state, name)


def accepted_folder(state: Path) -> Path | None:
    """The folder of the version in use, None where there is none: what ``load_plan`` takes of a refused report."""
    try:
        folder = state / _VERSIONS / (state / _CURRENT).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return folder if folder.is_dir() else None


def history(state: Path) -> tuple[Version, ...]:
    """The accepted versions, newest first."""
    names = sorted((path.name for path in (state / _VERSIONS).glob("[0-9]*")), reverse=True)
    versions = []
    for name in names:
        try:
            versions.append(_read_version(state, name))
        except FileNotFoundError:
            # Another process has just forgotten it; one that is there without its record is damaged.
            if (state / _VERSIONS / name).exists():
                raise
    return tuple(versions)


def accept(state: Path, folder: Path, plan: Plan, now: datetime) -> Version:
    """Keeps ``plan``, read from ``folder``, as the last good one; returns its version with what it changed.

    The same content as the last one makes no new version. Raises OSError where it cannot be written (disk full), where
    the files have changed since they were read, or where another process has been writing for 10 seconds.
    """
    state.mkdir(parents=True, exist_ok=True)
    with _alone(state):
        previous = last_good(state)
        if previous is not None and bytes_read(previous[0].version) == bytes_read(plan.version):
            return previous[1]
        return _keep(state, folder, plan, now, previous[0] if previous else None)


def _keep(state: Path, folder: Path, plan: Plan, now: datetime, previous: Plan | None) -> Version:
    versions = state / _VERSIONS
    versions.mkdir(exist_ok=True)
    changes = compare(previous, plan) if previous else ()
    name = f"{_next_number(versions):06d}-{now:%Y%m%d-%H%M%S}"
    version = Version(name, now, changes, totals(previous) if previous else {}, totals(plan))
    temporary = Path(tempfile.mkdtemp(prefix=_TEMPORARY, dir=versions))
    temporary.chmod(0o755)  # mkdtemp makes it readable by its owner alone, and backups run as another user.
    notice = [NOTICE_FILE] if (folder / NOTICE_FILE).is_file() else []
    for file in (META_FILE, *notice, *plan.files.values()):
        _write_synced(temporary / file, (folder / file).read_bytes())
    refused = {finding.file for finding in plan.findings if finding.severity == ERROR}
    for path, data in copies_to_keep(folder, refused, accepted_folder(state)):
        (temporary / path).parent.mkdir(exist_ok=True)
        _write_synced(temporary / path, data)
        _sync_folder((temporary / path).parent)
    if bytes_read(plan_version(temporary)) != bytes_read(plan.version):
        shutil.rmtree(temporary)
        raise OSError("文件在保存时又有变化")
    _write_synced(temporary / _RECORD, json.dumps(_as_json(version), ensure_ascii=False).encode())
    _sync_folder(temporary)
    temporary.replace(versions / name)
    _sync_folder(versions)
    _point_to(state, name)
    _forget_oldest(versions, name)
    return version


@contextmanager
def _alone(state: Path) -> Iterator[None]:
    """While no other process writes ``state``."""
    lock = FileLock(state / _LOCK, timeout=_LOCK_SECONDS, preserve_lock_file=True)
    try:
        lock.acquire()
    except TimeoutError as error:
        raise TimeoutError(f"另一个进程占用 state 文件夹超过 {_LOCK_SECONDS} 秒") from error
    try:
        yield
    finally:
        lock.release()


def _next_number(versions: Path) -> int:
    """One more than the last version's number: the order holds even where the clock has jumped back."""
    return 1 + max((int(path.name.split("-")[0]) for path in versions.glob("[0-9]*")), default=0)


def _current_name(state: Path) -> str | None:
    try:
        name = (state / _CURRENT).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    return name if (state / _VERSIONS / name).is_dir() else None


def _point_to(state: Path, name: str) -> None:
    handle, temporary = tempfile.mkstemp(prefix=_TEMPORARY, dir=state)
    os.close(handle)
    _write_synced(Path(temporary), name.encode())
    Path(temporary).replace(state / _CURRENT)
    _sync_folder(state)


def _forget_oldest(versions: Path, current: str) -> None:
    names = sorted(path.name for path in versions.glob("[0-9]*"))
    for name in names[: max(0, len(names) - KEPT_VERSIONS)]:
        if name != current:
            # Renamed first, so that nobody reads, and no kill leaves, half a version.
            forgotten = (versions / name).rename(versions / f"{_TEMPORARY}{name}")
            shutil.rmtree(forgotten)


def _write_synced(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    # Windows cannot open a folder; there a rename is durable without it.
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _as_json(version: Version) -> dict:
    return asdict(version) | {"accepted": version.accepted.isoformat()}


def _read_version(state: Path, name: str) -> Version:
    record = json.loads((state / _VERSIONS / name / _RECORD).read_text(encoding="utf-8"))
    return Version(
        name=name,
        accepted=datetime.fromisoformat(record["accepted"]),
        changes=tuple(Change(**change) for change in record["changes"]),
        before=record["before"],
        after=record["after"],
    )
