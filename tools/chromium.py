"""What looking at the app in a real browser takes: find Chromium, start the app, wait until a page is still.

The browser tests and tools/screenshots.py share it, so that they agree on what "drawn" means.
"""

from __future__ import annotations

import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:  # This file can be imported without Playwright.
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright

Report = Callable[[str], None]

ROOT = Path(__file__).resolve().parents[1]
NO_CHROMIUM = "没有可用的 Chromium：请运行 bash tools/install_browser.sh，或用环境变量 CHROMIUM 指明它的路径"

# Nothing but drawing pages: no updates, no synchronising, no network outside; as root in a container no sandbox.
LAUNCH_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


# --- Chromium ---------------------------------------------------------------------------------------------------------


def find_chromium(playwright: Playwright) -> str | None:
    """The browser's path: that of $CHROMIUM, else Playwright's own, else the system's; None where there is none."""
    if chosen := os.environ.get("CHROMIUM"):
        return shutil.which(chosen)
    if Path(playwright.chromium.executable_path).exists():
        return playwright.chromium.executable_path
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if (found := shutil.which(name))), None)


def launch(playwright: Playwright, executable: str) -> Browser:
    """Starts the browser without a window."""
    return playwright.chromium.launch(executable_path=executable, headless=True, args=LAUNCH_ARGS)


def new_context(
    browser: Browser, *, theme: str, width: int, height: int, credentials: dict[str, str] | None = None
) -> BrowserContext:
    """A new viewer: Chinese, Beijing time, this theme and screen, no session yet; ``credentials`` for who logs in."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=theme,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",
        accept_downloads=True,
        has_touch=width < 500,  # A phone.
        http_credentials=credentials,
    )
    context.add_init_script(_NOTE_UNANSWERED)
    return context


# On a visit to /timeline Streamlit tries /timeline/_stcore/… and, after a 404, /_stcore/…: its way to find the root, no
# error. Under a base path it is /dashboard/timeline/_stcore/….
_ROOT_PROBE = re.compile(r"//[^/]+(/[^/]+){1,2}/_stcore/(health|host-config)$")


def report_errors(context: BrowserContext, report: Report) -> None:
    """Hands errors of the console and of the page's scripts to ``report``, a sentence each."""

    def on_console(message: ConsoleMessage) -> None:
        url = message.location.get("url", "")
        if message.type == "error" and not (" 404 " in message.text and _ROOT_PROBE.search(url)):
            report(f"控制台错误：{message.text}（{url}）")

    context.on("console", on_console)
    context.on("weberror", lambda error: report(f"页面脚本错误：{error.error}"))


# --- A page that is still ---------------------------------------------------------------------------------------------

# After a click the state is "running" only once the server has answered. On a busy one that gap would pass for
# stillness, so the time of what is sent and not answered is kept.
_NOTE_UNANSWERED = """
{
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (...args) {
    if (!this.listening) {
      this.listening = true;
      this.addEventListener('message', () => { window.__unanswered = null; });
    }
    window.__unanswered = performance.now();
    return send.apply(this, args);
  };
}
"""

# Streamlit 1.67 writes its state on stApp as data-test-script-state, and data-stale="true" on what is not drawn anew
# yet. A chart may be drawn by halves, so nothing on the page may have changed for a while as well.
_QUIET_MS = 300
_SETTLED = """
(quietMs) => {
  if (!window.__lastChange) {
    window.__lastChange = performance.now();
    new MutationObserver(() => { window.__lastChange = performance.now(); })
      .observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
  }
  const busy = () => { window.__lastChange = performance.now(); return false; };
  const shown = (e) => !e.checkVisibility || e.checkVisibility();  // from Chromium 105 on
  const visible = (e) => shown(e) && e.getBoundingClientRect().width > 0;
  const app = document.querySelector('[data-testid="stApp"]');
  if (!app || app.dataset.testConnectionState !== 'CONNECTED') return busy();
  if (window.__unanswered && performance.now() - window.__unanswered < 5000) return busy();
  if (!['notRunning', 'compilationError'].includes(app.dataset.testScriptState)) return busy();
  const unfinished = '[data-stale="true"], [data-testid="stSkeleton"], [data-testid="stAppSkeleton"], ' +
    '[data-testid="stSpinner"]';
  if ([...document.querySelectorAll(unfinished)].some(visible)) return busy();
  const charts = [...document.querySelectorAll('[data-testid="planChart"]')].filter(visible);
  const inWindow = (e) => e.getBoundingClientRect().bottom > 0 && e.getBoundingClientRect().top < innerHeight;
  if (charts.some((c) => inWindow(c) && !c.querySelector('.main-svg'))) return busy();
  if (document.fonts.status !== 'loaded') return busy();
  return performance.now() - window.__lastChange > quietMs;
}
"""


def settle(page: Page, *, timeout_seconds: float = 60) -> None:
    """Waits until the app has run, charts are drawn and nothing changes; else raises Playwright's TimeoutError."""
    page.evaluate("window.__lastChange && (window.__lastChange = performance.now())")
    page.wait_for_function(_SETTLED, arg=_QUIET_MS, polling=50, timeout=timeout_seconds * 1000)


def draw_all_charts(page: Page) -> None:
    """Draws the charts that are out of sight, too, as after printing."""
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    settle(page)


# --- The app ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Server:
    """A started app; ``url`` ends in its base path."""

    url: str
    process: subprocess.Popen[bytes]
    log_path: Path

    def log_tail(self, lines: int = 40) -> str:
        """The last lines of its log."""
        return "\n".join(self.log_path.read_text("utf-8", errors="replace").splitlines()[-lines:])


def free_port() -> int:
    """A port of this machine that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running_app(
    log_path: Path,
    *,
    data_dir: Path | None = None,
    state_dir: Path | None = None,
    port: int | None = None,
    base_path: str = "",
    root: Path = ROOT,
    timeout_seconds: float = 60,
) -> Iterator[Server]:
    """A new process of the app on a free port (or ``port``), ended afterwards; ``base_path`` like /dashboard; ``root``:
    the program to start, this repository by default."""
    port = port or free_port()
    env = {name: value for name, value in os.environ.items() if name != "PLAN_DIR"}
    # It neither touches this machine's own state/ nor takes former data from there.
    env.setdefault("PLAN_STATE_DIR", str(log_path.with_suffix(".state")))
    if state_dir is not None:
        env["PLAN_STATE_DIR"] = str(state_dir)
    if data_dir is not None:
        env["PLAN_DIR"] = str(data_dir)
    if base_path:
        env["STREAMLIT_SERVER_BASE_URL_PATH"] = base_path.strip("/")
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    command += ["--server.port", str(port), "--server.address", "127.0.0.1"]
    with log_path.open("wb") as log:
        process = subprocess.Popen(command, cwd=root, env=env, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    server = Server(f"http://127.0.0.1:{port}{base_path}", process, log_path)
    try:
        _wait_until_healthy(server, timeout_seconds)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_healthy(server: Server, timeout_seconds: float) -> None:
    deadline = time.monotonic() + timeout_seconds
    while time.monotonic() < deadline:
        if server.process.poll() is not None:
            raise RuntimeError(f"应用没有启动，退出码 {server.process.returncode}。日志末尾：\n{server.log_tail()}")
        if _is_healthy(server.url):
            return
        time.sleep(0.1)
    raise RuntimeError(f"应用 {timeout_seconds:.0f} 秒内没有就绪。日志末尾：\n{server.log_tail()}")


def _is_healthy(url: str) -> bool:
    # http.client takes no notice of proxies: an address of this machine is not for them.
    address = urlsplit(url)
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=2)
    try:
        connection.request("GET", f"{address.path}/_stcore/health")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
