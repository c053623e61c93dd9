"""XLSX: one annex as printed (``annex_workbook``), or everything shown with native charts (``report_workbook``).

``report`` puts the sheets together, each from a file of its own; ``layout``, ``cells`` and ``charts`` are what
the sheets share. openpyxl is imported where it is used: it costs more than the rest of a page.
"""

from .annex_file import annex_workbook
from .report import report_workbook

__all__ = ["annex_workbook", "report_workbook"]
