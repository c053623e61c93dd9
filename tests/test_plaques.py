"""analytics/plaques.py: what is held, what is sought, when, and by which printed words (domain.md §2)."""

import pandas as pd
import pytest

from analytics import (
    Plan,
    apply_filters,
    highest_held,
    load_plan,
    plaque_matrix,
    plaque_schedule,
    plaques_by_lead,
    sought_by_year,
)
from analytics.filters import Filters
from analytics.plaques import has_unread_plaque, is_bare_award, plaque_of, plaques_of_task

from . import expected

MAKERSPACE = ("市级", "众创空间")
INCUBATOR = ("市级", "科技孵化器")
CITY_BASE = ("市级", "创业孵化基地")
DISTRICT_BASE = ("区级", "创业孵化基地")


def sought_of(plan: Plan, carrier_id: str = "2-01") -> dict[tuple[str, str], tuple[int | None, str]]:
    """(level, type) → (year or None, origin) of what a carrier seeks."""
    rows = plan.plaques[(plan.plaques["carrier_id"] == carrier_id) & (plan.plaques["status"] == "sought")]
    return {
        (row.level, row.type): (None if pd.isna(row.year) else int(row.year), row.origin) for row in rows.itertuples()
    }


def test_plaques_held_are_those_of_annex_1(plan: Plan):
    held = plan.plaques[plan.plaques["status"] == "held"]

    assert set(held[["carrier_id", "level", "type"]].itertuples(index=False, name=None)) == set(expected.HELD)
    assert len(held) == 15
    assert held["year"].isna().all()


def test_plaques_sought_with_their_year_and_origin(plan: Plan):
    sought = plan.plaques[plan.plaques["status"] == "sought"]

    read = {
        (row.carrier_id, row.level, row.type, None if pd.isna(row.year) else int(row.year), row.origin)
        for row in sought.itertuples()
    }

    assert read == set(expected.SOUGHT)
    assert len(sought) == 19


def test_nothing_is_both_held_and_sought(plan: Plan):
    assert not plan.plaques.duplicated(["carrier_id", "level", "type"]).any()


@pytest.mark.parametrize(
    ("task", "plaques"),
    [
        # The tasks of the annexes.
        ("争取授牌市级众创空间。", [MAKERSPACE]),
        ("授牌区级创业孵化基地。", [DISTRICT_BASE]),
        ("争取授牌市级众创空间和区级创业孵化基地。", [MAKERSPACE, DISTRICT_BASE]),
        ("争取市级众创空间、市级创业孵化基地。加强外资企业引进培育。", [MAKERSPACE, CITY_BASE]),
        ("做好整体运营，通过国家级众创空间评估。", []),
        ("强化孵化功能，做好整体运营，维持好现有牌子。", []),
        ("与高校及科研院所合作，共建重庆科技大学创新创业孵化基地、中科院育成中心等。", []),
        ("授牌。", []),
        ("加大招商引资力度。", []),
        # The same traps in other words.
        ("争取通过国家级众创空间评估。", []),
        ("继续保持市级众创空间。", []),
        ("通过市级众创空间评估，争取市级科技孵化器。", [INCUBATOR]),
        ("争取市级科技孵化器，通过市级众创空间评估。", [INCUBATOR]),
        ("维持市级众创空间。争取市级科技孵化器。", [INCUBATOR]),
        ("提升市级众创空间形象。", []),
        ("依托市级众创空间争取市级科技孵化器。", [INCUBATOR]),
        ("争取创业孵化基地。", []),
        ("争取市级创新创业孵化基地。", []),
        ("争取上级资金，建设市级众创空间。", []),
        ("争取市级众创空间，区级创业孵化基地。", [MAKERSPACE, DISTRICT_BASE]),
        ("争取市级众创空间；争取授牌市级众创空间。", [MAKERSPACE]),
    ],
)
def test_what_a_task_seeks(plan: Plan, task: str, plaques: list[tuple[str, str]]):
    assert plaques_of_task(task, plan.meta)[0] == plaques


@pytest.mark.parametrize(
    ("task", "plaques"),
    [
        ("创建市级众创空间。", [MAKERSPACE]),
        ("申报市级众创空间，加快招商。", [MAKERSPACE]),
        ("获批市级科技孵化器。", [INCUBATOR]),
        ("打造区级创业孵化基地。", [DISTRICT_BASE]),
        ("争创市级众创空间、市级科技孵化器。", [MAKERSPACE, INCUBATOR]),
        ("市级众创空间挂牌。", [MAKERSPACE]),
        ("通过市级科技孵化器认定。", [INCUBATOR]),
        ("完成区级创业孵化基地备案，继续招商。", [DISTRICT_BASE]),
        ("创建国家级、市级众创空间。", [("国家级", "众创空间"), MAKERSPACE]),
        ("争取国家级和市级科技孵化器。", [("国家级", "科技孵化器"), INCUBATOR]),
        ("依托市级众创空间申报市级科技孵化器。", [INCUBATOR]),
        ("打造典型示范案例。", []),
        ("已获批市级众创空间，争取市级科技孵化器。", [INCUBATOR]),
        ("不再申报市级众创空间。", []),
    ],
)
def test_row_66_verbs_of_seeking(plan: Plan, task: str, plaques: list[tuple[str, str]]):
    assert plaques_of_task(task, plan.meta)[0] == plaques


@pytest.mark.parametrize(
    ("task", "is_told"),
    [
        ("争取市级以上众创空间。", True),
        ("争取市（区）级众创空间。", True),
        ("争取2家众创空间。", True),
        ("争取市级“众创空间”。", True),
        ("争取市级专精特新示范园区。", True),
        ("争取市级众创空间和科技孵化器。", True),
        ("争取市级众创空间、市级科技孵化器。", False),
        ("争取市级专项资金，完善众创空间。", False),
        ("维持好市级“众创空间”。", False),
    ],
)
def test_row_66_what_is_sought_and_not_read_is_told(plan: Plan, task: str, is_told: bool):
    assert has_unread_plaque(task, plan.meta) is is_told


def test_body_of_the_notice_calls_a_type_by_another_name(plan: Plan):
    # 一、建设目标 says 就业创业孵化基地 where the annexes say 创业孵化基地.
    assert plaques_of_task("争取市级就业创业孵化基地。", plan.meta)[0] == [CITY_BASE]
    assert plaque_of("市级就业创业孵化基地", plan.meta) == CITY_BASE


@pytest.mark.parametrize("text", ["市级 众创空间", "市级\n众创空间", " 市级众创空间　"])
def test_white_space_does_not_make_another_plaque(plan: Plan, text: str):
    assert plaque_of(text, plan.meta) == MAKERSPACE


@pytest.mark.parametrize(
    "text", ["众创空间", "市级", "部级众创空间", "市级众创空间（筹）", "市级众创空间和市级科技孵化器"]
)
def test_other_words_are_not_one_plaque(plan: Plan, text: str):
    assert plaque_of(text, plan.meta) is None


@pytest.mark.parametrize(
    ("task", "bare"),
    [
        ("授牌。", True),
        ("授牌", True),
        ("争取授牌。", True),
        ("授牌区级创业孵化基地。", False),
        ("做好授牌工作。", False),
        ("争取上级资金。", False),
        ("", False),
    ],
)
def test_task_that_only_says_award(plan: Plan, task: str, bare: bool):
    assert is_bare_award(task, plan.meta) is bare


# The same read through a whole plan.


def plan_of(write_plan, plaques: str, *tasks: tuple[str, str]) -> Plan:
    """A plan whose 附件2 第1号 seeks ``plaques`` and has ``tasks`` (工作任务, 完成时限)."""
    first, *more = ({"工作任务": task, "完成时限": deadline} for task, deadline in tasks)
    return load_plan(write_plan(annex2=[{"序号": "1", "争取授牌": plaques} | first, *more]))


@pytest.mark.parametrize(
    "task", ["依托市级众创空间做好服务。", "推动市级众创空间建设。", "围绕市级科技孵化器、市级众创空间招商。"]
)
def test_row_66_a_plaque_without_a_known_verb_is_told(write_plan, task: str):
    plan = plan_of(write_plan, "", (task, "2023年"))

    assert sought_of(plan) == {}
    unclear = [finding for finding in plan.findings if finding.code == "plaque-verb-unknown"]
    assert {(finding.severity, finding.row, finding.value) for finding in unclear} == {("提示", 2, task)}
    assert "市级众创空间" in "".join(finding.message for finding in unclear)


def test_row_66_the_verbs_come_from_the_plan(write_plan):
    folder = write_plan(annex2=[{"序号": "1", "工作任务": "冲刺市级众创空间。", "完成时限": "2023年"}])
    meta = (folder / "plan.toml").read_text(encoding="utf-8")
    start = meta.index("verbs = [")
    meta = meta[:start] + 'verbs = ["冲刺"]' + meta[meta.index("]", start) + 1 :]
    (folder / "plan.toml").write_text(meta, encoding="utf-8")
    assert sought_of(load_plan(folder)) == {MAKERSPACE: (2023, "task")}

    (folder / "plan.toml").write_text(meta.replace('verbs = ["冲刺"]', ""), encoding="utf-8")
    assert sought_of(load_plan(folder)) == {}


@pytest.mark.parametrize("cell", ["国家级、市级众创空间", "国家级/市级众创空间", "市级众创空间、国家级众\n创空间"])
def test_row_66_levels_that_share_a_type(write_plan, cell: str):
    plan = plan_of(write_plan, cell, ("招商。", "2023年"))

    assert set(sought_of(plan)) == {("国家级", "众创空间"), MAKERSPACE}
    assert not [finding for finding in plan.findings if finding.code == "plaque-unknown"]


def test_bare_award_means_every_plaque_of_the_column_that_no_other_task_names(write_plan):
    plan = plan_of(
        write_plan,
        "市级众创空间、市级科技孵化器、区级创业孵化基地",
        ("争取授牌市级众创空间。", "2023年"),
        ("授牌。", "2025年"),
    )

    assert sought_of(plan) == {
        MAKERSPACE: (2023, "both"),
        INCUBATOR: (2025, "both"),
        DISTRICT_BASE: (2025, "both"),
    }


def test_bare_award_before_the_task_that_names_a_plaque_leaves_it_to_that_task(write_plan):
    plan = plan_of(
        write_plan, "市级众创空间、区级创业孵化基地", ("授牌。", "2023年"), ("争取授牌市级众创空间。", "2025年")
    )

    assert sought_of(plan) == {DISTRICT_BASE: (2023, "both"), MAKERSPACE: (2025, "both")}


def test_bare_award_with_nothing_to_mean_is_told(write_plan):
    plan = plan_of(write_plan, "", ("授牌。", "2025年"))

    assert sought_of(plan) == {}
    told = [finding for finding in plan.findings if finding.code == "plaque-bare-award-empty"]
    assert [(finding.severity, finding.row, finding.value) for finding in told] == [("提示", 2, "授牌。")]


def test_plaque_of_the_column_that_no_task_names_has_no_year(write_plan):
    plan = plan_of(
        write_plan, "市级众创空间、区级创业孵化基地", ("加强运营。", "2023年"), ("授牌区级创业孵化基地。", "2024年")
    )

    assert sought_of(plan) == {MAKERSPACE: (None, "column"), DISTRICT_BASE: (2024, "both")}


def test_plaque_named_only_in_a_task_has_its_year(write_plan):
    plan = plan_of(write_plan, "", ("争取授牌市级科技孵化器。", "2024年"))

    assert sought_of(plan) == {INCUBATOR: (2024, "task")}


def test_plaque_named_in_two_milestones_counts_once_in_the_earlier_year(write_plan):
    plan = plan_of(
        write_plan,
        "市级众创空间",
        ("争取授牌市级众创空间。", "2025年"),
        ("争取授牌市级众创空间。", "2024年"),
        ("争取授牌市级众创空间。", "2026年"),
    )

    assert sought_of(plan) == {MAKERSPACE: (2024, "both")}


def test_plaque_held_and_sought_again_is_held_once_and_told(write_plan):
    plan = load_plan(
        write_plan(annex1=[{"序号": "1", "已有授牌": "市级众创空间", "工作任务": "争取市级众创空间、市级科技孵化器。"}])
    )

    of_carrier = plan.plaques[plan.plaques["carrier_id"] == "1-01"]
    assert sorted(of_carrier[["level", "type", "status"]].itertuples(index=False, name=None)) == [
        ("市级", "众创空间", "held"),
        ("市级", "科技孵化器", "sought"),
    ]
    told = [finding for finding in plan.findings if finding.code == "plaque-held-and-sought"]
    assert [(finding.severity, finding.file, finding.row) for finding in told] == [("提示", "annex1.csv", 2)]


def test_carrier_without_held_plaques_seeks_those_of_its_task(write_plan):
    plan = load_plan(write_plan(annex1=[{"序号": "1", "已有授牌": "", "工作任务": "争取市级众创空间。"}]))

    assert sought_of(plan, "1-01") == {MAKERSPACE: (None, "task")}


def test_unknown_plaque_is_told_and_not_counted(write_plan):
    plan = load_plan(write_plan(annex1=[{"序号": "1", "已有授牌": "市级众创空间、市级孵化之星"}]))

    assert list(plan.plaques.loc[plan.plaques["carrier_id"] == "1-01", "type"]) == ["众创空间"]
    told = [finding for finding in plan.findings if finding.code == "plaque-unknown"]
    assert [(finding.severity, finding.value, finding.column) for finding in told] == [
        ("提示", "市级孵化之星", "已有授牌")
    ]


def test_source_is_the_annex_words(plan: Plan):
    sources = {
        (row.carrier_id, row.level, row.type): (row.source, row.row)
        for row in plan.plaques[plan.plaques["carrier_id"].isin(["1-03", "2-04", "2-08"])].itertuples()
    }

    assert sources["1-03", "区级", "创业孵化基地"] == ("已有授牌：区级创业孵化基地", 4)
    assert sources["2-04", "市级", "科技孵化器"] == ("争取授牌：市级科技孵化器；工作任务：授牌。", 13)
    assert sources["2-08", "市级", "创业孵化基地"] == ("工作任务：争取授牌市级创业孵化基地。", 25)


# The views of the gap.


def test_matrix_has_a_cell_for_every_plaque(plan: Plan):
    matrix = plaque_matrix(plan)

    cells = matrix.groupby("carrier_id").size().to_dict()
    wanted: dict[str, int] = {}
    for plaque in (*expected.HELD, *expected.SOUGHT):
        wanted[plaque.carrier_id] = wanted.get(plaque.carrier_id, 0) + 1
    assert cells == wanted
    assert len(matrix) == 34


def test_matrix_begins_with_the_carrier_that_seeks_most_and_keeps_the_annex_order(plan: Plan):
    matrix = plaque_matrix(plan)

    order = list(dict.fromkeys(matrix["carrier_id"]))
    two = ["1-09", "2-02", "2-03", "2-04", "2-09", "2-10"]
    one = ["2-01", "2-05", "2-06", "2-07"]
    none = ["1-01", "1-02", "1-03", "1-04", "1-05", "1-06", "1-07", "1-08", "1-10"]
    assert order == ["2-08", *two, *one, *none]
    assert matrix.set_index("carrier_id")["sought"].to_dict() == {
        "2-08": 3,
        **dict.fromkeys(two, 2),
        **dict.fromkeys(one, 1),
        **dict.fromkeys(none, 0),
    }


def test_matrix_keeps_a_carrier_without_any_plaque(invented: Plan):
    matrix = plaque_matrix(invented)

    assert matrix.loc[matrix["carrier_id"] == "1-03", "level"].isna().tolist() == [True]


def test_schedule_by_level_is_cumulative_and_leaves_the_undated_out(plan: Plan):
    schedule = plaque_schedule(plan, ("level",)).set_index("level")

    assert list(schedule.index) == ["国家级", "市级", "区级"]
    assert schedule["held"].to_dict() == {"国家级": 1, "市级": 12, "区级": 2}
    assert schedule["sought"].to_dict() == {"国家级": 0, "市级": 13, "区级": 6}
    assert schedule["undated"].to_dict() == expected.SOUGHT_WITHOUT_YEAR
    assert schedule[list(range(2022, 2028))].to_dict("index") == expected.CUMULATIVE_SOUGHT


def test_schedule_by_level_and_type(plan: Plan):
    schedule = plaque_schedule(plan).set_index(["level", "type"])

    # 市级科技孵化器: 2-06 in 2023, 2-07 and 2-08 in 2024, 2-03 and 2-04 in 2025, 2-10 in 2027; 1-07 holds one.
    row = schedule.loc["市级", "科技孵化器"]
    assert [row[year] for year in range(2022, 2028)] == [0, 1, 3, 5, 5, 6]
    assert (row["held"], row["sought"], row["undated"]) == (1, 6, 0)
    assert schedule["held"].sum() == 15
    assert schedule["sought"].sum() == 19


def test_schedule_of_a_filtered_plan(plan: Plan):
    # 区科技局: 2-06 市级 2023; 2-07 市级 2024; 2-08 区级 2023, 市级 2024, 市级 2025.
    schedule = plaque_schedule(apply_filters(plan, Filters(lead=("区科技局",))), ("level",)).set_index("level")

    assert [schedule.loc["市级", year] for year in range(2022, 2028)] == [0, 1, 3, 4, 4, 4]
    assert [schedule.loc["区级", year] for year in range(2022, 2028)] == [0, 1, 1, 1, 1, 1]
    assert schedule.loc["国家级", "held"] == 1


def test_schedule_of_nothing_is_empty(plan: Plan):
    assert plaque_schedule(apply_filters(plan, Filters(lead=("无此部门",)))).empty


def test_highest_level_held_counts_what_a_filter_hides(plan: Plan):
    levels = highest_held(plan, plan.carriers).set_index("level")

    assert levels["count"].to_dict() == {"国家级": 1, "市级": 8, "区级": 1, "": 10}
    assert levels.loc["区级", "names"] == ("台湾中小企业产业园",)
    assert levels.loc["国家级", "carrier_ids"] == ("1-01",)
    # Looked at by 区级, 1-03 still holds a plaque of 市级 and is no carrier with 区级 ones only.
    shown = apply_filters(plan, Filters(level=("区级",)))
    of_district = highest_held(plan, shown.carriers).set_index("level")
    assert of_district.loc["区级", "carrier_ids"] == ("1-09",)
    assert "1-03" in of_district.loc["市级", "carrier_ids"]


def test_sought_by_year_names_plaques_and_carriers(plan: Plan):
    table = sought_by_year(plan)

    counts = {year: int(rows["count"].sum()) for year, rows in table.groupby("year", dropna=False)}
    assert {year: count for year, count in counts.items() if not pd.isna(year)} == {
        2022: 0, 2023: 5, 2024: 4, 2025: 6, 2026: 0, 2027: 2
    }  # fmt: skip
    undated = table[table["year"].isna()]
    assert list(undated["names"]) == [("台湾中小企业产业园",), ("台湾中小企业产业园",)]
    of_2025 = table[table["year"] == 2025]
    assert [(row.level, row.type, row.names) for row in of_2025.itertuples()] == [
        ("市级", "科技孵化器", ("重钢电讯大楼、科协大楼", "重钢钢城大厦")),
        ("市级", "创业孵化基地", ("元石国际", "重庆小面产业园")),
        ("区级", "创业孵化基地", ("重钢电讯大楼、科协大楼", "重钢钢城大厦")),
    ]


def test_plaques_by_lead_add_up_to_all_plaques(plan: Plan):
    table = plaques_by_lead(plan)

    assert (table["held"].sum(), table["dated"].sum(), table["undated"].sum()) == (15, 17, 2)
    # 2-01, 2-03, 2-04, 2-09: 1 + 2 + 2 + 2
    most = table[table["lead"] == table["lead"].iloc[0]]
    assert (most["lead"].iloc[0], most["dated"].sum()) == ("区经济信息委", 7)
    of_taiwan = table[table["lead"] == "区台办"]
    assert sorted(zip(of_taiwan["level"], of_taiwan["held"], of_taiwan["undated"], strict=True)) == [
        ("区级", 1, 0), ("市级", 0, 1), ("市级", 0, 1)
    ]  # fmt: skip
