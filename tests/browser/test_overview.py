"""总览 in the browser: all of the first screen above the fold, its key figures lead on, its years filter."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tools.chromium import draw_all_charts, settle

from .test_layout import _LAYOUT, cut, overlapping

DAY = "asof=2026-11-23"
FOLD = 700


@pytest.mark.parametrize("query", ["", "&lead=区科技局", "&lead=区残联", "&year=2024"])
def test_the_first_screen_stands_above_the_fold_and_every_text_has_its_place(
    open_page: Callable[..., Page], query: str
):
    page = open_page(f"/?{DAY}{query}", width=1366, height=768)

    layout = page.evaluate(_LAYOUT)
    assert layout["sideways"] <= 0
    assert layout["charts"][-1]["box"]["bottom"] <= FOLD
    for chart in layout["charts"]:
        assert not cut(chart["texts"], chart["paper"])
        assert not overlapping(chart["texts"])


@pytest.mark.parametrize("width", [1024, 390])
def test_where_there_is_no_room_the_panels_stack(open_page: Callable[..., Page], width: int):
    page = open_page(f"/?{DAY}", width=width, height=800)

    draw_all_charts(page)
    layout = page.evaluate(_LAYOUT)
    tops = [chart["box"]["top"] for chart in layout["charts"]]
    assert tops == sorted(set(tops))
    assert layout["sideways"] <= 0


def test_a_key_figure_leads_to_its_page_and_shows_a_hand(open_page: Callable[..., Page]):
    page = open_page(f"/?{DAY}&lead=区科技局")
    tiles = page.get_by_test_id("planChart").first
    box = tiles.bounding_box()
    # In the middle of the third tile, 已有牌子.
    x, y = box["x"] + box["width"] * 2.5 / 6, box["y"] + box["height"] / 2

    page.mouse.move(x, y)
    expect(tiles.locator(".nsewdrag").first).to_have_css("cursor", "pointer")
    page.mouse.click(x, y)
    settle(page)

    expect(page.get_by_role("heading", name="授牌缺口").first).to_be_visible()
    assert urlsplit(page.url).path == "/plaques"
    assert parse_qs(urlsplit(page.url).query)["lead"] == ["区科技局"]
