"""时间轴: the milestones as a Gantt, and as rows."""

from collections.abc import Iterator

import pandas as pd

from analytics.contents import contents_of
from analytics.headlines import timeline_headline
from analytics.progress.states import (
    DISPUTED,
    DONE_STATES,
    DONE_UNDATED,
    GIVEN_UP,
    LATE,
    NOT_DUE,
    ON_TIME,
    OVERDUE,
    UNREPORTED,
)
from dashboard.charts.gantt import build_gantt, describe_gantt, today_outside
from dashboard.charts.palette import STATE_LOOKS
from dashboard.facts import milestones_of
from dashboard.selection import Selection

from .progress import reported_milestones, with_report_words
from .tasks import task_grid
from .view import NOTHING, Build, Listing, PageRows, View, annexes_text, in_parts, labelled, present, subtitle

ORDERS = {
    "": "附件顺序",
    "leads": "按牵头部门",
    "industry": "按产业方向",
    "end": "按最后期限",
    "reported": "按进展状态",
}
"""How the rows of the Gantt can be grouped and sorted; by ``reported`` state where there are reports."""

_WORST_FIRST = (OVERDUE, UNREPORTED, DISPUTED, LATE, GIVEN_UP, DONE_UNDATED, NOT_DUE, ON_TIME)
"""What has to be looked at before what is done: the order by state."""

_GROUPED = ("leads", "industry")


def gantt_views(selection: Selection, page_rows: PageRows, order: str = "") -> Iterator[View]:
    """A bar a milestone in ``order`` (of ORDERS); of more carriers than can be read, sums by department and year."""
    milestones = _milestones(selection)
    sentence = timeline_headline(milestones, selection.as_of, selection.filters)
    carriers = list(dict.fromkeys(milestones["carrier_id"]))
    measured = subtitle("节点和完成时限", "按载体", annexes_text(selection, "deadline"))
    if not carriers:
        yield View(
            conclusion=sentence,
            subtitle=measured,
            table=milestones,
            notes=present(_without_deadline(selection)),
        )
    elif len(carriers) > page_rows.most:
        wall = f"{len(carriers)} 个载体逐条画会看不清，这里按牵头部门和年份汇总；筛选到更少的载体，即可逐条看。"
        yield task_grid(selection, page_rows, sentence, _milestone_lister(milestones), wall)
    else:
        milestones = _ordered(milestones, order)
        carriers = list(dict.fromkeys(milestones["carrier_id"]))
        notes = _notes(selection, milestones)
        for ids in [carriers] if page_rows.one_page else in_parts(carriers, page_rows.gantt):
            page = milestones[milestones["carrier_id"].isin(ids)].reset_index(drop=True)
            yield View(
                conclusion=sentence,
                subtitle=measured,
                table=page,
                listing=_milestone_lister(page),
                build=_gantt_builder(selection, page, order if order in _GROUPED else ""),
                alt=f"{sentence}。{describe_gantt(page)}",
                notes=notes,
                clicks=True,
                keeps=("year",),
                picture="gantt",
            )


def _milestones(selection: Selection) -> pd.DataFrame:
    """``timeline``; where there are reports with ``reported`` (the state), ``done_on`` (the last day that its date can
    mean, NaT where it is not done or the day unknown) and ``told``, the report in words."""
    milestones = milestones_of(selection.shown, selection.as_of)
    if not selection.has_progress:
        return milestones
    states = reported_milestones(selection)
    words = with_report_words(states)
    has_day = states["state"].isin(DONE_STATES) & states["actual_last"].notna()
    cells = ["state", "date_text", "evidence", "flags", "department", "as_of"]
    return milestones.assign(
        reported=list(states["state"]),
        done_on=list(states[["actual_last", "as_of"]].min(axis=1).where(has_day)),
        told=["，".join(text for text in row if text != NOTHING) for row in words[cells].itertuples(index=False)],
    ).astype({"done_on": "datetime64[ns]"})


def _ordered(milestones: pd.DataFrame, order: str) -> pd.DataFrame:
    """``milestones`` with their carriers in the order chosen, steps of a carrier together."""
    if not order:
        return milestones
    if order == "reported" and order not in milestones:
        return milestones
    if order == "reported":
        ranks = milestones["reported"].map(_WORST_FIRST.index)
        key = ranks.groupby(milestones["carrier_id"]).transform("min")
    elif order == "end":
        key = milestones.groupby("carrier_id")["end"].transform("max")
    else:
        key = milestones[order]
    return (
        milestones.assign(_order=key)
        .sort_values(["_order", "carrier_id", "step"], kind="stable")
        .drop(columns="_order")
    )


def _notes(selection: Selection, milestones: pd.DataFrame) -> tuple[str, ...]:
    """What the picture cannot say by itself: derived starts, what the shades mean, what it leaves out."""
    meta, has = selection.whole.meta, contents_of(selection.whole)
    issued = meta.facts.issued
    begins = f"第一个从印发日 {issued} 起" if issued else "第一个从那一年的 1 月 1 日起"
    undated = int(milestones["deadline_year"].isna().sum())
    return present(
        _without_deadline(selection),
        today_outside(milestones, meta, selection.as_of),
        f"{undated} 个节点未定年份，空心，单列在各年之后，不按日期排。" if undated else "",
        f"附件只写了完成时限，起点是推算的：从上一节点期限的次日起，{begins}。",
        _SIGNS_REPORTED
        if "reported" in milestones
        else "；".join(
            present(
                "灰底＝已到期（不等于已完成，也不等于逾期），实色＝本年到期，浅色＝未到期",
                "，".join(present(has.kinds and "颜色＝工作类型", has.plaques and "★＝争取牌子")),
            )
        )
        + "。",
    )


_SIGNS_REPORTED = (
    "框＝方案安排，框里的记号＝填报的状态"
    f"（{'　'.join(f'{look.sign}{state}' for state, look in STATE_LOOKS.items())}），"
    "框外的记号＝填报的实际日期，细线＝晚了多久；边色＝工作类型，★＝争取牌子。"
)


def _without_deadline(selection: Selection) -> str:
    """Which of the carriers looked at are not drawn, as no deadline dates their tasks."""
    carriers = selection.shown.carriers
    without = carriers[~carriers["carrier_id"].isin(selection.shown.milestones["carrier_id"])]
    if without.empty:
        return ""
    annexes = "、".join(f"附件{number}" for number in sorted(set(without["annex"])))
    return f"{annexes} 的 {len(without)} 个载体没有写完成时限，不在图上，任务见部门清单。"


def _gantt_builder(selection: Selection, milestones: pd.DataFrame, group: str) -> Build:
    return lambda scale, palette: build_gantt(
        milestones,
        selection.whole.meta,
        selection.as_of,
        selection.today,
        group=group,
        scale=scale,
        palette=palette,
    )


def _milestone_lister(milestones: pd.DataFrame):
    columns = labelled("carrier_id", "name", "step", "task", "deadline_text", "state", "kinds", plaques="争取牌子")
    if "told" in milestones:
        columns["told"] = "填报"
    return lambda: Listing(milestones, columns | labelled("leads"))


def milestone_views(selection: Selection, page_rows: PageRows) -> Iterator[View]:
    """Every milestone with its full text."""
    milestones = _milestones(selection)
    if milestones.empty:
        return
    sentence = f"节点明细：{'所选 ' if selection.is_part else ''}{len(milestones)} 个"
    yield View(
        conclusion=sentence,
        subtitle=subtitle("节点全文", "按载体", annexes_text(selection, "deadline")),
        table=milestones,
        listing=_milestone_lister(milestones),
        alt=f"{sentence}。{timeline_headline(milestones, selection.as_of, selection.filters)}。各节点的全文",
    )
