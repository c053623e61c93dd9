"""What is shown, told once for screen, 会议模式, brief, PPTX and workbook: a file a theme, and here the one list.

A new view is a file that makes it and a line in ``VIEWS`` (docs/adding.md).
"""

from dataclasses import dataclass, replace
from functools import lru_cache

from dashboard.selection import Selection

from .areas import area_table, area_views, carriers_by_industry, stage_views
from .checks import check_views
from .overview import overview_views
from .plaques import matrix_views, plaque_columns, plaque_words, step_views
from .rules import RULES
from .targets import clause_words, target_views
from .tasks import due_views, task_views, this_year_views
from .timeline import gantt_views
from .view import NOTHING, ON_PAPER, Make, Room, View, left_out

__all__ = [
    "NOTHING",
    "ON_PAPER",
    "RULES",
    "VIEWS",
    "Room",
    "View",
    "ViewEntry",
    "area_table",
    "carriers_by_industry",
    "clause_words",
    "every_view",
    "left_out",
    "plaque_columns",
    "plaque_words",
    "views_of",
]


@dataclass(frozen=True)
class ViewEntry:
    """A view in the list: ``key`` in code and addresses, ``title`` on every screen and paper, ``make`` makes it."""

    key: str
    title: str
    make: Make


VIEWS = [
    ViewEntry("overview", "总览", overview_views),
    ViewEntry("area", "产业面积", area_views),
    ViewEntry("stages", "孵化链条", stage_views),
    ViewEntry("matrix", "授牌矩阵", matrix_views),
    ViewEntry("targets", "目标覆盖", target_views),
    ViewEntry("steps", "逐年授牌", step_views),
    ViewEntry("gantt", "时间轴", gantt_views),
    ViewEntry("due", "各年到期", due_views),
    ViewEntry("this_year", "今年要做什么", this_year_views),
    ViewEntry("tasks", "各部门任务", task_views),
    ViewEntry("checks", "需要核对", check_views),
]
"""Every view, in the order in which slides, papers and sheets show them."""


def views_of(key: str, selection: Selection, room: Room = ON_PAPER) -> tuple[View, ...]:
    """The view ``key`` of ``selection``: one, or several with numbered titles where a page has no room for it."""
    return _made(next(entry for entry in VIEWS if entry.key == key), selection, room)


def every_view(selection: Selection, room: Room = ON_PAPER) -> tuple[View, ...]:
    """All views of ``selection`` in the order of the list."""
    return tuple(view for entry in VIEWS for view in _made(entry, selection, room))


@lru_cache(maxsize=256)
def _made(entry: ViewEntry, selection: Selection, room: Room) -> tuple[View, ...]:
    """Made once for a selection, whoever asks for it (docs/speed.md)."""
    views = tuple(entry.make(selection, room))
    return tuple(
        replace(
            view,
            key=entry.key,
            title=entry.title if len(views) == 1 else f"{entry.title}（{number}/{len(views)}）",
        )
        for number, view in enumerate(views, start=1)
    )
