"""产业面积 and 时间轴 in Dash as its own best users write it: the same views, the same filter (never shipped).

    python -m bench.dash_twin.twin PORT

Charts, rows and sentences are those of dashboard/views, one callback answers, what it answers is kept by departments as
plain dictionaries, tables are plain HTML, and a production server (waitress) serves.
"""

import json
import sys
from functools import lru_cache
from pathlib import Path

import waitress
from dash import Dash, Input, Output, dcc, html
from plotly.io.json import to_json_plotly

from analytics import Filters, load_plan
from dashboard.charts.layout import MOST_ROWS, ON_SCREEN, chart_config
from dashboard.charts.palette import LIGHT
from dashboard.selection import now_at, select
from dashboard.views import View, on_one_page, views_of

PLAN = load_plan(Path(__file__).parents[2] / "data")
PAGES = {
    "/industry": ("area", "stages", "unlisted", "carriers"),
    "/timeline": ("gantt", "due", "this_year", "milestones"),
}
"""What each page shows, pictures first, as pages/ has it."""

CHARTS, TABLES = ("main", "second"), ("rows", "more")
PLACES = (*CHARTS, *TABLES)


@lru_cache(maxsize=64)
def answer(path: str, leads: tuple[str, ...]) -> list:
    """What stands in every place of the page at ``path`` under the filter: words, then figure or rows."""
    selection = select(PLAN, Filters(lead=leads), now_at(PLAN))
    parts = []
    for place, key in zip(PLACES, PAGES[path], strict=True):
        found = views_of(key, selection, on_one_page(MOST_ROWS))
        view = found[0] if found else None
        parts += [_words(view), _figure(view) if place in CHARTS else _table(view)]
    # Once, not at every change: components and arrays as the browser is given them.
    return json.loads(to_json_plotly(parts))


def _words(view: View | None) -> list:
    return [html.H3(view.conclusion), html.P(view.subtitle), html.P("".join(view.notes))] if view else []


def _figure(view: View | None) -> dict:
    return view.build(ON_SCREEN, LIGHT).to_dict() if view and view.build else {"data": [], "layout": {"height": 60}}


def _table(view: View | None) -> list:
    if view is None:
        return []
    heading = html.Tr([html.Th(name) for name in view.headings])
    return [heading, *(html.Tr([html.Td(cell) for cell in row]) for row in view.rows)]


app = Dash(__name__)
app.layout = html.Div(
    [
        dcc.Location(id="address"),
        dcc.Dropdown(list(PLAN.carriers["leads"].explode().unique()), multi=True, id="lead"),
        *(
            html.Div(
                [
                    html.Div(id=f"{place}_words"),
                    dcc.Graph(id=place, config=chart_config(place)) if place in CHARTS else html.Table(id=place),
                ]
            )
            for place in PLACES
        ),
    ]
)


@app.callback(
    *(
        output
        for place in PLACES
        for output in (
            Output(f"{place}_words", "children"),
            Output(place, "figure" if place in CHARTS else "children"),
        )
    ),
    Input("address", "pathname"),
    Input("lead", "value"),
)
def draw(pathname: str, leads: list[str] | None) -> list:
    """The page at ``pathname`` for the chosen departments."""
    return answer(pathname if pathname in PAGES else "/industry", tuple(leads or ()))


if __name__ == "__main__":
    waitress.serve(app.server, host="127.0.0.1", port=int(sys.argv[1]), threads=8)
