"""Downloads of sessions that are over are let go by a timer: Streamlit does so only when somebody else's page runs."""

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
            _LOGGER.exception("没有清理已结束的会话的下载")
