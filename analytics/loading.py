"""Read → judge → build: the files of a folder become a ``Plan``, or every error of every file at once."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd

from .columns import ANNEX_SHAPES, CARRIER_COLUMNS, MILESTONE_COLUMNS, NO_STAGE, with_headings
from .consistency import check_consistency
from .finding_codes import PROGRESS
from .findings import ERROR, Finding, PlanError
from .judging import CarrierRow, Elsewhere, JudgedAnnex, departments_named, judge_annex
from .meta import META_FILE, PlanMeta, annex_files, read_meta, with_files
from .notice import Clause, find_notice, misquoted, read_notice
from .plan import Plan
from .plaques import HELD, read_plaques
from .progress.checks import check_reports
from .progress.files import ReportFiles, accepted_content, read_report_files, read_reports, report_version
from .progress.judging import PrintedReport, judge_file, printed_reports, reports_frame
from .progress.matching import plan_items
from .reading.files import SourceFile, find_source, read_content, version_of
from .reading.table_reader import read_source, read_table
from .reading.tables import FindingsOfFile, SourceTable
from .timeline import plaques_by_task, with_bars
from .words import names_in, words_in


@dataclass(frozen=True)
class _PlanFiles:
    """The files of a plan but for progress/, each read once: plan.toml, the annexes by number, and notice.md."""

    meta: bytes | OSError
    annexes: dict[int, SourceFile]
    notice: SourceFile

    @property
    def version(self) -> str:
        return version_of(self.meta, [*self.annexes.values(), self.notice])


def _read_files(folder: Path) -> _PlanFiles:
    meta = read_content(folder / META_FILE)
    stems, named = annex_files(b"" if isinstance(meta, OSError) else meta)
    annexes = {
        annex: find_source(folder, stem, ANNEX_SHAPES[annex].title, stems.values()) for annex, stem in stems.items()
    }
    # One annex is a plan; a file that is there under nearly the right name is none that is not there.
    there = {annex: source for annex, source in annexes.items() if named or source.file or source.names}
    annexes = there or annexes
    return _PlanFiles(meta, annexes, find_notice(folder))


def plan_version(folder: Path) -> str:
    """The ``version`` that a plan loaded from ``folder`` now would have, cheap enough for every rerun."""
    return report_version(folder, _read_files(folder).version)


def load_plan(folder: Path, today: date | None = None, accepted: Path | None = None) -> Plan:
    """Reads plan.toml, the annexes and progress/ of ``folder``. Raises ``PlanError`` with every error of the first.

    A progress file with an 错误 raises nothing: its findings stand among the plan's, and what ``accepted``, the folder
    of the version kept last, has of it stays in use (progress.md §1). ``today`` is the day after which nothing can be
    reported, by default that of the plan's time zone.
    """
    files, reports = _read_files(folder), read_report_files(folder)
    meta, findings = read_meta(files.meta, folder)
    tables: dict[int, SourceTable] = {}
    for annex, source in files.annexes.items():
        shape = ANNEX_SHAPES[annex] if meta is None else with_headings(ANNEX_SHAPES[annex], meta.headings)
        table, found = read_source(source, shape)
        findings += found
        if table is not None:
            tables[annex] = table
    # Judged also where plan.toml is wrong, so that one round of mending is enough.
    judged = _judge(tables, meta)
    findings += [finding for rows in judged.values() for finding in rows.findings]
    _raise_errors(findings)
    notice, found = read_notice(files.notice.content)
    findings += [*found, *misquoted(notice, meta)]
    plan = build_plan(meta, tables, judged, findings, reports.version(files.version), notice)
    return _with_report_files(plan, reports, today or today_of(meta), accepted or folder)


def plan_with_annex(plan: Plan, annex: int, data: bytes, file: str) -> Plan:
    """``plan`` with annex ``annex`` read from the bytes of ``file`` instead; for a preview, nothing is written.

    Raises ``PlanError`` with every error of the file.
    """
    table, findings = read_table(data, file, plan.tables[annex].shape)
    tables = plan.tables if table is None else plan.tables | {annex: table}
    judged = _judge(tables, plan.meta)
    if table is not None:
        findings += judged[annex].findings
    _raise_errors(findings)
    version = f"{plan.version} {hashlib.sha256(data).hexdigest()}"
    built = build_plan(plan.meta, tables, judged, findings, version, plan.notice)
    return _with_rows(built, printed_reports(plan.reports), [], today_of(plan.meta))


def plan_with_reports(plan: Plan, data: bytes, file: str, today: date | None = None) -> Plan:
    """``plan`` with the progress file ``file`` of these bytes, in place of one of that name; for a preview, nothing is
    written. Raises ``PlanError`` with every error of the file."""
    rows, findings = read_reports(data, file)
    _raise_errors(findings)
    files = printed_reports(plan.reports) | {file: rows}
    kept = [finding for finding in plan.findings if finding.code not in PROGRESS and finding.file != file]
    version = f"{plan.version} {hashlib.sha256(data).hexdigest()}"
    changed = replace(plan, findings=tuple(kept), version=version)
    changed = _with_rows(changed, files, findings, today or today_of(plan.meta))
    _raise_errors([finding for finding in changed.findings if finding.file == file])
    return changed


def _with_report_files(plan: Plan, files: ReportFiles, today: date, accepted: Path) -> Plan:
    """``plan`` with the reports of its files; of a file that is refused, what was ``accepted`` before."""
    items = plan_items(plan)
    reports, findings = [], files.findings()
    for file, content in files.contents.items():
        rows, found = read_reports(content, file)
        judged = judge_file(rows, items, today)
        found = [*found, *judged.findings]
        findings += found
        if any(finding.severity == ERROR for finding in found):
            judged = judge_file(read_reports(accepted_content(accepted, file), file)[0], items, today)
            if judged.reports:
                note = FindingsOfFile(file)
                note.add("report-last-accepted", count=len(judged.reports))
                findings += note.findings
        reports += judged.reports
    return _with_judged(plan, reports, findings)


def _with_rows(plan: Plan, files: dict[str, list[PrintedReport]], findings: list[Finding], today: date) -> Plan:
    """``plan`` with the rows of each file judged against it."""
    items = plan_items(plan)
    judged = [judge_file(rows, items, today) for rows in files.values()]
    found = [finding for of_file in judged for finding in of_file.findings]
    return _with_judged(plan, [report for of_file in judged for report in of_file.reports], findings + found)


def _with_judged(plan: Plan, reports: list[dict], findings: list[Finding]) -> Plan:
    if not reports and not findings:
        return plan
    changed = replace(plan, reports=reports_frame(reports))
    return replace(changed, findings=(*plan.findings, *findings, *check_reports(changed)))


def today_of(meta: PlanMeta) -> date:
    """Today in the plan's time zone: nothing can be reported for a day after it."""
    return datetime.now(ZoneInfo(meta.facts.timezone)).date()


def _judge(tables: dict[int, SourceTable], meta: PlanMeta | None) -> dict[int, JudgedAnnex]:
    """Each table judged with what the others and plan.toml know."""
    departments = {name for table in tables.values() for name in departments_named(table)}
    if meta is not None:
        departments |= {kind.guide for kind in meta.plaque_types} | {target.department for target in meta.targets}
        departments |= {lead for part in (*meta.measures, *meta.statements) for lead in part.leads}
    only_year = meta.years[0] if meta is not None and len(meta.years) == 1 else None
    elsewhere = Elsewhere(frozenset(departments - {""}), only_year)
    return {annex: judge_annex(table, elsewhere) for annex, table in sorted(tables.items())}


def _raise_errors(findings: list[Finding]) -> None:
    errors = [finding for finding in findings if finding.severity == ERROR]
    if errors:
        raise PlanError(errors)


def build_plan(
    meta: PlanMeta,
    tables: dict[int, SourceTable],
    judged: dict[int, JudgedAnnex],
    findings: list[Finding],
    version: str,
    notice: tuple[Clause, ...],
) -> Plan:
    """The plan from judged rows: ids, stages, industries, plaques, bars, and what the plan contradicts in itself."""
    dated = [task.due.year for rows in judged.values() for task in rows.milestones if task.due]
    meta = with_files(meta, tables, dated)
    carriers = pd.DataFrame(
        [row for annex, rows in judged.items() for row in _carrier_records(annex, rows.carriers, meta)],
        columns=[*(name for name in CARRIER_COLUMNS if name != "level"), "plaque_values"],
    )
    # Without carriers the columns would be of type object.
    carriers = carriers.astype({"annex": int, "named": bool, "area": float, "row": int, "number": "Int64"})
    milestones = _milestones(carriers, judged, meta)
    files = {annex: table.file for annex, table in tables.items()}
    plaques, unclear = read_plaques(carriers, milestones, files, meta)
    milestones = _with_kinds(milestones, set(plaques_by_task(plaques)), meta)
    unchecked = Plan(
        meta=meta,
        carriers=_with_level(carriers, plaques, meta)[list(CARRIER_COLUMNS)],
        milestones=milestones[list(MILESTONE_COLUMNS)],
        plaques=plaques,
        findings=(),
        tables=tables,
        version=version,
        notice=notice,
        reports=reports_frame(),
    )
    of_rows = _with_carriers(findings, carriers, milestones, files)
    return replace(unchecked, findings=(*of_rows, *unclear, *check_consistency(unchecked)))


def _with_carriers(
    findings: list[Finding], carriers: pd.DataFrame, milestones: pd.DataFrame, files: dict[int, str]
) -> Iterator[Finding]:
    """``findings`` of the files, those at a row of a carrier with its ``carrier_id``: rows are judged before."""
    annexes = carriers.set_index("carrier_id")["annex"]
    rows = pd.concat([milestones[["carrier_id", "row"]], carriers[["carrier_id", "row"]]])
    carrier_at = {(files[annexes[row.carrier_id]], row.row): row.carrier_id for row in rows.itertuples()}
    for finding in findings:
        carrier_id = finding.carrier_id or carrier_at.get((finding.file, finding.row), "")
        yield replace(finding, carrier_id=carrier_id)


def _carrier_ids(annex: int, rows: tuple[CarrierRow, ...]) -> list[str]:
    """``1-09``: annex and 序号. Rows without a number, or with one that is taken, are told apart by their file row."""
    ids: list[str] = []
    for row in rows:
        wanted = f"{annex}-{row.number:02d}" if row.number is not None else f"{annex}-r{row.row}"
        ids.append(f"{wanted}-r{row.row}" if wanted in ids else wanted)
    return ids


def _carrier_records(annex: int, rows: tuple[CarrierRow, ...], meta: PlanMeta) -> Iterator[dict[str, object]]:
    keywords = {word: industry.name for industry in meta.industries for word in industry.keywords}
    for carrier_id, row in zip(_carrier_ids(annex, rows), rows, strict=True):
        stages = list(dict.fromkeys(words_in(row.positioning, meta.stages)))
        industries = names_in(row.positioning, keywords)
        yield vars(row) | {
            "carrier_id": carrier_id,
            "annex": annex,
            "area": float("nan") if row.area is None else float(row.area),
            "stage": stages[0] if stages else NO_STAGE,
            "other_stages": tuple(stages[1:]),
            "industry": industries[0] if industries else meta.facts.unlisted_industry,
        }


def _milestones(carriers: pd.DataFrame, judged: dict[int, JudgedAnnex], meta: PlanMeta) -> pd.DataFrame:
    rows = []
    for annex, rows_of in judged.items():
        ids = list(carriers.loc[carriers["annex"] == annex, "carrier_id"])
        rows += [
            vars(row) | {"carrier_id": ids[row.carrier], "deadline_year": row.deadline_year, "end": row.due}
            for row in rows_of.milestones
        ]
    columns = ["carrier_id", "step", "task", "leads", "deadline_text", "deadline_year", "end", "row"]
    types = {"step": int, "row": int, "deadline_year": "Int64", "end": "datetime64[ns]"}
    milestones = pd.DataFrame(rows, columns=columns).astype(types)
    return with_bars(milestones, meta.facts.issued)


def _with_kinds(milestones: pd.DataFrame, brings: set[tuple[str, int]], meta: PlanMeta) -> pd.DataFrame:
    """Adds ``kinds`` (in the order of plan.toml) and ``kind``, the first of them ("" where no word is known)."""
    keywords = {word: kind.name for kind in meta.kinds for word in kind.keywords}
    kinds = []
    for milestone in milestones.itertuples():
        found = set(names_in(milestone.task, keywords))
        if (milestone.carrier_id, milestone.row) in brings:
            found |= {kind.name for kind in meta.kinds if kind.plaques}
        kinds.append(tuple(kind.name for kind in meta.kinds if kind.name in found))
    return milestones.assign(kinds=kinds, kind=[names[0] if names else "" for names in kinds])


def _with_level(carriers: pd.DataFrame, plaques: pd.DataFrame, meta: PlanMeta) -> pd.DataFrame:
    """Adds ``level``: the highest level held, "" where no plaque is held."""
    held = plaques[plaques["status"] == HELD]
    levels = {carrier_id: set(group["level"]) for carrier_id, group in held.groupby("carrier_id")}
    highest = [
        next((level for level in meta.levels if level in levels.get(carrier_id, ())), "")
        for carrier_id in carriers["carrier_id"]
    ]
    return carriers.assign(level=highest)
