"""``python -m dashboard.keepers``: who may take files in the browser, and whether the record is whole.

PLAN_KEEPERS=FILE python -m dashboard.keepers add NAME       asks for a passphrase twice; a known name gets a new one
PLAN_KEEPERS=FILE python -m dashboard.keepers remove NAME
PLAN_KEEPERS=FILE python -m dashboard.keepers list
python -m dashboard.keepers record [--verify]                exit 1 where a line is broken
"""

import argparse
import getpass
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from analytics.disk_errors import cause
from dashboard.plan_source import plan_folder, state_folder

from .keepers_file import keeper_name, read_keepers, write_keepers
from .passphrases import hashed, weakness
from .places import Places
from .record import FILE, last_entries, verify
from .refused import RefusedError

_MOST_SHOWN = 1000


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command of ``arguments`` (the process's own by default); returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")
    options = _options(arguments)
    try:
        return options.run(options, _places())
    except RefusedError as refused:
        print(refused.sentence, file=sys.stderr)
    except OSError as error:
        print(f"没有完成：{cause(error)}", file=sys.stderr)
    return 1


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m dashboard.keepers", description="能在网页上采用数据的人")
    commands = parser.add_subparsers(required=True, metavar="add|remove|list|record")
    for command, run, about in (
        ("add", _add, "加一个人，或给他换口令（问两遍）"),
        ("remove", _remove, "去掉一个人，立即生效"),
    ):
        named = commands.add_parser(command, help=about)
        named.add_argument("name", metavar="姓名")
        named.set_defaults(run=run)
    commands.add_parser("list", help="列出姓名").set_defaults(run=_list)
    record = commands.add_parser("record", help="列出采用记录")
    record.add_argument("--verify", action="store_true", help="只核对各行是否首尾相接，有断处时退出码为 1")
    record.set_defaults(run=_record)
    return parser.parse_args(arguments)


def _places() -> Places:
    return Places(Path(os.environ.get("PLAN_KEEPERS", "")), plan_folder(), state_folder())


def _add(options: argparse.Namespace, places: Places) -> int:
    name = keeper_name(options.name)
    keepers = _kept(places)
    passphrase = getpass.getpass(f"{name} 的口令：")
    if sentence := weakness(passphrase, name):
        raise RefusedError(sentence)
    if getpass.getpass("再输一遍：") != passphrase:
        raise RefusedError("两遍不一样，没有改动。")
    known = name in keepers
    write_keepers(places.keepers, places.data, keepers | {name: hashed(passphrase)})
    print(f"{name} 换了口令。" if known else f"加了 {name}，现在共 {len(keepers) + 1} 人。")
    return 0


def _remove(options: argparse.Namespace, places: Places) -> int:
    name = keeper_name(options.name)
    keepers = _kept(places)
    if name not in keepers:
        raise RefusedError(f"没有 {name} 这个人。")
    write_keepers(places.keepers, places.data, {other: kept for other, kept in keepers.items() if other != name})
    print(f"去掉了 {name}，还有 {len(keepers) - 1} 人。")
    return 0


def _list(options: argparse.Namespace, places: Places) -> int:
    print("\n".join(_kept(places)) or "没有指定任何人：网页上不能采用数据。")
    return 0


def _kept(places: Places) -> dict:
    if places.keepers == Path():
        raise RefusedError("请用 PLAN_KEEPERS 指明口令文件，例如 PLAN_KEEPERS=keepers/keepers.toml。")
    return read_keepers(places.keepers, places.data)


def _record(options: argparse.Namespace, places: Places) -> int:
    lines, broken = verify(places.own)
    if not options.verify:
        for entry in reversed(last_entries(places.own, _MOST_SHOWN)):
            parts = (entry.get(name) for name in ("time", "keeper", "address", "outcome", "why"))
            print(" ｜ ".join([str(part) for part in parts if part] + list(entry.get("files", {}))))
    print(f"{places.own / FILE}：{broken or f'{lines} 行，首尾相接'}")
    return int(bool(broken))


if __name__ == "__main__":
    sys.exit(main())
