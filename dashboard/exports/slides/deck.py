"""汇报幻灯片: 16:9 slides, one view each, its conclusion as the title, with charts and tables that can be edited."""

import io

from pptx import Presentation

from dashboard.selection import Selection
from dashboard.views import PageRows, View, every_view, left_out

from .areas import draw_areas, draw_stages
from .frame import cover_slide, key_figures_slide, new_slide, put_notes
from .gantt import draw_gantt
from .plaques import draw_matrix, draw_steps
from .progress import draw_cumulative, draw_states
from .rows import row_slides
from .targets import draw_targets
from .tasks import draw_due, draw_tasks
from .template import name_fonts, set_up

_ON_SLIDE = PageRows(bars=10, stages=9, matrix=10, targets=9, gantt=11, tasks=11)
_DRAWN = {
    "area": draw_areas,
    "stages": draw_stages,
    "matrix": draw_matrix,
    "targets": draw_targets,
    "steps": draw_steps,
    "gantt": draw_gantt,
    "due": draw_due,
    "tasks": draw_tasks,
    "progress": draw_states,
    "lead_progress": draw_states,
    "cumulative": draw_cumulative,
}
"""Pictures with native shapes; the others are rows. What no slide has room for is in the other exports."""

_TOO_WIDE = ("reports",)
"""Views with more columns than can be read on a slide: the brief and the workbook have them."""


def deck_bytes(selection: Selection) -> bytes:
    """The views of ``shown`` (filtered from ``whole``) as slides, after a cover and the key figures."""
    deck = Presentation()
    set_up(deck, selection)
    cover_slide(deck, selection)
    overview, *views = every_view(selection, _ON_SLIDE)
    key_figures_slide(deck, selection, overview, left_out(tuple(view for view in views if not _has_slide(view))))
    for view in filter(_has_slide, views):
        if view.picture in _DRAWN:
            slide = new_slide(deck, selection, view.title, view.conclusion, view.notes)
            _DRAWN[view.picture](slide, selection, view)
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
    """Whether there is something to show: a picture, or rows of a view that is rows and not too wide for a slide."""
    if view.key in _TOO_WIDE:
        return False
    return view.build is not None if view.picture in _DRAWN else bool(view.rows)
