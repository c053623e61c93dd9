"""What a viewer waits for, measured inside Chromium: from a click, or from the address, to the last thing painted.

The clock is the page's own ``performance.now()``. Charts, tables and the page's title count as painted in the frame
after the last change inside them; that holds for Streamlit and Dash alike, and asks neither for help.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median

from playwright.sync_api import Browser, BrowserContext, Page

from tools.chromium import new_context

from .servers import Running

DEPARTMENTS = ("区科技局", "区经济信息委", "区文化旅游委")
"""Those that lead carriers in both annexes, so that every chart has something to draw."""

QUIET_MS = 400
"""What has not changed for so long is done."""

CHART = ".js-plotly-plot .main-svg"

_WATCH = """
(() => {
  const seen = window.__seen = {click: 0, painted: 0, first: 0};
  document.addEventListener('click', event => { seen.click = event.timeStamp; }, true);
  const WATCHED = '.js-plotly-plot, table, h2';
  const element = node => node.nodeType === 1 ? node : node.parentElement;
  const drawn = change => element(change.target)?.closest(WATCHED) || [...change.addedNodes].some(node =>
    node.nodeType === 1 && (node.matches(WATCHED) || node.querySelector(WATCHED)));
  const look = changes => {
    if (!changes.some(drawn)) return;
    // A task queued from a frame's callback runs once that frame is painted.
    requestAnimationFrame(() => setTimeout(() => {
      seen.painted = performance.now();
      if (!seen.first && document.querySelector('.js-plotly-plot .main-svg')) seen.first = seen.painted;
    }));
  };
  new MutationObserver(look).observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
})();
"""

_DONE = "([after, quiet]) => window.__seen.painted > after && performance.now() - window.__seen.painted > quiet"


@dataclass
class Samples:
    """Milliseconds, bytes down the WebSocket and server CPU seconds of one kind of change."""

    waits: list[float] = field(default_factory=list)
    bytes: list[int] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def wait(self) -> float:
        """The median wait in milliseconds."""
        return median(self.waits)


class Viewer:
    """One page open on a running contestant."""

    def __init__(self, context: BrowserContext, server: Running) -> None:
        self.page: Page = context.new_page()
        self.server = server
        self.received = 0
        self.page.on("websocket", lambda socket: socket.on("framereceived", self._count))

    def _count(self, payload: bytes | str) -> None:
        self.received += len(payload)

    def visit(self, path: str, sign: str = CHART) -> float:
        """Goes to ``path`` and waits for ``sign``; ms from the address to the first chart painted (0 for none)."""
        self.page.goto(self.server.url + path)
        self.page.locator(sign).first.wait_for()
        self._wait_until_still(after=0)
        return self.page.evaluate("window.__seen.first")

    def change(self, act, samples: Samples) -> None:
        """Adds to ``samples`` what ``act`` costs: its last click → last thing painted."""
        received, cpu = self.received, self.server.cpu()
        act(self.page)
        self._wait_until_still(after=self.page.evaluate("window.__seen.click"))
        samples.waits.append(self.page.evaluate("window.__seen.painted - window.__seen.click"))
        samples.bytes.append(self.received - received)
        samples.cpu.append(self.server.cpu() - cpu)

    def _wait_until_still(self, after: float) -> None:
        self.page.wait_for_function(_DONE, arg=[after, QUIET_MS], polling=50, timeout=60_000)


@contextmanager
def viewer(browser: Browser, server: Running) -> Iterator[Viewer]:
    """A viewer who was never here before, at 1366×768."""
    context = new_context(browser, theme="light", width=1366, height=768)
    context.add_init_script(_WATCH)
    try:
        yield Viewer(context, server)
    finally:
        context.close()


# --- what one does on each contestant ---------------------------------------------------------------------------------


def choose_in_floor(page: Page, number: int) -> None:
    """Another department in the selectbox."""
    page.get_by_test_id("stSelectbox").locator("input").click()
    page.get_by_role("option").filter(has_text=DEPARTMENTS[number % 3]).click()


def choose_in_dashboard(page: Page, number: int) -> None:
    """A department into the filter of the sidebar, unfolded in 会议模式, and on the next turn out again."""
    if (unfold := page.get_by_test_id("stExpandSidebarButton")).is_visible():
        unfold.click()
    if number % 2:
        page.get_by_test_id("stMultiSelect").first.locator("[data-tag] button").last.click()
    else:
        page.get_by_role("combobox", name="牵头部门").click()
        page.get_by_role("option").filter(has_text=DEPARTMENTS[number // 2 % 3]).click()


def choose_in_dash(page: Page, number: int) -> None:
    """The same in Dash, where the list stays open."""
    if not page.get_by_role("option").count():
        page.locator("#lead").click()
    page.get_by_role("option").filter(has_text=DEPARTMENTS[number // 2 % 3]).click()


def turn_page(page: Page, title: str) -> None:
    """A click on the menu."""
    page.get_by_test_id("stTopNavLink").filter(has_text=re.compile(f"^{title}$")).click()
