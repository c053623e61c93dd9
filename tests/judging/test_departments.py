"""The departments of a cell, as offices write them (inputs.md rows 50-53). Expected values are typed by hand."""

import pytest

from analytics import Plan, load_plan
from analytics.judging.departments import read_departments

KNOWN = frozenset({"区科技局", "区商务委", "区民政局", "区人力社保局", "区住房和城乡建委"})


def read(text: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Who leads, who helps, and the codes of the findings."""
    found = read_departments(text, KNOWN)
    return found.names, found.helpers, tuple(code for code, _ in found.findings)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("区科技局 区商务委", ("区科技局", "区商务委")),
        ("区科技局　区商务委", ("区科技局", "区商务委")),
        ("区科技局\u00a0\u00a0区商务委 区民政局", ("区科技局", "区商务委", "区民政局")),
        ("区科技局和区商务委", ("区科技局", "区商务委")),
        ("区科技局及区商务委", ("区科技局", "区商务委")),
        ("区住房和城乡建委与区科技局", ("区住房和城乡建委", "区科技局")),
        ("区科技局+区商务委", ("区科技局", "区商务委")),
        ("区科技局｜区商务委·区民政局", ("区科技局", "区商务委", "区民政局")),
        ("区 科 技 局", ("区科技局",)),
        ("区科 技局 区商 务委", ("区科技局", "区商务委")),
        # Names with an 和 of their own that stand nowhere else.
        ("区规划和自然资源局", ("区规划和自然资源局",)),
        ("区文化和旅游委", ("区文化和旅游委",)),
        # Begins like another one, and ends as a department does.
        ("区科技局服务中心", ("区科技局服务中心",)),
    ],
)
def test_row_50_blanks_and_conjunctions(text, names):
    assert read(text) == (names, (), ())


@pytest.mark.parametrize(
    "text",
    [
        "区科技局 区新局",
        "区新局和区科技局",
        "甲公司　乙公司",
        "区科技局区商务委",
        "区科技局68000000",
        "区科技局：张三",
        "区科技局→区新局",
        "区科技局或区商务委",
        "区科技局联合区新公司与区商务委",
        "区科技局张三",
        "区科技局（张三）",
        "区科技局指导",
        "原区科技局",
        "①区科技局②区商务委",
        "（1）区科技局（2）区商务委",
        "区",
    ],
)
def test_row_50_what_may_be_two_unknown_departments_is_told(text):
    assert read(text) == (("".join(text.split()),), (), ("department-unclear",))


@pytest.mark.parametrize(
    "text", ["区文化旅游委（区文物局、区体育局）", "各县（市、区）政府", "区级平台公司(甲公司，乙公司；丙公司)"]
)
def test_row_51_separators_in_brackets_separate_nothing(text):
    assert read(text) == ((text,), (), ())


def test_row_51_a_bracket_that_never_closes_is_none():
    assert read("区科技局（一期、区商务委")[0] == ("区科技局（一期", "区商务委")


@pytest.mark.parametrize(
    ("text", "names", "helpers"),
    [
        ("区科技局（牵头）、区商务委（配合）", ("区科技局",), ("区商务委",)),
        ("（牵头）区科技局", ("区科技局",), ()),
        ("区科技局(牵头单位)；区民政局（协办）", ("区科技局",), ("区民政局",)),
        ("牵头单位：区科技局、区民政局；配合单位：区商务委", ("区科技局", "区民政局"), ("区商务委",)),
        ("牵头部门:区科技局\n配合部门:区商务委、区民政局", ("区科技局",), ("区商务委", "区民政局")),
        ("区科技局牵头，区商务委、区民政局配合", ("区科技局",), ("区商务委", "区民政局")),
        ("由区科技局、区商务委共同牵头，区新局参与。", ("区科技局", "区商务委"), ("区新局",)),
        ("区科技局会同区商务委、区民政局", ("区科技局",), ("区商务委", "区民政局")),
        ("责任单位：区科技局", ("区科技局",), ()),
        ("区科技局（牵头）区商务委（配合）", ("区科技局",), ("区商务委",)),
        ("（牵头）区科技局（配合）区商务委、区民政局", ("区科技局",), ("区商务委", "区民政局")),
        ("牵头：区科技局 配合：区商务委", ("区科技局",), ("区商务委",)),
        ("区科技局（区商务委、区民政局配合）", ("区科技局",), ("区商务委", "区民政局")),
        ("牵头单位：区科技局、区民政局配合单位：区商务委", ("区科技局", "区民政局"), ("区商务委",)),
        ("区科技局、区商务委按职责分工负责", ("区科技局", "区商务委"), ()),
        ("区科技局。", ("区科技局",), ()),
        ("区科技局负责", ("区科技局",), ()),
        ("区科技局—牵头", ("区科技局",), ()),
        ("“区科技局”、以及区商务委", ("区科技局", "区商务委"), ()),
    ],
)
def test_row_52_roles_are_no_part_of_a_name(text, names, helpers):
    assert read(text) == (names, helpers, ())


@pytest.mark.parametrize(
    ("text", "names", "words"),
    [
        ("区级有关部门", ("区级有关部门",), "区级有关部门"),
        ("各镇街", ("各镇街",), "各镇街"),
        ("待定", ("待定",), "待定"),
        ("同上", ("同上",), "同上"),
        ("各有关部门按职责分工负责", ("各有关部门",), "各有关部门"),
        ("区科技局、有关镇街", ("区科技局", "有关镇街"), "有关镇街"),
        ("区科技局等区级有关部门", ("区科技局",), "等区级有关部门"),
        ("区科技局、区商务委等3个部门", ("区科技局", "区商务委"), "等3个部门"),
    ],
)
def test_row_52_what_names_nobody_is_told(text, names, words):
    found = read_departments(text, KNOWN)
    assert found.names == names
    assert found.findings == (("department-unnamed", {"words": words}),)


def test_row_52_one_lead_among_others_without_a_role_is_told():
    assert read("区科技局（牵头）、区商务委") == (("区科技局", "区商务委"), (), ("department-role-open",))


@pytest.mark.parametrize("text", ["区人力\n社保局", "区科技局、区人力社\r\n保局", "区人力社保\n局、区商务委"])
def test_row_53_a_name_broken_by_a_line_break_is_one(text):
    names, _, codes = read(text)
    assert "区人力社保局" in names
    assert set(names) <= KNOWN
    assert codes == ()


def test_row_53_departments_below_each_other_are_several():
    assert read("区科技局\n区商务委") == (("区科技局", "区商务委"), (), ())
    assert read("区新局\n区又新局") == (("区新局", "区又新局"), (), ())


@pytest.mark.parametrize("text", ["区退役军\n人局", "区新\n局", "区科技局、区大数据\n应用局"])
def test_row_53_pieces_that_may_be_one_name_are_told(text):
    assert read(text)[2] == ("department-broken",)


@pytest.mark.parametrize(
    "text", ["区科技局¹", "区科技局*", "区科技局①、区商务委", "区科技局[1]", "区科技局†", "区科技局（注）", "区科技局₁"]
)
def test_a_footnote_mark_makes_no_new_department(text):
    names, _, codes = read(text)
    assert set(names) <= KNOWN
    assert codes == ("footnote-mark",)


def test_thousands_of_departments_in_a_cell_are_read():
    names = [f"第{number}局" for number in range(20_000)]
    assert read_departments("、".join(f"{name}牵头" for name in names), KNOWN).names == tuple(names)
    assert read_departments("\n".join(names), KNOWN).names == tuple(names)


def places(plan: Plan, code: str) -> list[tuple[str, int, str]]:
    return [(finding.file, finding.row, finding.column) for finding in plan.findings if finding.code == code]


def test_what_stands_elsewhere_in_the_plan_decides(write_plan):
    # 区商务委 stands in the other annex only, 渝台公司 in plan.toml only.
    first = [
        {"序号": "1", "牵头部门": "区科技局 区商务委"},
        {"序号": "2", "载体名称": "丙基地", "牵头部门": "区科技局 渝台公司"},
    ]
    plan = load_plan(write_plan(first, [{"序号": "1", "牵头部门": "区商务委"}]))
    assert list(plan.carriers["leads"]) == [("区科技局", "区商务委"), ("区科技局", "渝台公司"), ("区商务委",)]
    assert places(plan, "department-unclear") == []


def test_who_helps_leads_nothing_and_is_told_at_the_cell(write_plan):
    plan = load_plan(
        write_plan([{"序号": "1", "牵头部门": "区科技局牵头，区商务委配合", "指导部门": "区科技局（配合）"}])
    )
    carrier = plan.carriers.iloc[0]
    assert (carrier["leads"], carrier["guides"]) == (("区科技局",), ("区科技局",))
    assert places(plan, "department-helps") == [("annex1.csv", 2, "牵头部门")]


def test_a_cell_that_names_helpers_only_has_no_lead(write_plan):
    plan = load_plan(write_plan([{"序号": "1", "牵头部门": "区商务委（配合）"}]))
    assert plan.carriers.iloc[0]["leads"] == ("（未填）",)
    assert places(plan, "department-blank") == [("annex1.csv", 2, "牵头部门")]
