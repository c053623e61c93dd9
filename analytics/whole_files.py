"""Files written whole or not at all, never through a link: what lasts must outlive a kill at any moment."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import BinaryIO

TEMPORARY = ".tmp-plan-"
"""How files and folders begin that are not whole yet."""


def write_whole(path: Path, data: bytes, mode: int) -> None:
    """Writes ``data`` as ``path``: beside it, synced, renamed, the folder synced. A link there is replaced.

    Raises OSError, and leaves what was there.
    """
    temporary = write_beside(path, data, mode)
    try:
        temporary.replace(path)
    except OSError:
        temporary.unlink()
        raise
    sync_folder(path.parent)


def write_beside(path: Path, data: bytes, mode: int) -> Path:
    """A synced temporary file with ``data`` in the folder of ``path``. Raises OSError, and leaves nothing."""
    # Opened so that a link or a file of that name is never written through; readable by this account alone at first.
    handle, name = tempfile.mkstemp(prefix=TEMPORARY, dir=path.parent)
    temporary = Path(name)
    try:
        temporary.chmod(mode)
        with os.fdopen(handle, "wb") as file:
            write_synced(file, data)
    except OSError:
        temporary.unlink()
        raise
    return temporary


def write_synced(file: BinaryIO, data: bytes) -> None:
    """Writes ``data`` and has it on the disk. Raises OSError."""
    file.write(data)
    file.flush()
    os.fsync(file.fileno())


def remove_leftovers(*folders: Path) -> None:
    """Removes what an interrupted writing left in ``folders``; the caller holds the lock. Raises OSError."""
    for folder in folders:
        for leftover in folder.glob(f"{TEMPORARY}*"):
            shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()


def sync_folder(folder: Path) -> None:
    """Has the names in ``folder`` on the disk. Windows cannot open a folder; there a rename is durable without it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
