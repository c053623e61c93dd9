"""给页面截图，供开发者查看：python tools/screenshots.py --out screenshots --query "lead=区科技局"

不给 --url 就在空闲端口自己启动应用，截完结束。
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from playwright.sync_api import Browser, Error, Page, sync_playwright

from chromium import NO_CHROMIUM, find_chromium, launch, new_context, report_errors, running_app, settle

PATHS = [
    "/",
    "/industry",
    "/plaques",
    "/timeline",
    "/departments",
    "/carrier?carrier=2-08",
    "/checks",
    "/meeting",
]
MAX_HEIGHT = 12_000  # 再长的图没人看，还可能让浏览器崩溃


def main() -> int:
    options = _options()
    options.out.mkdir(parents=True, exist_ok=True)
    troubles = 0
    with ExitStack() as stack:
        playwright = stack.enter_context(sync_playwright())
        executable = find_chromium(playwright)
        if executable is None:
            print(NO_CHROMIUM, file=sys.stderr)
            return 2
        url = options.url
        if url is None:
            log_dir = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            url = stack.enter_context(running_app(log_dir / "streamlit.log")).url
        browser = stack.enter_context(launch(playwright, executable))
        for path in options.paths:
            for size in options.sizes:
                for theme in options.themes:
                    file = options.out / _file_name(path, size, theme, options.query)
                    notes = _shoot(browser, url + _with_query(path, options.query), file, size, theme, options.full)
                    troubles += bool(notes)
                    print(file, *(f"\n    {note}" for note in notes), sep="", flush=True)
    return 1 if troubles else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="给看板页面截图")
    parser.add_argument("--out", type=Path, required=True, help="放截图的文件夹")
    parser.add_argument("--url", type=lambda text: text.rstrip("/"), help="已在运行的应用；不给就自己启动一个")
    parser.add_argument("--paths", nargs="+", default=PATHS, help="页面路径，可带参数")
    parser.add_argument("--sizes", nargs="+", default=["1366x768", "1920x1080"], help="屏幕大小，宽x高")
    parser.add_argument("--themes", nargs="+", default=["light", "dark"], choices=["light", "dark"])
    parser.add_argument("--query", default="", help='加在每页上的筛选，如 "lead=区科技局"')
    parser.add_argument("--full", action="store_true", help="截整页，不止第一屏")
    return parser.parse_args()


def _with_query(path: str, query: str) -> str:
    parts = urlsplit(path)
    pairs = parse_qsl(parts.query) + parse_qsl(query)
    return parts.path + ("?" + urlencode(pairs) if pairs else "")


def _file_name(path: str, size: str, theme: str, query: str) -> str:
    """timeline-1366x768-light-lead.png；页面自带的参数写值（carrier-2-08），外加的筛选只写名。"""
    parts = urlsplit(path)
    page = [parts.path.strip("/") or "overview", *(value for _, value in parse_qsl(parts.query))]
    words = [*page, size, theme, *(name for name, _ in parse_qsl(query))]
    return re.sub(r"[^\w.-]+", "_", "-".join(words)) + ".png"


def _shoot(browser: Browser, url: str, file: Path, size: str, theme: str, full: bool) -> list[str]:
    """截一张；返回值得一看的事：控制台错误、页面没有静止、应用报错。"""
    notes: list[str] = []
    width, height = map(int, size.split("x"))
    with new_context(browser, theme=theme, width=width, height=height) as context:
        report_errors(context, notes.append)
        page = context.new_page()
        try:
            page.goto(url)
            settle(page)
            if full:
                _grow(page, width, height)
        except Error as error:  # 没静止也照截：正要看它停在哪里
            notes.append(f"页面没有静止：{error.message.splitlines()[0]}")
        if page.locator('[data-testid="stException"]').count():
            notes.append("页面上显示了应用错误")
        page.screenshot(path=file)
    return notes


def _grow(page: Page, width: int, height: int) -> None:
    """Streamlit 滚动的是页面里的一块而不是整页，浏览器的整页截图截不到；把窗口拉到内容那么高。"""
    tall = page.evaluate("""() => Math.max(0, ...['stMain', 'stSidebarContent'].map(
        (id) => document.querySelector(`[data-testid="${id}"]`)?.scrollHeight ?? 0))""")
    if tall > height:
        page.set_viewport_size({"width": width, "height": min(tall, MAX_HEIGHT)})
        settle(page)


if __name__ == "__main__":
    raise SystemExit(main())
