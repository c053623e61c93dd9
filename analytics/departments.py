"""Who does what: a department's carriers, area, plaques, milestones and support measures."""

import pandas as pd

from .area import shown_sum
from .meta import Measure
from .plan import Plan
from .plaques import HELD, SOUGHT


def department_table(plan: Plan) -> pd.DataFrame:
    """A row for each department that leads or guides a carrier, or leads a support measure, most area led first.

    Columns: ``department``, ``leads``, ``area`` (万m² led, NaN where none is filled in), ``blank`` (of those led, how
    many have no area), ``guides`` (numbers of carriers), ``held``, ``sought`` (plaques of the carriers it leads),
    ``milestones`` (of the carriers it leads), ``measures``.
    """
    carriers = plan.carriers
    departments = dict.fromkeys(
        [
            *carriers["leads"].explode().dropna(),
            *carriers["guides"].explode().dropna(),
            *(lead for measure in plan.meta.measures for lead in measure.leads),
        ]
    )
    rows = []
    for department in departments:
        led = carriers[carriers["leads"].map(lambda leads, name=department: name in leads).astype(bool)]
        plaques = plan.plaques[plan.plaques["carrier_id"].isin(led["carrier_id"])]
        rows.append(
            {
                "department": department,
                "leads": len(led),
                "area": shown_sum(led["area"]),
                "blank": int(led["area"].isna().sum()),
                "guides": int(carriers["guides"].map(lambda guides, name=department: name in guides).sum()),
                "held": int((plaques["status"] == HELD).sum()),
                "sought": int((plaques["status"] == SOUGHT).sum()),
                "milestones": int(plan.milestones["carrier_id"].isin(led["carrier_id"]).sum()),
                "measures": len(measures_of(plan, department)),
            }
        )
    columns = ["department", "leads", "area", "blank", "guides", "held", "sought", "milestones", "measures"]
    table = pd.DataFrame(rows, columns=columns)
    # Only for the order a blank area counts as none.
    order = table.assign(area=table["area"].where(table["area"].notna(), 0))
    order = order.sort_values(["area", "leads", "guides"], ascending=False, kind="stable").index
    return table.loc[order].reset_index(drop=True)


def measures_of(plan: Plan, department: str) -> tuple[Measure, ...]:
    """The support measures that ``department`` leads (section 四 of the notice)."""
    return tuple(measure for measure in plan.meta.measures if department in measure.leads)
