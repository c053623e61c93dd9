"""The whole app in process (AppTest): frame, sidebar and page, with the notice's data on a fixed day.

    at = open_page("timeline", lead="区科技局")
    assert "时间轴" in title_of(at)

Widgets are found by their key. Texts are compared as people read them: ``plain`` takes the Markdown signs off.
"""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.screen.title import OPEN

from ..conftest import DATA

ROOT = Path(__file__).parents[2]

TODAY = "2026-11-23"
"""The day on which every test here takes place."""

TITLES = {
    "overview": "总览",
    "industry": "产业面积",
    "plaques": "授牌缺口",
    "timeline": "时间轴",
    "departments": "部门清单",
    "carrier": "载体档案",
    "checks": "数据校核",
    "meeting": "会议模式",
}
"""Every page: its file in pages/ and its Chinese title (screens.md)."""

EVERYTHING = "全部 20 个载体 · 48.52 万m² · 32 个节点"


@pytest.fixture(scope="session")
def kept_plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One state folder for all tests that show data/, so that the plan is read once."""
    return tmp_path_factory.mktemp("state")


@pytest.fixture(autouse=True)
def fixed_surroundings(monkeypatch: pytest.MonkeyPatch, kept_plans: Path) -> None:
    """data/ as the plan, a state folder of the tests' own, and a fixed today in the plan's time zone."""
    now = datetime.fromisoformat(f"{TODAY}T09:00").replace(tzinfo=ZoneInfo("Asia/Shanghai"))
    monkeypatch.delenv("PLAN_DIR", raising=False)
    monkeypatch.setenv("PLAN_STATE_DIR", str(kept_plans))
    monkeypatch.setattr("dashboard.selection.now_at", lambda plan: now)


@pytest.fixture
def use_plan(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[Path], None]:
    """Makes the app read ``folder``, with nothing kept from an earlier day."""

    def use(folder: Path) -> None:
        monkeypatch.setenv("PLAN_DIR", str(folder))
        monkeypatch.setenv("PLAN_STATE_DIR", str(tmp_path / "state"))

    return use


@pytest.fixture
def own_copy(tmp_path: Path, use_plan: Callable[[Path], None]) -> Path:
    """A copy of data/ that the app reads and the test may spoil."""
    folder = tmp_path / "方案"
    shutil.copytree(DATA, folder)
    use_plan(folder)
    return folder


def open_page(page: str = "overview", **query: str | list[str]) -> AppTest:
    """A new viewer whose very first run is ``page`` with ``query`` in the address."""
    at = AppTest.from_file(str(ROOT / "dashboard" / "frame.py"), default_timeout=60)
    for name, value in query.items():
        at.query_params[name] = value
    return go_to(at, page)


def go_to(at: AppTest, page: str) -> AppTest:
    """The same viewer turns to ``page``."""
    return at.switch_page(str(ROOT / "pages" / f"{page}.py")).run()


def unfold(at: AppTest) -> AppTest:
    """The same viewer opens 更多筛选."""
    at.session_state["further_filters"] = True
    return at.run()


def take_away(at: AppTest) -> AppTest:
    """The same viewer opens 带走."""
    at.session_state[OPEN] = True
    return at.run()


def plain(text: str) -> str:
    """``text`` as it is read on screen: without word joiners, Markdown escapes, bold, size and colour marks."""
    text = text.replace("\u2060", "")
    text = re.sub(r":(?:small|blue|orange|\w+-badge)\[|(?<!\\)\]|(?<!\\)\*\*", "", text)
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)


def title_of(at: AppTest) -> str:
    """The title line, page and filters in words; of a slide its section and number, filters, view and source."""
    if at.header:
        return plain(at.header.values[0])
    return " · ".join(slide_words(at)[name] for name in ("kicker", "aside", "source"))


def slide_words(at: AppTest) -> dict:
    """The words around the picture of the slide that is shown."""
    (text,) = _payloads(at.get("bidi_component"), "slide")
    return json.loads(text.split("\n", 1)[0])


def conclusions(at: AppTest) -> list[str]:
    """The sentences over charts and tables, from the top."""
    slides = (json.loads(text.split("\n", 1)[0]) for text in _payloads(at.get("bidi_component"), "slide"))
    panels = [plain(value).removeprefix("###### ") for value in at.markdown.values if _is_panel(value)]
    return [*(words["conclusion"] for words in slides), *panels, *map(plain, at.subheader.values)]


def _is_panel(markdown: str) -> bool:
    """Whether it is the sentence of a narrow panel; a clause of the notice has its text below its heading."""
    return markdown.startswith("###### ") and "\n" not in markdown


def words(at: AppTest, *kinds: str) -> list[str]:
    """The texts of the elements of these kinds, from the top."""
    return [plain(element.value) for kind in kinds for element in at.get(kind)]


@dataclass(frozen=True)
class Chart:
    """A chart as the browser is given it: what it says to those who cannot see it, and the figure."""

    alt: str
    figure: dict


def charts(at: AppTest) -> list[Chart]:
    """The charts of the page, from the top."""
    elements = at.get("bidi_component")
    given = [text.split("\n", 1) for text in _payloads(elements, "chart")]
    given += [text.split("\n", 2)[1:] for text in _payloads(elements, "slide")]
    return [Chart(json.loads(words)["alt"], json.loads(figure)) for words, figure in given]


@dataclass(frozen=True)
class Table:
    """A table as the browser is given it; ``carriers``, whom the names of its rows open; ``links``, where other names
    lead."""

    alt: str
    frame: pd.DataFrame
    carriers: list[str] | None
    links: dict[str, str]


def tables(at: AppTest) -> list[Table]:
    """The tables of the page, from the top."""
    payloads = map(json.loads, _payloads(at.get("bidi_component"), "table"))
    return [
        Table(
            one["alt"],
            pd.DataFrame(one["rows"], columns=one["headings"]),
            one.get("carriers"),
            one.get("links", {}),
        )
        for one in payloads
    ]


def _payloads(elements, component: str) -> Iterator[str]:
    for element in elements:
        if element.proto.component_name == component:
            yield element.proto.bytes.decode()


def table_with(at: AppTest, *headings: str) -> pd.DataFrame:
    """The one table that has all of ``headings``, cells as they are read."""
    shown = [table.frame for table in tables(at)]
    found = [table for table in shown if set(headings) <= set(table.columns)]
    assert len(found) == 1, f"有 {len(found)} 张表含 {headings}；各表的列：{[list(table.columns) for table in shown]}"
    return found[0]


def no_trouble(at: AppTest) -> None:
    """The page ran to its end without an exception or an error box."""
    assert not at.exception, [element.value for element in at.exception]
    assert not at.error, words(at, "error")


def visible_texts(at: AppTest) -> Iterator[tuple[str, str]]:
    """Everything written on the page and its sidebar: kind of element and text, charts and tables included."""
    for element in [*at.main, *at.sidebar]:
        kind = element.proto.component_name if element.type == "bidi_component" else element.type
        yield from ((kind, plain(text)) for text in _texts(element) if text)


def _texts(element) -> Iterator[str]:
    if element.type == "bidi_component":
        yield from _component_texts(element)
        return
    for name in ("value", "label", "help", "placeholder"):
        if name == "value" and element.type in ("multiselect", "date_input", "button_group"):
            continue  # What is chosen stands among the options.
        value = getattr(element, name, None)
        if value is None:
            value = getattr(getattr(element, "proto", None), name, None)
        if isinstance(value, str):
            yield value
    for option in getattr(element, "options", ()):
        yield getattr(option, "content", option)


def _component_texts(element) -> Iterator[str]:
    for text in _payloads([element], "slide"):
        words = json.loads(text.split("\n", 1)[0])
        yield from (words[name] for name in ("kicker", "aside", "conclusion", "notes", "source"))
        yield from (part for line in words["keys"] for part in line)
    pictures = [*_payloads([element], "chart"), *(text.split("\n", 1)[1] for text in _payloads([element], "slide"))]
    for text in pictures:
        words, figure = map(json.loads, text.split("\n", 1))
        yield words["alt"]
        yield words["name"]
        yield from _chart_texts(figure)
    for payload in map(json.loads, _payloads([element], "table")):
        yield payload["alt"]
        yield from payload["headings"]
        yield from (cell for row in payload["rows"] for cell in row)


def _chart_texts(part, key: str = "") -> Iterator[str]:
    if isinstance(part, dict):
        for name, value in part.items():
            yield from _chart_texts(value, name)
    elif isinstance(part, list):
        for value in part:
            yield from _chart_texts(value, key)
    elif isinstance(part, str) and key in ("text", "ticktext", "hovertext", "name", "title", "ticksuffix"):
        yield re.sub(r"<[^>]+>", " ", part)
