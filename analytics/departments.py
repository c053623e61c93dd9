"""Who does what: a department's carriers, area, plaques, milestones, support measures and targets."""

from collections import Counter

import pandas as pd

from .area import shown_sum
from .columns import BLANK_DEPARTMENT
from .meta import Measure, Target
from .plan import Plan
from .plaques import HELD, SOUGHT


def departments_of(plan: Plan) -> tuple[str, ...]:
    """Every department that leads or guides a carrier, leads a support measure or answers for a target, once each."""
    carriers = plan.carriers
    return tuple(
        dict.fromkeys(
            [
                *carriers["leads"].explode().dropna(),
                # A blank cell here gives nobody anything to report.
                *(name for name in carriers["guides"].explode().dropna() if name != BLANK_DEPARTMENT),
                *(lead for measure in plan.meta.measures for lead in measure.leads),
                *(target.department for target in plan.meta.targets if target.department),
            ]
        )
    )


def department_table(plan: Plan) -> pd.DataFrame:
    """A row for each of ``departments_of``, most area led first.

    Columns: ``department``, ``leads``, ``area`` (万m² led, NaN where none is filled in), ``blank`` (of those led, how
    many have no area), ``guides`` (numbers of carriers), ``held``, ``sought`` (plaques of the carriers it leads),
    ``milestones`` (that it leads), ``measures``, ``targets``.
    """
    led, guided = _by_department(plan.carriers["leads"]), _by_department(plan.carriers["guides"])
    area = plan.carriers["area"].to_numpy()
    carrier_ids = list(plan.carriers["carrier_id"])
    status = plan.plaques["status"]
    held = Counter(plan.plaques.loc[status == HELD, "carrier_id"])
    sought = Counter(plan.plaques.loc[status == SOUGHT, "carrier_id"])
    milestones = Counter(lead for leads in plan.milestones["leads"] for lead in leads)
    measures = Counter(lead for measure in plan.meta.measures for lead in dict.fromkeys(measure.leads))
    targets = Counter(target.department for target in plan.meta.targets if target.department)
    rows = []
    for department in dict.fromkeys([*led, *guided, *measures, *targets]):
        places = led.get(department, [])
        ids = [carrier_ids[place] for place in places]
        rows.append(
            {
                "department": department,
                "leads": len(places),
                "area": shown_sum(pd.Series(area[places], dtype=float)),
                "blank": int(pd.isna(area[places]).sum()),
                "guides": len(guided.get(department, [])),
                "held": sum(held[carrier_id] for carrier_id in ids),
                "sought": sum(sought[carrier_id] for carrier_id in ids),
                "milestones": milestones[department],
                "measures": measures[department],
                "targets": targets[department],
            }
        )
    columns = ["department", "leads", "area", "blank", "guides", "held", "sought", "milestones", "measures", "targets"]
    table = pd.DataFrame(rows, columns=columns)
    # Only for the order a blank area counts as none.
    order = table.assign(area=table["area"].where(table["area"].notna(), 0))
    order = order.sort_values(["area", "leads", "guides"], ascending=False, kind="stable").index
    return table.loc[order].reset_index(drop=True)


def _by_department(several: pd.Series) -> dict[str, list[int]]:
    """The rows of each department, in one walk: thousands of departments would each walk through all carriers."""
    rows: dict[str, list[int]] = {}
    for row, departments in enumerate(several):
        for department in dict.fromkeys(departments):
            rows.setdefault(department, []).append(row)
    return rows


def measures_of(plan: Plan, department: str) -> tuple[Measure, ...]:
    """The support measures that ``department`` leads (section 四 of the notice)."""
    return tuple(measure for measure in plan.meta.measures if department in measure.leads)


def targets_of(plan: Plan, department: str) -> tuple[Target, ...]:
    """The targets that ``department`` answers for (section 一 of the notice)."""
    return tuple(target for target in plan.meta.targets if target.department == department)


def leads_with_guides(carriers: pd.DataFrame) -> pd.DataFrame:
    """Who guides what others lead: ``lead``, ``guide``, ``count``, ``area`` (万m², NaN where none is filled in) and
    ``names`` of ``carriers``, a row for each pair that occurs, the pair with most carriers first.

    A carrier with two leads or two guides counts for each pair; a blank is no department.
    """
    pairs = carriers.explode("leads").explode("guides").rename(columns={"leads": "lead", "guides": "guide"})
    pairs = pairs[(pairs["lead"] != BLANK_DEPARTMENT) & (pairs["guide"] != BLANK_DEPARTMENT)].dropna(
        subset=["lead", "guide"]
    )
    rows = [
        (lead, guide, len(both), shown_sum(both["area"]), tuple(both["name"]))
        for (lead, guide), both in pairs.groupby(["lead", "guide"], sort=False)
    ]
    table = pd.DataFrame(rows, columns=["lead", "guide", "count", "area", "names"])
    return table.sort_values("count", ascending=False, kind="stable").reset_index(drop=True)


def unscheduled_tasks(plan: Plan) -> pd.DataFrame:
    """The carriers with a 工作任务 of their own, which no 完成时限 dates (附件1), in the order of the annexes."""
    return plan.carriers[plan.carriers["task"] != ""].reset_index(drop=True)
