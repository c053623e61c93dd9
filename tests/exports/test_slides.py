"""The slides against the notice: native charts with the right numbers, tables in words, Chinese fonts, LibreOffice."""

import io
import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

import openpyxl
import pytest
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Inches, Pt

from analytics import Filters, Plan, load_plan
from dashboard.exports.slides import presentation
from tests.conftest import DATA
from tests.expected import CARRIERS, CUMULATIVE_SOUGHT, HELD, MILESTONES, SOUGHT, TARGETS

from ..progress.rows import THIRD, reported
from .conftest import AWKWARD_NAMES, EVERYTHING_TEXT, LEAD, LEAD_TEXT, page_texts, report_of, squeezed

# As 会议模式 has them (screens.md); behind them who else has a part in it.
IN_MEETING = [
    "要点",
    "目标覆盖",
    "产业面积",
    "授牌矩阵",
    "逐年授牌",
    "时间轴",
    "今年要做什么",
    "各部门任务",
    "请会议议定",
]
IN_MEETING += ["保障措施"]
YEARS = [2022, 2023, 2024, 2025, 2026, 2027]
FONT = "Microsoft YaHei"
DRAWINGML = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def opened(content: bytes):
    return Presentation(io.BytesIO(content))


@pytest.fixture(scope="module")
def deck(plan: Plan):
    return opened(report_of(presentation, plan))


@pytest.fixture(scope="module")
def deck_with_reports(plan: Plan):
    return opened(report_of(presentation, reported(plan, *THIRD)))


@pytest.fixture(scope="module")
def deck_of_lead(plan: Plan):
    return opened(report_of(presentation, plan, LEAD))


def text_of(slide) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def slides_of(deck, title: str) -> list:
    """The slides of a view, known by the beginning of their source line."""
    return [
        slide
        for slide in deck.slides
        if any(re.match(rf"{title}(（\d/\d）)? · ", line) for line in text_of(slide).split("\n"))
    ]


def chart_of(deck, title: str):
    (slide,) = slides_of(deck, title)
    (chart,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    return chart


def series_of(chart) -> dict[str, list]:
    return {series.name: list(series.values) for series in chart.plots[0].series}


def table_of(slide) -> list[list[str]]:
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]
    return [[cell.text for cell in row.cells] for row in table.rows]


def decimals(values) -> list[Decimal | None]:
    return [None if value is None else Decimal(str(value)) for value in values]


# The deck


def test_deck_is_wide_and_has_a_slide_for_every_view(deck):
    assert (deck.slide_width, deck.slide_height) == (Inches(13.333), Inches(7.5))
    titles = [re.search(r"^(.+?)(（\d/\d）)? · 全部 20", text_of(slide), re.M)[1] for slide in list(deck.slides)[1:]]
    assert list(dict.fromkeys(titles)) == IN_MEETING
    assert len(slides_of(deck, "授牌矩阵")) == 2


def test_titles_are_the_conclusions_in_large_type(deck):
    titles = [slide.shapes.title for slide in deck.slides]

    assert [title.text_frame.text for title in titles[:4]] == [
        "大渡口区双创载体提质发展工作方案",
        "20 个载体、48.52 万m²，已有 15 块牌子，争取 19 块",
        "8 项目标：4 项计划已覆盖，1 项看怎么读，1 项有缺口，2 项附件无数据",
        "大健康生物医药 12.8 万m²，占 26.4%，居七大方向之首",
    ]
    assert all(run.font.size >= Pt(24) for title in titles for run in title.text_frame.paragraphs[0].runs)


@pytest.mark.parametrize(("filters", "words"), [(Filters(), EVERYTHING_TEXT), (LEAD, LEAD_TEXT)], ids=["all", "lead"])
def test_every_slide_says_where_its_figures_come_from(plan: Plan, filters: Filters, words: str):
    deck = opened(report_of(presentation, plan, filters))

    for number, slide in enumerate(deck.slides, start=1):
        assert words in text_of(slide)
        assert "大渡口府办发〔2022〕98号" in text_of(slide)
        if number > 1:
            fields = list(slide.element.iter(f"{DRAWINGML}fld"))
            assert [(field.get("type"), field.find(f"{DRAWINGML}t").text) for field in fields] == [
                ("slidenum", str(number))
            ]


def texts_with_properties(element) -> Iterator:
    for name in ("rPr", "defRPr", "endParaRPr"):
        yield from element.iter(f"{DRAWINGML}{name}")


def test_every_text_names_a_font_for_western_and_for_chinese(deck):
    elements = [slide.element for slide in deck.slides]
    elements += [shape.chart.part._element for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    for element in elements:
        for properties in texts_with_properties(element):
            for face in ("latin", "ea"):
                assert [found.get("typeface") for found in properties.findall(f"{DRAWINGML}{face}")] == [FONT]
        # PowerPoint takes no notice of a size that stands with the paragraph.
        for run in element.iter(f"{DRAWINGML}r", f"{DRAWINGML}fld"):
            assert run.find(f"{DRAWINGML}rPr").get("sz")


def test_no_english_is_left_of_the_template(deck):
    assert [layout.name for layout in deck.slide_layouts] == ["标题和图", "空白"]
    prompts = [
        shape.text_frame.text for part in (deck.slide_master, *deck.slide_layouts) for shape in part.placeholders
    ]
    assert not re.search("Click|Master|level", "".join(prompts))
    assert deck.core_properties.author == "双创载体提质发展"
    assert deck.core_properties.title == "大渡口区双创载体提质发展工作方案 汇报幻灯片"


def test_nothing_leaves_the_slide(deck):
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height


def test_no_text_is_smaller_than_in_the_meeting_room(deck):
    # 22 px on a screen of 1080 lines are 11 pt on a slide of 7.5 inches.
    for slide in deck.slides:
        sizes = [
            int(properties.get("sz")) for properties in texts_with_properties(slide.element) if properties.get("sz")
        ]
        assert min(sizes) >= 1100


# Charts


def test_area_bars_are_native_and_stacked(deck):
    chart = chart_of(deck, "产业面积")
    series = series_of(chart)

    assert chart.chart_type == XL_CHART_TYPE.BAR_STACKED
    assert list(chart.plots[0].categories) == [
        "大健康生物医药",
        "重庆小面",
        "文化创意旅游",
        "大数据智能化",
        "生态环保",
        "新材料",
        "社会服务",
        "未列入七大方向",
    ]
    assert list(series) == ["存量", "增量", "合计"]
    # 艺度创 7.7; 4号仓库棚基地 0.8 and “天空之湖” 0.7.
    assert decimals([series["存量"][2], series["增量"][2], series["合计"][2]]) == [
        Decimal("7.7"),
        Decimal("1.5"),
        Decimal("9.2"),
    ]
    assert sum(area for area in decimals(series["合计"])) == Decimal("48.52")
    assert series["存量"][:2] == [None, None]


def test_areas_of_a_department(deck_of_lead):
    chart = chart_of(deck_of_lead, "产业面积")

    assert list(chart.plots[0].categories) == ["大健康生物医药", "未列入七大方向"]
    assert {name: decimals(values) for name, values in series_of(chart).items()} == {
        "存量": [None, Decimal("1.8")],
        "增量": [Decimal("12.8"), None],
        "合计": [Decimal("12.8"), Decimal("1.8")],
    }


def test_total_series_has_labels_and_no_fill(deck):
    total = chart_of(deck, "产业面积").plots[0].series[2]

    assert total.format.fill.type is not None
    assert total.data_labels.show_value
    assert "noFill" in total._element.xml


def test_lines_of_levels_are_cumulative(deck):
    chart = chart_of(deck, "逐年授牌")

    assert chart.chart_type == XL_CHART_TYPE.XY_SCATTER_LINES
    *levels, deadline = chart.plots[0].series
    assert deadline.name == "目标期限 2025年底"
    # Nothing of 国家级 is dated: no line of noughts.
    assert [line.name for line in levels] == ["市级", "区级"]
    for line in levels:
        points = [*zip(years_of(line), line.values, strict=True)]
        assert dict(points) == CUMULATIVE_SOUGHT[line.name]
        # No slope: from one point to the next either the year changes or the number, never both.
        assert all(one[0] == other[0] or one[1] == other[1] for one, other in pairwise(points))
        assert [part.get("val") for part in line._element.iter() if part.tag.endswith("}smooth")] == ["0"]


def years_of(line) -> list[float]:
    return [float(value.text) for value in line._element.xVal.iter() if value.tag.endswith("}v")]


def test_data_of_steps_open_in_a_chinese_sheet(deck):
    chart = chart_of(deck, "逐年授牌")
    sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))["数据"]

    assert [cell.value for cell in sheet[1]] == ["年份", "市级", "年份", "区级", "年份", "目标期限 2025年底"]
    for index, line in enumerate(chart.plots[0].series):
        read = [element.text for element in line._element.iter() if element.tag.endswith("}f")]
        cells = [[cell.value for row in sheet[part.split("!")[1]] for cell in row] for part in read[1:]]
        assert read[0] == f"'数据'!${'BDF'[index]}$1"
        assert cells == [pytest.approx(years_of(line)), pytest.approx(list(line.values))]


def test_three_lines_have_their_numbers_in_a_table(write_plan):
    plaques = ("国家级众创空间", "市级众创空间", "区级众创空间")
    rows = [
        {"序号": str(number), "争取授牌": plaque, "工作任务": f"争取授牌{plaque}。", "完成时限": "2024年"}
        for number, plaque in enumerate(plaques, start=1)
    ]
    (slide,) = slides_of(opened(report_of(presentation, load_plan(write_plan(annex2=rows)))), "逐年授牌")

    assert table_of(slide)[0][1:] == [f"{year}年" for year in YEARS]
    assert table_of(slide)[1:] == [[level, "0 块", "0 块", *["1 块"] * 4] for level in ("国家级", "市级", "区级")]
    (chart,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    assert not [label for label in chart.part._element.iter() if label.tag.endswith("}showVal")]


def test_targets_stand_in_words_beside_their_bars(deck):
    (slide,) = slides_of(deck, "目标覆盖")
    rows = table_of(slide)[1:]
    shares = next(iter(series_of(chart_of(deck, "目标覆盖")).values()))

    assert [row[0] for row in rows] == list(chart_of(deck, "目标覆盖").plots[0].categories)
    for row, share, target in zip(rows, shares, TARGETS, strict=True):
        if target.scheduled is None:
            assert (row[2], share) == ("—", None)
        else:
            assert Decimal(row[2].split()[0]) == Decimal(target.scheduled)
            assert share == pytest.approx(float(target.scheduled) / target.target)
    assert rows[5][3] == "有缺口 1 个"
    assert rows[7][3] == "两种读法不同：到2025年底计划已覆盖，2025年以前有缺口"


def test_data_of_a_chart_open_in_a_chinese_sheet(deck):
    for title in ("产业面积", "目标覆盖"):
        chart = chart_of(deck, title)
        book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
        assert book.sheetnames == ["数据"]
        rows = list(book["数据"].iter_rows(values_only=True))
        assert list(rows[0][1:]) == list(series_of(chart))
        assert [row[0] for row in rows[1:]] == list(chart.plots[0].categories)
        for column, values in enumerate(series_of(chart).values(), start=1):
            assert [row[column] for row in rows[1:]] == pytest.approx(values)
        formulas = [element.text for element in chart.part._element.iter() if element.tag.endswith("}f")]
        assert formulas
        assert all(formula.startswith("'数据'!$") for formula in formulas)


def test_every_chart_says_in_words_what_it_shows(deck):
    for title in ("产业面积", "目标覆盖", "逐年授牌", "时间轴"):
        (slide,) = slides_of(deck, title)
        described = [element.get("descr") for element in slide.element.iter() if element.tag.endswith("}cNvPr")]
        assert any(words and words.startswith(slide.shapes.title.text_frame.text) for words in described)


# Tables and shapes


def test_matrix_says_every_plaque_in_words(deck):
    rows = {}
    for slide in slides_of(deck, "授牌矩阵"):
        table = table_of(slide)
        for row in table[1:]:
            rows[row[0]] = {table[0][place].replace("\n", ""): text for place, text in enumerate(row) if text and place}

    expected = {carrier.name: {} for carrier in CARRIERS}
    names = {carrier.carrier_id: carrier.name for carrier in CARRIERS}
    for plaque in HELD:
        expected[names[plaque.carrier_id]][plaque.level + plaque.type] = "●已有"
    for plaque in SOUGHT:
        words = f"◆{plaque.year}" if plaque.year else "◇未列年份"
        expected[names[plaque.carrier_id]][plaque.level + plaque.type] = words
    # Of the whole notice: 15 held, 19 sought, two of them without a year.
    assert rows.pop("合计") == {
        "国家级众创空间": "●1",
        "市级众创空间": "●5 ◆3 ◇1",
        "市级农民工返乡创业园": "●1",
        "市级创业孵化基地": "●5 ◆2 ◇1",
        "市级科技孵化器": "●1 ◆6",
        "区级创业孵化基地": "●2 ◆6",
    }
    assert rows == expected


def test_sums_under_the_matrix_count_what_was_reported(deck_with_reports):
    *_, last = slides_of(deck_with_reports, "授牌矩阵")
    # 15 held and 19 sought; 2-06's award is without a document, 1-01 has lost its plaque.
    assert table_of(last)[-1] == ["合计", "✕1", "●1 ○8", "○1", "○8", "◆1 ◇1 ○5", "◆1 ○7"]


def test_what_was_reported_is_drawn_beside_the_plan(deck_with_reports):
    """Nothing with a document by 2025 among plaques of 市级 and above; of other targets nobody has said anything."""
    shares = series_of(chart_of(deck_with_reports, "目标与实际"))
    assert shares["已报占目标"] == [None, None, None, None, 0, None, 0, None]
    assert shares["安排占目标"][4:] == [9 / 4, 0, pytest.approx(8 / 3), 2]
    years = chart_of(deck_with_reports, "进展")
    assert list(years.plots[0].categories) == ["2022年", "2023年", "2024年", "2025年", "2027年"]
    planned, done = chart_of(deck_with_reports, "计划与实际累计").plots[0].series
    assert len(list(planned.iter_values())) == len(list(done.iter_values()))
    assert max(planned.iter_values()) == 32


def gantt_shapes(deck) -> list:
    (slide,) = slides_of(deck, "时间轴")
    (group,) = [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP]
    return list(group.shapes)


def test_gantt_has_a_shape_for_every_milestone(deck, deck_of_lead):
    names = {carrier.carrier_id: carrier.name for carrier in CARRIERS}
    bars = {shape.name: shape for shape in gantt_shapes(deck) if "个节点" in shape.name}

    assert set(bars) == {f"{names[milestone.carrier_id]} 第{milestone.step}个节点" for milestone in MILESTONES}
    stars = [shape for shape in gantt_shapes(deck) if shape.name.startswith("★ ")]
    assert len(stars) == len({(plaque.carrier_id, plaque.year) for plaque in SOUGHT if plaque.year})
    # Bars on one axis: those that end in 2025 end in one place, a bar of two years is twice as long as one of one.
    ends = {bars["元石国际 第4个节点"].left + bars["元石国际 第4个节点"].width}
    ends |= {bars["重钢钢城大厦 第4个节点"].left + bars["重钢钢城大厦 第4个节点"].width}
    assert max(ends) - min(ends) <= 2
    assert bars["皖新大厦 第4个节点"].width / bars["皖新大厦 第3个节点"].width == pytest.approx(2, abs=0.02)
    assert len([shape for shape in gantt_shapes(deck_of_lead) if "个节点" in shape.name]) == 9


def test_milestones_without_a_year_stand_behind_the_years(write_plan):
    rows = [
        {"序号": "1", "物业名称": "甲大厦", "工作任务": "启动招商。", "完成时限": "2024年"},
        {"工作任务": "制定建设方案。", "完成时限": ""},
        {"序号": "2", "物业名称": "乙大厦", "工作任务": "完成建设。", "完成时限": ""},
    ]
    shapes = {
        shape.name: shape for shape in gantt_shapes(opened(report_of(presentation, load_plan(write_plan(annex2=rows)))))
    }

    dated = shapes["甲大厦 第1个节点"]
    for name, words in (("甲大厦 未定年份", "制定建设方案"), ("乙大厦 未定年份", "完成建设")):
        assert shapes[name].text_frame.text == words
        assert shapes[name].left > dated.left + dated.width


def test_rows_behind_a_picture_stand_in_the_speaker_notes(deck):
    (slide,) = slides_of(deck, "时间轴")
    notes = slide.notes_slide.notes_text_frame.text

    assert notes.startswith(slide.shapes.title.text_frame.text)
    for milestone in MILESTONES:
        assert f"{milestone.carrier_id} | " in notes
        assert milestone.task in notes
    assert {slide.has_notes_slide for slide in slides_of(deck, "产业面积")} == {True}


def test_departments_by_year(deck):
    (slide,) = slides_of(deck, "各部门任务")
    rows = {row[0]: row[1:] for row in table_of(slide)}

    assert rows[""] == [f"{year}年" for year in YEARS]
    assert rows["区科技局"] == ["3 个", "3 个　★2", "2 个　★2", "1 个　★1", "", ""]


def test_nothing_due_this_year_shows_what_comes_next(deck):
    (slide,) = slides_of(deck, "今年要做什么")

    assert slide.shapes.title.text_frame.text == "2026年没有节点到期"
    assert table_of(slide)[1][1:5] == ["2-10", "皖新大厦", "争取授牌市级科技孵化器和区级创业孵化基地。", "2027年"]


def test_what_to_know_and_what_to_settle_stand_in_large_type(deck):
    (first,), (last,) = slides_of(deck, "要点"), slides_of(deck, "请会议议定")

    texts = [shape.text_frame.text for shape in first.shapes if shape.has_text_frame]
    assert {"1 项", "1 个", "48.52 万m²"} <= set(texts)
    assert "目标有缺口：国家级载体缺 1 个，方案没有安排" in texts
    assert not [shape for slide in (first, last) for shape in slide.shapes if shape.has_table]
    assert "“2025年前”怎么读" in text_of(last)
    assert "国家级载体缺 1 个" in text_of(last)


def test_a_departments_guided_carriers_and_the_measures_stand_behind(deck_of_lead):
    (slide,) = slides_of(deck_of_lead, "指导的载体")
    assert slide.shapes.title.text_frame.text.startswith("区科技局指导的载体：16 个载体")
    assert slides_of(deck_of_lead, "保障措施")


# Awkward plans


def test_awkward_names_stay_texts(write_plan):
    rows = [
        {"序号": str(number), "物业名称": name, "争取授牌": "市级众创空间"}
        for number, name in enumerate(AWKWARD_NAMES, start=1)
    ]

    deck = opened(report_of(presentation, load_plan(write_plan(annex2=rows))))

    texts = {shape.text_frame.text for shape in gantt_shapes(deck) if shape.has_text_frame}
    assert set(AWKWARD_NAMES) <= texts
    assert set(AWKWARD_NAMES) <= {row[0] for slide in slides_of(deck, "授牌矩阵") for row in table_of(slide)}


def test_category_like_a_formula_is_a_text_in_its_sheet(copy_of):
    folder = copy_of(DATA, ("plan.toml", 'name = "生态环保"', 'name = "=1+1"'))

    chart = chart_of(opened(report_of(presentation, load_plan(folder))), "产业面积")

    assert "=1+1" in list(chart.plots[0].categories)
    book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    (cell,) = [cell for cell in book["数据"]["A"] if cell.value == "=1+1"]
    assert cell.data_type == "s"


def test_views_without_anything_get_no_slide_but_a_sentence(plan: Plan):
    deck = opened(report_of(presentation, plan, Filters(annex=(1,))))

    for title in ("时间轴", "今年要做什么", "各部门任务"):
        assert not slides_of(deck, title)
        assert f"没有“{title}”一页：" in text_of(slides_of(deck, "要点")[0])
    assert "没有“时间轴”一页：所选载体没有节点。" in text_of(slides_of(deck, "要点")[0])
    assert slides_of(deck, "产业面积")


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        # The next one, of 2027, has its slide.
        (Filters(year=(2026,)), "没有“时间轴”一页：所选载体没有节点。"),
        (Filters(level=("国家级",)), "没有“今年要做什么”一页：2026年所选载体没有节点到期。"),
    ],
    ids=["year", "level"],
)
def test_filters_that_leave_little(plan: Plan, filters: Filters, words: str):
    deck = opened(report_of(presentation, plan, filters))

    assert slides_of(deck, "目标覆盖")
    assert words in text_of(slides_of(deck, "要点")[0])


def test_tables_too_long_for_slides_are_summed_up_and_say_where_the_rest_stands(write_plan):
    rows = [{"序号": str(number), "物业名称": f"{number}号楼", "完成时限": "2026年"} for number in range(1, 90)]
    deck = opened(report_of(presentation, load_plan(write_plan(annex2=rows))))

    # The view sums itself up by department.
    (slide,) = slides_of(deck, "今年要做什么")
    assert table_of(slide)[1][0].startswith("区科技局 89 个")
    assert table_of(slide)[1][1].endswith("、88号楼、89号楼")
    assert "这里只是概括，全部 89 条见汇报工作簿" in text_of(slide)
    # 89 carriers are no Gantt: it sums up by department and year.
    (gantt,) = slides_of(deck, "时间轴")
    assert table_of(gantt)[0][1:] == [f"{year}年" for year in YEARS]


def test_another_district_has_its_own_slides(invented: Plan):
    deck = opened(report_of(presentation, invented))

    assert list(series_of(chart_of(deck, "产业面积"))) == ["在营", "在建", "合计"]


# LibreOffice


def test_libreoffice_shows_it(plan: Plan, libreoffice):
    content = report_of(presentation, plan)

    pages = page_texts(libreoffice(content, "pptx", "pdf"))

    assert len(pages) == len(opened(content).slides)
    for number, page in enumerate(pages[1:], start=2):
        assert squeezed(EVERYTHING_TEXT) in page
        assert str(number) in page
    everything = "".join(pages)
    for text in ("12.8万m²", "2027年", "◆2023", "●已有", "目标期限2025年底", "243%"):
        assert text in everything
