"""What a table sends to the browser: its rows and no more, whatever is chosen of them there."""

import json

from streamlit.testing.v1 import AppTest

from .conftest import no_trouble, open_page

SENT = {"alt", "headings", "rows", "title", "unbroken", "numbers", "carriers", "links", "linked", "filters"}


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
