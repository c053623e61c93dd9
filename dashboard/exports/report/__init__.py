"""What every report shows, whatever its format: a file a theme; here their order.

``view`` says what a view is: conclusion, picture, rows and notes. The sentences come from ``analytics.headlines`` and
``dashboard.charts``, as on screen.
"""

from .areas import area_table, area_views, carriers_by_industry, stage_views
from .checks import check_views
from .plaques import matrix_views, plaque_columns, plaque_words, step_views
from .rules import RULES
from .targets import clause_words, target_views
from .tasks import due_views, task_views, this_year_views
from .timeline import gantt_views
from .view import NOTHING, ON_PAPER, ONLY_A_PLAN, Report, ReportView, Room, day_text, left_out

__all__ = [
    "NOTHING",
    "ONLY_A_PLAN",
    "ON_PAPER",
    "RULES",
    "Report",
    "ReportView",
    "Room",
    "area_table",
    "carriers_by_industry",
    "clause_words",
    "day_text",
    "left_out",
    "plaque_columns",
    "plaque_words",
    "report_views",
]


def report_views(report: Report, room: Room = ON_PAPER) -> tuple[ReportView, ...]:
    """The views in order. One with more rows than ``room`` gives comes as several, numbered in their titles."""
    makers = (
        area_views,
        stage_views,
        matrix_views,
        target_views,
        step_views,
        gantt_views,
        due_views,
        this_year_views,
        task_views,
        check_views,
    )
    return tuple(view for maker in makers for view in maker(report, room))
