"""汇报幻灯片: 16:9 slides, one view each, its conclusion as the title, with charts and tables that can be edited."""

import io

from pptx import Presentation

from dashboard.selection import Selection
from dashboard.views import PageRows, View, every_view, left_out, offered_views

from .areas import draw_areas
from .frame import cover_slide, new_slide, put_notes
from .gantt import draw_gantt
from .lines import MOST_LINES, draw_points, draw_settle
from .plaques import draw_matrix, draw_steps
from .progress import draw_cumulative, draw_states
from .rows import row_slides
from .targets import draw_actuals, draw_targets
from .tasks import draw_tasks
from .template import name_fonts, set_up

_ON_SLIDE = PageRows(bars=10, stages=10, matrix=10, targets=9, gantt=11, tasks=11)
_DRAWN = {
    "points": draw_points,
    "area": draw_areas,
    "matrix": draw_matrix,
    "targets": draw_targets,
    "steps": draw_steps,
    "gantt": draw_gantt,
    "tasks": draw_tasks,
    "progress": draw_states,
    "lead_progress": draw_states,
    "cumulative": draw_cumulative,
    "actuals": draw_actuals,
}
"""Pictures with native shapes; the others are rows. What no slide has room for is in the other exports."""

_BEHIND = ("guided", "measures")
"""Behind the views of the meeting, for the question who else has a part in it; all others are on pages and papers."""


def deck_bytes(selection: Selection) -> bytes:
    """The views of 会议模式 as slides, after a cover and in their order (screens.md), then those of ``_BEHIND``."""
    deck = Presentation()
    set_up(deck, selection)
    cover_slide(deck, selection)
    views = every_view(selection, _ON_SLIDE)
    on_slides = [entry.key for entry in offered_views(selection) if entry.slide]
    in_meeting = [view for key in on_slides for view in views if view.key == key]
    behind = [view for key in _BEHIND for view in views if view.key == key and view.rows]
    missing = left_out(tuple(view for view in in_meeting if not _has_slide(view)))
    for view in [*filter(_has_slide, in_meeting), *behind]:
        draw = draw_settle if view.key == "settle" and len(view.rows) <= MOST_LINES else _DRAWN.get(view.picture)
        if draw:
            notes = missing if view.key == "points" else view.notes
            slide = new_slide(deck, selection, view.title, view.conclusion, notes)
            draw(slide, selection, view)
            put_notes(slide, view)
        else:
            row_slides(deck, selection, view)
    for slide in deck.slides:
        name_fonts(slide.element)
        if slide.has_notes_slide:
            name_fonts(slide.notes_slide.element)
        for shape in slide.shapes:
            if shape.has_chart:
                name_fonts(shape.chart.part._element)
    data = io.BytesIO()
    deck.save(data)
    return data.getvalue()


def _has_slide(view: View) -> bool:
    """Whether there is something to show: a picture, or rows of a view that is rows."""
    return view.build is not None if view.picture in _DRAWN else bool(view.rows)
