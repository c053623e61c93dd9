"""各年到期, 今年要做什么 and 各部门任务."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pandas as pd

from analytics import Filters, Plan
from analytics.contents import contents_of
from analytics.headlines import due_by_department, due_by_year_headline, due_headline, short, tasks_headline
from dashboard.charts.due_bars import build_due_bars, describe_due
from dashboard.charts.task_grid import build_task_grid, describe_tasks
from dashboard.charts.year_strip import build_year_strip
from dashboard.facts import due_each_year, due_in_year, due_of_leads, milestones_of
from dashboard.selection import Selection

from .view import (
    NOTHING,
    Build,
    Lines,
    Listing,
    PageRows,
    View,
    annexes_text,
    carrier_names,
    first_rows,
    labelled,
    page_parts,
    present,
    subtitle,
)

_MOST_LINES = 11
"""More milestones are said by department in large type."""


def due_views(selection: Selection, page_rows: PageRows) -> Iterator[View]:
    """Columns of the milestones due in each year."""
    table = due_each_year(selection.shown)
    if years := selection.filters.year:
        # Of the other years only this selection has nothing.
        table = table[table["year"].isin(years)].reset_index(drop=True)
    sentence = due_by_year_headline(table, selection.filters, _undated(selection))
    drawn = table["count"].sum() > 0
    yield View(
        conclusion=sentence,
        subtitle=subtitle("到期节点（个）", "按年份", annexes_text(selection, "deadline")),
        table=table,
        listing=_due_lister(selection.shown, table[:0] if not drawn else table),
        build=_due_builder(table, selection.as_of.year) if drawn else None,
        alt=f"{sentence}。{describe_due(table)}",
        notes=(_when_due(selection.shown.milestones),) if drawn else (),
        clicks=True,
        keeps=("year",),
        picture="due",
    )


def _when_due(milestones: pd.DataFrame) -> str:
    """On which day a milestone of a year is due."""
    ends = milestones["end"].dropna()
    if ((ends.dt.month == 12) & (ends.dt.day == 31)).all():
        return "节点在完成时限那一年的 12 月 31 日到期。"
    return "节点在所印的日期、月、季度或年的最后一天到期。"


def strip_views(selection: Selection, page_rows: PageRows) -> Iterator[View]:
    """The years in one strip: a square a milestone, a star a plaque; under 到期年份 the other years stay, pale."""
    table = due_each_year(selection.without("year").shown)
    if not table["count"].sum():
        return
    sentence = due_by_year_headline(due_each_year(selection.shown), selection.filters, _undated(selection))
    meta, chosen = selection.whole.meta, selection.filters.year
    has = contents_of(selection.whole)
    signs = ("★ 争取牌子（块）" if has.plaques else "", f"┆ 目标期限 {meta.target_year}年底" if has.targets else "")
    yield View(
        conclusion=sentence,
        subtitle=subtitle("■ 到期节点（个）", *signs, annexes_text(selection, "deadline")),
        table=table,
        build=lambda scale, palette: build_year_strip(
            table, selection.as_of.year, meta.target_year, scale=scale, palette=palette, chosen=chosen
        ),
        alt=f"{sentence}。{describe_due(table)}",
        clicks=True,
        picture="strip",
    )


def _due_lister(plan: Plan, table: pd.DataFrame):
    def listing() -> Listing:
        carriers, milestones = plan.carriers, plan.milestones
        due = [milestones.loc[milestones["deadline_year"] == year, "carrier_id"] for year in table["year"]]
        frame = table.assign(
            year=[f"{year}年" for year in table["year"]],
            names=[carrier_names(carriers[carriers["carrier_id"].isin(ids)]) or NOTHING for ids in due],
        )
        return Listing(frame, {"year": "到期年份", "count": "到期节点", "plaques": "争取牌子", "names": "载体"})

    return listing


def _due_builder(table: pd.DataFrame, year: int) -> Build:
    return lambda scale, palette: build_due_bars(table, year, scale=scale, palette=palette)


def this_year_views(
    selection: Selection, page_rows: PageRows, year: int | None = None, most: int | None = None
) -> Iterator[View]:
    """What is due in ``year`` (None: the year filtered by, else the as-of date's), whatever other years the filters
    name; where nothing is, what is due next. With ``most``, as a board:
    so many rows, without what the conclusion says."""
    filters = replace(selection.filters, year=())
    # What comes before and after a year that is filtered by, that filter hides.
    shown = selection.without("year").shown
    year = board_year(selection) if year is None else year
    due = due_in_year(selection.shown if year in selection.filters.year else shown, year)
    table, alt, before, following = due, "", 0, 0
    if due.empty:
        before, following = _years_around(shown, year)
        table = due_in_year(shown, following) if following else due
        alt = f"下一次：{due_headline(table, following, filters)}" if following else ""
    listed = table.head(most) if most else table
    columns = (
        labelled("leads", "name", "task", plaques="争取牌子")
        if most
        else labelled("leads", "carrier_id", "name", "task", "deadline_text", plaques="争取牌子")
    )
    yield View(
        conclusion=due_headline(due, year, filters),
        subtitle=subtitle("到期节点", f"{year}年", annexes_text(selection, "deadline")),
        table=table,
        listing=lambda: Listing(listed, columns),
        alt=alt,
        notes=present(
            f"{'所选载体' if filters.active else ''}上一次到期是 {before}年。" if before else "",
            f"{alt}。" if alt else "",
            f"谁来做：{due_by_department(table)}。" if len(table) else "",
            f"这里列前 {most} 个，共 {len(table)} 个：按到期年份筛选后，时间轴的节点明细里是全部。"
            if most and len(table) > most
            else "",
        ),
        lines=lambda: _year_lines(shown, due, before, following, filters),
        title="" if year == selection.today.year else f"{year}年要做什么",
    )


def board_year(selection: Selection) -> int:
    """The year that is looked at: the as-of date's; with years filtered by, the one of them nearest to it."""
    return min(selection.filters.year or (selection.as_of.year,), key=lambda year: abs(year - selection.as_of.year))


def _undated(selection: Selection) -> int:
    """The milestones without a year, which stand in no column of years."""
    return int(selection.shown.milestones["deadline_year"].isna().sum())


def _years_around(plan: Plan, year: int) -> tuple[int, int]:
    """The last year before ``year`` and the first one after it in which something is due; 0 where there is none."""
    years = [int(other) for other in plan.milestones["deadline_year"].dropna()]
    return max((other for other in years if other < year), default=0), min(
        (other for other in years if other > year), default=0
    )


def _year_lines(plan: Plan, due: pd.DataFrame, before: int, following: int, filters: Filters) -> Lines:
    lines = _milestone_lines(due)
    for words, year in (("下一次", following), ("上一次", before)):
        if year:
            other = due_in_year(plan, year)
            lines += [(f"{words}：{due_headline(other, year, filters)}", ""), *_milestone_lines(other)]
    return lines


def _milestone_lines(due: pd.DataFrame) -> Lines:
    """A line a milestone; where these are more than a slide holds, a line a department."""
    if len(due) <= _MOST_LINES:
        return [
            (
                "、".join(row.leads),
                (row.task if row.task == row.name else f"{row.name}：{row.task}")
                + (f"★ {row.plaques}" if row.plaques else ""),
            )
            for row in due.itertuples()
        ]
    departments = due.explode("leads").groupby("leads", sort=False)
    ordered = sorted(departments, key=lambda department: -len(department[1]))
    return [
        (
            f"{lead} {len(rows)} 个{_with_plaques(rows)}",
            "、".join(short(name) for name in dict.fromkeys(rows["name"])),
        )
        for lead, rows in ordered
    ]


def _with_plaques(milestones: pd.DataFrame) -> str:
    count = int((milestones["plaques"] != "").sum())
    return f"（{count} 个争取牌子）" if count else ""


def task_views(selection: Selection, page_rows: PageRows) -> Iterator[View]:
    """The milestones that each department has due in each year."""
    table = due_of_leads(selection.shown)
    sentence = tasks_headline(table, selection.filters, _undated(selection))
    if page_rows.one_page:
        yield task_grid(selection, page_rows, sentence, _task_lister(selection, table))
        return
    pages, _ = page_parts(list(dict.fromkeys(table["lead"])), page_rows.tasks, page_rows)
    for leads in pages:
        page = table[table["lead"].isin(leads)].reset_index(drop=True)
        yield _grid(selection, page, sentence, _task_lister(selection, page))


def task_grid(
    selection: Selection, page_rows: PageRows, sentence: str, listing: Callable[[], Listing], *notes: str
) -> View:
    """The departments with most milestones on one page, under another view's ``sentence`` and ``listing``."""
    drawn, cut = first_rows(due_of_leads(selection.shown), "lead", page_rows.tasks)
    return _grid(selection, drawn, sentence, listing, cut, *notes)


def _grid(
    selection: Selection, table: pd.DataFrame, sentence: str, listing: Callable[[], Listing], *notes: str
) -> View:
    years = {*selection.whole.meta.years, *map(int, selection.whole.milestones["deadline_year"].dropna())}
    stars = "，★ 后是这些节点要争取的牌子数" if contents_of(selection.whole).plaques else ""
    several = "有两个牵头部门的载体，两边都计。"
    signs = f"方块里是到期节点数{stars}；{several}"
    return View(
        conclusion=sentence,
        subtitle=subtitle("到期节点（个）", "按牵头部门和年份", annexes_text(selection, "deadline")),
        table=table,
        listing=listing,
        build=_task_builder(table, tuple(sorted(years)), selection.as_of.year) if len(table) else None,
        alt=f"{sentence}。{describe_tasks(table)}",
        notes=present(signs, *notes) if len(table) else (),
        clicks=True,
        keeps=("lead", "year"),
        picture="tasks",
    )


def _task_lister(selection: Selection, table: pd.DataFrame):
    def listing() -> Listing:
        milestones = milestones_of(selection.shown, selection.as_of).explode("leads")
        frame = table.assign(
            deadline_year=[f"{year}年" for year in table["year"]],
            tasks=[_tasks_of(milestones, row.lead, row.year) for row in table.itertuples()],
        )
        return Listing(
            frame, labelled("lead", "deadline_year", count="节点数") | {"plaques": "争取牌子", "tasks": "任务"}
        )

    return listing


def _tasks_of(milestones: pd.DataFrame, lead: str, year: int) -> str:
    tasks = milestones[(milestones["leads"] == lead) & (milestones["deadline_year"] == year)]
    return "；".join(f"{task.name}（{task.carrier_id}）：{task.task.rstrip('。')}" for task in tasks.itertuples())


def _task_builder(table: pd.DataFrame, years: tuple[int, ...], year: int) -> Build:
    return lambda scale, palette: build_task_grid(table, years, year, scale=scale, palette=palette)
