"""授牌矩阵 and 逐年授牌."""

from collections.abc import Iterator

import pandas as pd

from analytics import Plan, plaque_matrix, plaque_schedule
from analytics.columns import UNDATED
from analytics.headlines import matrix_headline, schedule_headline
from analytics.plaques import HELD
from dashboard.charts.plaque_matrix import build_plaque_matrix, describe_matrix
from dashboard.charts.plaque_steps import build_plaque_steps, describe_steps
from dashboard.charts.style import MOST_ROWS
from dashboard.selection import Selection

from .view import NOTHING, Build, Room, View, in_parts, labels, present


def plaque_columns(plan: Plan) -> list[tuple[str, str]]:
    """(level, type) of every plaque that occurs, highest level first: the columns of the matrix."""
    pairs = {(row.level, row.type) for row in plan.plaques.itertuples()}
    return sorted(pairs, key=lambda pair: (plan.meta.levels.index(pair[0]), pair[1]))


def plaque_words(status: str, year: object) -> str:
    """A cell of the matrix in words: ``●已有``, ``◆2024``, ``◇未列年份``."""
    if status == HELD:
        return "●已有"
    return f"◇{UNDATED}" if pd.isna(year) else f"◆{year}"


def matrix_views(selection: Selection, room: Room) -> Iterator[View]:
    shown = selection.shown
    matrix = plaque_matrix(shown)
    sentence = matrix_headline(shown.plaques)
    carriers = list(dict.fromkeys(matrix["carrier_id"]))
    leads = dict(zip(shown.carriers["carrier_id"], shown.carriers["leads"], strict=True))
    pages = in_parts(carriers[:MOST_ROWS], room.matrix)
    drawn_pages = len(pages)
    pages += [carriers[MOST_ROWS:]] if len(carriers) > MOST_ROWS else []
    for index, ids in enumerate(pages):
        page = matrix[matrix["carrier_id"].isin(ids)].reset_index(drop=True)
        cells = page[page["level"].notna()]
        drawn = index < drawn_pages and len(cells) > 0
        yield View(
            conclusion=sentence,
            headings=(*labels("carrier_id", "name"), "牌子", *labels("status", "year", "leads", "source")),
            rows=[
                (
                    row.carrier_id,
                    row.name,
                    f"{row.level}{row.type}",
                    "●已有" if row.status == HELD else "◆争取" if pd.notna(row.year) else "◇争取",
                    NOTHING if row.status == HELD else UNDATED if pd.isna(row.year) else f"{row.year}年",
                    "、".join(leads[row.carrier_id]),
                    row.source,
                )
                for row in cells.itertuples()
            ],
            table=page,
            build=_matrix_builder(page, selection.whole.meta.levels) if drawn else None,
            alt=f"{sentence}。{describe_matrix(page)}",
            notes=present(
                "争取多的载体在前；◆ 后是争取的年份。",
                f"图上只画前 {MOST_ROWS} 个载体，其余列在表里。" if len(carriers) > MOST_ROWS else "",
            ),
        )


def _matrix_builder(matrix: pd.DataFrame, levels: tuple[str, ...]) -> Build:
    return lambda scale, palette: build_plaque_matrix(matrix, levels, scale=scale, palette=palette)


def step_views(selection: Selection, room: Room) -> Iterator[View]:
    meta = selection.whole.meta
    schedule = plaque_schedule(selection.shown, ("level",))
    sentence = schedule_headline(schedule, meta.target_year)
    drawn = (schedule["sought"] > schedule["undated"]).any()
    detail = plaque_schedule(selection.shown)
    yield View(
        conclusion=sentence,
        headings=("牌子", "已有", *(f"到{year}年底" for year in meta.years), UNDATED, "争取合计"),
        rows=[
            (
                f"{row['level']}{row['type']}",
                *(str(int(row[column])) for column in ("held", *meta.years, "undated", "sought")),
            )
            for _, row in detail.iterrows()
        ],
        table=schedule,
        build=_step_builder(schedule, meta.years, meta.target_year) if drawn else None,
        alt=f"{sentence}。{describe_steps(schedule, meta.years)}",
        notes=(f"各年是累计争取的块数，不含已有的；{UNDATED}的不计入任何一年，图上不画。",),
    )


def _step_builder(schedule: pd.DataFrame, years: tuple[int, ...], target_year: int) -> Build:
    return lambda scale, palette: build_plaque_steps(schedule, years, target_year, scale=scale, palette=palette)
