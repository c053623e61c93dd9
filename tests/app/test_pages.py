"""Every page under every filter: it runs, says its conclusion and what it shows, and speaks Chinese."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from .conftest import (
    EVERYTHING,
    TITLES,
    TODAY,
    charts,
    conclusions,
    no_trouble,
    open_page,
    slide_words,
    table_with,
    tables,
    take_away,
    title_of,
    unfold,
    visible_texts,
    words,
)

BY_DIRECTION = "大健康生物医药 12.8 万m²，占 26.4%，居七大方向之首"  # 2 + 7 + 3.8 of 48.52
TARGETS = "8 项目标：4 项计划已覆盖，1 项看怎么读，1 项有缺口，2 项附件无数据"
BY_YEAR = "2023年节点最多，10 个；2026年没有"
THIS_YEAR = "2026年没有节点到期"
MATRIX = "已有 15 块牌子，计划争取 19 块，其中 2 块未列年份"
STEPS = "到2025年底计划争取 15 块牌子，之后 2 块，未列年份 2 块"
YEARLY = "2025年争取牌子最多，6 块；2 块未列年份"  # two each of 2-03 and 2-04, one each of 2-08 and 2-09
LOWEST = "只有区级牌子的载体 1 个：台湾中小企业产业园"  # 1-03 also holds one of 市级
NUMBERS = "20 个载体、48.52 万m²，已有 15 块牌子，争取 19 块"
STATES = f"截至{TODAY}：节点已到期 31 个，未到期 1 个"
BY_STAGE = "大健康生物医药·加速器最大，12.8 万m²、3 个载体"
TASKS = "5 个部门有节点，区经济信息委最多，14 个"  # 2-01: 2, 2-03, 2-04, 2-09: 4 each
GUIDES = "区科技局自己牵头、自己指导的最多，6 个载体"  # all that it leads; no other pair has more than 5
FINDINGS = "共 12 处提示、11 处说明"

CONCLUSIONS = {
    "overview": (TARGETS, BY_DIRECTION, BY_YEAR, THIS_YEAR, f"需要核对：{FINDINGS}"),
    "industry": (BY_DIRECTION, BY_STAGE, "未列入七大方向：6 个载体，9.8 万m²", "载体明细：20 个载体，48.52 万m²"),
    # 1-01 to 1-08 and 1-10
    "plaques": (MATRIX, "9 个载体没有要争取的牌子，已有 14 块牌子", TARGETS, STEPS, YEARLY, LOWEST),
    "timeline": (STATES, BY_YEAR, THIS_YEAR, "节点明细：32 个"),
    "departments": (
        "8 个部门牵头，区经济信息委面积最大：7 个、16.52 万m²",
        "区经济信息委 16.52 万m²，占 34.0%，居各牵头部门之首",
        TASKS,
        GUIDES,
        "10 个载体的工作任务没有写完成时限",
        "保障措施及牵头部门：13 项",
    ),
    "carrier": (
        "天安T+SPACE众创空间：0.5 万m²，已有 1 块牌子",
        "面积 0.5 万m²，在 20 个载体里排第 15",  # 1-02, 1-03, 1-04, 1-06 and 2-01 are smaller
        "方案正文 1 条说到它",
    ),
    "checks": (FINDINGS, "文件印的合计与逐行相加", "本次变化", "预览一个文件"),
    "meeting": (NUMBERS,),
}
"""What each page concludes from the whole plan on 2026-11-23, from the top, by hand from the notice."""

SLIDES = {
    1: ("一、要点", NUMBERS),
    2: ("二、目标", TARGETS),
    3: ("三、面积", BY_DIRECTION),
    4: ("四、牌子", MATRIX),
    5: ("四、牌子", STEPS),
    6: ("五、进度", STATES),
    7: ("五、进度", THIS_YEAR),
    8: ("五、进度", TASKS),
    # A gap, a reading, two plaques without a year; four kinds of findings that change a count or a lead.
    9: ("六、议定", "请会议议定 7 件事"),
}
"""Section and conclusion of every slide: at most nine (screens.md, 会议模式)."""

FILTERS = {
    # 1-01, 1-02, 1-07, 2-06, 2-07, 2-08: 0.5 + 0.2 + 1.1 + 2 + 7 + 3.8; 2 + 3 + 4 milestones
    "lead": ("区科技局", "牵头部门：区科技局 · 6/20 个载体 · 14.6/48.52 万m² · 9/32 个节点"),
    # all but 1-01, 1-06, 1-07, 2-01, 2-05, 2-06: 48.52 - 0.5 - 0.1 - 1.1 - 0.3 - 0.7 - 2; 32 - 2 - 3 - 2 milestones
    "guide": ("区人力社保局", "指导部门：区人力社保局 · 14/20 个载体 · 43.82/48.52 万m² · 25/32 个节点"),
    # 1-06, 2-03: 0.1 + 0.9
    "industry": ("新材料", "产业方向：新材料 · 2/20 个载体 · 1/48.52 万m² · 4/32 个节点"),
    # 1-05, 1-06, 1-07, 2-03, 2-04, 2-05; 2-02 is counted under 创业苗圃
    "stage": ("孵化器", "孵化环节：孵化器 · 6/20 个载体 · 7/48.52 万m² · 11/32 个节点"),
    "annex": ("2", "附件：附件2 · 10/20 个载体 · 33.8/48.52 万m² · 32/32 个节点"),
    # 1-01 alone holds one, none is sought
    "level": ("国家级", "牌子级别：国家级 · 1/20 个载体 · 0.5/48.52 万m² · 0/32 个节点"),
    # 1-03 alone holds one
    "type": ("农民工返乡创业园", "牌子类型：农民工返乡创业园 · 1/20 个载体 · 0.2/48.52 万m² · 0/32 个节点"),
    # 2-03, 2-04, 2-05, 2-07, 2-08, 2-09, 2-10: 0.9 + 2.4 + 0.7 + 7 + 3.8 + 9 + 6.9
    "year": ("2024", "到期年份：2024年 · 7/20 个载体 · 30.7/48.52 万m² · 7/32 个节点"),
    # 2-01, 2-06, 2-07, 2-09: 0.3 + 2 + 7 + 9; 2 + 2 + 3 + 4 milestones
    "owner": ("建桥公司", "物业业主：建桥公司 · 4/20 个载体 · 18.3/48.52 万m² · 11/32 个节点"),
    "asof": ("2024-06-30", EVERYTHING),  # A date leaves nothing out.
}
"""A filter of the address: its value, and how the title line says it with its effect."""


CHARTS = {"overview": 4, "industry": 2, "plaques": 4, "timeline": 2, "departments": 2, "carrier": 1, "meeting": 1}


TABLES = {
    "overview": ["下一次：2027年 1 个节点到期，由建桥公司牵头"],
    # 0.5 + 0.2 + 0.2 + 1.1 + 0.9 + 6.9
    "industry": ["未列入七大方向：6 个载体，9.8 万m²", "20 个载体，48.52 万m²"],
    "plaques": [YEARLY, LOWEST, f"{TARGETS}。每项的原文与计算口径", f"{MATRIX}。每块的出处原文"],
    "timeline": ["下一次：2027年 1 个节点到期，由建桥公司牵头", f"节点明细：32 个。{STATES}。各节点的全文"],
    "departments": [
        "8 个部门牵头，区经济信息委面积最大：7 个、16.52 万m²",
        GUIDES,
        "10 个载体的工作任务没有写完成时限",
        "保障措施及牵头部门：13 项",
    ],
    "carrier": ["天安T+SPACE众创空间：0.5 万m²，已有 1 块牌子", "方案正文 1 条说到它"],
    "checks": [
        # 2 stand in a task only, 2 are undated, 2-10 is late, 2 targets
        "影响目标结论：7 处",
        # two names, a lead, a wording, a guide
        "附件与正文不一致：5 处",
        # 2 say 授牌 alone, 2 totals, 6 in no direction, 2026
        "供了解：11 处",
        "文件印的合计与逐行相加：附件1 提质发展孵化载体清单 一致；附件2 挖掘包装孵化载体清单 一致",
        "共 1 个采用过的版本",
    ],
}
"""What the tables of each page tell those who cannot see them, from the whole plan."""


NUMBERS_OF = re.compile(r"[^。]*\d+ 个载体、[^。]+")


def charts_say_their_conclusions(at: AppTest) -> None:
    """Every chart tells those who cannot see it a conclusion of the page, and then what is in it."""
    assert all(len(table.alt) > 5 for table in tables(at))
    for chart in charts(at):
        sentence, _, content = chart.alt.partition("。")
        # The key figures stand without their sentence, which the numbers say.
        said = [*conclusions(at), *([NUMBERS_OF.match(sentence)[0]] if NUMBERS_OF.match(sentence) else [])]
        assert any(sentence in conclusion for conclusion in said), f"“{sentence}”不是页上的结论"
        assert len(content) > 10, f"“{chart.alt}”没有说出图里有什么"


@pytest.mark.parametrize("page", [page for page in TITLES if page != "checks"])
def test_no_file_is_named_to_leaders(page: str):
    at = open_page(page, **({"carrier": "1-09"} if page == "carrier" else {}))

    # 1-09 has a finding whose advice is for those who keep plan.toml.
    assert not [text for _, text in visible_texts(at) if re.search(r"\.(toml|csv|xlsx|md)\b", text)]


@pytest.mark.parametrize("page", TITLES)
def test_a_page_shows_its_title_its_conclusions_from_the_whole_plan_and_its_source(page: str):
    at = open_page(page)

    no_trouble(at)
    assert title_of(at).startswith(
        f"{TITLES[page]}　{EVERYTHING}" if page != "meeting" else f"一、要点 · 1/9 · {EVERYTHING}"
    )
    assert conclusions(at) == list(CONCLUSIONS[page])
    assert len(charts(at)) == CHARTS.get(page, 0)
    assert [table.alt for table in tables(at)] == TABLES.get(page, [])
    charts_say_their_conclusions(at)
    source = slide_words(at)["source"] if page == "meeting" else words(at, "caption")[-1]
    assert "大渡口府办发〔2022〕98号" in source
    assert "方案安排，不是完成情况" in source


@pytest.mark.parametrize("name", FILTERS)
@pytest.mark.parametrize("page", TITLES)
def test_a_filter_holds_on_every_page_and_is_said_in_words(page: str, name: str):
    value, description = FILTERS[name]

    at = open_page(page, **{name: value})

    no_trouble(at)
    assert not at.warning
    assert description in title_of(at)
    assert at.query_params[name] == value
    charts_say_their_conclusions(at)


FILTERED_CONCLUSIONS = {
    "overview": "大健康生物医药 12.8 万m²，占 87.7%",  # of 14.6; the other 1.8 is in no direction
    "industry": "载体明细：所选 6 个载体，14.6 万m²",
    "plaques": "所选载体已有 4 块牌子，计划争取 5 块",  # 1 + 2 + 1; 1 + 1 + 3
    "timeline": f"截至{TODAY}：所选节点已到期 9 个",
    "departments": "区科技局牵头 6 个载体、14.6 万m²，9 个节点",
    "checks": "所选载体和方案整体共 4 处提示、6 处说明",
}
"""What pages conclude for 区科技局 alone, by hand. Findings: 2-08 seeks a plaque that stands in a task only, 1-02 is
spelled otherwise in the body, two targets; 1-01, 1-02 and 1-07 are in no direction, both totals agree, 2026 is empty.
"""


@pytest.mark.parametrize("page", FILTERED_CONCLUSIONS)
def test_a_conclusion_is_that_of_the_carriers_shown(page: str):
    assert FILTERED_CONCLUSIONS[page] in conclusions(open_page(page, lead="区科技局"))


def test_the_date_decides_what_is_past_on_the_timeline():
    at = open_page("timeline", asof="2024-06-30")

    # 9 + 10 past, 7 this year, 5 + 1 to come
    assert conclusions(at)[0] == "截至2024-06-30：节点已到期 19 个，本年到期 7 个，未到期 6 个"
    states = table_with(at, "工作任务", "到期情况")["到期情况"]
    assert states.value_counts().to_dict() == {"已到期": 19, "本年到期": 7, "未到期": 6}
    assert at.get_by_key("timeline_year").value == 2024


def test_without_a_date_the_timeline_takes_today():
    at = open_page("timeline")

    states = table_with(at, "工作任务", "到期情况")["到期情况"]
    assert states.value_counts().to_dict() == {"已到期": 31, "未到期": 1}
    assert "asof" not in at.query_params


@pytest.mark.parametrize("number", SLIDES)
def test_a_slide_has_its_conclusion_its_filters_and_its_source(number: int):
    title, sentence = SLIDES[number]

    at = open_page("meeting", slide=str(number))

    no_trouble(at)
    assert conclusions(at) == [sentence]
    charts_say_their_conclusions(at)
    assert title_of(at).startswith(f"{title} · {number}/9 · {EVERYTHING} · 截至 {TODAY} · ")
    assert "来源：大渡口府办发〔2022〕98号" in title_of(at)


def test_slides_with_nothing_to_say_are_left_out_and_the_numbers_close_up():
    # 1-01 alone: no milestones, nothing sought; no plan of its own to settle but the gap and the reading.
    seen = []
    for number in range(1, 6):
        at = open_page("meeting", slide=str(number), level="国家级")
        no_trouble(at)
        charts_say_their_conclusions(at)
        assert FILTERS["level"][1] in title_of(at)
        seen.append(slide_words(at)["kicker"])

    assert seen == ["一、要点 · 1/5", "二、目标 · 2/5", "三、面积 · 3/5", "四、牌子 · 4/5", "五、议定 · 5/5"]


def test_a_slide_that_a_filter_leaves_out_is_followed_by_the_last():
    at = open_page("meeting", slide="9")
    at.multiselect(key="lead").set_value(["区残联"]).run()

    no_trouble(at)
    kicker = slide_words(at)["kicker"]
    number, _, count = kicker.rpartition(" · ")[2].partition("/")
    assert number == count == at.query_params["slide"]


def test_the_first_screen_gives_the_verdicts_worst_first():
    badges = words(open_page("overview"), "markdown")[0:3]
    said = next(text for text in badges if "▲" in text)

    places = [
        said.index(words)
        for words in ("▲ 有缺口 1 项：国家级载体缺 1 个，方案没有安排", "◐ 看怎么读 1", "✓ 已覆盖 4", "— 附件无数据 2")
    ]
    assert places == sorted(places)


def test_everything_to_take_away_stands_in_the_title_line():
    for page in ("overview", "industry", "plaques", "timeline", "departments"):
        at = open_page(page)
        (popover,) = at.get("popover")
        assert popover.proto.popover.label == "带走"
        assert not at.get("download_button"), "没有打开时不画（docs/speed.md）"
        # Two annexes in two formats, three reports; the table to fill in, in two formats.
        assert len(take_away(at).get("download_button")) == (9 if page == "departments" else 7)


TILES = {("page", "industry"), ("page", "plaques"), ("page", "timeline")}
"""What a click on a key figure opens: the navigation has a link to each."""


def _pairs(part: object) -> set[tuple[str, str]]:
    """The (filter, value) pairs that the marks of a chart carry."""
    if isinstance(part, dict):
        found = [_pairs(value) for name, value in part.items() if name != "customdata"]
        found.append({pair for mark in part.get("customdata", ()) for pair in zip(mark[::2], mark[1::2], strict=True)})
        return set().union(*found)
    return set().union(*map(_pairs, part)) if isinstance(part, list) else set()


@pytest.mark.parametrize("page", [*CHARTS, *(f"meeting {number}" for number in SLIDES)])
def test_what_a_click_on_a_mark_filters_by_can_be_chosen_with_the_keyboard(page: str):
    name, _, slide = page.partition(" ")
    at = unfold(open_page(name, **({"slide": slide} if slide else {})))

    for chart in charts(at):
        for filtered, value in _pairs(chart.figure) - TILES:
            if filtered in ("carrier", "department"):
                continue  # It opens one, which a selector on its page does, too.
            assert str(value) in at.multiselect(key=filtered).options


def test_marks_are_seen_to_filter():
    at = open_page("departments")
    pairs = set().union(*(_pairs(chart.figure) for chart in charts(at)))
    assert {("lead", "区科技局"), ("year", 2024)} <= pairs


def _turned(at: AppTest, *keys: str) -> str:
    for key in keys:
        at.button(key=f"turn_{key}").click().run()
    return at.query_params["slide"]


def test_keys_turn_the_slides_and_stop_at_both_ends():
    at = open_page("meeting", slide="3", lead="区科技局")

    assert _turned(at, "Right") == "4"
    assert _turned(at, "PageDown") == "5"
    assert _turned(at, "Left", "PageUp", "Left") == "2"
    assert _turned(at, "Home", "Left") == "1"
    assert _turned(at, "End", "Right") == slide_words(at)["kicker"].rpartition("/")[2]
    assert conclusions(at)[0].startswith("请会议议定 "), "最后一页是要议定的事"
    assert at.query_params["lead"] == "区科技局"


# File names that a reader has to type or to look for, formats, and names printed in the annexes.
ALLOWED = re.compile(
    r"(annex[12]\.(csv|xlsx)|plan\.toml|state/versions/|CSV|XLSX|HTML|PPTX|PNG|PowerPoint|WPS|PageUp|PageDown|Home|End|Esc|IVD|T\+SPACE|m²|m2)"
)


def english_in(text: str) -> list[str]:
    return re.findall(r"[A-Za-z_.]{2,}", ALLOWED.sub(" ", text))


@pytest.mark.parametrize("page", TITLES)
def test_no_english_on_a_page(page: str):
    texts = list(visible_texts(take_away(open_page(page))))
    if page == "meeting":
        texts += [text for number in SLIDES for text in visible_texts(open_page(page, slide=str(number)))]

    assert {"牵头部门", "清除全部筛选", "区经济信息委"} <= {text for _, text in texts}
    found = {(kind, text): english_in(text) for kind, text in texts if english_in(text)}
    assert not found


def test_the_look_for_english_sees_it():
    assert english_in("在 Choose an option 里选 IVD 产业，见 annex1.csv") == ["Choose", "an", "option"]
    assert english_in("targets.national_carriers") == ["targets.national_carriers"]
    kinds = {
        kind for page in ("overview", "industry", "checks") for kind, _ in visible_texts(take_away(open_page(page)))
    }
    assert {
        "button",
        "button_group",
        "caption",
        "chart",
        "date_input",
        "download_button",
        "expander",
        "file_uploader",
        "header",
        "markdown",
        "multiselect",
        "page_link",
        "subheader",
        "table",
    } <= kinds


def test_whose_area_counts_in_its_first_stage_only_is_said():
    # 2-02: 文创苗圃、孵化器
    assert "面积只计在孵化定位写的第一个环节。4号仓库棚基地兼孵化器。" in words(open_page("industry"), "caption")
