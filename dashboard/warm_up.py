"""One run of every page before anybody comes: the first viewer after a start waits no longer than the second."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime, SessionClient

PAGES = Path(__file__).parents[1] / "pages"

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
    """While the server already answers: every page once, then ``ahead`` in a thread. For the lifespan of ``st.App``."""
    task = asyncio.create_task(_prepare(ahead))
    yield
    task.cancel()


async def _prepare(ahead: Callable[[], None]) -> None:
    try:
        await _visit_every_page()
        await asyncio.to_thread(ahead)
    except Exception:
        # Nothing depends on it: the first viewer only waits a second longer.
        _LOGGER.exception("启动后的预热没有做完")


async def _visit_every_page() -> None:
    runtime, nobody = Runtime.instance(), _Nobody()
    session = runtime.connect_session(nobody, {})
    # The address "" is 总览, which most come to first.
    try:
        for address in ("", *sorted(path.stem for path in PAGES.glob("*.py") if path.stem != "overview")):
            nobody.done.clear()
            message = BackMsg()
            message.rerun_script.page_name = address
            runtime.handle_backmsg(session, message)
            await nobody.done.wait()
    finally:
        runtime.close_session(session)
