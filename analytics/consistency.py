"""What the plan contradicts or leaves open in itself, found from the data (domain.md §3)."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from .area import area_text, exact_sum
from .columns import BLANK_DEPARTMENT, header_of
from .findings import Finding, finding_of
from .meta import META_FILE
from .plan import Plan
from .plaques import SOUGHT
from .targets import GAP, target_gaps, verdict_words
from .words import comparable


def check_consistency(plan: Plan) -> tuple[Finding, ...]:
    """Every contradiction and gap of the plan as a finding, in the order of the checks below.

    ``plan.findings`` is not looked at: ``loading`` builds a plan without, and then gives it these.
    """
    checks = (
        _printed_totals,
        _plaques_only_in_tasks,
        _undated_plaques,
        _missing_guides,
        _plaques_after_target_year,
        _statements,
        _targets,
        _unlisted_industries,
        _no_stage,
        _years_without_milestones,
        _deadlines_outside_plan,
        _repeated_milestones,
    )
    return tuple(finding for check in checks for finding in check(plan))


def _at(code: str, plan: Plan, carrier: NamedTuple, column: str, value: str, row: int = 0, **words: object) -> Finding:
    """A finding at a carrier's cell, or at that column in another ``row`` of it; ``words`` fill in its sentences."""
    return finding_of(
        code,
        plan.files[carrier.annex],
        row=int(row or carrier.row),
        column=header_of(carrier.annex, column),
        value=value,
        carrier_id=carrier.carrier_id,
        **words,
    )


@lru_cache(maxsize=1)
def _carriers(plan: Plan) -> dict[str, NamedTuple]:
    return {carrier.carrier_id: carrier for carrier in plan.carriers.itertuples()}


def _has(plan: Plan, annex: int, column: str) -> bool:
    """Whether the file of ``annex`` has the column: one that is missing throughout is told once, not row by row."""
    return column in plan.tables[annex].matched.places


def _sought(plan: Plan) -> Iterator[tuple[NamedTuple, NamedTuple, str]]:
    """Each plaque that is sought, its carrier, and the plaque in words."""
    for plaque in plan.plaques[plan.plaques["status"] == SOUGHT].itertuples():
        yield plaque, _carriers(plan)[plaque.carrier_id], f"{plaque.level}{plaque.type}"


def _printed_totals(plan: Plan) -> Iterator[Finding]:
    for annex in plan.meta.annexes:
        areas = plan.carriers.loc[plan.carriers["annex"] == annex.number, "area"]
        if annex.printed_total is None or areas.isna().all():
            continue  # Nothing was added up; that the cells are blank is said of each.
        total = exact_sum(areas)
        printed = float(annex.printed_total)
        yield finding_of(
            "total-matches" if total == printed else "total-differs",
            plan.files[annex.number],
            column=header_of(annex.number, "area"),
            value=str(annex.printed_total),
            total=area_text(total),
            printed=area_text(printed),
            title=plan.tables[annex.number].shape.title,
        )


def _plaques_only_in_tasks(plan: Plan) -> Iterator[Finding]:
    for plaque, carrier, words in _sought(plan):
        # A column of plaques held could not name it.
        listed = _has(plan, carrier.annex, "plaques") and not plan.tables[carrier.annex].shape.plaques_held
        if plaque.origin == "task" and listed:
            header = header_of(carrier.annex, "plaques")
            yield _at("plaque-only-in-task", plan, carrier, "task", words, plaque.row, header=header)


def _undated_plaques(plan: Plan) -> Iterator[Finding]:
    for plaque, carrier, words in _sought(plan):
        dated = not plan.tables[carrier.annex].shape.row_columns or _has(plan, carrier.annex, "deadline")
        if pd.isna(plaque.year) and dated:
            yield _at("plaque-undated", plan, carrier, "task" if plaque.origin == "task" else "plaques", words)


def _missing_guides(plan: Plan) -> Iterator[Finding]:
    guides = {kind.name: kind.guide for kind in plan.meta.plaque_types if kind.guide}
    for plaque, carrier, words in _sought(plan):
        guide = guides.get(plaque.type)
        if guide and guide not in carrier.guides and carrier.guides != (BLANK_DEPARTMENT,):
            yield _at("guide-missing", plan, carrier, "guides", "、".join(carrier.guides), plaque=words, guide=guide)


def _plaques_after_target_year(plan: Plan) -> Iterator[Finding]:
    if not plan.meta.targets:
        return
    late: dict[str, list[tuple]] = {}
    for plaque, carrier, words in _sought(plan):
        if not pd.isna(plaque.year) and plaque.year > plan.meta.target_year:
            late.setdefault(carrier.carrier_id, []).append((plaque, words))
    for carrier_id, found in late.items():
        carrier, value, row = _carriers(plan)[carrier_id], "、".join(words for _, words in found), found[0][0].row
        years = {"year": min(plaque.year for plaque, _ in found), "target_year": plan.meta.target_year}
        yield _at("plaque-after-target-year", plan, carrier, "task", value, row, **years)


def _same_name(body: str, annex: str) -> bool:
    """Whether one of the names is a shorter form of the other (with or without what stands in brackets)."""
    body, annex = comparable(body), comparable(annex)
    outside = annex.split("(")[0]
    return body in annex or annex in body or (bool(outside) and outside in body)


def _statements(plan: Plan) -> Iterator[Finding]:
    carriers = _carriers(plan)
    for statement in plan.meta.statements:
        carrier = carriers.get(statement.carrier)
        if carrier is None:
            words = {"clause": statement.clause, "name": statement.name or statement.text}
            place = {"column": "正文说法", "value": statement.carrier}
            yield finding_of("statement-without-carrier", META_FILE, **place, **words)
            continue
        words = {"quotation": f"正文{statement.clause}：“{statement.text}”"}
        if statement.name and not _same_name(statement.name, carrier.name):
            yield _at("name-differs", plan, carrier, "name", carrier.name, name=statement.name, **words)
        if statement.leads and carrier.leads != (BLANK_DEPARTMENT,) and set(statement.leads) != set(carrier.leads):
            words["leads"] = "、".join(statement.leads)
            yield _at("leads-differ", plan, carrier, "leads", "、".join(carrier.leads), **words)
        if statement.wording and comparable(statement.annex_wording) in comparable(carrier.task):
            words["wording"] = statement.wording
            yield _at("wording-differs", plan, carrier, "task", statement.annex_wording, **words)


def _targets(plan: Plan) -> Iterator[Finding]:
    for target in target_gaps(plan).itertuples():
        words = {"label": target.label, "undated": target.undated, "by": target.by, "verdict": verdict_words(target)}
        codes = []
        if target.verdict == GAP and not target.scheduled:
            codes.append("target-undated" if target.undated else "target-unserved")
        elif target.verdict == GAP:
            codes.append("target-gap")
        if target.readings_differ:
            codes.append("target-readings-differ")
        for code in codes:
            yield finding_of(code, META_FILE, column=f"目标：{target.label}", value=target.text, **words)


def _unlisted_industries(plan: Plan) -> Iterator[Finding]:
    facts = plan.meta.facts
    for carrier in _positioned(plan):
        if plan.meta.industries and carrier.industry == facts.unlisted_industry:
            words = {"group": facts.industry_group, "unlisted": facts.unlisted_industry}
            yield _at("industry-unlisted", plan, carrier, "positioning", carrier.positioning, **words)


def _no_stage(plan: Plan) -> Iterator[Finding]:
    for carrier in _positioned(plan):
        if plan.meta.stages and carrier.stage not in plan.meta.stages:
            stages = "、".join(plan.meta.stages)
            yield _at("stage-missing", plan, carrier, "positioning", carrier.positioning, stages=stages)


def _positioned(plan: Plan) -> list[NamedTuple]:
    """The carriers that stand in a file that says how they are positioned."""
    return [carrier for carrier in _carriers(plan).values() if _has(plan, carrier.annex, "positioning")]


def _years_without_milestones(plan: Plan) -> Iterator[Finding]:
    years = set(plan.milestones["deadline_year"].dropna())
    empty = "、".join(f"{year}年" for year in plan.meta.years if year not in years)
    for table in plan.tables.values():
        if empty and "deadline" in table.shape.row_columns and "deadline" in table.matched.places:
            yield finding_of("year-without-milestone", table.file, column=table.shape.header("deadline"), value=empty)


def _deadlines_outside_plan(plan: Plan) -> Iterator[Finding]:
    carriers = _carriers(plan)
    words = {"first": min(plan.meta.years, default=0), "last": max(plan.meta.years, default=0)}
    for milestone in plan.milestones.itertuples():
        if not pd.isna(milestone.deadline_year) and milestone.deadline_year not in plan.meta.years:
            place = {"value": milestone.deadline_text, "row": milestone.row}
            yield _at("deadline-outside-plan", plan, carriers[milestone.carrier_id], "deadline", **place, **words)


def _repeated_milestones(plan: Plan) -> Iterator[Finding]:
    carriers = _carriers(plan)
    repeated = plan.milestones[plan.milestones.duplicated(["carrier_id", "task", "deadline_text"])]
    for milestone in repeated.itertuples():
        carrier = carriers[milestone.carrier_id]
        yield _at("milestone-repeated", plan, carrier, "task", milestone.task, milestone.row)
