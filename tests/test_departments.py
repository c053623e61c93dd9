"""analytics/departments.py: who leads and guides what, added up by hand."""

import time
from dataclasses import replace

from analytics import (
    Filters,
    Plan,
    apply_filters,
    department_table,
    leads_with_guides,
    measures_of,
    targets_of,
    unscheduled_tasks,
)

# department: leads, 万m², guides, held, sought, milestones (of what it leads), measures of section 四, targets of 一
WANTED = {
    "区经济信息委": (7, 16.52, 0, 4, 7, 14, 1, 0),
    "区科技局": (6, 14.6, 16, 4, 5, 9, 3, 1),
    "区文化旅游委": (2, 8.5, 0, 2, 2, 2, 0, 0),
    "建桥公司": (1, 6.9, 0, 0, 2, 4, 0, 0),
    "区台办": (1, 0.9, 0, 1, 2, 0, 0, 0),
    "九宫庙商圈公司": (1, 0.7, 0, 0, 1, 3, 0, 0),
    "区商务委": (1, 0.2, 0, 2, 0, 0, 1, 0),
    "区残联": (1, 0.2, 0, 2, 0, 0, 0, 0),
    "区人力社保局": (0, 0, 14, 0, 0, 0, 2, 1),
    # Named in section 四 only.
    "渝台公司": (0, 0, 0, 0, 0, 0, 4, 0),
    "区城乡建委": (0, 0, 0, 0, 0, 0, 1, 0),
    "区交通局": (0, 0, 0, 0, 0, 0, 1, 0),
    "区发展改革委": (0, 0, 0, 0, 0, 0, 4, 0),
    "区财政局": (0, 0, 0, 0, 0, 0, 1, 0),
}


def test_every_department_with_its_numbers(plan: Plan):
    table = department_table(plan).set_index("department")

    assert not table.pop("blank").any()
    assert {name: tuple(row) for name, row in table.iterrows()} == WANTED


def test_most_area_led_first(plan: Plan):
    assert list(department_table(plan)["department"]) == list(WANTED)


def test_numbers_follow_the_filter(plan: Plan):
    table = department_table(apply_filters(plan, Filters(annex=(1,)))).set_index("department").drop(columns="blank")

    # 1-01, 1-02, 1-07: 0.5 + 0.2 + 1.1; it guides 1-01, 1-02, 1-04, 1-06, 1-07, 1-08, 1-10.
    assert tuple(table.loc["区科技局"]) == (3, 1.8, 7, 4, 0, 0, 3, 1)
    assert "建桥公司" not in table.index


def test_area_that_is_not_filled_in_is_no_zero(invented: Plan):
    table = department_table(apply_filters(invented, Filters(industry=("智能农机",)))).set_index("department")

    assert table.loc["县农业农村局", "leads"] == 1
    assert table["area"].isna().to_dict()["县农业农村局"]
    assert table.index[0] == "县农业农村局"


def test_carrier_with_two_leads_counts_for_each(invented: Plan):
    table = department_table(invented).set_index("department")

    assert (table.loc["县科技局", "area"], table.loc["县数据中心", "area"]) == (0.75, 0.75)
    assert (table.loc["县科技局", "held"], table.loc["县数据中心", "held"]) == (2, 2)


def test_measures_of_a_department(plan: Plan):
    assert [measure.clause for measure in measures_of(plan, "区科技局")] == ["四（一）", "四（二）", "四（六）"]
    assert [measure.title for measure in measures_of(plan, "区财政局")] == ["强化资金保障：财政资金保障"]
    assert measures_of(plan, "区台办") == ()


def test_targets_that_a_department_answers_for(plan: Plan):
    assert [target.label for target in targets_of(plan, "区科技局")] == ["新增市级及以上科技孵化器或众创空间"]
    assert [target.label for target in targets_of(plan, "区人力社保局")] == ["新增市级及以上创业孵化基地"]
    assert not targets_of(plan, "区财政局")


def test_who_guides_what_others_lead(plan: Plan):
    table = leads_with_guides(plan.carriers).set_index(["lead", "guide"])

    # 1-04 is the only one of 区残联; 1-05 has 区人力社保局 alone.
    assert table.loc[("区残联", "区科技局"), "names"] == ("爱心惠残众创空间",)
    assert table.loc[("区残联", "区人力社保局"), "area"] == 0.2
    # 1-01, 1-02, 1-07, 2-06, 2-07, 2-08
    assert table.loc[("区科技局", "区科技局"), "count"] == 6
    assert table.loc[("区科技局", "区科技局"), "area"] == 14.6
    # All that 区人力社保局 guides: 14 carriers, each with one lead.
    assert table.xs("区人力社保局", level="guide")["count"].sum() == 14
    assert list(table["count"]) == sorted(table["count"], reverse=True)


def test_tasks_that_no_deadline_dates_are_those_of_annex_1(plan: Plan):
    tasks = unscheduled_tasks(plan)

    assert list(tasks["carrier_id"]) == [f"1-{number:02d}" for number in range(1, 11)]
    assert tasks["task"].iloc[8] == "争取市级众创空间、市级创业孵化基地。加强外资企业引进培育。"


def test_the_time_for_departments_grows_with_their_number_and_not_with_its_square(plan: Plan):
    """20,000 took a minute: each walked through all carriers."""

    def seconds(times: int) -> float:
        many = plan.carriers.loc[plan.carriers.index.repeat(times)].reset_index(drop=True)
        many["leads"] = [(f"部门{row}", f"局{row // 2}") for row in range(len(many))]
        begun = time.thread_time()
        table = department_table(replace(plan, carriers=many)).set_index("department")
        assert (table.at["部门7", "leads"], table.at["局3", "leads"]) == (1, 2)
        return time.thread_time() - begun

    small, large = (min(seconds(times) for _ in range(3)) for times in (25, 200))
    assert large < 20 * small
