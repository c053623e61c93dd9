"""Whether it is the keeper: one try at a time, counted before it is compared, so that parallel ones gain nothing."""

from dataclasses import dataclass, replace
from datetime import datetime

from analytics.disk_errors import cause

from .keepers_file import keeper_name, read_keepers
from .passphrases import agrees, decoy
from .places import Places, alone
from .record import append
from .refused import RefusedError
from .waits import read_waits, write_waits

WAITS = "waits.json"
_WRONG = "姓名或口令不对。"
_UNKNOWN = "（不认识的姓名）"


@dataclass(frozen=True)
class Request:
    """Who asks, from which address that counts, when (with time zone), and why."""

    keeper: str
    address: str
    now: datetime
    why: str


def check(places: Places, request: Request, passphrase: str) -> str:
    """The keeper's name as it is kept. Raises ``RefusedError`` where it is not the keeper, or must wait first.

    A try counts as wrong before it is compared, and is taken back if it was right: a process killed in between gives
    no try for nothing. A right one clears nothing else, or whoever has one passphrase could guess at another's.
    """
    with alone(places):
        try:
            return _compared(places, request, passphrase)
        except OSError as error:
            # Where tries cannot be counted, nobody gets in: a full disk must not open the door.
            message = f"口令没有核对：状态文件夹写不进去（{cause(error)}）。请管理员检查 state 文件夹。"
            raise RefusedError(message) from error


def _compared(places: Places, request: Request, passphrase: str) -> str:
    keepers = read_keepers(places.keepers, places.data)
    if not keepers:
        raise RefusedError("没有指定能采用数据的人。")
    path, now = places.own / WAITS, request.now.timestamp()
    waits = read_waits(path, now)
    if seconds := waits.seconds(request.address, now):
        write_waits(path, replace(waits, turned_away=waits.turned_away + 1))
        raise RefusedError(f"口令输错的次数多了，还要等 {seconds} 秒再试。")
    counted = waits.after_failure(request.address, now)
    write_waits(path, counted)
    try:
        name = keeper_name(request.keeper)
    except RefusedError:
        name = ""
    known = name in keepers
    right = agrees(passphrase, keepers[name] if known else decoy(next(iter(keepers.values()))))
    if known and right:
        write_waits(path, waits)
        return name
    # What was typed for a name may be the passphrase in the wrong field: only a known name is written down.
    append(
        places.own,
        {
            "time": request.now.isoformat(timespec="seconds"),
            "action": "try",
            "keeper": name if known else _UNKNOWN,
            "address": request.address,
            "outcome": _WRONG,
            "turned_away": waits.turned_away,
        },
    )
    write_waits(path, replace(counted, turned_away=0))
    raise RefusedError(_WRONG)
