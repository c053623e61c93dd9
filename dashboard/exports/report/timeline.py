"""时间轴 of a report."""

from collections.abc import Iterator

import pandas as pd

from analytics import timeline
from analytics.columns import LABELS
from analytics.headlines import timeline_headline
from dashboard.charts.gantt import build_gantt, describe_gantt, today_outside
from dashboard.charts.style import MOST_ROWS

from .view import BLANK, NOTHING, Build, Report, ReportView, Room, in_parts, labels, numbered, said


def gantt_views(report: Report, room: Room) -> Iterator[ReportView]:
    meta = report.whole.meta
    milestones = timeline(report.shown, report.as_of)
    sentence = timeline_headline(milestones, report.as_of)
    carriers = list(dict.fromkeys(milestones["carrier_id"]))
    pages = [carriers] if len(carriers) > MOST_ROWS else in_parts(carriers, room.gantt)
    undated = int(milestones["deadline_year"].isna().sum())
    notes = said(
        f"附件只写了完成时限，起点是推算的：从上一节点期限的次日起，第一个从印发日 {meta.facts.issued} 起。",
        "灰底＝已到期（不等于已完成，也不等于逾期），实色＝本年到期，浅色＝未到期；颜色＝工作类型，★＝争取牌子。",
        today_outside(milestones, meta, report.as_of) if len(milestones) else "",
        f"{undated} 个节点未定年份，空心，单列在各年之后，不按日期排。" if undated else "",
    )
    if len(carriers) > MOST_ROWS:
        notes = (f"共 {len(carriers)} 行，逐条画会看不清，请看各年到期、各部门任务和表。",)
    for index, ids in enumerate(pages):
        page = milestones[milestones["carrier_id"].isin(ids)].reset_index(drop=True)
        drawn = 0 < len(ids) <= MOST_ROWS
        yield ReportView(
            key="gantt",
            title=numbered("时间轴", pages, index),
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
            build=_gantt_builder(report, page) if drawn else None,
            alt=f"{sentence}。{describe_gantt(page)}",
            notes=notes,
        )


def _gantt_builder(report: Report, milestones: pd.DataFrame) -> Build:
    return lambda scale, palette: build_gantt(
        milestones, report.whole.meta, report.as_of, report.today, scale=scale, palette=palette
    )
