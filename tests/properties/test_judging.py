"""No cells raise, and no name is lost without a word."""

from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.columns import ANNEX_SHAPES
from analytics.finding_codes import JUDGING
from analytics.judging import judge_annex
from analytics.reading.table_reader import read_table
from tests.support.inputs import csv_bytes, table

CELLS = st.text(max_size=12) | st.sampled_from(
    ["", "合计", "1", "0.5", "2022年", "#REF!", "—", "序号", "注：", "9" * 30]
)


@settings(deadline=None)
@given(st.sampled_from([1, 2]), st.lists(st.lists(CELLS, min_size=10, max_size=10), max_size=6))
def test_no_cells_raise_and_no_name_is_lost(annex, rows):
    found, findings = read_table(
        csv_bytes([*table(annex), *[row[: 8 + annex] for row in rows]]), "a.csv", ANNEX_SHAPES[annex]
    )
    if found is None:
        return
    judged = judge_annex(found)
    assert {finding.code for finding in judged.findings} <= JUDGING.keys()
    assert all(len(finding.value) <= 80 for finding in [*findings, *judged.findings])
    # Every row is a carrier, a milestone, or told of.
    seen = {row.row for row in (*judged.carriers, *judged.milestones)}
    assert {record.row for record in found.records} <= seen | {finding.row for finding in judged.findings}
