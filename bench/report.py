"""The costs of the dashboard as ratios to Streamlit's floor and to a Dash twin, each beside its bar.

    python -m bench.report [--changes 12] [--rounds 5] [--without growth,sessions]     (``make bench`` runs it)

What is compared is measured in turns, A B A B, so that a busy machine is busy for all alike; only ratios are told.
docs/speed.md keeps a report with the machine that it comes from.
"""

import argparse
import asyncio
import os
import platform
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from tools.chromium import find_chromium, launch, settle

from .browser import Samples, choose_in_dash, choose_in_dashboard, choose_in_floor, turn_page, viewer
from .growth import SIZES, growth, table
from .relay import relayed
from .servers import DASH, DASHBOARD, FLOOR, running
from .sessions import load, share

PAGES = {
    "/": "总览",
    "/industry": "产业面积",
    "/plaques": "授牌缺口",
    "/timeline": "时间轴",
    "/departments": "部门清单",
    "/carrier": "载体档案",
    "/notice": "方案原文",
    "/checks": "数据校核",
    "/meeting": "会议模式",
}
WITHOUT_CHART = ("/departments", "/notice", "/checks")
"""Pages with no chart in the window when they are opened."""

WITH_TWIN = ("/industry", "/timeline")
_SEEN_BEFORE = 6
"""Changes before it counts: then everybody has seen every department once."""

_SESSION_SECONDS = 20


@dataclass(frozen=True)
class Line:
    """A line of the report: ``value`` is good up to ``bar``; ``unit`` is × for a ratio."""

    words: str
    value: float
    bar: float
    unit: str = "×"

    def __str__(self) -> str:
        verdict = "达到" if self.value <= self.bar else "未达到"
        return f"| {self.words} | {self.value:.2f} {self.unit} | ≤ {self.bar:g} {self.unit} | {verdict} |"


def changes(browser: Browser, times: int) -> list[Line]:
    """Filter changes on every page, in turns with the floor and the twin, nobody else there; and page switches."""
    lines = []
    with ExitStack() as open_:
        dashboard, floor, dash = (open_.enter_context(running(each)) for each in (DASHBOARD, FLOOR, DASH))
        for path, title in PAGES.items():
            ways = {"floor": (floor, "/", choose_in_floor), "mine": (dashboard, path, choose_in_dashboard)}
            if path in WITH_TWIN:
                ways["dash"] = (dash, path, choose_in_dash)
            took = _in_turns(browser, ways, times)
            mine, base = took["mine"], took["floor"]
            lines.append(Line(f"{title}：改筛选到画完，比底线", mine.wait() / base.wait(), 1.3))
            if path in WITH_TWIN:
                lines.append(Line(f"{title}：改筛选到画完，比 Dash", mine.wait() / took["dash"].wait(), 1.5))
            lines.append(Line(f"{title}：改筛选的服务器处理器时间，比底线", sum(mine.cpu) / sum(base.cpu), 0.5))
        took = _in_turns(
            browser, {"floor": (floor, "/", choose_in_floor), "mine": (dashboard, "/industry", _turn)}, times
        )
        lines.append(Line("换页到画完，比底线的改筛选", took["mine"].wait() / took["floor"].wait(), 1.5))
    return lines


def _in_turns(browser: Browser, ways: dict, times: int) -> dict[str, Samples]:
    """``times`` changes of each of ``ways``: name → (server, path, what one does there)."""
    samples = {name: Samples() for name in ways}
    with ExitStack() as open_:
        viewers = {name: open_.enter_context(viewer(browser, server)) for name, (server, *_) in ways.items()}
        for name, (_, path, _) in ways.items():
            viewers[name].visit(path, *_sign(path))
        for number in range(times + _SEEN_BEFORE):
            for name, (_, _, choose) in ways.items():
                act = lambda page, choose=choose, number=number: choose(page, number)  # noqa: E731
                viewers[name].change(act, samples[name] if number >= _SEEN_BEFORE else Samples())
    return samples


def _turn(page: Page, number: int) -> None:
    turn_page(page, "产业面积" if number % 2 else "时间轴")


def _sign(path: str) -> list[str]:
    return ["h2"] if path in WITHOUT_CHART else []


def wire(browser: Browser) -> list[Line]:
    """Kilobytes on the wire: of a first visit, and of a change of the filter on each page."""
    lines = []
    with running(DASHBOARD) as server, relayed(server) as (through, count):
        for path, title in PAGES.items():
            with viewer(browser, through) as one:
                before = count.sent
                one.visit(path, *_sign(path))
                settle(one.page)
                if path == "/":
                    lines.append(Line("首次打开总览经网络", (count.sent - before) / 1e6, 3, "MB"))
                received = []
                for number in range(4):
                    before = count.sent
                    one.change(lambda page, number=number: choose_in_dashboard(page, number), Samples())
                    settle(one.page)
                    received.append((count.sent - before) / 1024)
                lines.append(Line(f"{title}：改筛选经 WebSocket", max(received), 12, "KB"))
    return lines


def visits(browser: Browser, rounds: int) -> list[Line]:
    """First visits with an empty cache and with a warm one, in turns; then those right after a start."""
    cold, warm = ({DASHBOARD: [], FLOOR: []} for _ in range(2))
    first, second = [], []
    with running(DASHBOARD) as dashboard, running(FLOOR) as floor:
        for _ in range(rounds + 1):
            for contestant, server in ((DASHBOARD, dashboard), (FLOOR, floor)):
                with viewer(browser, server) as one:
                    cold[contestant].append(one.visit("/"))
                    settle(one.page)
                    warm[contestant].append(one.visit("/"))
    for _ in range(max(2, rounds // 2)):
        with running(DASHBOARD) as server:
            for seconds in (first, second):
                with viewer(browser, server) as one:
                    seconds.append(one.visit("/"))
    # The first round is left out: its servers have seen nobody yet.
    ratio = {
        name: median(times[DASHBOARD][1:]) / median(times[FLOOR][1:]) for name, times in (("c", cold), ("w", warm))
    }
    return [
        Line("首次打开（空缓存）到第一张图，比底线", ratio["c"], 1.2),
        Line("再次打开（有缓存）到第一张图，比底线", ratio["w"], 1.2),
        Line("启动后第一人到第一张图，比第二人", median(first) / median(second), 1.15),
    ]


def starts(rounds: int) -> list[Line]:
    """From starting the process to its first healthy answer, in turns."""
    seconds: dict = {DASHBOARD: [], FLOOR: []}
    for _ in range(rounds):
        for contestant in seconds:
            with running(contestant) as server:
                seconds[contestant].append(server.seconds_to_healthy)
    return [Line("启动到应答健康检查，比底线", median(seconds[DASHBOARD]) / median(seconds[FLOOR]), 1.5)]


def sessions() -> list[Line]:
    """Many viewers over Streamlit's protocol: memory of 50, the slowest of 100 against the floor's."""
    with running(DASHBOARD) as server:
        asyncio.run(load(server.url, 1, 2, 10, []))
        alone = server.memory()
        result = asyncio.run(load(server.url, 50, 5, _SESSION_SECONDS, [server.process.pid]))
        full = max(sample.memory for sample in result.samples)
    slowest = {DASHBOARD: [], FLOOR: []}
    for _ in range(2):
        for contestant, waits in slowest.items():
            with running(contestant) as server:
                waits += asyncio.run(load(server.url, 100, 2, _SESSION_SECONDS, [])).changed
    ratio = share(slowest[DASHBOARD], 0.95) / share(slowest[FLOOR], 0.95)
    return [
        Line("50 人时的内存", full, 260, "MiB"),
        Line("每多一人的内存", (full - alone) / 50, 1, "MiB"),
        Line("100 人每 2 秒改一次筛选，95% 的等待，比底线", ratio, 3),
    ]


def grown() -> tuple[list[Line], str]:
    """Reruns of the largest district against those of the smallest, and the whole table."""
    with tempfile.TemporaryDirectory() as place:
        rows = [growth(carriers, Path(place) / str(carriers)) for carriers in SIZES]
    least, most = rows[0], rows[-1]
    times = most.carriers / least.carriers
    lines = [
        Line(f"{most.carriers:,} 个载体：{name}，比 {least.carriers} 个", most.steps[name] / least.steps[name], times)
        for name in least.steps
    ]
    lines += [
        Line(
            f"{most.carriers:,} 个载体：/{page} 再次筛选，比 {least.carriers} 个",
            most.again[page] / least.again[page],
            5,
        )
        for page in least.again
    ]
    return lines, table(rows)


def main() -> int:
    """Measures and prints the report."""
    options = _options()
    print(
        f"{platform.platform()}，{os.cpu_count()} 核，Python {platform.python_version()}，"
        f"负载 {os.getloadavg()[0] if hasattr(os, 'getloadavg') else 0:.1f}\n"
    )
    print("| 指标 | 实测 | 上限 | |\n|---|---:|---:|---|", flush=True)
    appendix = ""
    with sync_playwright() as playwright:
        browser = launch(playwright, find_chromium(playwright))
        for name, part in (
            ("changes", lambda: changes(browser, options.changes)),
            ("wire", lambda: wire(browser)),
            ("visits", lambda: visits(browser, options.rounds)),
        ):
            if name not in options.without:
                print(*part(), sep="\n", flush=True)
        browser.close()
    if "starts" not in options.without:
        print(*starts(options.rounds), sep="\n", flush=True)
    if "sessions" not in options.without:
        print(*sessions(), sep="\n", flush=True)
    if "growth" not in options.without:
        lines, appendix = grown()
        print(*lines, sep="\n", flush=True)
    print(f"\n{appendix}\n负载 {os.getloadavg()[0] if hasattr(os, 'getloadavg') else 0:.1f}")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="看板的各项花费，与底线和 Dash 相比")
    parser.add_argument("--changes", type=int, default=12)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--without", type=lambda text: text.split(","), default=[])
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
