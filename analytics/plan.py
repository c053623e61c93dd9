"""The plan: one frozen object that everything else takes (architecture.md)."""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from .columns import CARRIER_COLUMNS, MILESTONE_COLUMNS, NO_STAGE
from .consistency import check_consistency
from .findings import ERROR, Finding, PlanError
from .meta import PlanMeta, annex_files, read_meta
from .notice import Clause, misquoted, read_notice
from .plaques import HELD, read_plaques
from .sources import SourceTable, fingerprint, read_bytes, read_source
from .timeline import plaques_by_task, with_bars
from .validation import CarrierRow, JudgedAnnex, judge_annex
from .words import names_in, words_in


@dataclass(frozen=True, eq=False)
class Plan:
    """A plan as read: its meta, its frames (architecture.md), its findings and its source tables.

    ``carriers``: a row a carrier, ``area`` in 万m² (NaN = 未填); ``milestones``: a row of annex 2 each; ``plaques``:
    carrier × plaque. ``row`` in each is the row of the file. ``tables`` holds the files as printed, by annex number.
    ``notice``: the clauses of notice.md, none where there is no such file.
    ``version`` changes whenever the content of a file changes.
    """

    meta: PlanMeta
    carriers: pd.DataFrame
    milestones: pd.DataFrame
    plaques: pd.DataFrame
    findings: tuple[Finding, ...]
    tables: dict[int, SourceTable]
    version: str
    notice: tuple[Clause, ...] = ()

    @property
    def files(self) -> dict[int, str]:
        """File name of each annex."""
        return {annex: table.file for annex, table in self.tables.items()}


def plan_version(folder: Path) -> str:
    """A fingerprint of the content of the plan's files in ``folder``, cheap enough for every rerun."""
    meta, _ = read_meta(folder)
    return fingerprint(folder, [annex.file for annex in meta.annexes] if meta else [])


def load_plan(folder: Path) -> Plan:
    """Reads plan.toml and both annexes of ``folder``. Raises ``PlanError`` with every error of every file."""
    meta, findings = read_meta(folder)
    tables: dict[int, SourceTable] = {}
    judged: dict[int, JudgedAnnex] = {}
    # Judged also where plan.toml is wrong, so that one round of mending is enough.
    for annex, file in sorted(annex_files(folder).items()):
        table, found = read_source(folder, file, annex)
        findings += found
        if table is not None:
            tables[annex] = table
            judged[annex] = judge_annex(table, annex)
            findings += judged[annex].findings
    if any(finding.severity == ERROR for finding in findings):
        raise PlanError(finding for finding in findings if finding.severity == ERROR)
    notice, found = read_notice(folder)
    findings += [*found, *misquoted(notice, meta)]
    version = fingerprint(folder, [annex.file for annex in meta.annexes])
    return replace(build_plan(meta, tables, judged, findings, version), notice=notice)


def plan_with_annex(plan: Plan, annex: int, data: bytes, file: str) -> Plan:
    """``plan`` with annex ``annex`` read from the bytes of ``file`` instead; for a preview, nothing is written.

    Raises ``PlanError`` with every error of the file.
    """
    table, findings = read_bytes(data, file, annex)
    judged = {number: judge_annex(kept, number) for number, kept in plan.tables.items() if number != annex}
    if table is not None:
        judged[annex] = judge_annex(table, annex)
        findings += judged[annex].findings
    errors = [finding for finding in findings if finding.severity == ERROR]
    if errors or table is None:
        raise PlanError(errors)
    version = f"{plan.version} {hashlib.sha256(data).hexdigest()}"
    tables = plan.tables | {annex: table}
    return replace(build_plan(plan.meta, tables, dict(sorted(judged.items())), findings, version), notice=plan.notice)


def build_plan(
    meta: PlanMeta,
    tables: dict[int, SourceTable],
    judged: dict[int, JudgedAnnex],
    findings: list[Finding],
    version: str,
) -> Plan:
    """The plan from judged rows: ids, stages, industries, plaques, bars, and what the plan contradicts in itself."""
    carriers = pd.DataFrame(
        [row for annex, rows in judged.items() for row in _carrier_records(annex, rows.carriers, meta)],
        columns=[*(name for name in CARRIER_COLUMNS if name != "level"), "plaque_values"],
    )
    # Without carriers the columns would be of type object.
    carriers = carriers.astype({"annex": int, "area": float, "row": int, "number": "Int64"})
    milestones = _milestones(carriers, judged, meta)
    files = {annex: table.file for annex, table in tables.items()}
    plaques, unclear = read_plaques(carriers, milestones, files, meta)
    milestones = _with_kinds(milestones, set(plaques_by_task(plaques)), meta)
    plan = Plan(
        meta=meta,
        carriers=_with_level(carriers, plaques, meta)[list(CARRIER_COLUMNS)],
        milestones=milestones[list(MILESTONE_COLUMNS)],
        plaques=plaques,
        findings=(),
        tables=tables,
        version=version,
    )
    object.__setattr__(plan, "findings", (*findings, *unclear, *check_consistency(plan)))
    return plan


def _carrier_ids(annex: int, rows: tuple[CarrierRow, ...]) -> list[str]:
    """``1-09``: annex and 序号. Rows without a number, or with one that is taken, are told apart by their file row."""
    ids: list[str] = []
    for row in rows:
        wanted = f"{annex}-{row.number:02d}" if row.number is not None else f"{annex}-r{row.row}"
        ids.append(f"{wanted}-r{row.row}" if wanted in ids else wanted)
    return ids


def _carrier_records(annex: int, rows: tuple[CarrierRow, ...], meta: PlanMeta):
    keywords = {word: industry.name for industry in meta.industries for word in industry.keywords}
    for carrier_id, row in zip(_carrier_ids(annex, rows), rows, strict=True):
        stages = list(dict.fromkeys(words_in(row.positioning, meta.stages)))
        industries = names_in(row.positioning, keywords)
        yield {
            "carrier_id": carrier_id,
            "annex": annex,
            "number": row.number,
            "name": row.name,
            "area": float("nan") if row.area is None else float(row.area),
            "operator": row.operator,
            "owner": row.owner,
            "leads": row.leads,
            "guides": row.guides,
            "positioning": row.positioning,
            "stage": stages[0] if stages else NO_STAGE,
            "other_stages": tuple(stages[1:]),
            "industry": industries[0] if industries else meta.facts.unlisted_industry,
            "plaque_text": row.plaque_text,
            "plaque_values": row.plaques,
            "task": row.task,
            "row": row.row,
        }


def _milestones(carriers: pd.DataFrame, judged: dict[int, JudgedAnnex], meta: PlanMeta) -> pd.DataFrame:
    rows = []
    for annex, rows_of in judged.items():
        ids = list(carriers.loc[carriers["annex"] == annex, "carrier_id"])
        rows += [
            {
                "carrier_id": ids[row.carrier],
                "step": row.step,
                "task": row.task,
                "deadline_text": row.deadline_text,
                "deadline_year": row.deadline_year,
                "row": row.row,
            }
            for row in rows_of.milestones
        ]
    columns = ["carrier_id", "step", "task", "deadline_text", "deadline_year", "row"]
    milestones = pd.DataFrame(rows, columns=columns).astype({"step": int, "row": int, "deadline_year": "Int64"})
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
