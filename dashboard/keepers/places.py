"""Where the keepers' file, the data and the state are, and the one lock around what is written."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from analytics.disk_errors import cause

from .refused import RefusedError

LOCK_SECONDS = 10


@dataclass(frozen=True)
class Places:
    """``keepers``: the file that ``PLAN_KEEPERS`` names; ``data``: the plan's folder; ``state``: accepted plans."""

    keepers: Path
    data: Path
    state: Path

    @property
    def own(self) -> Path:
        """The keepers' part of the state: record, waits, files that were replaced."""
        return self.state / "keepers"


@contextmanager
def alone(places: Places) -> Iterator[None]:
    """While no other process checks a passphrase or writes the data. Raises ``RefusedError`` where it cannot be."""
    lock = FileLock(places.own / ".lock", timeout=LOCK_SECONDS, preserve_lock_file=True)
    try:
        places.own.mkdir(mode=0o750, parents=True, exist_ok=True)
        held = lock.acquire()
    except TimeoutError as error:
        raise RefusedError(f"别人正在采用或核对口令，等了 {LOCK_SECONDS} 秒。请稍后再试。") from error
    except OSError as error:
        raise RefusedError(f"状态文件夹写不进去（{cause(error)}），没有采用。请管理员检查 state 文件夹。") from error
    with held:
        yield
