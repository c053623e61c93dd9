"""The sentences of progress: computed, true under any filter, at most ``headlines.LIMIT`` characters (progress.md §4).

已报完成 never stands without 有依据 beside it; a share stands nowhere unless everything due is reported.
"""

from collections.abc import Iterable, Sequence
from datetime import date

import pandas as pd

from ..area import area_text
from ..changes import REPORT, Change
from ..findings import Finding
from ..headlines import first_fitting, short
from ..meta import PlanMeta
from ..plan import Plan
from .actuals import target_actuals
from .figures import Cumulative, ProgressFigures
from .matching import COUNTED_MEASURES
from .states import AWARDED_UNPROVEN, NO_REPORT
from .words import AWARDED, HELD_PLAQUE, LOST, VALID

NOTHING_REPORTED = "没有部门填报，只显示方案安排"
"""What stands where progress would: without a report the product is what it was."""


def days_words(figures: ProgressFigures) -> str:
    """``数据截至 2026-06-30—2026-10-31``: the days for which the reports that count speak, "" without one."""
    if figures.first is None:
        return ""
    if figures.first == figures.last:
        return f"数据截至 {figures.last}"
    return f"数据截至 {figures.first}—{figures.last}"


def progress_headline(figures: ProgressFigures, filtered: bool = False) -> str:
    """For the milestones by state: ``到期31个：已报完成12个（有依据9个），未报14个``. ``filtered``: others may have
    reported what is not shown."""
    if figures.last is None:
        return _of_what(filtered) + NOTHING_REPORTED
    if not figures.due:
        return f"{_of_what(filtered)}没有到期的节点"
    if figures.unreported == figures.due:
        return f"到期{figures.due}个：都未报"
    due = f"到期{figures.due}个"
    done = f"已报完成{figures.done}个（有依据{figures.evidenced}个）" if figures.done else "没有报完成的"
    unreported = f"未报{figures.unreported}个" if figures.unreported else "没有未报的"
    others = [
        f"{words}{count}个"
        for words, count in (
            ("逾期未完成", figures.overdue),
            ("不再实施", figures.given_up),
            ("有分歧", figures.disputed),
        )
        if count
    ]
    return first_fitting(f"{due}：{'，'.join([done, *others, unreported])}", f"{due}：{done}，{unreported}")


def _of_what(filtered: bool) -> str:
    """What "没有" is said of where filters leave a part; of all it is said without."""
    return "所选范围" if filtered else ""


def completion(figures: ProgressFigures) -> float | None:
    """The share (0–1) of what is due that is reported done; None while anything due is unreported or in dispute."""
    if not figures.due or figures.unreported or figures.disputed:
        return None
    return figures.done / figures.due


def lead_headline(table: pd.DataFrame, filtered: bool = False) -> str:
    """For ``progress_by_lead``: ``区经济信息委到期14个，未报8个，最多``."""
    due = table[table["due"] > 0]
    if due.empty:
        return f"{_of_what(filtered)}没有到期的节点"
    most = due["unreported"].max()
    if not most:
        who = f"{len(due)}个部门" if len(due) > 1 else short(due["lead"].iloc[0])
        return f"{who}到期的节点都已报"
    tied = due[due["unreported"] == most]
    first, rank = tied.iloc[0], "所选中最多" if filtered else "最多"
    if len(due) == 1:
        return f"{short(first['lead'])}到期{first['due']}个，未报{most}个"
    if len(tied) == 1:
        return f"{short(first['lead'])}到期{first['due']}个，未报{most}个，{rank}"
    names = "、".join(short(lead, 10) for lead in tied["lead"])
    return first_fitting(f"{names}未报各{most}个，{rank}", f"{len(tied)}个部门未报各{most}个，并列{rank}")


def outstanding_headline(table: pd.DataFrame, words: str, filtered: bool = False) -> str:
    """For ``outstanding`` of the states that ``words`` says: ``14个节点到期未报，涉及5个部门``."""
    milestones = len(table[["carrier_id", "task", "deadline_text"]].drop_duplicates())
    if not milestones:
        return f"{_of_what(filtered)}没有{words}的节点"
    leads = table["lead"].drop_duplicates()
    if len(leads) == 1:
        return f"{short(leads.iloc[0])}{milestones}个节点{words}"
    return f"{milestones}个节点{words}，涉及{len(leads)}个部门"


def gained_headline(states: pd.DataFrame, meta: PlanMeta, filtered: bool = False) -> str:
    """For ``plaque_states``: ``新增市级及以上3块，失去1块；目标4个载体``: both with 依据, never one less the other.

    The level is that of the plan's target for carriers with new plaques; without such a target all plaques count.
    """
    target = next(
        (target for target in meta.targets if target.measure == "plaqued_carriers" and target.min_level), None
    )
    levels = meta.levels_from(target.min_level) if target else (*meta.levels, "")
    counted = states[states["level"].isin(levels)]
    if counted.empty or (counted["state"] == NO_REPORT).all():
        if states.empty:
            return f"{'所选载体' if filtered else ''}没有已有或争取的牌子"
        return f"{'所选范围的' if filtered else ''}牌子都未报"
    level = _level_words(levels, meta) if target else "牌子"
    aim = f"；目标{target.target}{target.unit}载体" if target else ""
    gained, lost = int(counted["gained"].sum()), int(counted["lost"].sum())
    unproven = int((counted["state"] == AWARDED_UNPROVEN).sum())
    beside = f"，另有{unproven}块无文号" if unproven else ""
    words = f"新增{level}{gained}块，失去{lost}块"
    return first_fitting(f"{words}{beside}{aim}", f"{words}{aim}", words)


def _level_words(levels: tuple[str, ...], meta: PlanMeta) -> str:
    return levels[-1] if len(levels) == 1 else "各级" if levels == meta.levels else f"{levels[-1]}及以上"


def top_level_headline(states: pd.DataFrame, meta: PlanMeta, filtered: bool = False) -> str:
    """For ``plaque_states``: ``国家级：2025年底前未报新增，现有1块未报现状``."""
    level = next(iter(meta.levels), "")
    of_level = states[states["level"] == level]
    new, held = of_level[of_level["planned"] != HELD_PLAQUE], of_level[of_level["planned"] == HELD_PLAQUE]
    by = next((target.by for target in meta.targets if target.min_level == level), meta.target_year)
    in_time = int((new["gained"] & (new["awarded_first"].dt.year <= by)).sum())
    told = (new["state"] != NO_REPORT).any()
    none = f"{by}年底前报的没有新增" if told else f"{by}年底前未报新增"
    parts = [f"{by}年底前新增{in_time}块" if in_time else none]
    later = int((new["gained"] & (new["awarded_first"].dt.year > by)).sum())
    parts += [f"期限后{later}块"] if later else []
    if held.empty:
        parts.append(f"{_of_what(filtered)}没有现有的")
    else:
        counts = held["state"].value_counts()
        said = [(VALID, "有效"), (LOST, "失去"), (NO_REPORT, "未报现状")]
        told = [(words, counts[state]) for state, words in said if counts.get(state)]
        if len(told) == 1 and told[0][1] == len(held):
            parts.append(f"现有{len(held)}块{told[0][0]}")
        else:
            parts.append(f"所列{len(held)}块：" + "、".join(f"{words}{count}块" for words, count in told))
    return first_fitting(f"{level}：{'，'.join(parts)}", f"{level}：{'，'.join(parts[:2])}")


def cumulative_headline(table: Cumulative, as_of: date, filtered: bool = False) -> str:
    """For ``cumulative``: planned against reported up to the day, and what has no place on the line."""
    if table.last is None:
        return f"{_of_what(filtered)}没有填报，没有可画的完成"
    past = table.planned.loc[table.planned["day"] < pd.Timestamp(as_of), "count"]
    planned, drawn = (int(counts.iloc[-1]) if len(counts) else 0 for counts in (past, table.done["count"]))
    beside = (("未写日期", table.undated), ("未报", table.unreported))
    left_out = [f"{count}个{words}" for words, count in beside if count]
    words = f"计划到期{planned}个，有日期的完成{drawn}个（有依据{table.evidenced}个）"
    return first_fitting(words + (f"；{'、'.join(left_out)}，没有画" if left_out else ""), words)


def targets_reported_headline(targets: pd.DataFrame) -> str:
    """For ``target_gaps``: ``8项目标：1项已报达到，2项已报未达到，5项未报``. What is reported may not be all."""
    reported = targets[targets["actual"].notna()]
    reached = int((reported["actual_gap"] == 0).sum())
    counts = (("已报达到", reached), ("已报未达到", len(reported) - reached), ("未报", len(targets) - len(reported)))
    if reported.empty:
        return f"{len(targets)}项目标都未报"
    return f"{len(targets)}项目标：" + "，".join(f"{count}项{words}" for words, count in counts if count)


def actual_words(plan: Plan, as_of: date | None) -> dict[str, str]:
    """Target id → what is reported of it in words: ``3个（2025年以前2个），期限后1个，无文号1块``,
    ``1520个（2025-12-31，依据：…）``, ``未报``, ``有分歧``."""
    words = {}
    actuals = target_actuals(plan, as_of)
    for target in plan.meta.targets:
        actual = actuals[target.id]
        if actual.disputed:
            words[target.id] = "有分歧：各部门报的数不同，不采用"
        elif actual.value is None:
            words[target.id] = "未报"
        elif target.measure in COUNTED_MEASURES:
            parts = [f"{area_text(actual.value, unit=False)}{target.unit}"]
            if actual.before is not None and actual.before != actual.value:
                parts[0] += f"（{target.by}年以前{area_text(actual.before, unit=False)}{target.unit}）"
            parts += [f"期限后{actual.late}{target.unit}"] if actual.late else []
            parts += [f"未写日期{actual.undated}块"] if actual.undated else []
            parts += [f"无文号{actual.unproven}块"] if actual.unproven else []
            words[target.id] = "，".join(parts)
        else:
            document = f"依据：{actual.evidence}" if actual.evidence else "无依据"
            late = "，在期限以后" if actual.day.year > target.by else ""
            value = area_text(actual.value, unit=False)
            words[target.id] = f"{value}{target.unit}（{actual.day}{late}，{document}）"
    return words


def equals_notes(plan: Plan, targets: pd.DataFrame) -> tuple[str, ...]:
    """A sentence for each target that names of an unconfirmed rule would raise: both figures, the rule and its source
    (progress.md §2)."""
    rules = "、".join(
        f"“{equal.name}”按{equal.level}{equal.type}计（{equal.source}，{equal.since}起；本区未确认）"
        for equal in plan.meta.equals
        if not equal.confirmed
    )
    raised = targets[(targets["actual_if_confirmed"] != targets["actual"]).fillna(False)]
    return tuple(
        f"{row.label}：{area_text(row.actual, unit=False)}{row.unit}；如{rules}，"
        f"是{area_text(row.actual_if_confirmed, unit=False)}{row.unit}"
        for row in raised.itertuples()
    )


def gone_words(figures: ProgressFigures) -> str:
    """``其中已停运或撤出 1 个载体、0.2 万m²``, beside totals that keep them; "" where none is reported so."""
    if not figures.gone:
        return ""
    area = "" if pd.isna(figures.gone_area) else f"、{area_text(figures.gone_area)}"
    return f"其中已停运或撤出 {figures.gone} 个载体{area}"


def held_words(states: pd.DataFrame, meta: PlanMeta, filtered: bool = False) -> str:
    """``2022年所列15块：14块之后未报，1块失去``: the plaques held when the notice was issued."""
    held = states[states["planned"] == HELD_PLAQUE]
    if held.empty:
        return f"{_of_what(filtered)}未列已有牌子"
    counts = held["state"].value_counts()
    said = ((VALID, "块有效"), (LOST, "块失去"), (NO_REPORT, "块之后未报"))
    parts = [f"{counts[state]}{words}" for state, words in said if counts.get(state)]
    rest = len(held) - sum(int(counts.get(state, 0)) for state, _ in said)
    parts += [f"{rest}块有分歧"] if rest else []
    listed = f"{meta.facts.issued.year}年所列" if meta.facts.issued else "方案所列"
    return f"{listed}{len(held)}块：{'，'.join(parts)}"


def preview_headline(changes: Sequence[Change], findings: Iterable[Finding]) -> str:
    """For a file that is looked at before it is kept, from ``report_changes`` and its findings:
    ``将新增9条，修改2条，2条没有依据，1条对不上``."""
    kinds = [change.kind for change in changes if change.what == REPORT]
    counts = (("新增", "将新增"), ("修改", "修改"), ("删除", "删去"))
    parts = [f"{words}{kinds.count(kind)}条" for kind, words in counts if kind in kinds]
    codes = [finding.code for finding in findings]
    told = (("report-without-evidence", "没有依据"), ("report-unmatched", "对不上"), ("report-conflict", "有分歧"))
    parts += [f"{codes.count(code)}条{words}" for code, words in told if code in codes]
    return "，".join(parts) if kinds else "没有新的填报"


def state_words(state: str, year: object) -> str:
    """A plaque's state with its year, as a cell says it: ``已获得 2024年``."""
    return state if pd.isna(year) or state not in (AWARDED, AWARDED_UNPROVEN, LOST) else f"{state} {year}年"
