"""部门清单: all departments side by side, or one of them with every role it has; who guides what others lead; tasks
without a deadline; the support measures."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import pandas as pd

from analytics import (
    department_table,
    leads_with_guides,
    measures_of,
    shown_sum,
    targets_of,
    unscheduled_tasks,
)
from analytics.columns import BLANK_DEPARTMENT, LABELS
from analytics.contents import contents_of
from analytics.headlines import (
    department_headline,
    department_roles_headline,
    guides_headline,
    one_department_headline,
    tasks_without_deadline_headline,
    total_headline,
)
from analytics.notice import quotation
from analytics.targets import target_words, verdict_words
from dashboard.facts import gaps_of
from dashboard.selection import Selection

from .carriers import with_plaques_named
from .targets import clause_words
from .view import Listing, PageRows, View, annexes_text, carrier_names, labelled, offered, subtitle

ROLES = {"leads": "牵头", "guides": "指导"}
"""What a department can be to a carrier, and its name."""

_OF_LEADS = ("area", "held", "sought", "milestones")
"""Numbers of the carriers that a department leads."""

_NUMBERS = {
    "department": "部门",
    "leads": "牵头载体",
    "area": "牵头面积（万m²）",
    "guides": "指导载体",
    "held": "已有牌子",
    "sought": "争取牌子",
    "milestones": "节点",
    "measures": "保障措施",
    "targets": "负责目标",
}


@lru_cache(maxsize=64)
def of_department(selection: Selection, department: str, role: str = "") -> Selection:
    """``selection`` with the carriers that ``department`` leads or guides (of ROLES; "": with all carriers).

    The filters by department give way: they would hide what other departments lead and it guides.
    """
    chosen = {
        name: (department,) if role == of_role else () for name, of_role in (("lead", "leads"), ("guide", "guides"))
    }
    return selection.filtered_by(replace(selection.filters, **chosen))


def department_views(selection: Selection, page_rows: PageRows, department: str = "") -> Iterator[View]:
    """Every department with its numbers, or ``department`` alone, whatever department the filters name."""
    looked_at = of_department(selection, department) if department else selection
    has = contents_of(selection.whole)
    numbers = {name: words for name, words in _NUMBERS.items() if has.leads or name not in _OF_LEADS}
    table = department_table(looked_at.shown)
    # A blank cell is no department where there is nothing to count for it.
    is_counted = table[offered(selection.whole, list(numbers)[1:])].fillna(0).any(axis=1)
    table = table[is_counted | (table["department"] != BLANK_DEPARTMENT)].reset_index(drop=True)
    sentence = department_headline(table, selection.filters, selection.whole)
    if department:
        whole = department_table(selection.whole)
        whole, table = (rows[rows["department"] == department].reset_index(drop=True) for rows in (whole, table))
        # Its name may stand nowhere among what the other filters leave.
        rows = list(table.itertuples(index=False))
        if whole["leads"].sum():
            sentence = one_department_headline(department, whole, table, looked_at.filters)
        elif rows:
            sentence = department_roles_headline(rows[0], looked_at.is_part)
        else:
            sentence = f"{department}：所选范围内没有它的载体"
    led = "和".join(filter(None, (has.plaques and "牌子", has.milestones and has.names and "节点")))
    by_leads = f"{led}数按所牵头的载体计。" if led and has.leads else ""
    yield View(
        conclusion=sentence,
        subtitle=subtitle(_measured(selection), "按部门", annexes_text(looked_at)),
        table=table,
        listing=lambda: Listing(table, numbers),
        notes=() if department else (f"点一下部门名称，看这个部门的全部任务。{by_leads}",),
    )


def _measured(selection: Selection) -> str:
    """What the plan has of a department, in words: 载体、面积、牌子、节点、措施和目标."""
    has = contents_of(selection.whole)
    parts = {"载体": True, "面积": has.areas, "牌子": has.plaques, "节点": has.milestones and has.names}
    parts |= {"措施": has.measures, "目标": has.targets}
    *first, last = [words for words, is_there in parts.items() if is_there]
    return "和".join(filter(None, ("、".join(first), last)))


def department_carrier_views(
    selection: Selection, page_rows: PageRows, department: str = "", role: str = "leads"
) -> Iterator[View]:
    """The carriers that ``department`` leads or guides (of ROLES); nothing where there are none."""
    looked_at = of_department(selection, department, role)
    carriers = looked_at.shown.carriers
    if carriers.empty:
        return
    others = replace(looked_at.filters, lead=(), guide=())
    areas = contents_of(selection.whole).areas
    words = total_headline(carriers, others, areas)
    sentence = f"{ROLES[role]}的载体：{words}" if others.active else f"{ROLES[role]} {words}"
    yield View(
        conclusion=sentence,
        table=carriers,
        listing=lambda: Listing(
            with_plaques_named(carriers),
            labelled("carrier_id", "name", *(["area"] if areas else []), "positioning", plaque_text="牌子（原文）"),
        ),
    )


def guided_views(selection: Selection, page_rows: PageRows) -> Iterator[View]:
    """What the departments that the filters name guide, a row a department, looked for under the other filters as the
    lead filter would leave only what one leads itself; nothing where they name none: ``guide_views`` has all."""
    filters, carriers = selection.filters, selection.shown.carriers
    leads, guides = (
        tuple(name for name in names if name != BLANK_DEPARTMENT) for names in (filters.lead, filters.guide)
    )
    asked = leads or guides
    if not asked:
        return
    if leads:
        filters = replace(filters, lead=(), guide=leads)
        carriers = selection.filtered_by(filters).shown.carriers
    rows = []
    for name in asked:
        guided = carriers[carriers["guides"].map(lambda guides, name=name: name in guides).astype(bool)]
        if len(guided):
            rows.append((name, len(guided), shown_sum(guided["area"]), carrier_names(guided)))
    table = pd.DataFrame(rows, columns=["department", "guides", "area", "names"])
    others = replace(filters, guide=())
    if table.empty:
        sentence = f"{'所选载体中' if others.active else ''}没有{'、'.join(asked)}指导的载体"
    else:
        who = asked[0] if len(asked) == 1 else f"{len(table)} 个部门"
        guided = carriers[carriers["guides"].map(lambda guides: not set(asked).isdisjoint(guides)).astype(bool)]
        sentence = f"{who}指导的载体：{total_headline(guided, others)}"
    yield View(
        conclusion=sentence,
        subtitle=subtitle("载体和面积（万m²）", "按指导部门", annexes_text(selection, "guides")),
        table=table,
        listing=lambda: Listing(
            table,
            {"department": LABELS["guides"], "guides": LABELS["count"]} | labelled("area", names=LABELS["name"]),
        ),
        notes=("一个载体有几个指导部门的，每个部门都列。",) if len(table) else (),
    )


def measure_views(selection: Selection, page_rows: PageRows, department: str = "") -> Iterator[View]:
    """The support measures, all of them or those that ``department`` leads, with the clause they come from; nothing
    where it leads none."""
    measures = list(measures_of(selection.whole, department) if department else selection.whole.meta.measures)
    if department and not measures:
        return
    table = pd.DataFrame(
        [(measure.title, measure.leads, measure.text, measure.clause) for measure in measures],
        columns=["title", "leads", "text", "clause"],
    )
    columns = {"title": "措施"} | labelled("leads", text="原文", clause="条款")
    yield View(
        conclusion=f"牵头的保障措施 {len(measures)} 项" if department else f"保障措施及牵头部门：{len(measures)} 项",
        table=table,
        listing=lambda: Listing(table, columns),
    )


def department_target_views(selection: Selection, page_rows: PageRows, department: str = "") -> Iterator[View]:
    """The targets that ``department`` answers for, each with its verdict and the sentence of the notice; nothing where
    it answers for none. They are those of the whole plan."""
    ids = [target.id for target in targets_of(selection.whole, department)]
    targets = gaps_of(selection.whole)
    targets = targets[targets["id"].isin(ids)].reset_index(drop=True)
    if targets.empty:
        return
    rows = list(targets.itertuples())
    frame = targets.assign(
        target=[target_words(row) for row in rows],
        verdict=[verdict_words(row) for row in rows],
        text=[quotation(selection.whole.notice, row.clause, row.text) or row.text for row in rows],
        clause=[clause_words(row.clause) for row in rows],
    )
    columns = {"label": "目标", "target": "要求", "verdict": "结论", "text": "原文", "clause": "条款"}
    yield View(
        conclusion=f"负责的目标 {len(targets)} 项",
        subtitle=subtitle("计划安排与目标", "全部载体"),
        table=targets,
        listing=lambda: Listing(frame, columns),
    )


def guide_views(selection: Selection, page_rows: PageRows, department: str = "") -> Iterator[View]:
    """Who guides what others lead, lead × guide: all pairs, or those of ``department``; nothing where it is in none."""
    carriers = (of_department(selection, department) if department else selection).shown.carriers
    table = leads_with_guides(carriers)
    if department:
        table = table[(table["lead"] == department) | (table["guide"] == department)].reset_index(drop=True)
        if table.empty:
            return
    sentence = (
        f"和它一起牵头、指导载体的部门：{len(table)} 对" if department else guides_headline(table, selection.is_part)
    )
    yield View(
        conclusion=sentence,
        subtitle=subtitle("载体数和面积（万m²）", "按牵头部门和指导部门"),
        table=table,
        listing=lambda: Listing(table, labelled("lead", "guide", "count", "area", names="载体")),
        notes=("有几个牵头或指导部门的载体，每一对都计。",),
    )


def unscheduled_task_views(selection: Selection, page_rows: PageRows) -> Iterator[View]:
    """The tasks of all carriers that no deadline dates (附件1), in one table; nothing where there are none."""
    carriers = unscheduled_tasks(selection.shown)
    if carriers.empty:
        return
    yield View(
        conclusion=tasks_without_deadline_headline(carriers, selection.filters),
        subtitle=subtitle(LABELS["task"], "按附件顺序", f"附件{'、'.join(map(str, sorted(set(carriers['annex']))))}"),
        table=carriers,
        listing=lambda: Listing(carriers, labelled("carrier_id", "name", "task", "leads", "guides")),
        notes=("附件没有写这些任务的完成时限，所以不在时间轴上。",),
    )
