"""Proves deploy/ on this machine: nginx with deploy/nginx/dashboard.conf, two dashboards behind it, real viewers.

    python -m bench.load.behind_nginx [--viewers 50]

First Chromium walks under the base path: deep link, filter, reload, carrier link, download (also with the balancer's
cookie gone), upload with and without the password that deploy/README.md describes. Then one dashboard is killed with -9
while many viewers watch, half of them on it: all must be back within 10 seconds on the page and filter they had.
Prints each step as it is seen; exit 1 at the first that is not so.
"""

import argparse
import asyncio
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.support.site import BASE_PATH, Site, running_site
from tests.support.viewer import Viewer, ViewerError
from tools.chromium import ROOT, find_chromium, launch, new_context, report_errors, settle

BACK_WITHIN_SECONDS = 10
RESTART_SECONDS = 1
"""``RestartSec`` of the systemd unit, which there is none of here."""
# By hand from the annexes: departments that lead, with their carriers.
_LED = {"区科技局": 6, "区商务委": 1, "区经济信息委": 7, "建桥公司": 1}
_PAGES = ("", "industry", "plaques", "timeline", "departments")


def main() -> int:
    """Walks, uploads, kills; raises AssertionError at the first step that is not so."""
    options = _options()
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        browser = launch(playwright, find_chromium(playwright))
        site_folder, guarded_folder = (Path(place) / name for name in ("site", "guarded"))
        for folder in (site_folder, guarded_folder):
            folder.mkdir()
        with running_site(site_folder) as site:
            _walk(browser, site, Path(place))
            _upload(browser, site)
            watching = _open(browser, f"{site.url}/departments?lead=区科技局").page
            _kill_while_they_watch(site, options.viewers, watching)
        with running_site(guarded_folder, processes=1, password_file=_password_file(Path(place))) as site:
            _upload(browser, site, {"username": "plan", "password": "secret"})
            _upload_refused(browser, site)
        browser.close()
    return 0


# --- one viewer's walk ---


@dataclass
class Visit:
    """A page in Chromium, what it asked for and what went wrong in it."""

    page: Page
    asked: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def _open(browser: Browser, url: str, credentials: dict[str, str] | None = None) -> Visit:
    context = new_context(browser, theme="light", width=1366, height=768, credentials=credentials)
    visit = Visit(context.new_page())
    report_errors(context, visit.problems.append)
    visit.page.on("request", lambda request: visit.asked.append(request.url))
    visit.page.on("websocket", lambda socket: visit.asked.append(socket.url))
    visit.page.goto(url)
    settle(visit.page)
    return visit


def _walk(browser: Browser, site: Site, place: Path) -> None:
    visit = _open(browser, f"{site.url}/departments?lead=区科技局")
    page = visit.page
    title = page.get_by_role("heading", level=2).first
    expect(title).to_contain_text("部门清单")
    expect(title).to_contain_text("区科技局 · 6/20 个载体")
    _seen("深链接", f"{BASE_PATH}/departments?lead=区科技局 直接打开，6/20 个载体")

    sockets = [url for url in visit.asked if url.startswith("ws://")]
    assert [urlsplit(url).path for url in sockets] == [f"{BASE_PATH}/_stcore/stream"], sockets
    asked = [url for url in visit.asked if urlsplit(url).scheme not in ("blob", "data")]
    outside = [url for url in asked if not urlsplit(url).path.startswith(f"{BASE_PATH}/")]
    assert not outside, f"走出了路径前缀：{outside}"
    _seen("WebSocket", f"{urlsplit(sockets[0]).path}，全部 {len(asked)} 个请求都在 {BASE_PATH}/ 之下")

    page.get_by_role("button", name="清除全部筛选").first.click()
    settle(page)
    expect(title).to_contain_text("全部 20 个载体")
    assert "lead" not in page.url
    filter_box = page.get_by_test_id("stMultiSelect").filter(has_text="到期年份").get_by_role("combobox")
    filter_box.click()
    page.get_by_role("option", name="2024", exact=True).click()
    page.keyboard.press("Escape")
    settle(page)
    assert page.url.endswith(f"{BASE_PATH}/departments?year=2024"), page.url
    page.reload()
    settle(page)
    expect(title).to_contain_text("到期年份：2024年")
    page.get_by_test_id("stTopNavLink").filter(has_text="时间轴").click()
    settle(page)
    expect(page.get_by_role("heading", level=2).first).to_contain_text("到期年份：2024年")
    assert page.url.endswith(f"{BASE_PATH}/timeline?year=2024"), page.url
    _seen("筛选", "选 2024 年，写进网址，刷新、换页都还在")

    page.goto(f"{site.url}/industry?lead=区科技局")
    settle(page)
    link = page.get_by_test_id("stTable").get_by_role("link", name="元石国际").first
    target = link.evaluate("a => a.href")
    assert urlsplit(target).path == f"{BASE_PATH}/carrier", target
    page.goto(target)
    settle(page)
    expect(page.get_by_role("heading", level=2).first).to_contain_text("载体档案")
    _seen("表中链接", f"{urlsplit(target).path}?{urlsplit(target).query[:20]}…")

    page.goto(f"{site.url}/departments")
    settle(page)
    _download(page, place / "with.csv")
    # Without the balancer's cookie the file is asked of either dashboard, and found in the one that made it.
    for number in range(4):
        page.context.clear_cookies(name="dashboard_process")
        _download(page, place / f"without-{number}.csv")
    _seen("下载", "附件 2 CSV 与 data/annex2.csv 逐字节相同；删掉均衡用的 cookie 再下 4 次也一样")
    assert not visit.problems, visit.problems
    page.context.close()


def _download(page: Page, target: Path) -> None:
    with page.expect_download() as coming:
        page.get_by_role("button", name=re.compile("^附件2 CSV")).click()
    coming.value.save_as(target)
    assert target.read_bytes() == (ROOT / "data" / "annex2.csv").read_bytes()


def _upload(browser: Browser, site: Site, credentials: dict[str, str] | None = None) -> None:
    """An annex uploaded for a preview, by a viewer who types ``credentials`` if the browser asks for them."""
    visit = _open(browser, f"{site.url}/checks", credentials)
    visit.page.locator("input[type=file]").set_input_files(ROOT / "data" / "annex1.csv")
    expect(visit.page.get_by_text("这个文件可以采用。")).to_be_visible(timeout=20_000)
    assert not [line for line in visit.problems if "401" not in line], visit.problems
    _seen("上传预览", "可以采用" + ("（输了口令）" if credentials else ""))
    visit.page.context.close()


def _upload_refused(browser: Browser, site: Site) -> None:
    """Without the password nothing comes through: nginx says 401, and the browser asks for it until it is typed."""
    page = _open(browser, f"{site.url}/checks").page
    page.locator("input[type=file]").set_input_files(ROOT / "data" / "annex1.csv")
    for _ in range(100):
        if re.search(r"PUT \S+/upload_file/\S+ HTTP/1.1\" 401 ", site.access_log.read_text(encoding="utf-8")):
            break
        page.wait_for_timeout(100)
    else:
        raise AssertionError("没有口令的上传没有被拒绝")
    expect(page.get_by_text("这个文件可以采用。")).to_have_count(0)
    _seen("上传预览", "没有口令，nginx 答 401，浏览器问口令")
    page.context.close()


def _password_file(place: Path) -> Path:
    """As deploy/README.md says: openssl, which is everywhere, instead of htpasswd, which is not."""
    command = ["openssl", "passwd", "-apr1", "secret"]
    secret = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    place.chmod(0o755)
    file = place / "dashboard.htpasswd"
    file.write_text(f"plan:{secret}\n", encoding="utf-8")
    return file


# --- one of two dashboards dies while many watch ---


def _kill_while_they_watch(site: Site, number: int, watching: Page) -> None:
    title = watching.get_by_role("heading", level=2).first
    cookies = {cookie["name"]: cookie["value"] for cookie in watching.context.cookies()}
    victim = [urlsplit(server.url).port for server in site.servers].index(int(cookies["dashboard_process"]))
    # Playwright holds this thread's event loop.
    with ThreadPoolExecutor(1) as thread:
        told = thread.submit(asyncio.run, _watched_kill(site, number, victim)).result()
    settle(watching)
    expect(title).to_contain_text("区科技局 · 6/20 个载体")
    assert parse_qs(urlsplit(watching.url).query) == {"lead": ["区科技局"]}, watching.url
    _download(_all_shown(watching), site.place / "after.csv")
    _seen("浏览器", "被杀进程的观众仍是区科技局 6/20 个载体，下载照常")
    _seen("停一个进程", told)


def _all_shown(page: Page) -> Page:
    page.get_by_role("button", name="清除全部筛选").first.click()
    settle(page)
    return page


async def _watched_kill(site: Site, number: int, victim: int) -> str:
    leads = list(_LED)
    viewers = [
        Viewer(site.url, _PAGES[index % len(_PAGES)], [("lead", leads[index % len(leads)])]) for index in range(number)
    ]
    for viewer in viewers:
        await viewer.open()
    ports = [str(urlsplit(server.url).port) for server in site.servers]
    shares = Counter(viewer.cookies["dashboard_process"] for viewer in viewers)
    on_victim = [viewer for viewer in viewers if viewer.cookies["dashboard_process"] == ports[victim]]
    assert on_victim, shares
    before = [viewer.seen.headings for viewer in viewers]
    for viewer in viewers:
        viewer.seen.headings = []

    await asyncio.to_thread(site.kill, victim)
    await asyncio.sleep(RESTART_SECONDS)
    begun = time.perf_counter()
    await asyncio.to_thread(site.start_again, victim)
    started = time.perf_counter() - begun
    while sum(len(viewer.reconnects) for viewer in viewers) < len(on_victim) and time.perf_counter() - begun < 30:
        await asyncio.sleep(0.1)
    await asyncio.sleep(2)

    back = [seconds for viewer in on_victim for seconds in viewer.reconnects]
    assert len(back) == len(on_victim), f"只有 {len(back)} / {len(on_victim)} 人回来"
    assert max(back) <= BACK_WITHIN_SECONDS, f"最慢 {max(back):.1f} 秒"
    assert not [viewer for viewer in viewers if viewer not in on_victim and viewer.reconnects], "另一个进程的观众也断了"
    for index, viewer in enumerate(viewers):
        if viewer in on_victim:
            # What was drawn after coming back, from the address's filter alone, is what was there before.
            assert viewer.seen.headings == before[index], (before[index], viewer.seen.headings)
        carriers = _LED[leads[index % len(leads)]]
        assert any(f"· {carriers}\\/20 个载体" in heading for heading in before[index]), before[index]
        for choice in viewer.seen.choices.values():
            if viewer in on_victim and choice.query_key == "year":
                await viewer.choose(choice, "2024")
    await asyncio.gather(*(viewer.close() for viewer in viewers))
    spread = "、".join(f"{count} 人" for count in shares.values())
    middle = sorted(back)[len(back) // 2]
    return (
        f"{number} 人（{spread}，分在两个进程），kill -9 一个：它的 {len(back)} 人"
        f" {min(back):.1f}–{max(back):.1f} 秒回来（中位 {middle:.1f}），页面、筛选、结论与断之前逐字相同；"
        f"另一个进程的人没有断；被杀的 {RESTART_SECONDS + started:.1f} 秒后又在服务"
    )


def _seen(step: str, what: str) -> None:
    print(f"{step}：{what}", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="在本机按 deploy/ 跑一遍：nginx 和两个看板进程")
    parser.add_argument("--viewers", type=int, default=50)
    return parser.parse_args()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (AssertionError, ViewerError) as error:
        sys.exit(f"没有做到：{error}")
