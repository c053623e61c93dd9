"""What is shown of reports (progress.md §4), worked out by hand from ``THIRD``; without a report nothing of it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from analytics import Filters, Plan
from dashboard.charts.layout import IN_MEETING, ON_PHONE, ON_SCREEN
from dashboard.charts.palette import LIGHT, SCREEN
from dashboard.exports.outstanding import outstanding_csv, unreported_csv
from dashboard.selection import Selection, select
from dashboard.views import View, every_view, only, plaque_words, views_of

from .progress.rows import THIRD, TODAY, reported, row

NEW = ("progress", "lead_progress", "cumulative", "actuals")


def look(plan: Plan, **filters: object) -> Selection:
    now = datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    return select(plan, Filters(**filters), now)


@pytest.fixture(scope="module")
def third(plan: Plan) -> Plan:
    return reported(plan, *THIRD)


@pytest.fixture(scope="module")
def whole(third: Plan) -> Selection:
    return look(third)


def one(key: str, selection: Selection, **choices: object) -> View:
    (view,) = views_of(key, selection, **choices)
    return view


def counts(view: View) -> dict[str, int]:
    totals = view.table.groupby("state", sort=False)["count"].sum()
    return totals[totals > 0].to_dict()


def cells(view: View, heading: str) -> list[str]:
    return [row[view.headings.index(heading)] for row in view.rows]


def test_without_a_report_there_is_none_of_it(plan: Plan):
    selection = look(plan)

    assert not {view.key for view in every_view(selection)} & set(NEW)
    assert not any(views_of(key, selection) for key in ("outstanding", "unreported_plaques", "reports"))
    assert selection.nature == "方案安排，不是完成情况"
    assert "填报" not in one("milestones", selection).headings


def test_before_the_first_report_there_is_none_of_it_either(third: Plan):
    selection = look(third, asof=date(2022, 11, 30))

    assert not {view.key for view in every_view(selection)} & set(NEW)
    assert "reported" not in one("matrix", selection).table


def test_the_bar_of_states(whole: Selection):
    view = one("progress", whole, by_year=False)

    assert view.conclusion == "到期31个：已报完成8个（有依据6个），未报19个"
    assert counts(view) == {
        "按期完成": 5,
        "逾期完成": 2,
        "完成（未写日期）": 1,
        "逾期未完成": 2,
        "到期未报": 19,
        "未到期": 1,
        "不再实施": 1,
        "有分歧": 1,
    }
    assert "数据截至 2022-12-31—2026-10-31" in view.subtitle
    assert any("其中已停运或撤出 1 个载体、0.2 万m²" in note for note in view.notes)
    bars = view.build(ON_SCREEN, SCREEN).data
    # Each part begins where the one before ends, and says its sign and number.
    assert [bar.base[0] for bar in bars] == [0, 5, 7, 8, 10, 29, 30, 31]
    assert [bar.name for bar in bars][:2] == ["● 按期完成 5", "◐ 逾期完成 2"]


def test_a_slide_has_a_bar_for_each_year(whole: Selection):
    """The notice has 9, 10, 7, 5 and 1 milestones in these years; only that of 2027 is still to come."""
    view = one("progress", whole)

    assert counts(view) == counts(one("progress", whole, by_year=False))
    assert view.table.groupby("name")["count"].sum().to_dict() == {
        "2022年": 9, "2023年": 10, "2024年": 7, "2025年": 5, "2027年": 1,
    }  # fmt: skip
    to_come = view.table[(view.table["state"] == "未到期") & (view.table["count"] > 0)]
    assert list(to_come["name"]) == ["2027年"]
    assert view.build(ON_SCREEN, SCREEN).data[0].name == "● 按期完成 5"


def test_every_item_with_its_state(whole: Selection):
    view = one("progress", whole)
    found = {(row[1], row[2]): dict(zip(view.headings, row, strict=True)) for row in view.rows}

    late = found["皖新大厦", "确定建设业主，启动项目主体建设改造。"]
    assert (late["进展状态"], late["实际日期"], late["依据"]) == ("◐ 逾期完成", "2024-03-01", "丙")
    assert (late["填报部门"], late["截至日期"], late["附注"]) == ("区科技局", "2026-09-30", "补报")
    nothing = found["皖新大厦", "明确产业方向，启动招商引资。"]
    assert (nothing["进展状态"], nothing["实际日期"], nothing["截至日期"]) == ("○ 到期未报", "—", "—")
    assert found["元石国际", "区级创业孵化基地"]["进展状态"] == "◆ 已获得 2023年"
    # 32 milestones, 15 plaques held and 19 sought.
    assert len(view.rows) == 66


def test_departments_with_what_is_due_and_unreported(whole: Selection):
    view = one("lead_progress", whole)
    rows = {row[0]: row[1:] for row in view.rows}

    # 皖新大厦 alone: four milestones, three of them due; done late, not done, unreported.
    assert rows["建桥公司"] == ("4", "3", "1（1）", "1", "1", "2026-09-30")
    # 2-06, 2-07, 2-08: due 9; reported are both of 2-06 (one without 依据), all of 2-07 (one without), one of 2-08.
    assert rows["区科技局"] == ("9", "9", "5（3）", "1", "3", "2026-10-31")
    assert view.headings == ("牵头部门", "牵头节点", "到期", "完成（有依据）", "逾期未完成", "到期未报", "最近截至")
    assert set(view.table["name"]) == {"区经济信息委", "区科技局", "区文化旅游委", "九宫庙商圈公司", "建桥公司"}


def test_the_line_of_reports_ends_where_reports_end(whole: Selection):
    view = one("cumulative", whole)
    planned, done = view.build(ON_SCREEN, SCREEN).data

    assert (planned.line.dash, done.line.dash) == ("dash", "solid")
    # Seven are done with a date; reports speak for days up to 2026-10-31, not for today.
    assert (done.x[-1], done.y[-1]) == (pd.Timestamp(2026, 10, 31), 7)
    assert planned.y[-1] == 32
    assert "未写日期 1 个，到期未报 19 个" in view.notes[0]


def test_targets_planned_and_reported(whole: Selection, plan: Plan):
    view = one("actuals", whole)

    # 2-07 has won 市级科技孵化器 in 2026, after the deadline; that of 2-06 has no 依据: they count for two targets.
    assert view.conclusion == "8项目标：2项已报未达到，6项未报"
    told = dict(zip(cells(view, "目标"), cells(view, "已报"), strict=True))
    assert told["新授牌市级及以上载体"] == "0个，期限后1个，无文号1块"
    assert told["孵化载体总面积"] == "未报"
    number = reported(plan, row("", "孵化载体总面积", 实际数="15", 实际日期="2025-12-31"))
    (bar,) = [bar for bar in one("actuals", look(number)).build(ON_SCREEN, SCREEN).data if "无依据" in bar.name]
    # 15 of 20, hollow: nobody has shown a document.
    assert (list(bar.x), bar.marker.color) == ([0.75], SCREEN.page)


def test_the_signs_of_plaques(whole: Selection):
    view = one("matrix", whole)

    assert view.conclusion == "新增市级及以上1块，失去1块，另有1块无文号；目标4个载体"
    assert "2022年所列15块：1块有效，1块失去，13块之后未报。" in view.notes
    marks = {trace.name: trace for trace in view.build(ON_SCREEN, SCREEN).data if trace.x}
    assert {name: len(trace.x) for name, trace in marks.items()} == {
        "有效": 1,
        "获得（年份）": 2,
        "报获得，无文号": 1,
        "失去、未获得或不再争取": 1,
        "未报（计划年份）": 29,
    }
    assert marks["获得（年份）"].marker.symbol == "diamond"
    assert sorted(text.strip() for text in marks["获得（年份）"].text) == ["2023", "2026"]
    assert marks["报获得，无文号"].marker.symbol == "diamond-open"
    assert marks["未报（计划年份）"].marker.symbol == "circle-open"


def test_a_plaque_beyond_the_plan_has_a_place(plan: Plan):
    beyond = reported(plan, row("2-06", "区级众创空间", "已获得", 实际日期="2024-05-01", 依据="甲"))
    view = one("matrix", look(beyond))

    assert any("1 块是计划外的" in note for note in view.notes)
    (won,) = [trace for trace in view.build(ON_SCREEN, SCREEN).data if trace.name == "获得（年份）"]
    assert "计划外" in won.hovertext[0]


def test_cells_of_the_matrix_in_words_keep_the_year_planned(whole: Selection):
    words = {
        (cell.carrier_id, cell.type): plaque_words(cell)
        for cell in one("matrix", whole).table.itertuples()
        if isinstance(cell.level, str)
    }

    # 2-08 seeks a 市级科技孵化器 in 2024, 1-09 a 市级众创空间 without a year; 1-06 holds one.
    assert words["2-08", "科技孵化器"] == "○未报（2024）"
    assert words["1-09", "众创空间"] == words["1-06", "众创空间"] == "○未报"


def test_steps_planned_dashed_and_reported_solid(whole: Selection):
    view = one("steps", whole)
    figure = view.build(ON_SCREEN, SCREEN)
    solid = {trace.name: trace for trace in figure.data if trace.line.dash == "solid"}

    assert {trace.line.dash for trace in figure.data} == {"solid", "dash"}
    assert set(solid) == {"市级 已报", "区级 已报"}
    # Won on 2026-05-01, reported up to 2026-10-31: 2025 is the end of 2025.
    assert list(solid["市级 已报"].x) == pytest.approx([2025 + 121 / 366, 2025 + 304 / 366], abs=0.01)
    assert any("2025年底以前 1 块，期限后 1 块" in note for note in view.notes)


def test_bars_are_the_plan_and_marks_what_was_reported(whole: Selection):
    view = one("gantt", whole)
    figure = view.build(ON_SCREEN, SCREEN)

    bars = [trace for trace in figure.data if trace.type == "bar"]
    assert {bar.marker.color for bar in bars} == {SCREEN.page}
    marks = {trace.name: list(trace.x) for trace in figure.data if "实际日期" in (trace.name or "")}
    assert marks["逾期完成（实际日期）"] == [pd.Timestamp(2026, 5, 1), pd.Timestamp(2024, 3, 1)]
    (slip,) = [trace for trace in figure.data if trace.name == "晚于期限"]
    # 2-07, due in 2024; 2-10, due in 2023.
    assert list(slip.x) == [
        *(pd.Timestamp(2024, 12, 31), pd.Timestamp(2026, 5, 1), None),
        *(pd.Timestamp(2023, 12, 31), pd.Timestamp(2024, 3, 1), None),
    ]
    assert any("▲" in text for bar in bars for text in bar.text)


def test_what_has_to_be_looked_at_comes_first_by_state(whole: Selection):
    carriers = list(dict.fromkeys(one("gantt", whole, order="reported").table["carrier_id"]))

    # 2-07 and 2-10 have something overdue; 2-01, 2-03 and so on something unreported; 2-06 nothing of either.
    assert carriers[:2] == ["2-07", "2-10"]
    assert carriers[-1] == "2-06"


def test_filters_by_state(third: Plan):
    selection = look(third, state=("逾期未完成",))

    # 2-07 step 2 and 2-10 step 2.
    assert set(selection.shown.milestones["carrier_id"]) == {"2-07", "2-10"}
    assert counts(one("progress", selection)) == {"逾期未完成": 2}
    assert selection.filters_text == "进展状态：逾期未完成 · 2/20 个载体 · 13.9/48.52 万m² · 2/32 个节点"
    # On a day before the deadline of both nothing was overdue.
    assert look(third, state=("逾期未完成",), asof=date(2023, 6, 30)).shown.carriers.empty


def test_a_part_without_a_report_says_so_without_a_picture(third: Plan):
    view = one("progress", look(third, lead=("区商务委",)))

    assert view.conclusion == "所选范围没有部门填报，只显示方案安排"
    assert view.build is None


def test_the_lists_that_go_back(whole: Selection):
    unreported = unreported_csv(whole).decode("utf-8-sig").split("\r\n")
    overdue = outstanding_csv(whole).decode("utf-8-sig").splitlines()

    # No column that a spreadsheet would turn into dates.
    assert unreported[0].split(",")[:3] == ["牵头部门", "载体名称", "工作任务"]
    milestones, plaques = unreported[: unreported.index("")], unreported[unreported.index("") + 1 : -1]
    assert len(milestones) == 1 + 19
    # 16 sought and 13 held; 2-08's … of two leads none.
    assert len(plaques) == 1 + 29
    assert len(overdue) == 1 + 2


def test_a_carrier_with_all_that_is_said_of_it(whole: Selection):
    selection = only(whole, "2-07")
    milestones, plaques = one("carrier_milestones", selection), one("carrier_plaques", selection)

    assert cells(milestones, "进展状态") == ["● 按期完成", "▲ 逾期未完成", "◐ 逾期完成"]
    assert cells(milestones, "附注") == ["无依据、补报", "补报", "补报"]
    assert [plaque for plaque, _ in plaques.rows] == ["◆ 争取：市级科技孵化器，2024年 → ◆ 已获得 2026年"]
    assert plaques.rows[0][1].endswith("填报：依据：渝科〔2026〕5号，区科技局，截至 2026-10-31")
    assert one("reports", selection).conclusion == "填报 3 条，1 条没有依据"
    gone = one("carrier", only(whole, "1-04"))
    assert ("现状（填报）", "撤出，区科技局，截至 2026-10-01") in gone.rows


@pytest.mark.parametrize("scale", [ON_SCREEN, ON_PHONE, IN_MEETING], ids=["screen", "phone", "meeting"])
def test_every_picture_can_be_drawn(whole: Selection, scale):
    for view in every_view(whole):
        if view.build:
            assert view.build(scale, LIGHT).to_json()
