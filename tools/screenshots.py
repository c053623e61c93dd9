"""Pictures of the pages for developers: python -m tools.screenshots --out screenshots

By default every combination: each page and slide, three screens, both themes, the cases of ``CASES``. Some of them:
--paths /timeline --sizes 1366x768 --themes light --cases all one. Without --url it starts the app itself.
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

from tests.support.districts import write_district
from tools.chromium import NO_CHROMIUM, find_chromium, launch, new_context, report_errors, running_app, settle

PATHS = [
    "/",
    "/industry",
    "/plaques",
    "/timeline",
    "/departments",
    "/carrier?carrier=2-08",
    "/checks",
    *(f"/meeting?slide={number}" for number in range(1, 12)),
]
SIZES = ["1366x768", "1920x1080", "390x844"]
PHONE = "390x844"  # 会议模式 is for projectors.
MADE_UP = 200
CASES = {
    "all": "",
    "lead": "lead=区科技局",
    "one": "lead=建桥公司",  # One carrier left, of annex 2.
    "existing": "lead=区残联",  # One carrier left, of annex 1: no milestone.
    f"{MADE_UP}": "",  # An invented district of so many carriers.
}
MAX_HEIGHT = 12_000  # Nobody looks at a longer picture, and the browser may not survive it.


def main() -> int:
    """Takes the pictures; 1 where one shows trouble, 2 without a browser."""
    options = _options()
    options.out.mkdir(parents=True, exist_ok=True)
    troubles = 0
    with ExitStack() as stack:
        playwright = stack.enter_context(sync_playwright())
        executable = find_chromium(playwright)
        if executable is None:
            print(NO_CHROMIUM, file=sys.stderr)
            return 2
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        urls = {"": options.url} if options.url else {}
        browser = stack.enter_context(launch(playwright, executable))
        for case in options.cases:
            district = "" if options.url or case != str(MADE_UP) else case
            if district not in urls:
                if district:
                    write_district(folder / district, MADE_UP)
                data_dir = folder / district if district else None
                app = running_app(folder / f"streamlit{district}.log", data_dir=data_dir)
                urls[district] = stack.enter_context(app).url
            query = "&".join(part for part in (CASES[case], options.query) if part)
            for path, size, theme in _shots(options):
                file = options.out / _file_name(path, size, theme, case)
                notes = _shoot(browser, urls[district] + _with_query(path, query), file, size, theme, options.full)
                troubles += bool(notes)
                print(file, *(f"\n    {note}" for note in notes), sep="", flush=True)
    return 1 if troubles else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="给看板页面截图")
    parser.add_argument("--out", type=Path, required=True, help="放截图的文件夹")
    parser.add_argument("--url", type=lambda text: text.rstrip("/"), help="已在运行的应用；不给就自己启动")
    parser.add_argument("--paths", nargs="+", default=PATHS, help="页面路径，可带参数")
    parser.add_argument("--sizes", nargs="+", default=SIZES, help="屏幕大小，宽x高")
    parser.add_argument("--themes", nargs="+", default=["light", "dark"], choices=["light", "dark"])
    parser.add_argument("--cases", nargs="+", default=list(CASES), choices=list(CASES), help="筛选和数据的情形")
    parser.add_argument("--query", default="", help='再加在每页上的参数，如 "asof=2026-11-23"')
    parser.add_argument("--full", action="store_true", help="截整页，不止第一屏")
    return parser.parse_args()


def _shots(options: argparse.Namespace) -> list[tuple[str, str, str]]:
    return [
        (path, size, theme)
        for path in options.paths
        for size in options.sizes
        for theme in options.themes
        if not (size == PHONE and path.startswith("/meeting"))
    ]


def _with_query(path: str, query: str) -> str:
    parts = urlsplit(path)
    pairs = parse_qsl(parts.query) + parse_qsl(query)
    return parts.path + ("?" + urlencode(pairs) if pairs else "")


def _file_name(path: str, size: str, theme: str, case: str) -> str:
    """timeline-1366x768-light-lead.png; parameters of the path by their value (carrier-2-08)."""
    parts = urlsplit(path)
    page = [parts.path.strip("/") or "overview", *(value for _, value in parse_qsl(parts.query))]
    words = [*page, size, theme, case]
    return re.sub(r"[^\w.-]+", "_", "-".join(words)) + ".png"


def _shoot(browser: Browser, url: str, file: Path, size: str, theme: str, full: bool) -> list[str]:
    """One picture; returns what is worth a look: errors of the console or the app, a page that is not still."""
    notes: list[str] = []
    width, height = map(int, size.split("x"))
    with new_context(browser, theme=theme, width=width, height=height) as context:
        report_errors(context, notes.append)
        page = context.new_page()
        try:
            page.goto(url)
            settle(page)
            # 会议模式 fills the window and never scrolls.
            if full and not urlsplit(url).path.startswith("/meeting"):
                _grow(page, width, height)
        except Error as error:  # The picture shows where it stands.
            notes.append(f"页面没有静止：{error.message.splitlines()[0]}")
        if page.locator('[data-testid="stException"]').count():
            notes.append("页面上显示了应用错误")
        page.screenshot(path=file)
    return notes


def _grow(page: Page, width: int, height: int) -> None:
    """Streamlit scrolls a part of the page, which a full-page picture misses: the window becomes as high as that."""
    tall = page.evaluate("""() => Math.max(0, ...['stMain', 'stSidebarContent'].map(
        (id) => document.querySelector(`[data-testid="${id}"]`)?.scrollHeight ?? 0))""")
    if tall > height:
        page.set_viewport_size({"width": width, "height": min(tall, MAX_HEIGHT)})
        settle(page)


if __name__ == "__main__":
    raise SystemExit(main())
