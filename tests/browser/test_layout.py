"""What fits where at the two usual screens: the main chart above the fold, nothing cut, no text over another."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from dashboard.charts.layout import FONT, ON_SCREEN, figure
from tools.chromium import draw_all_charts, settle

# Three weeks after the deadline of the targets, where the two lines of the timeline and their names stand closest.
DAY = "asof=2026-01-20"
PATHS = ("/industry", "/plaques", "/timeline")
SCREENS = ((1366, 768), (1920, 1080))

_LAYOUT = """
() => {
  const box = (element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return { left, right, top, bottom, text: element.textContent };
  };
  const kinds = '.xtick text, .ytick text, .annotation text, .legendtext, .bartext, .textpoint text';
  const main = document.querySelector('[data-testid="stMain"]');
  return {
    sideways: Math.max(main.scrollWidth - main.clientWidth, document.documentElement.scrollWidth - innerWidth),
    charts: [...document.querySelectorAll('[data-testid="planChart"]')].map((chart) => ({
      box: box(chart),
      paper: box(chart.querySelector('.main-svg')),
      names: [...chart.querySelectorAll('.ytick text')].map(box),
      drawnTwice: '_redrawFromAutoMarginCount' in chart.querySelector('.js-plotly-plot')._fullLayout,
      texts: [...chart.querySelectorAll(kinds)].filter((text) => text.textContent.trim()).map(box),
    })),
  };
}
"""


def overlapping(texts: list[dict], least: float = 1.5) -> list[tuple[str, str]]:
    """Pairs of texts whose boxes share more than ``least`` px in both directions."""
    return [
        (one["text"], other["text"])
        for index, one in enumerate(texts)
        for other in texts[index + 1 :]
        if min(one["right"], other["right"]) - max(one["left"], other["left"]) > least
        and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > least
    ]


def cut(texts: list[dict], paper: dict) -> list[str]:
    """Texts that reach out of the picture; a line's box is a little taller than its signs."""
    return [
        text["text"]
        for text in texts
        if text["left"] < paper["left"] - 0.5
        or text["right"] > paper["right"] + 0.5
        or text["top"] < paper["top"] - 2
        or text["bottom"] > paper["bottom"] + 2
    ]


NAMES_OF_THE_TIMELINE = [
    "重庆小面电商产业园",
    "4号仓库棚基地",
    "重钢电讯大楼、科协大楼",
    "重钢钢城大厦",
    "“天空之湖”",
    "天安数码城1期5号楼（重庆精准医疗生物科技产业园）",
    "建桥生物科技园",
    "元石国际",
    "重庆小面产业园",
    "皖新大厦",
]


@pytest.mark.parametrize("path", PATHS)
def test_the_main_chart_is_whole_above_the_fold_and_every_text_has_its_place(
    open_page: Callable[..., Page], subtests: pytest.Subtests, path: str
):
    width, height = SCREENS[0]
    page = open_page(f"{path}?{DAY}", width=width, height=height)
    for width, height in SCREENS:
        if (width, height) != SCREENS[0]:
            page.set_viewport_size({"width": width, "height": height})
            page.reload()
            settle(page)
        with subtests.test(screen=f"{width}×{height}"):
            draw_all_charts(page)
            layout = page.evaluate(_LAYOUT)

            assert layout["sideways"] <= 0
            main = layout["charts"][0]
            assert main["box"]["bottom"] - main["box"]["top"] > 200
            assert main["box"]["bottom"] <= height
            if path == "/timeline":
                assert [name["text"] for name in main["names"]] == NAMES_OF_THE_TIMELINE
            for chart in layout["charts"]:
                assert chart["texts"]
                assert not cut(chart["texts"], chart["paper"])
                assert not overlapping(chart["texts"])
                # Plotly found enough room for the names from the start (docs/speed.md).
                assert not chart["drawnTwice"]


@pytest.mark.parametrize(
    "name",
    [
        "天安数码城1期5号楼",
        "“天空之湖”",
        "HTC VIVE（重庆）",
        "WWWWMMMM@@%%mmww",
        "0123456789",
        "ABCDEFGHIJKLNOPQ",
        "nopqdbhuk",
    ],
)
def test_a_name_has_just_the_room_it_takes(browser: Browser, name: str):
    page = browser.new_page()
    taken = page.evaluate(
        """([font, name]) => {
          const pen = document.createElement("canvas").getContext("2d");
          pen.font = font;
          return pen.measureText(name).width;
        }""",
        [f"{ON_SCREEN.small}px {FONT}", name],
    )
    page.close()

    built = figure([], yaxis={"tickvals": [0], "ticktext": [name]})

    room = built.layout.margin.l - built.layout.margin.pad
    assert taken <= room <= taken * 1.35 + 8


def test_the_look_for_overlaps_sees_one():
    one = {"left": 0, "right": 50, "top": 0, "bottom": 15, "text": "今天 2026-11-23"}
    beside = {"left": 50, "right": 90, "top": 0, "bottom": 15, "text": "目标期限"}
    over = {"left": 40, "right": 90, "top": 5, "bottom": 20, "text": "目标期限 2025年底"}
    assert overlapping([one, beside]) == []
    assert overlapping([one, over, beside]) == [("今天 2026-11-23", "目标期限 2025年底"), (over["text"], "目标期限")]


def test_the_look_for_cut_texts_sees_one():
    paper = {"left": 100, "right": 900, "top": 50, "bottom": 450}
    whole = {"left": 100, "right": 220, "top": 60, "bottom": 79, "text": "元石国际"}
    outside = {"left": 90, "right": 220, "top": 60, "bottom": 79, "text": "天安数码城1期5号楼"}
    below = {"left": 300, "right": 340, "top": 440, "bottom": 459, "text": "2024年"}
    assert cut([whole, outside, below], paper) == ["天安数码城1期5号楼", "2024年"]
