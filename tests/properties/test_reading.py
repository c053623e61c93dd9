"""No bytes raise, and no table with ragged rows passes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.columns import ANNEX_SHAPES
from analytics.finding_codes import READING
from analytics.findings import ERROR
from analytics.reading.table_reader import read_table
from tests.support.inputs import (
    csv_bytes,
    table,
)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_no_edit_of_a_file_raises_or_passes_a_ragged_table(data):
    content = bytearray(csv_bytes(table(2)))
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 2))] = data.draw(
            st.sampled_from([b"", b",", b'"', b"\n", b"\r", b"\0", b";", b"\xd0", "，".encode(), b"5,000"])
        )
    found, findings = read_table(bytes(content), "annex2.csv", ANNEX_SHAPES[2])
    assert found is not None or ERROR in {finding.severity for finding in findings}
    assert {finding.code for finding in findings} <= READING.keys()
    if found is not None:
        assert {len(record.cells) for record in found.records} <= {len(found.headings)}


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400) | st.binary(max_size=400).map(lambda data: b"PK\x03\x04" + data))
def test_no_bytes_raise(data):
    found, findings = read_table(data, "annex1.xlsx", ANNEX_SHAPES[1])
    assert found is None
    assert ERROR in {finding.severity for finding in findings}
