"""The workbook against the notice: cells, charts that read the right cells, print, LibreOffice."""

import io
import re
import zipfile
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.utils import range_boundaries
from openpyxl.utils.datetime import from_excel

from analytics import Filters, Plan, load_plan
from analytics.loading import plan_with_reports
from dashboard.exports.workbook import report_workbook
from tests.conftest import HEADINGS
from tests.expected import (
    AREA_BY_INDUSTRY,
    CARRIERS,
    CUMULATIVE_SOUGHT,
    HELD,
    MILESTONES,
    SOUGHT,
    SOUGHT_WITHOUT_YEAR,
    TARGETS,
)

from ..progress.rows import THIRD, reported
from ..progress.rows import TODAY as REPORTED_ON
from ..progress.test_template import filled
from .conftest import AWKWARD_NAMES, EVERYTHING_TEXT, LEAD, LEAD_TEXT, page_texts, report_of, smallest_type, squeezed

SHEETS = [
    *("说明", "附件1", "附件2"),
    *("总览", "要点", "目标覆盖", "产业面积", "载体明细", "孵化链条", "授牌缺口", "逐年授牌", "时间轴"),
    *("各年到期", "今年要做什么", "各部门任务", "未写期限的任务", "牵头与指导", "保障措施", "请会议议定"),
    "数据校核",
]
YEARS = [2022, 2023, 2024, 2025, 2026, 2027]


def opened(content: bytes):
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.fixture(scope="module")
def book(plan: Plan):
    return opened(report_of(report_workbook, plan))


@pytest.fixture(scope="module")
def book_of_lead(plan: Plan):
    return opened(report_of(report_workbook, plan, LEAD))


@pytest.fixture(scope="module")
def shown_book(plan: Plan):
    """The book with the results that stand beside its formulas: what Protected View and previews show."""
    return openpyxl.load_workbook(io.BytesIO(report_of(report_workbook, plan)), data_only=True)


def texts_of(sheet, column: int, first: int) -> list:
    """The values of ``column`` from row ``first`` to the first empty cell."""
    values = []
    for row in range(first, sheet.max_row + 1):
        if sheet.cell(row, column).value is None:
            break
        values.append(sheet.cell(row, column).value)
    return values


def referred(book, reference: str) -> list:
    """The values of the cells that a chart reads: ``'产业面积'!$C$5:$C$12``."""
    sheet, cells = reference.rsplit("!", 1)
    left, top, right, bottom = range_boundaries(cells)
    return [
        book[sheet.strip("'")].cell(row, column).value
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    ]


def series_of(book, title: str) -> dict[str, list]:
    """Name → values of every series of the one chart of a sheet, read from the cells it refers to."""
    (chart,) = book[title]._charts
    return {referred(book, series.tx.strRef.f)[0]: referred(book, series.val.numRef.f) for series in chart.series}


def categories_of(book, title: str) -> list:
    (chart,) = book[title]._charts
    category = chart.series[0].cat
    return referred(book, (category.strRef or category.numRef).f)


def decimals(values) -> list[Decimal | None]:
    return [None if value is None else Decimal(str(value)) for value in values]


# 说明


def test_sheets_stand_in_the_order_of_the_design(book):
    assert book.sheetnames == SHEETS


def test_notes_say_what_is_shown_of_what_there_is(book_of_lead):
    notes = {row[0].value: row[1].value for row in book_of_lead["说明"].iter_rows(min_row=2)}

    assert notes["当前筛选"] == LEAD_TEXT
    assert notes["文号"].startswith("大渡口府办发〔2022〕98号")
    assert notes["载体"] == "6 个（全部 20 个）"
    assert notes["面积合计"] == "14.6 万m²（全部 48.52 万m²）"
    assert notes["节点"] == "9 个（全部 32 个）"
    assert notes["已有牌子"] == "4 块（全部 15 块）"
    assert notes["争取牌子"] == "5 块（全部 19 块）"
    assert notes["数据文件"] == "annex1.csv、annex2.csv、plan.toml"
    assert notes["生成时间"] == "2026-11-23 09:12"
    assert "标题、结论、到期情况是生成时的" in notes["改数以后"]
    assert "“已到期”不等于“已完成”" in notes["口径：节点"]


def test_notes_count_the_whole_plan(book):
    notes = {row[0].value: row[1].value for row in book["说明"].iter_rows(min_row=2)}

    assert notes["当前筛选"] == EVERYTHING_TEXT
    assert (notes["载体"], notes["节点"], notes["已有牌子"], notes["争取牌子"]) == ("20 个", "32 个", "15 块", "19 块")
    assert notes["各年到期节点"] == "2022年 9、2023年 10、2024年 7、2025年 5、2026年 0、2027年 1"


def test_notes_lead_to_every_sheet(book):
    links = [cell.hyperlink.location for row in book["说明"].iter_rows() for cell in row if cell.hyperlink]

    assert links == [f"'{title}'!A1" for title in SHEETS[1:]]


# 附件


@pytest.mark.parametrize(("annex", "rows"), [(1, 10), (2, 32)])
def test_annex_has_its_own_columns_and_numbers(book, annex: int, rows: int):
    sheet = book[f"附件{annex}"]
    areas = [sheet.cell(row, 3).value for row in range(5, 5 + rows)]

    assert [cell.value for cell in sheet[4]] == HEADINGS[annex]
    assert sheet.max_row == 4 + rows
    expected = [Decimal(carrier.area) for carrier in CARRIERS if carrier.carrier_id.startswith(str(annex))]
    assert [area for area in decimals(areas) if area is not None] == expected


def test_annex_of_a_department_has_its_rows_only(book_of_lead):
    assert texts_of(book_of_lead["附件1"], 2, 5) == [
        "天安T+SPACE众创空间",
        "微托帮众创空间（原）",
        "万源科技企业孵化器",
    ]
    assert book_of_lead["附件2"].max_row == 4 + 9


# 产业面积


def test_areas_are_those_of_the_notice(shown_book):
    sheet = shown_book["产业面积"]
    rows = {sheet.cell(row, 1).value: [sheet.cell(row, place).value for place in range(2, 7)] for row in range(5, 13)}

    assert {name: Decimal(str(row[3])) for name, row in rows.items()} == {
        name: Decimal(area) for name, area in AREA_BY_INDUSTRY.items()
    }
    for name, row in rows.items():
        for annex, cell in (("1", row[1]), ("2", row[2])):
            areas = [Decimal(c.area) for c in CARRIERS if c.industry == name and c.carrier_id.startswith(annex)]
            # Nothing of that annex: an empty cell, not 0.
            assert (None if cell is None else Decimal(str(cell))) == (sum(areas) if areas else None)
    assert rows["大健康生物医药"][0] == 3
    assert rows["大健康生物医药"][4] == pytest.approx(12.8 / 48.52)
    assert list(rows)[-1] == "未列入七大方向"


def test_total_row_adds_the_cells_above_it(book, shown_book):
    sheet = book["产业面积"]

    assert [sheet.cell(13, place).value for place in range(1, 6)] == [
        "合计",
        "=SUM(B5:B12)",
        "=SUM(C5:C12)",
        "=SUM(D5:D12)",
        "=SUM(E5:E12)",
    ]
    assert [shown_book["产业面积"].cell(13, place).value for place in range(2, 7)] == [
        20,
        14.72,
        33.8,
        48.52,
        pytest.approx(1),
    ]


def test_area_chart_reads_the_cells_of_the_table(book):
    series = series_of(book, "产业面积")

    assert list(series) == ["存量（万m²）", "增量（万m²）"]
    assert categories_of(book, "产业面积")[:3] == ["大健康生物医药", "重庆小面", "文化创意旅游"]
    assert decimals(series["存量（万m²）"])[:3] == [None, None, Decimal("7.7")]
    assert decimals(series["增量（万m²）"])[:3] == [Decimal("12.8"), Decimal("9.3"), Decimal("1.5")]
    assert sum(area for area in decimals(series["存量（万m²）"]) if area) == Decimal("14.72")
    assert sum(area for area in decimals(series["增量（万m²）"]) if area) == Decimal("33.8")
    (chart,) = book["产业面积"]._charts
    assert (chart.type, chart.grouping, chart.overlap) == ("bar", "stacked", 100)


def test_carriers_stand_behind_the_areas(book):
    sheet = book["载体明细"]
    rows = {sheet.cell(row, 2).value: sheet.cell(row, 4).value for row in range(5, sheet.max_row + 1)}

    assert {key: Decimal(str(area)) for key, area in rows.items()} == {c.carrier_id: Decimal(c.area) for c in CARRIERS}


def test_areas_of_a_department(book_of_lead):
    # 2 + 7 + 3.8, and 0.5 + 0.2 + 1.1 in no direction.
    assert categories_of(book_of_lead, "产业面积") == ["大健康生物医药", "未列入七大方向"]
    series = series_of(book_of_lead, "产业面积")
    assert decimals(series["存量（万m²）"]) == [None, Decimal("1.8")]
    assert decimals(series["增量（万m²）"]) == [Decimal("12.8"), None]


# 授牌缺口


def test_matrix_says_every_plaque_in_words(book):
    sheet = book["授牌缺口"]
    levels, level = [], ""
    for place in range(3, 9):
        level = sheet.cell(4, place).value or level
        levels.append((level, sheet.cell(5, place).value))
    cells = {
        (sheet.cell(row, 1).value, *levels[place - 3]): sheet.cell(row, place).value
        for row in range(6, 26)
        for place in range(3, 9)
        if sheet.cell(row, place).value
    }

    expected = {(plaque.carrier_id, plaque.level, plaque.type): "●已有" for plaque in HELD}
    expected |= {
        (plaque.carrier_id, plaque.level, plaque.type): f"◆{plaque.year}" if plaque.year else "◇未列年份"
        for plaque in SOUGHT
    }
    assert cells == expected
    assert len(cells) == 15 + 19


def test_matrix_begins_with_who_seeks_most(book):
    sheet = book["授牌缺口"]

    assert [sheet.cell(6, place).value for place in (1, 2, 9, 10)] == ["2-08", "元石国际", 3, 0]
    assert [sheet.cell(7, place).value for place in (1, 9, 10)] == ["1-09", 2, 2]


# 逐年授牌


def points_of(book, title: str) -> dict[str, list[tuple]]:
    """Name → points of every series of the one scatter chart of a sheet, read from the cells it refers to."""
    (chart,) = book[title]._charts
    return {
        referred(book, series.tx.strRef.f)[0]: list(
            zip(referred(book, series.xVal.numRef.f), referred(book, series.yVal.numRef.f), strict=True)
        )
        for series in chart.series
    }


def test_schedule_and_its_steps_are_cumulative(book, shown_book):
    sheet = book["逐年授牌"]
    for row, (level, counts) in enumerate(CUMULATIVE_SOUGHT.items(), start=5):
        assert [sheet.cell(row, place).value for place in range(1, 8)] == [level, *counts.values()]
    points = {name: found for (name, found) in points_of(book, "逐年授牌").items() if not name.startswith("=")}
    assert points == {"目标期限 2025年底": [(2025, 0), (2025, 11)]}
    names = [referred(shown_book, series.tx.strRef.f)[0] for series in book["逐年授牌"]._charts[0].series]
    # Nothing of 国家级 is dated: no line of noughts.
    assert names == ["市级", "区级", "目标期限 2025年底"]


def test_steps_have_no_slope(shown_book, book):
    for series in book["逐年授牌"]._charts[0].series[:2]:
        years = referred(shown_book, series.xVal.numRef.f)
        numbers = referred(shown_book, series.yVal.numRef.f)
        level = referred(shown_book, series.tx.strRef.f)[0]
        # From one point to the next either the year changes or the number, never both.
        for place in range(1, len(years)):
            assert years[place] == years[place - 1] or numbers[place] == numbers[place - 1]
        assert dict(zip(years, numbers, strict=True)) == CUMULATIVE_SOUGHT[level]
        assert series.smooth is False


def test_every_undated_plaque_of_a_level_is_counted(book):
    sheet = book["逐年授牌"]
    assert {sheet.cell(row, 1).value: sheet.cell(row, 8).value for row in (5, 6, 7)} == SOUGHT_WITHOUT_YEAR


# 时间轴


def bar_of(sheet, row: int) -> dict[date, str | None]:
    """First day of a half year → what its cell says, from the first cell of the bar that says something to the last."""
    said = {
        from_excel(sheet.cell(5, place).value).date(): sheet.cell(row, place).value
        for place in range(10, 22)
        if sheet.cell(row, place).value
    }
    return dict(sorted(said.items()))


def half_of(day: date) -> date:
    return date(day.year, 1 if day.month < 7 else 7, 1)


def test_gantt_has_a_row_with_its_dates_for_every_milestone(book, shown_book):
    sheet = book["时间轴"]

    assert sheet.max_row == 5 + len(MILESTONES)
    for row, milestone in enumerate(MILESTONES, start=6):
        assert sheet.cell(row, 1).value == milestone.carrier_id
        assert sheet.cell(row, 5).value == milestone.task
        assert f"{sheet.cell(row, 22).value:%Y-%m-%d}" == milestone.start
        assert sheet.cell(row, 23).value.date() == date(milestone.deadline_year, 12, 31)


def test_sheets_of_the_plan_say_what_was_reported(plan: Plan):
    book = opened(report_of(report_workbook, reported(plan, *THIRD)))
    rows = list(book["时间轴"].values)
    names = next(row for row in rows if row[0] == "编号")
    state, day = names.index("进展状态"), names.index("实际日期")
    told = {(row[0], row[3]): (row[state], row[day] and row[day].date()) for row in rows if isinstance(row[3], int)}
    assert len(told) == 32
    assert told["2-07", 3] == ("◐ 逾期完成", date(2026, 5, 1))
    assert told["2-02", 1] == ("● 完成（未写日期）", None)
    assert told["2-10", 4] == ("◇ 未到期", None)
    rows = list(book["目标覆盖"].values)
    column = next(row for row in rows if row[0] == "目标").index("已报")
    said = {row[0]: row[column] for row in reversed(rows)}  # Under the table stand the rules.
    assert said["新增市级及以上科技孵化器或众创空间"] == "0个，期限后1个，无文号1块"
    assert said["聚集企业和团队"] == "未报"


def check_bars(sheet) -> None:
    """Every bar begins in the half year of its start with its kind of work, or is a ★ where it ends with a plaque."""
    stars = {(plaque.carrier_id, plaque.year) for plaque in SOUGHT if plaque.year}
    for row, milestone in enumerate(MILESTONES, start=6):
        bar = bar_of(sheet, row)
        starts, ends = half_of(date.fromisoformat(milestone.start)), date(milestone.deadline_year, 7, 1)
        has_star = (milestone.carrier_id, milestone.deadline_year) in stars
        expected = {starts: milestone.kinds[0]} | ({ends: "★"} if has_star else {})
        assert bar == expected


def test_bars_say_their_kind_and_their_plaques(shown_book):
    check_bars(shown_book["时间轴"])
    # One that runs over two years.
    assert bar_of(shown_book["时间轴"], 37) == {date(2026, 1, 1): "授牌", date(2027, 7, 1): "★"}


def test_bars_are_filled_by_rule(book):
    sheet = book["时间轴"]
    ((area, rules),) = [(str(cells.sqref), cells.rules) for cells in sheet.conditional_formatting]

    assert area == f"J6:U{5 + len(MILESTONES)}"
    kinds = [re.search(r'="([^"]+)"\)$', rule.formula[0]).group(1) for rule in rules]
    assert kinds == ["授牌", "建设", "招商", "运营", "方案", "—"]
    assert all(rule.formula[0].startswith("AND(AND($V6<EDATE(J$5,6),$W6>=J$5),") for rule in rules)
    assert len({rule.dxf.fill.bgColor.rgb for rule in rules}) == 6


# 目标覆盖


def test_targets_are_those_of_section_one(shown_book):
    sheet = shown_book["目标覆盖"]
    for row, target in enumerate(TARGETS, start=5):
        assert sheet.cell(row, 3).value == target.target
        scheduled = sheet.cell(row, 4).value
        assert (None if scheduled == "—" else Decimal(str(scheduled))) == (
            None if target.scheduled is None else Decimal(target.scheduled)
        )
    # In words, both readings where they differ.
    assert (sheet.cell(10, 7).value, sheet.cell(10, 8).value) == (1, "有缺口 1 个")
    assert sheet.cell(12, 8).value == "两种读法不同：到2025年底计划已覆盖，2025年以前有缺口"


def test_target_chart_reads_shares_and_leaves_what_has_no_data(book, shown_book):
    # Nothing at all stands there: Excel draws a text, also the "" of a formula, as a bar of 0%.
    assert [book["目标覆盖"].cell(row, 5).value for row in (7, 8)] == [None, None]
    series = series_of(shown_book, "目标覆盖")

    assert series["目标（100%）"] == [1] * 8
    shares = series["安排占目标"]
    assert (shares[0], shares[2], shares[3], shares[5]) == (1, None, None, 0)
    assert shares[1] == pytest.approx(48.52 / 20)
    assert len(categories_of(shown_book, "目标覆盖")) == 8


def test_targets_stay_whole_under_a_filter(book_of_lead):
    sheet = book_of_lead["目标覆盖"]

    assert sheet.cell(6, 4).value == 48.52
    part = next(place for place in range(1, 20) if sheet.cell(4, place).value == "其中当前筛选")
    assert sheet.cell(6, part).value == 14.6


# Every sheet


@pytest.mark.parametrize("title", SHEETS)
def test_sheet_is_ready_to_print(book, title: str):
    sheet = book[title]

    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.oddFooter.right.text == "第 &P 页，共 &N 页"
    assert EVERYTHING_TEXT in sheet.oddFooter.left.text
    assert sheet.print_title_rows
    assert sheet.freeze_panes
    if title != "说明":
        assert sheet.auto_filter.ref
        assert sheet["A2"].value.startswith(EVERYTHING_TEXT)


def test_every_text_names_a_chinese_font(plan: Plan, book):
    for sheet in book:
        for row in sheet.iter_rows():
            assert {cell.font.name for cell in row if cell.value is not None} <= {"Microsoft YaHei"}
    with zipfile.ZipFile(io.BytesIO(report_of(report_workbook, plan))) as parts:
        charts = [parts.read(name).decode() for name in parts.namelist() if "charts/chart" in name]
    assert len(charts) == 3
    for chart in charts:
        assert set(re.findall(r'<(?:a:)?(?:latin|ea) typeface="([^"]+)"', chart)) == {"Microsoft YaHei"}


def test_formulas_read_numbers_dates_and_kinds_only(book, shown_book):
    formulas = [
        (sheet.title, cell) for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    ]

    assert {title for title, _ in formulas} == {"产业面积", "时间轴", "目标覆盖", "逐年授牌"}
    # No name from a file stands in a formula, and each has its result beside it ("" reads as nothing).
    texts = {text for _, cell in formulas for text in re.findall('"([^"]*)"', cell.value)}
    assert texts == {"未填", "", "★", "—", "、"}
    assert not [cell for title, cell in formulas if shown_book[title][cell.coordinate].data_type == "f"]


def test_awkward_names_stay_texts(write_plan):
    rows = [{"序号": str(number), "物业名称": name} for number, name in enumerate(AWKWARD_NAMES, start=1)]
    written = load_plan(write_plan(annex2=rows))

    book = opened(report_of(report_workbook, written))

    for title in ("附件2", "载体明细", "授牌缺口", "时间轴"):
        found = [cell for row in book[title].iter_rows() for cell in row if cell.value in AWKWARD_NAMES]
        assert {cell.value for cell in found} == set(AWKWARD_NAMES)
        assert {cell.data_type for cell in found} == {"s"}


@pytest.mark.parametrize(
    ("filters", "this_year"),
    [
        (Filters(annex=(1,)), "今年要做什么"),
        (Filters(year=(2026,)), "今年要做什么"),
        (Filters(year=(2027,), level=("国家级",)), "2027年要做什么"),
    ],
    ids=str,
)
def test_filters_that_leave_little_or_nothing(plan: Plan, filters: Filters, this_year: str):
    titles = opened(report_of(report_workbook, plan, filters)).sheetnames

    # Tasks without a deadline: only where there are any.
    expected = [title for title in SHEETS if title in titles or title != "未写期限的任务"]
    assert titles == [this_year if title == "今年要做什么" else title for title in expected]


def test_measures_and_guided_carriers_have_a_sheet(plan: Plan):
    """Section four has 13 measures; 区科技局 leads 6 carriers and guides 16, 36.62 万m²."""
    book = opened(report_of(report_workbook, plan, LEAD))

    measures, guided = book["保障措施"], book["指导的载体"]
    assert measures.max_row == 4 + 13
    assert guided["A1"].value == "区科技局指导的载体：16 个载体，36.62 万m²"
    assert [guided.cell(5, place).value for place in (1, 2, 3)] == ["区科技局", 16, 36.62]
    named = guided.cell(5, 4).value
    assert [carrier.carrier_id in named for carrier in CARRIERS] == [
        "区科技局" in carrier.guides for carrier in CARRIERS
    ]
    assert guided.max_row == 5


def test_another_district_has_its_own_workbook(invented: Plan):
    book = opened(report_of(report_workbook, invented))

    assert list(series_of(book, "产业面积")) == ["在营（万m²）", "在建（万m²）"]
    (chart,) = book["逐年授牌"]._charts
    assert (chart.x_axis.scaling.min, chart.x_axis.scaling.max) == (2024, 2029)


# LibreOffice


def test_libreoffice_prints_every_page(plan: Plan, libreoffice):
    pdf = libreoffice(report_of(report_workbook, plan, LEAD), "xlsx", "pdf")
    pages = page_texts(pdf)

    assert len(SHEETS) <= len(pages) <= 27
    for number, page in enumerate(pages, start=1):
        assert f"第{number}页，共{len(pages)}页" in page
        assert "大渡口府办发〔2022〕98号" in page
        assert squeezed(LEAD_TEXT) in page
    assert smallest_type(pdf) >= 9
    everything = "".join(pages)
    assert "合计61.812.814.6100.0%" in everything
    # The charts are drawn.
    for text in ("产业面积（万m²）", "逐年授牌：到各年底累计争取（块）", "计划安排占目标的比例", "2027年"):
        assert text in everything


def test_the_table_to_fill_in_comes_back_from_libreoffice(plan: Plan, libreoffice):
    """With its drop-downs and the clerk's words; untouched it reports nothing."""
    answers = {"完成项目建设。": ("办结", "2024-11", "竣工备案〔2024〕3号", "主体完工，=正在分割")}
    file = libreoffice(filled(plan, answers), "xlsx", "xlsx")

    (report,) = plan_with_reports(plan, file.read_bytes(), "建桥公司.xlsx", REPORTED_ON).reports.itertuples()
    assert (report.carrier_id, report.step, report.status) == ("2-10", 2, "已完成")
    written = (report.status_text, report.date_text, report.evidence, report.progress)
    assert written == answers["完成项目建设。"]
    choices = openpyxl.load_workbook(file)["填报"].data_validations.dataValidation
    assert {str(area): choice.formula1 for choice in choices for area in choice.sqref.ranges}["E7"] == (
        '"正常运营,更名,停运,撤出"'
    )
    untouched = libreoffice(filled(plan, {}), "xlsx", "xlsx").read_bytes()
    assert plan_with_reports(plan, untouched, "建桥公司.xlsx", REPORTED_ON).reports.empty


def test_what_follows_from_a_cell_follows_it(book, libreoffice):
    edited = opened(saved_again(book))
    areas, gantt, targets = (edited[title] for title in ("产业面积", "时间轴", "目标覆盖"))
    assert (areas["A5"].value, areas["D5"].value) == ("大健康生物医药", 12.8)
    areas["D5"] = 20
    # The second milestone of the first carrier, 2023, put off by a year and a half.
    assert gantt["W7"].value.year == 2023
    gantt["W7"] = date(2025, 6, 30)
    assert (targets["A10"].value, targets["D10"].value) == ("其中国家级载体", 0)
    targets["D10"] = 3

    file = libreoffice(saved_again(edited), "xlsx", "xlsx")

    found = openpyxl.load_workbook(file, data_only=True)
    assert [found["产业面积"][cell].value for cell in ("E5", "E13")] == pytest.approx([20, 48.52 - 12.8 + 20])
    assert found["产业面积"]["F5"].value == pytest.approx(20 / 55.72)
    assert bar_of(found["时间轴"], 6) == {date(2022, 7, 1): "招商"}
    assert bar_of(found["时间轴"], 7) == {date(2023, 1, 1): "授牌", date(2025, 1, 1): "★"}
    assert [found["目标覆盖"][cell].value for cell in ("E10", "G10")] == [3, 0]
    # What the charts show: 增量 of the first direction, the share of the sixth target.
    shown = charts_of(file)
    assert "20" in shown["增量（万m²）"]
    assert shown["安排占目标"][-3:-2] == ["3"]


def saved_again(book) -> bytes:
    """As from a program that keeps formulas without their results."""
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def charts_of(file) -> dict[str, list[str]]:
    """Name of a series → the values that a chart has drawn, as LibreOffice saved them."""
    with zipfile.ZipFile(file) as parts:
        charts = [parts.read(name).decode() for name in parts.namelist() if "charts/chart" in name]
    shown = {}
    for series in re.findall(r"<c:ser>.*?</c:ser>", "".join(charts), flags=re.DOTALL):
        name = re.search(r"<c:tx>.*?<c:v>(.*?)</c:v>", series, flags=re.DOTALL).group(1)
        values = re.search(r"<c:(val|yVal)>.*?</c:\1>", series, flags=re.DOTALL).group(0)
        shown[name] = re.findall(r"<c:v>(.*?)</c:v>", values)
    return shown
