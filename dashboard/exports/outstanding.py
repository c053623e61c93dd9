"""未报送清单 and 到期未完成清单 as CSV: what goes back to the departments (progress.md §5)."""

from analytics.guard import csv_bytes
from analytics.progress.states import OVERDUE
from dashboard.selection import Selection
from dashboard.views import View, views_of

_NUMBER = "编号"
"""Left out: a spreadsheet would take 2-08 for the 8th of February. The name says which carrier it is."""


def unreported_csv(selection: Selection) -> bytes:
    """The milestones due of which nothing is reported, then the plaques."""
    return _csv((*views_of("outstanding", selection), *views_of("unreported_plaques", selection)))


def outstanding_csv(selection: Selection) -> bytes:
    """The milestones that are reported as not done after their deadline."""
    return _csv(views_of("outstanding", selection, state=OVERDUE))


def _csv(views: tuple[View, ...]) -> bytes:
    """One table after the other, each under its own headings, a blank line between."""
    lines: list[list[str]] = []
    for view in views:
        kept = [place for place, heading in enumerate(view.headings) if heading != _NUMBER]
        lines += [[]] if lines else []
        lines += [[row[place] for place in kept] for row in (view.headings, *view.rows)]
    return csv_bytes(lines)
