"""Open files and connections: a process may have only so many, and when they run out nobody new is let in."""

import logging
from pathlib import Path

try:
    import resource
except ImportError:  # Windows counts them otherwise, and has room for millions.
    resource = None

WANTED = 8192
"""As many as the unit in deploy/systemd allows; a viewer needs five (docs/load.md)."""
_NEARLY = 0.9
_OPEN = Path("/proc/self/fd")

_LOGGER = logging.getLogger(__name__)


def raise_limit() -> None:
    """Lets the process open as many as ``WANTED``, where the system allows: a login shell begins with 1,024."""
    if resource:
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        allowed = WANTED if hard == resource.RLIM_INFINITY else min(WANTED, hard)
        if soft != resource.RLIM_INFINITY and soft < allowed:
            resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))


def running_out() -> str:
    """A sentence where nearly all are in use, "" otherwise."""
    if not resource or not _OPEN.is_dir():
        return ""
    most, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        count = sum(1 for _ in _OPEN.iterdir())
    except OSError:  # Even to count them needs one.
        count = most
    if most == resource.RLIM_INFINITY or count < most * _NEARLY:
        return ""
    advice = "请提高上限（LimitNOFILE、ulimit -n），或加进程"
    return f"打开的文件和连接有 {count} 个，上限 {most} 个：用完以后新的观众连不上。{advice}"


def warn_when_running_out() -> None:
    """Writes the sentence into the log where there is one to say."""
    if words := running_out():
        _LOGGER.error(words)
