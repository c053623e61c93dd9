"""需要核对."""

from collections.abc import Iterator

from analytics import findings_shown
from analytics.headlines import findings_headline
from dashboard.selection import Selection

from .view import NOTHING, Room, View


def check_views(selection: Selection, room: Room) -> Iterator[View]:
    findings = findings_shown(selection.whole.findings, selection.shown.carriers)
    names = dict(zip(selection.whole.carriers["carrier_id"], selection.whole.carriers["name"], strict=True))
    yield View(
        conclusion=findings_headline(findings),
        headings=("级别", "载体", "说明", "怎么改", "现值", "位置"),
        rows=[
            (
                row.severity,
                f"{row.carrier_id} {names.get(row.carrier_id, '')}".strip() or "（整个方案）",
                row.message,
                row.advice or NOTHING,
                row.value or NOTHING,
                f"{row.file} {f'第 {row.row} 行 ' if row.row else ''}{row.column}".strip(),
            )
            for row in findings.itertuples()
        ],
        table=findings,
        notes=("提示：已采用，请核对。说明：已采用，供了解。",),
    )
