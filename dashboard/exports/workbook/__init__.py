"""XLSX: one annex as printed (``annex_workbook``), or everything shown with native charts (``report_workbook``).

``report`` puts the sheets together, each from a file of its own; ``layout``, ``cells`` and ``charts`` are what
the sheets share.
"""

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
