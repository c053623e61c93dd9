"""进展, 谁没有报, 计划与实际累计, 目标与实际; on pages, also every report. None of them where nobody has reported."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

import pandas as pd

from analytics import (
    Plan,
    milestone_states,
    plaque_states,
    progress_by_lead,
    progress_figures,
    target_gaps,
)
from analytics.columns import LABELS, UNDATED
from analytics.progress.figures import (
    Cumulative,
    ProgressFigures,
    cumulative,
    outstanding,
    unreported_plaques,
)
from analytics.progress.headlines import (
    actual_words,
    completion,
    cumulative_headline,
    days_words,
    equals_notes,
    gone_words,
    lead_headline,
    outstanding_headline,
    progress_headline,
    state_words,
    targets_reported_headline,
)
from analytics.progress.matching import COUNTED_MEASURES
from analytics.progress.states import DISPUTED, MILESTONE_STATES, NOT_IN_PLAN, UNREPORTED
from analytics.progress.words import AWARDED, DONE, HELD_PLAQUE, SOUGHT_PLAQUE
from analytics.targets import target_words
from dashboard.charts.cumulative_steps import build_cumulative, describe_cumulative
from dashboard.charts.palette import PLAQUE_LOOKS, STATE_LOOKS
from dashboard.charts.state_bars import build_state_bars, describe_states
from dashboard.charts.target_bullets import build_target_bullets, describe_bullets
from dashboard.facts import milestones_of
from dashboard.selection import Selection

from .targets import amounts
from .view import NOTHING, Build, Listing, PageRows, View, annexes_text, first_rows, labelled, present, subtitle

_ALL = "节点"
PLANNED_WORDS = {HELD_PLAQUE: "已有", SOUGHT_PLAQUE: "争取", "": NOT_IN_PLAN}
"""What the plan says of a plaque, in words."""

_ITEM_COLUMNS = labelled("carrier_id", "name") | {"item": "事项"} | labelled("deadline_text")
REPORT_COLUMNS = {"state": "进展状态"} | labelled(
    "flags", "date_text", "evidence", "department", "as_of", "progress", "problems"
)
"""What is said of an item beside what the plan prints."""


@lru_cache(maxsize=32)
def reported_milestones(selection: Selection) -> pd.DataFrame:
    """``timeline`` of what is shown, with the columns of ``milestone_states``; its own ``state`` is ``due_state``."""
    tasks = milestones_of(selection.shown, selection.as_of).rename(columns={"state": "due_state"})
    return tasks.merge(milestone_states(selection.shown, selection.as_of), on=["carrier_id", "step"])


@lru_cache(maxsize=32)
def reported_plaques(selection: Selection) -> pd.DataFrame:
    """``plaque_states`` of what is shown, with the carrier's ``name``."""
    names = selection.shown.carriers[["carrier_id", "name"]]
    return plaque_states(selection.shown, selection.as_of).merge(names, on="carrier_id")


@lru_cache(maxsize=32)
def figures_of(selection: Selection) -> ProgressFigures:
    """``progress_figures`` of what is shown."""
    return progress_figures(selection.shown, selection.as_of)


def progress_views(selection: Selection, page_rows: PageRows, by_year: bool = True) -> Iterator[View]:
    """The milestones by state and, where they fit, by the year in which they are due, else all as one; and every item
    with its state. ``table`` has a row for each ``name`` (a year, or all) and state."""
    if not selection.has_progress:
        return
    figures, milestones = figures_of(selection), reported_milestones(selection)
    years = milestones["deadline_year"].map("{}年".format, na_action="ignore").fillna(UNDATED).sort_values()
    by_year = by_year and 0 < years.nunique() <= page_rows.bars
    table = _state_counts(milestones.assign(name=years) if by_year else milestones.assign(name=_ALL), "name")
    sentence = progress_headline(figures, selection.is_part)
    drawn = figures.last is not None and len(milestones) > 0
    yield View(
        conclusion=sentence,
        subtitle=subtitle(
            "节点（个）",
            "按到期年份和进展状态" if by_year else "按进展状态",
            annexes_text(selection, "deadline"),
            days_words(figures),
        ),
        table=table,
        listing=_item_lister(selection),
        build=_state_builder(table) if drawn else None,
        alt=f"{sentence}。{describe_states(table)}" if drawn else sentence,
        notes=present(*_figure_notes(selection, figures)) if drawn else (),
        clicks=True,
        picture="progress",
    )


def _figure_notes(selection: Selection, figures: ProgressFigures) -> Iterator[str]:
    share = completion(figures)
    if share is not None:
        yield f"到期的都已报，报完成的占 {share:.1%}。"
    if figures.early:
        yield f"另有 {figures.early} 个没有到期，已报完成。"
    if gone := gone_words(figures):
        yield f"{gone}，仍计入各项合计。"
    yield f"状态由各部门填报的事实、日期和依据得出，只用截至 {selection.as_of} 的填报；没有填报的，不推断。"


def _state_counts(milestones: pd.DataFrame, by: str, names: Iterable[str] | None = None) -> pd.DataFrame:
    """``name``, ``state``, ``count``: how many of ``milestones`` are in each state, for each value of ``by``, or for
    each of ``names``; noughts too."""
    counts = milestones.groupby([by, "state"]).size()
    found = sorted(set(milestones[by])) if names is None else names
    rows = [(name, state, int(counts.get((name, state), 0))) for name in found for state in MILESTONE_STATES]
    return pd.DataFrame(rows, columns=["name", "state", "count"])


def _state_builder(table: pd.DataFrame, click: str = "") -> Build:
    return lambda scale, palette: build_state_bars(table, click, scale=scale, palette=palette)


def _item_lister(selection: Selection):
    """Every milestone and every plaque with what was reported of it."""

    def listing() -> Listing:
        milestones = reported_milestones(selection)
        plaques = reported_plaques(selection)
        tasks = with_report_words(milestones).assign(item=milestones["task"])
        signs = with_plaque_words(plaques).assign(item=plaque_names(plaques), deadline_text=_planned_words(plaques))
        columns = _ITEM_COLUMNS | REPORT_COLUMNS
        frame = pd.concat([tasks[list(columns)], signs[list(columns)]], ignore_index=True)
        return Listing(frame.assign(deadline_text=frame["deadline_text"].replace("", NOTHING)), columns)

    return listing


def with_report_words(milestones: pd.DataFrame) -> pd.DataFrame:
    """``milestones`` (``reported_milestones``) with the columns of a report as they are read, — for what is blank."""
    return _in_words(milestones, [f"{STATE_LOOKS[state].sign} {state}" for state in milestones["state"]])


def with_plaque_words(plaques: pd.DataFrame) -> pd.DataFrame:
    """The same for ``reported_plaques``: a plaque held of which nothing is said is 所列，之后未报."""
    words = [f"{PLAQUE_LOOKS[row.state].sign} {state_words(row.state, row.year)}" for row in plaques.itertuples()]
    return _in_words(plaques, words)


def _in_words(frame: pd.DataFrame, states: list[str]) -> pd.DataFrame:
    texts = {name: frame[name].replace("", NOTHING) for name in ("date_text", "evidence", "department")}
    texts |= {name: frame[name].replace("", NOTHING) for name in ("progress", "problems")}
    return frame.assign(
        state=states,
        flags=["、".join(flags) or NOTHING for flags in frame["flags"]],
        as_of=[NOTHING if pd.isna(day) else f"{day:%Y-%m-%d}" for day in frame["as_of"]],
        **texts,
    )


def plaque_names(plaques: pd.DataFrame) -> list[str]:
    """``市级众创空间``, with what the plan says of it where that is not that it is sought."""
    return [
        f"{row.level}{row.type}" + ("" if row.planned == SOUGHT_PLAQUE else f"（{PLANNED_WORDS[row.planned]}）")
        for row in plaques.itertuples()
    ]


def _planned_words(plaques: pd.DataFrame) -> list[str]:
    return ["" if pd.isna(year) else f"{year}年" for year in plaques["planned_year"]]


def lead_progress_views(selection: Selection, page_rows: PageRows, department: str = "") -> Iterator[View]:
    """What is due of each lead department (or ``department`` alone) by state, who has reported least first."""
    if not selection.has_progress:
        return
    table = progress_by_lead(selection.shown, selection.as_of)
    if department:
        table = table[table["lead"] == department].reset_index(drop=True)
    states = reported_milestones(selection)
    # Who has nothing due has nothing to report either.
    drawn, cut = first_rows(table[table["due"] > 0], "lead", page_rows.tasks)
    bars = _state_counts(states[states["due"]].explode("leads"), "leads", drawn["lead"])
    sentence = lead_headline(table, selection.is_part)
    yield View(
        conclusion=sentence,
        subtitle=subtitle("到期节点（个）", "按牵头部门和进展状态", annexes_text(selection, "deadline")),
        table=bars,
        listing=_lead_lister(table),
        build=_state_builder(bars, "lead") if len(bars) else None,
        alt=f"{sentence}。{describe_states(bars)}" if len(bars) else sentence,
        notes=present("未报最多的部门在前；有两个牵头部门的载体，两边都计。", cut) if len(bars) else (),
        clicks=True,
        picture="lead_progress",
    )


def _lead_lister(table: pd.DataFrame):
    def listing() -> Listing:
        frame = table.assign(
            done=[f"{row.done}（{row.evidenced}）" for row in table.itertuples()],
            last=[NOTHING if pd.isna(day) else f"{day:%Y-%m-%d}" for day in table["last"]],
        )
        columns = labelled("lead", milestones="牵头节点", due="到期", done="完成（有依据）")
        return Listing(frame, columns | labelled("overdue", "unreported", "last"))

    return listing


def cumulative_views(selection: Selection, page_rows: PageRows) -> Iterator[View]:
    """Milestones planned and reported done, each summed up over time."""
    if not selection.has_progress:
        return
    table = cumulative(selection.shown, selection.as_of)
    if table.planned.empty:
        return
    sentence = cumulative_headline(table, selection.as_of, selection.is_part)
    rows = pd.concat(
        [steps.assign(what=what) for what, steps in (("方案安排", table.planned), ("已报完成", table.done))]
    )
    rows = rows.assign(day=rows["day"].dt.strftime("%Y-%m-%d"))
    drawn = table.last is not None
    # What was reported goes on as far as reports speak.
    reached = int(table.done["count"].iloc[-1]) if len(table.done) else 0
    end = pd.DataFrame([("已报完成", f"{table.last}", reached)] if drawn else [], columns=["what", "day", "count"])
    yield View(
        conclusion=sentence,
        subtitle=subtitle(
            "累计节点（个）", "按日期", annexes_text(selection, "deadline"), days_words(figures_of(selection))
        ),
        table=pd.concat([rows, end], ignore_index=True),
        listing=lambda: Listing(rows if drawn else rows[:0], {"what": "累计什么", "day": "到", "count": "节点（个）"}),
        build=_cumulative_builder(selection, table) if drawn else None,
        alt=f"{sentence}。{describe_cumulative(table)}",
        notes=(
            f"虚线＝方案的完成时限，实线＝填报的实际日期，画到填报截至的 {table.last} 为止，之后没有人报，不往下画。"
            f"没有画的：未写日期 {table.undated} 个，到期未报 {table.unreported} 个。只写了年月的，画在月末、年末。",
        )
        if drawn
        else (),
        picture="cumulative",
    )


def _cumulative_builder(selection: Selection, table: Cumulative) -> Build:
    meta = selection.whole.meta
    begins = meta.facts.issued or date(meta.years[0], 1, 1)
    return lambda scale, palette: build_cumulative(table, begins, selection.as_of, scale=scale, palette=palette)


def actual_views(selection: Selection, page_rows: PageRows) -> Iterator[View]:
    """Every target, what the plan schedules and what was reported; of the whole plan, whatever is filtered."""
    if not selection.has_progress:
        return
    targets = _actuals_of(selection.whole, selection.as_of)
    if targets.empty:
        return
    sentence = targets_reported_headline(targets)
    yield View(
        conclusion=sentence,
        subtitle=subtitle("方案安排、已报与目标", "按目标", "全部载体"),
        table=targets,
        listing=_actual_lister(targets),
        build=lambda scale, palette: build_target_bullets(targets, scale=scale, palette=palette),
        alt=f"{sentence}。{describe_bullets(targets)}",
        notes=present(
            "空心＝方案安排，实心＝已报且有依据，红线＝目标；没有依据的获得、期限以后的获得不计入。",
            "“未报”不等于没有。",
            *(f"{note}。" for note in equals_notes(selection.whole, targets)),
            "目标按全部载体计算，不随筛选变化。" if selection.is_part else "",
        ),
        picture="actuals",
    )


@lru_cache(maxsize=16)
def _actuals_of(plan: Plan, as_of: date) -> pd.DataFrame:
    """``target_gaps`` with ``said``, what is reported in words, and ``proven``."""
    targets, said = target_gaps(plan, as_of), actual_words(plan, as_of)
    counted = {target.id for target in plan.meta.targets if target.measure in COUNTED_MEASURES}
    return targets.assign(
        said=[said[target] for target in targets["id"]],
        proven=[row.id in counted or bool(row.actual_evidence) for row in targets.itertuples()],
    )


def _actual_lister(targets: pd.DataFrame):
    def listing() -> Listing:
        frame = targets.assign(
            target=[target_words(row) for row in targets.itertuples()],
            scheduled=amounts(targets, "scheduled"),
            gap=amounts(targets, "actual_gap"),
        )
        columns = {"label": "目标", "target": "要求", "scheduled": "方案安排", "said": "已报", "gap": "离目标还差"}
        return Listing(frame, columns)

    return listing


def outstanding_views(
    selection: Selection, page_rows: PageRows, state: str = UNREPORTED, department: str = ""
) -> Iterator[View]:
    """The milestones in ``state`` (到期未报, 逾期未完成) with their departments, or those of ``department`` alone: what
    goes back to them."""
    if not selection.has_progress:
        return
    table = outstanding(selection.shown, selection.as_of, (state,))
    if department:
        table = table[table["lead"] == department].reset_index(drop=True)
    yield View(
        conclusion=outstanding_headline(table, state, selection.is_part),
        subtitle=subtitle("节点", "按牵头部门", f"截至 {selection.as_of}"),
        table=table,
        listing=lambda: Listing(
            with_last_words(table),
            labelled("lead", "carrier_id", "name", "task", "deadline_text", "flags")
            | {"word": "上次填报", "as_of": "上次截至"}
            | labelled("progress"),
        ),
    )


def with_last_words(table: pd.DataFrame) -> pd.DataFrame:
    """``outstanding`` as it is read: — where nothing was said before."""
    return table.assign(
        flags=["、".join(flags) or NOTHING for flags in table["flags"]],
        as_of=[NOTHING if pd.isna(day) else f"{day:%Y-%m-%d}" for day in table["as_of"]],
        word=table["word"].replace("", NOTHING),
        progress=table["progress"].replace("", NOTHING),
    )


def unreported_plaque_views(selection: Selection, page_rows: PageRows) -> Iterator[View]:
    """The plaques of which nobody has said anything, with their departments."""
    if not selection.has_progress:
        return
    table = unreported_plaques(selection.shown, selection.as_of)
    plaques = len(table[["carrier_id", "level", "type"]].drop_duplicates())
    issued = selection.whole.meta.facts.issued
    when = f"{issued.year}年" if issued else "方案"
    planned = {HELD_PLAQUE: f"{when}所列，之后未报", SOUGHT_PLAQUE: "争取，未报"}
    frame = table.assign(
        plaque=table["level"] + table["type"], planned=[planned.get(what, what) for what in table["planned"]]
    )
    yield View(
        conclusion=f"{plaques} 块牌子未报" if plaques else f"{'所选范围的' if selection.is_part else ''}牌子都有填报",
        subtitle=subtitle("牌子", "按牵头部门", f"截至 {selection.as_of}"),
        table=table,
        listing=lambda: Listing(
            frame, labelled("lead", "carrier_id", "name") | {"plaque": "牌子", "planned": LABELS["planned"]}
        ),
    )


def report_views(selection: Selection, page_rows: PageRows) -> Iterator[View]:
    """Every report on what is shown, latest first, with the place it was read from."""
    if not selection.has_progress:
        return
    reports = selection.shown.reports.sort_values("as_of", ascending=False, kind="stable")
    reports = reports[reports["as_of"] <= pd.Timestamp(selection.as_of)]
    texts = ["carrier_text", "item_text", "deadline_text", "department", "status_text", "date_text", "value_text"]
    texts += ["evidence", "progress", "problems", "as_of_text", "adjusted_text"]
    frame = reports.assign(
        place=[f"{row.file} 第 {row.row} 行" for row in reports.itertuples()],
        matched=["" if row.kind else "对不上" for row in reports.itertuples()],
        **{name: reports[name].replace("", NOTHING) for name in texts},
    )
    frame["matched"] = frame["matched"].replace("", NOTHING)
    without = int((reports["status"].isin([DONE, AWARDED]) & (reports["evidence"] == "")).sum())
    disputed = sum(
        int((of["state"] == DISPUTED).sum()) for of in (reported_milestones(selection), reported_plaques(selection))
    )
    columns = labelled(*texts) | {"matched": "对应", "place": "位置"}
    # A dozen columns are many: those in which nobody has written anything stand aside.
    blank = {name for name in columns if len(frame) and (frame[name] == NOTHING).all()}
    counts = ((without, "条没有依据"), (int((reports["kind"] == "").sum()), "条对不上，不计入"), (disputed, "项有分歧"))
    yield View(
        conclusion="，".join([f"填报 {len(reports)} 条", *(f"{count} {words}" for count, words in counts if count)]),
        subtitle=subtitle("填报记录", "按截至日期", f"截至 {selection.as_of}"),
        table=reports,
        listing=lambda: Listing(frame, {name: words for name, words in columns.items() if name not in blank}),
    )
