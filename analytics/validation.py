"""Rows of an annex as printed → carriers, milestones and findings; every finding of the file, not the first.

Row numbers in comments are those of the design's inputs.md. A cell's own reading is in ``values``. Nothing is repaired,
coerced or dropped without a finding; words stay as printed.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from .columns import AREA_UNIT, BLANK_DEPARTMENT, header_of
from .findings import ERROR, HINT, NOTE, Finding
from .reading.heading_checks import judge_headings
from .reading.headings import Headings, match_headings
from .reading.tables import Record, Report, SourceTable, cell_name, one_line
from .reading.values import Reading, error_value, is_blank_mark, read_area, read_deadline, read_number, split_values
from .words import comparable

__all__ = ["CODES", "CarrierRow", "JudgedAnnex", "MilestoneRow", "judge_annex", "split_values"]

CODES: dict[str, str] = {
    "missing-column": "缺少必要的列",
    "repeated-heading": "同一列出现两次",
    "renamed-heading": "列名与印发的不同",
    "blank-heading": "有内容的列没有表头",
    "area-unit": "面积单位不是万m²，已换算",
    "area-unit-missing": "面积表头没有写单位",
    "area-unit-unknown": "面积单位认不出来",
    "number-column": "没有序号列",
    "number-blank": "未填序号",
    "number-unreadable": "序号不是正整数",
    "number-repeated": "序号重复",
    "number-start": "序号不从 1 开始",
    "number-order": "序号不连续",
    "name-blank": "未填名称",
    "name-repeated": "名称重复",
    "area-blank": "未填面积",
    "area-not-a-number": "面积不是一个数字",
    "area-not-positive": "面积不是正数",
    "area-too-large": "面积大得不可能",
    "area-doubtful": "面积大得或小得可疑",
    "area-converted": "面积由平方米换算",
    "area-grouped": "面积带千分位逗号",
    "department-blank": "未填部门",
    "cell-blank": "未填的文字格",
    "long-text": "文字过长",
    "error-value": "公式错误值或 # 号",
    "deadline-blank": "未填完成时限",
    "deadline-undated": "完成时限没有年份",
    "deadline-unclear": "完成时限不只写了年份",
    "deadline-reversed": "起止年份颠倒",
    "deadline-wrong": "年份写错",
    "deadline-order": "完成时限早于上一个节点",
    "task-blank": "有时限没有任务",
    "no-milestone": "载体没有节点",
    "orphan-row": "续行前面没有载体",
    "filled-down": "续行重复写了载体的各格",
    "repeated-heading-row": "表中重复的表头行",
    "note-row": "表下的说明文字",
    "extra-only": "只有附加列有内容的行",
    "total-equal": "合计行与逐行之和一致",
    "total-differs": "合计行与逐行之和不符",
    "total-unread": "合计行没有可比的面积",
}
"""Every code of a finding made in judging (here, and by ``values``), with its meaning."""

LONG_NAME = 100
LONG_TEXT = 2_000
"""Characters from which a name, any other text, is worth a look; it is cut on screen only (row 40)."""

_TOTAL = re.compile(r"(合计|小计|总计|共计|累计)(\(.*\)|:.*)?")
_NOTE = re.compile(r"(注|备注|说明|附注|填表|制表|审核|联系人|单位|数据来源|资料来源)\d*[:,.、 ].*")
_OF_THE_ROW = ("task", "deadline")
"""In annex 2 these belong to a milestone, all other columns to the carrier, whose cells stand on its first row."""


@dataclass(frozen=True)
class CarrierRow:
    """A carrier as its annex lists it. Words as printed, white space around them removed; ``area`` in 万m².

    ``number`` and ``area`` are None where the cell is blank or cannot be used, ``leads`` and ``guides`` are
    ``(BLANK_DEPARTMENT,)`` where blank. ``operator`` and ``task`` are "" in annex 2 (its tasks are milestones),
    ``owner`` is "" in annex 1. ``plaques`` are those held (annex 1) or sought (annex 2), ``plaque_text`` that cell as
    printed. ``row`` is the row of the file.
    """

    number: int | None
    name: str
    area: Decimal | None
    operator: str
    owner: str
    leads: tuple[str, ...]
    guides: tuple[str, ...]
    positioning: str
    plaques: tuple[str, ...]
    plaque_text: str
    task: str
    row: int


@dataclass(frozen=True)
class MilestoneRow:
    """A row of annex 2: ``carrier`` is the index of its ``CarrierRow``, ``step`` counts from 1 within the carrier.

    ``deadline_year`` is None where the words name no year.
    """

    carrier: int
    step: int
    task: str
    deadline_text: str
    deadline_year: int | None
    row: int


@dataclass(frozen=True)
class JudgedAnnex:
    """An annex judged: usable only if no finding is an 错误."""

    carriers: tuple[CarrierRow, ...]
    milestones: tuple[MilestoneRow, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class _Row:
    """A record by column name: ``texts`` without white space around them, only of columns that the file has.

    Cells of ``spoiled`` columns hold an error of the spreadsheet; that is reported, and they count as blank.
    """

    record: Record
    texts: dict[str, str]
    spoiled: frozenset[str] = frozenset()

    def text(self, name: str) -> str:
        return self.texts.get(name, "")

    def lacks(self, name: str) -> bool:
        """Whether the cell is blank, though the file has the column and no error stands in it."""
        return name in self.texts and name not in self.spoiled and not self.texts[name]


def judge_annex(table: SourceTable, annex: int) -> JudgedAnnex:
    """The carriers and milestones of ``table``, and all there is to say about its headings, rows and cells."""
    return _Judge(table, annex).judge()


class _Judge:
    """One pass over the rows of a table; what is found is kept here on the way."""

    def __init__(self, table: SourceTable, annex: int) -> None:
        self.table = table
        self.annex = annex
        self.headings: Headings = match_headings(table.headings, annex)
        self.report = Report(table.file, table.sheet)
        self.carriers: list[CarrierRow] = []
        self.milestones: list[MilestoneRow] = []
        self.totals: list[tuple[_Row, int]] = []  # 合计 rows, and how many carriers stand above each
        self.current: int | None = None  # the carrier, by index, that rows without a name go on with
        self.steps: dict[int, list[int | None]] = {}  # carrier, by index → the years of its milestones so far
        self.filled_down: list[int] = []  # rows that repeat the cells of their carrier
        self.numbers: dict[int, int] = {}  # 序号 → its first row
        self.names: dict[str, int] = {}  # name, comparable → index of its first carrier
        # A row that could not be told apart, or has no name, may have been the carrier of the rows below it.
        self.unsure = bool(table.broken)

    def judge(self) -> JudgedAnnex:
        judge_headings(self.table, self.annex, self.headings, self.report)
        if "name" not in self.headings.missing:
            for record in self.table.records:
                self._judge_row(self._row(record))
            self._judge_totals()
            self._tell_filled_down()
        # Rows sorted by year instead of by carrier leave a carrier's milestones apart.
        milestones = sorted(self.milestones, key=lambda milestone: (milestone.carrier, milestone.step))
        return JudgedAnnex(tuple(self.carriers), tuple(milestones), tuple(self.report.findings))

    # --- rows ---

    def _row(self, record: Record) -> _Row:
        """The record's cells by column name, long ones and errors of the spreadsheet reported (rows 36, 40)."""
        names = {index: name for name, index in self.headings.places.items()}
        texts, spoiled = {}, set()
        for index, cell in enumerate(record.cells):
            name, text = names.get(index), cell.strip()
            reason = error_value(text)
            if reason:
                severity = ERROR if name else HINT
                message = f"{cell_name(record.row, index)}：{reason}"
                advice = "改好公式或加宽列后重新保存；也可以直接填值"
                self._tell(Reading(None, severity, "error-value", message, advice), record.row, index, cell)
            if name:
                texts[name] = "" if reason else text
                if reason:
                    spoiled.add(name)
                self._judge_length(record.row, index, name, text)
        return _Row(record, texts, frozenset(spoiled))

    def _judge_length(self, row: int, index: int, name: str, text: str) -> None:
        limit = LONG_TEXT if name == "task" else LONG_NAME if name == "name" else LONG_NAME * 5
        if len(text) > limit:
            message = f"文字有 {len(text):,} 个字符，屏幕上会截短，下载时完整"
            self._tell(Reading(None, HINT, "long-text", message, "检查是否误把几格并成了一格"), row, index, text)

    def _judge_row(self, row: _Row) -> None:
        """What a row is: a carrier, a further milestone, or something that is no entry of the annex."""
        if self._is_heading(row):
            message = "这一行是重复的表头，没有计入"
            self.report.note("repeated-heading-row", message, "不用修改，删去更稳妥", row=row.record.row)
        elif any(_TOTAL.fullmatch(comparable(row.text(name))) for name in ("number", "name")):
            self.totals.append((row, len(self.carriers)))
        elif (repeated := self._repeated_carrier(row)) is not None:
            self.current = repeated
            self.filled_down.append(row.record.row)
            self._judge_milestone(row)
        elif row.text("name") and not is_blank_mark(row.text("name")):
            self._judge_carrier(row)
        elif self._is_further(row):
            self._judge_further(row)
        else:
            self._judge_nameless(row)

    def _is_heading(self, row: _Row) -> bool:
        """Whether the row's cells are the headings of their own columns, repeated for a printed page."""
        filled = [(self.headings.places[name], text) for name, text in row.texts.items() if text]
        return len(filled) > 2 and all(text == self.table.headings[index].strip() for index, text in filled)

    def _own_cells(self, row: _Row) -> dict[str, str]:
        """The cells of an annex-2 row that belong to a carrier, by column name."""
        return {name: text for name, text in row.texts.items() if text and name not in _OF_THE_ROW}

    def _is_further(self, row: _Row) -> bool:
        """Whether an annex-2 row has no cell of a carrier of its own: a further milestone of the carrier above."""
        if self.annex == 1 or row.spoiled - set(_OF_THE_ROW) or self._own_cells(row):
            return False
        return any(row.text(name) or name in row.spoiled for name in _OF_THE_ROW)

    def _repeated_carrier(self, row: _Row) -> int | None:
        """The carrier, by index, that an annex-2 row only says again (docs/decisions/0012): merged cells that were
        split and filled down, perhaps sorted by year afterwards. One cell that differs makes it a row of its own."""
        own = self._own_cells(row)
        if self.annex == 1 or row.spoiled - set(_OF_THE_ROW) or not own or not any(map(row.text, _OF_THE_ROW)):
            return None
        index = self.names.get(comparable(own["name"])) if "name" in own else self.current
        if index is None or not all(self._repeats(self.carriers[index], name, text) for name, text in own.items()):
            return None
        return index

    def _repeats(self, above: CarrierRow, name: str, text: str) -> bool:
        """Whether a cell says again what the carrier above has: a merged cell that was split and filled down."""
        if name == "number":
            return read_number(text) == above.number is not None
        if name in ("leads", "guides"):
            return split_values(text) == getattr(above, name)
        if name == "area":
            return read_area(text, self.headings.area_factor or Decimal(1)).value == above.area
        said = above.plaque_text if name == "plaques" else getattr(above, name)
        return comparable(text) == comparable(said)

    def _judge_nameless(self, row: _Row) -> None:
        """A row with neither name nor milestone: a note below the table, an extra column only, or a slip (row 28)."""
        number = row.record.row
        if "name" in row.spoiled:
            # That is an 错误 already; what carrier it is cannot be said.
            self.unsure = True
            return
        filled = [name for name, text in row.texts.items() if text or name in row.spoiled]
        if not filled:
            message = "这一行只有附加列有内容，没有计入"
            self.report.hint("extra-only", message, "删去这一行，或补上名称等各格", row=number)
            return
        first = row.text(filled[0])
        if len(filled) == 1 and _NOTE.fullmatch(one_line(first).translate({0xFF1A: ":"})):
            message = "这一行是表下的说明文字，没有计入"
            self.report.hint("note-row", message, "不用修改，删去更稳妥", row=number, value=first)
            return
        self.unsure = True
        header = header_of(self.annex, "name")
        listed = "、".join(header_of(self.annex, name) for name in filled)
        message = f"未填“{header}”，却填了{listed}"
        advice = f"补上{header}；如果不是附件里的一行，删去它"
        self.report.error("name-blank", message, advice, row=number, column=header, value=row.text("name"))

    # --- carriers and milestones ---

    def _judge_carrier(self, row: _Row) -> None:
        plaque_text = row.text("plaques")
        carrier = CarrierRow(
            number=self._number(row),
            name=row.text("name"),
            area=self._area(row),
            operator=row.text("operator"),
            owner=row.text("owner"),
            leads=self._departments(row, "leads"),
            guides=self._departments(row, "guides"),
            positioning=row.text("positioning"),
            plaques=() if is_blank_mark(plaque_text) else split_values(plaque_text),
            plaque_text=plaque_text,
            task=row.text("task") if self.annex == 1 else "",
            row=row.record.row,
        )
        self._judge_name(row)
        self.current = len(self.carriers)
        for name in ("operator", "owner", "positioning", *(("task",) if self.annex == 1 else ())):
            if row.lacks(name):
                header = header_of(self.annex, name)
                self._tell_of(row, name, Reading(None, HINT, "cell-blank", f"未填“{header}”", "查到后补上"))
        self.carriers.append(carrier)
        if self.annex == 2:
            self._judge_first_milestone(row)

    def _number(self, row: _Row) -> int | None:
        """序号, told where it is blank, unreadable, taken or not the next one; no row is merged by it (row 26)."""
        if "number" not in row.texts or "number" in row.spoiled:
            return None
        text = row.text("number")
        number = read_number(text)
        if number is None:
            code, message = ("number-unreadable", "序号不是正整数") if text else ("number-blank", "未填序号")
            self._tell_of(row, "number", Reading(None, HINT, code, f"{message}，按行的先后排列", "补上序号"))
            return None
        last = next(reversed(self.numbers), 0)
        if number in self.numbers:
            message = f"序号 {number} 与第 {self.numbers[number]} 行重复，两行都作为载体计入"
            advice = "改正序号；如果是同一载体的下一个节点，从序号到授牌的各格都留空"
            self._tell_of(row, "number", Reading(None, HINT, "number-repeated", message, advice))
            return number
        if number != last + 1 and not self.unsure:
            code, message = ("number-order", f"序号不连续：{last} 之后是 {number}")
            if not self.numbers:
                code, message = ("number-start", f"序号从 {number} 开始，不是 1")
            self._tell_of(row, "number", Reading(None, HINT, code, message, "检查是否缺行；不缺就改正序号"))
        self.numbers[number] = row.record.row
        return number

    def _judge_name(self, row: _Row) -> None:
        name = comparable(row.text("name"))
        if name in self.names:
            first = self.carriers[self.names[name]].row
            message = f"名称与第 {first} 行相同，两行都作为载体计入，面积计两次"
            advice = "如果是同一载体的下一个节点，从序号到授牌的各格都留空；不是就把名称写得能区分"
            self._tell_of(row, "name", Reading(None, HINT, "name-repeated", message, advice))
        self.names.setdefault(name, len(self.carriers))

    def _area(self, row: _Row) -> Decimal | None:
        """The area in 万m², told where it cannot be read or was converted (rows 14, 18-21)."""
        if "area" not in row.texts or "area" in row.spoiled or not self.headings.known_unit:
            return None
        reading = read_area(row.text("area"), self.headings.area_factor or Decimal(1))
        self._tell_of(row, "area", reading)
        return reading.value

    def _departments(self, row: _Row, name: str) -> tuple[str, ...]:
        """The departments of a cell; a blank one is shown and can be filtered as such (rows 29-31)."""
        text = row.text(name)
        values = () if is_blank_mark(text) else split_values(text)
        if values:
            return values
        if name in row.texts and name not in row.spoiled:
            message = f"未填“{header_of(self.annex, name)}”，显示为“{BLANK_DEPARTMENT}”"
            self._tell_of(row, name, Reading(None, HINT, "department-blank", message, "查到后补上"))
        return (BLANK_DEPARTMENT,)

    def _judge_first_milestone(self, row: _Row) -> None:
        if row.spoiled.isdisjoint(_OF_THE_ROW) and all(is_blank_mark(row.text(name)) for name in _OF_THE_ROW):
            message = f"“{row.text('name')}”没有工作任务和完成时限，时间轴上没有它的节点"
            self._tell_of(row, "name", Reading(None, HINT, "no-milestone", message, "有节点就补上工作任务和完成时限"))
        else:
            self._judge_milestone(row)

    def _judge_further(self, row: _Row) -> None:
        if self.current is not None:
            self._judge_milestone(row)
        elif not self.unsure:
            # Row 25. After a row that could not be read this would be a second finding for one slip.
            message = "这一行只有工作任务和完成时限，上面却没有载体"
            advice = f"补上{header_of(self.annex, 'name')}等各格，或把这一行移到所属载体下面"
            self._tell_of(row, "name", Reading(None, ERROR, "orphan-row", message, advice))

    def _judge_milestone(self, row: _Row) -> None:
        years = self.steps.setdefault(self.current, [])
        above = years[-1] if years else None
        deadline = Reading()
        if "deadline" in row.texts and "deadline" not in row.spoiled:
            deadline = read_deadline(row.text("deadline"))
            self._tell_of(row, "deadline", deadline)
        if above and deadline.value and deadline.value < above:
            # A row that was moved or sorted to another carrier shows only here.
            message = f"完成时限早于同一载体上一个节点的 {above} 年"
            advice = "检查这一行是否属于这个载体，各节点按年份先后排列"
            self._tell_of(row, "deadline", Reading(None, HINT, "deadline-order", message, advice))
        if row.lacks("task"):
            message = "有完成时限，没有工作任务"
            self._tell_of(row, "task", Reading(None, HINT, "task-blank", message, "补上这个时限的工作任务"))
        years.append(deadline.value)
        self.milestones.append(
            MilestoneRow(
                self.current,
                len(years),
                row.text("task"),
                row.text("deadline"),
                deadline.value,
                row.record.row,
            )
        )

    def _tell_filled_down(self) -> None:
        """One 说明 for all of them: a file that was filled down was filled down everywhere."""
        if self.filled_down:
            listed = "、".join(map(str, self.filled_down[:10])) + ("…" if len(self.filled_down) > 10 else "")
            message = (
                f"第 {listed} 行共 {len(self.filled_down)} 行重复写了载体的各格，按同一载体的下一个节点读，面积只计一次"
            )
            advice = "不用修改；如果其实是另一个载体，把名称写得能区分"
            self.report.note("filled-down", message, advice, row=self.filled_down[0])

    # --- totals ---

    def _judge_totals(self) -> None:
        """合计 rows are left out and compared with the sum of the rows, which win (rows 22, 23)."""
        # While rows or areas are to be mended, their sum says nothing.
        comparable_sum = not (self.unsure or self.report.blocked)
        start = 0
        for row, above in self.totals:
            part = self.carriers
            if "小计" in comparable(row.text("number") + row.text("name")):
                part, start = self.carriers[start:above], above
            if comparable_sum:
                self._judge_total(row, sum((carrier.area for carrier in part if carrier.area is not None), Decimal(0)))
            else:
                message = "合计行没有计入；要先改正其他各行，才能比较"
                self._tell_of(row, "area", Reading(None, NOTE, "total-unread", message, "改正后再看是否一致"))

    def _judge_total(self, row: _Row, total: Decimal) -> None:
        printed = read_area(row.text("area"), self.headings.area_factor or Decimal(1)).value
        if printed is None:
            message = f"合计行没有计入；它没有可比的面积，逐行之和是 {total.normalize():f} {AREA_UNIT}"
            reading = Reading(
                None, HINT if row.text("area") else NOTE, "total-unread", message, "不用合计行，删去更稳妥"
            )
        elif printed == total:
            message = f"合计行没有计入；{printed:f} {AREA_UNIT} 与逐行之和一致"
            reading = Reading(None, NOTE, "total-equal", message, "不用修改")
        else:
            message = (
                f"合计行写的是 {printed:f} {AREA_UNIT}，逐行之和是 {total.normalize():f} {AREA_UNIT}，以逐行之和为准"
            )
            reading = Reading(None, HINT, "total-differs", message, "核对各行面积和合计")
        self._tell_of(row, "area", reading)

    # --- telling ---

    def _tell_of(self, row: _Row, name: str, reading: Reading) -> None:
        """Reports what was read of a row's column, if there is anything to tell."""
        index = self.headings.places.get(name)
        if reading.code:
            self._tell(reading, row.record.row, index, "" if index is None else row.record.cells[index])

    def _tell(self, reading: Reading, row: int, index: int | None, cell: str) -> None:
        tell: dict[str, Callable] = {ERROR: self.report.error, HINT: self.report.hint, NOTE: self.report.note}
        column = "" if index is None else self.table.headings[index]
        tell[reading.severity](reading.code, reading.message, reading.advice, row=row, column=column, value=cell)
