"""The file of keepers: TOML, made by ``python -m dashboard.keepers``, for the dashboard's own account alone."""

import json
import os
import tomllib
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from analytics.disk_errors import cause, regular_file
from analytics.whole_files import write_whole

from .passphrases import Hashed
from .refused import RefusedError

LONGEST_NAME = 20
_MODE = 0o600
_OTHERS = 0o077
_LARGEST = 1024 * 1024
# Beyond these a slip in the file would stop the server: 256 MB for one try.
_COSTS = range(2**14, 2**18 + 1)
_SMALL = range(1, 17)
_DIGEST_LENGTH = 32
_HEADING = (
    "# 能在网页上采用数据的人。由 python -m dashboard.keepers add、remove 改；口令只存 scrypt 的结果，还原不出来。\n"
)


def keeper_name(name: str) -> str:
    """``name`` as it is compared and kept. Raises ``RefusedError`` where it is none."""
    plain = unicodedata.normalize("NFKC", name).strip()
    if not plain or len(plain) > LONGEST_NAME or not plain.isprintable():
        raise RefusedError(f"姓名要有 1 到 {LONGEST_NAME} 个能显示的字符。")
    return plain


def keepers_named(file: Path, data: Path) -> bool:
    """Whether anybody may take files in the browser. Raises ``RefusedError`` where ``file`` cannot be trusted."""
    return file.exists() and bool(read_keepers(file, data))


def read_keepers(file: Path, data: Path) -> dict[str, Hashed]:
    """The keepers by name; none where there is no file yet.

    Raises ``RefusedError`` where it lies in ``data``, where others may read or write it, or where it is damaged.
    """
    _outside(file, data)
    try:
        text = _own_text(file)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise RefusedError(f"口令文件 {file.name} 读不出来（{cause(error)}）。请管理员检查 PLAN_KEEPERS。") from error
    try:
        return {entry["name"]: _hashed(entry) for entry in tomllib.loads(text).get("keepers", [])}
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        message = f"口令文件 {file.name} 的内容不对（{type(error).__name__}）。请管理员删去它，重新 add。"
        raise RefusedError(message) from error


def write_keepers(file: Path, data: Path, keepers: Mapping[str, Hashed]) -> None:
    """Writes the keepers whole, mode 0600. Raises ``RefusedError`` where they cannot stand there."""
    _outside(file, data)
    tables = [
        f'\n[[keepers]]\nname = {json.dumps(name, ensure_ascii=False)}\nsalt = "{kept.salt.hex()}"\n'
        f"cost = {kept.cost}\nblock_size = {kept.block_size}\nparallel = {kept.parallel}\n"
        f'digest = "{kept.digest.hex()}"\n'
        for name, kept in keepers.items()
    ]
    try:
        write_whole(file, (_HEADING + "".join(tables)).encode(), _MODE)
        # Made by root, it is for the account that the folder belongs to: the dashboard's.
        if os.name != "nt" and os.geteuid() == 0:
            folder = file.parent.stat()
            os.chown(file, folder.st_uid, folder.st_gid)
    except OSError as error:
        raise RefusedError(f"{file} 写不进去（{cause(error)}）。") from error


def _outside(file: Path, data: Path) -> None:
    if file.resolve().is_relative_to(data.resolve()):
        raise RefusedError(
            f"口令文件 {file.name} 不能放在数据文件夹里：能换数据的人就能换口令。请管理员改 PLAN_KEEPERS。"
        )


def _own_text(file: Path) -> str:
    """The text of a regular file that belongs to this account (or root) and that no other account may touch."""
    with regular_file(file, links=False) as opened:
        about = os.fstat(opened.fileno())
        if about.st_size > _LARGEST:
            raise RefusedError(f"口令文件 {file.name} 太大，不会是它。请管理员检查 PLAN_KEEPERS。")
        # Windows has no such bits; there the folder's own permissions must do it.
        if os.name != "nt" and (about.st_mode & _OTHERS or about.st_uid not in (0, os.geteuid())):
            raise RefusedError(
                f"口令文件 {file.name} 别的账号也能读写，不能用。请管理员 chmod 600，属主改为运行看板的账号。"
            )
        return opened.read().decode("utf-8")


def _hashed(entry: dict) -> Hashed:
    kept = Hashed(
        bytes.fromhex(entry["salt"]),
        entry["cost"],
        entry["block_size"],
        entry["parallel"],
        bytes.fromhex(entry["digest"]),
    )
    power_of_two = kept.cost & (kept.cost - 1) == 0
    if not (power_of_two and kept.cost in _COSTS and kept.block_size in _SMALL and kept.parallel in _SMALL):
        raise ValueError("scrypt parameters")
    if len(kept.salt) < 16 or len(kept.digest) != _DIGEST_LENGTH:
        raise ValueError("length of salt or digest")
    return kept
