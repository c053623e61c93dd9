"""Where the time of a rerun goes: changes the department again and again in process, under pyinstrument.

    python -m bench.profile_rerun [industry] [--runs 20] [--plan FOLDER]

Without Streamlit's server and protocol, which cost the same on every page. Prints the script's processor time for one
run, then the tree of calls.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from pyinstrument import Profiler
from streamlit.runtime.scriptrunner import script_runner
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[1]


def main() -> int:
    """Profiles the reruns of a page and prints the tree of calls."""
    parser = argparse.ArgumentParser(description="一次刷新的时间花在哪里")
    parser.add_argument("page", nargs="?", default="overview")
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--plan", type=Path, default=ROOT / "data")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as state:
        os.environ |= {"PLAN_DIR": str(options.plan), "PLAN_STATE_DIR": state}
        app = AppTest.from_file(str(ROOT / "dashboard" / "frame.py"), default_timeout=600).run()
        app.switch_page(str(ROOT / "pages" / f"{options.page}.py")).run()
        _change(app, 4)
        profiler, seconds = Profiler(interval=0.0005), []
        _watch(profiler, seconds)
        _change(app, options.runs)
    print(f"/{options.page}：一次 {1000 * sum(seconds) / len(seconds):.1f} 毫秒处理器时间（含剖析器自身）")
    print(profiler.output_text(color=False))
    return 0


def _change(app: AppTest, times: int) -> None:
    for number in range(times):
        lead = next(box for box in app.multiselect if box.key == "lead")
        lead.set_value([lead.options[1]] if number % 2 == 0 else [])
        app.run()
        assert not app.exception, app.exception


def _watch(profiler: Profiler, seconds: list[float]) -> None:
    """Every run of the script from now on is profiled and timed, in its own thread."""
    run = script_runner.ScriptRunner._run_script

    def watched(self, *arguments, **named) -> None:
        begun = time.thread_time()
        profiler.start()
        try:
            run(self, *arguments, **named)
        finally:
            profiler.stop()
            seconds.append(time.thread_time() - begun)

    script_runner.ScriptRunner._run_script = watched


if __name__ == "__main__":
    sys.exit(main())
