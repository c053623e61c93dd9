"""Damages the annex files at random and looks what the reader and the judge make of it (inputs.md).

    python -m tests.support.damaged_files [--files 20000] [--seed 1]

Each damaged file must end in one of:
- refused, with an 错误;
- accepted with a finding that the sound file does not have;
- accepted and the same in every key cell;
- accepted and different only as a person could have typed it: one value changed (wherever it stood), or rows taken
  out, repeated or changed one by one.
  No rule can catch those; 本次变化 shows them.
An exception, or a difference beyond that without a finding (a shifted column, a lost row), is a failure.
"""

import argparse
import difflib
import io
import random
import sys
import zipfile
import zlib
from collections import Counter
from decimal import Decimal
from pathlib import Path

from analytics.columns import ANNEX_SHAPES
from analytics.findings import ERROR, Finding
from analytics.judging import judge_annex
from analytics.reading.table_reader import read_table

ROOT = Path(__file__).parents[2]
REFUSED, FINDING, SAME, ONE_VALUE, WHOLE_ROWS = "拒收", "采用并有提示", "内容不变", "只改了一个值", "只动了个别整行"
BROKEN, SILENT = "异常", "悄悄变了"
FAILURES = (BROKEN, SILENT)

_PRINTED_TOTALS = {1: Decimal("14.72"), 2: Decimal("33.8")}
_PIECES = (
    b",",
    b"\t",
    b";",
    b'"',
    b"\n",
    b"\r\n",
    b"\x00",
    b"\xef\xbb\xbf",
    b"\xff",
    "，".encode(),
    "　".encode(),
    b"1",
)


def study(files: int, seed: int) -> tuple[Counter, list[str]]:
    """Damages ``files`` files; returns how many ended how, and a line for each failure (file, kind of damage, seed)."""
    dice = random.Random(seed)
    sound = {}
    for annex in ANNEX_SHAPES:
        data = (ROOT / "data" / f"annex{annex}.csv").read_bytes()
        for name, content in ((f"annex{annex}.csv", data), (f"annex{annex}.xlsx", _as_workbook(data))):
            sound[name] = (annex, content, *_facts(content, name, annex))
    ends: Counter = Counter()
    failures = []
    for number in range(files):
        name = dice.choice([*sound, "annex1.csv", "annex2.csv"])
        annex, content, facts, findings = sound[name]
        own_seed = dice.randrange(2**32)
        damaged, how = damage(content, name, random.Random(own_seed))
        end = _judge(damaged, name, annex, facts, findings)
        ends[end] += 1
        if end in FAILURES:
            failures.append(f"{end}：第 {number} 个 {name}，{how}，种子 {own_seed}")
    return ends, failures


def damage(content: bytes, name: str, dice: random.Random) -> tuple[bytes, str]:
    """``content`` with one to three random edits, and what they were."""
    edits = [_edit_csv, _edit_cell, _recode] if name.endswith("csv") else [_edit_xml, _edit_zip]
    words = []
    for _ in range(dice.choice((1, 1, 1, 2, 3))):
        edit = dice.choice(edits)
        content = edit(content, dice)
        words.append(edit.__name__.strip("_"))
    return content, "+".join(words)


def _edit_csv(content: bytes, dice: random.Random) -> bytes:
    place = dice.randrange(len(content) + 1)
    match dice.randrange(5):
        case 0:
            return content[:place] + dice.choice(_PIECES) + content[place:]
        case 1:
            return content[:place] + content[place + dice.choice((1, 1, 2, 3, 40)) :]
        case 2:
            return content[:place] + bytes([dice.randrange(256)]) + content[place + 1 :]
        case 3:
            return content[:place]
        case _:
            line = content[content.rfind(b"\n", 0, place) + 1 : place]
            return content[:place] + line + content[place:]


def _edit_cell(content: bytes, dice: random.Random) -> bytes:
    lines = content.split(b"\r\n")
    place = dice.randrange(len(lines))
    cells = lines[place].split(b",")
    cell = dice.randrange(len(cells))
    value = dice.choice(
        (b"", b"/", b"-", b"5,000", "约3".encode(), "（空）".encode(), b"=1+1", "无".encode(), b"#N/A", b"1E400")
    )
    cells[cell] = value
    lines[place] = b",".join(cells)
    return b"\r\n".join(lines)


def _recode(content: bytes, dice: random.Random) -> bytes:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content
    match dice.randrange(4):
        case 0:
            return text.encode("gb18030")
        case 1:
            return text.replace(",", "\t").encode("utf-16")
        case 2:
            return text.replace(",", ";").encode("utf-8")
        case _:
            return text.replace("\r\n", dice.choice(("\r", "\n"))).encode("utf-8")


def _edit_xml(content: bytes, dice: random.Random) -> bytes:
    """An edit inside one part of the workbook; a content that is no zip any more is damaged as bytes."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            parts = {entry: book.read(entry) for entry in book.namelist()}
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, zlib.error, NotImplementedError, RuntimeError):
        return _edit_csv(content, dice)
    part = dice.choice([name for name in parts if "sheet" in name or "shared" in name.lower()] or list(parts))
    parts[part] = _edit_csv(parts[part], dice)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as book:
        for entry, data in parts.items():
            book.writestr(entry, data)
    return made.getvalue()


def _edit_zip(content: bytes, dice: random.Random) -> bytes:
    return _edit_csv(content, dice)


def _as_workbook(data: bytes) -> bytes:
    import csv

    from openpyxl import Workbook

    book = Workbook()
    for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))):
        book.active.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _facts(content: bytes, name: str, annex: int) -> tuple[list[tuple], set[tuple[str, str]]] | None:
    """Every row's key cells, in order, and the findings as (code, value); None where the file is refused."""
    table, findings = read_table(content, name, ANNEX_SHAPES[annex])
    found: list[Finding] = list(findings)
    if table is None:
        return None
    judged = judge_annex(table)
    found += judged.findings
    if any(finding.severity == ERROR for finding in found):
        return None
    rows: list[tuple] = []
    for index, carrier in enumerate(judged.carriers):
        departments = (carrier.leads, carrier.guides)
        words = (carrier.name, carrier.area, carrier.operator, carrier.owner, carrier.positioning)
        rows.append((*words, carrier.plaque_values, *departments, carrier.task, carrier.number))
        rows += [(step.task, step.deadline_year) for step in judged.milestones if step.carrier == index]
    total = sum(carrier.area for carrier in judged.carriers if carrier.area is not None)
    # What check_consistency says of the whole plan: the sum of the rows against the printed total.
    whole = set() if total == _PRINTED_TOTALS[annex] else {("total-differs", str(total))}
    return rows, whole | {(finding.code, finding.value) for finding in found}


def _judge(content: bytes, name: str, annex: int, facts: list[tuple], findings: set) -> str:
    try:
        seen = _facts(content, name, annex)
    except Exception as error:  # the study is there to find any exception whatever
        print(f"{type(error).__name__}：{error}")
        return BROKEN
    if seen is None:
        return REFUSED
    rows, found = seen
    if found - findings:
        return FINDING
    return _difference(facts, rows)


def _difference(facts: list[tuple], rows: list[tuple]) -> str:
    if rows == facts:
        return SAME
    if _stands_in(rows, facts) or _stands_in(facts, rows):
        return WHOLE_ROWS
    # One value may stand in several rows: a shared string of a workbook, a number that others are counted from.
    if len(rows) == len(facts) and all(len(row) == len(fact) for row, fact in zip(rows, facts, strict=True)):
        changed = {
            (cell, seen)
            for fact, row in zip(facts, rows, strict=True)
            for cell, seen in zip(fact, row, strict=True)
            if cell != seen
        }
        if len(changed) <= _MOST_CHANGED:
            return ONE_VALUE
    steps = difflib.SequenceMatcher(None, facts, rows, autojunk=False).get_opcodes()
    if sum(max(to - start, end - begin) for kind, start, to, begin, end in steps if kind != "equal") <= _MOST_CHANGED:
        return WHOLE_ROWS
    return SILENT


def _stands_in(few: list[tuple], many: list[tuple]) -> bool:
    """Whether ``few`` is ``many`` with rows left out, order kept."""
    rest = iter(many)
    return all(any(row == other for other in rest) for row in few)


_MOST_CHANGED = 3
"""A file has up to three edits."""


def main() -> int:
    """Damages, prints the ends; 1 where one is a failure."""
    parser = argparse.ArgumentParser(description="随机损坏附件文件，看读取和判断是否可靠")
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    ends, failures = study(options.files, options.seed)
    for end, count in ends.most_common():
        print(f"{end}：{count}（{count / options.files:.1%}）")
    print(*failures, sep="\n")
    return int(bool(failures))


if __name__ == "__main__":
    sys.exit(main())
