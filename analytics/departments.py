"""Who does what: a department's carriers, area, plaques, milestones and support measures."""

from collections import Counter

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
    led, guided = _by_department(plan.carriers["leads"]), _by_department(plan.carriers["guides"])
    area = plan.carriers["area"].to_numpy()
    carrier_ids = list(plan.carriers["carrier_id"])
    status = plan.plaques["status"]
    held = Counter(plan.plaques.loc[status == HELD, "carrier_id"])
    sought = Counter(plan.plaques.loc[status == SOUGHT, "carrier_id"])
    milestones = Counter(plan.milestones["carrier_id"])
    measures = Counter(lead for measure in plan.meta.measures for lead in dict.fromkeys(measure.leads))
    rows = []
    for department in dict.fromkeys([*led, *guided, *measures]):
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
                "milestones": sum(milestones[carrier_id] for carrier_id in ids),
                "measures": measures[department],
            }
        )
    columns = ["department", "leads", "area", "blank", "guides", "held", "sought", "milestones", "measures"]
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
