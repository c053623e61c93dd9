"""What is done every minute: downloads of sessions that are over are let go, for which Streamlit waits until some page
runs, and files that run out are told of."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

EVERY_SECONDS = 60
"""A file is marked in one round and let go in the next."""

_LOGGER = logging.getLogger(__name__)


@asynccontextmanager
async def sweeping(sweep: Callable[[], None], every: float = EVERY_SECONDS) -> AsyncIterator[None]:
    """While the server runs: ``sweep`` again and again, in a thread."""
    task = asyncio.create_task(_again(sweep, every))
    yield
    task.cancel()


async def _again(sweep: Callable[[], None], every: float) -> None:
    while True:
        await asyncio.sleep(every)
        try:
            await asyncio.to_thread(sweep)
        except Exception:
            _LOGGER.exception("每分钟做一次的 %s 出错", sweep.__name__)
