"""Plans for the tests: the notice's own, an invented district's, and plans written on the spot."""

import csv
import io
import shutil
from collections.abc import Callable, Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path

import pytest

from analytics import Plan, load_plan

# What needs the extras of requirements-dev.txt is left out where they are not installed; the header says so.
_EXTRAS = {"browser": "playwright", "properties": "hypothesis"}
_LEFT_OUT = [folder for folder, package in _EXTRAS.items() if find_spec(package) is None]
collect_ignore = _LEFT_OUT

DATA = Path(__file__).parents[1] / "data"
INVENTED = Path(__file__).parent / "districts" / "invented"

# The printed headings, typed by hand from the annexes and not taken from the code under test.
# fmt: off
HEADINGS = {
    1: ["序号", "载体名称", "面积（万m2）", "运营机构", "牵头部门", "指导部门", "孵化定位", "已有授牌", "工作任务"],
    2: ["序号", "物业名称", "面积（万m2）", "物业业主", "牵头部门", "指导部门", "孵化定位", "争取授牌", "工作任务",
        "完成时限"],
}
# fmt: on

# A complete carrier of each annex, for rows of which a test gives only what it is about.
_COMMON = {"面积（万m2）": "1", "牵头部门": "区科技局", "指导部门": "区科技局", "孵化定位": "新材料产业孵化器"}
_FIRST_ROW = {
    1: _COMMON | {"载体名称": "甲基地", "运营机构": "甲公司", "工作任务": "加强包装推介。"},
    2: _COMMON | {"物业名称": "乙大厦", "物业业主": "乙公司", "工作任务": "加强包装推介。", "完成时限": "2023年"},
}


def pytest_report_header() -> str:
    """Says what is left out."""
    missing = "、".join(f"tests/{folder}（没有安装 {_EXTRAS[folder]}）" for folder in _LEFT_OUT)
    return f"不跑：{missing}；全部要先装 requirements-dev.txt" if missing else ""


@pytest.fixture(scope="session")
def plan() -> Plan:
    """The plan of the notice, as it stands in data/."""
    return load_plan(DATA)


@pytest.fixture(scope="session")
def invented() -> Plan:
    """Another district's plan: other departments, directions, stages, levels, types, years and targets."""
    return load_plan(INVENTED)


def annex_bytes(annex: int, rows: Iterable[Mapping[str, str]]) -> bytes:
    """An annex file as the app writes it (UTF-8 BOM, CRLF) of ``rows``: heading → cell, missing cells blank."""
    text = io.StringIO()
    writer = csv.DictWriter(text, HEADINGS[annex], restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def carrier_rows(annex: int, *rows: Mapping[str, str]) -> list[dict[str, str]]:
    """``rows`` made complete: one with a 序号 begins a carrier, one without goes on with that above (annex 2)."""
    return [_FIRST_ROW[annex] | row if "序号" in row else dict(row) for row in rows]


@pytest.fixture
def write_plan(tmp_path: Path) -> Callable[..., Path]:
    """Writes a plan folder: the given rows of each annex (default: one plain carrier), with data/'s plan.toml."""

    def write(annex1: Iterable[Mapping[str, str]] = (), annex2: Iterable[Mapping[str, str]] = ()) -> Path:
        for annex, rows in ((1, annex1), (2, annex2)):
            content = annex_bytes(annex, carrier_rows(annex, *(rows or [{"序号": "1"}])))
            (tmp_path / f"annex{annex}.csv").write_bytes(content)
        shutil.copy(DATA / "plan.toml", tmp_path)
        return tmp_path

    return write


@pytest.fixture
def copy_of(tmp_path: Path) -> Callable[..., Path]:
    """Copies a plan folder and replaces texts in its files: ``copy_of(DATA, ("annex1.csv", "7.7", "7.8"))``."""

    def copy(folder: Path, *edits: tuple[str, str, str]) -> Path:
        for path in folder.iterdir():
            shutil.copy(path, tmp_path)
        for file, old, new in edits:
            text = (tmp_path / file).read_bytes().decode("utf-8")
            assert text.count(old) == 1, f"{file} 里应恰有一处“{old}”，实有 {text.count(old)} 处"
            (tmp_path / file).write_bytes(text.replace(old, new).encode("utf-8"))
        return tmp_path

    return copy
