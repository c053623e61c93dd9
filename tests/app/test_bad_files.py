"""Files that cannot be read: a Chinese box that names the file, what is wrong and what to do, on every page."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ..conftest import DATA
from .conftest import EVERYTHING, TITLES, charts, no_trouble, open_page, title_of, visible_texts, words

FILES = re.compile(r"(annex[12]\.(csv|xlsx)|plan\.toml|UTF-8|现值“[^”]*”)")


def spoil(file: Path, old: str, new: str) -> None:
    """Changes one place of a file, as a slip of the hand would."""
    text = file.read_bytes().decode("utf-8")
    assert text.count(old) == 1, f"{file.name} 里应恰有一处“{old}”"
    file.write_bytes(text.replace(old, new).encode("utf-8"))


def told(at: AppTest) -> list[str]:
    """The errors listed, after a box that says how many there are; checks that nothing else is on the page."""
    assert not at.exception
    assert title_of(at) == "数据没有读进来"
    errors = [text.removeprefix("- ") for text in words(at, "markdown")]
    assert words(at, "error") == [f"共 {len(errors)} 处错误。按下面的说明改好文件，放回数据文件夹，然后刷新本页。"]
    assert not at.sidebar.multiselect, "没有数据就没有筛选"
    assert not charts(at)
    for kind, text in visible_texts(at):
        assert not re.search("[A-Za-z]{2,}", FILES.sub("", text)), f"{kind} 里有英文：{text}"
    return errors


@pytest.mark.parametrize("page", TITLES)
def test_a_missing_annex_is_named_on_every_page(own_copy: Path, page: str):
    (own_copy / "annex2.csv").unlink()

    (error,) = told(open_page(page))

    assert error.startswith("annex2.csv ｜ ")
    assert "没有 annex2.csv" in error, "缺什么"
    assert "放进“方案”文件夹" in error, "怎么办"


def test_an_empty_folder_lists_all_three_files(use_plan: Callable[[Path], None], tmp_path: Path):
    folder = tmp_path / "空文件夹"
    folder.mkdir()
    use_plan(folder)

    errors = told(open_page("timeline"))

    assert sorted(error.split(" ｜ ")[0] for error in errors) == ["annex1.csv", "annex2.csv", "plan.toml"]
    assert all("放进" in error for error in errors)


def test_a_plan_that_is_no_toml_is_named_with_its_line(own_copy: Path):
    spoil(own_copy / "plan.toml", 'document_number = "大渡口府办发〔2022〕98号"', "document_number = 大渡口府办发")

    (error,) = told(open_page("industry"))

    # Two lines of comment, a blank one, [plan], title, short_title, then this one.
    assert error.startswith("plan.toml ｜ 第 7 行")
    assert "写法有误：等号右边的文字没有加引号" in error
    assert "文字写成" in error


def test_a_plan_in_another_encoding_is_named(own_copy: Path):
    plan = own_copy / "plan.toml"
    plan.write_bytes(plan.read_bytes().decode("utf-8").encode("gbk", errors="replace"))

    (error,) = told(open_page("industry"))

    assert error.startswith("plan.toml ｜ 文件不是 UTF-8 编码")
    assert "另存" in error


def test_a_missing_column_is_named_with_what_stands_there_instead(own_copy: Path):
    spoil(own_copy / "annex1.csv", "载体名称,", "叫法,")
    spoil(own_copy / "annex1.csv", ",工作任务", ",做法")

    (error,) = told(open_page("departments"))

    assert error.startswith("annex1.csv ｜ 第 1 行 ｜ 载体名称 ｜ 缺少“载体名称”或“工作任务”列")
    assert "叫法" in error
    assert "补上“载体名称”或“工作任务”列" in error


def test_every_error_of_every_file_is_listed_at_once(own_copy: Path):
    spoil(own_copy / "annex1.csv", "艺度创,7.7,", "艺度创,七点七,")
    spoil(own_copy / "annex2.csv", "皖新大厦,6.9,", "皖新大厦,-6.9,")

    errors = told(open_page())

    assert len(errors) == 2
    assert any("annex1.csv" in error and "第 11 行" in error and "七点七" in error for error in errors)
    assert any("annex2.csv" in error and "第 30 行" in error and "-6.9" in error for error in errors)


def test_more_errors_than_fit_are_counted_and_all_in_the_download(own_copy: Path):
    row = "{0},载体{0},约{0},公司,区科技局,区科技局,新材料产业孵化器,,加强招商。\r\n"
    with (own_copy / "annex1.csv").open("a", encoding="utf-8", newline="") as file:
        file.writelines(row.format(number) for number in range(11, 71))

    at = open_page()

    assert words(at, "error") == ["共 60 处错误。按下面的说明改好文件，放回数据文件夹，然后刷新本页。"]
    assert len(words(at, "markdown")) == 50
    assert words(at, "caption") == ["另有 10 处未列出，全部在下载的清单里"]
    (button,) = at.get("download_button")
    assert button.label == "下载错误清单"


def test_the_page_comes_back_once_the_file_is_there(own_copy: Path):
    annex = own_copy / "annex2.csv"
    annex.unlink()
    at = open_page("timeline")
    assert told(at)

    shutil.copy(DATA / "annex2.csv", annex)
    at.run()

    no_trouble(at)
    assert EVERYTHING in title_of(at)


def test_a_file_that_goes_bad_in_use_leaves_the_last_good_plan_on_screen(
    own_copy: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("dashboard.plan_source.STILL_SECONDS", 0)
    at = open_page("timeline", lead="区科技局")
    no_trouble(at)

    spoil(own_copy / "annex2.csv", "皖新大厦,6.9,", "皖新大厦,六点九,")
    at.run()  # The first look sees a change, the next one that it stands still.
    at.run()

    assert not at.exception
    (banner,) = words(at, "error")
    assert banner.startswith("annex2.csv（")
    assert "有 1 处错误，未采用" in banner
    assert "当前显示" in banner
    assert "牵头部门：区科技局 · 6/20 个载体 · 14.6/48.52 万m² · 9/32 个节点" in title_of(at)
    assert any("第 30 行" in text and "六点九" in text for text in words(at, "markdown"))

    spoil(own_copy / "annex2.csv", "皖新大厦,六点九,", "皖新大厦,6.8,")
    at.run()
    at.run()

    no_trouble(at)
    # The new area counts: 48.52 - 0.1.
    assert "14.6/48.42 万m²" in title_of(at)
