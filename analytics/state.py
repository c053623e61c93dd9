"""The last good plan and the history of accepted ones, kept on disk so that no bad file and no crash loses them.

    state/versions/000012-20261123-210512/   the files of an accepted plan, as they were, and changes.json
    state/current                            the name of the one in use
    state/folder                             the folder of data that all this belongs to
    state/others/<fingerprint>/              the same for each other folder that was shown with this state

A version is written into a folder of its own beside the others, synced, and only then renamed; so is ``current``.
A process killed at any moment leaves either the old state or the new one, never a half; leftovers are swept at start.
Several processes may share one state: whoever writes holds ``state/.lock``, which the system frees if it is killed
(docs/decisions/0014), so what several accept at the same moment becomes one version.
"""

import hashlib
import json
import logging
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock

from .changes import Change, compare, missing_since, totals
from .disk_errors import cause
from .findings import ERROR
from .loading import load_plan, plan_version
from .meta import META_FILE, read_meta
from .notice import NOTICE_FILE
from .plan import Plan
from .progress.files import copies_to_keep
from .reading.files import bytes_read, read_content
from .whole_files import TEMPORARY, remove_leftovers, sync_folder, write_synced, write_whole

KEPT_VERSIONS = 30
_VERSIONS = "versions"
_FOLDER = "folder"
_OTHERS = "others"
_CURRENT = "current"
_RECORD = "changes.json"
_LOCK = ".lock"
_LOCK_SECONDS = 10
_MODE = 0o644
_NAME = re.compile(r"\d{6,9}-\d{8}-\d{6}", re.ASCII)
_UNREADABLE = (OSError, ValueError, KeyError, TypeError, RecursionError)
"""What reading a damaged record raises."""

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True)
class Version:
    """An accepted plan: ``name`` of its folder, when it was accepted, what it changed, totals before and after;
    ``missing`` says what it lacks of the one before where it has nothing else (inputs.md row 65)."""

    name: str
    accepted: datetime
    changes: tuple[Change, ...]
    before: dict[str, str]
    after: dict[str, str]
    missing: str = ""


class DamagedVersionError(Exception):
    """An accepted version is not there as it was kept; the text says which and why."""


def state_of(state: Path, folder: Path) -> Path:
    """Where in ``state`` the plans of ``folder`` are kept: another folder's plan is never shown, nor compared with.

    The first folder that is accepted has ``state`` itself. Where that folder has been moved, or an older program kept
    something without saying whose it is, it belongs to a folder whose plan has the same title.
    """
    own, kept = _own_name(folder), _newest_first(state)
    first = _first_folder(state)
    if first == own:
        return state
    titles = () if first and Path(first).exists() else (_title(state / _VERSIONS / name) for name in kept)
    is_own = not (first or kept) or _title(folder) in set(titles) - {None}
    return state if is_own else state / _OTHERS / hashlib.sha256(own.encode()).hexdigest()[:16]


def _own_name(folder: Path) -> str:
    """The folder without links, also where it is gone, or a link to itself, which Path.resolve refuses."""
    return os.path.realpath(folder)


def _first_folder(state: Path) -> str:
    """The folder of data that ``state`` says it belongs to; "" where it does not."""
    try:
        return (state / _FOLDER).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _title(folder: Path) -> str | None:
    """The title of the plan in ``folder``; None where plan.toml does not say."""
    meta, _ = read_meta(read_content(folder / META_FILE), folder)
    return meta.facts.title if meta else None


def sweep(state: Path) -> None:
    """Removes what an interrupted save left behind. Raises OSError where it cannot."""
    if not state.is_dir():
        return
    with _alone(state):
        remove_leftovers(state, state / _VERSIONS)


def last_good(state: Path) -> tuple[Plan, Version | None] | None:
    """The newest accepted plan that loads, with its version; None where there is none.

    A version whose files are damaged is stepped over and named in the log. Where only its record is, there is no
    version to tell: the plan counts.
    """
    for name in _newest_first(state):
        try:
            plan = load_plan(state / _VERSIONS / name)
        # Whatever a damaged disk left there to stumble over: an older plan is better than none.
        except Exception as error:
            _LOGGER.warning("采用过的版本 %s 读不出来，已跳过：%s", name, error)
            continue
        try:
            return plan, _read_version(state, name)
        except _UNREADABLE as error:
            _LOGGER.warning("采用过的版本 %s 没有读得出的 %s：%s", name, _RECORD, error)
            return plan, None
    return None


def accepted_folder(state: Path) -> Path | None:
    """The folder of the version in use, None where there is none: what ``load_plan`` takes of a refused report."""
    names = _newest_first(state)
    return state / _VERSIONS / names[0] if names else None


def history(state: Path) -> tuple[Version, ...]:
    """The accepted versions, newest first, without damaged ones."""
    return tuple(version for version in _records(state).values() if version)


def damaged_versions(state: Path) -> tuple[str, ...]:
    """The names of the accepted versions whose record cannot be read, newest first."""
    return tuple(name for name, version in _records(state).items() if not version)


def _records(state: Path) -> dict[str, Version | None]:
    """What is recorded of each version, newest first; None where the record is damaged."""
    records = {}
    for name in _names(state / _VERSIONS):
        try:
            records[name] = _read_version(state, name)
        except _UNREADABLE:
            # Where it is no longer there, another process has just forgotten it.
            if (state / _VERSIONS / name).exists():
                records[name] = None
    return records


def _newest_first(state: Path) -> list[str]:
    """The versions, the one in use first; whatever else lies in the folder is none of ours."""
    names = _names(state / _VERSIONS)
    try:
        current = (state / _CURRENT).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return names
    return sorted(names, key=lambda name: name != current)


def _names(versions: Path) -> list[str]:
    """The names of the version folders, newest first."""
    if not versions.is_dir():
        return []
    names = [path.name for path in versions.iterdir() if _NAME.fullmatch(path.name) and path.is_dir()]
    return sorted(names, key=_number, reverse=True)


def _number(name: str) -> int:
    return int(name.split("-")[0])


def accept(
    state: Path, folder: Path, plan: Plan, now: datetime, known: tuple[Plan, Version] | None = None
) -> Version | None:
    """Keeps ``plan``, read from ``folder``, as the last good one; returns its version with what it changed (None: the
    same content was kept before, and its record is damaged). ``known`` is what was accepted last as far as the caller
    knows, so that it need not be read again where that is so.

    The same content as the last one makes no new version, unless a new day takes more of it. Raises OSError where it
    cannot be written (disk full), where the files have changed since they were read, or where another process has been
    writing for 10 seconds.
    """
    state.mkdir(parents=True, exist_ok=True)
    with _alone(state):
        if _first_folder(state) != _own_name(folder):
            write_whole(state / _FOLDER, _own_name(folder).encode(), _MODE)
        names = _newest_first(state)
        previous = known if known and names[:1] == [known[1].name] else last_good(state)
        is_kept = previous is not None and bytes_read(previous[0].version) == bytes_read(plan.version)
        # Of the same files, another day takes the reports that came too early (progress.md §2).
        if is_kept and previous[0].reports.equals(plan.reports):
            return previous[1]
        return _keep(state, folder, plan, now, previous[0] if previous else None)


def version_files(state: Path, name: str) -> dict[str, bytes]:
    """The files of the accepted version called ``name``, by their names, as they were kept.

    Raises ``DamagedVersionError`` where there is none of that name, or where its files are not the accepted ones.
    """
    if name not in {path.name for path in (state / _VERSIONS).glob("[0-9]*")}:
        raise DamagedVersionError(f"没有 {name} 这一版")
    folder = state / _VERSIONS / name
    try:
        recorded = json.loads((folder / _RECORD).read_text(encoding="utf-8"))["files"]
        files = {file: path.read_bytes() for file, path in _files_of(folder).items()}
    except KeyError as error:
        raise DamagedVersionError(f"{name} 这一版是旧程序存的，没有指纹可以核对") from error
    except (OSError, ValueError) as error:
        raise DamagedVersionError(f"{name} 这一版读不出来（{cause(error)}）") from error
    found = {file: hashlib.sha256(data).hexdigest() for file, data in files.items()}
    if found != recorded:
        edited = "、".join(sorted(file for file in {*found, *recorded} if found.get(file) != recorded.get(file)))
        raise DamagedVersionError(f"{name} 这一版的 {edited} 与当时采用的不同，被改过")
    return files


def _files_of(folder: Path) -> dict[str, Path]:
    """The files of a version's folder by their names from there, without its record; no link is one."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
    return {path.relative_to(folder).as_posix(): path for path in paths if path != folder / _RECORD}


def _keep(state: Path, folder: Path, plan: Plan, now: datetime, previous: Plan | None) -> Version:
    versions = state / _VERSIONS
    versions.mkdir(exist_ok=True)
    changes = compare(previous, plan) if previous else ()
    # One more than the last number: the order holds even where the clock has jumped back.
    number = 1 + max((_number(path.name) for path in versions.iterdir() if _NAME.fullmatch(path.name)), default=0)
    name = f"{number:06d}-{now:%Y%m%d-%H%M%S}"
    before, missing = (totals(previous), missing_since(previous, plan)) if previous else ({}, "")
    version = Version(name, now, changes, before, totals(plan), missing)
    temporary = Path(tempfile.mkdtemp(prefix=TEMPORARY, dir=versions))
    temporary.chmod(0o755)  # mkdtemp makes it readable by its owner alone, and backups run as another user.
    notice = [NOTICE_FILE] if (folder / NOTICE_FILE).is_file() else []
    for file in (META_FILE, *notice, *plan.files.values()):
        _write(temporary / file, (folder / file).read_bytes())
    refused = {finding.file for finding in plan.findings if finding.severity == ERROR}
    for path, data in copies_to_keep(folder, refused, accepted_folder(state)):
        (temporary / path).parent.mkdir(exist_ok=True)
        _write(temporary / path, data)
        sync_folder((temporary / path).parent)
    if bytes_read(plan_version(temporary)) != bytes_read(plan.version):
        shutil.rmtree(temporary)
        raise OSError("文件在保存时又有变化")
    files = {file: hashlib.sha256(path.read_bytes()).hexdigest() for file, path in _files_of(temporary).items()}
    record = _as_json(version) | {"files": files}
    _write(temporary / _RECORD, json.dumps(record, ensure_ascii=False).encode())
    sync_folder(temporary)
    temporary.replace(versions / name)
    sync_folder(versions)
    write_whole(state / _CURRENT, name.encode(), _MODE)
    _forget_oldest(versions, name)
    return version


@contextmanager
def _alone(state: Path) -> Iterator[None]:
    """While no other process writes ``state``."""
    lock = FileLock(state / _LOCK, timeout=_LOCK_SECONDS, preserve_lock_file=True)
    try:
        held = lock.acquire()
    except TimeoutError as error:
        raise TimeoutError(f"另一个进程占用 state 文件夹超过 {_LOCK_SECONDS} 秒") from error
    with held:
        yield


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        write_synced(file, data)


def _forget_oldest(versions: Path, current: str) -> None:
    for name in _names(versions)[KEPT_VERSIONS:]:
        if name != current:
            # Renamed first, so that nobody reads, and no kill leaves, half a version.
            forgotten = (versions / name).rename(versions / f"{TEMPORARY}{name}")
            shutil.rmtree(forgotten)


def _as_json(version: Version) -> dict:
    # Not asdict, which copies: of ten thousands of changes that takes seconds.
    changes = [vars(change) for change in version.changes]
    return vars(version) | {"accepted": version.accepted.isoformat(), "changes": changes}


def _read_version(state: Path, name: str) -> Version:
    """What is recorded of a version. Raises one of ``_UNREADABLE`` where that is damaged."""
    record = json.loads((state / _VERSIONS / name / _RECORD).read_text(encoding="utf-8"))
    return Version(
        name=name,
        accepted=datetime.fromisoformat(record["accepted"]),
        changes=tuple(Change(**_texts(change)) for change in record["changes"]),
        before=_texts(record["before"]),
        after=_texts(record["after"]),
        missing=_texts({"missing": record.get("missing", "")})["missing"],
    )


def _texts(record: object) -> dict[str, str]:
    if not isinstance(record, dict) or not all(isinstance(text, str) for text in record.values()):
        raise ValueError("a record of another form")
    return record
