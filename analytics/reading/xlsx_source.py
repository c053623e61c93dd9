"""XLSX bytes → records of the right sheet (inputs.md rows 24, 34-39): limits first, then openpyxl for the values."""

import io
import re
import threading
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING
from xml.parsers import expat

from ..columns import TableShape
from .headings import score, with_heading
from .tables import HEADING_ROWS, MAX_COLUMNS, FindingsOfFile, HeadedRecords, Record, cell_name
from .xlsx_dates import CHINESE_FORMATS, date_text, hides_year
from .xlsx_limits import DoctypeError, EncodingError, Shape, TooLargeError, check_parts, is_workbook
from .xlsx_parts import take_marks, with_marks, with_plain_styles

if TYPE_CHECKING:
    from openpyxl import Workbook

_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, expat.ExpatError)

# catch_warnings changes the whole process; two readers at once could leave the filters changed.
_QUIET = threading.Lock()


def read_workbook(data: bytes, findings: FindingsOfFile, wanted: TableShape) -> HeadedRecords | None:
    """The records of the sheet that has the heading of ``wanted``, all of one width; None with findings.

    Sets ``findings.sheet``.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if not is_workbook(archive, findings):
                return None
            if _is_strict(archive):
                findings.add("strict-workbook")
                return None
            shapes = check_parts(archive)
        return _read(data, shapes, findings, wanted)
    except TooLargeError as error:
        findings.add("too-large", reason=error)
    except DoctypeError:
        findings.add("xml-entity")
    except EncodingError as error:
        findings.add("broken-workbook", reason=f"XML 是 {error} 编码，应是 UTF-8")
    except _DAMAGED:
        findings.add("truncated", what="工作簿", detail="")
    # openpyxl raises nearly any type on a part that it does not expect; every one of them means the same here.
    except Exception as error:
        findings.add("broken-workbook", reason=type(error).__name__)
    return None


def _is_strict(archive: zipfile.ZipFile) -> bool:
    """Whether the workbook has the names of Strict Open XML, which openpyxl finds no sheets in (row 62)."""
    names = [name for name in archive.namelist() if name.endswith("workbook.xml")]
    return any(b"//purl.oclc.org/ooxml/spreadsheetml" in archive.open(name).read(4096) for name in names)


def _read(data: bytes, shapes: dict[str, Shape], findings: FindingsOfFile, wanted: TableShape) -> HeadedRecords | None:
    """The records of the wanted sheet; ``shapes`` are those of all sheets, by the path of their XML."""
    # Here and not above: importing openpyxl costs 0.2 s, and most plans are CSV.
    import openpyxl

    if not openpyxl.DEFUSEDXML or openpyxl.LXML:
        raise RuntimeError("openpyxl must use defusedxml, and not lxml: its limits are those of expat")
    with _QUIET, warnings.catch_warnings():
        # openpyxl warns of parts that it does not keep (drawings, validations); only cells are read here.
        warnings.simplefilter("ignore")
        workbook = _open(with_marks(data))
        cells = _Cells(workbook)
        try:
            sheets = workbook.worksheets
            if not sheets:
                findings.add("no-sheet")
                return None
            # A big sheet of raw data beside the annex is no harm; it is not read.
            small = [sheet for sheet in sheets if not _shape(sheet, shapes).too_large]
            points, sheet = _choose(small, findings, wanted, cells)
            cells.seen.clear()
            if not points and len(small) < len(sheets):
                raise TooLargeError(next(filter(None, (_shape(sheet, shapes).too_large for sheet in sheets))))
            if not points:
                # None is the annex; what is wrong is better said of a sheet that has something on it.
                sheet = next((other for other in sheets if _shape(other, shapes).last_row), sheet)
            shape = _shape(sheet, shapes)
            headed = with_heading(list(_records(sheet, shape.last_row, shape.last_column + 1, cells)), wanted)
        finally:
            workbook.close()
    findings.sheet = sheet.title
    _report_choice(sheets, sheet, shape, findings)
    _report_unresolved(headed, shape, findings)
    _report_cells(headed, cells, findings)
    return replace(headed, records=_fill_merged(headed, shape.merges, findings, wanted))


def _shape(sheet: object, shapes: dict[str, Shape]) -> Shape:
    # Nothing public leads from a sheet to its XML.
    return shapes[sheet._worksheet_path]


def _open(data: bytes) -> "Workbook":
    """The workbook, without what paints it where openpyxl stops at that (row 62)."""
    import openpyxl

    options = {"read_only": True, "data_only": True, "keep_links": False}
    try:
        return openpyxl.load_workbook(io.BytesIO(data), **options)
    # It raises nearly any type; if the styles are not to blame, the second attempt raises again.
    except Exception:
        return openpyxl.load_workbook(io.BytesIO(with_plain_styles(data)), **options)


class _Cells:
    """Turns the cells of a workbook into texts; ``seen`` lists what is to be told of them: row, column, code, words."""

    def __init__(self, workbook: "Workbook") -> None:
        from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE

        self.epoch = workbook.epoch
        # Nothing public tells a read-only cell's format without looking it up anew for each. A cell may name a style,
        # and a style a font or a format, that the file does not define.
        codes = dict(enumerate(workbook._number_formats, start=BUILTIN_FORMATS_MAX_SIZE))
        codes = BUILTIN_FORMATS | codes | CHINESE_FORMATS
        struck_fonts = {index for index, font in enumerate(workbook._fonts) if font.strike}
        styles = dict(enumerate(workbook._cell_styles))
        self.codes = {index: codes.get(style.numFmtId, "") for index, style in styles.items()}
        self.chinese = {index for index, style in styles.items() if style.numFmtId in CHINESE_FORMATS}
        self.struck = {index for index, style in styles.items() if style.fontId in struck_fonts}
        # Where no style matters, cells are read as their values alone.
        with_units = any(map(_UNIT_SHOWN.search, self.codes.values()))
        self.styled = bool(self.struck or self.chinese or workbook._date_formats or with_units)
        self.seen: list[tuple[int, int, str, dict[str, str]]] = []

    def text(self, row: int, column: int, found: object) -> str:
        """The text of a cell, or of its value where styles do not matter, as people see it."""
        value, style = (found.value, getattr(found, "_style_id", 0)) if self.styled else (found, 0)
        if value is None:
            return ""
        if style in self.struck:
            self.seen.append((row, column, "struck-cell", {}))
        if style in self.chinese and isinstance(value, int | float) and not isinstance(value, bool):
            value = self._date(value)
        if isinstance(value, date):
            code = self.codes.get(style, "")
            if hides_year(code):
                self.seen.append((row, column, "date-year-hidden", {"year": str(value.year)}))
            return date_text(value, code)
        text, small, struck = take_marks(_text(value))
        # 57 shown as 57亩 is no 57 万m².
        if text and not isinstance(value, str | bool) and (unit := _UNIT_SHOWN.search(self.codes.get(style, ""))):
            text += unit[0]
        if small:
            self.seen.append((row, column, "raised-text", {"mark": small, "text": text}))
        if struck:
            self.seen.append((row, column, "struck-text", {"struck": struck}))
        return text

    def _date(self, value: float) -> object:
        from openpyxl.utils.datetime import from_excel

        try:
            return from_excel(value, self.epoch)
        except (OverflowError, ValueError):
            # Beyond the year 9999: no date, and judged as the number it is.
            return value


def _records(sheet: object, last_row: int, width: int, cells: _Cells) -> Iterator[Record]:
    """The rows of a sheet down to ``last_row``, ``width`` cells each, as texts."""
    # The dimension written in the file may be wrong, and rows beyond it would be lost.
    sheet.reset_dimensions()
    if last_row and width:
        rows = sheet.iter_rows(max_col=width, values_only=not cells.styled)
        for row, found in enumerate(islice(rows, last_row), start=1):
            yield Record(row, tuple(cells.text(row, column, cell) for column, cell in enumerate(found)))


_UNIT_SHOWN = re.compile("亩|公顷|(?<!万)平方(?:米|公里)|(?<!万)㎡")
"""Units that a number format may show behind a number, other than that of the printed heading."""


def _text(value: object) -> str:
    """A cell's value, other than a date, as text: numbers as the shortest decimal of the 15 digits Excel has."""
    if isinstance(value, str):
        return _unescape(value)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        number = format(Decimal(format(value, ".15g")), "f")
        return number.rstrip("0").rstrip(".") if "." in number else number
    return str(value)


def _unescape(text: str) -> str:
    """Excel writes characters that XML has not, and carriage returns, as ``_x000D_``."""

    def character(found: re.Match[str]) -> str:
        code = int(found[1], 16)
        return found[0] if 0xD800 <= code <= 0xDFFF else chr(code)

    return re.sub(r"_x([0-9A-Fa-f]{4})_", character, text) if "_x" in text else text


def _choose(sheets: list, findings: FindingsOfFile, wanted: TableShape, cells: _Cells) -> tuple:
    """How many columns of ``wanted`` a sheet names, and that sheet: the one that names most (row 34).

    Of equal ones a visible sheet goes first, then the workbook's order counts. (0, None) where there is no sheet.
    """
    best, chosen, also = (0, False), sheets[0] if sheets else None, []
    for sheet in sheets:
        first = _records(sheet, HEADING_ROWS, MAX_COLUMNS, cells)
        points = max((score(record.cells, wanted) for record in first), default=0), sheet.sheet_state == "visible"
        if points[0] and points >= best:
            also = [*also, sheet.title] if points == best else [sheet.title]
            chosen = sheet if points > best else chosen
            best = points
    if len(also) > 1:
        findings.add("several-sheets", count=len(also), sheets="、".join(also), first=also[0])
    return best[0], chosen


def _report_choice(sheets: list, sheet: object, shape: Shape, findings: FindingsOfFile) -> None:
    """Says which sheet was read and how much of it is hidden, where that is not plain (row 34)."""
    parts = []
    if len(sheets) > 1:
        parts.append(f"工作簿有 {len(sheets)} 张工作表，读的是第 {sheets.index(sheet) + 1} 张“{sheet.title}”")
    if sheet.sheet_state != "visible":
        parts.append("这张工作表是隐藏的，照样读入")
    rows = sum(row <= shape.last_row for row in shape.hidden_rows)
    columns = sum(column <= shape.last_column for column in shape.hidden_columns)
    if rows or columns:
        hidden = "、".join(text for count, text in ((rows, f"{rows} 行"), (columns, f"{columns} 列")) if count)
        parts.append(f"其中隐藏的 {hidden}照样读入")
    if shape.filtered:
        parts.append("表上开着筛选，没有筛出的行也读入")
    if parts:
        findings.add("sheet-used", what="；".join(parts))


def _report_cells(headed: HeadedRecords, cells: _Cells, findings: FindingsOfFile) -> None:
    """What is to be told of cells below the heading: marks, and dates without their year (rows 47, 54)."""
    known = set(headed.matched.places.values())
    texts = {record.row: record for record in headed.records}
    struck_rows: set[int] = set()
    for row, column, code, words in cells.seen:
        if headed.index is None or row <= headed.records[headed.index].row:
            continue
        if code == "struck-cell" and row in struck_rows:
            continue
        struck_rows |= {row} if code == "struck-cell" else set()
        code = "struck-text-extra" if code == "struck-text" and column not in known else code
        place = {"row": row, "column": headed.headings[column], "value": texts[row].cells[column]}
        findings.add(code, **place, cell=cell_name(row, column), **words)


def _report_unresolved(headed: HeadedRecords, shape: Shape, findings: FindingsOfFile) -> None:
    """A formula that no program has calculated yet has no value to read (row 35)."""
    for row, column in shape.unresolved:
        heading = headed.headings[column] if headed.headings else ""
        known = column in headed.matched.places.values() or not headed.headings
        code = "formula-without-result" if known else "formula-without-result-extra"
        findings.add(code, row=row, column=heading, cell=cell_name(row, column))


def _fill_merged(
    headed: HeadedRecords, merges: list[tuple[int, int, int, int]], findings: FindingsOfFile, wanted: TableShape
) -> list[Record]:
    """Gives the cells of a merged area its text, where blank would mean something else.

    Blank cells of a carrier below its first row are how annex 2 is printed and stay blank (row 24). But a department
    merged over two carriers belongs to both, and a year merged over two milestones too.
    """
    if headed.index is None:
        return headed.records
    places = headed.matched.places
    # A merged area that begins left of these columns is a title, a footer or a 合计.
    of_the_row = {places[name] for name in wanted.row_columns if name in places}
    own = set(places.values()) - {places.get("number"), places.get("name")} - of_the_row
    cells = {record.row: list(record.cells) for record in headed.records[headed.index + 1 :]}
    for top, left, bottom, right in merges:
        if top not in cells or left not in own | of_the_row or not cells[top][left].strip():
            continue
        for row in range(top, min(bottom, headed.records[-1].row) + 1):
            named = "name" in places and bool(cells[row][places["name"]].strip())
            for column in sorted(own if left in own else of_the_row):
                if left <= column <= right and not cells[row][column].strip() and (named or left in of_the_row):
                    cells[row][column] = cells[top][left]
                    place = {"row": row, "column": headed.headings[column], "value": cells[top][left]}
                    names = {"cell": cell_name(row, column), "source": cell_name(top, left)}
                    findings.add("merged-cell", **place, **names)
    return [Record(record.row, tuple(cells.get(record.row, record.cells))) for record in headed.records]
