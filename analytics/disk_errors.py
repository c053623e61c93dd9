"""A file's bytes, and what the operating system says in Chinese when a file cannot be read or written."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_WORDS = {
    errno.ENOSPC: "磁盘已满",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOENT: "找不到",
    errno.ENOTDIR: "应是文件夹的地方是一个文件",
    errno.EEXIST: "应是文件夹的地方是一个文件",
    errno.EISDIR: "应是文件的地方是一个文件夹",
    errno.ELOOP: "链接绕成了圈",
    errno.EIO: "磁盘读写出错",
    errno.EBUSY: "正被别的程序占用",
    errno.EMFILE: "打开的文件太多",
}
# Not on every system.
_WORDS |= {getattr(errno, name): "磁盘配额用完了" for name in ("EDQUOT",) if hasattr(errno, name)}


def cause(error: Exception) -> str:
    """``error`` in words for whoever can mend it: ``磁盘已满``; its own text where that is ours already."""
    if isinstance(error, OSError) and error.errno is not None:
        return _WORDS.get(error.errno, f"系统错误 {error.errno}")
    return str(error)


def file_bytes(path: Path, most: int) -> bytes:
    """The content of the file at ``path``, one byte more than ``most`` at most: what is too large is not read whole.

    Raises OSError, also where there is a pipe or a device in the file's place, which would make whoever opens it wait,
    and where a link leads out of the folder: messages quote what they find, and that would show a foreign file.
    """
    # Following every part of 200 paths twice would cost as much as a rerun; only a link can lead out.
    if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(path.parent)):
        raise OSError("是指向数据文件夹以外的链接")
    with regular_file(path, links=True) as file:
        return file.read(most + 1)


@contextmanager
def regular_file(path: Path, *, links: bool) -> Iterator[BinaryIO]:
    """The file at ``path``, open to be read. Raises OSError, also for a pipe or a device, and for a link without
    ``links``."""
    follow = 0 if links else getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(path, os.O_RDONLY | follow | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError("应是文件的地方是别的东西")
        yield file
