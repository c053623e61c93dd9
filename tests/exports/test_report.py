"""What the brief and the slides share: the views, their order, their rows; and the names of the files."""

from datetime import date

import pytest

from analytics import Filters, Plan, load_plan
from dashboard.charts.layout import ON_SCREEN
from dashboard.charts.palette import LIGHT
from dashboard.exports.names import report_file_name
from dashboard.views import ON_PAPER, PageRows, every_view, left_out
from tests.expected import CARRIERS, HELD, MILESTONES, SOUGHT, TARGETS

from .conftest import LEAD, TODAY, VIEWS, selection_of


def views_of(plan: Plan, filters: Filters | None = None, as_of: date = TODAY, room: PageRows = ON_PAPER) -> dict:
    views = every_view(selection_of(plan, filters, as_of), room)
    return {view.title: view for view in views}


def test_views_stand_in_the_order_of_the_meeting(plan: Plan):
    assert tuple(views_of(plan)) == ("总览", *VIEWS)


def test_rows_are_all_that_the_notice_has(plan: Plan):
    views = views_of(plan)

    assert {row[1] for row in views["产业面积"].rows} == {carrier.carrier_id for carrier in CARRIERS}
    assert [(row[0], row[3]) for row in views["时间轴"].rows] == [(m.carrier_id, m.task) for m in MILESTONES]
    assert len(views["授牌矩阵"].rows) == len(HELD) + len(SOUGHT)
    assert len(views["目标覆盖"].rows) == len(TARGETS)
    assert sum(int(row[1]) for row in views["各年到期"].rows) == len(MILESTONES)
    # Every carrier of annex 2 has one lead department.
    assert sum(int(row[2]) for row in views["各部门任务"].rows) == len(MILESTONES)


def test_every_row_has_a_cell_for_every_heading(plan: Plan, invented: Plan):
    for views in (views_of(plan), views_of(plan, LEAD), views_of(invented)):
        for view in views.values():
            assert {len(row) for row in view.rows} <= {len(view.headings)}
            assert all(isinstance(cell, str) and cell for row in view.rows for cell in row)


def test_rows_follow_the_filters(plan: Plan):
    views = views_of(plan, LEAD)

    assert {row[1] for row in views["产业面积"].rows} == {"1-01", "1-02", "1-07", "2-06", "2-07", "2-08"}
    assert {row[0] for row in views["各部门任务"].rows} == {"区科技局"}
    # Targets are those of the whole plan.
    assert views["目标覆盖"].rows[1][2] == "48.52 万m²"


def test_this_year_looks_from_the_as_of_date(plan: Plan):
    view = views_of(plan, as_of=date(2025, 6, 1))["2025年要做什么"]

    assert view.conclusion.startswith("2025年 5 个节点到期")
    assert {row[1] for row in view.rows} == {"2-03", "2-04", "2-08", "2-09", "2-10"}
    assert view.notes == ("谁来做：区经济信息委 3 个、区科技局 1 个、建桥公司 1 个。",)


def test_years_filtered_by_are_the_years_looked_at(plan: Plan):
    views = views_of(plan, Filters(year=(2022,)))

    # 9 milestones in 2022; something is due in every other year but 2026.
    assert views["2022年要做什么"].conclusion.startswith("2022年 9 个节点到期")
    assert views["2022年要做什么"].notes[0].startswith("谁来做")
    assert views["各年到期"].conclusion == "所选载体2022年到期 9 个节点"
    assert views["逐年授牌"].conclusion == "所选载体没有计划在2022年争取的牌子"
    cards = dict(zip(views["总览"].table["label"], views["总览"].table["value"], strict=True))
    assert cards["2022年到期节点"] == "9 个"


def test_year_without_anything_due_names_the_next(plan: Plan):
    view = views_of(plan)["今年要做什么"]

    assert view.notes == (
        "上一次到期是 2025年。",
        "下一次：2027年 1 个节点到期，由建桥公司牵头。",
        "谁来做：建桥公司 1 个。",
    )
    assert [row[1] for row in view.rows] == ["2-10"]


def test_long_pictures_go_on_over_several_pages(plan: Plan):
    views = views_of(plan, room=PageRows(bars=3, stages=20, matrix=7, targets=20, gantt=4, tasks=20))

    assert [title for title in views if title.startswith("产业面积")] == [f"产业面积（{part}/3）" for part in (1, 2, 3)]
    assert [title for title in views if title.startswith("授牌矩阵")] == [f"授牌矩阵（{part}/3）" for part in (1, 2, 3)]
    gantt = [view for title, view in views.items() if title.startswith("时间轴")]
    assert [len({row[0] for row in view.rows}) for view in gantt] == [3, 3, 4]
    assert sum(len(view.rows) for view in gantt) == len(MILESTONES)


def test_a_view_without_rows_and_picture_is_empty_and_says_why(plan: Plan):
    views = views_of(plan, Filters(annex=(1,)))

    empty = tuple(view for view in views.values() if view.is_empty)
    assert [view.title for view in empty] == ["时间轴", "各年到期", "今年要做什么", "各部门任务"]
    assert left_out(empty)[0] == "没有“时间轴”一页：所选载体没有节点。"
    assert not [view for view in views_of(plan).values() if view.is_empty]


def test_carriers_with_a_second_stage_are_named_or_counted(plan: Plan, write_plan):
    assert "4号仓库棚基地兼孵化器" in views_of(plan)["孵化链条"].notes[0]

    rows = [
        {"序号": str(number), "物业名称": f"{number}号楼", "孵化定位": "文创产业创业苗圃、孵化器"}
        for number in range(1, 6)
    ]
    notes = views_of(load_plan(write_plan(annex2=rows)))["孵化链条"].notes[0]
    assert "。5 个载体兼别的环节" in notes
    assert "1号楼" not in notes


def test_clauses_are_not_read_as_a_dash(plan: Plan):
    assert {row[5] for row in views_of(plan)["目标覆盖"].rows} == {"第一部分"}


@pytest.mark.parametrize("filters", [Filters(), LEAD], ids=["everything", "lead"])
def test_pictures_fit_on_a_page(plan: Plan, filters: Filters):
    for view in views_of(plan, filters).values():
        if view.build:
            # 188 mm between the margins are 710 px; header, conclusion and notes take up to 130.
            assert view.build(ON_SCREEN, LIGHT).layout.height <= 580


def test_pictures_of_a_full_page_fit(plan: Plan, write_plan):
    rows = [{"序号": str(number), "物业名称": f"第{number}号楼", "工作任务": "招商。"} for number in range(1, 80)]
    large = load_plan(write_plan(annex2=rows))

    for view in views_of(large).values():
        if view.build:
            assert view.build(ON_SCREEN, LIGHT).layout.height <= 580
    # Beyond 60 rows sums by department, but all rows.
    gantt = views_of(large)["时间轴"]
    assert (gantt.picture, len(gantt.table)) == ("tasks", 1)
    assert "79 个载体逐条画会看不清" in gantt.notes[-1]
    assert len(gantt.rows) == 79


@pytest.mark.parametrize(
    ("filters", "ending", "name"),
    [
        (LEAD, "html", "双创载体提质发展_汇报材料_区科技局_20261123.html"),
        (Filters(), "pptx", "双创载体提质发展_汇报幻灯片_全部_20261123.pptx"),
        (Filters(year=(2024,)), "xlsx", "双创载体提质发展_汇报工作簿_2024年_20261123.xlsx"),
    ],
)
def test_file_name_says_what_is_inside(plan: Plan, filters: Filters, ending: str, name: str):
    assert report_file_name(selection_of(plan, filters), ending) == name
