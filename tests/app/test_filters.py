"""The filters live in the address and in the sidebar: read, refused, cleared, and kept from run to run."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from .conftest import (
    EVERYTHING,
    TITLES,
    TODAY,
    charts,
    conclusions,
    go_to,
    no_trouble,
    open_page,
    tables,
    title_of,
    unfold,
    words,
)

CLEARED: dict[str, list] = {
    name: [] for name in ("lead", "guide", "industry", "stage", "annex", "level", "type", "year", "operator", "owner")
}


def chosen(at) -> dict[str, list]:
    """What the filters hold, shown or folded away; a shown one shows what it holds."""
    held = {name: list(at.session_state[name]) for name in CLEARED}
    assert not [box.key for box in at.sidebar.multiselect if list(box.value) != held[box.key]]
    return held


def test_filters_of_the_address_are_set_before_the_first_run_draws():
    at = open_page("timeline", lead="区科技局", annex="2", year="2024", asof="2024-06-30")

    no_trouble(at)
    assert chosen(at) == CLEARED | {"lead": ["区科技局"], "annex": [2], "year": [2024]}
    assert at.sidebar.date_input(key="asof").value.isoformat() == "2024-06-30"
    # 2-07 (7) and 2-08 (3.8), one milestone of each
    description = "牵头部门：区科技局 · 附件：附件2 · 到期年份：2024年 · 2/20 个载体 · 10.8/48.52 万m² · 2/32 个节点"
    assert description in title_of(at)
    assert conclusions(at)[0] == "截至2024-06-30：所选节点本年到期 2 个"


def test_a_filter_takes_several_values_of_the_address():
    at = open_page("industry", lead=["区商务委", "区残联"])

    assert chosen(at)["lead"] == ["区商务委", "区残联"]
    assert "牵头部门：区商务委、区残联 · 2/20 个载体 · 0.4/48.52 万m² · 0/32 个节点" in title_of(at)


@pytest.mark.parametrize("page", ["timeline", "meeting"])
def test_unknown_values_of_the_address_are_ignored_and_named(page: str):
    at = open_page(page, lead=["区科技局", "区教委"], annex="3", year="1999", level="省级", asof="昨天")

    no_trouble(at)
    assert words(at, "warning") == [
        "网址里的筛选值不在数据中，已忽略：牵头部门 区教委；附件 3；牌子级别 省级；到期年份 1999；截至日期 昨天"
        "（2000-01-01 至 2100-12-31 之间的一天，写成 2000-01-31 的样子）"
    ]
    assert chosen(at) == CLEARED | {"lead": ["区科技局"]}
    assert "牵头部门：区科技局 · 6/20 个载体" in title_of(at)


def test_an_address_damaged_on_the_way_filters_and_is_put_right():
    at = open_page(
        "timeline",
        **{
            "lead": ["区科技局", "区残联）"],
            "amp;year": "2024",
            "Stage": "加速器",
            "level": "省级",
            "asof": "2024/6/30",
        },
    )

    no_trouble(at)
    assert words(at, "warning") == ["网址里的筛选值不在数据中，已忽略：牌子级别 省级"]
    meant = {"lead": ["区科技局", "区残联"], "stage": ["加速器"], "year": [2024]}
    assert chosen(at) == CLEARED | meant
    # 2-07 (7) and 2-08 (3.8)
    assert "2/20 个载体 · 10.8/48.52 万m² · 2/32 个节点" in title_of(at)
    address = {"lead": ["区科技局", "区残联"], "stage": "加速器", "year": "2024", "asof": "2024-06-30"}
    assert dict(at.query_params) == address

    at.sidebar.button(key="reset_sidebar").click().run()

    assert chosen(at) == CLEARED
    assert not at.warning


def test_a_name_that_is_no_filter_but_looks_like_one_is_told():
    at = open_page("timeline", leads="区科技局", area_by="leads", q="区科技局")

    no_trouble(at)
    assert words(at, "warning") == ["网址里的筛选值不在数据中，已忽略：leads 区科技局（没有叫“leads”的筛选）"]
    assert chosen(at) == CLEARED


def test_known_values_draw_no_notice():
    assert not open_page("timeline", lead="区科技局", year="2024", asof="2024-06-30").warning


@pytest.mark.parametrize("page", TITLES)
def test_a_filter_that_leaves_nothing_says_so_and_offers_the_way_back(page: str):
    at = open_page(page, lead="区残联", annex="2")

    no_trouble(at)
    assert words(at, "info") == ["没有符合条件的载体。请减少筛选条件，或清除全部筛选。"]
    assert not charts(at)
    assert not tables(at)

    at.button(key="reset_empty").click().run()

    no_trouble(at)
    assert not at.info
    assert chosen(at) == CLEARED
    assert EVERYTHING in title_of(at)
    assert conclusions(at)
    assert not {"lead", "annex"} & set(at.query_params)


def test_what_is_left_of_nothing_is_counted():
    description = "牵头部门：区残联 · 附件：附件2 · 0/20 个载体 · 0/48.52 万m² · 0/32 个节点"
    assert description in title_of(open_page("industry", lead="区残联", annex="2"))


def test_the_sidebar_clears_every_filter_at_once():
    at = open_page(
        "industry",
        lead="区科技局",
        guide="区人力社保局",
        industry="大健康生物医药",
        stage="加速器",
        annex="2",
        level="市级",
        year="2024",
    )
    # 2-07 and 2-08
    assert "2/20 个载体 · 10.8/48.52 万m²" in title_of(at)

    at.sidebar.button(key="reset_sidebar").click().run()

    assert chosen(at) == CLEARED
    assert EVERYTHING in title_of(at)


def test_the_sidebar_filters_and_the_address_follows():
    at = open_page("timeline")

    at.sidebar.multiselect(key="lead").select("区文化旅游委").run()
    at.sidebar.multiselect(key="year").select(2023).run()

    no_trouble(at)
    # 2-02 alone
    assert "牵头部门：区文化旅游委 · 到期年份：2023年 · 1/20 个载体 · 0.8/48.52 万m² · 1/32 个节点" in title_of(at)
    assert at.query_params["lead"] == "区文化旅游委"
    assert at.query_params["year"] == "2023"


def test_the_filters_offer_what_the_plan_has_in_its_own_order():
    sidebar = unfold(open_page()).sidebar

    options = {name: sidebar.multiselect(key=name).options for name in CLEARED}
    assert options == {
        "lead": [
            "区科技局",
            "区商务委",
            "区残联",
            "区经济信息委",
            "区台办",
            "区文化旅游委",
            "九宫庙商圈公司",
            "建桥公司",
        ],
        "guide": ["区科技局", "区人力社保局"],
        "industry": [
            "大数据智能化",
            "大健康生物医药",
            "生态环保",
            "新材料",
            "重庆小面",
            "文化创意旅游",
            "社会服务",
            "未列入七大方向",
        ],
        "stage": ["创业苗圃", "孵化器", "加速器"],
        "annex": ["附件1 提质发展孵化载体清单", "附件2 挖掘包装孵化载体清单"],
        "level": ["国家级", "市级", "区级"],
        "type": ["众创空间", "科技孵化器", "创业孵化基地", "农民工返乡创业园"],
        "operator": ["天安公司", "渝台公司", "区残联", "重庆钢研所", "万源机械", "港务物流"],
        "owner": ["建桥公司", "大晟公司", "重钢集团", "湖托邦公司", "华伦公司", "皖新传媒"],
        "year": ["2022", "2023", "2024", "2025", "2026", "2027"],
    }
    labels = [sidebar.multiselect(key=name).label for name in CLEARED]
    assert labels == [
        "牵头部门",
        "指导部门",
        "产业方向",
        "孵化环节",
        "附件",
        "牌子级别",
        "牌子类型",
        "到期年份",
        "运营机构",
        "物业业主",
    ]
    assert sidebar.date_input(key="asof").label == "截至日期"


def test_filters_that_few_ask_for_are_folded_away():
    at = open_page("timeline")
    usual = ["牵头部门", "产业方向", "到期年份"]
    assert [box.label for box in at.sidebar.multiselect] == usual

    at.sidebar.toggle(key="further_filters").set_value(True).run()

    no_trouble(at)
    labels = [box.label for box in at.sidebar.multiselect]
    # The usual ones stay where they were.
    assert labels == [*usual, "指导部门", "孵化环节", "附件", "牌子级别", "牌子类型", "运营机构", "物业业主"]


def test_a_filter_that_is_used_stays_in_sight_though_the_others_are_folded_away():
    at = open_page("industry", stage="孵化器")

    no_trouble(at)
    assert [box.label for box in at.sidebar.multiselect] == ["牵头部门", "产业方向", "到期年份", "孵化环节"]
    assert at.sidebar.multiselect(key="stage").value == ["孵化器"]
    assert "孵化环节：孵化器 · 6/20 个载体" in title_of(at)
    assert at.query_params["stage"] == "孵化器"

    at.sidebar.button(key="reset_sidebar").click().run()

    assert EVERYTHING in title_of(at)
    assert "stage" not in at.query_params
    at.run()
    assert [box.label for box in at.sidebar.multiselect] == ["牵头部门", "产业方向", "到期年份"]


def test_filters_stay_when_the_page_runs_again_and_when_it_is_turned():
    at = open_page("overview", lead="区科技局")
    unfold(at).sidebar.multiselect(key="annex").select(2).run()
    # 2-06, 2-07, 2-08: 2 + 7 + 3.8
    description = "牵头部门：区科技局 · 附件：附件2 · 3/20 个载体 · 12.8/48.52 万m² · 9/32 个节点"

    for page in [*TITLES, "overview"]:
        go_to(at, page)
        for _ in range(2):
            no_trouble(at)
            assert description in title_of(at), page
            assert chosen(at) == CLEARED | {"lead": ["区科技局"], "annex": [2]}, page
            assert at.query_params["lead"] == "区科技局"
            assert at.query_params["annex"] == "2"
            at.run()


def test_what_was_cleared_stays_cleared_on_the_next_page():
    at = open_page("overview", lead="区科技局")
    at.sidebar.button(key="reset_sidebar").click().run()

    go_to(at, "timeline")

    assert EVERYTHING in title_of(at)
    assert "lead" not in at.query_params


def test_a_year_without_anything_due_says_so_and_can_be_released():
    at = open_page("overview", year="2026")

    no_trouble(at)
    assert words(at, "info") == ["方案2026年没有节点到期。"]
    at.button(key="clear_year_empty").click().run()
    assert "year" not in at.query_params
    assert not at.info


def test_of_several_filters_those_in_the_way_can_be_released_one_by_one():
    at = open_page("overview", lead="区科技局", industry="新材料")

    # Each of them alone leaves carriers.
    assert at.button(key="clear_lead_empty").label.endswith("牵头部门：区科技局")
    at.button(key="clear_industry_empty").click().run()
    assert "牵头部门：区科技局 · 6/20 个载体" in title_of(at)


def test_an_empty_panel_says_why_and_offers_the_filter_that_is_in_the_way():
    at = open_page("timeline", annex="1")

    assert any("10 个载体没有写完成时限" in text for text in words(at, "caption"))
    at.button(key="clear_annex_timeline_gantt").click().run()
    assert "annex" not in at.query_params
    assert charts(at)


@pytest.mark.parametrize(
    ("asked", "taken"),
    [
        ("2025-06-01", "2025-06-01"),
        ("2025/06/01", "2025-06-01"),
        ("2025-6-1", "2025-06-01"),
        ("20250601", None),
        ("2025-W22-7", None),
        ("1999-12-31", None),
        ("2101-01-01", None),
        ("2025-06-31", None),
        ("2025-06-01T00:00:00", None),
        ("昨天", None),
    ],
)
def test_a_day_in_the_address_is_either_taken_or_told_as_ignored(asked: str, taken: str | None):
    at = open_page("timeline", asof=asked)

    applied = at.sidebar.date_input(key="asof").value.isoformat()
    told = [text for text in words(at, "warning") if f"截至日期 {asked}" in text]
    if taken:
        assert (applied, told) == (taken, [])
    else:
        assert len(told) == 1
        assert "2000-01-01 至 2100-12-31" in told[0]
        assert applied == TODAY


def test_the_day_is_todays_until_one_is_chosen(monkeypatch: pytest.MonkeyPatch):
    at = open_page("timeline", lead="区科技局")
    midnight = datetime(2026, 11, 24, tzinfo=ZoneInfo("Asia/Shanghai"))
    monkeypatch.setattr("dashboard.selection.now_at", lambda plan: midnight)

    at.run()

    assert at.sidebar.date_input(key="asof").value == date(2026, 11, 24)
    assert "asof" not in at.query_params
    assert not title_of(at).startswith("时间轴　截至")


def test_a_day_chosen_by_hand_stays_and_stands_in_the_address_also_todays(monkeypatch: pytest.MonkeyPatch):
    at = open_page("timeline", lead="区科技局")

    for day in (date(2024, 6, 30), date(2025, 1, 1), date(2026, 11, 23)):
        at.sidebar.date_input(key="asof").set_value(day).run()
        no_trouble(at)
        assert at.query_params["asof"] == day.isoformat()
        assert at.query_params["lead"] == "区科技局"
        assert at.sidebar.date_input(key="asof").value == day
    midnight = datetime(2026, 11, 24, tzinfo=ZoneInfo("Asia/Shanghai"))
    monkeypatch.setattr("dashboard.selection.now_at", lambda plan: midnight)

    go_to(at, "plaques")

    assert at.query_params["asof"] == "2026-11-23"
    assert "截至 2026-11-23" in title_of(at)

    # 全部 is all: with the filters the day goes, too, and follows midnight again.
    at.sidebar.button(key="reset_sidebar").click().run()

    no_trouble(at)
    assert not {"asof", "lead"} & set(at.query_params)
    assert at.sidebar.date_input(key="asof").value == date(2026, 11, 24)
    assert "截至" not in title_of(at)
