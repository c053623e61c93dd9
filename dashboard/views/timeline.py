"""时间轴."""

from collections.abc import Iterator

import pandas as pd

from analytics import timeline
from analytics.columns import LABELS
from analytics.headlines import timeline_headline
from dashboard.charts.gantt import build_gantt, describe_gantt, today_outside
from dashboard.charts.style import MOST_ROWS
from dashboard.selection import Selection

from .view import BLANK, NOTHING, Build, Room, View, in_parts, labels, present


def gantt_views(selection: Selection, room: Room) -> Iterator[View]:
    meta = selection.whole.meta
    milestones = timeline(selection.shown, selection.as_of)
    sentence = timeline_headline(milestones, selection.as_of)
    carriers = list(dict.fromkeys(milestones["carrier_id"]))
    pages = [carriers] if len(carriers) > MOST_ROWS else in_parts(carriers, room.gantt)
    undated = int(milestones["deadline_year"].isna().sum())
    notes = present(
        f"附件只写了完成时限，起点是推算的：从上一节点期限的次日起，第一个从印发日 {meta.facts.issued} 起。",
        "灰底＝已到期（不等于已完成，也不等于逾期），实色＝本年到期，浅色＝未到期；颜色＝工作类型，★＝争取牌子。",
        today_outside(milestones, meta, selection.as_of) if len(milestones) else "",
        f"{undated} 个节点未定年份，空心，单列在各年之后，不按日期排。" if undated else "",
    )
    if len(carriers) > MOST_ROWS:
        notes = (f"共 {len(carriers)} 行，逐条画会看不清，请看各年到期、各部门任务和表。",)
    for ids in pages:
        page = milestones[milestones["carrier_id"].isin(ids)].reset_index(drop=True)
        drawn = 0 < len(ids) <= MOST_ROWS
        yield View(
            conclusion=sentence,
            headings=(
                *labels("carrier_id", "name", "step", "task", "deadline_text", "state", "kinds"),
                "争取牌子",
                LABELS["leads"],
            ),
            rows=[
                (
                    row.carrier_id,
                    row.name,
                    str(row.step),
                    row.task,
                    row.deadline_text or BLANK,
                    row.state,
                    "、".join(row.kinds) or NOTHING,
                    row.plaques or NOTHING,
                    "、".join(row.leads),
                )
                for row in page.itertuples()
            ],
            table=page,
            build=_gantt_builder(selection, page) if drawn else None,
            alt=f"{sentence}。{describe_gantt(page)}",
            notes=notes,
        )


def _gantt_builder(selection: Selection, milestones: pd.DataFrame) -> Build:
    return lambda scale, palette: build_gantt(
        milestones, selection.whole.meta, selection.as_of, selection.today, scale=scale, palette=palette
    )
