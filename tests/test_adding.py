"""docs/adding.md: a view is added in ten lines, and stands on a slide, in the brief, the workbook and the PPTX."""

import io
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from pptx import Presentation

from analytics import Filters, Plan, area_by, load_plan
from dashboard.exports.brief import brief_html
from dashboard.exports.slides import presentation
from dashboard.exports.workbook import report_workbook
from dashboard.selection import Selection, select
from dashboard.views import VIEWS, Listing, PageRows, View, ViewEntry

from .app.conftest import charts, conclusions, fixed_surroundings, kept_plans, no_trouble, open_page
from .conftest import DATA

__all__ = ["fixed_surroundings", "kept_plans"]  # Fixtures that open_page needs.

PAPER = Path(__file__).parents[1] / "docs" / "adding.md"
TITLE = "物业业主"
CONCLUSION = "物业业主最多的有 4 个载体"
# 建桥公司 owns 2-01, 2-06, 2-07 and 2-09: 0.3 + 2 + 7 + 9 万m².
CELLS = ("建桥公司", "4", "18.3")


def owner_views(selection: Selection, page_rows: PageRows) -> Iterator[View]:
    """A view in ten lines."""
    carriers = selection.shown.carriers
    table = area_by(carriers[carriers["owner"] != ""], "owner")
    yield View(
        conclusion=f"物业业主最多的有 {table['count'].max()} 个载体",
        table=table,
        listing=lambda: Listing(table, {"owner": "物业业主", "count": "载体数", "area": "面积（万m²）"}),
    )


@pytest.fixture
def one_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.views.VIEWS", [*VIEWS, ViewEntry("owners", TITLE, owner_views)])


@pytest.fixture(scope="module")
def selection() -> Selection:
    plan: Plan = load_plan(DATA)
    return select(plan, Filters(asof=date(2026, 11, 23)), datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Asia/Shanghai")))


def test_a_view_more_stands_on_a_slide_of_the_meeting(one_more: None):
    # Of what was reported there are slides only where something was.
    others = [entry for entry in VIEWS if entry.slide and entry.section != "进展"]
    at = open_page("meeting", slide=str(len(others) + 1))

    no_trouble(at)
    assert conclusions(at) == [CONCLUSION]
    (chart,) = charts(at)
    assert chart.alt.startswith(f"{CONCLUSION}。")
    lines = [annotation["text"] for annotation in chart.figure["layout"]["annotations"]]
    assert any(all(cell in line for cell in CELLS) for line in lines)


def test_a_view_more_stands_in_the_brief(one_more: None, selection: Selection):
    page = brief_html(selection).decode()

    assert f"{TITLE}</b>" in page
    assert f"<h2>{CONCLUSION}</h2>" in page
    assert [row for row in re.findall(r"<tr>.*?</tr>", page) if all(f">{cell}</td>" in row for cell in CELLS)]


def test_a_view_more_stands_in_the_slides(one_more: None, selection: Selection):
    deck = Presentation(io.BytesIO(presentation(selection)))

    (slide,) = [slide for slide in deck.slides if slide.shapes.title.text_frame.text == CONCLUSION]
    rows = [
        tuple(cell.text for cell in row.cells) for shape in slide.shapes if shape.has_table for row in shape.table.rows
    ]
    assert CELLS in rows


def test_a_view_more_stands_in_the_workbook(one_more: None, selection: Selection):
    book = openpyxl.load_workbook(io.BytesIO(report_workbook(selection)))

    cells = [str(cell) for row in book[TITLE].iter_rows(values_only=True) for cell in row if cell is not None]
    assert CONCLUSION in cells
    assert set(CELLS) <= set(cells)


def test_the_paper_names_what_is_there():
    text = PAPER.read_text(encoding="utf-8")
    for name in re.findall(r"`((?:analytics|dashboard|pages|data|docs|tests)/[\w./]*)`", text):
        assert (PAPER.parents[1] / name).exists(), f"docs/adding.md 写了 {name}，没有这个文件或文件夹"
    for name in re.findall(r"`(\w+)\(", text):
        assert any(
            re.search(rf"^(?:def|class) {name}\b", path.read_text(encoding="utf-8"), re.MULTILINE)
            for part in ("analytics", "dashboard")
            for path in (PAPER.parents[1] / part).rglob("*.py")
        ), f"docs/adding.md 写了 {name}()，没有这个名字"
