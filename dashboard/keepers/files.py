"""The files of the data folder: which count, what is in them, under which name a new one goes in."""

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from analytics.disk_errors import regular_file
from analytics.meta import META_FILE
from analytics.notice import NOTICE_FILE
from analytics.progress.files import FOLDER as PROGRESS

from .refused import RefusedError

LINK = "link"
"""Stands for the fingerprint of what is a link: it is never followed."""
_TEXTS = (META_FILE, NOTICE_FILE)
_TABLES = (".csv", ".xlsx", ".xlsm")
_LOCK_FILES = (".", "~$")
# Far more than the reader takes; what is larger is told apart by its size.
_MOST_BYTES = 16 * 1024 * 1024
_WORKBOOK = b"PK\x03\x04"
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*]')
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
_LONGEST_STEM = 60


def snapshot(folder: Path) -> dict[str, str]:
    """The fingerprint (SHA-256) of each file in ``folder`` that the plan is read from, by its name from there.

    Take it when a keeper looks at the data, hand it to ``take``: what changed in between is told. Raises OSError.
    """
    return {name: fingerprint(folder / name) for name in sorted(_names(folder))}


def fingerprint(path: Path) -> str:
    """SHA-256 of what is in ``path``; ``LINK`` for a link."""
    if path.is_symlink():
        return LINK
    return hashlib.sha256(read_regular(path)).hexdigest()


def read_regular(path: Path) -> bytes:
    """The bytes of a regular file, never through a link. Raises OSError."""
    with regular_file(path, links=False) as file:
        data, size = file.read(_MOST_BYTES), os.fstat(file.fileno()).st_size
    return data if size <= _MOST_BYTES else data + str(size).encode()


def counts(name: str) -> bool:
    """Whether a file of this name, from the data folder, is one that the plan may be read from."""
    folder, _, file = name.rpartition("/")
    table = file.casefold().endswith(_TABLES) and not file.startswith(_LOCK_FILES)
    return name in _TEXTS or (table and folder in ("", PROGRESS))


def _names(folder: Path) -> Iterator[str]:
    yield from filter(counts, _entries(folder))
    progress = folder / PROGRESS
    # A link in place of the folder leads elsewhere: what is there is none of the data's.
    if progress.is_dir() and not progress.is_symlink():
        yield from filter(counts, (f"{PROGRESS}/{name}" for name in _entries(progress)))


def _entries(folder: Path) -> list[str]:
    with os.scandir(folder) as entries:
        return [entry.name for entry in entries if entry.is_symlink() or entry.is_file(follow_symlinks=False)]


def ending_of(data: bytes, uploaded: str) -> str:
    """The ending by content: a workbook or a CSV; a workbook uploaded as .xlsm has macros and opens only as such."""
    if not data.startswith(_WORKBOOK):
        return ".csv"
    return ".xlsm" if uploaded.casefold().endswith(".xlsm") else ".xlsx"


def same_stem(names: Iterable[str], folder: str, stem: str) -> list[str]:
    """Those of ``names`` that are a table called ``stem`` in ``folder`` ("" = the top), however cased or composed."""
    prefix = f"{folder}/" if folder else ""
    wanted = {_same(f"{prefix}{stem}{ending}") for ending in _TABLES}
    return [name for name in names if _same(name) in wanted]


def safe_stem(uploaded: str) -> str:
    """A file name without its ending, made from the one that was uploaded: no folder, no sign that a system dislikes.

    Raises ``RefusedError`` where nothing is left.
    """
    name = unicodedata.normalize("NFC", uploaded.replace("\\", "/").rpartition("/")[2])
    lower = name.casefold()
    name = name[: -len(next((ending for ending in _TABLES if lower.endswith(ending)), "")) or None]
    # Control, format (also bidi), surrogate, private and unassigned signs, and separators of lines.
    printable = "".join(sign for sign in name if sign == " " or unicodedata.category(sign)[0] not in "CZ")
    stem = _NOT_IN_NAMES.sub("_", printable).strip(" .~$")[:_LONGEST_STEM].strip(" .")
    if not stem or stem.split(".")[0].casefold() in _RESERVED:
        raise RefusedError("这个文件名不能用，请改一个名字（比如部门名称加日期）再上传。")
    return stem


def plain_stem(stem: str) -> str:
    """``stem`` of plan.toml, which must name a file in the folder itself. Raises ``RefusedError`` where it does not."""
    if stem != Path(stem).name or stem.startswith(_LOCK_FILES) or "\\" in stem or "\0" in stem:
        raise RefusedError(
            f"plan.toml 里附件的文件名“{stem}”不是数据文件夹里的文件名，没有采用。请管理员改 plan.toml。"
        )
    return stem


def _same(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
