"""Reading a download back gives the same rows, whatever text stands in them."""

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import load_plan
from analytics.guard import guarded
from analytics.loading import plan_with_annex
from dashboard.exports.csv import annex_csv

from ..conftest import DATA, HEADINGS
from ..test_exports import workbook_bytes

# Any text a cell can hold: Han, ASCII, full-width, rare signs, quotes, line breaks, separators, leading formula signs.
# Control characters and what nobody sees are refused or stripped with a finding when read, so they are no round trip.
_SIGNS = st.characters(blacklist_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"), blacklist_characters="\ufffd")
_TEXTS = st.text(_SIGNS, min_size=1, max_size=12) | st.sampled_from(
    [
        '他说"好"',
        "甲,乙",
        "甲\n乙",
        "=1+1",
        "'=甲",
        "＝甲",
        "@乙",
        "-1",
        "+1",
        "NA",
        "007",
        "1.10",
        "𠮷野家",
        "䶮",
        "；",
        "，",
    ]
)


@settings(max_examples=25, deadline=None)
@given(names=st.lists(_TEXTS, min_size=1, max_size=4), task=_TEXTS)
def test_reading_a_download_back_gives_the_same_rows(names, task):
    columns = HEADINGS[1]
    common = {"面积（万m2）": "1", "运营机构": "甲", "牵头部门": "甲局", "指导部门": "乙局", "孵化定位": "新材料孵化器"}
    rows = [common | {"序号": str(number), "载体名称": f"基地{name}"} for number, name in enumerate(names, start=1)]
    rows[0] |= {"载体名称": f"{names[0]}基地", "工作任务": f"{task}任务"}
    written = [
        [guarded(row.get(column, "")) for column in columns]
        for row in [dict(zip(columns, columns, strict=True)), *rows]
    ]
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(written)

    base = load_plan(DATA)
    plan = plan_with_annex(base, 1, text.getvalue().encode("utf-8-sig"), "annex1.csv")

    for download, file in ((annex_csv(plan, 1), "annex1.csv"), (workbook_bytes(plan, 1), "annex1.xlsx")):
        again = plan_with_annex(base, 1, download, file)
        assert list(again.carriers["name"]) == list(plan.carriers["name"])
        assert list(again.carriers["task"]) == list(plan.carriers["task"])
