"""``python -m analytics``: the same findings as on screen, in a terminal or a scheduled job, before files are put in.

python -m analytics check [FOLDER] [--format text|json|csv]   exit 1 where there is an 错误
python -m analytics diff OLD NEW                              what NEW would change; exit 1 where one cannot be read
python -m analytics new FOLDER                                a commented plan.toml for the annexes that lie there
python -m analytics template DEPARTMENT [FOLDER] [--output FILE]      the rows that a department fills in, as CSV
python -m analytics unreported [FOLDER] [--as-of DATE] [--format text|csv]   what is due and unreported, by department
"""

import argparse
import csv
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import date
from pathlib import Path

from .changes import compare, totals
from .columns import LABELS
from .departments import departments_of
from .disk_errors import cause
from .findings import ERROR, Finding, PlanError, findings_frame
from .guard import guarded, in_file_name
from .headlines import findings_headline
from .loading import load_plan, today_of
from .meta import META_FILE
from .new_plan import write_new_plan
from .plan import Plan
from .progress.figures import outstanding
from .progress.headlines import outstanding_headline
from .progress.states import UNREPORTED
from .progress.template import template_csv, template_rows


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command of ``arguments`` (the process's own by default); returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A Chinese Windows console is GBK: what it cannot show must not stop the check.
        stream.reconfigure(errors="replace")
    options = _options(arguments)
    return options.run(options)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m analytics", description="检查和比较方案数据，收集部门填报")
    commands = parser.add_subparsers(required=True, metavar="check|diff|new|template|unreported")
    check = commands.add_parser("check", help="检查一个数据文件夹，有错误时退出码为 1")
    _add_folder(check)
    check.add_argument("--format", choices=("text", "json", "csv"), default="text", help="输出格式，默认 text")
    check.set_defaults(run=_check)
    diff = commands.add_parser("diff", help="比较两个数据文件夹")
    diff.add_argument("old", type=Path, metavar="OLD", help="原来的文件夹")
    diff.add_argument("new", type=Path, metavar="NEW", help="新的文件夹")
    diff.set_defaults(run=_diff)
    new = commands.add_parser("new", help="从文件夹里的附件写出带说明的 plan.toml 初稿，不覆盖已有的")
    new.add_argument("folder", type=Path, metavar="FOLDER", help="放着附件的文件夹")
    new.set_defaults(run=_new)
    template = commands.add_parser("template", help="写出一个部门的填报表（CSV），已完成的排在后面")
    template.add_argument("department", metavar="DEPARTMENT", help="部门名称，与附件所印一致")
    _add_folder(template)
    template.add_argument("--output", type=Path, metavar="FILE", help="写到哪个文件，默认 填报表_部门_日期.csv")
    template.set_defaults(run=_template)
    unreported = commands.add_parser("unreported", help="列出到期未报的节点，按牵头部门")
    _add_folder(unreported)
    unreported.add_argument("--as-of", type=date.fromisoformat, metavar="DATE", help="截至哪一天，默认今天")
    unreported.add_argument("--format", choices=("text", "csv"), default="text", help="输出格式，默认 text")
    unreported.set_defaults(run=_unreported)
    return parser.parse_args(arguments)


def _add_folder(command: argparse.ArgumentParser) -> None:
    command.add_argument("folder", nargs="?", default="data", type=Path, metavar="FOLDER", help="数据文件夹，默认 data")


def _check(options: argparse.Namespace) -> int:
    try:
        findings = load_plan(options.folder).findings
    except PlanError as error:
        findings = error.findings
    _PRINTERS[options.format](findings)
    return int(any(finding.severity == ERROR for finding in findings))


def _load(folder: Path) -> Plan | None:
    """The plan of ``folder``; None where it cannot be read, after saying why."""
    try:
        return load_plan(folder)
    except PlanError as error:
        print(f"{folder} 读不进来：")
        _print_text(error.findings)
        return None


def _diff(options: argparse.Namespace) -> int:
    old = _load(options.old)
    new = _load(options.new) if old else None
    if old is None or new is None:
        return 1
    changes = compare(old, new)
    for change in changes:
        print(change.sentence())
    before, after = totals(old), totals(new)
    for name in after:
        print(f"{name}：{before[name]} → {after[name]}" if before[name] != after[name] else f"{name}：{after[name]}")
    print(f"共 {len(changes)} 处变化")
    return 0


def _new(options: argparse.Namespace) -> int:
    path = options.folder / META_FILE
    try:
        written, errors = write_new_plan(options.folder)
    except FileExistsError:
        print(f"已有 {path}，没有覆盖；要重新写，先把它移走")
        return 1
    except OSError as error:
        print(f"{path} 写不进去（{cause(error)}）")
        return 1
    if errors:
        _print_text(errors)
    if written is None:
        print(f"{options.folder} 里没有读得出的附件：放入 annex1.csv、annex2.csv 或 .xlsx，有一个就行")
        return 1
    print(f"已写出 {written}；改好标题，再用 python -m analytics check {options.folder} 检查")
    return int(bool(errors))


def _template(options: argparse.Namespace) -> int:
    plan = _load(options.folder)
    if plan is None:
        return 1
    known = departments_of(plan)
    if options.department not in known:
        print(f"方案里没有“{options.department}”。有填报表的部门：{'、'.join(known)}")
        return 1
    today = today_of(plan.meta)
    path = options.output or Path(f"填报表_{in_file_name(options.department)}_{today:%Y%m%d}.csv")
    try:
        with path.open("xb") as file:
            file.write(template_csv(plan, options.department, today))
    except FileExistsError:
        # It may be the one that somebody has filled in.
        print(f"已有 {path}，没有覆盖；用 --output 另写一个文件名")
        return 1
    except OSError as error:
        print(f"{path} 写不进去（{cause(error)}）")
        return 1
    print(f"已写出 {path}，{len(template_rows(plan, options.department, today))} 行")
    return 0


def _unreported(options: argparse.Namespace) -> int:
    plan = _load(options.folder)
    if plan is None:
        return 1
    as_of = options.as_of or today_of(plan.meta)
    table = outstanding(plan, as_of)
    rows = table[["lead", "carrier_id", "name", "task", "deadline_text", "word", "as_of"]]
    rows = rows.assign(as_of=rows["as_of"].dt.strftime("%Y-%m-%d").fillna(""))
    if options.format == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow([LABELS[name] for name in rows])
        writer.writerows([guarded(cell) for cell in row] for row in rows.itertuples(index=False, name=None))
        return 0
    for lead, group in rows.groupby("lead", sort=False):
        print(f"{lead}：{len(group)} 个")
        for row in group.itertuples():
            last = f"（{row.as_of} 报过“{row.word}”）" if row.as_of else ""
            print(f"  {row.carrier_id} {row.name} ｜ {row.deadline_text} ｜ {row.task}{last}")
    print(f"截至 {as_of}：{outstanding_headline(table, UNREPORTED)}")
    return 0


def _print_text(findings: Sequence[Finding]) -> None:
    frame = findings_frame(findings)
    for finding in sorted(findings, key=lambda finding: list(frame["severity"]).index(finding.severity)):
        print(f"{finding.severity} ｜ {finding.sentence()}")
    print(findings_headline(frame))


def _print_json(findings: Sequence[Finding]) -> None:
    print(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=1))


def _print_csv(findings: Sequence[Finding]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([LABELS[field.name] for field in fields(Finding)])
    writer.writerows(asdict(finding).values() for finding in findings)


_PRINTERS = {"text": _print_text, "json": _print_json, "csv": _print_csv}

if __name__ == "__main__":
    sys.exit(main())
