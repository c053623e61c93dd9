"""载体档案: one carrier whole, its facts copied by hand from the notice."""

from streamlit.testing.v1 import AppTest

from .conftest import charts, conclusions, no_trouble, open_page, table_with, tables, title_of, words


def fields(at: AppTest) -> dict[str, str]:
    """The printed fields: label → what stands there."""
    facts = table_with(at, "栏目", "内容")
    return dict(zip(facts["栏目"], facts["内容"], strict=True))


def plaques(at: AppTest) -> list[str]:
    return [text for text in words(at, "markdown") if text[0] in "●◆◇"]


def test_a_carrier_of_annex_1_with_every_printed_field():
    at = open_page("carrier", carrier="1-09")

    no_trouble(at)
    assert conclusions(at) == [
        "台湾中小企业产业园：0.9 万m²，已有 1 块牌子，争取 2 块",
        # 9, 7.7, 7, 6.9, 3.8, 2.4, 2.02, 2, 1.8, 1.1 are larger; 2-03 has 0.9, too
        "面积 0.9 万m²，在 20 个载体里并列第 11",
        "方案正文 1 条说到它",
    ]
    assert fields(at) == {
        "序号": "附件1 第 9 号",
        "载体名称": "台湾中小企业产业园",
        "面积（万m2）": "0.9 万m²",
        "运营机构": "渝台公司",
        "牵头部门": "区台办",
        "指导部门": "区人力社保局",
        "孵化定位": "外资企业集聚加速器",
        "已有授牌": "区级创业孵化基地",
        "工作任务": "争取市级众创空间、市级创业孵化基地。加强外资企业引进培育。",
        "产业方向（归类）": "未列入七大方向",
        "孵化环节（归类）": "加速器",
    }
    assert plaques(at) == [
        "● 已有：区级创业孵化基地",
        "◇ 争取：市级众创空间，未列年份",
        "◇ 争取：市级创业孵化基地，未列年份",
    ]
    assert len(charts(at)) == 1, "附件1 没有完成时限，不画时间轴"
    assert "附件1 只写了工作任务，没有写完成时限，所以没有时间轴。" in words(at, "caption")


def test_a_carrier_of_annex_2_with_its_milestones():
    at = open_page("carrier", carrier="2-08", asof="2024-06-30")

    no_trouble(at)
    assert conclusions(at) == [
        "元石国际：3.8 万m²，争取 3 块，最后节点2025年",
        "面积 3.8 万m²，在 20 个载体里排第 5",  # behind 9, 7.7, 7, 6.9
        "方案正文 1 条说到它",
        "截至2024-06-30：节点已到期 2 个，本年到期 1 个，未到期 1 个",
    ]
    assert fields(at) == {
        "序号": "附件2 第 8 号",
        "物业名称": "元石国际",
        "面积（万m2）": "3.8 万m²",
        "物业业主": "华伦公司",
        "牵头部门": "区科技局",
        "指导部门": "区科技局、区人力社保局",
        "孵化定位": "生物医药产业加速器",
        "争取授牌": "市级科技孵化器、区级创业孵化基地",
        "产业方向（归类）": "大健康生物医药",
        "孵化环节（归类）": "加速器",
    }
    assert plaques(at) == [
        "◆ 争取：区级创业孵化基地，2023年",
        "◆ 争取：市级科技孵化器，2024年",
        "◆ 争取：市级创业孵化基地，2025年",
    ]
    assert len(charts(at)) == 2
    milestones = table_with(at, "工作任务", "完成时限", "到期情况")
    assert milestones["工作任务"].to_list() == [
        "加强沟通指导，制定建设方案，协助做好招商引资和项目包装。",
        "授牌区级创业孵化基地。",
        "争取授牌市级科技孵化器。",
        "争取授牌市级创业孵化基地。",
    ]
    assert milestones["完成时限"].to_list() == ["2022年", "2023年", "2024年", "2025年"]
    assert milestones["到期情况"].to_list() == ["已到期", "已到期", "本年到期", "未到期"]


def test_without_a_carrier_in_the_address_the_first_one_stands_there():
    at = open_page("carrier")

    assert fields(at)["载体名称"] == "天安T+SPACE众创空间"
    assert not at.warning
    assert not at.info


def test_an_unknown_carrier_is_said_and_the_first_one_shown():
    at = open_page("carrier", carrier="9-99")

    no_trouble(at)
    assert words(at, "warning") == ["没有编号为“9-99”的载体，已显示第一个"]
    assert fields(at)["载体名称"] == "天安T+SPACE众创空间"


def test_a_carrier_outside_the_filters_is_shown_all_the_same():
    at = open_page("carrier", carrier="2-08", lead="区残联")

    no_trouble(at)
    assert words(at, "info") == ["这个载体不在当前筛选之内；前后翻看的是全部载体。"]
    assert fields(at)["物业名称"] == "元石国际"
    assert "牵头部门：区残联 · 1/20 个载体" in title_of(at)
    assert at.button(key="next").click().run().query_params["carrier"] == "2-09"


def test_previous_and_next_go_through_the_carriers_shown():
    # 区科技局 leads 1-01, 1-02, 1-07, 2-06, 2-07, 2-08.
    at = open_page("carrier", carrier="1-07", lead="区科技局")
    assert not at.info

    at.button(key="next").click().run()
    assert fields(at)["物业名称"] == "天安数码城1期5号楼（重庆精准医疗生物科技产业园）"
    assert at.query_params["carrier"] == "2-06"
    at.button(key="next").click().run()
    at.button(key="next").click().run()
    assert fields(at)["物业名称"] == "元石国际"
    assert at.button(key="next").disabled

    at.button(key="previous").click().run()
    assert fields(at)["物业名称"] == "建桥生物科技园"
    assert at.query_params["lead"] == "区科技局"


def test_the_first_carrier_has_none_before_it():
    at = open_page("carrier", carrier="1-01")

    assert at.button(key="previous").disabled
    assert not at.button(key="next").disabled


def test_a_carrier_is_chosen_by_number_and_name():
    at = open_page("carrier")
    choice = at.selectbox(key="carrier_choice")
    assert len(choice.options) == 20
    assert choice.options[8] == "1-09 台湾中小企业产业园"

    choice.select("2-10").run()

    assert fields(at)["物业名称"] == "皖新大厦"
    assert at.query_params["carrier"] == "2-10"


def test_what_the_notice_says_of_it_stands_there_whole_and_leads_to_the_clause():
    at = open_page("carrier", carrier="2-08")

    said = next(table for table in tables(at) if "条款" in table.frame)
    assert list(said.frame["条款"]) == ["三（三）3"]
    assert said.frame["原文"][0] == (
        "区科技局牵头，围绕医疗器械、体外诊断等领域，重点包装重庆精准医疗生物科技产业园、建桥生物科技园、"
        "元石国际等物业，打造大健康生物医药产业加速器。"
    )
    assert said.links["三（三）3"] == "notice?clause=%E4%B8%89%EF%BC%88%E4%B8%89%EF%BC%893"


def test_its_departments_lead_to_their_pages():
    at = open_page("carrier", carrier="1-04")

    facts = next(table for table in tables(at) if "栏目" in table.frame)
    assert {"区残联", "区科技局", "区人力社保局"} <= set(facts.links)


def test_every_carrier_is_a_dot_that_opens_it():
    at = open_page("carrier", carrier="1-04")

    marks = charts(at)[0].figure["data"][0]["customdata"]
    assert len(marks) == 20
    assert ["carrier", "2-09"] in marks
