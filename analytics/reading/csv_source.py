"""CSV text → records with nothing lost or moved without a finding (inputs.md rows 1, 6-10).

pandas is not used: it shifts a whole file by one column where a single row has a comma too many. Here the cells are
counted in every record, and what cannot be told apart is reported.
"""

import csv
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from ..columns import TableShape
from .headings import score
from .tables import HEADING_ROWS, MAX_ROWS, FindingsOfFile, Record, is_blank, one_line

_DELIMITERS = (",", ";", "\t")


def parse(text: str, findings: FindingsOfFile, shape: TableShape) -> list[Record] | None:
    """The records of ``text`` that are not blank, as wide as they are; None with findings where quotes do not match.

    Records are counted as Excel counts rows: a blank line is one, a line break inside quotes begins none (row 10).
    No more are read than show that there are too many (row 40).
    """
    delimiter = _delimiter(text, shape)
    try:
        return list(islice(_records(text, delimiter, strict=True), MAX_ROWS + HEADING_ROWS + 1))
    except csv.Error:
        _report_quotes(text, delimiter, findings)
        return None


def _records(text: str, delimiter: str, strict: bool, last: int | None = None) -> Iterator[Record]:
    """The records that are not blank, counted with the blank ones, as far as row ``last``."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    for row, cells in enumerate(islice(reader, last), start=1):
        if any(cell.strip() for cell in cells):
            yield Record(row, tuple(cells))


def _delimiter(text: str, shape: TableShape) -> str:
    """The separator with which the first rows name most columns of ``shape``; a comma where none does (row 1)."""

    def found(delimiter: str) -> int:
        most = 0
        # A cell that is too long for csv is reported when the whole text is parsed.
        with suppress(csv.Error):
            for record in _records(text, delimiter, strict=False, last=HEADING_ROWS):
                most = max(most, score(record.cells, shape))
        return most

    return max(_DELIMITERS, key=found)


def _report_quotes(text: str, delimiter: str, findings: FindingsOfFile) -> None:
    """Finds the quote that never closes, or that closes in the middle of a cell, and the row where it opens (row 9)."""
    mark = re.escape(delimiter)
    # A cell and what ends it; a quoted cell must be followed by a separator, a line end or the end of the text.
    cell = re.compile(rf'(?:"(?:[^"]|"")*+"|(?!")[^{mark}\r\n]*+)({mark}|\r\n|\r|\n|\Z)')
    position, row, first = 0, 1, 0
    while position < len(text) and (found := cell.match(text, position)):
        position = found.end()
        if found[1] != delimiter:
            row, first = row + 1, position
    if position >= len(text):
        findings.add("long-cell", cell="有一格")
        return
    line = len(re.findall(r"\r\n|\r|\n", text[:position])) + 1
    place = f"第 {row} 行" if line == row else f"第 {row} 行（文本第 {line} 行）"
    start = text[position : position + 200]
    closes = re.match(r'"(?:[^"]|"")*+"', text[position:])
    how = "的引号不配对：以引号开头，引号却在格子中间结束"
    if not closes:
        how = "以引号开头，直到文件末尾引号都没有结束，后面的行都被当成这一格"
    column = f"第 {text[first:position].count(delimiter) + 1} 格"
    findings.add("open-quote", row=row, column=column, value=one_line(start), place=place, how=how)


def even_records(
    records: list[Record], headings: tuple[str, ...], written: int, known: int, findings: FindingsOfFile
) -> tuple[list[Record], list[int]]:
    """Records below the heading with as many cells as ``headings``, and the rows left out because they have not.

    ``written``: cells of the heading line, blank ones at its end included. ``known``: so many headings, counted from
    the left, reach the last column that the annex itself has. Rows 6, 7 and 8.
    """
    count = len(headings)
    even, broken, padded = [], [], []
    for record in records:
        cells = record.cells
        # A row that is longer than the heading line is refused even if its last cells are blank: a comma too many
        # pushes the blank cell of a last column such as 备注 out and nothing else shows it.
        if not is_blank(cells[count:]) or len(cells) > written:
            _report_long(record, headings, written, findings)
            broken.append(record.row)
        elif len(cells) >= count:
            even.append(Record(record.row, cells[:count]))
        elif len(cells) >= known and cells[-1].strip() and _excel_cut(record, records):
            padded.append(record.row)
            even.append(Record(record.row, cells + ("",) * (count - len(cells))))
        else:
            _report_short(record, headings, findings)
            broken.append(record.row)
    if padded:
        findings.add("trailing-cells", row=padded[0], first=padded[0], last=padded[-1], count=len(padded))
    return even, broken


def _excel_cut(record: Record, records: list[Record]) -> bool:
    """Whether the short record is one that Excel cut.

    Excel writes a CSV in groups of 16 rows and leaves out a last column that is blank in a whole group; a single short
    row among longer ones is a lost comma.
    """
    group = (record.row - 1) // 16
    return all(len(other.cells) == len(record.cells) for other in records if (other.row - 1) // 16 == group)


def _report_long(record: Record, headings: tuple[str, ...], written: int, findings: FindingsOfFile) -> None:
    cells = record.cells
    filled = max(index for index, cell in enumerate(cells, start=1) if cell.strip())
    extra = max(filled - len(headings), len(cells) - written)
    split = next((index for index in range(filled - 1) if _thousands(cells[index], cells[index + 1])), None)
    if split is None:
        guess, value, column = "疑似文字中的逗号", ",".join(cells), ""
        mend = "把含逗号的那一格用英文双引号括起来，或改成中文逗号“，”；如果只是行尾多了逗号，删去即可"
    else:
        guess, value = "疑似数字中的逗号", f"{cells[split]},{cells[split + 1]}"
        column = headings[split] if split < len(headings) else ""
        mend = f"把“{value}”改成“{value.replace(',', '')}”"
    findings.add("extra-cells", row=record.row, column=column, value=value, extra=extra, guess=guess, mend=mend)


def _thousands(left: str, right: str) -> bool:
    """Whether two neighbouring cells read as one number with a thousands comma: ``5`` and ``000``."""
    return bool(re.fullmatch(r"\s*[1-9]\d{0,2}", left) and re.fullmatch(r"\d{3}(\.\d+)?\s*", right))


def _report_short(record: Record, headings: tuple[str, ...], findings: FindingsOfFile) -> None:
    last = one_line(headings[len(record.cells) - 1])
    words = {"last": last, "wanted": len(headings), "found": len(record.cells)}
    findings.add("missing-cells", row=record.row, column=last, value=",".join(record.cells), **words)
