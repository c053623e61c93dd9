"""CSV text → records with nothing lost or moved without a finding (inputs.md rows 1-3, 6-12).

pandas is not used: it shifts a whole file by one column where a single row has a comma too many. Here the cells are
counted in every record, and what cannot be told apart is reported.
"""

import csv
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from .headings import score
from .tables import HEADING_ROWS, MAX_ROWS, Record, Report, is_blank, one_line

_SAVE_AS_UTF8 = "在 Excel 或 WPS 里打开核对，另存为“CSV UTF-8（逗号分隔）”"
_DELIMITERS = (",", ";", "\t")
_LISTED_LINES = 10
"""So many line numbers are listed in one sentence."""


# --- bytes → text -----------------------------------------------------------------------------------------------------


def decode(data: bytes, report: Report) -> str | None:
    """The text of ``data``: BOM, else strict UTF-8, else strict GB18030, never a guess. None with findings (row 2)."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decode_utf16(data, report)
    bom = data.startswith(b"\xef\xbb\xbf")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        cut = error.reason == "unexpected end of data"
    utf8 = bom or bool(_utf8_lines(data))
    if not utf8:
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError as error:
            cut = error.reason == "incomplete multibyte sequence" and error.end == len(data)
    if cut:
        _report_cut(report)
    else:
        _report_encoding(data, report, bom)
    return None


def _decode_utf16(data: bytes, report: Report) -> str | None:
    """Excel's “Unicode 文本”; an odd number of bytes means that its end is missing."""
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError:
        _report_cut(report)
        return None


def _report_cut(report: Report) -> None:
    """All is well but for half a character at the end: the file is still being copied, or was cut (row 45)."""
    report.error("truncated", "文件不完整：末尾的字符缺了一半，可能还没有复制完", "重新保存或重新复制一次这个文件")


def _lines(data: bytes) -> list[bytes]:
    return re.split(rb"\r\n|\r|\n", data)


def _utf8_lines(data: bytes) -> list[int]:
    """Numbers (from 1) of the lines that are Chinese text in UTF-8.

    A GB18030 line is hardly ever that by chance, so one of them shows that a file which is GB18030 elsewhere is mixed
    (a few such lines also pass as GB18030, and would be read as wrong characters).
    """
    found = []
    for number, line in enumerate(_lines(data), start=1):
        try:
            if re.search(r"[\u3400-\u9fff]", line.decode("utf-8")):
                found.append(number)
        except UnicodeDecodeError:
            continue
    return found


def _report_encoding(data: bytes, report: Report, bom: bool) -> None:
    """Names the lines that are not encoded as the others are (row 2)."""
    lines = _lines(data)
    utf8 = set(_utf8_lines(data))
    not_utf8 = [number for number, line in enumerate(lines, start=1) if not _decodes(line, "utf-8")]
    if not (bom or utf8):
        report.error("encoding", "文件的编码认不出来：不是 UTF-8，也不是 GB18030（GBK）", _SAVE_AS_UTF8)
        return
    if bom or len(utf8) >= len(not_utf8):
        bad, encoding = not_utf8, "UTF-8"
    else:
        bad, encoding = sorted(utf8), "GB18030（GBK）"
    rows = _rows_of_lines(data, bad)
    listed = "、".join(f"第 {row} 行" for row in rows[:_LISTED_LINES]) + ("等" if len(rows) > _LISTED_LINES else "")
    message = f"文件里混有两种编码：整个文件是 {encoding}，{listed}不是（共 {len(rows)} 行）"
    text = lines[bad[0] - 1].decode("gb18030" if encoding == "UTF-8" else "utf-8", "replace")
    report.error("mixed-encoding", message, _SAVE_AS_UTF8, row=rows[0], value=text)


def _decodes(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _rows_of_lines(data: bytes, lines: list[int]) -> list[int]:
    """Row numbers, as Excel counts, of physical lines: a quoted line break does not begin a row.

    Latin-1 never fails, and in UTF-8 and GB18030 no comma, quote or line break is part of another character.
    """
    wanted, rows = set(lines), []
    reader = csv.reader(io.StringIO(data.decode("latin-1"), newline=""))
    first = 1
    try:
        for row, _ in enumerate(reader, start=1):
            rows += [row] * len(wanted.intersection(range(first, reader.line_num + 1)))
            first = reader.line_num + 1
    except csv.Error:
        return lines
    return rows or lines


# --- text → records ---------------------------------------------------------------------------------------------------


def parse(text: str, report: Report, annex: int) -> list[Record] | None:
    """The records of ``text`` that are not blank, as wide as they are; None with findings where quotes do not match.

    Records are counted as Excel counts rows: a blank line is one, a line break inside quotes begins none (row 10).
    No more are read than show that there are too many (row 40).
    """
    delimiter = _delimiter(text, annex)
    try:
        return list(islice(_records(text, delimiter, strict=True), MAX_ROWS + HEADING_ROWS + 1))
    except csv.Error:
        _report_quotes(text, delimiter, report)
        return None


def _records(text: str, delimiter: str, strict: bool, last: int | None = None) -> Iterator[Record]:
    """The records that are not blank, counted with the blank ones, as far as row ``last``."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    for row, cells in enumerate(islice(reader, last), start=1):
        if any(cell.strip() for cell in cells):
            yield Record(row, tuple(cells))


def _delimiter(text: str, annex: int) -> str:
    """The separator with which the first rows name most columns of the annex; a comma where none does (row 1)."""

    def found(delimiter: str) -> int:
        most = 0
        # A cell that is too long for csv is reported when the whole text is parsed.
        with suppress(csv.Error):
            for record in _records(text, delimiter, strict=False, last=HEADING_ROWS):
                most = max(most, score(record.cells, annex))
        return most

    return max(_DELIMITERS, key=found)


def _report_quotes(text: str, delimiter: str, report: Report) -> None:
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
        report.error("long-cell", "有一格超过 13 万字", "检查这一格的引号和内容，缩短后再放入")
        return
    line = len(re.findall(r"\r\n|\r|\n", text[:position])) + 1
    place = f"第 {row} 行" if line == row else f"第 {row} 行（文本第 {line} 行）"
    start = text[position : position + 200]
    closes = re.match(r'"(?:[^"]|"")*+"', text[position:])
    if closes:
        message = f"{place}有一格的引号不配对：以引号开头，引号却在格子中间结束"
    else:
        message = f"{place}有一格以引号开头，直到文件末尾引号都没有结束，后面的行都被当成这一格"
    advice = "补上或删去这个引号；格子里本来就有的引号要写成两个，整格再用引号括起来"
    index = text[first:position].count(delimiter)
    report.error("open-quote", message, advice, row=row, column=f"第 {index + 1} 格", value=one_line(start))


# --- cells counted ----------------------------------------------------------------------------------------------------


def even_records(
    records: list[Record], headings: tuple[str, ...], written: int, known: int, report: Report
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
            _report_long(record, headings, written, report)
            broken.append(record.row)
        elif len(cells) >= count:
            even.append(Record(record.row, cells[:count]))
        elif len(cells) >= known and cells[-1].strip() and _excel_cut(record, records):
            padded.append(record.row)
            even.append(Record(record.row, cells + ("",) * (count - len(cells))))
        else:
            _report_short(record, headings, report)
            broken.append(record.row)
    if padded:
        message = f"第 {padded[0]} 至 {padded[-1]} 行共 {len(padded)} 行没有写末尾的空格子，按空白读"
        report.note("trailing-cells", message, "Excel 存 CSV 时会省略整段空白的末列，不用修改", row=padded[0])
    return even, broken


def _excel_cut(record: Record, records: list[Record]) -> bool:
    """Whether the short record is one that Excel cut.

    Excel writes a CSV in groups of 16 rows and leaves out a last column that is blank in a whole group; a single short
    row among longer ones is a lost comma.
    """
    group = (record.row - 1) // 16
    return all(len(other.cells) == len(record.cells) for other in records if (other.row - 1) // 16 == group)


def _report_long(record: Record, headings: tuple[str, ...], written: int, report: Report) -> None:
    cells = record.cells
    filled = max(index for index, cell in enumerate(cells, start=1) if cell.strip())
    extra = max(filled - len(headings), len(cells) - written)
    split = next((index for index in range(filled - 1) if _thousands(cells[index], cells[index + 1])), None)
    if split is None:
        guess, value, column = "疑似文字中的逗号", ",".join(cells), ""
        advice = "把含逗号的那一格用英文双引号括起来，或改成中文逗号“，”；如果只是行尾多了逗号，删去即可"
    else:
        guess, value = "疑似数字中的逗号", f"{cells[split]},{cells[split + 1]}"
        column = headings[split] if split < len(headings) else ""
        advice = f"把“{value}”改成“{value.replace(',', '')}”"
    message = f"第 {record.row} 行多出 {extra} 格，{guess}"
    report.error("extra-cells", message, advice, row=record.row, column=column, value=value)


def _thousands(left: str, right: str) -> bool:
    """Whether two neighbouring cells read as one number with a thousands comma: ``5`` and ``000``."""
    return bool(re.fullmatch(r"\s*[1-9]\d{0,2}", left) and re.fullmatch(r"\d{3}(\.\d+)?\s*", right))


def _report_short(record: Record, headings: tuple[str, ...], report: Report) -> None:
    last = one_line(headings[len(record.cells) - 1])
    message = f"第 {record.row} 行缺“{last}”之后的单元格：应有 {len(headings)} 格，只有 {len(record.cells)} 格"
    advice = "对照表头补上缺少的逗号，空着的格子也要留逗号；在 Excel 或 WPS 里改更稳妥"
    report.error("missing-cells", message, advice, row=record.row, column=last, value=",".join(record.cells))
