"""用真实浏览器看应用所需的三件事：找到 Chromium，启动应用，等页面静止。

页面测试（tests/browser）与截图工具（tools/screenshots.py）共用，免得两边对“画完了”各有说法。
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

if TYPE_CHECKING:  # 没装 Playwright 也要能导入本文件
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright

Report = Callable[[str], None]

ROOT = Path(__file__).resolve().parents[1]
NO_CHROMIUM = "没有可用的 Chromium：请运行 bash tools/install_browser.sh，或用环境变量 CHROMIUM 指明它的路径"

# 除画页面外什么都不做：不更新、不同步、不连外网；容器里以 root 运行须关沙箱。
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
    """浏览器程序的路径：先看 $CHROMIUM，再看 Playwright 自带的，最后看系统里的。"""
    if chosen := os.environ.get("CHROMIUM"):
        return shutil.which(chosen)
    if Path(playwright.chromium.executable_path).exists():
        return playwright.chromium.executable_path
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if (found := shutil.which(name))), None)


def launch(playwright: Playwright, executable: str) -> Browser:
    return playwright.chromium.launch(executable_path=executable, headless=True, args=LAUNCH_ARGS)


def new_context(
    browser: Browser, *, theme: str, width: int, height: int, credentials: dict[str, str] | None = None
) -> BrowserContext:
    """一位全新的观众：中文、北京时间、指定的明暗主题与屏幕，没有任何旧的会话；credentials 是他会输入的口令。"""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=theme,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",
        accept_downloads=True,
        http_credentials=credentials,
    )
    context.add_init_script(_NOTE_UNANSWERED)
    return context


# 直接打开 /timeline 时，Streamlit 先试 /timeline/_stcore/…，得 404 后才试 /_stcore/…；这是它找根路径的办法，不是错误。
# 网址有前缀时是 /dashboard/timeline/_stcore/…。
_ROOT_PROBE = re.compile(r"//[^/]+(/[^/]+){1,2}/_stcore/(health|host-config)$")


def report_errors(context: BrowserContext, report: Report) -> None:
    """把控制台错误与页面脚本错误各写成一句话交给 report。"""

    def on_console(message: ConsoleMessage) -> None:
        url = message.location.get("url", "")
        if message.type == "error" and not (" 404 " in message.text and _ROOT_PROBE.search(url)):
            report(f"控制台错误：{message.text}（{url}）")

    context.on("console", on_console)
    context.on("weberror", lambda error: report(f"页面脚本错误：{error.error}"))


# --- 页面静止 ---------------------------------------------------------------------------------------------------------

# 点击之后，要等服务器回话，状态才变成“正在运行”。服务器忙时这段空当会被误认为已经静止，所以记下发出而未得回话的时刻。
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

# Streamlit 1.67 把运行状态写在 stApp 的 data-test-script-state 上，未更新完的元素带 data-stale="true"。
# 图可能先画一半再改，所以还要求整页连续一段时间没有任何改动。
_QUIET_MS = 300
_SETTLED = """
(quietMs) => {
  if (!window.__lastChange) {
    window.__lastChange = performance.now();
    new MutationObserver(() => { window.__lastChange = performance.now(); })
      .observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
  }
  const busy = () => { window.__lastChange = performance.now(); return false; };
  const shown = (e) => !e.checkVisibility || e.checkVisibility();  // Chromium 105 起才有
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
    """等到应用跑完、图画完、页面不再变化；到时仍在变就抛出 Playwright 的 TimeoutError。"""
    page.evaluate("window.__lastChange && (window.__lastChange = performance.now())")
    page.wait_for_function(_SETTLED, arg=_QUIET_MS, polling=50, timeout=timeout_seconds * 1000)


def draw_all_charts(page: Page) -> None:
    """视野以外的图滚到才画、打印前才画；这里照打印前那样全部画出来。"""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    settle(page)


# --- 应用 -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Server:
    url: str
    process: subprocess.Popen[bytes]
    log_path: Path

    def log_tail(self, lines: int = 40) -> str:
        return "\n".join(self.log_path.read_text("utf-8", errors="replace").splitlines()[-lines:])


def free_port() -> int:
    """本机此刻没有人用的一个端口。"""
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
    """在空闲端口（或指定的端口）启动一个全新的应用进程，用完按进程号结束它。base_path 如 /dashboard；
    root 是要启动的那一份程序，默认本仓库。"""
    port = port or free_port()
    env = {name: value for name, value in os.environ.items() if name != "PLAN_DIR"}
    # 试用的应用不碰本机真正的 state/，也不从那里取上一次的数据。
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
    # http.client 不看代理设置：本机地址不该绕到代理去。
    address = urlsplit(url)
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=2)
    try:
        connection.request("GET", f"{address.path}/_stcore/health")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
