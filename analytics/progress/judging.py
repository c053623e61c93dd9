"""Rows of progress files → reports and findings (progress.md §1, §2). Nothing is guessed, every row is told of.

A file with an 错误 gives no report at all; it touches neither the plan nor another file.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

import pandas as pd

from ..columns import PROGRESS_COLUMNS, REPORT_COLUMNS
from ..dates import Span, read_span
from ..findings import ERROR, Finding, finding_of
from ..judging.cells import is_blank_mark, plain, split_values
from ..meta import PlanMeta, Target
from ..reading.tables import one_line, quoted, visible
from ..words import comparable
from .matching import COUNTED_MEASURES, Item, Mismatch, PlanItems, match_item
from .words import (
    ABANDONED,
    AWARDED,
    CARRIER,
    DONE,
    INDICATOR,
    LOST,
    NO_LONGER_SOUGHT,
    PLAQUE,
    RENAMED,
    TASK,
    read_word,
    words_for,
)

HEADINGS = {column.name: column.header for column in PROGRESS_COLUMNS}

_CLERKS = ("date_text", "value_text", "evidence", "progress", "problems", "adjusted_text")
"""What a clerk fills besides 状态."""

_WITHOUT_EVIDENCE = {
    DONE: "计入已报完成，不计入有依据",
    AWARDED: "画成空心，不计入目标",
    LOST: "不计入失去",
    ABANDONED: "不起作用，仍按应报计",
    NO_LONGER_SOUGHT: "不起作用，仍按应报计",
}
_WITHOUT_DATE = {
    DONE: "算完成，不分按期逾期，不进曲线",
    AWARDED: "算获得，不计入有期限的目标",
    LOST: "不知道哪年失去",
}


class PrintedReport(NamedTuple):
    """A row of a progress file by column name (``PROGRESS_COLUMNS``), a missing column as ""."""

    file: str
    sheet: str
    row: int
    texts: dict[str, str]


@dataclass(frozen=True)
class JudgedReports:
    """What a file says: ``reports`` as dictionaries of ``REPORT_COLUMNS``, none where a finding is an 错误."""

    reports: tuple[dict, ...]
    findings: tuple[Finding, ...]


def judge_file(printed: Sequence[PrintedReport], items: PlanItems, today: date) -> JudgedReports:
    """The reports of one file and all there is to say about them. ``today`` is the day after which nothing is."""
    reports, findings = [], []
    for row in printed:
        judge = _RowJudge(row, items, today)
        report = judge.judge()
        findings += judge.findings
        if report is not None:
            reports.append(report)
    refused = any(finding.severity == ERROR for finding in findings)
    return JudgedReports(() if refused else tuple(reports), tuple(findings))


def reports_frame(reports: Iterable[dict] = ()) -> pd.DataFrame:
    """Reports as a frame (``REPORT_COLUMNS``), also where there are none: dates datetime64, ``value`` Float64."""
    # As objects: going through thousands of rows of arrow texts takes ten times as long.
    frame = pd.DataFrame(list(reports), columns=list(REPORT_COLUMNS), dtype=object)
    dates = dict.fromkeys(("actual_first", "actual_last", "as_of", "adjusted"), "datetime64[ns]")
    return frame.astype({"row": int, "step": int, "brings": int, "value": "Float64", **dates})


def printed_reports(reports: pd.DataFrame) -> dict[str, list[PrintedReport]]:
    """file → the rows that ``reports`` came from, so that they can be judged against a changed plan."""
    rows: dict[str, list[PrintedReport]] = {}
    names = list(HEADINGS)
    for report in reports.itertuples():
        texts = {name: getattr(report, name) for name in names}
        rows.setdefault(report.file, []).append(PrintedReport(report.file, report.sheet, report.row, texts))
    return rows


def report_finding(
    code: str, file: str, sheet: str, row: int, name: str, value: str, carrier_id: str = "", **words: object
) -> Finding:
    """A finding of ``finding_codes.PROGRESS`` at column ``name`` of a row; ``words`` fill its sentences."""
    return finding_of(
        code,
        file,
        sheet=sheet,
        row=row,
        column=HEADINGS.get(name, ""),
        value=quoted(value),
        carrier_id=carrier_id,
        **{key: visible(str(word)) for key, word in words.items()},
    )


class _RowJudge:
    """One row: its cells are read one after the other, what is found on the way is kept here."""

    def __init__(self, printed: PrintedReport, items: PlanItems, today: date) -> None:
        self.printed = printed
        self.items = items
        self.meta: PlanMeta = items.meta
        self.today = today
        self.findings: list[Finding] = []
        # 无, — and / say that a cell is blank; a document is never called so.
        self.texts = {name: "" if is_blank_mark(text) else text.strip() for name, text in printed.texts.items()}
        self.carrier_id = ""

    def judge(self) -> dict | None:
        """The report, None where the row is none or cannot be read; see ``findings``."""
        if not (self._text("status_text") or self._text("value_text")):
            self._tell_forgotten("value_text" if not self._text("carrier_text") else "status_text")
            return None
        found = self._item()
        if found.kind not in ("", INDICATOR) and not self._text("status_text"):
            self._tell_forgotten("status_text")
            return None
        as_of = self._as_of()
        for name in ("department", "item_text"):
            if not self._text(name):
                self._tell("report-blank", name, heading=HEADINGS[name])
        actual = self._actual_date(as_of)
        self._check_equal(found, actual)
        status = self._status(found)
        value = self._value(found)
        adjusted = self._adjusted(found)
        if status is not None and found.kind:
            self._check_claim(found, status, actual)
            self._check_department(found)
        if any(finding.severity == ERROR for finding in self.findings):
            return None
        return {
            "file": self.printed.file,
            "sheet": self.printed.sheet,
            "row": self.printed.row,
            **{name: self._text(name) for name in HEADINGS},
            **vars(found),
            "carrier_id": found.carrier_id or self.carrier_id,
            "status": status,
            "actual_first": pd.Timestamp(actual.first) if actual else pd.NaT,
            "actual_last": pd.Timestamp(actual.last) if actual else pd.NaT,
            "value": pd.NA if value is None else float(value),
            "as_of": pd.Timestamp(as_of),
            "adjusted": pd.Timestamp(adjusted.last) if adjusted else pd.NaT,
        }

    def _text(self, name: str) -> str:
        return self.texts.get(name, "")

    def _tell(self, code: str, name: str, **words: object) -> None:
        printed = self.printed
        value = printed.texts.get(name, "")
        finding = report_finding(code, printed.file, printed.sheet, printed.row, name, value, self.carrier_id, **words)
        self.findings.append(finding)

    # --- the cells ---

    def _tell_forgotten(self, wanted: str) -> None:
        """A row without 状态 (an indicator: 实际数) is no report; one with something else filled was meant as one."""
        filled = [name for name in _CLERKS if self._text(name)]
        if filled:
            words = "、".join(HEADINGS[name] for name in filled)
            self._tell("report-without-status", wanted, filled=words, heading=HEADINGS[wanted])

    def _as_of(self) -> date | None:
        text = self._text("as_of_text")
        if not text:
            self._tell("report-blank", "as_of_text", heading=HEADINGS["as_of_text"])
            return None
        span = read_span(text)
        if span is None or not span.is_day:
            self._tell("report-as-of", "as_of_text")
            return None
        if span.first > self.today:
            self._tell("report-future", "as_of_text", heading=HEADINGS["as_of_text"], today=self.today)
        return span.first

    def _actual_date(self, as_of: date | None) -> Span | None:
        text = self._text("date_text")
        if not text:
            return None
        span = read_span(text)
        if span is None:
            self._tell("report-date", "date_text")
        elif span.first > self.today:
            self._tell("report-future", "date_text", heading=HEADINGS["date_text"], today=self.today)
        elif as_of is not None and span.first > as_of:
            self._tell("report-date-order", "date_text", as_of=as_of)
        return span

    def _item(self) -> Item:
        carrier, item, deadline = (self._text(name) for name in ("carrier_text", "item_text", "deadline_text"))
        if not item:
            return Item("")
        awarded = read_span(self._text("date_text"))
        found = match_item(self.items, carrier, item, deadline, awarded.last if awarded else None)
        if isinstance(found, Mismatch):
            self.carrier_id = found.carrier_id
            if found.ambiguous:
                self._tell("report-ambiguous", found.column, why=found.message)
            else:
                near = "、".join(f"“{one_line(words)}”" for words in found.nearest)
                nearest = f"相近的有{near}" if near else "没有相近的"
                self._tell("report-unmatched", found.column, why=found.message, nearest=nearest)
            return Item("")
        self.carrier_id = found.carrier_id
        self._check_deadline(found, deadline)
        return found

    def _check_deadline(self, found: Item, deadline: str) -> None:
        """The printed deadline counts; another one here may be an older annex's, or a change in the wrong column."""
        span = read_span(deadline)
        if found.kind == TASK and span is not None and pd.Timestamp(span.last) != found.deadline:
            printed = next(task[1] for task in self.items.tasks[found.carrier_id] if task[3] is found)
            adjusted = HEADINGS["adjusted_text"]
            self._tell("report-deadline-differs", "deadline_text", printed=printed or "（空）", adjusted=adjusted)

    def _check_equal(self, found: Item, actual: Span | None) -> None:
        """A name of a later rule counts from the day on which that is in force."""
        equal = next((equal for equal in self.meta.equals if equal.name == found.type), None)
        if equal and actual and actual.last < equal.since:
            words = {"since": equal.since, "source": equal.source, "level": equal.level}
            self._tell("report-equal-early", "date_text", **words)

    def _status(self, found: Item) -> str | None:
        """The word of the list, "" for an indicator, None with an 错误."""
        text = self._text("status_text")
        if found.kind == INDICATOR:
            if text:
                self._tell("report-status-unused", "status_text")
            if not self._text("value_text"):
                self._tell("report-blank", "value_text", heading=HEADINGS["value_text"])
            return ""
        if not text:
            # A row that names nothing in the plan may have been meant for an indicator.
            return ""
        read = read_word(text, found.kind, found.planned)
        if read is None:
            self._tell("report-word", "status_text", words="、".join(words_for(found.kind, found.planned)))
            return None
        if read.doubtful:
            self._tell("report-word-doubtful", "status_text", word=read.word, done=DONE)
        elif not read.as_listed:
            self._tell("report-word-read", "status_text", word=read.word)
        return read.word

    def _value(self, found: Item) -> Decimal | None:
        """实际数 of an indicator; other rows have none."""
        text = self._text("value_text")
        if not text or not found.kind:
            return None
        if found.kind != INDICATOR:
            self._tell("report-number-unused", "value_text", why="只有指标填实际数，这一行的没有用")
            return None
        target = self._target(found)
        number = _number(text)
        if number is None:
            self._tell("report-number", "value_text", counted_in=target.unit)
        elif target.measure in COUNTED_MEASURES:
            why = "这项目标按各块牌子的填报计，不用另报的数"
            self._tell("report-number-unused", "value_text", why=why)
        elif not self._text("date_text"):
            words = {"word": "实际数", "effect": f"按截至日期 {self._text('as_of_text')} 计"}
            self._tell("report-undated", "date_text", **words)
        return number

    def _target(self, found: Item) -> Target:
        return next(target for target in self.meta.targets if target.id == found.indicator)

    def _adjusted(self, found: Item) -> Span | None:
        """A later deadline, where it counts: with 依据, for something that has a deadline, and after that."""
        text = self._text("adjusted_text")
        if not text:
            return None
        span = read_span(text)
        heading = HEADINGS["evidence"]
        if span is None:
            self._tell("report-date", "adjusted_text")
        elif not found.kind:
            return None
        elif pd.isna(found.deadline):
            self._unused("这一行没有可以调整的完成时限", "清空这一格")
        elif pd.Timestamp(span.last) <= found.deadline:
            self._unused("不晚于方案的完成时限", "核对日期")
        elif not self._text("evidence"):
            self._unused(f"没有写{heading}", "补上同意调整的文号或文件标题")
        else:
            return span
        return None

    def _unused(self, why: str, mend: str) -> None:
        self._tell("report-adjusted-unused", "adjusted_text", why=why, mend=mend)

    # --- what a row claims ---

    def _check_claim(self, found: Item, status: str, actual: Span | None) -> None:
        """What the claim lacks to count in full (progress.md §2)."""
        if actual is None and status in _WITHOUT_DATE:
            self._tell("report-undated", "date_text", word=status, effect=_WITHOUT_DATE[status])
        if not self._text("evidence") and status in _WITHOUT_EVIDENCE:
            self._tell("report-without-evidence", "evidence", word=status, effect=_WITHOUT_EVIDENCE[status])
        if found.kind == PLAQUE and not found.planned and status == AWARDED:
            self._tell("report-beyond-plan", "item_text")
        issued = self.meta.facts.issued
        if status == AWARDED and actual and issued and actual.last < issued:
            self._tell("report-award-early", "date_text", issued=issued)
        if found.kind == CARRIER and status == RENAMED and not self._text("progress"):
            self._tell("report-new-name", "progress", word=status)

    def _check_department(self, found: Item) -> None:
        known = {comparable(department) for department in found.departments if department}
        departments = split_values(self._text("department"))
        if known and departments and not any(comparable(department) in known for department in departments):
            self._tell("report-other-department", "department", department="、".join(departments))


def _number(text: str) -> Decimal | None:
    """A number from 0, also grouped by thousands; None for anything else: ``1,5`` may be 1.5 or 15."""
    number = plain(text)
    if not re.fullmatch(r"([0-9]{1,12}|[0-9]{1,3}(,[0-9]{3}){1,3})(\.[0-9]{1,6})?", number):
        return None
    return Decimal(number.replace(",", ""))
