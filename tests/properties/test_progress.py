"""progress.md §3: under random reports, days and filters the figures add up, and a filter changes no state."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import Filters, Plan, apply_filters, target_gaps
from analytics.progress.figures import cumulative, outstanding, progress_by_lead, progress_figures
from analytics.progress.headlines import (
    cumulative_headline,
    gained_headline,
    lead_headline,
    outstanding_headline,
    progress_headline,
    targets_reported_headline,
    top_level_headline,
)
from analytics.progress.states import MILESTONE_STATES, carrier_states, milestone_states, plaque_states
from dashboard.selection import select
from dashboard.views import views_of

from .. import expected
from ..progress.rows import TODAY, reported, row

NAMES = {carrier.carrier_id: carrier.name for carrier in expected.CARRIERS}
NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
DAYS = st.dates(date(2022, 11, 1), TODAY)

# What a clerk can write for each kind of item, all of it fit to be read.
TASK_WORDS = ["未启动", "进行中", "已完成", "不再实施"]
SOUGHT_WORDS = ["未申报", "已申报", "已获得", "未获得", "不再争取", "已失去"]
ITEMS = [
    *((milestone.carrier_id, milestone.task, TASK_WORDS) for milestone in expected.MILESTONES),
    *((plaque.carrier_id, plaque.level + plaque.type, SOUGHT_WORDS) for plaque in expected.SOUGHT),
    *((plaque.carrier_id, plaque.level + plaque.type, ["有效", "已失去"]) for plaque in expected.HELD),
    *((carrier_id, "载体", ["正常运营", "停运", "撤出"]) for carrier_id in NAMES),
    ("2-06", "区级众创空间", SOUGHT_WORDS),
    ("1-06", "国家级科技孵化器", SOUGHT_WORDS),
]


OPTIONS = {
    "lead": ["区科技局", "区经济信息委", "建桥公司", "区残联"],
    "guide": ["区科技局", "区人力社保局"],
    "annex": [1, 2],
    "level": ["国家级", "市级", "区级"],
    "year": [2022, 2023, 2025, 2027],
    "state": list(MILESTONE_STATES),
}


@st.composite
def any_filters(draw) -> Filters:
    names = draw(st.lists(st.sampled_from(list(OPTIONS)), max_size=3, unique=True))
    return Filters(
        **{
            name: tuple(draw(st.lists(st.sampled_from(OPTIONS[name]), min_size=1, max_size=2, unique=True)))
            for name in names
        }
    )


@st.composite
def any_reports(draw) -> list[dict[str, str]]:
    rows = []
    # Few items, so that several reports meet on one.
    for carrier_id, item, words in draw(
        st.lists(st.sampled_from(ITEMS), min_size=1, max_size=12, unique_by=lambda x: x[:2])
    ):
        for _ in range(draw(st.integers(1, 3))):
            as_of = draw(DAYS)
            day = as_of - timedelta(draw(st.integers(0, 900)))
            written = draw(st.sampled_from(["", day.isoformat(), f"{day.year}年{day.month}月", f"{day.year}年"]))
            document = draw(st.sampled_from(["", "渝科〔2024〕1号"]))
            status = draw(st.sampled_from(words))
            rows.append(row(NAMES[carrier_id], item, status, as_of.isoformat(), 实际日期=written, 依据=document))
    return rows


under_random_reports = settings(max_examples=40, deadline=None)


@given(rows=any_reports(), filters=any_filters(), as_of=DAYS)
@under_random_reports
def test_the_figures_add_up(plan: Plan, rows: list[dict[str, str]], filters: Filters, as_of: date):
    with_reports = reported(plan, *rows)
    assert len(with_reports.reports) == len(rows)
    shown = apply_filters(with_reports, replace(filters, asof=as_of))
    states = milestone_states(shown, as_of)
    figures = progress_figures(shown, as_of)

    counts = states["state"].value_counts()
    assert set(counts.index) <= set(MILESTONE_STATES)
    assert counts.sum() == len(states) == len(shown.milestones)
    assert figures.due == sum(milestone_end < as_of for milestone_end in shown.milestones["end"].dt.date)
    assert figures.reported + figures.unreported == figures.due
    assert figures.evidenced <= figures.done <= figures.reported
    assert figures.on_time + figures.late + figures.undated == figures.done
    assert figures.done + figures.overdue + figures.given_up + figures.disputed == figures.reported
    assert (
        len(outstanding(shown, as_of)[["carrier_id", "task", "deadline_text"]].drop_duplicates()) == figures.unreported
    )
    assert (figures.first is None) == (figures.last is None)
    assert figures.first is None or figures.first <= figures.last <= as_of
    plaques = plaque_states(shown, as_of)
    assert not (plaques["gained"] & (plaques["planned"] == "held")).any()
    assert len(carrier_states(shown, as_of)) == len(shown.carriers)
    table = cumulative(shown, as_of)
    dated = int(states["state"].isin(["按期完成", "逾期完成"]).sum())
    assert (int(table.done["count"].max()) if len(table.done) else 0) == dated


@given(rows=any_reports(), filters=any_filters(), as_of=DAYS)
@under_random_reports
def test_a_filter_changes_no_state(plan: Plan, rows: list[dict[str, str]], filters: Filters, as_of: date):
    with_reports = reported(plan, *rows)
    shown = apply_filters(with_reports, replace(filters, asof=as_of))
    for states_of, key in (
        (milestone_states, ["carrier_id", "step"]),
        (plaque_states, ["carrier_id", "level", "type"]),
    ):
        whole = states_of(with_reports, as_of).set_index(key)["state"]
        for place, state in states_of(shown, as_of).set_index(key)["state"].items():
            assert whole[place] == state


@given(rows=any_reports(), seed=st.randoms(), as_of=DAYS)
@under_random_reports
def test_the_order_of_rows_changes_no_state(plan: Plan, rows: list[dict[str, str]], seed, as_of: date):
    shuffled = list(rows)
    seed.shuffle(shuffled)
    one, other = reported(plan, *rows), reported(plan, *shuffled)

    assert list(milestone_states(one, as_of)["state"]) == list(milestone_states(other, as_of)["state"])
    assert progress_figures(one, as_of) == progress_figures(other, as_of)
    assert target_gaps(one, as_of)["actual"].equals(target_gaps(other, as_of)["actual"])


@given(rows=any_reports(), filters=any_filters(), as_of=DAYS)
@under_random_reports
def test_the_sentences_say_the_figures(plan: Plan, rows: list[dict[str, str]], filters: Filters, as_of: date):
    shown = apply_filters(reported(plan, *rows), replace(filters, asof=as_of))
    figures, table = progress_figures(shown, as_of), progress_by_lead(shown, as_of)
    plaques, unreported = plaque_states(shown, as_of), outstanding(shown, as_of)
    sentences = [
        progress_headline(figures),
        lead_headline(table),
        outstanding_headline(unreported, "到期未报"),
        gained_headline(plaques, shown.meta),
        top_level_headline(plaques, shown.meta),
        cumulative_headline(cumulative(shown, as_of), as_of),
        targets_reported_headline(target_gaps(shown, as_of)),
    ]
    assert all(0 < len(sentence) <= 40 for sentence in sentences), sentences

    said = re.fullmatch(
        r"到期(\d+)个：(?:都未报|(?:已报完成(\d+)个（有依据(\d+)个）|没有报完成的)(.*)，(?:未报(\d+)个|没有未报的))",
        sentences[0],
    )
    if said is None:
        assert figures.last is None or not figures.due
    else:
        assert int(said[1]) == figures.due
        if "都未报" not in sentences[0]:
            done, proven, unreported_count = (int(said[place] or 0) for place in (2, 3, 5))
            assert (done, proven, unreported_count) == (figures.done, figures.evidenced, figures.unreported)
    most = re.fullmatch(r"(\S+)到期(\d+)个，未报(\d+)个(，最多)?", sentences[1])
    if most:
        [found] = table[table["lead"] == most[1]].itertuples()
        assert (found.due, found.unreported) == (int(most[2]), int(most[3]))
        assert found.unreported == table["unreported"].max()
    gained = re.match(r"新增市级及以上(\d+)块，失去(\d+)块", sentences[3])
    if gained:
        high = plaques[plaques["level"].isin(["国家级", "市级"])]
        assert (int(gained[1]), int(gained[2])) == (high["gained"].sum(), high["lost"].sum())


@given(rows=any_reports(), filters=any_filters(), as_of=DAYS)
@under_random_reports
def test_the_states_shown_add_up_to_the_milestones_shown(
    plan: Plan, rows: list[dict[str, str]], filters: Filters, as_of: date
):
    selection = select(reported(plan, *rows), replace(filters, asof=as_of), NOW)
    views = {key: views_of(key, selection) for key in ("progress", "lead_progress", "cumulative", "outstanding")}
    if not selection.has_progress:
        assert not any(views.values())
        return
    (progress,) = views["progress"]
    milestones = [
        milestone
        for milestone in expected.MILESTONES
        if (milestone.carrier_id, milestone.task)
        in set(zip(selection.shown.milestones["carrier_id"], selection.shown.milestones["task"], strict=True))
    ]
    assert progress.table["count"].sum() == len(milestones)
    if filters.state:
        others = progress.table[~progress.table["state"].isin(filters.state)]
        assert not others["count"].sum()
    # The rows say the same as the bar, and every plaque shown stands among them.
    states = [row[list(progress.headings).index("进展状态")].split(" ", 1)[1] for row in progress.rows]
    for state, count in progress.table.groupby("state")["count"].sum().items():
        if state not in ("有分歧", "不再实施"):  # Words of plaques too.
            assert states.count(state) == count
    assert len(progress.rows) >= len(milestones) + len(selection.shown.plaques)
    (leads,) = views["lead_progress"]
    assert all(int(row[2]) >= int(row[5]) for row in leads.rows)
    if "已报完成" in progress.conclusion:
        assert "有依据" in progress.conclusion
    assert "%" not in progress.conclusion
