"""The pages: file, Chinese title, ASCII address, registered as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from analytics import PlanError
from analytics.contents import contents_of, in_words_of
from dashboard.plan_source import plan_on_screen

PAGES_FOLDER = Path(__file__).parents[2] / "pages"


@dataclass(frozen=True)
class PageEntry:
    """A page: ``name`` is its file in ``pages/`` and its address (总览 is the root); ``needs`` is what a plan must have
    (``analytics.contents``) to be offered it; ``takes_away``: what it shows can be downloaded."""

    name: str
    title: str
    default: bool = False
    needs: tuple[str, ...] = ()
    takes_away: bool = False

    @property
    def path(self) -> Path:
        return PAGES_FOLDER / f"{self.name}.py"


PAGES = (
    PageEntry("overview", "总览", default=True, takes_away=True),
    PageEntry("industry", "产业面积", needs=("areas",), takes_away=True),
    PageEntry("plaques", "授牌缺口", needs=("plaques",), takes_away=True),
    PageEntry("timeline", "时间轴", needs=("milestones",), takes_away=True),
    PageEntry("departments", "部门清单", needs=("departments",), takes_away=True),
    PageEntry("carrier", "载体档案"),
    PageEntry("notice", "方案原文", needs=("notice",)),
    PageEntry("checks", "数据校核"),
    PageEntry("meeting", "会议模式"),
)
_BY_NAME = {page.name: page for page in PAGES}


def navigation(shown: bool = True):
    """Streamlit's navigation over ``PAGES``; returns the page to run (absolute paths: frame.py is elsewhere)."""
    offered = [page for page in PAGES if _offered(page)]
    pages = [st.Page(page.path, title=title_of(page), url_path=page.name, default=page.default) for page in offered]
    return st.navigation(pages, position="top" if shown else "hidden")


def open_page(name: str, query: Mapping[str, str] | None = None) -> None:
    """Goes to a page, filters kept: those bound to the URL stay by themselves. Ends the run."""
    annexes = st.session_state.get("annex") or []
    st.switch_page(_BY_NAME[name].path, query_params={"annex": map(str, annexes)} | dict(query or {}))


def title_of(page: PageEntry) -> str:
    """Its title in the words of the plan."""
    try:
        return in_words_of(plan_on_screen().plan, page.title)
    except PlanError:
        return page.title


def _offered(page: PageEntry) -> bool:
    try:
        return contents_of(plan_on_screen().plan).has(*page.needs)
    except PlanError:
        # Of a plan that cannot be read nobody knows; its pages say why.
        return "notice" not in page.needs


def page_link(name: str, label: str, query: Mapping[str, str | list[str]] | None = None) -> None:
    """A link to a page, filters kept; nothing where the plan is not offered that page."""
    if not _offered(_BY_NAME[name]):
        return
    st.page_link(_BY_NAME[name].path, label=label, query_params=dict(query or {}))
