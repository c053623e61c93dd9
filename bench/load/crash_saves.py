"""Kills a process with -9 while it saves accepted plans, again and again: no kill may leave a damaged state.

    python -m bench.load.crash_saves [--kills 200] [--seed 1] [--starts 5]

The victim accepts two plans in turn without end; after each kill the state must give a last good plan that is one of
the two, and every version in the history must load. Then the dashboard itself is killed and started anew on what was
left, with a spoilt data folder, so that the page can come from the state alone: how long until a viewer sees it?
Prints what was seen; exit 1 where a state was damaged.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path

from analytics import PlanError, load_plan
from analytics.state import accept, history, last_good
from tools.chromium import find_chromium, launch, new_context, running_app, settle

ROOT = Path(__file__).parents[2]


def main() -> int:
    """Kills again and again, then starts; 1 where a state was damaged."""
    options = _options()
    if options.victim:
        return _save_without_end(options.victim)
    dice = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        _two_plans(work)
        damaged, leftovers, versions = 0, 0, 0
        for number in range(1, options.kills + 1):
            # The first saves take longest: Python starts, pandas is imported.
            victim = subprocess.Popen([sys.executable, "-m", "bench.load.crash_saves", "--victim", place], cwd=ROOT)
            _wait_for_saves(work / "state", versions, victim)
            time.sleep(dice.uniform(0, 0.15))
            victim.kill()
            victim.wait()
            leftovers += bool([*(work / "state").rglob(".tmp-*")])
            try:
                good = last_good(work / "state")
                assert good is not None
                assert len(good[0].carriers) == 20
                versions = max(int(version.name.split("-")[0]) for version in history(work / "state"))
            except (PlanError, OSError, ValueError, KeyError, AssertionError) as error:
                damaged += 1
                print(f"第 {number} 次：{error}")
        print(f"{options.kills} 次 kill -9：{damaged} 次损坏，{leftovers} 次留下临时文件，共存 {versions} 版")
        _print_starts(_starts(work, options.starts))
    return int(damaged > 0)


def _two_plans(work: Path) -> None:
    for name, area in (("a", "3.8"), ("b", "3.6")):
        folder = Path(shutil.copytree(ROOT / "data", work / name))
        text = (folder / "annex2.csv").read_text(encoding="utf-8-sig")
        (folder / "annex2.csv").write_text(text.replace("元石国际,3.8", f"元石国际,{area}"), encoding="utf-8-sig")


def _save_without_end(place: str) -> int:
    work = Path(place)
    plans = [(work / name, load_plan(work / name)) for name in ("a", "b")]
    for folder, plan in cycle(plans):
        accept(work / "state", folder, plan, datetime.now(UTC))
    return 0


def _starts(work: Path, starts: int) -> list[float]:
    """Seconds from starting the killed dashboard anew until a viewer sees the last good plan under the banner."""
    from playwright.sync_api import expect, sync_playwright

    # The one of the two that was saved last: a state belongs to one folder.
    folder = Path((work / "state" / "folder").read_text(encoding="utf-8"))
    (folder / "annex2.csv").write_text("坏了", encoding="utf-8")
    os.environ["PLAN_STATE_DIR"] = str(work / "state")
    seconds = []
    with sync_playwright() as playwright:
        browser = launch(playwright, find_chromium(playwright))
        for number in range(starts):
            context = new_context(browser, theme="light", width=1366, height=768)
            page = context.new_page()
            begun = time.perf_counter()
            with running_app(work / f"streamlit-{number}.log", data_dir=folder) as server:
                page.goto(server.url)
                expect(page.get_by_role("heading", level=2).first).to_contain_text("20 个载体", timeout=60_000)
                seconds.append(time.perf_counter() - begun)
                settle(page)
                server.process.kill()
            context.close()
        browser.close()
    return seconds


def _print_starts(seconds: list[float]) -> None:
    if seconds:
        print(f"{len(seconds)} 次 kill -9 后重新启动，到看见首页：{min(seconds):.1f}–{max(seconds):.1f} 秒")


def _wait_for_saves(state: Path, before: int, victim: subprocess.Popen) -> None:
    """Until the victim has saved something: a kill before that would prove nothing."""
    for _ in range(3000):
        names = [path.name for path in (state / "versions").glob("[0-9]*")]
        if max((int(name.split("-")[0]) for name in names), default=0) > before or victim.poll() is not None:
            return
        time.sleep(0.01)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="保存时反复 kill -9，看状态有没有损坏")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--starts", type=int, default=5)
    parser.add_argument("--victim", metavar="FOLDER", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
