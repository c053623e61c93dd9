"""What is found in a row reaches its carrier, and what was not filled in is not added up (screens.md, Truth)."""

from datetime import datetime
from zoneinfo import ZoneInfo

from analytics import Filters, Plan, load_plan
from dashboard.selection import Selection, select
from dashboard.views import only, views_of

NOW = datetime(2026, 11, 23, 9, 12, tzinfo=ZoneInfo("Asia/Shanghai"))


def of_carrier(plan: Plan, carrier_id: str) -> Selection:
    return only(select(plan, Filters(), NOW), carrier_id)


def test_finding_of_a_row_reaches_its_carrier(write_plan):
    # Row 1 is the heading: the first carrier stands in row 2, the second in row 3, the third in rows 4 and 5.
    plan = load_plan(
        write_plan(
            annex1=[{"序号": "1"}, {"序号": "2", "面积（万m2）": ""}],
            annex2=[{"序号": "1"}, {"完成时限": "以后", "工作任务": "招商。"}],
        )
    )

    found = {(finding.file, finding.row): finding.carrier_id for finding in plan.findings if finding.row}
    assert found["annex1.csv", 3] == "1-02"
    assert found["annex2.csv", 3] == "2-01"
    (blank,) = views_of("carrier_findings", of_carrier(plan, "1-02"))
    assert blank.conclusion.startswith("需要核对")
    assert any("面积" in row[1] for row in blank.rows)
    # Nobody else's.
    (other,) = views_of("carrier_findings", of_carrier(plan, "1-01"))
    assert not any("面积没有填" in row[1] or "未填" in row[1] for row in other.rows)


def test_areas_that_nobody_filled_in_are_no_total(write_plan):
    plan = load_plan(write_plan(annex1=[{"序号": "1", "面积（万m2）": ""}]))

    (totals,) = views_of("totals", select(plan, Filters(), NOW))
    assert totals.rows[0][3:] == ("未填", "没有面积可加，无从核对")
    assert not [finding for finding in plan.findings if "逐行相加 0" in finding.message]
    assert not [finding for finding in plan.findings if finding.code.startswith("total-") and "1" in finding.file]


def test_carrier_without_a_number_has_none(write_plan):
    plan = load_plan(write_plan(annex1=[{"序号": "", "载体名称": "甲基地"}, {"序号": "2"}]))

    (carrier,) = views_of("carrier", of_carrier(plan, "1-r2"))
    assert ("序号", "附件1 未填序号") in carrier.rows
    assert "NA" not in str(carrier.rows)
