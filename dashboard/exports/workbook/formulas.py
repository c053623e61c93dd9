"""Formulas, saved with the results they have now: Protected View and previews show results, they do not calculate."""

import io
import re
import zipfile
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from dashboard.charts.palette import LIGHT

from .cells import put, typeface

_FORMULA = re.compile(r'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f>[^<]*</f>)<v ?/?>(?:</v>)?</c>')
_OWN_FORMAT = re.compile(rb'(<numFmt formatCode="[^"]*") ?/>')

Results = dict[tuple[str, str], object]
"""(sheet, cell) → what its formula gives."""


def put_formula(sheet, row: int, column: int, formula: str, result: object, **look) -> None:
    """Writes ``formula``, which gives ``result`` ("" for nothing); ``look`` as for ``put``."""
    cell = put(sheet, row, column, None, **look)
    cell.value = formula
    results_of(sheet.parent)[sheet.title, cell.coordinate] = result


def put_sums(sheet, row: int, first: int, last: int, label: str, columns: dict[int, tuple[object, str]]) -> None:
    """A total under the rows ``first`` to ``last``: a sum for each of ``columns`` (place → result, number format)."""
    look = {"font": typeface(bold=True), "fill": LIGHT.band}
    put(sheet, row, 1, label, **look)
    for place, (result, number_format) in columns.items():
        letter = get_column_letter(place)
        formula = f"=SUM({letter}{first}:{letter}{last})"
        put_formula(sheet, row, place, formula, result, number_format=number_format, **look)


def results_of(book) -> Results:
    """What the formulas of ``book`` give: openpyxl itself keeps the formula only."""
    return vars(book).setdefault("results", {})


def saved(book) -> bytes:
    """``book`` as a file, its formulas with their results."""
    plain = io.BytesIO()
    book.save(plain)
    results = results_of(book)
    names = {f"xl/worksheets/sheet{number}.xml": sheet.title for number, sheet in enumerate(book, start=1)}
    whole = io.BytesIO()
    with zipfile.ZipFile(plain) as parts, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as into:
        for part in parts.infolist():
            content = parts.read(part)
            title = names.get(part.filename)
            if any(sheet == title for sheet, _ in results):
                content = _with_results(content.decode("utf-8"), title, results).encode("utf-8")
            elif part.filename.startswith("xl/charts/chart"):
                # Without this, which openpyxl leaves out, labels may be shown in the format of their cells.
                content = _OWN_FORMAT.sub(rb'\1 sourceLinked="0"/>', content)
            into.writestr(part, content)
    return whole.getvalue()


def _with_results(xml: str, title: str, results: Results) -> str:
    def cell(found: re.Match) -> str:
        place, attributes, formula = found.groups()
        result = results[title, place]
        kind = ' t="str"' if isinstance(result, str) else ""
        return f'<c r="{place}"{attributes}{kind}>{formula}<v>{escape(str(result))}</v></c>'

    return _FORMULA.sub(cell, xml)
