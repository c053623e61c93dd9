"""``python -m analytics``: the same findings as on screen, in a terminal or a scheduled job, before files are put in.

python -m analytics check [FOLDER] [--format text|json|csv]   exit 1 where there is an 错误
python -m analytics diff OLD NEW                              what NEW would change; exit 1 where one cannot be read
"""

import argparse
import csv
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path

from .changes import compare, totals
from .columns import LABELS
from .findings import ERROR, Finding, PlanError, findings_frame
from .headlines import findings_headline
from .loading import load_plan


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command of ``arguments`` (the process's own by default); returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A Chinese Windows console is GBK: what it cannot show must not stop the check.
        stream.reconfigure(errors="replace")
    options = _options(arguments)
    return options.run(options)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m analytics", description="检查和比较方案数据")
    commands = parser.add_subparsers(required=True, metavar="check|diff")
    check = commands.add_parser("check", help="检查一个数据文件夹，有错误时退出码为 1")
    check.add_argument("folder", nargs="?", default="data", type=Path, metavar="FOLDER", help="数据文件夹，默认 data")
    check.add_argument("--format", choices=("text", "json", "csv"), default="text", help="输出格式，默认 text")
    check.set_defaults(run=_check)
    diff = commands.add_parser("diff", help="比较两个数据文件夹")
    diff.add_argument("old", type=Path, metavar="OLD", help="原来的文件夹")
    diff.add_argument("new", type=Path, metavar="NEW", help="新的文件夹")
    diff.set_defaults(run=_diff)
    return parser.parse_args(arguments)


def _check(options: argparse.Namespace) -> int:
    try:
        findings = load_plan(options.folder).findings
    except PlanError as error:
        findings = error.findings
    _PRINTERS[options.format](findings)
    return int(any(finding.severity == ERROR for finding in findings))


def _diff(options: argparse.Namespace) -> int:
    plans = []
    for folder in (options.old, options.new):
        try:
            plans.append(load_plan(folder))
        except PlanError as error:
            print(f"{folder} 读不进来：")
            _print_text(error.findings)
            return 1
    old, new = plans
    changes = compare(old, new)
    for change in changes:
        print(change.sentence())
    before, after = totals(old), totals(new)
    for name in after:
        print(f"{name}：{before[name]} → {after[name]}" if before[name] != after[name] else f"{name}：{after[name]}")
    print(f"共 {len(changes)} 处变化")
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
    names = [field.name for field in fields(Finding)]
    writer.writerow([LABELS[name] for name in names])
    writer.writerows(asdict(finding).values() for finding in findings)


_PRINTERS = {"text": _print_text, "json": _print_json, "csv": _print_csv}

if __name__ == "__main__":
    sys.exit(main())
