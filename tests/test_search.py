"""analytics/search.py: words looked up in the notice, the annexes, the departments and the findings."""

from collections.abc import Callable
from pathlib import Path

import pytest

from analytics import Plan, load_plan
from analytics.search import clauses_about, search

from .conftest import DATA


def leads(plan: Plan, words: str) -> list[tuple[str, str]]:
    """Where each hit leads."""
    return [(hit.kind, hit.clause or hit.carrier_id or hit.department) for hit in search(plan, words)]


def marked(plan: Plan, words: str) -> set[str]:
    return {
        excerpt.text[begin:end]
        for hit in search(plan, words)
        for excerpt in hit.excerpts
        for begin, end in excerpt.marks
    }


# By hand from the notice.
FOUND = {
    "人才公寓": [("clause", "四（三）")],
    "体外诊断": [("clause", "二（二）"), ("clause", "三（三）3")],
    "维持好现有牌子": [("carrier", "1-06"), ("carrier", "1-07"), ("carrier", "1-10")],
    # Of other case and width.
    "ｔ+space": [("clause", "三（一）2"), ("carrier", "1-01")],
    # Both words, in whatever order and sentence.
    "人才公寓 公交": [("clause", "四（三）")],
    "公交　人才公寓": [("clause", "四（三）")],
    "人才公寓 体外诊断": [],
    # A task by the year it is due in.
    "2027年": [("carrier", "2-10"), ("finding", "2-10")],
    # A department that leads no carrier, and whom the annexes do not name.
    "区交通局": [("department", "区交通局"), ("clause", "四（三）")],
    "": [],
    " 　": [],
    "没有这个词": [],
}


@pytest.mark.parametrize("words", FOUND)
def test_what_has_all_the_words(plan: Plan, words: str):
    assert leads(plan, words) == FOUND[words]


def test_hits_stand_in_their_context_with_the_place_of_the_words(plan: Plan):
    [hit] = search(plan, "人才公寓")
    [excerpt] = hit.excerpts
    assert excerpt.text == "区城乡建委、渝台公司牵头，鼓励社会机构参与，规划建设满足各层次双创人才需要的人才公寓。"
    assert [excerpt.text[begin:end] for begin, end in excerpt.marks] == ["人才公寓"]

    assert marked(plan, "ｔ+ｓｐａｃｅ") == {"T+SPACE"}
    # The print has a blank within: 构建 “1+2+N”产业空间格局.
    assert marked(plan, "构建“1+2+n”") == {"构建 “1+2+N”"}
    assert marked(plan, "生物 物医药") >= {"生物医药"}

    excerpts = {excerpt.label: excerpt.text for hit in search(plan, "皖新传媒") for excerpt in hit.excerpts}
    assert excerpts == {"物业业主": "皖新传媒"}


def test_findings_are_found(plan: Plan):
    assert ("finding", "1-02") in leads(plan, "微托邦")  # The body's writing, told as differing from the annex.
    assert {hit.kind for hit in search(plan, "国家级载体")} >= {"finding"}


# By hand: the clauses of section 三, and those of 二 and 四 with the name of a carrier.
CLAUSES = {
    "1-01": ["三（一）2"],
    "1-02": ["三（一）2"],  # 微托邦, by its statement
    "1-03": ["二（七）", "三（一）2"],
    "1-05": ["三（二）2", "四（二）"],  # 重庆科技学院, by a statement without a name
    "1-07": ["三（二）2"],
    "1-10": ["三（三）2"],
    "2-01": ["二（五）", "三（一）3"],
    "2-03": ["三（二）3"],
    "2-05": ["三（二）3"],
    "2-06": ["二（二）", "三（三）3"],  # the name in brackets
    "2-09": ["三（三）3"],  # 二（五）has 重庆小面特色产业园 and 重庆小面电商产业园
    "2-10": ["三（三）3"],
}


@pytest.mark.parametrize("carrier_id", CLAUSES)
def test_clauses_about_a_carrier(plan: Plan, carrier_id: str):
    assert [clause.number for clause in clauses_about(plan, carrier_id)] == CLAUSES[carrier_id]


def test_names_in_other_dress(copy_of: Callable[..., Path]):
    """Quotation marks, brackets and （原） aside; not a part of another carrier's longer name."""
    folder = copy_of(
        DATA,
        ("annex2.csv", "“天空之湖”", "天空之湖（原）"),
        ("annex1.csv", "艺度创", "产业园（一期）"),
        ("plan.toml", 'name = "艺度创"', ""),
    )
    (folder / "notice.md").write_text(
        "# 方案\n## 一、目标\n建设《天空之湖》。\n## 二、措施\n提质重庆小面产业园。\n## 三、其他\n产业园要用好。",
        encoding="utf-8",
    )
    plan = load_plan(folder)

    assert [clause.number for clause in clauses_about(plan, "2-05")] == ["一"]
    assert [clause.number for clause in clauses_about(plan, "2-09")] == ["二"]
    assert [clause.number for clause in clauses_about(plan, "1-10")] == ["三"]


def test_another_district_without_a_notice(invented: Plan):
    assert {hit.kind for hit in search(invented, "县农业农村局")} >= {"department", "carrier"}
    assert not [hit for hit in search(invented, "牧场") if hit.kind == "clause"]
    assert clauses_about(invented, "2-02") == ()
