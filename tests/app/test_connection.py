"""What a viewer sees where the connection or the timing goes wrong, over the protocol that a browser speaks."""

import asyncio
import time
from contextlib import ExitStack
from pathlib import Path

from tests.support.viewer import Viewer
from tools.chromium import free_port, running_app

WITHIN = 20
"""Seconds to wait for what takes one or two: machines under test are slow."""
# From 附件 1 and 2, counted by hand.
LED_BY_SCIENCE = "牵头部门：区科技局 · 6\\/20 个载体"


async def until(happened) -> None:
    deadline = time.monotonic() + WITHIN
    while not happened():
        assert time.monotonic() < deadline, "没有等到"
        await asyncio.sleep(0.05)


def test_a_viewer_is_back_with_its_filter_when_the_killed_server_runs_again(tmp_path: Path):
    port = free_port()

    async def watch(servers: ExitStack) -> Viewer:
        first = servers.enter_context(running_app(tmp_path / "first.log", port=port))
        viewer = Viewer(first.url, "industry", [("lead", "区科技局")])
        await viewer.open()
        assert LED_BY_SCIENCE in viewer.seen.headings[0]
        viewer.seen.headings = []
        first.process.kill()
        await asyncio.to_thread(servers.enter_context, running_app(tmp_path / "second.log", port=port))
        await until(lambda: viewer.reconnects)
        await viewer.close()
        return viewer

    with ExitStack() as servers:
        viewer = asyncio.run(watch(servers))

    assert LED_BY_SCIENCE in viewer.seen.headings[0]


def test_a_look_for_new_data_that_crosses_a_run_has_the_page_drawn_again(tmp_path: Path):
    # Streamlit drops what a run has drawn if the look's request arrives just as it ends (docs/decisions/0019).
    async def watch(url: str) -> Viewer:
        viewer = Viewer(url, "industry", [("lead", "区科技局")])
        await viewer.open()
        viewer.seen.headings = []
        await viewer.look()
        await until(lambda: viewer.seen.headings)
        await viewer.close()
        return viewer

    with running_app(tmp_path / "streamlit.log") as server:
        viewer = asyncio.run(watch(server.url))

    assert LED_BY_SCIENCE in viewer.seen.headings[0]
