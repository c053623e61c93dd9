"""What departments report, on every page (progress.md §4, §5): a third reported, and no report at all."""

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ..conftest import DATA
from ..progress.rows import HEADINGS, THIRD, row
from .conftest import (
    charts,
    conclusions,
    no_trouble,
    open_page,
    plain,
    tables,
    take_away,
    title_of,
    unfold,
    visible_texts,
    words,
)

STATES = "到期31个：已报完成8个（有依据6个），未报19个"


def progress_csv(*rows: dict[str, str]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, HEADINGS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """data/ with the reports of ``THIRD``."""
    folder = tmp_path_factory.mktemp("虚构") / "方案"
    shutil.copytree(DATA, folder)
    (folder / "progress").mkdir()
    # The tests' day is 2026-11-23.
    (folder / "progress" / "区科技局.csv").write_bytes(progress_csv(*THIRD))
    return folder


@pytest.fixture
def third(folder: Path, use_plan: Callable[[Path], None]) -> None:
    use_plan(folder)


@pytest.mark.parametrize(
    ("page", "sentences"),
    [
        ("overview", (STATES, "8项目标：2项已报未达到，6项未报")),
        ("plaques", ("新增市级及以上1块，失去1块，另有1块无文号；目标4个载体",)),
        ("timeline", ("计划到期31个，有日期的完成7个（有依据5个）；1个未写日期、19个未报，没有画",)),
        ("departments", ("19个节点到期未报，涉及5个部门", "2个节点逾期未完成，涉及2个部门")),
        ("checks", ("填报 17 条，3 条没有依据，1 项有分歧",)),
    ],
)
def test_a_page_says_what_was_reported(third: None, page: str, sentences: tuple[str, ...]):
    at = open_page(page)

    no_trouble(at)
    assert set(sentences) <= set(conclusions(at))
    # Never without 有依据 beside it, and never a share while something is unreported.
    for sentence in conclusions(at):
        assert "已报完成" not in sentence or "有依据" in sentence
    assert "方案安排，完成情况以部门填报为准" in plain(at.caption.values[-1])


def test_a_carrier_says_what_was_reported_of_it(third: None):
    at = open_page("carrier", carrier="2-07")

    no_trouble(at)
    assert "填报 3 条，1 条没有依据" in conclusions(at)
    assert "◆ 争取：市级科技孵化器，2024年 → ◆ 已获得 2026年" in words(at, "markdown")


def test_four_more_slides(third: None):
    said = []
    for slide in range(8, 14):
        at = open_page("meeting", slide=str(slide))
        no_trouble(at)
        said += [chart.alt.split("。")[0] for chart in charts(at)]

    assert {STATES, "8项目标：2项已报未达到，6项未报"} <= set(said)
    assert any("未报" in sentence and sentence.endswith("最多") for sentence in said)
    assert any(sentence.startswith("计划到期31个，有日期的完成7个（有依据5个）") for sentence in said)


def test_the_state_is_a_filter(third: None):
    at = unfold(open_page("timeline", state="逾期未完成"))

    no_trouble(at)
    assert title_of(at).endswith("进展状态：逾期未完成 · 2/20 个载体 · 13.9/48.52 万m² · 2/32 个节点")
    assert list(at.multiselect(key="state").value) == ["逾期未完成"]


@pytest.mark.parametrize("page", ["overview", "plaques", "timeline", "departments", "carrier", "industry"])
def test_without_a_report_a_page_says_nothing_of_it(page: str):
    at = open_page(page)

    no_trouble(at)
    shown = [text for kind, text in visible_texts(at) if kind not in ("download_button", "selectbox")]
    allowed = ("没有部门填报，只显示方案安排",)
    assert not [text for text in shown if ("填报" in text or "未报" in text) and text not in allowed]
    assert "显示的是方案安排，不是完成情况" in plain(at.caption.values[-1])


def test_without_a_report_there_is_no_state_to_filter_by():
    at = unfold(open_page("timeline", state="逾期未完成"))

    no_trouble(at)
    assert "state" not in [element.key for element in at.multiselect]
    assert "32 个节点" in title_of(at)


def test_the_table_to_fill_in_is_there_before_any_report():
    at = take_away(open_page("departments", department="区经济信息委"))

    no_trouble(at)
    labels = [element.proto.label for element in at.get("download_button")]
    assert {"填报表 XLSX", "填报表 CSV"} <= set(labels)
    assert "未报送清单 CSV" not in labels
    assert at.selectbox(key="template_department_区经济信息委").value == "区经济信息委"
    assert "没有部门填报，只显示方案安排" in words(at, "caption")


def test_lists_go_back_once_somebody_has_reported(third: None):
    labels = [element.proto.label for element in take_away(open_page("departments")).get("download_button")]

    assert {"未报送清单 CSV", "到期未完成清单 CSV"} <= set(labels)


def test_a_progress_file_is_previewed_in_this_session_only(third: None):
    new = progress_csv(
        row("2-01", "争取授牌市级众创空间。", "进行中", "2026-11-01", 填报部门="区经济信息委"),
        row("2-03", "加大招商引资力度。", "已完成", "2026-11-01", 实际日期="2024-06-01", 填报部门="区经济信息委"),
        row(
            "没有的园",
            "加大招商引资力度。",
            "已完成",
            "2026-11-01",
            实际日期="2024",
            依据="甲",
            填报部门="区经济信息委",
        ),
    )
    at = open_page("checks")
    at.session_state["preview_annex"] = 0
    at.run()
    at.file_uploader(key="preview_upload_0").upload("区经济信息委.csv", new, "text/csv").run()

    no_trouble(at)
    assert "这个文件可以采用：将新增3条，1条没有依据，1条对不上。" in words(at, "success")
    assert any("进展文件" in cells for cells in _cells(at))

    at.button(key="enter_preview").click().run()
    no_trouble(at)
    # 2-03 step 3 is done, in time and without 依据; of 2-01 step 2 somebody has said that it is not.
    assert "到期31个：已报完成9个（有依据6个），未报17个" in conclusions(at)
    assert STATES in conclusions(open_page("overview"))


def _cells(at) -> list[list[str]]:
    return [list(map(str, cells)) for table in tables(at) for cells in table.frame.itertuples(index=False)]


def test_a_broken_progress_file_says_where(third: None):
    at = open_page("checks")
    at.session_state["preview_annex"] = 0
    at.run()
    broken = progress_csv(row("2-01", "争取授牌市级众创空间。", "快了", "2026-11-01"))
    at.file_uploader(key="preview_upload_0").upload("坏的.csv", broken, "text/csv").run()

    assert any("有 1 处错误" in text for text in words(at, "error"))
