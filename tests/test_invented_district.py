"""Another district's files give that district's dashboard: nothing of 大渡口 is in the code (domain.md §1)."""

import json
import tomllib
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from analytics import (
    Filters,
    Plan,
    apply_filters,
    area_by,
    area_cross,
    department_table,
    describe,
    due_by_lead,
    due_by_year,
    due_in,
    filter_options,
    findings_frame,
    plaque_matrix,
    plaque_schedule,
    target_gaps,
    timeline,
)
from analytics.area import rest_of
from analytics.headlines import (
    area_headline,
    carrier_headline,
    count_headline,
    cross_headline,
    department_headline,
    due_by_year_headline,
    due_headline,
    findings_headline,
    matrix_headline,
    schedule_headline,
    targets_headline,
    tasks_headline,
    timeline_headline,
    total_headline,
)
from analytics.indicators import indicators
from analytics.targets import target_words, verdict_words
from dashboard.charts.area_bars import build_area_bars, describe_area
from dashboard.charts.due_bars import build_due_bars, describe_due
from dashboard.charts.gantt import build_gantt, describe_gantt
from dashboard.charts.plaque_matrix import build_plaque_matrix, describe_matrix
from dashboard.charts.plaque_steps import build_plaque_steps, describe_steps
from dashboard.charts.stage_dots import build_stage_dots, describe_stages
from dashboard.charts.target_coverage import build_target_coverage, describe_targets
from dashboard.charts.task_grid import build_task_grid, describe_tasks
from dashboard.exports.csv import annex_csv
from dashboard.exports.names import annex_file_name
from dashboard.selection import select

from . import expected
from .conftest import DATA, INVENTED

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, 12, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_area_by_its_own_directions(invented: Plan):
    table = area_by(invented.carriers, "industry")

    rows = {row.industry: (row.count, "未填" if pd.isna(row.area) else row.area) for row in table.itertuples()}
    assert rows == {
        "农产品加工": (1, 3.3),
        "现代种业": (2, 2.1),  # 1.2 + 0.9
        "未列入五大方向": (1, 2.05),
        "农旅融合": (1, 1.6),
        "数字农业": (1, 0.75),
        "智能农机": (1, "未填"),
    }


def test_area_by_its_own_stages(invented: Plan):
    table = area_by(invented.carriers, "stage").set_index("stage")

    # 溪谷民宿群 is 创客空间 and 产业园: it counts under the first.
    assert table["count"].to_dict() == {"产业园": 2, "创客空间": 2, "中试基地": 3}
    assert table["area"].to_dict() == {"产业园": 5.35, "创客空间": 2.8, "中试基地": 1.65}


def test_its_own_plaque_levels_and_types(invented: Plan):
    read = {
        (row.carrier_id, row.level, row.type, row.status, None if pd.isna(row.year) else int(row.year), row.origin)
        for row in invented.plaques.itertuples()
    }

    assert read == {
        ("1-01", "省级", "星创天地", "held", None, "column"),
        ("1-02", "县级", "农业科技园", "held", None, "column"),  # printed as 县级农科园
        ("1-02", "县级", "星创天地", "held", None, "column"),
        ("1-02", "省级", "农业科技园", "sought", None, "task"),
        ("1-04", "县级", "乡村工坊", "held", None, "column"),
        ("2-01", "省级", "农业科技园", "sought", 2027, "both"),
        ("2-02", "县级", "星创天地", "sought", None, "column"),
        ("2-03", "县级", "乡村工坊", "sought", 2026, "both"),
        ("2-03", "省级", "农业科技园", "sought", 2029, "both"),
    }


def test_schedule_over_its_own_years(invented: Plan):
    schedule = plaque_schedule(invented, ("level",)).set_index("level")

    assert list(schedule.index) == ["省级", "县级"]
    assert [schedule.loc["省级", year] for year in range(2024, 2030)] == [0, 0, 0, 1, 1, 2]
    assert [schedule.loc["县级", year] for year in range(2024, 2030)] == [0, 0, 1, 1, 1, 1]
    assert schedule["undated"].to_dict() == {"省级": 1, "县级": 1}


def test_its_own_targets(invented: Plan):
    targets = target_gaps(invented)

    assert [(row.id, target_words(row), verdict_words(row)) for row in targets.itertuples()] == [
        ("carriers", "≥8 家", "有缺口 1 家"),
        ("area", "≥9 万m²", "计划已覆盖"),  # 9.8, without the blank one
        ("jobs", "≥5000 人", "附件无数据"),
        ("parks", "≥1 个", "两种读法不同：到2027年底计划已覆盖，2027年以前有缺口"),
        ("plaqued", "≥3 家", "有缺口 1 家"),  # 2-01 in 2027, 2-03 in 2026
    ]


def test_its_own_milestones_and_kinds(invented: Plan):
    rows = [(row.carrier_id, row.deadline_year, row.kinds) for row in invented.milestones.itertuples()]

    assert rows == [
        ("2-01", 2024, ("施工",)),
        ("2-01", 2026, ("引企",)),
        ("2-01", 2027, ("认定",)),
        ("2-02", 2025, ()),
        ("2-02", 2028, ("施工",)),
        ("2-03", 2026, ("认定",)),
        ("2-03", 2029, ("认定",)),
    ]
    # Bars begin with its own notice of 15 March 2024.
    assert str(invented.milestones["start"].iloc[0].date()) == "2024-03-15"
    assert list(due_by_year(invented)["count"]) == [1, 1, 2, 1, 1, 1]


def test_its_own_filter_options(invented: Plan):
    assert filter_options(invented) == {
        "lead": ("县农业农村局", "县科技局", "县数据中心", "县文旅局", "县畜牧中心"),
        "guide": ("县科技局", "县农业农村局", "县文旅局"),
        "industry": ("现代种业", "智能农机", "农产品加工", "数字农业", "农旅融合", "未列入五大方向"),
        "stage": ("创客空间", "中试基地", "产业园"),
        "annex": (1, 2),
        "level": ("省级", "县级"),
        "type": ("农业科技园", "星创天地", "乡村工坊"),
        "year": (2024, 2025, 2026, 2027, 2028, 2029),
        "state": (),  # Nobody has reported.
        "operator": ("金穗公司", "云农公司", "丰收合作社", "花田公司"),
        "owner": ("粮油集团", "牧云公司", "文旅集团"),
    }


def test_its_own_findings(invented: Plan):
    found = {(finding.code, finding.carrier_id) for finding in invented.findings}

    assert found >= {
        ("total-differs", ""),  # 附件1: 4 against the printed 4.10
        ("total-matches", ""),  # 附件2: 5.8
        ("guide-missing", "1-02"),  # 省级农业科技园 is guided by 县农业农村局
        ("guide-missing", "2-02"),  # 县级星创天地 is guided by 县科技局
        ("guide-missing", "2-03"),  # 省级农业科技园
        ("plaque-undated", "1-02"),
        ("plaque-undated", "2-02"),
        ("plaque-after-target-year", "2-03"),
        ("leads-differ", "2-02"),
        ("industry-unlisted", "1-04"),
        ("plaque-bare-award", "2-01"),
        ("target-gap", ""),
        ("target-readings-differ", ""),
    }
    # 乡村工坊 has no guiding department, so none is missing; every year has a milestone.
    assert ("guide-missing", "1-04") not in found
    assert not [code for code, _ in found if code == "year-without-milestone"]


def sentences(plan: Plan, filters: Filters) -> list[str]:
    """Every headline over every chart under ``filters``."""
    shown = apply_filters(plan, filters)
    headlines = (area_headline, count_headline)
    unlisted, group = plan.meta.facts.unlisted_industry, plan.meta.facts.industry_group
    milestones = timeline(shown, TODAY)
    lines = [describe(filters, shown, plan), total_headline(shown.carriers, filters)]
    for by in ("industry", "stage", "leads", "operator", "owner"):
        table = area_by(shown.carriers, by)
        lines += [headline(table, by, rest_of(shown.carriers, by, unlisted), group, filters) for headline in headlines]
    lines += [
        cross_headline(area_cross(shown.carriers, "industry", "stage"), "industry", "stage", filters),
        matrix_headline(shown.plaques, filters),
        targets_headline(target_gaps(shown)),
        schedule_headline(plaque_schedule(shown, ("level",)), plan.meta.target_year, filters),
        timeline_headline(milestones, TODAY, filters),
        due_by_year_headline(due_by_year(shown), filters),
        department_headline(department_table(shown), filters),
        tasks_headline(due_by_lead(shown), filters),
        findings_headline(findings_frame(plan.findings), filters),
        *(due_headline(due_in(shown, year), year, filters) for year in plan.meta.years),
    ]
    for carrier in shown.carriers.itertuples():
        own = shown.plaques[shown.plaques["carrier_id"] == carrier.carrier_id]
        steps = shown.milestones[shown.milestones["carrier_id"] == carrier.carrier_id]
        lines.append(carrier_headline(carrier, own, steps))
    return lines


def words_beyond_headlines(plan: Plan) -> list[str]:
    """Alt texts, figures, indicators, findings, rules and files of the whole plan."""
    milestones, targets = timeline(plan, TODAY), target_gaps(plan)
    matrix, schedule = plaque_matrix(plan), plaque_schedule(plan, ("level",))
    areas, cross = area_by(plan.carriers, "industry"), area_cross(plan.carriers, "industry", "stage")
    groups = {annex.number: annex.group for annex in plan.meta.annexes}
    facts = plan.meta.facts
    figures = [
        build_area_bars(
            areas,
            area_cross(plan.carriers, "industry", "annex"),
            "industry",
            filter_name="industry",
            groups=groups,
            rest=facts.unlisted_industry,
        ),
        build_stage_dots(cross, list(areas["industry"]), list(plan.meta.stages), rest=facts.unlisted_industry),
        build_plaque_matrix(matrix, plan.meta.levels),
        build_plaque_steps(schedule, plan.meta.years, plan.meta.target_year),
        build_target_coverage(targets),
        build_due_bars(due_by_year(plan), 2026),
        build_task_grid(due_by_lead(plan), plan.meta.years, 2026),
        build_gantt(milestones, plan.meta, TODAY, TODAY),
    ]
    return [
        *(json.dumps(figure.to_plotly_json(), ensure_ascii=False, default=str) for figure in figures),
        describe_area(areas, "industry"),
        describe_stages(cross),
        describe_matrix(matrix),
        describe_steps(schedule, plan.meta.years),
        describe_targets(targets),
        describe_due(due_by_year(plan)),
        describe_tasks(due_by_lead(plan)),
        describe_gantt(milestones),
        *(f"{card.label} {card.value} {card.note}" for card in indicators(plan, plan, TODAY)),
        *(finding.sentence() for finding in plan.findings),
        *targets["basis"],
        *(annex_file_name(select(plan, Filters(), NOW), annex, "csv") for annex in (1, 2)),
        *(annex_csv(plan, annex).decode("utf-8-sig") for annex in (1, 2)),
    ]


@pytest.fixture(scope="module")
def words_of_dadukou() -> set[str]:
    """Names that only 大渡口's notice has: carriers, departments, companies, directions, stages, plaques, group."""
    raw = tomllib.loads((DATA / "plan.toml").read_text(encoding="utf-8"))
    words = {"大渡口", raw["plan"]["unlisted_industry"], raw["plan"]["industry_group"], *raw["stages"]["order"]}
    words |= {industry["name"] for industry in raw["industries"]}
    words |= set(raw["plaques"]["levels"]) | {kind["name"] for kind in raw["plaques"]["types"]}
    words |= {annex["group"] for annex in raw["annexes"]} | {annex["title"] for annex in raw["annexes"]}
    for carrier in expected.CARRIERS:
        words |= {carrier.name, carrier.operator, carrier.owner, *carrier.leads, *carrier.guides} - {""}
    return words


FILTERS = {
    "none": Filters(),
    "lead": Filters(lead=("县农业农村局",)),
    "blank area": Filters(industry=("智能农机",)),
    "blank area beside another": Filters(industry=("智能农机", "未列入五大方向")),
    "unlisted": Filters(industry=("未列入五大方向",)),
    "two leads": Filters(lead=("县数据中心",)),
    "level": Filters(level=("省级",)),
    "year": Filters(year=(2026,)),
    "annex": Filters(annex=(2,)),
    "nothing": Filters(lead=("县畜牧中心",), annex=(1,)),
}


@pytest.mark.parametrize("filters", FILTERS.values(), ids=FILTERS)
def test_no_headline_names_a_word_of_dadukou_or_runs_over(invented: Plan, words_of_dadukou: set[str], filters: Filters):
    described, *lines = sentences(invented, filters)

    assert not [(word, line) for line in (described, *lines) for word in words_of_dadukou if word in line]
    assert not [line for line in lines if len(line) > 40]


def test_nothing_else_names_a_word_of_dadukou(invented: Plan, words_of_dadukou: set[str]):
    lines = words_beyond_headlines(invented)

    assert not [(word, line[:200]) for line in lines for word in words_of_dadukou if word in line]


def test_words_of_dadukou_would_be_seen(plan: Plan, words_of_dadukou: set[str]):
    # Guards the two tests above: the same lines over the notice's own plan do name them.
    lines = sentences(plan, Filters()) + words_beyond_headlines(plan)

    assert {word for word in words_of_dadukou if any(word in line for line in lines)} == words_of_dadukou


def test_headlines_of_its_own_plan(invented: Plan):
    shown = apply_filters(invented, Filters())
    areas = area_by(shown.carriers, "industry")

    assert (
        area_headline(areas, "industry", "未列入五大方向", "五大方向")
        == "农产品加工 3.3 万m²，占 33.7%，按已填面积居五大方向之首"
    )
    assert matrix_headline(shown.plaques) == "已有 4 块牌子，计划争取 5 块，其中 2 块未列年份"
    assert targets_headline(target_gaps(shown)) == "5 项目标：1 项计划已覆盖，1 项看怎么读，2 项有缺口，1 项附件无数据"
    assert (
        timeline_headline(timeline(shown, TODAY), TODAY)
        == "截至2026-11-23：节点已到期 2 个，本年到期 2 个，未到期 3 个"
    )


def test_blank_area_is_not_said_to_be_zero(invented: Plan):
    # 丰收农机站 alone has no area.
    shown = apply_filters(invented, Filters(industry=("智能农机",)))

    assert not [line for line in sentences(invented, Filters(industry=("智能农机",))) if "0 万m²" in line]
    assert total_headline(shown.carriers) == "1 个载体，面积未填"
    assert area_headline(area_by(shown.carriers, "industry"), "industry", "未列入五大方向", "五大方向") == (
        "智能农机的载体未填面积"
    )
    assert indicators(invented, shown, TODAY)[1].value == "未填"


def test_blank_area_beside_an_unlisted_one_is_not_said_of_both(invented: Plan):
    # 花田小镇 (2.05) has an area and no direction, 丰收农机站 a direction and no area.
    shown = apply_filters(invented, FILTERS["blank area beside another"])

    sentence = area_headline(area_by(shown.carriers, "industry"), "industry", "未列入五大方向", "五大方向")
    assert sentence == "智能农机的载体未填面积"


def test_key_figures_of_its_own_plan(invented: Plan):
    cards = {card.label: (card.value, card.note) for card in indicators(invented, invented, TODAY)}

    assert cards == {
        "载体": ("7 个", "方案目标 ≥8 家"),
        "面积": ("9.8 万m²", "方案目标 ≥9 万m²"),
        "已有牌子": ("4 块", "省级 1、县级 3"),
        "计划争取": ("5 块", "2 块未列年份"),
        "省级缺口": ("0 个", "目标 ≥1，安排 1"),
        "2026年到期节点": ("2 个", "全部 7 个节点"),
    }


def test_files_of_the_two_districts_have_no_department_in_common():
    # Guards the file itself: a word copied from data/ would hide a word spelled in the code.
    invented_text = "".join((INVENTED / name).read_text(encoding="utf-8") for name in ("annex1.csv", "annex2.csv"))
    departments = {name for carrier in expected.CARRIERS for name in (*carrier.leads, *carrier.guides)}

    assert not [name for name in departments if name in invented_text]
