"""方案原文: the notice by clause, one search box, ways to clauses, carriers and departments."""

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from ..conftest import INVENTED
from .conftest import conclusions, no_trouble, open_page, plain, title_of, words


def links(at: AppTest) -> list[tuple[str, str]]:
    """(label, address with its query) of the links in the page, from the top; department pages are buttons."""
    return [(plain(link.proto.label), f"{link.proto.page}?{link.proto.query_string}") for link in at.get("page_link")]


def text_of(at: AppTest) -> list[str]:
    """The running text, without the signs that mark what was looked for."""
    return [text.replace(":blue-background[", "") for text in words(at, "markdown")]


def test_the_whole_notice_stands_there_by_clause():
    at = open_page("notice")

    no_trouble(at)
    assert title_of(at).startswith("方案原文　")
    text = "\n".join(text_of(at))
    assert "### 重庆市大渡口区人民政府办公室关于印发大渡口区双创载体提质发展工作方案的通知" in text
    assert "#### 一、建设目标" in text
    assert "##### （三）完善生活配套。" in text
    assert "规划建设满足各层次双创人才需要的人才公寓。" in text
    assert not conclusions(at)


def test_words_are_found_in_body_annexes_and_findings():
    at = open_page("notice", q="国家级众创空间")

    no_trouble(at)
    assert conclusions(at) == ["“国家级众创空间”：正文 1 处、附件 1 处"]
    shown = [label for label, _ in links(at)]
    assert shown == ["正文 三（一）2　提质存量载体重点任务", "附件1 1 天安T+SPACE众创空间"]


def test_each_hit_leads_to_its_place():
    at = open_page("notice", q="皖新大厦")

    assert conclusions(at)[0].startswith("“皖新大厦”：正文 1 处、附件 1 处")
    addresses = dict(links(at))
    assert "clause=%E4%B8%89%EF%BC%88%E4%B8%89%EF%BC%893" in addresses["正文 三（三）3　挖掘包装载体重点任务"]
    assert "carrier=2-10" in addresses["附件2 10 皖新大厦"]

    at = open_page("notice", q="区科技局")
    at.button(key="department_区科技局").click().run()
    no_trouble(at)
    assert title_of(at).startswith("部门清单")
    assert at.query_params["department"] == "区科技局"
    assert conclusions(at)[0] == "区科技局牵头 6 个载体、14.6 万m²，9 个节点"


def test_what_is_not_there_is_said():
    at = open_page("notice", q="没有这个词", clause="九（九）")

    no_trouble(at)
    assert conclusions(at) == ["没有找到“没有这个词”"]
    assert words(at, "warning") == ["方案原文里没有“九（九）”这一条"]
    assert "四、完善配套服务措施" in "\n".join(text_of(at))


def test_a_clause_by_its_address_with_the_carriers_it_speaks_of():
    at = open_page("notice", clause="三(二)3")

    no_trouble(at)
    assert (
        words(at, "caption")[0]
        == "大渡口区双创载体提质发展工作方案 › 三、构建孵化载体链条 › （二）打造创新型科技孵化器"
    )
    assert at.selectbox(key="clause_choice").value == "三（二）3"
    assert [label for label, _ in links(at)] == [
        "重钢电讯大楼、科协大楼",
        "重钢钢城大厦",
        "“天空之湖”",
        "上一条：三（二）2　提质存量载体重点任务",
        "下一条：三（三）　打造专业化产业加速器",
    ]


def test_a_clause_is_chosen_from_the_list_and_let_go():
    at = open_page("notice", q="人才公寓")

    at.selectbox(key="clause_choice").select("四（三）").run()
    assert at.query_params["clause"] == "四（三）"
    at.selectbox(key="clause_choice").select(None).run()
    assert "clause" not in at.query_params
    assert at.text_input(key="q").value == "人才公寓"


@pytest.mark.parametrize("asked", ["**x**", "$x$", ":red[x]", "<b>x</b>", "[x](http://e.com)", "\\"])
def test_what_was_looked_for_is_shown_literally(asked: str):
    at = open_page("notice", q=asked)

    no_trouble(at)
    assert conclusions(at) == [f"没有找到“{asked}”"]


def test_words_of_the_notice_are_no_markup(own_copy: Path):
    (own_copy / "notice.md").write_text("# 方案\n## 一、<b>目标</b>\n**粗** :red[红] ![](http://e.com/a.png)", "utf-8")
    at = open_page("notice", q="粗** 红]")

    no_trouble(at)
    shown = next(text for text in at.markdown.values if "目标" in text)
    assert "\\<b\\>目标" in shown
    assert "\\!\\[\\]\\(http" in shown
    assert ":blue-background[**粗\\*\\***]" in shown


def test_a_plan_without_a_notice_does_not_offer_the_page(monkeypatch: pytest.MonkeyPatch, use_plan):
    offered: list[list[str]] = []
    navigation = st.navigation

    def noted(pages: list, **options: object) -> object:
        offered.append([page.title for page in pages])
        return navigation(pages, **options)

    monkeypatch.setattr(st, "navigation", noted)
    no_trouble(open_page("overview"))
    assert "方案原文" in offered[-1]

    use_plan(INVENTED)
    no_trouble(open_page("overview"))
    assert "方案原文" not in offered[-1]
