"""The limits of a workbook, held before openpyxl sees it (inputs.md rows 5, 24, 34, 35, 37-39).

A workbook is a zip of XML. Its sizes are read from the zip's directory, then every part is walked once with expat,
counting and keeping nothing: what is too large, declares a DTD or is no XML that expat reads goes no further. openpyxl
reads with expat as well (reading/__init__.py), so there is nothing that it sees and the walk does not. The same walk
takes down what openpyxl's read-only mode does not tell of a sheet.
"""

import re
import zipfile
from dataclasses import dataclass, field
from xml.parsers import expat

from .tables import HEADING_ROWS, MAX_COLUMNS, MAX_INFLATED, MAX_ROWS, FindingsOfFile, cell_name

_MAX_PARTS = 2_000
_MAX_OF_SHEETS = 1_500_000
"""XML elements of all sheets: what 5,000 rows of 60 cells need, each with a formula and a text of its own. Of an
element's attributes three are free, as many as a cell has."""
_MAX_OF_THE_REST = 140_000
"""Of styles and everything else that openpyxl makes into objects before it comes to the sheet, attributes counted once
and elements four times, as they cost: 8,000 cell formats, or a second."""
_MAX_OF_TEXTS = 450_000
"""Of the shared texts, counted likewise: 50,000, ten different ones in each of 5,000 rows."""
_LONGEST_TAG = 1 << 20
"""Bytes of a tag, or of a comment: expat holds it in memory as a whole."""
_LAST_ROW = MAX_ROWS + HEADING_ROWS
_MAX_CELLS = _LAST_ROW * MAX_COLUMNS
_CHUNK = 1 << 16
_ENCODINGS = (None, "utf-8", "utf-16")
_ONCE_IN_A_CELL = ("v", "f", "is", "t")


class TooLargeError(Exception):
    """A limit is passed; the message says which."""


class DoctypeError(Exception):
    """An XML part declares a DTD: entities could be bombs or name other files (row 39)."""


class EncodingError(Exception):
    """An XML part says that it is in another encoding than UTF-8 or UTF-16, the two of workbooks."""


@dataclass
class Shape:
    """What openpyxl's read-only mode does not tell of a sheet. Rows from 1, columns from 0.

    ``too_large`` says which limit the sheet passes: the rest of it has not been looked at, and it must not be read.
    """

    last_row: int = 0
    last_column: int = -1
    cells: int = 0
    sized: bool = False  # whether the sheet states its size; where it does not, openpyxl walks all of it
    filtered: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)  # top, left, bottom, right
    unresolved: list[tuple[int, int]] = field(default_factory=list)  # formulas without a result
    too_large: str = ""


def is_workbook(archive: zipfile.ZipFile, findings: FindingsOfFile) -> bool:
    """Whether the zip is a workbook that can be read: sizes and kinds only, nothing is inflated (rows 5, 37, 38)."""
    names = {info.filename for info in archive.infolist()}
    inflated = sum(info.file_size for info in archive.infolist())
    if len(names) > _MAX_PARTS:
        raise TooLargeError(f"工作簿里有 {len(names):,} 个部件，超过 {_MAX_PARTS:,} 个的上限")
    if inflated > MAX_INFLATED:
        raise TooLargeError(f"工作簿解开后有 {inflated / 2**20:.0f} MB，超过 {MAX_INFLATED // 2**20} MB 的上限")
    if any(info.flag_bits & 1 for info in archive.infolist()):
        findings.add("password")
    elif "xl/workbook.bin" in names:
        findings.add("xlsb")
    elif "content.xml" in names:
        findings.add("ods")
    elif "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        findings.add("not-a-table", what="内容是压缩包或其他文档")
    else:
        return True
    return False


def check_parts(archive: zipfile.ZipFile) -> dict[str, Shape]:
    """Walks every part, for openpyxl could take any for XML, whatever its name. Returns the shapes of the worksheets.

    Raises ``DoctypeError``, ``EncodingError``, and ``TooLargeError`` where even opening the workbook would cost too
    much (rows 38, 39).
    """
    shapes: dict[str, Shape] = {}
    budget = _Budget()
    for info in archive.infolist():
        walk = _Walk(budget)
        walk.read(archive, info.filename)
        if walk.shape:
            shapes[info.filename] = walk.shape
    return shapes


@dataclass
class _Budget:
    """What may still come in all parts together."""

    sheets: int = _MAX_OF_SHEETS
    rest: int = _MAX_OF_THE_REST
    texts: int = _MAX_OF_TEXTS


class _LimitPassed(Exception):  # noqa: N818  (stops the walk through one sheet, is no error)
    """The sheet is larger than the limits."""


class _Walk:
    """One walk through one XML part with expat: counts elements, refuses a DTD, takes the shape of a worksheet."""

    def __init__(self, budget: _Budget) -> None:
        self.budget = budget
        self.shape: Shape | None = None
        self.row, self.column, self.merged = 0, -1, 0
        # Of the cell that is being walked: its type, its elements, and whether the walk is inside its value.
        self.kind, self.content, self.inside = "", False, False
        self.elements: set[str] = set()
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.XmlDeclHandler = self.declaration
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.StartElementHandler = self.root

    def read(self, archive: zipfile.ZipFile, name: str) -> None:
        """Walks the part to its end, or to the first limit that a sheet passes."""
        read = 0
        try:
            with archive.open(name) as part:
                while chunk := part.read(_CHUNK):
                    self.parser.Parse(chunk, False)
                    read += len(chunk)
                    if read - self.parser.CurrentByteIndex > _LONGEST_TAG:
                        raise TooLargeError(f"工作簿的部件 {name} 里有一个超过 {_LONGEST_TAG >> 20} MB 的标签")
            self.parser.Parse(b"", True)
        except _LimitPassed as limit:
            if not self.shape.sized:
                raise TooLargeError(str(limit)) from None
            self.shape.too_large = str(limit)
        except expat.ExpatError:
            # Pictures are no XML, nor are old drawings; openpyxl cannot read them either, nor does it ask for them.
            if self.shape or name.endswith((".xml", ".rels")):
                raise

    def declaration(self, _: str, encoding: str | None, __: int) -> None:
        if (encoding and encoding.lower()) not in _ENCODINGS:
            raise EncodingError(encoding)

    def doctype(self, *_: object) -> None:
        raise DoctypeError

    def root(self, tag: str, attributes: dict[str, str]) -> None:
        """The first element says whether the part is a worksheet, or the texts of the sheets."""
        name = tag.rpartition(" ")[2]
        self.parser.StartElementHandler = self.count_text if name == "sst" else self.count
        if name == "worksheet":
            self.shape = Shape()
            self.parser.StartElementHandler = self.start
            self.parser.EndElementHandler = self.end
            self.parser.CharacterDataHandler = self.text
        self.count(tag, attributes)

    def count(self, _: str, attributes: dict[str, str]) -> None:
        self.budget.rest -= 4 + len(attributes)
        if self.budget.rest < 0:
            raise TooLargeError("工作簿里附件表以外的内容（样式、名称、透视表等）太多")

    def count_text(self, _: str, attributes: dict[str, str]) -> None:
        self.budget.texts -= 4 + len(attributes)
        if self.budget.texts < 0:
            raise TooLargeError(f"工作簿里的文字超过 {_MAX_OF_TEXTS // 90_000} 万条")

    def count_cell(self, attributes: dict[str, str]) -> None:
        self.budget.sheets -= max(1, len(attributes) - 2)
        if self.budget.sheets < 0:
            raise TooLargeError(f"工作表的内容超过 {_MAX_OF_SHEETS // 10_000} 万项")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(" ")[2]
        # Whatever else a sheet has becomes objects of openpyxl, before or beside its rows.
        if tag in ("row", "c") or (tag in _ONCE_IN_A_CELL and tag not in self.elements):
            self.count_cell(attributes)
            self.elements.add(tag)
        else:
            self.count(tag, attributes)
        shape = self.shape
        if tag == "row":
            self.start_row(attributes)
        elif tag == "c":
            self.start_cell(attributes)
        elif tag in ("v", "is"):
            self.inside = True
        elif tag == "dimension":
            shape.sized = True
        elif tag == "autoFilter":
            shape.filtered = True
        elif tag == "mergeCell":
            self.merge(attributes.get("ref", ""))
        elif tag == "col" and _is_true(attributes.get("hidden")):
            shape.hidden_columns.update(range(int(attributes["min"]) - 1, min(int(attributes["max"]), MAX_COLUMNS)))

    def start_row(self, attributes: dict[str, str]) -> None:
        above, self.row, self.column = self.row, int(float(attributes.get("r", self.row + 1))), -1
        if self.row <= above:
            raise ValueError("rows out of order: openpyxl would leave this one out")
        if _is_true(attributes.get("hidden")) and self.row <= _LAST_ROW:
            self.shape.hidden_rows.add(self.row)

    def start_cell(self, attributes: dict[str, str]) -> None:
        left, self.column = self.column, _column(attributes["r"]) if "r" in attributes else self.column + 1
        if self.column <= left:
            raise ValueError("cells out of order: openpyxl would leave one out")
        self.kind, self.content = attributes.get("t", "n"), False
        self.elements.clear()
        self.shape.cells += 1
        if self.shape.cells > _MAX_CELLS:
            raise _LimitPassed(f"工作表的格子比 {MAX_ROWS:,} 行、{MAX_COLUMNS} 列还多（空格子也算）")

    def merge(self, reference: str) -> None:
        for top, left, bottom, right in _area(reference):
            self.shape.merges.append((top, left, bottom, right))
            self.merged += max(min(bottom, _LAST_ROW) - top, 0) + 1
        if self.merged > _MAX_CELLS:
            raise TooLargeError("合并的单元格太多")

    def text(self, _: str) -> None:
        self.content = self.content or self.inside

    def end(self, tag: str) -> None:
        tag = tag.rpartition(" ")[2]
        if tag in ("v", "is"):
            self.inside = False
        elif tag == "c" and (self.content or "f" in self.elements):
            self.end_cell()

    def end_cell(self) -> None:
        shape, row, column = self.shape, self.row, self.column
        shape.last_row, shape.last_column = max(shape.last_row, row), max(shape.last_column, column)
        # A formula may result in an empty text (t="str"); any other without a value has not been calculated (row 35).
        if "f" in self.elements and not self.content and not (self.kind == "str" and "v" in self.elements):
            shape.unresolved.append((row, column))
        if column >= MAX_COLUMNS:
            raise _LimitPassed(f"第 {column + 1} 列（{cell_name(row, column)}）还有内容，超过 {MAX_COLUMNS} 列的上限")
        if row > _LAST_ROW:
            raise _LimitPassed(f"第 {row} 行还有内容，超过 {MAX_ROWS:,} 行的上限")


def _is_true(attribute: str | None) -> bool:
    return attribute in ("1", "true")


def _column(reference: str) -> int:
    """Column from 0 of a cell's name: ``C5`` → 2."""
    number = 0
    for letter in reference:
        if not letter.isalpha():
            break
        number = number * 26 + ord(letter.upper()) - ord("A") + 1
    return number - 1


def _area(reference: str) -> list[tuple[int, int, int, int]]:
    """``A2:A5`` → [(2, 0, 5, 0)]; [] for anything else."""
    found = re.fullmatch(r"([A-Z]+)(\d+):([A-Z]+)(\d+)", reference)
    return [(int(found[2]), _column(found[1]), int(found[4]), _column(found[3]))] if found else []
