"""What the plan contradicts or leaves open in itself, found from the data (domain.md §3)."""

import pandas as pd

from .area import area_text, exact_sum
from .columns import BLANK_DEPARTMENT, header_of
from .findings import HINT, NOTE, Finding
from .meta import META_FILE
from .plaques import SOUGHT
from .targets import GAP, target_gaps, verdict_words
from .words import comparable


def check_consistency(plan) -> tuple[Finding, ...]:
    """Every contradiction and gap of the plan as a finding, in the order of the checks below."""
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


def _finding(plan, carrier, column: str, **words) -> Finding:
    """A finding at a carrier's cell; ``words`` may override severity, row and value."""
    words = {"severity": HINT, "row": int(carrier.row)} | words
    return Finding(
        file=plan.files[carrier.annex], column=header_of(carrier.annex, column), carrier_id=carrier.carrier_id, **words
    )


def _carriers(plan) -> dict:
    return {carrier.carrier_id: carrier for carrier in plan.carriers.itertuples()}


def _sought(plan) -> pd.DataFrame:
    return plan.plaques[plan.plaques["status"] == SOUGHT]


def _printed_totals(plan):
    for annex in plan.meta.annexes:
        total = exact_sum(plan.carriers.loc[plan.carriers["annex"] == annex.number, "area"])
        printed = float(annex.printed_total)
        same = total == printed
        sums = f"逐行相加 {area_text(total)}，文件印的合计 {area_text(printed)}"
        yield Finding(
            NOTE if same else HINT,
            plan.files[annex.number],
            column=header_of(annex.number, "area"),
            value=str(annex.printed_total),
            code="total-matches" if same else "total-differs",
            message=f"{sums}，一致" if same else f"{sums}，不一致，以逐行相加为准",
            advice="" if same else f"核对各行面积，或改 {META_FILE} 里附件{annex.number}的合计面积",
        )


def _plaques_only_in_tasks(plan):
    carriers = _carriers(plan)
    for plaque in _sought(plan).itertuples():
        carrier = carriers[plaque.carrier_id]
        # Annex 1 has no column of sought plaques that could name it.
        if plaque.origin == "task" and "争取" in header_of(carrier.annex, "plaques"):
            yield _finding(
                plan,
                carrier,
                "task",
                row=int(plaque.row),
                value=f"{plaque.level}{plaque.type}",
                code="plaque-only-in-task",
                message=f"只在工作任务里出现，{header_of(carrier.annex, 'plaques')}栏没有列",
                advice="核对是漏列还是另有安排；统计按要争取计",
            )


def _undated_plaques(plan):
    carriers = _carriers(plan)
    for plaque in _sought(plan).itertuples():
        if pd.isna(plaque.year):
            yield _finding(
                plan,
                carriers[plaque.carrier_id],
                "task" if plaque.origin == "task" else "plaques",
                value=f"{plaque.level}{plaque.type}",
                code="plaque-undated",
                message="要争取的牌子没有写年份，不计入任何一年，也不计入目标",
                advice="如已明确时间，在附件里写上年份",
            )


def _missing_guides(plan):
    guides = {kind.name: kind.guide for kind in plan.meta.plaque_types if kind.guide}
    carriers = _carriers(plan)
    for plaque in _sought(plan).itertuples():
        carrier = carriers[plaque.carrier_id]
        guide = guides.get(plaque.type)
        if guide and guide not in carrier.guides and carrier.guides != (BLANK_DEPARTMENT,):
            yield _finding(
                plan,
                carrier,
                "guides",
                value="、".join(carrier.guides),
                code="guide-missing",
                message=f"要争取{plaque.level}{plaque.type}，但该类牌子的指导部门{guide}不在其中",
                advice=f"核对是否应加上{guide}",
            )


def _plaques_after_target_year(plan):
    carriers = _carriers(plan)
    late = _sought(plan)
    late = late[(late["year"] > plan.meta.target_year).fillna(False)]
    for carrier_id, plaques in late.groupby("carrier_id", sort=False):
        words = "、".join(f"{plaque.level}{plaque.type}" for plaque in plaques.itertuples())
        yield _finding(
            plan,
            carriers[carrier_id],
            "task",
            row=int(plaques["row"].iloc[0]),
            value=words,
            code="plaque-after-target-year",
            message=f"排在{plaques['year'].min()}年，晚于目标年份{plan.meta.target_year}年，不计入目标",
            advice="目标口径以目标年份为准，如要计入需提前",
        )


def _same_name(body: str, annex: str) -> bool:
    """Whether one of the names is a shorter form of the other (with or without what stands in brackets)."""
    body, annex = comparable(body), comparable(annex)
    outside = annex.split("(")[0]
    return body in annex or annex in body or (bool(outside) and outside in body)


def _statements(plan):
    carriers = _carriers(plan)
    for statement in plan.meta.statements:
        carrier = carriers.get(statement.carrier)
        if carrier is None:
            yield Finding(
                HINT,
                META_FILE,
                column="正文说法",
                value=statement.carrier,
                code="statement-without-carrier",
                message=f"正文{statement.clause}说到的载体附件里没有：{statement.name or statement.text}",
                advice="核对附件是否少了一行，或改这一条对应的载体",
            )
            continue
        said = f"正文{statement.clause}：“{statement.text}”"
        if statement.name and not _same_name(statement.name, carrier.name):
            yield _finding(
                plan,
                carrier,
                "name",
                value=carrier.name,
                code="name-differs",
                message=f"正文与附件名称不同，正文写作“{statement.name}”（{said}）",
                advice="核对哪个名称为准；本看板按附件显示",
            )
        if statement.leads and set(statement.leads) != set(carrier.leads):
            yield _finding(
                plan,
                carrier,
                "leads",
                value="、".join(carrier.leads),
                code="leads-differ",
                message=f"正文与附件牵头部门不同，正文为{'、'.join(statement.leads)}（{said}）",
                advice="核对由谁牵头；本看板按附件显示",
            )
        if statement.wording and comparable(statement.annex_wording) in comparable(carrier.task):
            yield _finding(
                plan,
                carrier,
                "task",
                value=statement.annex_wording,
                code="wording-differs",
                message=f"正文与附件用词不同，正文写作“{statement.wording}”（{said}）",
                advice="核对哪个用词为准；本看板按附件显示",
            )


def _targets(plan):
    for target in target_gaps(plan).itertuples():
        place = {"file": META_FILE, "column": f"目标：{target.label}", "value": target.text}
        if target.verdict == GAP and not target.scheduled:
            yield Finding(
                HINT,
                **place,
                code="target-unserved",
                message=f"目标“{target.label}”在附件里"
                + (f"只有 {target.undated} 块未列年份的牌子，不计" if target.undated else "没有任何安排对应"),
                advice="需要另行安排，或在附件中补上对应的争取授牌" + ("，写明年份" if target.undated else ""),
            )
        elif target.verdict == GAP:
            yield Finding(
                HINT,
                **place,
                code="target-gap",
                message=f"目标“{target.label}”{verdict_words(target)}",
                advice="需要另行安排，或把已有安排提前",
            )
        if target.readings_differ:
            yield Finding(
                HINT,
                **place,
                code="target-readings-differ",
                message=f"目标“{target.label}”{verdict_words(target)}",
                advice=f"“{target.by}年前”可读作{target.by}年底前或{target.by}年以前，请明确口径",
            )


def _unlisted_industries(plan):
    unlisted = plan.carriers[plan.carriers["industry"] == plan.meta.facts.unlisted_industry]
    for carrier in unlisted.itertuples():
        yield _finding(
            plan,
            carrier,
            "positioning",
            severity=NOTE,
            value=carrier.positioning,
            code="industry-unlisted",
            message=f"孵化定位不属于{plan.meta.facts.industry_group}的任何一个，归入“{plan.meta.facts.unlisted_industry}”",
            advice=f"如应归入某一方向，在 {META_FILE} 的产业方向里加关键词",
        )


def _no_stage(plan):
    for carrier in plan.carriers[~plan.carriers["stage"].isin(plan.meta.stages)].itertuples():
        yield _finding(
            plan,
            carrier,
            "positioning",
            value=carrier.positioning,
            code="stage-missing",
            message=f"孵化定位没有写明环节（{'、'.join(plan.meta.stages)}）",
            advice="在孵化定位里写上环节",
        )


def _years_without_milestones(plan):
    years = set(plan.milestones["deadline_year"].dropna())
    empty = [str(year) for year in plan.meta.years if year not in years]
    if empty:
        yield Finding(
            NOTE,
            plan.files[2],
            column=header_of(2, "deadline"),
            value="、".join(f"{year}年" for year in empty),
            code="year-without-milestone",
            message="这些年份没有任何节点到期",
            advice="",
        )


def _deadlines_outside_plan(plan):
    carriers = _carriers(plan)
    for milestone in plan.milestones.itertuples():
        if not pd.isna(milestone.deadline_year) and milestone.deadline_year not in plan.meta.years:
            yield _finding(
                plan,
                carriers[milestone.carrier_id],
                "deadline",
                row=int(milestone.row),
                value=milestone.deadline_text,
                code="deadline-outside-plan",
                message=f"不在方案年份 {plan.meta.facts.first_year}–{plan.meta.facts.last_year} 之内，时间轴会向外延伸",
                advice=f"核对年份；方案年份有变时改 {META_FILE} 的起止年份",
            )


def _repeated_milestones(plan):
    carriers = _carriers(plan)
    repeated = plan.milestones[plan.milestones.duplicated(["carrier_id", "task", "deadline_text"])]
    for milestone in repeated.itertuples():
        yield _finding(
            plan,
            carriers[milestone.carrier_id],
            "task",
            row=int(milestone.row),
            value=milestone.task,
            code="milestone-repeated",
            message="与这个载体上面的一行任务和时限都相同",
            advice="如是重复粘贴，删去一行",
        )
