"""Reports of plans that have little hold what they have (inputs.md row 60), and open again."""

import io
from pathlib import Path

import openpyxl
import pytest
from pptx import Presentation

from analytics import Filters, Plan, apply_filters, load_plan
from dashboard.exports.brief import brief_html
from dashboard.exports.slides import presentation
from dashboard.exports.workbook import annex_workbook, report_workbook
from dashboard.selection import Selection

from .conftest import NOW, TODAY

EXAMPLES = Path(__file__).parents[2] / "examples"
AREAS_ONLY = "园区名称,面积（万m2）,总投资\n甲园,3.2,12\n乙园,0.8,7\n"


@pytest.fixture(params=["tasks", "areas"])
def little(request, tmp_path: Path) -> Plan:
    if request.param == "tasks":
        return load_plan(EXAMPLES / "tasks")
    (tmp_path / "plan.toml").write_text('[plan]\ntitle = "某县清单（虚构）"\n', encoding="utf-8")
    (tmp_path / "annex1.csv").write_text(AREAS_ONLY, encoding="utf-8")
    return load_plan(tmp_path)


def looked_at(plan: Plan) -> Selection:
    return Selection(plan, apply_filters(plan, Filters()), Filters(), TODAY, TODAY, NOW)


def test_the_workbook_has_no_sheet_for_what_the_plan_has_not(little: Plan):
    book = openpyxl.load_workbook(io.BytesIO(report_workbook(looked_at(little))))

    absent = {"授牌缺口", "逐年授牌", "目标覆盖", "孵化链条"} | ({"产业面积"} if little.milestones.size else {"时间轴"})
    assert not absent & set(book.sheetnames)
    assert len([name for name in book.sheetnames if name.startswith("附件")]) == 1


def test_the_brief_and_the_slides_have_no_page_for_what_the_plan_has_not(little: Plan):
    text = brief_html(looked_at(little)).decode()
    deck = Presentation(io.BytesIO(presentation(looked_at(little))))

    assert "授牌矩阵" not in text
    assert "目标覆盖" not in text
    assert "None" not in text.split("<script")[0]
    # Cover, key figures and at least a page of its own.
    assert len(deck.slides) >= 3


def test_an_extra_column_stands_in_the_downloads(little: Plan):
    (annex,) = little.meta.annexes
    book = openpyxl.load_workbook(io.BytesIO(annex_workbook(looked_at(little), annex.number)))

    extra = "总投资" if annex.number == 1 else "责任领导"
    assert extra in [cell.value for cell in book.worksheets[0][1]]
