"""Judging rows and cells: a test a row of the design's inputs.md, named after it. Expected values are typed by hand."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from analytics.columns import ANNEX_SHAPES, BLANK_DEPARTMENT
from analytics.finding_codes import JUDGING
from analytics.findings import ERROR, HINT, NOTE, Finding
from analytics.judging import CarrierRow, JudgedAnnex, MilestoneRow, judge_annex
from analytics.judging.cells import split_values
from analytics.reading.files import find_source
from analytics.reading.table_reader import read_source, read_table
from analytics.reading.tables import SourceTable
from tests.support.inputs import HEADINGS, ROWS, csv_bytes, table, unquoted, xlsx_bytes

ROOT = Path(__file__).parents[2]


def read_bytes(data: bytes, file: str, annex: int) -> tuple[SourceTable | None, list[Finding]]:
    return read_table(data, file, ANNEX_SHAPES[annex])


def judge(rows, annex: int = 1) -> JudgedAnnex:
    """The small annex, changed, as judged; reading it as a file finds nothing."""
    found, findings = read_bytes(csv_bytes(rows), f"annex{annex}.csv", annex)
    assert findings == []
    return judge_annex(found)


def only(judged: JudgedAnnex) -> Finding:
    """The one finding, which must be complete."""
    assert len(judged.findings) == 1, [finding.sentence() for finding in judged.findings]
    (finding,) = judged.findings
    assert finding.code in JUDGING
    assert finding.file
    assert finding.message
    assert finding.advice
    assert len(finding.value) <= 80
    return finding


def told(judged: JudgedAnnex) -> list[tuple[str, str, int]]:
    """Severity, code and row of every finding."""
    return [(finding.severity, finding.code, finding.row) for finding in judged.findings]


def area(text: str, unit: str = "万m2") -> JudgedAnnex:
    """Annex 1 with ``text`` as the area of its first carrier."""
    return judge(table(1, {(1, 3): f"面积（{unit}）", (2, 3): text}))


def test_the_small_annexes_have_nothing_to_tell():
    first = judge(table(1))
    assert first.findings == ()
    assert first.milestones == ()
    assert first.carriers[1] == CarrierRow(
        number=2,
        name="乙空间",
        area=Decimal("0.2"),
        operator="乙公司",
        owner="",
        leads=("区商务委",),
        guides=("区科技局", "区人力社保局"),
        positioning="孵化器",
        plaque_values=(),
        plaque_text="",
        task="加强包装推介。",
        row=3,
    )
    second = judge(table(2), 2)
    assert second.findings == ()
    assert second.carriers[0] == CarrierRow(
        number=1,
        name="丁园",
        area=Decimal("0.3"),
        operator="",
        owner="丁公司",
        leads=("区科技局",),
        guides=("区科技局",),
        positioning="创业苗圃",
        plaque_values=("市级众创空间",),
        plaque_text="市级众创空间",
        task="",
        row=2,
    )
    assert second.milestones == (
        MilestoneRow(0, 1, "明确机构。", "2022年", date(2022, 12, 31), 2, ("区科技局",)),
        MilestoneRow(0, 2, "争取授牌。", "2023年", date(2023, 12, 31), 3, ("区科技局",)),
        MilestoneRow(1, 1, "启动招商。", "2022年", date(2022, 12, 31), 4, ("区商务委",)),
        MilestoneRow(1, 2, "制定方案。", "2023年", date(2023, 12, 31), 5, ("区商务委",)),
        MilestoneRow(1, 3, "授牌。", "2025年", date(2025, 12, 31), 6, ("区商务委",)),
    )


@pytest.mark.parametrize(
    ("annex", "carriers", "total", "years"),
    [(1, 10, "14.72", {}), (2, 10, "33.8", {2022: 9, 2023: 10, 2024: 7, 2025: 5, 2027: 1})],
)
def test_row_24_the_printed_annexes(annex, carriers, total, years):
    found, findings = read_source(find_source(ROOT / "data", f"annex{annex}"), ANNEX_SHAPES[annex])
    judged = judge_annex(found)
    assert (findings, judged.findings) == ([], ())
    assert len(judged.carriers) == carriers
    assert sum(carrier.area for carrier in judged.carriers) == Decimal(total)
    counted = [milestone.deadline_year for milestone in judged.milestones]
    assert {year: counted.count(year) for year in counted} == years


def test_row_24_merged_in_a_workbook():
    printed, _ = read_source(find_source(ROOT / "data", "annex2"), ANNEX_SHAPES[2])
    starts = [row for row, record in enumerate(printed.records, start=2) if record.cells[0]]

    def merge(workbook, sheet):
        for start, end in zip(starts, [*starts[1:], 34], strict=True):
            for column in "ABCDEFGH":
                sheet.merge_cells(f"{column}{start}:{column}{end - 1}")

    rows = [printed.headings, *(record.cells for record in printed.records)]
    found, findings = read_bytes(xlsx_bytes(rows, arrange=merge), "annex2.xlsx", 2)
    assert findings == []
    judged = judge_annex(found)
    as_csv = judge_annex(printed)
    assert (judged.carriers, judged.milestones) == (as_csv.carriers, as_csv.milestones)


# --- headings ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "heading",
    [
        "面积（万m2）",
        "面积(万㎡)",
        "面积（万m²）",
        "面积（万m?）",
        "面积（万m？）",
        "面积（万平方米）",
        "面积\n（万m2）",
        " 面积 ( 万 M2 ) ",
        "面积/万平方米",
        "面积（单位：万㎡）",
    ],
)
def test_row_13_spellings_of_the_unit(heading):
    judged = judge(table(1, {(1, 3): heading}))
    assert judged.findings == ()
    assert judged.carriers[0].area == Decimal("0.5")


@pytest.mark.parametrize("heading", ["面积（平方米）", "面积（m2）", "面积（㎡）", "面积（m?）"])
def test_row_14_square_metres_are_converted(heading):
    judged = judge(table(1, {(1, 3): heading, (2, 3): "5000", (3, 3): "2,000", (4, 3): "20200.5"}))
    assert [carrier.area for carrier in judged.carriers] == [Decimal("0.5"), Decimal("0.2"), Decimal("2.02005")]
    assert told(judged) == [
        (HINT, "area-unit", 1),
        (NOTE, "area-converted", 2),
        (NOTE, "area-converted", 3),
        (NOTE, "area-converted", 4),
    ]
    assert [finding.value for finding in judged.findings] == [heading, "5000", "2,000", "20200.5"]
    assert "0.5 万m²" in judged.findings[1].message


def test_row_14_no_unit_and_an_unknown_one():
    assert told(judge(table(1, {(1, 3): "面积"}))) == [(HINT, "area-unit-missing", 1)]
    judged = judge(table(1, {(1, 3): "面积（坪）"}))
    assert told(judged) == [(ERROR, "area-unit-unknown", 1)]
    assert [carrier.area for carrier in judged.carriers] == [None, None, None]


def test_row_15_columns_in_another_order_and_an_extra_one():
    order = [8, 2, 0, 1, 7, 6, 5, 4, 3]
    rows = [[row[place] for place in order[:4]] + ["备注"] + [row[place] for place in order[4:]] for row in table(1)]
    judged = judge(rows)
    assert judged == judge(table(1))


@pytest.mark.parametrize("annex", [1, 2])
def test_row_16_another_name_of_a_column(annex):
    judged = judge(table(annex, {(1, 5): "牵头单位"}), annex)
    finding = only(judged)
    assert (finding.severity, finding.code, finding.column) == (HINT, "renamed-heading", "牵头单位")
    assert judged.carriers == judge(table(annex), annex).carriers


@pytest.mark.parametrize("column", range(3, 10))
def test_row_60_missing_column(column):
    finding = only(judged := judge(table(1, {(1, column): "别的"})))
    assert (finding.code, finding.row, finding.column) == ("absent-column", 1, HEADINGS[1][column - 1])
    found = [*HEADINGS[1][: column - 1], "别的", *HEADINGS[1][column:]]
    assert "、".join(found) in finding.message
    assert finding.severity == NOTE
    assert len(judged.carriers) == 3


def test_row_17_a_missing_column_does_not_hide_the_rest():
    judged = judge(table(1, {(1, 4): "别的", (2, 3): "待定", (3, 5): ""}))
    assert told(judged) == [
        (NOTE, "absent-column", 1),
        (ERROR, "area-not-a-number", 2),
        (HINT, "department-blank", 3),
    ]


def test_row_17_heading_twice():
    rows = [[*row, row[4]] for row in table(1)]
    finding = only(judge(rows))
    assert (finding.severity, finding.code, finding.column) == (ERROR, "repeated-heading", "牵头部门")


def test_row_17_no_number_column():
    judged = judge([row[1:] for row in table(1)])
    assert told(judged) == [(NOTE, "number-column", 1)]
    assert [carrier.number for carrier in judged.carriers] == [None, None, None]


def test_row_15_a_column_without_a_heading():
    rows = [[*row[:4], "" if index == 0 else "见附", *row[4:]] for index, row in enumerate(table(1))]
    assert told(judge(rows)) == [(HINT, "blank-heading", 1)]
    rows = [[*row[:4], "", *row[4:]] for row in table(1)]
    assert told(judge(rows)) == []


# --- area -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["０．５", " 0.5 ", "\u00a00.5\u00a0", "＋0.5", "+0.5", "0.50", "\u30000.5"])
def test_row_18_spellings_of_a_number(text):
    judged = area(text)
    assert judged.findings == ()
    assert judged.carriers[0].area == Decimal("0.5")


def test_row_18_a_number_stored_as_text_in_a_workbook():
    found, _ = read_bytes(xlsx_bytes(table(1)), "annex1.xlsx", 1)
    assert judge_annex(found).carriers == judge(table(1)).carriers


@pytest.mark.parametrize(
    "text",
    [
        "约0.5",
        "0.5万",
        "待定",
        "5万平方（一期3.2万平方）",
        "0.1.2",
        "½",
        "0.5²",
        "①",
        "0,5",
        "0 .5",
        ".5",
        "5.",
        "1e3",
        "0x5",
        "5万m2",
        "0。5",
        "同上",
        "٠٫٥",
        "05",
        "00.5",
    ],
)
def test_row_19_no_number(text):
    judged = area(text)
    finding = only(judged)
    assert (finding.severity, finding.code, finding.row) == (ERROR, "area-not-a-number", 2)
    assert (finding.column, finding.value) == ("面积（万m2）", text)
    assert "0.5" in finding.advice
    assert judged.carriers[0].area is None


@pytest.mark.parametrize("text", ["", " ", "—", "——", "-", "－", "/", "／", "无", "暂无", "未填"])
def test_row_20_blank_area(text):
    judged = area(text)
    finding = only(judged)
    assert (finding.severity, finding.code, finding.row) == (HINT, "area-blank", 2)
    assert finding.message.startswith("未填面积")
    assert [carrier.area for carrier in judged.carriers] == [None, Decimal("0.2"), Decimal("2.02")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("-0.5", "area-not-positive"),
        ("－0.5", "area-not-positive"),
        ("−0.5", "area-not-positive"),
        ("0", "area-not-positive"),
        ("0.0", "area-not-positive"),
        ("-0", "area-not-positive"),
        ("inf", "area-not-a-number"),
        ("-Infinity", "area-not-a-number"),
        ("1E400", "area-not-a-number"),
        ("nan", "area-not-a-number"),
        ("9" * 20, "area-too-large"),
        ("9" * 400, "area-not-a-number"),
    ],
)
def test_row_21_impossible_areas(text, code):
    judged = area(text)
    assert told(judged) == [(ERROR, code, 2)]
    assert judged.carriers[0].area is None


def test_row_21_infinite_numbers_of_a_workbook():
    found, _ = read_bytes(xlsx_bytes(table(1, {(2, 3): "1E400"})), "annex1.xlsx", 1)
    assert [finding.severity for finding in judge_annex(found).findings] == [ERROR]


def test_square_metres_in_a_column_of_ten_thousands_are_doubted():
    judged = area("5000")
    assert told(judged) == [(HINT, "area-doubtful", 2)]
    assert judged.carriers[0].area == Decimal(5000)


def test_ten_thousands_in_a_column_of_square_metres_are_doubted():
    judged = judge(table(1, {(1, 3): "面积（平方米）"}))
    assert told(judged) == [(HINT, "area-unit", 1), *((HINT, "area-doubtful", row) for row in (2, 3, 4))]
    assert judged.carriers[0].area == Decimal("0.00005")


def test_a_quoted_thousands_comma_is_told():
    judged = area("1,000,000", unit="平方米")
    assert judged.carriers[0].area == Decimal(100)
    judged = area("1,000.5")
    assert (told(judged), judged.carriers[0].area) == ([(HINT, "area-doubtful", 2)], Decimal("1000.5"))


# --- totals -----------------------------------------------------------------------------------------------------------


def total(word: str, printed: str, place: int = 0) -> list[str]:
    row = [""] * 9
    row[place], row[2] = word, printed
    return row


@pytest.mark.parametrize("word", ["合计", "合 计", "总计", "小计", "合计：", "合计（3个）", "共计"])
@pytest.mark.parametrize("place", [0, 1])
def test_row_22_total_that_is_right(word, place):
    judged = judge([*table(1), total(word, "2.72", place)])
    finding = only(judged)
    assert (finding.severity, finding.code, finding.row) == (NOTE, "total-row-matches", 5)
    assert "与逐行之和一致" in finding.message
    assert judged.carriers == judge(table(1)).carriers


def test_row_22_total_above_the_rows_and_subtotals():
    rows = table(1)
    rows = [rows[0], total("合计", "2.72"), rows[1], rows[2], total("小计", "0.7"), rows[3], total("小计", "2.02")]
    judged = judge(rows)
    assert told(judged) == [
        (NOTE, "total-row-matches", 2),
        (NOTE, "total-row-matches", 5),
        (NOTE, "total-row-matches", 7),
    ]
    assert len(judged.carriers) == 3


def test_row_22_total_without_an_area():
    assert told(judge([*table(1), total("合计", "")])) == [(NOTE, "total-row-blank", 5)]
    assert told(judge([*table(1), total("合计", "见上")])) == [(HINT, "total-row-unread", 5)]


def test_row_22_sum_of_a_workbook_has_no_float_noise():
    found, findings = read_bytes(xlsx_bytes([*table(1), ["合计", "", 0.5 + 0.2 + 2.02]]), "annex1.xlsx", 1)
    assert findings == []
    assert told(judge_annex(found)) == [(NOTE, "total-row-matches", 5)]


def test_row_23_total_that_is_wrong():
    judged = judge([*table(2), ["合计", "", "2.4", "", "", "", "", "", "", ""]], 2)
    finding = only(judged)
    assert (finding.severity, finding.code, finding.row, finding.value) == (HINT, "total-row-differs", 7, "2.4")
    assert "2.4 万m²" in finding.message
    assert "2.3 万m²" in finding.message
    assert sum(carrier.area for carrier in judged.carriers) == Decimal("2.3")
    assert len(judged.milestones) == 5


def test_row_23_no_comparison_while_an_area_is_wrong():
    judged = judge([*table(1, {(2, 3): "待定"}), total("合计", "2.72")])
    assert told(judged) == [(ERROR, "area-not-a-number", 2), (NOTE, "total-row-later", 5)]


# --- rows -------------------------------------------------------------------------------------------------------------


def test_row_25_continuation_before_any_carrier():
    rows = table(2)
    judged = judge([rows[0], rows[2], *rows[1:]], 2)
    assert told(judged) == [(ERROR, "orphan-row", 2)]


def test_row_25_not_after_a_row_that_could_not_be_read():
    rows = table(2, {(2, 3): "5,000"})
    found, findings = read_bytes(unquoted(rows).encode(), "annex2.csv", 2)
    assert [finding.code for finding in findings] == ["extra-cells"]
    assert told(judge_annex(found)) == []


@pytest.mark.parametrize(
    ("numbers", "expected", "read"),
    [
        (("1", "1", "2"), [(HINT, "number-repeated", 3)], [1, 1, 2]),
        (("1", "", "3"), [(HINT, "number-blank", 3), (HINT, "number-order", 4)], [1, None, 3]),
        (("33", "34", "35"), [(HINT, "number-start", 2)], [33, 34, 35]),
        (("1", "2", "4"), [(HINT, "number-order", 4)], [1, 2, 4]),
        (("１", "2.0", "03"), [], [1, 2, 3]),
        (("一", "2", "3"), [(HINT, "number-unreadable", 2), (HINT, "number-start", 3)], [None, 2, 3]),
        (("0", "-1", "1.5"), [(HINT, "number-unreadable", row) for row in (2, 3, 4)], [None, None, None]),
    ],
)
def test_row_26_numbers(numbers, expected, read):
    judged = judge(table(1, {(row, 1): number for row, number in enumerate(numbers, start=2)}))
    assert told(judged) == expected
    assert [carrier.number for carrier in judged.carriers] == read
    assert len(judged.carriers) == 3


@pytest.mark.parametrize("name", ["NA", "None", "nan", "Yes!众创空间", "TRUE", "1", "1E5", "2022-12-31", "空间（原）"])
def test_row_27_names_are_text(name):
    judged = judge(table(1, {(2, 2): name}))
    assert judged.findings == ()
    assert judged.carriers[0].name == name


@pytest.mark.parametrize("name", ["", "  ", "—", "/"])
@pytest.mark.parametrize("annex", [1, 2])
def test_row_28_name_blank(name, annex):
    judged = judge(table(annex, {(2, 2): name}), annex)
    finding = only(judged)
    assert (finding.severity, finding.code, finding.row) == (ERROR, "name-blank", 2)
    assert finding.column == HEADINGS[annex][1]
    assert "面积" in finding.message


def test_row_28_a_cell_in_a_continuation_row_is_no_milestone():
    judged = judge(table(2, {(3, 3): "0.4"}), 2)
    assert told(judged) == [(ERROR, "name-blank", 3)]
    assert "面积（万m2）、工作任务、完成时限" in judged.findings[0].message


@pytest.mark.parametrize("columns", [range(1, 9), range(3, 9), (1, 2), (2,)])
def test_cells_filled_down_are_a_continuation(columns):
    filled = {(3, column): ROWS[2][0][column - 1] for column in columns}
    judged = judge(table(2, filled), 2)
    assert told(judged) == [(NOTE, "filled-down", 3)]
    assert (judged.carriers, judged.milestones) == (judge(table(2), 2).carriers, judge(table(2), 2).milestones)


def test_rows_filled_down_and_sorted_by_year_find_their_carrier():
    rows = [
        ["1", "丁园", "0.3", "丁公司", "区科技局", "区科技局", "孵化器", "", task, year]
        for task, year in (("制定建设方案。", "2022年"), ("启动招商引资。", "2024年"))
    ]
    between = ["2", "戊园", "0.4", "戊公司", "区科技局", "区科技局", "孵化器", "", "制定建设方案。", "2023年"]
    judged = judge([list(HEADINGS[2]), rows[0], between, rows[1]], 2)
    assert told(judged) == [(NOTE, "filled-down", 4)]
    assert [carrier.name for carrier in judged.carriers] == ["丁园", "戊园"]
    found = [(milestone.carrier, milestone.step, milestone.deadline_year) for milestone in judged.milestones]
    assert found == [(0, 1, 2022), (0, 2, 2024), (1, 1, 2023)]


@pytest.mark.parametrize(("column", "cell"), [(1, "9"), (3, "0.9"), (4, "别的公司"), (5, "区商务委"), (7, "加速器")])
def test_one_cell_that_differs_makes_a_row_of_its_own(column, cell):
    filled = {(3, place): ROWS[2][0][place - 1] for place in range(1, 9)} | {(3, column): cell}
    judged = judge(table(2, filled), 2)
    assert "filled-down" not in {finding.code for finding in judged.findings}
    assert (HINT, "name-repeated", 3) in told(judged)
    assert len(judged.carriers) == len(judge(table(2), 2).carriers) + 1


def test_names_twice_are_told():
    judged = judge(table(1, {(3, 2): "甲 空间"}))
    assert told(judged) == [(HINT, "name-repeated", 3)]
    assert len(judged.carriers) == 3


def test_rows_that_are_no_entries_are_told():
    rows = table(1)
    rows.insert(3, list(HEADINGS[1]))
    rows.append(["注：带“（原）”的为原名称。"] + [""] * 8)
    judged = judge(rows)
    assert told(judged) == [(NOTE, "repeated-heading-row", 4), (NOTE, "note-row", 6)]
    assert len(judged.carriers) == 3
    judged = judge([*[[*row, "备注"] for row in table(1)], [""] * 9 + ["重点"]])
    assert told(judged) == [(HINT, "extra-only", 5)]


def test_a_carrier_without_milestone():
    judged = judge([*table(2), ["3", "己楼", "1", "己公司", "区台办", "区台办", "孵化器", "", "", ""]], 2)
    assert told(judged) == [(HINT, "no-milestone", 7)]
    assert (len(judged.carriers), len(judged.milestones)) == (3, 5)


# --- departments and plaques ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("column", "header"), [(5, "牵头部门"), (6, "指导部门")])
@pytest.mark.parametrize("text", ["", "—", "/", "无", "（未填）"])
def test_row_29_department_blank(column, header, text):
    judged = judge(table(1, {(2, column): text}))
    finding = only(judged)
    assert (finding.severity, finding.code, finding.column) == (HINT, "department-blank", header)
    carrier = judged.carriers[0]
    assert (carrier.leads if column == 5 else carrier.guides) == (BLANK_DEPARTMENT,) == ("（未填）",)


@pytest.mark.parametrize(
    "text", ["区科技局 ", "　区科技局", "区 科技局", "区科\u3000技局", "区科技局\u00a0", "区\t科技局"]
)
def test_row_30_spaces_in_a_department(text):
    judged = judge(table(1, {(2, 5): text}))
    assert judged.findings == ()
    assert judged.carriers[0].leads == ("区科技局",)


@pytest.mark.parametrize("mark", ["\n", "\r\n", "、", "，", ",", "；", ";", "/", "／", " 、 ", "、\n", "、、"])
def test_row_31_separators(mark):
    text = f"区科技局{mark}区人力社保局{mark}区科技局"
    assert split_values(text) == ("区科技局", "区人力社保局")
    judged = judge(table(1, {(2, 6): text, (2, 8): f"市级众创空间{mark}区级创业孵化基地"}))
    assert judged.findings == ()
    assert judged.carriers[0].guides == ("区科技局", "区人力社保局")
    assert judged.carriers[0].plaque_values == ("市级众创空间", "区级创业孵化基地")


def test_row_31_separators_are_part_of_names_and_positionings():
    judged = judge(table(2, {(4, 2): "重钢电讯大楼、科协大楼", (4, 7): "文创产业创业苗圃、孵化器"}), 2)
    assert judged.carriers[1].name == "重钢电讯大楼、科协大楼"
    assert judged.carriers[1].positioning == "文创产业创业苗圃、孵化器"


@pytest.mark.parametrize("text", ["无", "—", "/"])
def test_no_plaque_is_written_in_words(text):
    judged = judge(table(1, {(2, 8): text}))
    assert judged.findings == ()
    assert (judged.carriers[0].plaque_values, judged.carriers[0].plaque_text) == ((), text)


# --- deadlines --------------------------------------------------------------------------------------------------------


def deadline(text: str) -> tuple[JudgedAnnex, MilestoneRow]:
    judged = judge(table(2, {(3, 10): text}), 2)
    return judged, judged.milestones[1]


@pytest.mark.parametrize(
    "text",
    [
        "2022年",
        "2022",
        "２０２２年",
        "2022.0",
        "2022/12/31",
        "2022年底",
        "2022年12月",
        "2022年年底",
        "2022年度",
        "2022年12月底前",
        "2022年12月31日",
        "2022年12月31日前",
        "2022-12-31",
        "2022-12-31 00:00:00",
        "2022.12",
        "20221231",
        "202212",
        "2022 年",
        "2022年第四季度",
    ],
)
def test_row_32_years(text):
    judged, milestone = deadline(text)
    assert judged.findings == ()
    assert (milestone.deadline_year, milestone.deadline_text) == (2022, text)


def test_row_32_a_date_and_a_number_of_a_workbook():
    rows = [*table(2)]
    rows[1] = [*rows[1][:9], date(2022, 12, 31)]
    rows[2] = [*rows[2][:9], 2023]
    found, findings = read_bytes(xlsx_bytes(rows), "annex2.xlsx", 2)
    judged = judge_annex(found)
    assert (findings, judged.findings) == ([], ())
    assert [(milestone.deadline_text, milestone.deadline_year) for milestone in judged.milestones[:2]] == [
        ("2022-12-31", 2022),
        ("2023", 2023),
    ]


@pytest.mark.parametrize(
    "text", ["2022-2023年", "2022—2023年", "2022年至2023年", "2022年-2023年", "2022～2023年底", "2023-2023年"]
)
def test_row_33_ranges_count_to_the_later_year(text):
    judged, milestone = deadline(text)
    assert judged.findings == ()
    assert (milestone.deadline_year, milestone.deadline_text) == (2023, text)


@pytest.mark.parametrize("text", ["长期", "全年", "12月底前", "持续推进", "22年"])
def test_row_33_no_year(text):
    judged, milestone = deadline(text)
    finding = only(judged)
    assert (finding.severity, finding.code, finding.row) == (HINT, "deadline-undated", 3)
    assert (finding.column, finding.value) == ("完成时限", text)
    assert "未定年份" in finding.message
    assert (milestone.deadline_year, milestone.deadline_text) == (None, text)


@pytest.mark.parametrize(
    ("text", "severity", "code", "year"),
    [
        ("", HINT, "deadline-blank", None),
        ("—", HINT, "deadline-blank", None),
        ("2025年前", HINT, "deadline-unclear", 2025),
        ("2022年启动，2023年完成", HINT, "deadline-unclear", 2023),
        ("2022-23年", HINT, "deadline-unclear", 2023),
        ("2023-2022年", HINT, "deadline-reversed", 2023),
        ("202年", ERROR, "deadline-wrong", None),
        ("20222年", ERROR, "deadline-wrong", None),
        ("2202年", ERROR, "deadline-wrong", None),
        ("44926", ERROR, "deadline-wrong", None),
        ("20221332", ERROR, "deadline-wrong", None),
    ],
)
def test_row_33_other_deadlines(text, severity, code, year):
    judged, milestone = deadline(text)
    assert told(judged) == [(severity, code, 3)]
    assert milestone.deadline_year == year


def test_a_deadline_before_the_one_above_is_told():
    judged = judge(table(2, {(5, 10): "2021年"}), 2)
    assert told(judged) == [(HINT, "deadline-order", 5)]
    assert judge(table(2, {(5, 10): "2022年"}), 2).findings == ()  # two tasks in one year


def test_a_deadline_without_a_task():
    judged = judge(table(2, {(3, 9): ""}), 2)
    assert told(judged) == [(HINT, "task-blank", 3)]
    assert judged.milestones[1] == MilestoneRow(0, 2, "", "2023年", date(2023, 12, 31), 3, ("区科技局",))


# --- other cells ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "####"])
@pytest.mark.parametrize(("column", "cell"), [(2, "B3"), (3, "C3"), (5, "E3"), (9, "I3")])
def test_row_36_error_values(text, column, cell):
    judged = judge(table(1, {(3, column): text}))
    finding = only(judged)
    assert (finding.severity, finding.code, finding.row) == (ERROR, "error-value", 3)
    assert (finding.column, finding.value) == (HEADINGS[1][column - 1], text)
    assert finding.message.startswith(f"{cell}：")


def test_row_36_error_value_of_a_workbook():
    def break_formula(workbook, sheet):
        sheet["J3"].value, sheet["J3"].data_type = "#REF!", "e"

    found, _ = read_bytes(xlsx_bytes(table(2), arrange=break_formula), "annex2.xlsx", 2)
    judged = judge_annex(found)
    assert told(judged) == [(ERROR, "error-value", 3)]
    assert judged.milestones[1].deadline_year is None


def test_row_36_error_value_in_an_extra_column():
    rows = [[*row, "助手" if index == 0 else "#N/A"] for index, row in enumerate(table(1))]
    assert told(judge(rows)) == [(HINT, "error-value-extra", row) for row in (2, 3, 4)]


def test_row_40_a_long_name():
    judged = judge(table(1, {(2, 2): "长" * 10_000}))
    finding = only(judged)
    assert (finding.severity, finding.code) == (HINT, "long-text")
    assert "10,000" in finding.message
    assert judged.carriers[0].name == "长" * 10_000


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>",
        "<b>甲</b>",
        "**甲**",
        "![](http://example.org/a.png)",
        "$x$",
        ":red[x]",
        ":material/home:",
        "=1+1",
        "-甲",
        "＝甲",
        "@甲",
        "𠮷野家",
        "䶮园",
        "🏢基地",
        "名" * 40,
    ],
)
def test_rows_41_to_43_names_are_kept_literally(name):
    judged = judge(table(1, {(2, 2): name}))
    assert judged.findings == ()
    assert judged.carriers[0].name == name


@pytest.mark.parametrize(("annex", "columns"), [(1, (4, 7, 9)), (2, (4, 7))])
def test_blank_texts_are_told(annex, columns):
    for column in columns:
        finding = only(judge(table(annex, {(2, column): ""}), annex))
        assert (finding.severity, finding.code, finding.column) == (HINT, "cell-blank", HEADINGS[annex][column - 1])


# --- the whole --------------------------------------------------------------------------------------------------------


def test_everything_is_told_at_once():
    changes = {(2, 3): "约0.5", (3, 2): "", (4, 3): "-1", (4, 5): "", (2, 9): "#REF!"}
    rows = [*table(1, changes), ["4", "丁,园", "1"]]
    found, findings = read_bytes(csv_bytes(rows), "annex1.csv", 1)
    assert [finding.code for finding in findings] == ["missing-cells"]
    assert told(judge_annex(found)) == [
        (ERROR, "error-value", 2),
        (ERROR, "area-not-a-number", 2),
        (ERROR, "name-blank", 3),
        (ERROR, "area-not-positive", 4),
        (HINT, "department-blank", 4),
    ]
