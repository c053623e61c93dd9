"""What was tried and taken: JSON lines that are only ever added, each with the hash of the line before.

Whoever changes or takes out a line breaks the chain there; ``record.head`` holds the hash of the last one. This does
not stop someone who may write the folder and makes everything anew; each line's hash therefore also goes into the log,
which the system keeps (docs/security.md).
"""

import hashlib
import json
import logging
import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from analytics.whole_files import write_whole

FILE = "record.jsonl"
HEAD = "record.head"
_BEGINNING = hashlib.sha256(b"").hexdigest()
_BLOCK = 64 * 1024
_LOGGER = logging.getLogger(__name__)


def append(folder: Path, entry: dict) -> None:
    """Adds ``entry`` to the record in ``folder``, synced; the caller holds the lock. Raises OSError.

    A last line without its end was being written when the power went: it stays, and the next one says so.
    """
    handle = os.open(folder / FILE, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0), 0o640)
    with os.fdopen(handle, "r+b", buffering=0) as file:
        torn = _is_torn(file)
        last = _tips(file)
        head = _head(folder)
        if head != last[0] and head == last[1]:
            # The process died, or the disk was full, after the last line and before its head.
            write_whole(folder / HEAD, last[0].encode(), 0o640)
        # If the last line is not the one that was written: chained to that one, so that the break stays to be seen.
        previous = last[0] if head in last else head
        chained = entry | {"previous": previous} | ({"after_torn": True} if torn else {})
        line = json.dumps(chained, ensure_ascii=False).encode("utf-8", errors="backslashreplace")
        data = (b"\n" if torn else b"") + line + b"\n"
        if file.write(data) != len(data):
            raise OSError("记录没有写完整，磁盘可能已满")
        os.fsync(handle)
    write_whole(folder / HEAD, _hash(line).encode(), 0o640)
    _LOGGER.info("采用记录新增一行，指纹 %s", _hash(line))


def last_entries(folder: Path, most: int) -> list[dict]:
    """The last ``most`` entries in ``folder``, newest first; lines that are none are left out. Raises OSError."""
    path = folder / FILE
    if not path.exists():
        return []
    with path.open("rb") as file:
        lines = _last_lines(file)
        entries = (entry for line in lines if (entry := _entry(line)) is not None)
        return list(islice(entries, most))


def verify(folder: Path) -> tuple[int, str]:
    """How many lines the record has, and the first that is broken in a sentence ("" where none is). Raises OSError."""
    previous, number, torn = [_BEGINNING], 0, 0
    if (folder / FILE).exists():
        with (folder / FILE).open("rb") as file:
            for number, ended in enumerate(file, start=1):
                line = ended.removesuffix(b"\n")
                entry = _entry(line)
                if torn and not (entry and entry.get("after_torn")):
                    break
                if entry is None:
                    torn = number
                elif entry.get("previous") != previous[0]:
                    return number, f"第 {max(number - 1, 1)} 行被改过，或它旁边有行被删去：第 {number} 行与前面接不上"
                else:
                    torn = 0
                previous = [_hash(line), previous[0]]
    if torn:
        return number, f"第 {torn} 行不是一条记录：被改过，或写到一半"
    if _head(folder) not in previous:
        return number, f"第 {number} 行（最后一行）被改过，或它后面有行被删去：与 {HEAD} 不符"
    return number, ""


def _hash(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()


def _entry(line: bytes) -> dict | None:
    try:
        entry = json.loads(line)
    except ValueError:
        return None
    return entry if isinstance(entry, dict) else None


def _head(folder: Path) -> str:
    """The hash of the line that was written last."""
    if not (folder / HEAD).exists():
        return _BEGINNING
    return (folder / HEAD).read_text(encoding="ascii", errors="replace")


def _is_torn(file) -> bool:
    """Whether the last line lacks its end."""
    if file.seek(0, os.SEEK_END) == 0:
        return False
    file.seek(-1, os.SEEK_END)
    return file.read(1) != b"\n"


def _tips(file) -> list[str]:
    """The hashes of the last line and of the one before."""
    return ([_hash(line) for line in islice(_last_lines(file), 2)] + [_BEGINNING] * 2)[:2]


def _last_lines(file) -> Iterator[bytes]:
    """Lines from the last to the first, read block by block."""
    position = file.seek(0, os.SEEK_END)
    rest = b""
    first_block = True
    while position > 0:
        step = min(_BLOCK, position)
        position -= step
        file.seek(position)
        block = file.read(step) + rest
        if first_block:
            block, first_block = block.removesuffix(b"\n"), False
        rest, *lines = block.split(b"\n")
        yield from reversed(lines)
    if not first_block:
        yield rest
