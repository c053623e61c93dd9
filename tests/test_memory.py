"""What is remembered is the same as what would be worked out, and is forgotten in time (analytics/memory.py)."""

from dataclasses import replace

import pandas as pd

from analytics import Filters, apply_filters, area_by, load_plan
from analytics.memory import KEPT, remembered

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
