"""Facts, figures and texts are worked out once for a plan and a filter, whoever asks for them (docs/speed.md).

Measured on a change of the filter: a rerun of 总览 takes a seventh of the processor time that it takes without.
"""

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import ParamSpec, TypeVar

import pandas as pd

P = ParamSpec("P")
R = TypeVar("R")

KEPT = 32
"""Results that each function keeps: as many different views as people look at within minutes."""


def remembered(function: Callable[P, R]) -> Callable[P, R]:
    """``function``, which must depend on its arguments alone, with its last ``KEPT`` results kept.

    Plans and frames are told apart by identity, everything else by value. So nothing old can be shown: changed files
    and previews are other plans, and what is made of them are other frames. In turn nobody may change a frame, a
    figure or a list that he was given.
    """
    kept: OrderedDict[tuple, R] = OrderedDict()
    lock = Lock()

    @wraps(function)
    def ask(*arguments: P.args, **named: P.kwargs) -> R:
        key = (*map(_key, arguments), *((name, _key(value)) for name, value in sorted(named.items())))
        with lock:
            if key in kept:
                kept.move_to_end(key)
                return kept[key]
        result = function(*arguments, **named)
        with lock:
            kept[key] = result
            if len(kept) > KEPT:
                kept.popitem(last=False)
        return result

    return ask


class _Itself:
    """Equal to nothing but the same object, which it keeps alive, so that its identity is not given to another."""

    def __init__(self, value: object) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and self.value is other.value

    def __hash__(self) -> int:
        return id(self.value)


def _key(value: object) -> object:
    if isinstance(value, pd.DataFrame):
        return _Itself(value)
    if isinstance(value, list):
        return tuple(map(_key, value))
    if isinstance(value, dict):
        return tuple((name, _key(part)) for name, part in value.items())
    return value
