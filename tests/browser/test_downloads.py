"""Files taken away from 部门清单, saved and opened again: as filtered, and whole as they stand in data/."""

import csv
import io
import os
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from playwright.sync_api import Page

from tools.chromium import ROOT, Server

# Printed in 附件2, typed by hand; a carrier's cells stand on its first row.
# fmt: off
HEADINGS = ["序号", "物业名称", "面积（万m2）", "物业业主", "牵头部门", "指导部门", "孵化定位", "争取授牌", "工作任务",
            "完成时限"]
BELOW = [""] * 8
ROWS = [
    ["6", "天安数码城1期5号楼（重庆精准医疗生物科技产业园）", "2", "建桥公司", "区科技局", "区科技局", "IVD产业加速器",
     "市级科技孵化器", "明确运营机构，加强包装运营。", "2022年"],
    [*BELOW, "争取授牌市级科技孵化器。", "2023年"],
    ["7", "建桥生物科技园", "7", "建桥公司", "区科技局", "区科技局、区人力社保局", "生物医药产业加速器",
     "市级科技孵化器", "加大招商引资力度。", "2022年"],
    [*BELOW, "明确运营机构，制定建设方案。", "2023年"],
    [*BELOW, "争取授牌市级科技孵化器。", "2024年"],
    ["8", "元石国际", "3.8", "华伦公司", "区科技局", "区科技局、区人力社保局", "生物医药产业加速器",
     "市级科技孵化器、区级创业孵化基地", "加强沟通指导，制定建设方案，协助做好招商引资和项目包装。", "2022年"],
    [*BELOW, "授牌区级创业孵化基地。", "2023年"],
    [*BELOW, "争取授牌市级科技孵化器。", "2024年"],
    [*BELOW, "争取授牌市级创业孵化基地。", "2025年"],
]
# fmt: on


def take(page: Page, button: str, folder: Path) -> Path:
    """Clicks the download of that label and saves what comes under the name that it brings."""
    with page.expect_download() as coming:
        page.get_by_role("button", name=re.compile(f"^{button}")).click()
    saved = folder / coming.value.suggested_filename
    coming.value.save_as(saved)
    return saved


@pytest.mark.parametrize("name", ["lead", "department"])
def test_a_department_takes_its_rows_of_annex_2_away_as_csv_and_xlsx(
    open_page: Callable[..., Page], tmp_path: Path, name: str
):
    page = open_page(f"/departments?{name}=区科技局")
    page.get_by_role("button", name="带走").click()
    day = f"{datetime.now(ZoneInfo('Asia/Shanghai')):%Y%m%d}"

    saved = take(page, "附件2 CSV（9 行）", tmp_path)

    assert saved.name == f"附件2_挖掘包装孵化载体清单_区科技局_{day}.csv"
    content = saved.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf"), "Excel 和 WPS 要 BOM 才认得 UTF-8"
    assert content.count(b"\n") == content.count(b"\r\n") == 10
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig")))) == [HEADINGS, *ROWS]

    saved = take(page, "附件2 XLSX（9 行）", tmp_path)

    assert saved.name == f"附件2_挖掘包装孵化载体清单_区科技局_{day}.xlsx"
    book = openpyxl.load_workbook(saved)
    sheet = book["附件2"]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert rows[0] == HEADINGS
    assert [["" if cell is None else str(cell) for cell in row] for row in rows[1:]] == ROWS
    assert [sheet["A2"].value, sheet["C2"].value, sheet["C7"].value] == [6, 2, 3.8], "序号和面积要能计算"
    assert sheet["A3"].value is None
    notes = "\n".join(str(cell) for row in book["说明"].iter_rows(values_only=True) for cell in row if cell)
    assert "牵头部门：区科技局 · 6/20 个载体 · 14.6/48.52 万m² · 9/32 个节点" in notes
    assert "大渡口府办发〔2022〕98号" in notes


def test_the_unfiltered_csv_is_the_file_that_it_came_from(open_page: Callable[..., Page], tmp_path: Path):
    page = open_page("/departments")
    page.get_by_role("button", name="带走").click()
    for annex, title in ((1, "提质发展孵化载体清单"), (2, "挖掘包装孵化载体清单")):
        saved = take(page, f"附件{annex} CSV", tmp_path)

        assert saved.name.startswith(f"附件{annex}_{title}_全部_")
        assert saved.read_bytes() == (ROOT / "data" / f"annex{annex}.csv").read_bytes()


@pytest.mark.parametrize("path", ["/", "/departments"])
def test_reports_of_a_department_are_downloaded(open_page: Callable[..., Page], tmp_path: Path, path: str):
    page = open_page(f"{path}?lead=区科技局")
    page.get_by_role("button", name="带走").click()
    for label, ending, begins in (("工作簿", "xlsx", b"PK"), ("汇报材料", "html", b"<!"), ("幻灯片", "pptx", b"PK")):
        with page.expect_download() as started:
            page.get_by_role("button", name=label).click()
        started.value.save_as(tmp_path / ending)
        assert "区科技局" in started.value.suggested_filename
        assert started.value.suggested_filename.endswith(f".{ending}")
        assert (tmp_path / ending).read_bytes().startswith(begins)


# Put before the app's own modules: a workbook that takes its time, slides that cannot be made.
SLOW_AND_BROKEN = """
import time
import dashboard.exports.slides
import dashboard.exports.workbook

make = dashboard.exports.workbook.report_workbook

def slow(*args):
    time.sleep(3)
    return make(*args)

def broken(*args):
    raise RuntimeError("no slides today")

dashboard.exports.workbook.report_workbook = slow
dashboard.exports.slides.presentation = broken
"""


def test_a_download_says_that_it_is_made_and_when_it_failed(
    open_page: Callable[..., Page],
    start_server: Callable[..., Server],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    (tmp_path / "sitecustomize.py").write_text(SLOW_AND_BROKEN, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), str(ROOT)]))
    server = start_server()
    page = open_page("/timeline?lead=区科技局", server=server)
    page.get_by_role("button", name="带走").click()
    status = page.get_by_role("status").filter(has_text="汇报")

    with page.expect_download() as coming:
        page.get_by_role("button", name="汇报工作簿").click()
        status.filter(has_text="正在生成“汇报工作簿”，做好后自动下载").wait_for()
        assert page.get_by_role("button", name="汇报工作簿").is_disabled()
    assert coming.value.suggested_filename.endswith(".xlsx")
    page.get_by_role("button", name="汇报工作簿", disabled=False).wait_for()
    assert status.count() == 0

    page.get_by_role("button", name="汇报幻灯片").click()
    status.filter(has_text="“汇报幻灯片”没有做成").wait_for()
    assert "管理员" in status.text_content()
    assert not page.get_by_text("Failed to generate").is_visible()
    # Still there when Streamlit has taken its own sentence away.
    page.wait_for_timeout(5500)
    assert status.is_visible()
    assert "no slides today" in server.log_tail(200)
