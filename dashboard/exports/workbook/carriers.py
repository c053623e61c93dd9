"""载体明细: the carriers behind the areas, with the direction and the stage that they are counted under."""

import pandas as pd

from analytics.columns import BLANK_AREA, LABELS
from analytics.headlines import total_headline
from dashboard.selection import Selection
from dashboard.views import carriers_by_industry

from .cells import decimals, put, put_headings
from .layout import HEADING, finish, fit_heights, fit_widths, new_sheet, texts_of


def carrier_sheet(book, selection: Selection) -> None:
    """A row a carrier, in the order of the directions, the largest first."""
    sheet = new_sheet(book, selection, "载体明细", total_headline(selection.shown.carriers, selection.filters))
    columns = ("industry", "carrier_id", "name", "area", "stage", "positioning", "leads", "guides")
    put_headings(sheet, HEADING, tuple(LABELS[column] for column in columns))
    carriers = carriers_by_industry(selection.shown)
    area_format = decimals(carriers["area"])
    for index, row in enumerate(carriers.itertuples(), start=HEADING + 1):
        put(sheet, index, 1, row.industry)
        put(sheet, index, 2, row.carrier_id, horizontal="center")
        put(sheet, index, 3, row.name)
        area = BLANK_AREA if pd.isna(row.area) else row.area
        put(sheet, index, 4, area, number_format=area_format, horizontal="right")
        stages = "、兼".join([row.stage, *row.other_stages])
        for place, text in enumerate((stages, row.positioning, "、".join(row.leads), "、".join(row.guides)), start=5):
            put(sheet, index, place, text)
    last = HEADING + len(carriers)
    fit_widths(sheet, texts_of(sheet, HEADING, last, len(columns)), narrowest=9)
    fit_heights(sheet, HEADING, last)
    finish(sheet, HEADING, last, len(columns), frozen=3)
