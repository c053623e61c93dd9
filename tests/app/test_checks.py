"""数据校核: findings by what they bear on, equal ones in one row."""

from analytics.finding_codes import CODES, ERROR, NOTE, ON_TARGETS, TO_KNOW, consequence_of

from .conftest import open_page, tables


def group(at, title: str):
    return next(table for table in tables(at) if table.alt.startswith(title))


def test_findings_that_say_the_same_stand_in_one_row_with_all_their_carriers():
    to_know = group(open_page("checks"), "供了解").frame

    (row,) = to_know[to_know["说明"].str.contains("不属于")].to_dict("records")
    assert row["载体"] == (
        "天安T+SPACE众创空间、微托帮众创空间（原）、爱心惠残众创空间、万源科技企业孵化器、台湾中小企业产业园、皖新大厦"
    )
    assert "annex1.csv 第 2 行 孵化定位" in row["位置"]
    assert "annex2.csv 第 30 行 孵化定位" in row["位置"]
    # One row for 授牌 of 2-03 and one for 2-04 where what is meant differs; two totals, 2026.
    assert len(to_know) == 5


def test_names_of_carriers_lead_to_them():
    on_targets = group(open_page("checks"), "影响目标结论")

    assert on_targets.links["皖新大厦"] == "carrier?carrier=2-10"
    assert "（整个方案）" in list(on_targets.frame["载体"])


def test_what_is_no_more_than_to_be_known_bears_on_no_target():
    notes = [code for code, kind in CODES.items() if kind.severity == NOTE]

    assert consequence_of("plaque-undated", "提示") == ON_TARGETS
    assert [code for code in notes if consequence_of(code, NOTE) == ON_TARGETS] in ([], ["area-converted"])
    assert consequence_of("missing-file", ERROR) == ON_TARGETS
    assert consequence_of("stage-missing", "提示") == TO_KNOW
