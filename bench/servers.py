"""The processes that are compared: the dashboard, Streamlit's floor and the Dash twin, each fresh on a free port."""

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Contestant:
    """A way to serve: ``command`` without its port, the ``folder`` to run it in, the path that says it is healthy."""

    name: str
    command: tuple[str, ...]
    folder: Path
    health: str = "/_stcore/health"


_STREAMLIT = (sys.executable, "-m", "streamlit", "run")
_QUIET = ("--server.headless=true", "--browser.gatherUsageStats=false", "--server.address=127.0.0.1", "--server.port")
"""No window on this machine, nothing sent outside; else the floor has stock settings."""

DASHBOARD = Contestant("dashboard", (*_STREAMLIT, "app.py", *_QUIET), ROOT)
FLOOR = Contestant("floor", (*_STREAMLIT, "floor.py", *_QUIET), ROOT / "bench" / "floor")
DASH = Contestant("dash", (sys.executable, "-m", "bench.dash_twin.twin"), ROOT, "/_dash-layout")


@dataclass(frozen=True)
class Running:
    """A started contestant: where it answers, its process, and how long it took to be healthy (s)."""

    url: str
    process: psutil.Process
    seconds_to_healthy: float

    def cpu(self) -> float:
        """Processor seconds used so far, all threads."""
        times = self.process.cpu_times()
        return times.user + times.system

    def memory(self) -> float:
        """Resident memory in MB."""
        return self.process.memory_info().rss / 2**20


@contextmanager
def running(contestant: Contestant, plan: Path | None = None) -> Iterator[Running]:
    """Starts ``contestant``, over the files of ``plan`` if given, with a state of its own; ends it by its process."""
    with ExitStack() as left:
        place = Path(left.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        environment = os.environ | {"PLAN_STATE_DIR": str(place / "state")}
        # As on a server that was started before: Python has compiled the program once (deploy/README.md).
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        if plan:
            environment["PLAN_DIR"] = str(plan)
        port = free_port()
        log = left.enter_context((place / "log").open("wb"))
        begun = time.perf_counter()
        process = subprocess.Popen(
            [*contestant.command, str(port)],
            cwd=contestant.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
        left.callback(_end, process)
        while not answers(port, contestant.health):
            if process.poll() is not None:
                raise RuntimeError(f"{contestant.name} did not start:\n{(place / 'log').read_text()}")
            time.sleep(0.01)
        yield Running(f"http://127.0.0.1:{port}", psutil.Process(process.pid), time.perf_counter() - begun)


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port: int, path: str) -> bool:
    """Whether ``path`` answers 200."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def _end(process: subprocess.Popen) -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
