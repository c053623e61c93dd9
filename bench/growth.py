"""How the dashboard grows: invented districts of 20 to 20,000 carriers, read, checked, summed up and shown.

    python -m bench.growth [--carriers 20,200,2000,20000]

A rerun is asked for over Streamlit's own protocol (tests/support/viewer.py): another department, first one that nobody
has asked for yet, then one that was asked for before. Times are milliseconds on this machine; what counts is how they
grow.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

from analytics import Filters, apply_filters, area_by, due_by_year, load_plan, plaque_matrix, target_gaps, timeline
from analytics.consistency import check_consistency
from tests.support.districts import write_district
from tests.support.viewer import Viewer

from .servers import DASHBOARD, Contestant, running
from .unbounded import lift_bounds

PAGES = ("", "industry", "plaques", "timeline", "departments", "carrier", "checks", "meeting")
UNBOUNDED = Contestant(
    "unbounded",
    tuple("bench.unbounded" if word == "streamlit" else word for word in DASHBOARD.command),
    DASHBOARD.folder,
)
SIZES = (20, 200, 2000, 20000)
_CHANGES = 3


@dataclass(frozen=True)
class Growth:
    """Milliseconds of a size: ``steps`` by name; of each page opening it with all carriers (a second visitor does),
    a change of the filter anew and again; and the bytes of both."""

    carriers: int
    steps: dict[str, float]
    opened: dict[str, float]
    opened_bytes: dict[str, float]
    anew: dict[str, float]
    again: dict[str, float]
    bytes: dict[str, float]


def growth(carriers: int, folder: Path) -> Growth:
    """Measures a district of ``carriers`` carriers, written into ``folder``."""
    write_district(folder, carriers, seed=1)
    lift_bounds()
    plan = load_plan(folder)
    lead = plan.carriers["leads"].iloc[0]

    def facts() -> None:
        shown = apply_filters(load_plan(folder), Filters(lead=lead))
        for fact in (target_gaps, plaque_matrix, due_by_year):
            fact(shown)
        timeline(shown, date(2026, 11, 25))
        area_by(shown.carriers, "industry")

    load = _took(lambda: load_plan(folder))
    steps = {"读入": load, "其中校核": _took(lambda: check_consistency(plan)), "各项汇总": _took(facts) - load}
    with running(UNBOUNDED, folder) as server:
        opened, opened_bytes = asyncio.run(_openings(server.url))
        anew, again, sizes = asyncio.run(_reruns(server.url))
    return Growth(carriers, steps, opened, opened_bytes, anew, again, sizes)


def _took(work: Callable[[], object], times: int = 3) -> float:
    seconds = []
    for _ in range(times):
        begun = time.process_time()
        work()
        seconds.append(time.process_time() - begun)
        if seconds[-1] > 1:
            break
    return 1000 * min(seconds)


async def _openings(url: str) -> tuple[dict[str, float], dict[str, float]]:
    seconds, sizes = {}, {}
    for page in PAGES:
        for _ in range(2):
            viewer = Viewer(url, page)
            seconds[page] = 1000 * await viewer.open()
            sizes[page] = viewer.received_bytes
            await viewer.close()
    return seconds, sizes


async def _reruns(url: str) -> tuple[dict[str, float], dict[str, float], dict[str, float]]:
    anew, again, sizes = {}, {}, {}
    for page in PAGES:
        viewer = Viewer(url, page)
        await viewer.open()
        choice = next(choice for choice in viewer.seen.choices.values() if choice.query_key == "lead")
        first, second, received = [], [], []
        for value in choice.options[:_CHANGES]:
            first.append(await viewer.choose(choice, value))
        for value in choice.options[:_CHANGES]:
            before = viewer.received_bytes
            second.append(await viewer.choose(choice, value))
            received.append(viewer.received_bytes - before)
        anew[page], again[page], sizes[page] = 1000 * median(first), 1000 * median(second), median(received)
        await viewer.close()
    return anew, again, sizes


def table(rows: list[Growth]) -> str:
    """The measurements side by side, a column a size, in Markdown."""
    lines = ["| | " + " | ".join(f"{row.carriers:,} 个载体" for row in rows) + " |", "|---|" + "---:|" * len(rows)]

    def line(name: str, values: list[float]) -> None:
        lines.append(f"| {name} | " + " | ".join(f"{value:,.0f}" for value in values) + " |")

    for name in rows[0].steps:
        line(f"{name}（毫秒）", [row.steps[name] for row in rows])
    shown = (
        ("打开（毫秒）", "opened"),
        ("打开的字节，未压缩", "opened_bytes"),
        ("首次筛选（毫秒）", "anew"),
        ("再次筛选（毫秒）", "again"),
        ("一次刷新的字节，未压缩", "bytes"),
    )
    for words, field in shown:
        for page in PAGES:
            line(f"/{page} {words}", [getattr(row, field)[page] for row in rows])
    return "\n".join(lines)


def main() -> int:
    """Measures every size and prints the table."""
    parser = argparse.ArgumentParser(description="载体从 20 个到 20,000 个，各要多久")
    parser.add_argument("--carriers", type=lambda text: [int(part) for part in text.split(",")])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        rows = [growth(carriers, Path(place) / str(carriers)) for carriers in options.carriers or SIZES]
    print(table(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
