"""Invents what departments report of a plan (虚构), for looking at the pages and for tests.

    python -m tests.support.reported FOLDER --case third

Copies ``data/`` to FOLDER and writes ``progress/`` in it, a file a department, from its own template. The cases:
``third`` (every third row: some late, some open, some without 依据 or without a date), ``all`` (every row done by its
deadline), ``late`` (every row done, or still open, after its deadline), ``disputed`` (as ``third``, and two departments
differ on an item).
With ``PLAN_DIR=FOLDER`` the dashboard shows it.
"""

import argparse
import csv
import io
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from analytics import Plan, load_plan
from analytics.columns import PROGRESS_COLUMNS
from analytics.departments import departments_of
from analytics.progress.template import TemplateRow, template_rows

DATA = Path(__file__).parents[2] / "data"
CASES = ("third", "all", "late", "disputed")
AS_OF = date(2026, 10, 31)
INVENTED = "虚构"

_HEADINGS = [column.header for column in PROGRESS_COLUMNS]
_NAMES = [column.name for column in PROGRESS_COLUMNS]


def write_reported(folder: Path, case: str) -> None:
    """Writes ``data/`` with the reports of ``case`` (of CASES) into ``folder``."""
    shutil.copytree(DATA, folder, dirs_exist_ok=True)
    progress = folder / "progress"
    progress.mkdir(exist_ok=True)
    for department, rows in invented_rows(load_plan(DATA), case).items():
        (progress / f"{department}.csv").write_bytes(_csv_bytes(rows))


def invented_rows(plan: Plan, case: str) -> dict[str, list[dict[str, str]]]:
    """Department → the rows that it reports in ``case``, by column name; every text says that it is invented."""
    found: dict[str, list[dict[str, str]]] = {}
    number = 0
    for department in departments_of(plan):
        for template in template_rows(plan, department, AS_OF):
            number += 1
            if case in ("third", "disputed") and number % 3:
                continue
            cells = dict(zip(_NAMES, template.cells, strict=True)) | dict(_said(template, case, number))
            if not template.words:
                (target,) = (target for target in plan.meta.targets if target.label == cells["item_text"])
                cells["value_text"] = str(round(target.target * (1.1 if case == "all" else 0.8)))
            # Both would report a carrier that they lead together: the first one does.
            if any(_same(cells, other) for rows in found.values() for other in rows):
                continue
            found.setdefault(department, []).append(cells)
    if case == "disputed":
        first = next(row for rows in found.values() for row in rows if row["status_text"] == "已完成")
        found.setdefault("另一个部门", []).append(first | {"status_text": "进行中", "date_text": "", "evidence": ""})
    return found


def _same(one: dict[str, str], other: dict[str, str]) -> bool:
    return all(one[name] == other[name] for name in ("carrier_text", "item_text", "deadline_text"))


def _said(row: TemplateRow, case: str, number: int) -> Iterator[tuple[str, str]]:
    """What a clerk writes into ``row``."""
    document = f"{INVENTED}〔2026〕{number}号"
    deadline = row.cells[_NAMES.index("deadline_text")]
    year = int(deadline[:4]) if deadline else 2024
    yield "progress", INVENTED
    yield "as_of_text", "2026-09-30" if number % 2 else AS_OF.isoformat()
    if not row.words:
        yield "date_text", "2025-12-31"
        yield "evidence", document
        return
    done = next((word for word in ("已完成", "已获得", "有效", "正常运营") if word in row.words), "")
    if case == "late" or (case != "all" and number % 2 == 0):
        year += 1
    still_open = year > AS_OF.year or (case == "late" and number % 4 == 0) or (case != "all" and number % 9 == 0)
    if still_open and done in ("已完成", "已获得"):
        yield "status_text", "进行中" if done == "已完成" else "已申报"
        yield "problems", f"{INVENTED}：资金没有落实"
        return
    yield "status_text", done
    if done in ("有效", "正常运营"):
        return
    if case == "all" or number % 5:
        yield "evidence", document
    if case == "all" or number % 7:
        month = 1 + number % (9 if year == AS_OF.year else 12)
        yield "date_text", f"{year}-{month:02d}-15"


def _csv_bytes(rows: list[dict[str, str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_HEADINGS)
    writer.writerows([row[name] for name in _NAMES] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def main() -> None:
    """Writes the case of the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--case", choices=CASES, default="third")
    options = parser.parse_args()
    write_reported(options.folder, options.case)


if __name__ == "__main__":
    main()
