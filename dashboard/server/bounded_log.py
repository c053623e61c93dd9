"""What stands in the log is bounded: viewers can make the server write, and must neither fill the disk nor forge lines.

Every record is one line of at most ``MOST_CHARACTERS``, control characters spelled out; of a traceback the end is kept,
each line behind a bar. A logger that has written ``MOST_A_MINUTE`` records says so and is silent until the next minute.
"""

import logging
import re
import time
import traceback
from collections.abc import Callable

MOST_CHARACTERS = 500
MOST_OF_A_TRACEBACK = 4_000
MOST_A_MINUTE = 60

_UNWRITTEN = -1
"""A level below that of every handler: nobody writes the record."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")

Factory = Callable[..., logging.LogRecord]


def bound_log() -> None:
    """Bounds what all loggers of the process write from now on."""
    logging.setLogRecordFactory(bounded(logging.getLogRecordFactory(), time.monotonic))


def bounded(make: Factory, clock: Callable[[], float]) -> Factory:
    """The records of ``make``, bounded; ``clock`` tells seconds."""
    written: dict[str, tuple[int, int]] = {}

    def make_bounded(*arguments: object, **named: object) -> logging.LogRecord:
        record = make(*arguments, **named)
        minute, count = int(clock() // 60), 0
        if written.get(record.name, (None,))[0] == minute:
            count = written[record.name][1]
        written[record.name] = (minute, count + 1)
        if count > MOST_A_MINUTE:
            record.levelno = _UNWRITTEN
            return record
        if count == MOST_A_MINUTE:
            record.msg, record.args, record.exc_info = (
                f"一分钟里超过 {MOST_A_MINUTE} 条，这一分钟里其余的不记",
                (),
                None,
            )
            return record
        record.msg, record.args = _one_line(record.getMessage(), MOST_CHARACTERS), ()
        if record.exc_info and record.exc_info[0]:
            text = "".join(traceback.format_exception(*record.exc_info))[-MOST_OF_A_TRACEBACK:]
            record.exc_text = "\n".join(f"  | {_one_line(line, MOST_CHARACTERS)}" for line in text.splitlines())
        return record

    return make_bounded


def _one_line(text: str, most: int) -> str:
    cut = text if len(text) <= most else f"{text[:most]}…（共 {len(text)} 字）"
    return _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", cut)
