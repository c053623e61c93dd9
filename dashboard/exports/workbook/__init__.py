"""XLSX: one annex as printed (``annex_workbook``), everything shown with native charts (``report_workbook``), the table
that a department fills in (``progress_template``).

``report`` puts the sheets together, each from a file of its own; ``layout``, ``cells`` and ``charts`` are what
the sheets share.
"""

from datetime import date

from analytics import Plan
from dashboard.selection import Selection


# Imported on first use, and openpyxl's charts with them: they cost more than the rest of a page.
def annex_workbook(selection: Selection, annex: int) -> bytes:
    """Annex ``annex`` as ``selection`` shows it, a file of its own."""
    from .annex_file import annex_bytes

    return annex_bytes(selection, annex)


def report_workbook(selection: Selection) -> bytes:
    """What ``selection`` shows: 说明, the annexes, then a sheet a view."""
    from .report import report_bytes

    return report_bytes(selection)


def progress_template(plan: Plan, department: str, today: date) -> bytes:
    """The rows of ``department`` with drop-downs; put back untouched it reports nothing."""
    from .form import form_bytes

    return form_bytes(plan, department, today)
