"""授牌矩阵 and 逐年授牌; on 授牌缺口, also what is sought year by year, highest levels, and every plaque's words."""

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from analytics import Plan, highest_held, plaque_schedule, plaques_by_lead, sought_by_year
from analytics.columns import UNDATED
from analytics.headlines import (
    holding_headline,
    lowest_level_headline,
    matrix_headline,
    schedule_headline,
    sought_by_year_headline,
)
from analytics.meta import PlanMeta
from analytics.plaques import HELD
from analytics.progress.figures import awards
from analytics.progress.headlines import days_words, gained_headline, held_words, state_words, top_level_headline
from analytics.progress.states import NO_REPORT, NOT_IN_PLAN
from analytics.stated import seeking_figures
from dashboard.charts.palette import PLAQUE_LOOKS
from dashboard.charts.plaque_matrix import (
    build_plaque_matrix,
    build_plaque_sums,
    describe_matrix,
    describe_sums,
    status_of,
)
from dashboard.charts.plaque_steps import build_plaque_steps, describe_steps
from dashboard.facts import plaques_of_carriers
from dashboard.selection import Selection

from .progress import figures_of, reported_plaques
from .view import (
    NOTHING,
    Build,
    Listing,
    PageRows,
    View,
    annexes_text,
    first_rows,
    in_parts,
    labelled,
    present,
    subtitle,
)

_STATUS_WORDS = {"held": "●已有", "dated": "◆争取", "undated": "◇争取"}
_MOST_SEEKERS, _MOST_HOLDERS = 5, 12
"""More carriers in one cell are counted, not named."""


def plaque_columns(matrix: pd.DataFrame, levels: tuple[str, ...]) -> list[tuple[str, str]]:
    """(level, type) of every plaque in ``matrix``, highest of ``levels`` first: its columns."""
    cells = matrix[matrix["level"].notna()]
    pairs = set(zip(cells["level"], cells["type"], strict=True))
    return sorted(pairs, key=lambda pair: (levels.index(pair[0]), pair[1]))


def plaques_to_sum(selection: Selection, matrix: pd.DataFrame) -> pd.DataFrame | None:
    """The plaques to be added up under ``matrix``: those of all carriers looked at, under the last one of them; None
    under others, and under one carrier, whose sums are its row."""
    whole = plaques_of_carriers(selection.shown)
    if len(selection.shown.carriers) == 1 or whole["carrier_id"].iloc[-1] not in set(matrix["carrier_id"]):
        return None
    whole = _with_reports(selection, whole)[0] if selection.has_progress else whole
    return whole[whole["level"].notna()]


def plaque_words(cell: NamedTuple) -> str:
    """A cell of the matrix in words: ``●已有``, ``◆2024``, ``◇未列年份``; where there are reports, what was reported:
    ``◆已获得 2024年``, or of what nobody has reported, the year planned, in brackets: ``○未报（2024）``."""
    if hasattr(cell, "reported"):
        planned = f"（{cell.year}）" if cell.reported == NO_REPORT and not pd.isna(cell.year) else ""
        return f"{_reported_words(cell)}{planned}"
    if cell.status == HELD:
        return "●已有"
    return f"◇{UNDATED}" if pd.isna(cell.year) else f"◆{cell.year}"


def _reported_words(cell: NamedTuple) -> str:
    return f"{PLAQUE_LOOKS[cell.reported].sign}{state_words(cell.reported, cell.award_year)}"


def matrix_views(selection: Selection, page_rows: PageRows, part: str = "") -> Iterator[View]:
    """Carrier × plaque, those that seek most first, with sums under the columns; of more carriers than can be read,
    sums by lead department.

    ``part``: "" all carriers, "seeking" or "holding", those that seek a plaque or seek none; the sums stand under the
    former, of all carriers. Nothing for a part that has no carrier.
    """
    shown = selection.shown
    matrix = plaques_of_carriers(shown)
    sentence = matrix_headline(shown.plaques, selection.filters)
    measured = subtitle("已有和争取的牌子（块）", "按载体和牌子", annexes_text(selection, "plaques"))
    notes = ("争取多的载体在前；◆ 后是争取的年份。",)
    if selection.has_progress:
        matrix, sentence, notes = _with_reports(selection, matrix)
        measured = subtitle(measured, days_words(figures_of(selection)))
    if len(shown.carriers) > page_rows.most:
        if part != "holding":
            yield _matrix_sums(selection, page_rows, matrix, sentence)
        return
    whole = matrix
    if part:
        matrix = whole[(whole["sought"] > 0) == (part == "seeking")].reset_index(drop=True)
        if matrix.empty or (part == "holding" and len(matrix) == len(whole)):
            return
        if part == "holding":
            sentence = holding_headline(matrix, selection.filters)
    carriers = list(dict.fromkeys(matrix["carrier_id"]))
    sums = None if part == "holding" or len(shown.carriers) == 1 else whole[whole["level"].notna()]
    pages = [carriers] if page_rows.one_page else in_parts(carriers, page_rows.matrix)
    for number, ids in enumerate(pages, start=1):
        page = matrix[matrix["carrier_id"].isin(ids)].reset_index(drop=True)
        drawn = page["level"].notna().any()
        # Under the last rows, where the page has room for one more.
        has_sums = number == len(pages) and (page_rows.one_page or len(ids) < page_rows.matrix)
        yield View(
            conclusion=sentence,
            subtitle=measured,
            table=page,
            listing=_plaque_lister(shown, page),
            build=_matrix_builder(page, selection.whole.meta.levels, sums if has_sums else None) if drawn else None,
            alt=f"{sentence}。{describe_matrix(page)}",
            notes=present(*(notes if drawn else ()), seeking_figures(shown)) if part != "holding" else (),
            clicks=True,
            keeps=("level", "type"),
            picture="matrix",
        )


def _with_reports(selection: Selection, matrix: pd.DataFrame) -> tuple[pd.DataFrame, str, tuple[str, ...]]:
    """``matrix`` with what was ``reported`` of each plaque, the ``award_year`` (won or lost) and rows for those beyond
    the plan; the sentence and the notes that go with it."""
    states = reported_plaques(selection)
    meta = selection.whole.meta
    told = states.rename(columns={"state": "reported", "year": "award_year"})
    told = told[["carrier_id", "level", "type", "planned", "reported", "award_year", "evidence", "department", "as_of"]]
    matrix = matrix.merge(told.drop(columns="planned"), on=["carrier_id", "level", "type"], how="left")
    beyond = told[(told["planned"] == "") & told["level"].isin(meta.levels)]
    known = matrix.drop_duplicates("carrier_id")[["carrier_id", "name", "annex", "sought"]]
    added = beyond.merge(known, on="carrier_id").assign(status="", year=pd.NA, origin="", source="方案没有列，部门填报")
    # Carriers keep their order, a blank row goes where there is something to show now.
    matrix = pd.concat([matrix, added.drop(columns="planned")]).astype({"year": "Int64", "award_year": "Int64"})
    is_blank = matrix["level"].isna() & matrix["carrier_id"].isin(beyond["carrier_id"])
    order = {carrier_id: place for place, carrier_id in enumerate(known["carrier_id"])}
    matrix = matrix[~is_blank].sort_values("carrier_id", key=lambda ids: ids.map(order), kind="stable")
    unnamed = int((states["level"] == "").sum())
    notes = present(
        f"{held_words(states, meta, selection.is_part)}。",
        f"{len(beyond)} 块是计划外的。" if len(beyond) else "",
        f"另有 {unnamed} 块的名称还没有确认算哪一级，不画。" if unnamed else "",
        "括号里是计划争取的年份。",
    )
    return matrix.reset_index(drop=True), gained_headline(states, meta, selection.is_part), notes


_NARROW_FROM = 16
"""Beyond this many columns a screen has no room for two numbers side by side in one."""


def _matrix_builder(matrix: pd.DataFrame, levels: tuple[str, ...], sums: pd.DataFrame | None) -> Build:
    return lambda scale, palette: build_plaque_matrix(matrix, levels, sums=sums, scale=scale, palette=palette)


def _matrix_sums(selection: Selection, page_rows: PageRows, matrix: pd.DataFrame, sentence: str) -> View:
    """For more carriers than a matrix can show: numbers by lead department and plaque."""
    table = plaques_by_lead(selection.shown)
    # In narrow columns two numbers stand under one another, which takes two rows.
    is_narrow = page_rows.one_page and len(table[["level", "type"]].drop_duplicates()) > _NARROW_FROM
    drawn, cut = first_rows(table, "lead", page_rows.tasks // 2 if is_narrow else page_rows.tasks)
    note = (
        f"● 已有，◆ 争取（列了年份），◇ 争取（{UNDATED}），单位：块。{len(selection.shown.carriers)} 个载体逐个画"
        "会看不清，这里按牵头部门汇总；筛选到更少的载体，即可逐个看。"
    )
    return View(
        conclusion=sentence,
        subtitle=subtitle("已有和争取的牌子（块）", "按牵头部门和牌子", annexes_text(selection, "plaques")),
        table=drawn,
        listing=_plaque_lister(selection.shown, matrix),
        build=_sums_builder(drawn, selection.whole.meta.levels) if len(drawn) else None,
        alt=f"{sentence}。{describe_sums(drawn)}",
        notes=present(note, cut) if len(drawn) else (),
        clicks=True,
        keeps=("lead", "level"),
        picture="plaque_sums",
    )


def _sums_builder(table: pd.DataFrame, levels: tuple[str, ...]) -> Build:
    return lambda scale, palette: build_plaque_sums(table, levels, scale=scale, palette=palette)


def _plaque_lister(plan: Plan, plaques: pd.DataFrame, by_plaque: bool = False):
    """Every plaque of ``plaques`` with the words that it comes from; ``by_plaque``: in groups by plaque, else by
    carrier."""

    def listing() -> Listing:
        listed = plaques[plaques["level"].notna()]
        leads = dict(zip(plan.carriers["carrier_id"], plan.carriers["leads"], strict=True))
        # A held plaque has no year to list.
        years = [
            NOTHING if row.status in (HELD, "") else UNDATED if pd.isna(row.year) else f"{row.year}年"
            for row in listed.itertuples()
        ]
        told: dict[str, str] = {}
        if "reported" in listed:
            told = {"reported": "填报", "evidence": "依据", "as_of": "截至日期"}
            listed = listed.assign(
                reported=[_reported_words(row) for row in listed.itertuples()],
                evidence=listed["evidence"].replace("", NOTHING),
                as_of=[NOTHING if pd.isna(day) else f"{day:%Y-%m-%d}" for day in listed["as_of"]],
            )
        frame = listed.assign(
            plaque=listed["level"] + listed["type"],
            status=[
                _STATUS_WORDS[status_of(row.status, row.year)] if row.status else NOT_IN_PLAN
                for row in listed.itertuples()
            ],
            year=years,
            leads=[leads[carrier_id] for carrier_id in listed["carrier_id"]],
        )
        plaque, carrier = {"plaque": "牌子"}, labelled("carrier_id", "name")
        others = labelled("status", year="争取年份") | told | labelled("leads", source="出处原文")
        if by_plaque:
            return Listing(frame, plaque | carrier | others, group="plaque")
        return Listing(frame, carrier | plaque | others)

    return listing


def step_views(selection: Selection, page_rows: PageRows) -> Iterator[View]:
    """Cumulative steps of the plaques sought, by level."""
    meta = selection.whole.meta
    schedule = plaque_schedule(selection.shown, ("level",))
    sentence = schedule_headline(schedule, meta.target_year, selection.filters)
    drawn = (schedule["sought"] > schedule["undated"]).any()
    years = "、".join(f"{year}年" for year in sorted(selection.filters.year))
    only_years = f"只计{years}争取的牌子" if years else ""
    columns = {"plaque": "牌子", "held": "已有"}
    columns |= {year: f"到{year}年底" for year in meta.years}
    columns |= {"undated": UNDATED, "sought": "争取合计"}
    beside = ""
    if selection.has_progress:
        schedule = schedule.assign(reported=_steps_won(selection, schedule))
        won = awards(selection.shown, selection.as_of)
        late = int(won["late"].sum())
        top = top_level_headline(reported_plaques(selection), meta, selection.is_part)
        beside = (
            f"{top}。虚线＝计划，实线＝有依据、有日期的获得"
            f"（{meta.target_year}年底以前 {len(won) - late} 块，期限后 {late} 块），画到填报截至的日期为止。"
        )

    def listing() -> Listing:
        detail = plaque_schedule(selection.shown)
        names = detail["level"] + detail["type"]
        return Listing(detail.assign(plaque=names).astype(dict.fromkeys(list(columns)[1:], int)), columns)

    yield View(
        conclusion=sentence,
        subtitle=subtitle("累计争取的牌子（块）", "按级别和年份", annexes_text(selection, "plaques")),
        table=schedule,
        listing=listing,
        build=_step_builder(schedule, meta) if drawn else None,
        alt="。".join(present(sentence, only_years, describe_steps(schedule, meta.years))),
        notes=present(
            f"各年是累计争取的块数，不含已有的；{UNDATED}的不计入任何一年，图上不画。" if drawn else "",
            f"{only_years}。" if drawn and only_years else "",
            beside,
        ),
        clicks=True,
        keeps=("level",),
        picture="steps",
    )


def _step_builder(schedule: pd.DataFrame, meta: PlanMeta) -> Build:
    return lambda scale, palette: build_plaque_steps(
        schedule, meta.years, meta.target_year, deadline=meta.deadline_name, scale=scale, palette=palette
    )


def _steps_won(selection: Selection, schedule: pd.DataFrame) -> list[tuple[tuple[float, int], ...]]:
    """For each level of ``schedule`` the plaques won, summed up, as (time, how many); the time counts in years as the
    plan's steps do, 2024 being the end of 2024. The last one is the day for which reports speak."""
    won, last = awards(selection.shown, selection.as_of), figures_of(selection).last
    found = []
    for level in schedule["level"]:
        counts = won.loc[won["level"] == level, "day"].value_counts().sort_index().cumsum()
        points = [(_in_years(day), int(count)) for day, count in counts.items()]
        if points and _in_years(pd.Timestamp(last)) > points[-1][0]:
            points.append((_in_years(pd.Timestamp(last)), points[-1][1]))
        found.append(tuple(points))
    return found


def _in_years(day: pd.Timestamp) -> float:
    return round(day.year - 1 + day.day_of_year / 366, 3)


def yearly_views(selection: Selection, page_rows: PageRows) -> Iterator[View]:
    """Which plaques are sought in which year, by whom; nothing where none is: the steps say so."""
    table = sought_by_year(selection.shown)
    if years := selection.filters.year:
        table = table[table["year"].isin(years)]
    if not table["count"].sum():
        return
    rows = []
    for year, plaques in table.groupby("year", sort=False, dropna=False):
        words = [
            f"{row.level}{row.type} {row.count} 块：{_names(row.names, _MOST_SEEKERS)}"
            for row in plaques.itertuples()
            if row.count
        ]
        name = UNDATED if pd.isna(year) else f"{year}年"
        rows.append((name, int(plaques["count"].sum()), "；".join(words) or NOTHING))
    columns = {"year": "年份", "count": "块数", "words": "争取的牌子和载体"}
    frame = pd.DataFrame(rows, columns=list(columns))
    yield View(
        conclusion=sought_by_year_headline(table, selection.filters),
        subtitle=subtitle("争取的牌子（块）", "按年份", annexes_text(selection, "plaques")),
        table=table,
        listing=lambda: Listing(frame, columns, linked=("words",)),
    )


def level_views(selection: Selection, page_rows: PageRows) -> Iterator[View]:
    """The highest level of plaque that each carrier holds."""
    table = highest_held(selection.whole, selection.shown.carriers)
    frame = table.assign(
        level=table["level"].replace("", "未列已有牌子"),
        names=[_names(names, _MOST_HOLDERS) for names in table["names"]],
    )
    yield View(
        conclusion=lowest_level_headline(table, selection.whole.meta.levels[-1], selection.filters),
        subtitle=subtitle("载体数（个）", "按已有牌子的最高级别", annexes_text(selection, "plaques")),
        table=table,
        listing=lambda: Listing(frame, {"level": "已有最高级别", "count": "载体数", "names": "载体"}),
    )


def _names(names: tuple[str, ...], most: int) -> str:
    """At most ``most`` names, and how many there are."""
    return "、".join(names[:most]) + (f"等 {len(names)} 个" if len(names) > most else "") or NOTHING


def plaque_list_views(selection: Selection, page_rows: PageRows) -> Iterator[View]:
    """Every plaque with the words it comes from, grouped by plaque, the highest level first; within each those held,
    then those sought by year, those without a year last."""
    shown = selection.shown
    sentence = matrix_headline(shown.plaques, selection.filters)
    names = dict(zip(shown.carriers["carrier_id"], shown.carriers["name"], strict=True))
    plaques = shown.plaques.assign(name=shown.plaques["carrier_id"].map(names))
    if selection.has_progress:
        plaques = _with_reports(selection, plaques_of_carriers(shown))[0]
        plaques = plaques[plaques["level"].notna()]
    order = plaques.assign(
        level=plaques["level"].map(selection.whole.meta.levels.index), sought=plaques["status"] != HELD
    )
    plaques = plaques.loc[order.sort_values(["level", "type", "sought", "year"], kind="stable").index]
    plaques = plaques.reset_index(drop=True)
    yield View(
        conclusion=sentence,
        subtitle=subtitle("每块牌子的出处", annexes_text(selection, "plaques")),
        table=plaques,
        listing=_plaque_lister(shown, plaques, by_plaque=True),
        alt=f"{sentence}。每块的出处原文",
    )
