"""Every chart at every width that a window gives it, fitted and drawn as the chart component does: no text is cut, none
lies on another, none is smaller than 12 px (screens.md, Every page)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page

from analytics import Filters, Plan, load_plan
from dashboard.charts.layout import Scale
from dashboard.charts.palette import LIGHT
from dashboard.charts.text_rows import build_text_rows
from dashboard.components import chart
from dashboard.screen.window import screen_of
from dashboard.selection import Screen, Selection, Window, select
from dashboard.server import index_page
from dashboard.views import ON_PAGES, VIEWS, View, on_one_page, views_of
from tests.support.chart_texts import texts_out_of_place
from tests.support.districts import write_district
from tests.support.large_district import write_large_district

DATA = Path(__file__).parents[2] / "data"
NOW = datetime(2026, 1, 20, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
"""Three weeks after the deadline of the targets, where the two lines of the timeline stand closest."""
(STRIP,) = (entry for entry in ON_PAGES if entry.key == "strip")
PANEL_WIDTHS = {"area": (335,), "due": (335,), "steps": (419,), "targets": (419, 499)}
"""Px of what stands beside something else on a page 1240 wide."""
PAGE_WIDTHS = (
    (Window(), (870, 996, 1550)),
    (Window(middle=True), (560, 654, 723, 870)),
    (Window(narrow=True), (326, 358)),
)
"""Px of a chart as wide as its page: in windows of 1240 to 1920, of 683 (1366 at 200 %) to 1239, on phones."""
SLIDES = ((1024, 768), (1093, 614), (1280, 720), (1366, 768), (1920, 1080), (2560, 1440), (3840, 2160))
ON_SLIDE = (0.92, 0.75)
"""Shares of a slide's width and height that its picture has, under a conclusion and over two lines of notes."""
SHOWN = ("方案", "区残联", "长名", "拥挤", "大县")


@dataclass(frozen=True)
class Drawing:
    """A figure (JSON) and the room it gets: of ``height`` px where it must fill that, as high as it needs where 0."""

    name: str
    width: int
    height: int
    natural: int
    figure: str


@pytest.fixture
def canvas(browser: Browser) -> Iterator[Page]:
    """An empty page with the programs that draw charts, and ``drawn(width, height, isFree, figure)``."""
    page = browser.new_page(viewport={"width": 1600, "height": 1200})
    page.set_content("<div id='place'></div>")
    page.add_script_tag(path=Path(index_page.__file__).parent / "plotly" / "plotly-basic.min.js")
    page.add_script_tag(path=Path(chart.__file__).parent / "fit.js")
    page.add_script_tag(
        content="""
        async function drawn(width, height, isFree, text) {
          const figure = JSON.parse(text);
          const place = document.getElementById("place");
          if (place.on) Plotly.purge(place);
          figure.layout.width = width;
          figure.layout.height = planFit(figure, { width, height }, isFree);
          place.style.cssText = `width: ${width}px; height: ${figure.layout.height}px`;
          await Plotly.newPlot(place, figure.data, figure.layout, { displayModeBar: false });
        }"""
    )
    yield page
    page.close()


def shown_plan(shown: str, folder: Path) -> Plan:
    """``方案`` and ``区残联``: data/; ``长名``: with a name of 44 signs; ``拥挤``: 120 carriers, 515 milestones, eight
    types of plaques."""
    if shown == "大县":
        write_large_district(folder)
    elif shown == "拥挤":
        write_district(folder, 120, crowded=True)
    else:
        for name in ("annex1.csv", "annex2.csv", "plan.toml"):
            content = (DATA / name).read_bytes()
            if shown == "长名":
                content = content.replace(
                    b",\xe5\x85\x83\xe7\x9f\xb3\xe5\x9b\xbd\xe9\x99\x85,", f",{'元石国际' * 11},".encode()
                )
            (folder / name).write_bytes(content)
    return load_plan(folder)


def drawings(selection: Selection) -> Iterator[Drawing]:
    for window, widths in PAGE_WIDTHS:
        for name, natural, figure in pictures(selection, screen_of(window, in_meeting=False)):
            panels = () if window.narrow or window.middle else PANEL_WIDTHS.get(name, ())
            yield from (Drawing(name, width, 0, natural, figure) for width in (*panels, *widths))
    for width, height in SLIDES:
        room = round(width * ON_SLIDE[0]), round(height * ON_SLIDE[1])
        for name, natural, figure in pictures(
            selection, screen_of(Window(width=width, height=height), in_meeting=True)
        ):
            yield Drawing(f"{name}（{width} 宽的幻灯片）", *room, natural, figure)


def pictures(selection: Selection, screen: Screen) -> Iterator[tuple[str, int, str]]:
    """Key, natural height and JSON of every picture as ``screen`` has it."""
    on_slides = [entry for entry in VIEWS if entry.slide]
    on_pages = [entry for entry in (*VIEWS, STRIP) if entry.key != "points"]
    for entry in on_slides if screen.in_meeting else on_pages:
        for view in views_of(entry.key, selection, on_one_page(screen.most_rows)):
            if (figure := _figure(view, screen.scale, screen.in_meeting)) is not None:
                yield entry.key, figure.layout.height, figure.to_json()


def _figure(view: View, scale: Scale, in_meeting: bool):
    if view.build is not None:
        return view.build(scale, LIGHT)
    return build_text_rows(view.text_lines, scale=scale, palette=LIGHT) if in_meeting and view.text_lines else None


@pytest.mark.parametrize("shown", SHOWN)
def test_every_text_has_its_place_at_every_width(canvas: Page, tmp_path: Path, shown: str):
    plan = shown_plan(shown, tmp_path)
    selection = select(plan, Filters(lead=("区残联",)) if shown == "区残联" else Filters(), NOW)
    troubles, count = [], 0
    canvas.on("console", lambda said: troubles.append(said.text))
    for drawing in drawings(selection):
        room = [drawing.width, drawing.height or drawing.natural, drawing.height > 0, drawing.figure]
        canvas.evaluate("(given) => drawn(...given)", room)
        found = texts_out_of_place(canvas)
        troubles += [f"{drawing.name}，{drawing.width} px：{trouble}" for trouble in found]
        count += 1
    assert count > 50
    assert not troubles


def test_the_look_sees_cut_small_and_overlapping_texts(canvas: Page):
    def note(words: str, x: float, size: int) -> dict:
        font = {"size": size, "color": "#000000"}
        return {"text": words, "x": x, "y": 0.5, "xref": "paper", "yref": "paper", "font": font, "showarrow": False}

    canvas.evaluate(
        """(annotations) => {
          const place = document.getElementById("place");
          place.style.width = "400px";
          return Plotly.newPlot(place, [{ x: [], y: [] }],
            { annotations, width: 400, height: 200, xaxis: { visible: false }, yaxis: { visible: false } });
        }""",
        [
            note("一年之内", 0.5, 20),
            note("两年之内", 0.52, 20),
            note("小", 0.1, 9),
            note("边上的长长的名称", 1.1, 20) | {"xanchor": "left"},
        ],
    )
    found = texts_out_of_place(canvas)
    assert len(found) == 3
    assert "相叠：一年之内 | 两年之内" in found
    assert "只有 9 px：小" in found
    assert any(trouble.startswith("切掉") for trouble in found)
