"""What a table sends to the browser: its rows and no more, whatever is chosen of them there."""

import json

from streamlit.testing.v1 import AppTest

from .conftest import no_trouble, open_page

SENT = {"alt", "headings", "rows", "title", "unbroken", "numbers", "carriers", "links", "linked", "filters"}
LEAD = {"lead": "区科技局"}


def payloads(at: AppTest) -> list[bytes]:
    no_trouble(at)
    return [table.proto.bytes for table in at.get("bidi_component") if table.proto.component_name == "table"]


def test_sorting_searching_and_grouping_cost_no_byte():
    sent = [set(json.loads(payload)) for payload in payloads(open_page("timeline"))]

    assert sent
    assert all(keys <= SENT for keys in sent)


def test_what_tables_write_into_the_address_changes_no_table():
    """Else each sorting would send every table anew at the next change, and go on into the links of names."""
    chosen = {"table.timeline_rows": "4d~建桥", "lead": "建桥公司"}

    assert payloads(open_page("timeline", **chosen)) == payloads(open_page("timeline", lead="建桥公司"))


def test_a_filter_changes_no_table_whose_rows_it_leaves_alone():
    """目标怎么算 has links and is of the whole plan: its links take the filters from the page's own address."""
    whole, filtered = ({p for p in payloads(open_page("plaques", **of)) if "条款".encode() in p} for of in ({}, LEAD))

    assert len(whole) == 1
    assert whole == filtered
