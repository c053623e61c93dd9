"""The pages: file, Chinese title, ASCII address, registered as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from analytics import PlanError
from dashboard.plan_source import plan_on_screen

PAGES_FOLDER = Path(__file__).parents[2] / "pages"


@dataclass(frozen=True)
class PageEntry:
    """A page: ``name`` is its file in ``pages/`` and its address (总览 is the root); ``of_notice``: only offered where
    the plan has a notice.md; ``takes_away``: what it shows can be downloaded."""

    name: str
    title: str
    default: bool = False
    of_notice: bool = False
    takes_away: bool = False

    @property
    def path(self) -> Path:
        return PAGES_FOLDER / f"{self.name}.py"


PAGES = (
    PageEntry("overview", "总览", default=True, takes_away=True),
    PageEntry("industry", "产业面积", takes_away=True),
    PageEntry("plaques", "授牌缺口", takes_away=True),
    PageEntry("timeline", "时间轴", takes_away=True),
    PageEntry("departments", "部门清单", takes_away=True),
    PageEntry("carrier", "载体档案"),
    PageEntry("notice", "方案原文", of_notice=True),
    PageEntry("checks", "数据校核"),
    PageEntry("meeting", "会议模式"),
)
_BY_NAME = {page.name: page for page in PAGES}


def navigation(shown: bool = True):
    """Streamlit's navigation over ``PAGES``; returns the page to run (absolute paths: frame.py is elsewhere)."""
    offered = [page for page in PAGES if not page.of_notice or _has_notice()]
    pages = [st.Page(page.path, title=page.title, url_path=page.name, default=page.default) for page in offered]
    return st.navigation(pages, position="top" if shown else "hidden")


def open_page(name: str, query: Mapping[str, str] | None = None) -> None:
    """Goes to a page; filters bound to the URL stay. Ends the run."""
    st.switch_page(_BY_NAME[name].path, query_params=dict(query or {}))


def _has_notice() -> bool:
    try:
        return bool(plan_on_screen().plan.notice)
    except PlanError:
        return False


def page_link(name: str, label: str, query: Mapping[str, str | list[str]] | None = None) -> None:
    """A link to a page, filters kept."""
    st.page_link(_BY_NAME[name].path, label=label, query_params=dict(query or {}))
