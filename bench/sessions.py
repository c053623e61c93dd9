"""Many viewers at once: each opens a page, keeps it open and changes its filter again and again.

Every viewer speaks Streamlit's own protocol (tests/support/viewer.py) and keeps to one filter of its page (a multi- or
selectbox), another value every few seconds. ``python -m bench.load.sessions`` is the long study (docs/load.md).
"""

import asyncio
import os
import random
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.viewer import Viewer, ViewerError

_TICK = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@dataclass
class Sample:
    """What the watched processes used at ``seconds`` of the run: MiB and CPU seconds of all, most open files."""

    seconds: float
    memory: float
    files: int
    cpu: float


@dataclass
class Result:
    """Seconds of first pages and of changes, errors in words with their number, samples, bytes to the viewers."""

    opened: list[float] = field(default_factory=list)
    changed: list[float] = field(default_factory=list)
    errors: Counter = field(default_factory=Counter)
    samples: list[Sample] = field(default_factory=list)
    received: int = 0


async def load(url: str, sessions: int, every: float, seconds: float, watched: list[int], seed: int = 1) -> Result:
    """``sessions`` viewers for ``seconds``, arriving over the first ``every`` seconds."""
    result = Result()
    begun = time.perf_counter()
    end = begun + seconds
    pages = await _pages(url)
    watch = asyncio.create_task(_watch(watched, begun, result))
    await asyncio.gather(
        *(
            _viewer(url, pages[number % len(pages)], number * every / sessions, every, end, result, seed + number)
            for number in range(sessions)
        )
    )
    watch.cancel()
    return result


async def _pages(url: str) -> list[str]:
    """The addresses of the app's pages; the root alone where it has no navigation."""
    first = Viewer(url)
    await first.open()
    await first.close()
    return first.seen.pages or [""]


async def _viewer(url: str, page: str, delay: float, every: float, end: float, result: Result, seed: int) -> None:
    dice = random.Random(seed)
    await asyncio.sleep(delay)
    viewer = Viewer(url, page)
    try:
        result.opened.append(await viewer.open())
        next_change = time.perf_counter() + dice.uniform(0, every)
        while next_change < end:
            await asyncio.sleep(max(0, next_change - time.perf_counter()))
            choice = _filter_of(viewer, seed)
            now = viewer.chosen.get(choice.widget_id)
            value = dice.choice([option for option in choice.options if option != now])
            result.changed.append(await viewer.choose(choice, value))
            next_change += every
        await asyncio.sleep(max(0, end - time.perf_counter()))
    except (ViewerError, OSError) as error:
        result.errors[f"/{page}：{error}"] += 1
    finally:
        result.received += viewer.received_bytes
        if viewer.reconnects:
            result.errors["连接断过"] += len(viewer.reconnects)
        await viewer.close()


def _filter_of(viewer: Viewer, number: int):
    """The filter this viewer keeps to: one that is in the address where there is one, with something to choose from."""
    choices = [choice for choice in viewer.seen.choices.values() if len(choice.options) > 1]
    if not choices:
        raise ViewerError("这一页没有可以改的筛选")
    bound = [choice for choice in choices if choice.query_key] or choices
    return bound[number % len(bound)]


async def _watch(processes: list[int], begun: float, result: Result) -> None:
    while processes:
        used = [_use_of(process) for process in processes]
        memory, files, cpu = zip(*used, strict=True)
        result.samples.append(Sample(time.perf_counter() - begun, sum(memory), max(files), sum(cpu)))
        await asyncio.sleep(1)


def _use_of(process: int) -> tuple[float, int, float]:
    """MiB resident, open files, CPU seconds of a process, as /proc has them."""
    proc = Path(f"/proc/{process}")
    memory = int((proc / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    times = (proc / "stat").read_text().rpartition(")")[2].split()
    return memory, len(list((proc / "fd").iterdir())), (int(times[11]) + int(times[12])) / _TICK


def share(values: list[float], part: float) -> float:
    """The value that ``part`` of ``values`` do not exceed; infinite where there are none."""
    return sorted(values)[max(0, round(part * len(values)) - 1)] if values else float("inf")
