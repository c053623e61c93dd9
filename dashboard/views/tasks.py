"""各年到期, 今年要做什么 and 各部门任务."""

from collections.abc import Iterator

import pandas as pd

from analytics import due_by_lead, due_by_year, due_in, timeline
from analytics.headlines import due_by_year_headline, due_headline, tasks_headline
from dashboard.charts.due_bars import build_due_bars, describe_due
from dashboard.charts.task_grid import build_task_grid, describe_tasks
from dashboard.selection import Selection

from .view import NOTHING, Build, Room, View, carrier_names, in_parts, labels


def due_views(selection: Selection, room: Room) -> Iterator[View]:
    table = due_by_year(selection.shown)
    sentence = due_by_year_headline(table)
    carriers = selection.shown.carriers
    milestones = selection.shown.milestones
    yield View(
        conclusion=sentence,
        headings=("到期年份", "到期节点", "争取牌子", "载体"),
        rows=[
            (
                f"{row.year}年",
                str(row.count),
                str(row.plaques),
                carrier_names(
                    carriers[
                        carriers["carrier_id"].isin(
                            milestones.loc[milestones["deadline_year"] == row.year, "carrier_id"]
                        )
                    ]
                )
                or NOTHING,
            )
            for row in table.itertuples()
        ]
        if table["count"].sum()
        else [],
        table=table,
        build=_due_builder(table, selection.as_of.year) if table["count"].sum() else None,
        alt=f"{sentence}。{describe_due(table)}",
        notes=("节点在完成时限那一年的 12 月 31 日到期。",),
    )


def _due_builder(table: pd.DataFrame, year: int) -> Build:
    return lambda scale, palette: build_due_bars(table, year, scale=scale, palette=palette)


def this_year_views(selection: Selection, room: Room) -> Iterator[View]:
    """What is due in the as-of date's year; where nothing is, what is due next."""
    year = selection.as_of.year
    due = due_in(selection.shown, year)
    years = selection.shown.milestones["deadline_year"].dropna()
    earlier, later = years[years < year], years[years > year]
    notes = []
    table = due
    if due.empty:
        notes += [f"上一次到期是 {earlier.max()}年。"] if len(earlier) else []
        notes += [f"下一次到期是 {later.min()}年，列在下面。"] if len(later) else []
        table = due_in(selection.shown, int(later.min())) if len(later) else due
    yield View(
        conclusion=due_headline(due, year),
        headings=(*labels("leads", "carrier_id", "name", "task", "deadline_text"), "争取牌子"),
        rows=[
            ("、".join(row.leads), row.carrier_id, row.name, row.task, row.deadline_text, row.plaques or NOTHING)
            for row in table.itertuples()
        ],
        table=table,
        notes=tuple(notes),
    )


def task_views(selection: Selection, room: Room) -> Iterator[View]:
    table = due_by_lead(selection.shown)
    sentence = tasks_headline(table)
    milestones = timeline(selection.shown, selection.as_of).explode("leads")
    years = tuple(
        sorted({*selection.whole.meta.years, *map(int, selection.whole.milestones["deadline_year"].dropna())})
    )
    pages = in_parts(list(dict.fromkeys(table["lead"])), room.tasks)
    for leads in pages:
        page = table[table["lead"].isin(leads)].reset_index(drop=True)
        yield View(
            conclusion=sentence,
            headings=(*labels("leads", "deadline_year"), "节点数", "争取牌子", "任务"),
            rows=[
                (row.lead, f"{row.year}年", str(row.count), str(row.plaques), _tasks_of(milestones, row))
                for row in page.itertuples()
            ],
            table=page,
            build=_task_builder(page, years, selection.as_of.year) if len(page) else None,
            alt=f"{sentence}。{describe_tasks(page)}",
            notes=("方块里是到期节点数，★ 后是这些节点要争取的牌子数；有两个牵头部门的载体，两边都计。",),
        )


def _tasks_of(milestones: pd.DataFrame, row) -> str:
    tasks = milestones[(milestones["leads"] == row.lead) & (milestones["deadline_year"] == row.year)]
    return "；".join(f"{task.name}（{task.carrier_id}）：{task.task.rstrip('。')}" for task in tasks.itertuples())


def _task_builder(table: pd.DataFrame, years: tuple[int, ...], year: int) -> Build:
    return lambda scale, palette: build_task_grid(table, years, year, scale=scale, palette=palette)
