"""Viewers can make the server write into its log: never more than so much, and never a line of their own."""

import asyncio
import io
import logging
import threading

import pytest

from dashboard.server.bounded_log import MOST_A_MINUTE, MOST_CHARACTERS, MOST_OF_A_TRACEBACK, bounded
from dashboard.server.sweep import sweeping


@pytest.fixture
def log(request: pytest.FixtureRequest):
    """A logger as Streamlit sets one up, its output, and a clock in its hand."""
    kept, output, now = logging.getLogRecordFactory(), io.StringIO(), [0.0]
    logging.setLogRecordFactory(bounded(kept, lambda: now[0]))
    logger = logging.getLogger(request.node.name)
    logger.propagate = False
    handler = logging.StreamHandler(output)
    handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    logger.addHandler(handler)
    yield logger, output, now
    logging.setLogRecordFactory(kept)
    logger.removeHandler(handler)


def test_a_message_is_one_line_and_bounded(log):
    logger, output, _ = log

    logger.warning("来源 %s", "http://a\r\n2026-11-23 ERROR forged\x1b[31m\u2028" + "长" * 1000)

    (line,) = output.getvalue().splitlines()
    assert line.startswith("WARNING 来源 http://a\\x0d\\x0a2026-11-23 ERROR forged\\x1b[31m\\x2028长")
    assert line.endswith("字）")
    assert len(line) < MOST_CHARACTERS + 100


def test_of_a_traceback_the_end_is_kept_and_no_line_is_forged(log):
    logger, output, _ = log
    try:
        raise ValueError("\n2026-11-23 ERROR forged\n" * 1000 + "真正的原因")
    except ValueError:
        logger.exception("出错")

    first, *lines = output.getvalue().splitlines()
    assert first == "ERROR 出错"
    assert all(line.startswith("  | ") for line in lines)
    assert "真正的原因" in lines[-1]
    assert len(output.getvalue()) < 2 * MOST_OF_A_TRACEBACK


def test_a_flood_is_said_and_ends_and_the_next_minute_is_written_again(log):
    logger, output, now = log
    other = logging.getLogger("another")

    for number in range(1000):
        logger.warning("第 %d 条", number)

    lines = output.getvalue().splitlines()
    assert len(lines) == MOST_A_MINUTE + 1
    assert "其余的不记" in lines[-1]
    # What another part of the program has to say is not drowned.
    assert other.makeRecord("another", logging.ERROR, "", 0, "m", (), None).levelno == logging.ERROR

    now[0] = 61.0
    logger.warning("又一条")
    assert output.getvalue().splitlines()[-1] == "WARNING 又一条"


def test_downloads_of_ended_sessions_are_let_go_again_and_again_also_after_an_error():
    done = threading.Event()
    rounds = []

    def sweep() -> None:
        rounds.append(None)
        if len(rounds) == 1:
            raise RuntimeError("once")
        done.set()

    async def run() -> bool:
        async with sweeping(sweep, every=0.01):
            return await asyncio.to_thread(done.wait, 20)

    assert asyncio.run(run())
