"""How long to wait after wrong passphrases, per address and over all; on disk, so that a restart changes nothing."""

import json
import math
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from analytics.whole_files import write_whole

from .refused import RefusedError

_MOST_ADDRESSES = 1000


@dataclass(frozen=True)
class Rule:
    """``free`` wrong tries cost nothing; each further one doubles the wait, from 2 seconds up to ``longest``.

    All are forgotten once ``forgotten`` seconds have passed without another.
    """

    free: int
    longest: int
    forgotten: int

    def seconds(self, failures: int) -> int:
        """The wait after so many wrong tries."""
        over = failures - self.free
        return 0 if over <= 0 else min(2 ** min(over, 30), self.longest)


PER_ADDRESS = Rule(free=2, longest=15 * 60, forgotten=24 * 3600)
# Shorter at the most: whoever guesses from many addresses must not lock the keepers out for long.
OVER_ALL = Rule(free=10, longest=60, forgotten=3600)


@dataclass(frozen=True)
class Failures:
    """Wrong tries in a row: how many, and when the last one was (seconds since 1970)."""

    count: int = 0
    last: float = 0.0


@dataclass(frozen=True)
class Waits:
    """Wrong tries over all and by address; ``turned_away``: tries during a wait, which were not even compared."""

    over_all: Failures = Failures()
    addresses: dict[str, Failures] = field(default_factory=dict)
    turned_away: int = 0

    def seconds(self, address: str, now: float) -> int:
        """How long ``address`` still has to wait, in whole seconds; 0 = not at all."""
        alone = _left(self.addresses.get(address, Failures()), PER_ADDRESS, now)
        return math.ceil(max(alone, _left(self.over_all, OVER_ALL, now)))

    def after_failure(self, address: str, now: float) -> "Waits":
        """With one more wrong try from ``address``."""
        # Re-inserted, so that the order is that of the last tries and the oldest are forgotten first.
        others = {other: failures for other, failures in self.addresses.items() if other != address}
        mine = _one_more(self.addresses.get(address, Failures()), PER_ADDRESS, now)
        kept = dict(list((others | {address: mine}).items())[-_MOST_ADDRESSES:])
        return replace(self, over_all=_one_more(self.over_all, OVER_ALL, now), addresses=kept)


def read_waits(path: Path, now: float) -> Waits:
    """The waits at ``now``. Raises OSError, or ``RefusedError`` where the file is damaged: then nobody gets in."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Waits()
    try:
        kept = json.loads(text)
        over_all = _failures(kept["over_all"], now)
        addresses = {address: _failures(entry, now) for address, entry in kept["addresses"].items()}
        return Waits(over_all, addresses, int(kept["turned_away"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        message = f"等待记录 {path.name} 已损坏，暂时不能采用。请管理员查明原因后删去 state/keepers/{path.name}。"
        raise RefusedError(message) from error


def write_waits(path: Path, waits: Waits) -> None:
    """Keeps ``waits``. Raises OSError."""
    write_whole(path, json.dumps(asdict(waits), ensure_ascii=False).encode(), 0o640)


def _failures(entry: dict, now: float) -> Failures:
    # A clock that was ahead and has been set back must not make anybody wait for years: the wait begins now.
    return Failures(int(entry["count"]), min(float(entry["last"]), now))


def _left(failures: Failures, rule: Rule, now: float) -> float:
    return max(0.0, rule.seconds(failures.count) - (now - failures.last))


def _one_more(failures: Failures, rule: Rule, now: float) -> Failures:
    count = 0 if now - failures.last > rule.forgotten else failures.count
    return Failures(count + 1, now)
