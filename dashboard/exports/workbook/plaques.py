"""授牌缺口: the matrix carrier × plaque in words."""

import pandas as pd

from analytics.columns import LABELS, UNDATED
from analytics.plaques import SOUGHT
from dashboard.charts.palette import LIGHT
from dashboard.charts.plaque_matrix import REPORTED_NAMES, cell_colours
from dashboard.selection import Selection
from dashboard.views import View, plaque_columns, plaque_words

from .cells import hex_of, put, put_headings, typeface
from .layout import HEADING, PAGE, finish, fit_heights, fit_widths, new_sheet


def plaque_sheet(book, selection: Selection, view: View) -> None:
    """The matrix carrier × plaque in words, who seeks most first."""
    matrix = view.table
    signs = f"●已有　◆争取（年份）　◇争取（{UNDATED}）"
    if "reported" in matrix:
        signs = "　".join((*(f"{sign}{name}" for sign, name in REPORTED_NAMES.items()), *view.notes))
    sheet = new_sheet(book, selection, view.title, view.conclusion, (signs,))
    columns = plaque_columns(matrix, selection.whole.meta.levels)
    headings = (LABELS["carrier_id"], LABELS["name"], *(kind for _, kind in columns), "争取（块）", UNDATED)
    put_headings(sheet, HEADING + 1, headings)
    _level_names(sheet, columns, len(headings))
    last = HEADING + 1
    for last, (carrier_id, cells) in enumerate(matrix.groupby("carrier_id", sort=False), start=HEADING + 2):
        _matrix_row(sheet, last, carrier_id, cells, columns)
    texts = {place: [heading, f"◇{UNDATED}"] for place, heading in enumerate(headings, start=1)}
    fit_widths(sheet, texts | {1: [], 2: list(matrix["name"])}, narrowest=9, room=max(PAGE, 11 * len(texts)))
    fit_heights(sheet, HEADING + 1, last)
    finish(sheet, HEADING + 1, last, len(headings), frozen=2)


def _level_names(sheet, columns: list[tuple[str, str]], width: int) -> None:
    """The levels over their types, each over all of its own."""
    put_headings(sheet, HEADING, ("",) * width)
    for level in dict.fromkeys(level for level, _ in columns):
        places = [place for place, (of, _) in enumerate(columns, start=3) if of == level]
        put_headings(sheet, HEADING, (level,), first=places[0])
        sheet.merge_cells(start_row=HEADING, end_row=HEADING, start_column=places[0], end_column=places[-1])


def _matrix_row(sheet, row: int, carrier_id: str, cells: pd.DataFrame, columns: list[tuple[str, str]]) -> None:
    put(sheet, row, 1, carrier_id, horizontal="center")
    put(sheet, row, 2, cells["name"].iloc[0])
    held_or_sought = {(cell.level, cell.type): cell for cell in cells.itertuples() if isinstance(cell.level, str)}
    for place, pair in enumerate(columns, start=3):
        cell = held_or_sought.get(pair)
        if cell is None:
            put(sheet, row, place, "")
            continue
        fill, colour = cell_colours(cell, LIGHT)
        put(sheet, row, place, plaque_words(cell), fill=fill, font=typeface(color=hex_of(colour)), horizontal="center")
    sought = cells[cells["status"] == SOUGHT]
    put(sheet, row, 3 + len(columns), len(sought), horizontal="center")
    put(sheet, row, 4 + len(columns), int(sought["year"].isna().sum()), horizontal="center")
