"""What a file may leave out: a name or a task is enough for a row (inputs.md row 60)."""

from analytics.columns import ANNEX_SHAPES, BLANK_DEPARTMENT
from analytics.findings import ERROR
from analytics.judging import JudgedAnnex, judge_annex
from analytics.reading.table_reader import read_table
from tests.support.inputs import csv_bytes


def judge(annex: int, *rows: tuple[str, ...]) -> JudgedAnnex:
    found, findings = read_table(csv_bytes(rows), f"annex{annex}.csv", ANNEX_SHAPES[annex])
    assert findings == []
    judged = judge_annex(found)
    assert [finding for finding in judged.findings if finding.severity == ERROR] == []
    return judged


def codes(judged: JudgedAnnex) -> list[str]:
    return [finding.code for finding in judged.findings]


def test_names_and_areas_are_enough():
    judged = judge(1, ("园区名称", "面积（万m2）"), ("甲园", "3.2"), ("乙园", "0.8"))

    assert [(carrier.name, str(carrier.area), carrier.leads) for carrier in judged.carriers] == [
        ("甲园", "3.2", (BLANK_DEPARTMENT,)),
        ("乙园", "0.8", (BLANK_DEPARTMENT,)),
    ]
    # A 说明 a column, none a row: 运营机构 牵头部门 指导部门 孵化定位 已有授牌 工作任务, and 序号 on its own.
    assert codes(judged).count("absent-column") == 6
    assert {finding.row for finding in judged.findings} == {1}


def test_names_alone_are_enough():
    assert [carrier.name for carrier in judge(1, ("载体名称",), ("甲园",), ("乙园",)).carriers] == ["甲园", "乙园"]


def test_tasks_alone_stand_as_names_and_are_no_carriers():
    judged = judge(
        2,
        ("序号", "工作任务", "牵头单位", "完成时限"),
        ("1", "建成数字平台", "县数据局", "2026年6月"),
        ("2", "出台扶持办法", "县财政局", "2026年"),
        ("3", "完成年度评估", "县财政局", "2027年3月"),
    )

    assert [(carrier.name, carrier.named, carrier.leads) for carrier in judged.carriers] == [
        ("建成数字平台", False, ("县数据局",)),
        ("出台扶持办法", False, ("县财政局",)),
        ("完成年度评估", False, ("县财政局",)),
    ]
    assert [(task.carrier, task.step, str(task.due)) for task in judged.milestones] == [
        (0, 1, "2026-06-30"),
        (1, 1, "2026-12-31"),
        (2, 1, "2027-03-31"),
    ]
    assert codes(judged).count("task-as-name") == 1


def test_a_column_of_names_that_is_blank_throughout_is_none():
    judged = judge(1, ("载体名称", "工作任务", "牵头部门"), ("", "加强推介", "县商务局"), ("—", "完善服务", ""))

    assert [(carrier.name, carrier.named) for carrier in judged.carriers] == [("加强推介", False), ("完善服务", False)]


def test_a_lead_for_each_task_is_read():
    judged = judge(
        2,
        ("物业名称", "工作任务", "牵头部门", "完成时限"),
        ("甲园", "制定方案", "县发改局", "2026年"),
        ("", "启动建设", "县住建局", "2027年"),
        ("", "竣工验收", "", "2027年"),
        ("乙园", "招商", "县商务局", "2027年"),
    )

    # A blank cell goes on with that above, as merged cells do.
    assert [task.leads for task in judged.milestones] == [
        ("县发改局",),
        ("县住建局",),
        ("县住建局",),
        ("县商务局",),
    ]
    assert [carrier.leads for carrier in judged.carriers] == [("县发改局", "县住建局"), ("县商务局",)]


def test_without_names_and_tasks_nothing_can_be_read():
    rows = [("面积（万m2）", "牵头部门", "孵化定位"), ("1", "县商务局", "孵化器")]
    found, _ = read_table(csv_bytes(rows), "annex1.csv", ANNEX_SHAPES[1])

    (finding,) = [finding for finding in judge_annex(found).findings if finding.severity == ERROR]
    assert finding.code == "missing-column"
    assert "载体名称”或“工作任务" in finding.message


def test_deadlines_in_the_annex_that_does_not_read_them_are_told():
    judged = judge(1, ("载体名称", "牵头部门", "完成时限"), ("甲园", "县商务局", "2026年"))

    assert "column-of-other-annex" in codes(judged)
