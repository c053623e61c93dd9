"""Names that look like markup stand on every page as they were typed: nothing runs, nothing is fetched (row 41)."""

import shutil
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from tools.chromium import Server, settle

DATA = Path(__file__).parents[2] / "data"
NAMES = {
    "元石国际": "<b>元石</b>",
    "建桥生物科技园": "**建桥** :red[园]",
    "重钢钢城大厦": "![](http://a.invalid/x.png)",
    "4号仓库棚基地": "<img src=x onerror=alert(1)>",
    "“天空之湖”": "http://b.invalid $x$",
}


def test_names_like_markup_are_shown_literally(
    start_server: Callable[..., Server], open_page: Callable[..., Page], tmp_path: Path
):
    folder = Path(shutil.copytree(DATA, tmp_path / "data"))
    text = (folder / "annex2.csv").read_bytes().decode("utf-8")
    for old, new in NAMES.items():
        assert text.count(f",{old},") == 1
        text = text.replace(f",{old},", f",{new},")
    (folder / "annex2.csv").write_bytes(text.encode("utf-8"))

    page = open_page("/timeline", server=start_server(data_dir=folder))
    for address in ("/timeline", "/plaques", "/industry"):
        page.goto(page.url.split("/timeline")[0].split("/plaques")[0] + address)
        settle(page)
        main = page.get_by_test_id("stMain")
        # Word joiners, which nobody sees, keep addresses from becoming links.
        names = [text.replace("\u2060", "") for text in main.locator("td a").all_inner_texts()]
        assert set(NAMES.values()) <= set(names)
        if address != "/industry":
            labels = page.get_by_test_id("planChart").first.locator(".ytick text").all_text_contents()
            drawn = "".join(labels).replace("\n", "")
            assert all(name.replace(" ", "") in drawn.replace(" ", "").replace("\xa0", "") for name in NAMES.values())
        # No picture or address came of a name; the links there are lead to carriers.
        assert main.locator("img").count() == 0
        assert main.locator("a[href*='invalid']:not([href*='carrier'])").count() == 0
