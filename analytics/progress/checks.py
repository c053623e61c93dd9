"""What reports say only together: contradictions of the same day, tasks done whose plaques are not (progress.md §2)."""

from collections.abc import Iterator

import pandas as pd

from ..findings import Finding
from ..plan import Plan
from .actuals import holds_for
from .history import Report, by_item, item_of, last_day, reports_until
from .judging import report_finding
from .states import DONE_STATES, contradict, milestone_states
from .words import AWARDED, DONE, HELD_WORDS, INDICATOR, PLAQUE, TASK


def check_reports(plan: Plan) -> tuple[Finding, ...]:
    """Findings of all reports of ``plan`` together, each at the row of the latest report concerned."""
    reports = reports_until(plan, None)
    if reports.empty:
        return ()
    return (*_conflicts(plan, reports), *_plaques_missing(plan, reports), *_lost_unwon(reports))


def _conflicts(plan: Plan, reports: pd.DataFrame) -> Iterator[Finding]:
    ends = {(task.carrier_id, task.step): task.end for task in plan.milestones.itertuples()}

    def item_and_day(report: Report) -> tuple:
        return (*item_of(report), holds_for(report) if report.kind == INDICATOR else None)

    for found in by_item(reports, item_and_day).values():
        last = last_day(found)
        end = ends.get((last[0].carrier_id, last[0].step), pd.NaT) if last[0].kind == TASK else pd.NaT
        if contradict(last, end):
            listed = "、".join(f"{report.file} 第 {report.row} 行“{_words(report)}”" for report in last)
            name = "value_text" if last[0].kind == INDICATOR else "status_text"
            yield _finding("report-conflict", last[-1], name, as_of=last[-1].as_of.date(), reports=listed)


def _words(report: Report) -> str:
    if report.kind == INDICATOR:
        return report.value_text
    return f"{report.status} {report.date_text}".strip()


def _plaques_missing(plan: Plan, reports: pd.DataFrame) -> Iterator[Finding]:
    """A task that says 已完成 and brings plaques of which not all are won: not done (§1)."""
    tasks = reports[(reports["kind"] == TASK) & (reports["brings"] > 0)]
    if tasks.empty:
        return
    states = milestone_states(plan, reports["as_of"].max().date())
    done = set(states.loc[states["state"].isin(DONE_STATES), ["carrier_id", "step"]].itertuples(index=False, name=None))
    for (carrier_id, step), found in by_item(tasks, lambda report: (report.carrier_id, report.step)).items():
        claims = [report for report in last_day(found) if report.status == DONE]
        if claims and (carrier_id, step) not in done:
            yield _finding("report-plaque-missing", claims[-1], "status_text", word=DONE, awarded=AWARDED)


def _lost_unwon(reports: pd.DataFrame) -> Iterator[Finding]:
    """A plaque that the plan does not list as held is called valid or lost, and nobody has reported that it was won."""
    plaques = reports[(reports["kind"] == PLAQUE) & (reports["planned"] != "held")]
    for found in by_item(plaques, item_of).values():
        report = last_day(found)[-1]
        if report.status in HELD_WORDS and not any(other.status == AWARDED for other in found):
            yield _finding("report-lost-unwon", report, "status_text", word=report.status)


def _finding(code: str, report: Report, name: str, **words: object) -> Finding:
    value = getattr(report, name)
    return report_finding(code, report.file, report.sheet, report.row, name, value, report.carrier_id, **words)
