"""One walk over the rows of an annex: which is a carrier, a further milestone, a total, a note; every finding told."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from ..columns import BLANK_DEPARTMENT
from ..reading.tables import FindingsOfFile, Record, SourceTable, cell_name
from ..words import comparable
from .cells import Reading, error_value, is_blank_mark, is_picture, read_area, read_number, split_values
from .deadlines import begins, read_deadline
from .departments import Departments, plain_departments, read_departments
from .heading_checks import judge_headings
from .other_rows import group_level, is_lone_title, is_note, is_total
from .records import NOWHERE, CarrierRow, Elsewhere, JudgedAnnex, MilestoneRow, Row
from .totals import judge_totals

LONG_NAME = 100
LONG_TEXT = 2_000
"""Characters from which a name, any other text, is worth a look; it is cut on screen only (row 40)."""
_LONG = {"name": LONG_NAME, "task": LONG_TEXT}

_DEPARTMENTS = ("leads", "guides")
_TEXTS = ("operator", "owner", "positioning", "task")
"""Columns of a carrier that are kept as printed, whatever stands there."""


def judge_annex(table: SourceTable, elsewhere: Elsewhere = NOWHERE) -> JudgedAnnex:
    """The carriers and milestones of ``table``, and all there is to say about its headings, rows and cells.

    ``elsewhere`` is what the rest of the plan knows, which some cells can only be read with.
    """
    return _AnnexJudge(table, elsewhere).judge()


def departments_named(table: SourceTable) -> Iterator[str]:
    """The departments that ``table`` names plainly: what other cells of the plan can be read with (row 50)."""
    places = [table.matched.places[name] for name in _DEPARTMENTS if name in table.matched.places]
    return plain_departments(record.cells[place].strip() for record in table.records for place in places)


class _AnnexJudge:
    """One pass over the rows of a table; what is found is kept here on the way."""

    def __init__(self, table: SourceTable, elsewhere: Elsewhere) -> None:
        self.table = table
        self.only_year = elsewhere.only_year
        self.known = elsewhere.departments | frozenset(departments_named(table))
        self.shape = table.shape
        self.places = table.matched.places
        self.findings = FindingsOfFile(table.file, table.sheet)
        self.carriers: list[CarrierRow] = []
        self.milestones: list[MilestoneRow] = []
        self.totals: list[tuple[Row, int]] = []  # 合计 rows and group lines, and how many carriers stand above each
        self.current: int | None = None  # the carrier, by index, that rows without a name go on with
        self.steps: dict[
            int, list[tuple[date | None, str]]
        ] = {}  # carrier, by index → the first day that each deadline can mean, and its words
        self.task_leads: dict[int, tuple[str, ...]] = {}  # carrier, by index → who leads the task above
        self.pictures: dict[int, Record] = {}  # extra columns with pictures, and the first row of each
        self.filled_down: list[int] = []  # rows that repeat the cells of their carrier
        self.numbers: dict[int, int] = {}  # 序号 → its first row
        self.names: dict[str, int] = {}  # name, comparable → index of its first carrier
        # A row that could not be told apart, or has no name, may have been the carrier of the rows below it.
        self.unsure = bool(table.broken)
        # Where no row has a name, the next of the columns that may stand for it does (inputs.md row 60).
        filled = (name for name in self.shape.names if self._says_anything(name))
        self.name = next(filled, self.shape.names[0])

    def _says_anything(self, name: str) -> bool:
        place = self.places.get(name)
        return place is not None and any(not is_blank_mark(record.cells[place]) for record in self.table.records)

    @property
    def by_task(self) -> bool:
        """Whether each row is a task without a carrier's name."""
        return self.name != self.shape.names[0]

    def judge(self) -> JudgedAnnex:
        judge_headings(self.table, self.findings)
        if not set(self.shape.names).isdisjoint(self.places):
            self._report_tasks_as_names()
            for record in self.table.records:
                self._judge_row(self._row(record))
            settled = not (self.unsure or self.findings.blocked)
            judge_totals(self.table, self.totals, self.carriers, settled, self.findings)
            self._report_filled_down()
            for index, record in self.pictures.items():
                self._add("picture-column", record, index)
        # Rows sorted by year instead of by carrier leave a carrier's milestones apart.
        milestones = sorted(self.milestones, key=lambda milestone: (milestone.carrier, milestone.step))
        return JudgedAnnex(self._with_leads_of_tasks(), tuple(milestones), tuple(self.findings.findings))

    def _with_leads_of_tasks(self) -> tuple[CarrierRow, ...]:
        """The carriers, each led by all who lead one of its tasks."""
        leads: dict[int, list[str]] = {}
        for milestone in self.milestones:
            leads.setdefault(milestone.carrier, []).extend(milestone.leads)
        return tuple(
            replace(carrier, leads=tuple(dict.fromkeys((*carrier.leads, *leads.get(index, ())))))
            for index, carrier in enumerate(self.carriers)
        )

    # --- rows ---

    def _row(self, record: Record) -> Row:
        """The record's cells by column name, long ones and errors of the spreadsheet reported (rows 36, 40)."""
        names = {index: name for name, index in self.places.items()}
        texts, spoiled = {}, set()
        for index, cell in enumerate(record.cells):
            name, text = names.get(index), cell.strip()
            reason = error_value(text)
            if not name and is_picture(text):
                self.pictures.setdefault(index, record)
            elif reason:
                code = "error-value" if name else "error-value-extra"
                self._add(code, record, index, cell=cell_name(record.row, index), reason=reason)
            if name:
                texts[name] = "" if reason else text
                if reason:
                    spoiled.add(name)
                if len(text) > _LONG.get(name, LONG_NAME * 5):
                    self._add("long-text", record, index, count=f"{len(text):,}")
        return Row(record, texts, frozenset(spoiled))

    def _judge_row(self, row: Row) -> None:
        """What a row is: a carrier, a further milestone, or something that is no entry of the annex."""
        if self._is_heading(row):
            self.findings.add("repeated-heading-row", row=row.record.row)
        elif is_total(row):
            self.totals.append((row, len(self.carriers)))
        elif is_note(row):
            self.findings.add("note-row", row=row.record.row, value=next(filter(None, row.texts.values())))
        elif group_level(row):
            self._add_at(row, "number" if row.text("number") else "name", "group-row")
            self.totals.append((row, len(self.carriers)))
        elif is_lone_title(row):
            self._add_at(row, "number", "group-row-unsure")
        elif (repeated := self._repeated_carrier(row)) is not None:
            self.current = repeated
            self.filled_down.append(row.record.row)
            self._judge_milestone(row)
        elif not is_blank_mark(row.text(self.name)):
            self._judge_carrier(row)
        elif self._is_further(row):
            self._judge_further(row)
        else:
            self._judge_nameless(row)

    def _is_heading(self, row: Row) -> bool:
        """Whether the row's cells are the headings of their own columns, repeated for a printed page."""
        filled = [(self.places[name], text) for name, text in row.texts.items() if text]
        return len(filled) > 2 and all(text == self.table.headings[index].strip() for index, text in filled)

    def _own_cells(self, row: Row) -> dict[str, str]:
        """The filled cells of a row that belong to a carrier, by column name."""
        return {name: text for name, text in row.texts.items() if text and name not in self.shape.row_columns}

    def _is_further(self, row: Row) -> bool:
        """Whether a row has no cell of a carrier but who leads it: a further milestone of the carrier above."""
        if self.by_task or row.spoiled - set(self.shape.row_columns) or set(self._own_cells(row)) - {"leads"}:
            return False
        if row.text("leads") and not row.text("task"):
            return False
        return any(row.text(name) or name in row.spoiled for name in self.shape.row_columns)

    def _repeated_carrier(self, row: Row) -> int | None:
        """The carrier, by index, that a row with a milestone only says again (docs/decisions/0012): merged cells that
        were split and filled down, perhaps sorted by year afterwards. One cell that differs makes it a row of its own.
        """
        own = self._own_cells(row)
        of_the_row = self.shape.row_columns
        if self.by_task or row.spoiled - set(of_the_row) or not own or not any(map(row.text, of_the_row)):
            return None
        index = self.names.get(comparable(own["name"])) if "name" in own else self.current
        if index is None or not all(self._repeats(self.carriers[index], name, text) for name, text in own.items()):
            return None
        return index

    def _repeats(self, above: CarrierRow, name: str, text: str) -> bool:
        """Whether a cell says again what the carrier above has: a merged cell that was split and filled down."""
        if name == "number":
            return read_number(text) == above.number is not None
        if name in _DEPARTMENTS:
            return self._named(name, read_departments(text, self.known)) == getattr(above, name)
        if name == "area":
            return read_area(text, self.table.matched.area_factor or Decimal(1)).value == above.area
        return comparable(text) == comparable(above.plaque_text if name == "plaques" else getattr(above, name))

    def _judge_nameless(self, row: Row) -> None:
        """A row with neither name nor milestone: an extra column only, or a slip (row 28)."""
        number = row.record.row
        if "name" in row.spoiled:
            # That is an 错误 already; what carrier it is cannot be said.
            self.unsure = True
            return
        filled = [name for name, text in row.texts.items() if text or name in row.spoiled]
        if not filled:
            self.findings.add("extra-only", row=number)
            return
        self.unsure = True
        if row.record is self.table.records[0] and row.text("area") and read_area(row.text("area")).value is None:
            listed = "、".join(filter(None, row.texts.values()))
            self.findings.add("two-row-heading-unread", row=number, listed=listed)
            return
        header = self.shape.header("name")
        words = {"header": header, "listed": "、".join(self.shape.header(name) for name in filled)}
        self.findings.add("name-blank", row=number, column=header, value=row.text("name"), **words)

    # --- carriers and milestones ---

    def _judge_carrier(self, row: Row) -> None:
        plaque_text = row.text("plaques")
        carrier = CarrierRow(
            number=self._number(row),
            name=row.text(self.name),
            named=not self.by_task,
            area=self._area(row),
            operator=row.text("operator"),
            owner=row.text("owner"),
            leads=self._departments(row, "leads"),
            guides=self._departments(row, "guides"),
            positioning=row.text("positioning"),
            plaque_values=() if is_blank_mark(plaque_text) else split_values(plaque_text),
            plaque_text=plaque_text,
            task="" if self.shape.row_columns else row.text("task"),
            row=row.record.row,
        )
        self._judge_name(row)
        self.current = len(self.carriers)
        for name in _TEXTS:
            if row.lacks(name) and name not in self.shape.row_columns:
                self._add_at(row, name, "cell-blank", header=self.shape.header(name))
        self.carriers.append(carrier)
        if self.shape.row_columns:
            self._judge_first_milestone(row)

    def _number(self, row: Row) -> int | None:
        """序号, told where it is blank, unreadable, taken or not the next one; no row is merged by it (row 26)."""
        if "number" not in row.texts or "number" in row.spoiled:
            return None
        text = row.text("number")
        number = read_number(text)
        if number is None:
            self._add_at(row, "number", "number-unreadable" if text else "number-blank")
            return None
        last = next(reversed(self.numbers), 0)
        if number in self.numbers:
            self._add_at(row, "number", "number-repeated", number=number, first=self.numbers[number])
            return number
        if number != last + 1 and not self.unsure:
            code = "number-order" if self.numbers else "number-start"
            self._add_at(row, "number", code, number=number, last=last)
        self.numbers[number] = row.record.row
        return number

    def _judge_name(self, row: Row) -> None:
        name = comparable(row.text(self.name))
        if name in self.names:
            first = self.carriers[self.names[name]].row
            self._add_at(row, self.name, "name-repeated", first=first)
        self.names.setdefault(name, len(self.carriers))

    def _area(self, row: Row) -> Decimal | None:
        """The area in 万m², told where it cannot be read or was converted (rows 14, 18-21)."""
        if "area" not in row.texts or "area" in row.spoiled or not self.table.matched.known_unit:
            return None
        reading = read_area(row.text("area"), self.table.matched.area_factor or Decimal(1))
        self._add_reading(row, "area", reading)
        return reading.value

    def _departments(self, row: Row, name: str) -> tuple[str, ...]:
        """The departments of a cell; a blank one is shown and can be filtered as such (rows 29-31, 50-53)."""
        read = read_departments(row.text(name), self.known)
        for code, words in read.findings:
            self._add_at(row, name, code, **words)
        if read.helpers and name == "leads":
            self._add_at(row, name, "department-helps", names="、".join(read.helpers), header=self.shape.header(name))
        if names := self._named(name, read):
            return names
        if name in row.texts and name not in row.spoiled:
            self._add_at(row, name, "department-blank", header=self.shape.header(name), shown=BLANK_DEPARTMENT)
        return (BLANK_DEPARTMENT,)

    def _named(self, name: str, read: Departments) -> tuple[str, ...]:
        """Who helps does not lead; among those who guide there is no such difference."""
        return read.names if name == "leads" else tuple(dict.fromkeys((*read.names, *read.helpers)))

    def _judge_first_milestone(self, row: Row) -> None:
        of_the_row = self.shape.row_columns
        if row.spoiled.isdisjoint(of_the_row) and all(is_blank_mark(row.text(name)) for name in of_the_row):
            # Where the annex has neither tasks nor deadlines, that is said once, of the columns.
            if not self.places.keys().isdisjoint(of_the_row):
                self._add_at(row, self.name, "no-milestone", carrier=row.text(self.name))
        else:
            self._judge_milestone(row)

    def _judge_further(self, row: Row) -> None:
        if self.current is not None:
            self._judge_milestone(row)
        elif not self.unsure:
            # Row 25. After a row that could not be read this would be a second finding for one slip.
            self._add_at(row, "name", "orphan-row", header=self.shape.header("name"))

    def _judge_milestone(self, row: Row) -> None:
        steps = self.steps.setdefault(self.current, [])
        above, above_text = steps[-1] if steps else (None, "")
        deadline = Reading()
        if "deadline" in row.texts and "deadline" not in row.spoiled:
            deadline = read_deadline(row.text("deadline"), self.only_year)
            self._add_reading(row, "deadline", deadline)
        if above and deadline.value and deadline.value < above:
            # A row that was moved or sorted to another carrier shows only here.
            self._add_at(row, "deadline", "deadline-order", above=above_text)
        if row.lacks("task"):
            self._add_at(row, "task", "task-blank")
        # A year does not end before a month of it.
        steps.append((deadline.value and begins(row.text("deadline"), deadline.value), row.text("deadline")))
        self.milestones.append(
            MilestoneRow(
                self.current,
                len(steps),
                row.text("task"),
                row.text("deadline"),
                deadline.value,
                row.record.row,
                self._leads_of_task(row),
            )
        )

    def _leads_of_task(self, row: Row) -> tuple[str, ...]:
        """Who leads the task: its own cell, blank as in merged cells where it is that above."""
        carrier = self.carriers[self.current]
        if row.record.row != carrier.row and row.text("leads"):
            self.task_leads[self.current] = self._departments(row, "leads")
        return self.task_leads.setdefault(self.current, carrier.leads)

    def _report_tasks_as_names(self) -> None:
        """One 说明 for all rows."""
        if self.by_task:
            words = {"task": self.shape.header(self.name), "name": self.shape.header(self.shape.names[0])}
            self.findings.add("task-as-name", row=self.table.heading_row, column=words["task"], **words)

    def _report_filled_down(self) -> None:
        """One 说明 for all of them: a file that was filled down was filled down everywhere."""
        if self.filled_down:
            listed = "、".join(map(str, self.filled_down[:10])) + ("…" if len(self.filled_down) > 10 else "")
            words = {"listed": listed, "count": len(self.filled_down)}
            self.findings.add("filled-down", row=self.filled_down[0], **words)

    # --- findings ---

    def _add_reading(self, row: Row, name: str, reading: Reading) -> None:
        """The finding that a cell's reading calls for, if it calls for one."""
        if reading.code:
            words = {"printed": self.table.matched.area_unit} | reading.words
            self._add_at(row, name, reading.code, **words)

    def _add_at(self, row: Row, name: str, code: str, **words: object) -> None:
        """A finding at a row's cell, or at the row where the file has no such column."""
        self._add(code, row.record, self.places.get(name), **words)

    def _add(self, code: str, record: Record, index: int | None, **words: object) -> None:
        column, value = ("", "") if index is None else (self.table.headings[index], record.cells[index])
        self.findings.add(code, row=record.row, column=column, value=value, **words)
