"""dashboard/exports: what is taken away is what stood in the file, and can be put back (screens.md, Taken away)."""

import csv
import io
import shutil
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pandas as pd
import pytest

from analytics import Filters, Finding, Plan, apply_filters, findings_frame, load_plan
from analytics.guard import guarded
from dashboard.exports.csv import annex_csv
from dashboard.exports.findings import findings_csv
from dashboard.exports.names import annex_file_name, report_file_name
from dashboard.exports.workbook import annex_workbook
from dashboard.exports.workbook.cells import put
from dashboard.selection import Selection, select

from .conftest import DATA, HEADINGS, INVENTED

NOW = datetime(2026, 11, 23, 9, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
FRAMES = ("carriers", "milestones", "plaques")


def workbook_bytes(plan: Plan, annex: int, filters: Filters | None = None) -> bytes:
    filters = filters or Filters()
    return annex_workbook(Selection(plan, apply_filters(plan, filters), filters, NOW.date(), NOW.date(), NOW), annex)


@pytest.fixture
def put_back(tmp_path: Path) -> Callable[..., Plan]:
    """Loads a plan from a folder with plan.toml and the given files (name → bytes)."""

    def load(toml_of: Path = DATA, **files: bytes) -> Plan:
        folder = tmp_path / "put_back"
        folder.mkdir()
        shutil.copy(toml_of / "plan.toml", folder)
        for name, content in files.items():
            (folder / name.replace("_", ".")).write_bytes(content)
        return load_plan(folder)

    return load


def assert_same_frames(read: Plan, plan: Plan, *, without: str = "") -> None:
    left_out = [without] if without else []
    for name in FRAMES:
        pd.testing.assert_frame_equal(
            getattr(read, name).drop(columns=left_out), getattr(plan, name).drop(columns=left_out)
        )


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


# CSV


@pytest.mark.parametrize("annex", [1, 2])
def test_csv_of_everything_is_the_file_itself(plan: Plan, annex: int):
    assert annex_csv(plan, annex) == (DATA / f"annex{annex}.csv").read_bytes()


@pytest.mark.parametrize("annex", [1, 2])
def test_csv_of_everything_is_the_file_itself_in_another_district(invented: Plan, annex: int):
    assert annex_csv(invented, annex) == (INVENTED / f"annex{annex}.csv").read_bytes()


def test_csv_put_back_gives_the_same_plan(plan: Plan, put_back):
    read = put_back(annex1_csv=annex_csv(plan, 1), annex2_csv=annex_csv(plan, 2))

    assert_same_frames(read, plan)
    assert read.findings == plan.findings


def test_csv_begins_with_bom_and_ends_its_lines_as_windows_does(plan: Plan):
    content = annex_csv(apply_filters(plan, Filters(lead=("区科技局",))), 2)

    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n") == 10  # heading and 9 milestones


def test_csv_of_a_department_can_be_read_again(plan: Plan, put_back):
    shown = apply_filters(plan, Filters(lead=("区科技局",)))

    read = put_back(annex1_csv=annex_csv(shown, 1), annex2_csv=annex_csv(shown, 2))

    # Only the rows of the file are others.
    assert_same_frames(read, shown, without="row")


def test_first_shown_row_of_each_carrier_carries_its_cells(plan: Plan):
    rows = rows_of(annex_csv(apply_filters(plan, Filters(year=(2024,))), 2))

    assert rows[0] == HEADINGS[2]
    # 2-03 … 2-10 have one milestone in 2024, which is the first of none of them.
    assert [(row[0], row[1], row[2], row[4], row[9]) for row in rows[1:]] == [
        ("3", "重钢电讯大楼、科协大楼", "0.9", "区经济信息委", "2024年"),
        ("4", "重钢钢城大厦", "2.4", "区经济信息委", "2024年"),
        ("5", "“天空之湖”", "0.7", "九宫庙商圈公司", "2024年"),
        ("7", "建桥生物科技园", "7", "区科技局", "2024年"),
        ("8", "元石国际", "3.8", "区科技局", "2024年"),
        ("9", "重庆小面产业园", "9", "区经济信息委", "2024年"),
        ("10", "皖新大厦", "6.9", "建桥公司", "2024年"),
    ]
    assert rows[3][8] == "争取授牌市级众创空间。"


def test_rows_below_the_first_shown_one_stay_blank(plan: Plan):
    rows = rows_of(annex_csv(apply_filters(plan, Filters(lead=("九宫庙商圈公司",), year=(2023, 2024))), 2))

    assert [row[1] for row in rows[1:]] == ["“天空之湖”", ""]
    assert rows[2] == ["", "", "", "", "", "", "", "", "争取授牌市级众创空间。", "2024年"]


def test_csv_of_a_year_can_be_read_again(plan: Plan, put_back):
    shown = apply_filters(plan, Filters(year=(2024,)))

    read = put_back(annex1_csv=annex_csv(plan, 1), annex2_csv=annex_csv(shown, 2))

    carriers = read.carriers[read.carriers["annex"] == 2].reset_index(drop=True)
    pd.testing.assert_frame_equal(carriers.drop(columns="row"), shown.carriers.drop(columns="row"))
    columns = ["carrier_id", "task", "deadline_text", "deadline_year", "end"]
    pd.testing.assert_frame_equal(read.milestones[columns], shown.milestones[columns])


def test_csv_of_nothing_has_the_heading_only(plan: Plan):
    assert rows_of(annex_csv(apply_filters(plan, Filters(year=(2024,))), 1)) == [HEADINGS[1]]


def test_extra_column_stays_with_its_row(write_plan):
    folder = write_plan(annex2=[{"序号": "1"}, {"工作任务": "招商。", "完成时限": "2024年"}])
    path = folder / "annex2.csv"
    lines = path.read_bytes().decode("utf-8-sig").splitlines()
    marked = [line + cell for line, cell in zip(lines, (",备注", ",第一行", ",第二行"), strict=True)]
    path.write_bytes(("\r\n".join(marked) + "\r\n").encode("utf-8-sig"))

    plan = load_plan(folder)

    assert annex_csv(plan, 2) == path.read_bytes()
    second = rows_of(annex_csv(apply_filters(plan, Filters(year=(2024,))), 2))[1]
    assert (second[1], second[-1]) == ("乙大厦", "第二行")


@pytest.mark.parametrize(
    "cell", ["=1+1", "+cmd", "-cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1+x", "－x", "＠x"]
)
def test_cell_that_a_spreadsheet_would_take_for_a_formula_is_guarded(cell: str):
    assert guarded(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["天安T+SPACE众创空间", "0.5", "-5", "+0.5", "", "a=b", "“天空之湖”", "2022年", "'甲"])
def test_other_cells_are_left_alone(cell: str):
    assert guarded(cell) == cell


NAMES_LIKE_FORMULAS = ("=1+1", "+HYPERLINK", "-甲", "@乙", "＝1+1", "＋丙", "－丁", "＠戊")


def test_guard_goes_on_in_the_download_and_off_in_the_reader(write_plan, put_back):
    rows = [{"序号": str(number), "载体名称": name} for number, name in enumerate(NAMES_LIKE_FORMULAS, start=1)]
    plan = load_plan(write_plan(annex1=rows))
    assert tuple(plan.carriers["name"][:8]) == NAMES_LIKE_FORMULAS

    content = annex_csv(plan, 1)

    assert [row[1] for row in rows_of(content)[1:]] == [f"'{name}" for name in NAMES_LIKE_FORMULAS]
    assert_same_frames(put_back(annex1_csv=content, annex2_csv=annex_csv(plan, 2)), plan)


AWKWARD = [
    '他说"好"',
    "甲,乙",
    "第一行\n第二行",
    "𠮷野家😀",
    "<b>x</b>",
    "NA",
    "None",
    "007",
    "1.10",
    "1958",
    "2022-10-28",
]


def test_awkward_texts_come_back_from_csv(write_plan, put_back):
    rows = [{"序号": str(number), "载体名称": name} for number, name in enumerate(AWKWARD, start=1)]
    plan = load_plan(write_plan(annex1=rows))
    assert list(plan.carriers["name"][: len(AWKWARD)]) == AWKWARD

    assert_same_frames(put_back(annex1_csv=annex_csv(plan, 1), annex2_csv=annex_csv(plan, 2)), plan)


# Findings


def test_findings_go_to_whoever_mends_the_files(plan: Plan):
    rows = rows_of(findings_csv(findings_frame(plan.findings)))

    assert rows[0] == ["级别", "文件", "工作表", "文件行号", "列", "现值", "说明", "怎么改", "编号", "代码"]
    assert len(rows) == 1 + len(plan.findings)
    guide = next(row for row in rows if row[-1] == "guide-missing")
    assert guide[:6] == ["提示", "annex1.csv", "", "10", "指导部门", "区人力社保局"]
    # A finding without a row has no row 0.
    assert {row[3] for row in rows[1:] if row[-1] == "target-unserved"} == {""}


def test_findings_quote_formulas_guarded():
    content = findings_csv(findings_frame([Finding("提示", "annex1.csv", value="=1+1", code="x", message="m")]))

    assert rows_of(content)[1][5] == "'=1+1"


@pytest.mark.parametrize("value", ["1-09", "2023-12", "2023/12/31", "2023年12月", "12月31日", "8:30"])
def test_findings_have_no_cell_that_excel_takes_for_a_date(value: str):
    finding = Finding("提示", "annex1.csv", carrier_id="1-09", value=value, code="x", message="m")

    row = rows_of(findings_csv(findings_frame([finding])))[1]

    assert row[5] == f"“{value}”"
    assert row[8] == "附件1第9号"


def test_findings_keep_numbers_and_years_as_they_are():
    for value in ("2023", "2.5", "2023年", "1-2-3-待定", "附件1"):
        content = findings_csv(findings_frame([Finding("提示", "annex1.csv", value=value, code="x", message="m")]))
        assert rows_of(content)[1][5] == value


# XLSX


def test_xlsx_put_back_gives_the_same_plan(plan: Plan, put_back):
    read = put_back(annex1_xlsx=workbook_bytes(plan, 1), annex2_xlsx=workbook_bytes(plan, 2))

    assert read.files == {1: "annex1.xlsx", 2: "annex2.xlsx"}
    assert_same_frames(read, plan)


def test_xlsx_put_back_keeps_every_printed_cell(plan: Plan, put_back):
    read = put_back(annex1_xlsx=workbook_bytes(plan, 1), annex2_xlsx=workbook_bytes(plan, 2))

    # 天安数码城1期5号楼 has 2, not 2.0.
    for annex in (1, 2):
        assert annex_csv(read, annex) == (DATA / f"annex{annex}.csv").read_bytes()


def test_xlsx_of_a_department_can_be_read_again(plan: Plan, put_back):
    filters = Filters(lead=("区科技局",))
    files = {f"annex{annex}_xlsx": workbook_bytes(plan, annex, filters) for annex in (1, 2)}

    assert_same_frames(put_back(**files), apply_filters(plan, filters), without="row")


def test_awkward_texts_come_back_from_xlsx(write_plan, put_back):
    # A name of digits is a name: 007 is not 7, 1.10 not 1.1.
    names = [*AWKWARD, *NAMES_LIKE_FORMULAS]
    rows = [{"序号": str(number), "载体名称": name} for number, name in enumerate(names, start=1)]
    plan = load_plan(write_plan(annex1=rows))

    read = put_back(annex1_xlsx=workbook_bytes(plan, 1), annex2_xlsx=workbook_bytes(plan, 2))

    assert list(read.carriers["name"]) == list(plan.carriers["name"])
    assert_same_frames(read, plan)


LOSSY = [
    "500104199001011234",  # The number of an identity card: Excel keeps 15 digits.
    "1234567890123456",
    "123456789012345",
    "0.1234567890123456789",
    "0." + "0" * 40 + "1",
    "_x0041_",
    "甲_x000D_乙_xFFFF_",
    "_x005F_x0041_",
    "__x0041__",
    "甲\r\n乙\r丙",
]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_a_spreadsheet_would_change_comes_back(kind, write_plan, put_back):
    rows = [{"序号": str(number), "载体名称": name} for number, name in enumerate(LOSSY, start=1)]
    plan = load_plan(write_plan(annex1=rows))
    download = annex_csv if kind == "csv" else workbook_bytes

    read = put_back(**{f"annex{annex}_{kind}": download(plan, annex) for annex in (1, 2)})

    assert list(read.carriers["name"]) == list(plan.carriers["name"]) == [*LOSSY, "乙大厦"]


def test_numbers_of_more_than_15_digits_are_texts_in_xlsx(write_plan):
    rows = [{"序号": str(number), "载体名称": name} for number, name in enumerate(LOSSY[:3], start=1)]
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_bytes(load_plan(write_plan(annex1=rows)), 1)))["附件1"]

    assert [sheet.cell(row, 2).data_type for row in (2, 3, 4)] == ["s", "s", "n"]


@pytest.mark.parametrize("text", ["长" * 40_000, "𠮷" * 20_000, "_x0041_" * 5_000])
def test_what_no_cell_holds_is_said_to_be_cut(text: str):
    sheet = openpyxl.Workbook().active
    written = put(sheet, 1, 1, text).value

    assert len(written.encode("utf-16-le")) <= 32_767 * 2
    assert f"（共 {len(text):,} 字，Excel 一格放不下" in written
    assert text.startswith(written.partition("…")[0].replace("_x005F_", "_"))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_name_that_looks_guarded_comes_back(kind, write_plan, put_back):
    plan = load_plan(write_plan(annex1=[{"序号": "1", "载体名称": "''=甲"}]))
    assert plan.carriers["name"][0] == "'=甲"

    download = annex_csv if kind == "csv" else workbook_bytes
    read = put_back(**{f"annex{annex}_{kind}": download(plan, annex) for annex in (1, 2)})

    assert read.carriers["name"][0] == "'=甲"


def test_xlsx_has_numbers_as_numbers_with_their_printed_decimals(plan: Plan):
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_bytes(plan, 1)))["附件1"]

    assert [cell.value for cell in sheet[1]] == HEADINGS[1]
    areas = {row[1].value: (row[2].value, row[2].number_format) for row in sheet.iter_rows(min_row=2)}
    assert areas["重庆移动互联网产业园（软件产业园）"] == (2.02, "0.00")
    assert areas["艺度创"] == (7.7, "0.0")
    assert sum(area for area, _ in areas.values()) == pytest.approx(14.72)


def test_text_like_a_formula_is_a_text_in_xlsx(write_plan):
    plan = load_plan(write_plan(annex1=[{"序号": "1", "载体名称": "=1+1"}]))

    cell = openpyxl.load_workbook(io.BytesIO(workbook_bytes(plan, 1)))["附件1"]["B2"]

    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_xlsx_is_ready_to_read_and_to_print(plan: Plan):
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_bytes(plan, 2)))["附件2"]

    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == "A1:J33"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"
    widths = {place: sheet.column_dimensions[place].width for place in "ABCDEFGHIJ"}
    # 工作任务 is the longest text, 序号 two digits; together they are as wide as A4 shows in a type that can be read.
    assert max(widths, key=widths.get) == "I"
    assert min(widths, key=widths.get) == "A"
    assert sum(widths.values()) <= 165
    # Its page breaks stand before the first row of a carrier, never among its milestones.
    assert sheet.row_breaks.brk
    assert all(sheet.cell(found.id + 1, 1).value is not None for found in sheet.row_breaks.brk)


def test_xlsx_says_what_it_holds(plan: Plan):
    filters = Filters(lead=("区科技局",))
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_bytes(plan, 2, filters)))["说明"]

    notes = {row[0].value: row[1].value for row in sheet.iter_rows()}
    assert notes["内容"] == "附件2：挖掘包装孵化载体清单"
    assert notes["筛选"] == "牵头部门：区科技局 · 6/20 个载体 · 14.6/48.52 万m² · 9/32 个节点"
    assert notes["行数"] == "9 行"
    assert notes["来源"] == "《大渡口区双创载体提质发展工作方案》（大渡口府办发〔2022〕98号，2022年10月28日）"
    assert notes["生成时间"] == "2026-11-23 09:12"


def test_xlsx_of_nothing_has_the_heading_only(plan: Plan):
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_bytes(plan, 1, Filters(year=(2024,)))))["附件1"]

    assert sheet.max_row == 1


# File names


@pytest.mark.parametrize(
    ("annex", "filters", "name"),
    [
        (2, Filters(lead=("区科技局",)), "附件2_挖掘包装孵化载体清单_区科技局_20261123.csv"),
        (1, Filters(), "附件1_提质发展孵化载体清单_全部_20261123.csv"),
        (1, Filters(asof=date(2024, 1, 1)), "附件1_提质发展孵化载体清单_全部_截至20240101_20261123.csv"),
        (2, Filters(lead=("区科技局",), year=(2024,)), "附件2_挖掘包装孵化载体清单_区科技局_2024年_20261123.csv"),
        # No character that Windows forbids.
        (1, Filters(lead=('甲/乙:丙*?"<>|丁\\戊',)), "附件1_提质发展孵化载体清单_甲-乙-丙-丁-戊_20261123.csv"),
    ],
)
def test_file_name_says_what_is_inside(plan: Plan, annex: int, filters: Filters, name: str):
    assert annex_file_name(select(plan, filters, NOW), annex, "csv") == name


def test_file_name_says_from_which_day_it_is_where_that_is_not_today(plan: Plan):
    past = select(plan, Filters(lead=("区科技局",), asof=date(2024, 6, 30)), NOW)

    assert annex_file_name(past, 2, "csv") == "附件2_挖掘包装孵化载体清单_区科技局_截至20240630_20261123.csv"
    assert report_file_name(past, "html").endswith("_汇报材料_区科技局_截至20240630_20261123.html")
    today = select(plan, Filters(lead=("区科技局",), asof=date(2026, 11, 23)), NOW)
    assert annex_file_name(today, 2, "csv") == "附件2_挖掘包装孵化载体清单_区科技局_20261123.csv"


def test_day_stands_in_the_running_words_where_it_is_not_today(plan: Plan):
    past = select(plan, Filters(asof=date(2024, 6, 30)), NOW)

    assert past.filters_text == "截至 2024-06-30 · 全部 20 个载体 · 48.52 万m² · 32 个节点"
    assert select(plan, Filters(), NOW).filters_text == "全部 20 个载体 · 48.52 万m² · 32 个节点"


def test_file_name_keeps_to_a_length_that_windows_takes(plan: Plan):
    filters = Filters(lead=tuple(f"第{number}个很长的部门名称" for number in range(30)))

    name = annex_file_name(select(plan, filters, NOW), 2, "xlsx")

    assert len(name) < 80
    assert name.endswith("等_20261123.xlsx")
