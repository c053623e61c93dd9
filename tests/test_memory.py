"""What is remembered is the same as what would be worked out, and is forgotten in time (analytics/memory.py)."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pandas as pd

from analytics import Filters, apply_filters, area_by, due_in, load_plan, plaque_matrix, target_gaps, timeline
from analytics.memory import KEPT, remembered
from dashboard.exports.brief import brief_html
from dashboard.exports.slides import presentation
from dashboard.exports.workbook import report_workbook

from .conftest import DATA


def test_a_fact_is_worked_out_once_for_a_plan_and_filters():
    plan = load_plan(DATA)
    shown = apply_filters(plan, Filters(lead=("区科技局",)))
    assert apply_filters(plan, Filters(lead=("区科技局",))) is shown
    assert area_by(shown.carriers, "industry") is area_by(shown.carriers, "industry")
    assert area_by(shown.carriers, "industry") is not area_by(shown.carriers, "stage")
    assert area_by(shown.carriers, "industry") is not area_by(plan.carriers, "industry")


def test_a_plan_read_again_is_another_plan(copy_of):
    before = load_plan(DATA)
    # 0.5 of annex 1 becomes 7.5; the printed plan holds 48.52 万m².
    after = load_plan(copy_of(DATA, ("annex1.csv", "天安T+SPACE众创空间,0.5,", "天安T+SPACE众创空间,7.5,")))
    sums = [
        round(area_by(apply_filters(plan, Filters()).carriers, "annex")["area"].sum(), 2) for plan in (after, before)
    ]
    assert sums == [55.52, 48.52]


def test_frames_are_told_apart_by_identity_and_the_rest_by_value():
    calls = []

    @remembered
    def count(table: pd.DataFrame, names: list[str], *, most: int = 1) -> int:
        calls.append(names)
        return len(table)

    table, equal = pd.DataFrame({"a": [1]}), pd.DataFrame({"a": [1]})
    count(table, ["x"], most=2)
    count(table, ["x"], most=2)
    assert len(calls) == 1
    count(equal, ["x"], most=2)
    count(table, ["y"], most=2)
    count(table, ["x"], most=3)
    assert len(calls) == 4


def test_no_more_is_kept_than_said():
    calls = []

    @remembered
    def one(number: int) -> int:
        calls.append(number)
        return number

    for number in range(KEPT + 1):
        one(number)
    one(KEPT)
    assert len(calls) == KEPT + 1
    one(0)
    assert len(calls) == KEPT + 2


def test_a_plan_is_equal_to_itself_alone():
    plan = load_plan(DATA)
    assert plan != replace(plan)


def test_reports_leave_what_is_remembered_as_it_is():
    plan, day = load_plan(DATA), date(2026, 11, 23)

    def facts() -> list[pd.DataFrame]:
        return [
            area_by(plan.carriers, "industry"),
            timeline(plan, day),
            target_gaps(plan),
            plaque_matrix(plan),
            due_in(plan, 2025),
        ]

    before = [fact.copy() for fact in facts()]
    for make in (brief_html, report_workbook, presentation):
        make(plan, plan, Filters(), day, datetime(2026, 11, 23, tzinfo=UTC))
    for was, now in zip(before, facts(), strict=True):
        pd.testing.assert_frame_equal(was, now)
