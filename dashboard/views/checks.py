"""需要核对; on 数据校核, also the findings by consequence, and printed totals beside sums."""

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from analytics import area_text, findings_shown, shown_sum
from analytics.finding_codes import CONSEQUENCES, ON_COUNTS, ON_TARGETS, consequence_of
from analytics.findings import NOTE
from analytics.headlines import findings_headline, short
from dashboard.selection import Selection

from .view import Lines, Listing, PageRows, View, labelled, subtitle

_WHOLE_PLAN = "（整个方案）"
_MOST_NAMES = 2


def check_views(selection: Selection, page_rows: PageRows) -> Iterator[View]:
    """What the files and the plan leave to check; ``table`` has the carriers' names."""
    findings = findings_shown(selection.whole.findings, selection.shown.carriers)
    names = dict(zip(selection.whole.carriers["carrier_id"], selection.whole.carriers["name"], strict=True))
    findings = findings.assign(name=[names.get(carrier_id, "") for carrier_id in findings["carrier_id"]])
    yield View(
        conclusion=findings_headline(findings, selection.filters),
        subtitle=subtitle("校核结果（处）", "附件和正文"),
        table=findings,
        listing=lambda: _all_findings(findings),
        notes=("错误：文件不能采用。提示：已采用，请核对。说明：已采用，供了解。",),
        lines=lambda: _lines(findings),
    )


def _all_findings(findings: pd.DataFrame) -> Listing:
    rows = list(findings.itertuples())
    frame = findings.assign(
        carrier=[f"{row.carrier_id} {row.name}".strip() or _WHOLE_PLAN for row in rows],
        place=[_place(row) for row in rows],
    )
    return Listing(frame, labelled("severity", carrier="载体") | labelled("message", "advice", "value", place="位置"))


def _place(row: NamedTuple) -> str:
    return f"{row.file} {f'第 {row.row} 行 ' if row.row else ''}{row.column}".strip()


def _lines(findings: pd.DataFrame) -> Lines:
    """A line for each kind of finding with the carriers it is about."""
    kinds: dict[str, list[str]] = {}
    for row in findings[findings["severity"] != NOTE].itertuples():
        # The words of the notice that a message quotes are for the desk, not for a slide.
        kinds.setdefault(row.message.split("（正文")[0], []).append(row.name or "整个方案")
    lines = [(_whom(list(dict.fromkeys(names))), message) for message, names in kinds.items()]
    if notes := int((findings["severity"] == NOTE).sum()):
        lines.append((f"另有 {notes} 处说明", "供了解，见数据校核页"))
    return lines


def _whom(names: list[str]) -> str:
    first = "、".join(short(name) for name in names[:_MOST_NAMES])
    return first + (f"等 {len(names)} 个" if len(names) > _MOST_NAMES else "")


def consequence_views(selection: Selection, page_rows: PageRows) -> Iterator[View]:
    """The findings by what they bear on, a view a group with its name as title; those that say the same stand in one
    row with all their carriers."""
    (whole,) = check_views(selection, page_rows)
    groups = [consequence_of(row.code, row.severity) for row in whole.table.itertuples()]
    for group in CONSEQUENCES:
        findings = whole.table[[of == group for of in groups]]
        if len(findings):
            # A plan without targets has nothing else that they bear on.
            yield _group_view(group if selection.whole.meta.targets or group != ON_TARGETS else ON_COUNTS, findings)


def _group_view(group: str, findings: pd.DataFrame) -> View:
    columns = labelled("severity", carrier="载体") | labelled("message", "advice", "value", place="位置")
    return View(
        conclusion=f"{group}：{len(findings)} 处",
        table=findings,
        listing=lambda: Listing(_merged(findings), columns),
        title=group,
    )


def _merged(findings: pd.DataFrame) -> pd.DataFrame:
    """A row for those that say and advise the same: their carriers, cells and places side by side, each once."""
    rows = []
    for (severity, message, advice), equal in findings.groupby(["severity", "message", "advice"], sort=False):
        places = [_place(row) for row in equal.itertuples()]
        rows.append(
            {
                "severity": severity,
                "carrier": "、".join(dict.fromkeys(name or _WHOLE_PLAN for name in equal["name"])),
                "message": message,
                "advice": advice,
                "value": "；".join(dict.fromkeys(filter(None, equal["value"]))),
                "place": "；".join(dict.fromkeys(places)),
            }
        )
    return pd.DataFrame(rows)


def findings_view(findings: pd.DataFrame) -> View:
    """``findings`` of one file that is looked at before it is put into the folder, as rows with their place in it."""
    places = [f"第 {row.row} 行 {row.column}" if row.row else row.column for row in findings.itertuples()]
    table = findings.assign(place=places)
    columns = labelled("severity", "message", "advice", "value", place="位置")
    return View(conclusion=findings_headline(findings), table=table, listing=lambda: Listing(table, columns))


def total_views(selection: Selection, page_rows: PageRows) -> Iterator[View]:
    """Printed totals beside the sums of the rows, and of both annexes together."""
    rows = []
    for annex in selection.whole.meta.annexes:
        if annex.printed_total is None:
            continue
        carriers = selection.whole.carriers
        areas = carriers.loc[carriers["annex"] == annex.number, "area"]
        total = shown_sum(areas) if len(areas) else float("nan")
        matches = "一致" if total == float(annex.printed_total) else "不一致，以逐行相加为准"
        rows.append(
            {
                "file": f"附件{annex.number} {annex.title}",
                "count": len(areas),
                "printed": area_text(float(annex.printed_total)),
                "total": area_text(total),
                "verdict": "没有面积可加，无从核对" if pd.isna(total) else matches,
            }
        )
    if not rows:
        return
    table = pd.DataFrame(rows)
    columns = {"file": "附件", "count": "载体数", "printed": "印的合计", "total": "逐行相加", "verdict": "核对"}
    sentence = "文件印的合计与逐行相加"
    yield View(
        conclusion=sentence,
        table=table,
        listing=lambda: Listing(table, columns),
        alt=f"{sentence}：" + "；".join(f"{row['file']} {row['verdict']}" for row in rows),
    )
