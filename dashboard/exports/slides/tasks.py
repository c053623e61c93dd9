"""各部门任务 as a slide."""

from dashboard.charts.palette import LIGHT
from dashboard.selection import Selection
from dashboard.views import View

from .tables import fill_cell, grid_table


def draw_tasks(slide, selection: Selection, view: View) -> None:
    """Department × year: milestones due, with a star the plaques they are to bring."""
    table = view.table
    leads = list(dict.fromkeys(table["lead"]))
    years = sorted({*selection.whole.meta.years, *table["year"]})
    words = {
        (row.lead, row.year): f"{row.count} 个" + (f"　★{row.plaques}" if row.plaques else "")
        for row in table.itertuples()
    }
    rows = [[lead, *(words.get((lead, year), "") for year in years)] for lead in leads]
    native = grid_table(slide, [f"{year}年" for year in years], rows, 3.0, view.title, small=16)
    if selection.as_of.year in years:
        fill_cell(native.cell(0, years.index(selection.as_of.year) + 1), LIGHT.held, LIGHT.on_held)
