"""What the operating system says when a file cannot be read or written, in Chinese."""

import errno

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


def said(error: Exception) -> str:
    """``error`` in words for whoever can mend it: ``磁盘已满``; its own text where that is ours already."""
    if isinstance(error, OSError) and error.errno is not None:
        return _WORDS.get(error.errno, f"系统错误 {error.errno}")
    return str(error)
