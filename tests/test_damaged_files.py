"""A sample of damaged files: none raises, none changes in silence beyond what a person could type."""

from tests.support.damaged_files import BROKEN, FAILURES, REFUSED, SAME, SILENT, _difference, study


def test_damaged_files_are_refused_said_or_the_same():
    ends, failures = study(files=2_000, seed=20221028)

    assert failures == []
    assert sum(ends.values()) == 2_000
    # The damage is real: most files cannot be read as meant, and some survive it.
    assert ends[REFUSED] > 1_000
    assert ends[SAME] > 100


def test_the_study_sees_a_shifted_column():
    row = ("甲基地", "1", "甲公司")

    assert _difference([row, row], [row, row]) == SAME
    assert _difference([row] * 4, [("1", "甲公司", "")] * 2 + [("2", "乙", "丙")] * 2) == SILENT
    assert {BROKEN, SILENT} == set(FAILURES)


def test_milestones_pasted_twice_are_noticed(write_plan):
    from analytics import load_plan

    step = {"工作任务": "加强运营。", "完成时限": "2024年"}
    plan = load_plan(write_plan(annex2=[{"序号": "1"}, step, step]))

    assert [finding.row for finding in plan.findings if finding.code == "milestone-repeated"] == [4]
