"""要点 and 请会议议定: what is said in large type, a line each."""

from collections.abc import Sequence

from dashboard.charts.palette import LIGHT
from dashboard.selection import Selection
from dashboard.views import View

from .drawing import BOTTOM, LEFT, ROOM, TOP, draw_line, draw_text, largest

MOST_LINES = 9
"""More rows of this kind are a table on several slides."""

_LINES = 2  # Of text beside what stands out.


def draw_points(slide, selection: Selection, view: View) -> None:
    """Each sentence beside its number, in the type of 会议模式."""
    rows = [(row.number, row.words, LIGHT.gap if row.is_gap else LIGHT.held) for row in view.table.itertuples()]
    _draw_rows(slide, rows, beside=4.2, large=(48, 40, 32), sizes=(24, 20, 18))


def draw_settle(slide, selection: Selection, view: View) -> None:
    """What is open, and beside it what the meeting is asked."""
    rows = [(row.what, row.words, LIGHT.held) for row in view.table.itertuples()]
    _draw_rows(slide, rows, beside=4.4, large=(22, 18, 16, 14), sizes=(20, 18, 16, 14, 12))


def _draw_rows(slide, rows: Sequence[tuple], *, beside: float, large: tuple, sizes: tuple) -> None:
    """``rows`` of (what stands out, words, colour), all of one height; what stands out has ``beside`` inches."""
    height = min(1.6, (BOTTOM - TOP) / max(1, len(rows)))
    for number, (first, words, colour) in enumerate(rows):
        top = TOP + number * height
        fitting = [size for size in sizes if size * 1.35 * _LINES / 72 <= height] or sizes[-1:]
        size = largest(first, beside - 0.2, [size for size in large if size * 1.35 / 72 <= height] or large[-1:])
        draw_text(slide.shapes, first, (LEFT, top, beside - 0.2, height), size, colour, bold=True)
        room = ROOM - beside
        draw_text(
            slide.shapes, words, (LEFT + beside, top, room, height), largest(words, room * _LINES * 0.93, fitting)
        )
        if number:
            draw_line(slide.shapes, "分隔线", (LEFT, top), (LEFT + ROOM, top), LIGHT.grid, 0.75)
