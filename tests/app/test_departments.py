"""部门清单: every department opens, with the roles it has and no other; by hand from the notice."""

import pytest

from .conftest import charts, conclusions, no_trouble, open_page, table_with, tables, take_away, title_of, words

CONCLUSIONS = {
    "区发展改革委": ["区发展改革委牵头保障措施 4 项", "牵头的保障措施 4 项"],
    "区财政局": ["区财政局牵头保障措施 1 项", "牵头的保障措施 1 项"],
    "渝台公司": ["渝台公司牵头保障措施 4 项", "牵头的保障措施 4 项"],
    # 1-02 to 1-05, 1-08 to 1-10; 2-02 to 2-04, 2-07 to 2-10
    "区人力社保局": [
        "区人力社保局指导载体 14 个、牵头保障措施 2 项、负责目标 1 项",
        "负责的目标 1 项",
        "牵头的保障措施 2 项",
        "指导 14 个载体，43.82 万m²",
    ],
    "区台办": [
        "区台办牵头 1 个载体、0.9 万m²",
        "牵头 1 个载体，0.9 万m²",
        "所选载体中 1 个的工作任务没有写完成时限",
        "和它一起牵头、指导载体的部门：1 对",
    ],
}


@pytest.mark.parametrize("department", CONCLUSIONS)
def test_a_department_has_a_section_for_each_of_its_roles(department: str):
    at = open_page("departments", department=department)

    no_trouble(at)
    assert not at.warning
    sections = CONCLUSIONS[department]
    assert conclusions(at)[: len(sections)] == sections
    assert at.query_params["department"] == department
    assert at.selectbox(key="department_choice").value == department


@pytest.mark.parametrize(
    ("department", "said", "annex_1"),
    # Leads 1-01, 1-02, 1-07; guides seven of annex 1; neither.
    [
        ("区科技局", "区科技局牵头的载体", 3),
        ("区人力社保局", "区人力社保局指导的载体", 7),
        ("区财政局", "区财政局没有牵头或指导的载体，下面不按它分", 10),
    ],
)
def test_what_is_taken_away_is_of_the_department_shown(department: str, said: str, annex_1: int):
    at = take_away(open_page("departments", department=department))

    assert said in [caption.value for caption in at.caption]
    assert f"附件1 CSV（{annex_1} 行）" in [button.proto.label for button in at.get("download_button")]


def test_all_departments_of_the_notice_can_be_chosen():
    choice = open_page("departments").selectbox(key="department_choice")

    assert len(choice.options) == 1 + 14
    assert {"区发展改革委", "区财政局", "区交通局", "区城乡建委", "渝台公司"} <= set(choice.options)


def test_a_department_that_leads_has_its_timeline_its_tasks_and_its_targets():
    at = open_page("departments", department="区科技局")

    assert len(charts(at)) == 2
    # 1-01, 1-02, 1-07: without a deadline; 2-06, 2-07, 2-08: 2 + 3 + 4 milestones
    assert list(table_with(at, "编号", "工作任务", "指导部门")["编号"]) == ["1-01", "1-02", "1-07"]
    assert len(table_with(at, "完成时限", "到期情况")) == 9
    target = table_with(at, "目标", "要求", "结论")
    assert list(target["要求"]) == ["≥3 个"]
    assert target["原文"][0].startswith("区科技局要"), "谁负责写在句首，整句引"
    assert list(table_with(at, "措施")["条款"]) == ["四（一）", "四（二）", "四（六）"]


def test_another_lead_in_the_filters_hides_nothing_of_it():
    at = open_page("departments", department="区残联", lead="区科技局")

    assert conclusions(at)[0] == "区残联牵头 1 个载体、0.2 万m²"


def test_other_filters_hold():
    at = open_page("departments", department="区科技局", annex="2")

    assert conclusions(at)[0] == "所选载体中区科技局牵头 3 个载体、12.8 万m²，9 个节点"
    assert "附件：附件2" in title_of(at)


def test_an_unknown_department_is_said_and_all_are_shown():
    at = open_page("departments", department="区没有局")

    no_trouble(at)
    assert words(at, "warning") == ["方案里没有“区没有局”这个部门，已显示全部部门"]
    assert len(table_with(at, "部门", "负责目标")) == 14


def test_all_again_releases_what_chose_the_department():
    at = open_page("departments", lead="区科技局")
    assert at.selectbox(key="department_choice").value == "区科技局"

    at.selectbox(key="department_choice").select("区财政局").run()
    assert conclusions(at)[0] == "区财政局牵头保障措施 1 项"
    at.selectbox(key="department_choice").select("").run()

    assert "department" not in at.query_params
    assert "lead" not in at.query_params
    assert len(table_with(at, "部门", "负责目标")) == 14


def test_names_of_departments_lead_to_them_and_clauses_to_the_notice():
    at = open_page("departments")

    numbers = next(table for table in tables(at) if "负责目标" in table.frame)
    assert numbers.links["区发展改革委"].startswith("departments?department=%E5%8C%BA")
    assert len(numbers.links) == 14
    measures = next(table for table in tables(at) if "措施" in table.frame)
    assert measures.links["四（一）"].startswith("notice?clause=")
