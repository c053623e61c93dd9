"""Which file of a folder is meant, and its bytes, read once (inputs.md rows 45, 46)."""

import hashlib
import os
import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..disk_errors import cause, file_bytes
from ..findings import Finding
from .tables import MAX_BYTES, FindingsOfFile

_ENDINGS = (".csv", ".xlsx", ".xlsm")
_OTHER_ENDINGS = (".xls", ".et", ".xlsb", ".ods", ".numbers", ".txt", ".tsv")


@dataclass(frozen=True)
class SourceFile:
    """What lies in a folder under one name without ending, ``stem``.

    ``file`` is the newest one that can be read, "" where there is none; ``content`` its bytes, or why there are none;
    ``names`` are all files of that name, also those of other kinds; ``findings`` what there is to say of them.
    """

    stem: str
    file: str
    content: bytes | OSError
    names: tuple[str, ...]
    findings: tuple[Finding, ...]


def read_content(path: Path) -> bytes | OSError:
    """A file's bytes, one more than the limit at most: what is too large need not be read whole."""
    try:
        return file_bytes(path, MAX_BYTES)
    except OSError as error:
        return error


def find_source(folder: Path, stem: str, title: str = "", stems: Collection[str] = ()) -> SourceFile:
    """The newest of ``stem``.csv, .xlsx and .xlsm in ``folder``, read, with 提示 for others of that name or nearly so.

    ``title`` (附件1) is what people may call it instead; files of the other ``stems`` are meant for those (row 63).
    Lock files (``~$…``, ``.~…``) have another name and are never looked at.
    """
    found = _table_files(folder)
    times = {path: changed for path, changed in found.items() if _stem(path.name) == _same_name(stem)}
    exact = {_same_name(other) for other in (stem, *stems)}
    near = sorted(path.name for path in found if _stem(path.name) not in exact and _is_near(path.name, stem, title))
    names = tuple(sorted([*(path.name for path in times), *near]))
    readable = [path for path in times if path.suffix.lower() in _ENDINGS]
    if not readable:
        others = sorted(path.name for path in found if _stem(path.name) not in exact)
        return SourceFile(stem, "", FileNotFoundError(stem), names, (_missing(folder, stem, near, names, others),))
    used = max(readable, key=lambda path: (times[path], path.suffix.lower() == ".csv"))
    content = read_content(used)
    if isinstance(content, FileNotFoundError):
        return SourceFile(stem, "", content, names, (_missing(folder, stem, (), ()),))
    findings = FindingsOfFile(used.name)
    if len(readable) > 1:
        others = "、".join(sorted(path.name for path in readable if path != used))
        findings.add("two-files", used=used.name, others=others)
    for path, changed in times.items():
        if path not in readable and changed > times[used]:
            findings.add("ignored-file", used=used.name, other=path.name)
    if near:
        findings.add("near-file", used=used.name, others="、".join(near), title=title or stem)
    if isinstance(content, OSError):
        findings.add("unreadable-file", reason=cause(content))
    return SourceFile(stem, used.name, content, names, tuple(findings.findings))


def _table_files(folder: Path) -> dict[Path, int]:
    """The tables of a folder, also of kinds that are not read, with their times of change (ns)."""
    found = {}
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                is_table = entry.name.lower().endswith(_ENDINGS + _OTHER_ENDINGS) and entry.name[0] not in "~."
                if is_table and entry.is_file():
                    found[Path(entry.path)] = entry.stat().st_mtime_ns
    except OSError:
        # The folder is missing or cannot be listed: find_source says what is not there.
        return {}
    return found


def _stem(name: str) -> str:
    return _same_name(name.rpartition(".")[0])


def _is_near(name: str, stem: str, title: str) -> bool:
    """Whether a file was most likely meant as ``stem``: annex1 (1).csv, annex1.csv.csv, Annex 1.xlsx, 附件一.xlsx."""
    number = re.search("[0-9]$", title)
    chinese = title[:-1] + "〇一二三四五六七八九"[int(number[0])] if number else ""
    words = unicodedata.normalize("NFKC", name).casefold()
    return any(
        re.match(r"[\s_-]*".join(map(re.escape, _same_name(wanted))) + "(?![0-9])", words)
        for wanted in (stem, title, chinese)
        if wanted
    )


def _same_name(name: str) -> str:
    # macOS writes Chinese and accented names decomposed.
    return unicodedata.normalize("NFC", name).casefold()


def _missing(folder: Path, stem: str, near: Sequence[str], names: Sequence[str], there: Sequence[str] = ()) -> Finding:
    findings = FindingsOfFile(f"{stem}.csv")
    others = [name for name in names if name not in near]
    beside = f"；有 {'、'.join(near)}，但名称不对" if near else ""
    beside += f"；有 {'、'.join(others)}，但不读这种格式" if others else ""
    if there and not beside:
        beside = f"；文件夹里的表是 {'、'.join(there[:5])}{' 等' if there[5:] else ''}，名称不对"
    findings.add("missing-file", folder=folder.absolute().name, stem=stem, beside=beside)
    return findings.findings[0]


def version_of(meta: bytes | OSError, sources: Sequence[SourceFile]) -> str:
    """Hash of the bytes read, and the names of files beside them, if any: they are told of, so that one is a change.

    What is missing or cannot be read is part of the hash, too.
    """
    digest = hashlib.sha256()
    for name, content in (("", meta), *((source.file, source.content) for source in sources)):
        if isinstance(content, OSError):
            name, content = type(content).__name__, b""
        digest.update(b"%d:%d:" % (len(name.encode()), len(content)) + name.encode() + content)
    beside = (name for source in sources for name in source.names if name != source.file)
    return " ".join([digest.hexdigest(), *beside])


def bytes_read(version: str) -> str:
    """The part of a version that the bytes read make alone: the same in a copy without the files beside them."""
    return version.split(" ")[0]
