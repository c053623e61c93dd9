"""One run of every page before anybody comes: the first viewer after a start waits little longer than the second."""

import asyncio
import gc
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime, SessionClient

PAGES = Path(__file__).parents[1] / "pages"

_REST_SECONDS = 3
"""Then nobody is waiting any more who was there at the start: he had 250 ms less to wait so (docs/speed.md)."""

_LOGGER = logging.getLogger(__name__)


class _Nobody(SessionClient):
    """A viewer that looks at nothing and notes when a page is done."""

    def __init__(self) -> None:
        self.done = asyncio.Event()

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        if msg.WhichOneof("type") == "script_finished":
            self.done.set()


@asynccontextmanager
async def warm_up(ahead: Callable[[], None]) -> AsyncIterator[None]:
    """While the server already answers: 总览, where most come first, and after a rest every other page once, then
    ``ahead`` in a thread. For the lifespan of ``st.App``.

    Until that rest is over nobody looks for garbage: among modules that come in by the hundred there is little, and
    looking takes a fifth of the time (docs/speed.md). Then once, and what is left stays for good.
    """
    gc.disable()
    task = asyncio.create_task(_prepare(ahead))
    yield
    task.cancel()


async def _prepare(ahead: Callable[[], None]) -> None:
    try:
        try:
            await _visit("")
            await asyncio.sleep(_REST_SECONDS)
        finally:
            gc.collect()
            gc.freeze()
            gc.enable()
        await _visit(*sorted(path.stem for path in PAGES.glob("*.py") if path.stem != "overview"))
        await asyncio.to_thread(ahead)
    except Exception:
        # Nothing depends on it: the first viewer only waits a second longer.
        _LOGGER.exception("启动后的预热没有做完")


async def _visit(*addresses: str) -> None:
    runtime, nobody = Runtime.instance(), _Nobody()
    session = runtime.connect_session(nobody, {})
    try:
        for address in addresses:
            nobody.done.clear()
            message = BackMsg()
            message.rerun_script.page_name = address
            runtime.handle_backmsg(session, message)
            await nobody.done.wait()
    finally:
        runtime.close_session(session)
