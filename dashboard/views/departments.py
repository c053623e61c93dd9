"""部门清单: all departments side by side, or one of them with what it leads and guides; the support measures."""

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from analytics import apply_filters, department_table, measures_of
from analytics.headlines import department_headline, one_department_headline, total_headline
from dashboard.selection import Selection

from .carriers import with_plaques_named
from .view import Listing, PageRows, View, annexes_text, labelled, subtitle

ROLES = {"leads": "牵头", "guides": "指导"}
"""What a department can be to a carrier, and its name."""

_NUMBERS = {
    "department": "部门",
    "leads": "牵头载体",
    "area": "牵头面积（万m²）",
    "guides": "指导载体",
    "held": "已有牌子",
    "sought": "争取牌子",
    "milestones": "节点",
    "measures": "保障措施",
}


def department_views(selection: Selection, page_rows: PageRows, department: str = "") -> Iterator[View]:
    """Every department with its numbers, or ``department`` alone."""
    table, filters = department_table(selection.shown), selection.filters
    sentence = department_headline(table, filters)
    if department:
        whole = department_table(selection.whole)
        whole, table = (rows[rows["department"] == department] for rows in (whole, table))
        sentence = one_department_headline(department, whole, table, filters)
    yield View(
        conclusion=sentence,
        subtitle=subtitle("载体、面积、牌子、节点和措施", "按部门", annexes_text(selection)),
        table=table,
        listing=lambda: Listing(table, _NUMBERS),
        notes=("选一个牵头部门，看这个部门的全部任务。牌子和节点数按所牵头的载体计。",),
    )


def department_carrier_views(
    selection: Selection, page_rows: PageRows, department: str = "", role: str = "leads"
) -> Iterator[View]:
    """The carriers that ``department`` leads or guides (of ROLES). Those it guides are looked for under the other
    filters: the lead filter would leave only those it leads itself."""
    carriers = selection.shown.carriers
    filters = selection.filters
    if role == "guides":
        filters = replace(filters, lead=(), guide=(department,))
        carriers = apply_filters(selection.whole, filters).carriers
    else:
        is_its = carriers[role].map(lambda departments: department in departments).astype(bool)
        carriers = carriers[is_its].reset_index(drop=True)
    others = replace(filters, **{"lead" if role == "leads" else "guide": ()})
    words = total_headline(carriers, others)
    sentence = f"{ROLES[role]}的载体：{words}" if others.active else f"{ROLES[role]} {words}"
    if carriers.empty:
        sentence = f"{'所选载体中' if others.active else ''}没有{ROLES[role]}的载体"
    yield View(
        conclusion=sentence,
        table=carriers,
        listing=lambda: Listing(
            with_plaques_named(carriers),
            labelled("carrier_id", "name", "area", "positioning", plaque_text="牌子（原文）"),
        ),
    )


def measure_views(selection: Selection, page_rows: PageRows, department: str = "") -> Iterator[View]:
    """The support measures, all of them or those that ``department`` leads, with the clause they come from."""
    measures = list(measures_of(selection.whole, department) if department else selection.whole.meta.measures)
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
