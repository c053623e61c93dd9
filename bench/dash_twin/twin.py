"""产业面积 and 时间轴 in Dash: the same figures and table, the same filter, to compare with (never shipped).

    python -m bench.dash_twin.twin PORT

Figures are those of dashboard/charts, as ``dcc.Graph`` draws them; the rows stand in an HTML table as on our pages.
"""

import sys
from datetime import date
from pathlib import Path

from dash import Dash, Input, Output, dcc, html

from analytics import Filters, apply_filters, area_by, area_cross, due_by_year, load_plan, timeline
from dashboard.charts.area_bars import build_area_bars, in_order
from dashboard.charts.due_bars import build_due_bars
from dashboard.charts.gantt import build_gantt
from dashboard.charts.palette import LIGHT
from dashboard.charts.stage_dots import build_stage_dots

PLAN = load_plan(Path(__file__).parents[2] / "data")
AS_OF = date(2026, 11, 25)
REST = PLAN.meta.facts.unlisted_industry
CARRIER_COLUMNS = ["carrier_id", "name", "area", "industry", "stage", "leads", "operator", "owner"]
MILESTONE_COLUMNS = ["carrier_id", "name", "step", "task", "deadline_text", "state", "kinds", "plaques", "leads"]


def industry_page(shown) -> tuple[list, list]:
    """Bars by direction, direction × stage, and the carriers as rows."""
    table = area_by(shown.carriers, "industry")
    bars = build_area_bars(
        table,
        area_cross(shown.carriers, "industry", "annex"),
        "industry",
        filter_name="industry",
        groups={annex.number: annex.group for annex in PLAN.meta.annexes},
        rest=REST,
        palette=LIGHT,
    )
    cross = area_cross(shown.carriers, "industry", "stage")
    rows = list(in_order(table, "industry", REST)["industry"])
    dots = build_stage_dots(cross, rows, list(PLAN.meta.stages), rest=REST, palette=LIGHT)
    return [bars, dots], _rows(shown.carriers, CARRIER_COLUMNS)


def timeline_page(shown) -> tuple[list, list]:
    """The Gantt, the bars by year, and the milestones as rows."""
    milestones = timeline(shown, AS_OF)
    figures = [
        build_gantt(milestones, PLAN.meta, AS_OF, AS_OF, palette=LIGHT),
        build_due_bars(due_by_year(shown), AS_OF.year, palette=LIGHT),
    ]
    return figures, _rows(milestones, MILESTONE_COLUMNS)


PAGES = {"/industry": industry_page, "/timeline": timeline_page}


def _rows(table, columns: list[str]) -> list:
    cells = [["、".join(cell) if isinstance(cell, tuple) else str(cell) for cell in table[name]] for name in columns]
    heading = html.Tr([html.Th(name) for name in columns])
    return [heading, *(html.Tr([html.Td(cell) for cell in row]) for row in zip(*cells, strict=True))]


app = Dash(__name__)
app.layout = html.Div(
    [
        dcc.Location(id="address"),
        dcc.Dropdown(list(PLAN.carriers["leads"].explode().unique()), multi=True, id="lead"),
        dcc.Graph(id="main"),
        dcc.Graph(id="second"),
        html.Table(id="rows"),
    ]
)


@app.callback(
    Output("main", "figure"),
    Output("second", "figure"),
    Output("rows", "children"),
    Input("address", "pathname"),
    Input("lead", "value"),
)
def draw(pathname: str, leads: list[str] | None) -> tuple:
    """Both figures and the rows of the page at ``pathname`` for the chosen departments."""
    shown = apply_filters(PLAN, Filters(lead=tuple(leads or ())))
    (main, second), rows = PAGES.get(pathname, industry_page)(shown)
    return main, second, rows


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=int(sys.argv[1]), debug=False)
