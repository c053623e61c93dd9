"""The files of ``progress/``: any number, any name, each read alone (progress.md §1)."""

import hashlib
import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from ..columns import PROGRESS_SHAPE
from ..disk_errors import cause, file_bytes
from ..findings import ERROR, Finding
from ..judging.heading_checks import judge_headings
from ..reading.files import read_content
from ..reading.table_reader import read_table
from ..reading.tables import MAX_BYTES, FindingsOfFile
from .judging import PrintedReport

FOLDER = "progress"
"""Where returned files are dropped, in the folder of the plan."""

_ACCEPTED = "accepted_reports"
"""In a version that ``state`` keeps: of each file that was refused, the content that was accepted before it."""

MOST_FILES = 200
_ENDINGS = (".csv", ".xlsx", ".xlsm")
_LEFT_OUT = ("~$", ".")
_SAME_MOMENT = 2_000_000_000  # Nanoseconds: no file system that is in use tells times less finely.


@dataclass(frozen=True)
class ReportFiles:
    """What lies in ``progress/``: the bytes of each file that is read, by name; the names of files of other kinds, and
    of those beyond ``MOST_FILES``, which are not."""

    contents: dict[str, bytes | OSError] = field(default_factory=dict)
    others: tuple[str, ...] = ()
    too_many: tuple[str, ...] = ()

    def version(self, of_plan: str) -> str:
        """``of_plan``, the version of the other files, with these: the bytes read, then the names of those that are not
        (``reading.files.version_of``)."""
        digests = {name: _digest_of(content) for name, content in self.contents.items()}
        return _version(of_plan, digests, (*self.others, *self.too_many))

    def findings(self) -> list[Finding]:
        """What there is to say of the files that are not read."""
        said_of = [(name, "report-file-kind") for name in self.others]
        said_of += [(name, "report-too-many-files") for name in self.too_many]
        findings = []
        for name, code in said_of:
            of_file = FindingsOfFile(name)
            of_file.add(code, most=MOST_FILES)
            findings += of_file.findings
        return findings


def read_report_files(folder: Path) -> ReportFiles:
    """The files of ``folder``/progress, in the order of their names; lock files (``~$…``, ``.~…``) are left out."""
    try:
        tables, others = _listed(folder)
    except OSError as error:
        return ReportFiles({FOLDER: error})
    contents = {name: read_content(folder / FOLDER / name) for name in list(tables)[:MOST_FILES]}
    return ReportFiles(contents, others, tuple(tables)[MOST_FILES:])


def report_version(folder: Path, of_plan: str) -> str:
    """``read_report_files(folder).version(of_plan)``, without reading what has not changed since it was last read: of
    200 files that would cost more than a rerun, every second."""
    try:
        tables, others = _listed(folder)
    except OSError as error:
        return ReportFiles({FOLDER: error}).version(of_plan)
    read = list(tables.items())[:MOST_FILES]
    digests = {name: _digest_now(entry) for name, entry in read}
    return _version(of_plan, digests, (*others, *tuple(tables)[MOST_FILES:]))


def _listed(folder: Path) -> tuple[dict[str, os.DirEntry], tuple[str, ...]]:
    """The tables of ``folder``/progress by name, and the names of other files."""
    try:
        with os.scandir(folder / FOLDER) as entries:
            found = {entry.name: entry for entry in entries if entry.is_file() and not entry.name.startswith(_LEFT_OUT)}
    except (FileNotFoundError, NotADirectoryError):
        found = {}
    tables = {name: found.pop(name) for name in sorted(found) if name.lower().endswith(_ENDINGS)}
    return tables, tuple(sorted(found))


def _version(of_plan: str, digests: dict[str, bytes], beside: tuple[str, ...]) -> str:
    if not digests and not beside:
        return of_plan
    read, *others = of_plan.split(" ")
    # No file has a / in its name.
    digest = hashlib.sha256("/".join([read, *digests]).encode() + b"".join(digests.values()))
    return " ".join([digest.hexdigest(), *others, *beside])


def _digest_of(content: bytes | OSError) -> bytes:
    data = type(content).__name__.encode() if isinstance(content, OSError) else content
    return hashlib.sha256(data).digest()


def _digest_now(entry: os.DirEntry) -> bytes:
    """The digest of the content of a file: kept from when it was read, where nothing says that it changed since."""
    try:
        found = entry.stat()
        times = (found.st_mtime_ns, found.st_ctime_ns)
        # What was written just now may be written once more in what a disk takes for the same moment.
        read = _digest_read if time.time_ns() - max(times) < _SAME_MOMENT else _kept_digest
        return read(entry.path, found.st_ino, found.st_size, *times)
    except OSError as error:
        return _digest_of(error)


def _digest_read(path: str, *mark: int) -> bytes:
    return _digest_of(file_bytes(Path(path), MAX_BYTES))


_kept_digest = lru_cache(MOST_FILES)(_digest_read)


def read_reports(content: bytes | OSError, file: str) -> tuple[list[PrintedReport], list[Finding]]:
    """The rows of a progress file called ``file`` by column name, none where a finding is an 错误."""
    if isinstance(content, OSError):
        of_file = FindingsOfFile(file)
        of_file.add("unreadable-file", reason=cause(content))
        return [], of_file.findings
    table, findings = read_table(content, file, PROGRESS_SHAPE)
    if table is None:
        return [], findings
    of_file = FindingsOfFile(file, table.sheet)
    judge_headings(table, of_file)
    findings += of_file.findings
    if any(finding.severity == ERROR for finding in findings):
        return [], findings
    places = table.matched.places
    rows = []
    for record in table.records:
        texts = {name: record.cells[place] for name, place in places.items()}
        rows.append(PrintedReport(file, table.sheet, record.row, texts))
    return rows, findings


def accepted_content(folder: Path, file: str) -> bytes | OSError:
    """What was last accepted of the progress file ``file`` when ``folder``, a version that ``state`` keeps, was."""
    content = read_content(folder / _ACCEPTED / file)
    return read_content(folder / FOLDER / file) if isinstance(content, OSError) else content


def copies_to_keep(folder: Path, refused: Iterable[str], accepted: Path | None) -> Iterator[tuple[Path, bytes]]:
    """What ``state`` keeps of ``folder``/progress, by path within a version: every file as it is, and of ``refused``
    ones what was accepted before, if there is a version ``accepted``."""
    for file, content in read_report_files(folder).contents.items():
        if isinstance(content, bytes):
            yield Path(FOLDER, file), content
        before = accepted_content(accepted, file) if accepted is not None and file in refused else None
        if isinstance(before, bytes):
            yield Path(_ACCEPTED, file), before
