"""The workbook against the notice: cells, charts that read the right cells, print, LibreOffice."""

import io
import re
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from analytics import Filters, Plan, load_plan
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

from .conftest import AWKWARD_NAMES, EVERYTHING_TEXT, LEAD, LEAD_TEXT, page_texts, report_of, squeezed

SHEETS = ["说明", "附件1", "附件2", "产业面积", "授牌缺口", "时间轴", "目标覆盖"]
YEARS = [2022, 2023, 2024, 2025, 2026, 2027]


def opened(content: bytes):
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.fixture(scope="module")
def book(plan: Plan):
    return opened(report_of(report_workbook, plan))


@pytest.fixture(scope="module")
def book_of_lead(plan: Plan):
    return opened(report_of(report_workbook, plan, LEAD))


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


def test_areas_are_those_of_the_notice(book):
    sheet = book["产业面积"]
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


def test_total_row_adds_the_cells_above_it(book):
    sheet = book["产业面积"]

    assert [sheet.cell(13, place).value for place in range(1, 6)] == [
        "合计",
        "=SUM(B5:B12)",
        "=SUM(C5:C12)",
        "=SUM(D5:D12)",
        "=SUM(E5:E12)",
    ]
    assert sum(Decimal(str(sheet.cell(row, 5).value)) for row in range(5, 13)) == Decimal("48.52")


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
    sheet = book["产业面积"]
    heading = next(row for row in range(13, sheet.max_row) if sheet.cell(row, 1).value == "载体名称")
    rows = {sheet.cell(row, 2).value: sheet.cell(row, 3).value for row in range(heading + 1, sheet.max_row + 1)}

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


def test_schedule_and_its_chart_are_cumulative(book):
    assert categories_of(book, "授牌缺口") == [f"{year}年" for year in YEARS]
    assert series_of(book, "授牌缺口") == {level: list(counts.values()) for level, counts in CUMULATIVE_SOUGHT.items()}
    sheet = book["授牌缺口"]
    heading = next(row for row in range(26, sheet.max_row) if sheet.cell(row, 2).value == "牌子")
    undated = {sheet.cell(heading + index, 2).value: sheet.cell(heading + index, 9).value for index in (1, 2, 3)}
    assert undated == SOUGHT_WITHOUT_YEAR


# 时间轴


def bar_of(sheet, row: int) -> dict[str, str | None]:
    """``2023上`` → what stands in the cell, for the filled cells of a milestone's bar."""
    first = next(place for place in range(1, 30) if sheet.cell(4, place).value == "2022年")
    bar, year = {}, ""
    for place in range(first, sheet.max_column + 1):
        year = sheet.cell(4, place).value or year
        if sheet.cell(row, place).fill.fill_type == "solid":
            bar[f"{year[:4]}{sheet.cell(5, place).value[0]}"] = sheet.cell(row, place).value
    return bar


def test_gantt_has_a_row_and_a_bar_for_every_milestone(book):
    sheet = book["时间轴"]
    stars = {(plaque.carrier_id, plaque.year) for plaque in SOUGHT if plaque.year}

    for row, milestone in enumerate(MILESTONES, start=6):
        assert sheet.cell(row, 1).value == milestone.carrier_id
        assert sheet.cell(row, 5).value == milestone.task
        bar = bar_of(sheet, row)
        first = f"{milestone.start[:4]}{'上' if milestone.start[5:7] <= '06' else '下'}"
        assert (next(iter(bar)), list(bar)[-1]) == (first, f"{milestone.deadline_year}下")
        assert (bar[list(bar)[-1]] == "★") is ((milestone.carrier_id, milestone.deadline_year) in stars)
        if len(bar) > 1:
            assert bar[first] == milestone.kinds[0]
    assert sheet.max_row == 5 + len(MILESTONES)


def test_long_bar_runs_over_two_years(book):
    assert bar_of(book["时间轴"], 37) == {"2026上": "授牌", "2026下": None, "2027上": None, "2027下": "★"}


# 目标覆盖


def test_targets_are_those_of_section_one(book):
    sheet = book["目标覆盖"]
    for row, target in enumerate(TARGETS, start=5):
        assert sheet.cell(row, 3).value == target.target
        scheduled = sheet.cell(row, 4).value
        assert (None if scheduled == "—" else Decimal(str(scheduled))) == (
            None if target.scheduled is None else Decimal(target.scheduled)
        )
    # In words, both readings where they differ.
    assert sheet.cell(10, 8).value == "有缺口 1 个"
    assert sheet.cell(12, 8).value == "两种读法不同：到2025年底计划已覆盖，2025年以前有缺口"


def test_target_chart_reads_shares_and_leaves_what_has_no_data(book):
    series = series_of(book, "目标覆盖")

    assert series["目标（100%）"] == [1] * 8
    shares = series["安排占目标"]
    assert (shares[0], shares[2], shares[3], shares[5]) == (1, None, None, 0)
    assert shares[1] == pytest.approx(48.52 / 20)
    assert len(categories_of(book, "目标覆盖")) == 8


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
    assert sheet.oddFooter.center.text == "第 &P 页，共 &N 页"
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


def test_only_totals_are_formulas(book):
    formulas = {
        (sheet.title, cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }

    assert {title for title, _ in formulas} == {"产业面积"}
    assert all(re.fullmatch(r"=SUM\([B-F]5:[B-F]12\)", formula) for _, formula in formulas)


def test_awkward_names_stay_texts(write_plan):
    rows = [{"序号": str(number), "物业名称": name} for number, name in enumerate(AWKWARD_NAMES, start=1)]
    written = load_plan(write_plan(annex2=rows))

    book = opened(report_of(report_workbook, written))

    for title in ("附件2", "产业面积", "授牌缺口", "时间轴"):
        found = [cell for row in book[title].iter_rows() for cell in row if cell.value in AWKWARD_NAMES]
        assert {cell.value for cell in found} == set(AWKWARD_NAMES)
        assert {cell.data_type for cell in found} == {"s"}


@pytest.mark.parametrize(
    "filters", [Filters(annex=(1,)), Filters(year=(2026,)), Filters(year=(2027,), level=("国家级",))], ids=str
)
def test_filters_that_leave_little_or_nothing(plan: Plan, filters: Filters):
    assert opened(report_of(report_workbook, plan, filters)).sheetnames == SHEETS


def test_another_district_has_its_own_workbook(invented: Plan):
    book = opened(report_of(report_workbook, invented))

    assert list(series_of(book, "产业面积")) == ["在营（万m²）", "在建（万m²）"]
    assert categories_of(book, "授牌缺口") == [f"{year}年" for year in range(2024, 2030)]


# LibreOffice


@pytest.mark.parametrize(
    ("filters", "words", "total"),
    [(Filters(), EVERYTHING_TEXT, "合计2014.7233.8048.52100.0%"), (LEAD, LEAD_TEXT, "合计61.812.814.6100.0%")],
    ids=["everything", "lead"],
)
def test_libreoffice_adds_up_and_prints(plan: Plan, as_pdf, filters: Filters, words: str, total: str):
    pages = page_texts(as_pdf(report_of(report_workbook, plan, filters), "xlsx"))

    assert len(SHEETS) <= len(pages) <= 14
    for number, page in enumerate(pages, start=1):
        assert f"第{number}页，共{len(pages)}页" in page
        assert "大渡口府办发〔2022〕98号" in page
        assert squeezed(words) in page
    everything = "".join(pages)
    assert total in everything
    # The charts are drawn.
    for text in ("产业面积（万m²）", "到各年底累计争取（块）", "计划安排占目标的比例", "2027年"):
        assert text in everything
