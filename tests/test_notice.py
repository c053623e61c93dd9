"""data/notice.md is the notice word by word; analytics/notice.py reads it, quotes it, and says what cannot be cited."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from analytics import Plan, load_plan, plan_version
from analytics.findings import HINT
from analytics.notice import MAX_NOTICE_BYTES, Clause, clause_called, find_notice, quotation, read_notice

from .conftest import DATA

SOURCE = Path(__file__).parent / "source" / "notice-2022-98.txt"
"""The notice as published; the bookmarks of its Word file stand in it as ``[bookmark: …]``."""


@pytest.fixture(scope="module")
def notice() -> tuple[Clause, ...]:
    """The clauses of data/notice.md."""
    clauses, findings = read_notice(find_notice(DATA).content)
    assert not findings
    return clauses


@pytest.fixture
def write_notice(copy_of: Callable[..., Path]) -> Callable[[str | bytes], Path]:
    """A copy of data/ with these contents as its notice.md."""

    def write(content: str | bytes) -> Path:
        folder = copy_of(DATA)
        (folder / "notice.md").write_bytes(content.encode() if isinstance(content, str) else content)
        return folder

    return write


def words(text: str) -> str:
    """Printed signs only: no white space, and no Markdown signs or bookmarks, which nobody printed."""
    text = re.sub(r"\[bookmark: [^\]]*\]", "", text)
    return re.sub(r"\s+", "", re.sub(r"^#+ ", "", text, flags=re.M))


def test_the_file_has_every_word_of_the_notice_and_no_other():
    printed = words(SOURCE.read_text(encoding="utf-8"))
    # The tables of the annexes stand in annex1.csv and annex2.csv.
    body, tables = printed.split("附件1提质发展孵化载体清单序号")
    end = tables.split("合计面积33.8")[1]

    assert words((DATA / "notice.md").read_text(encoding="utf-8")) == body + end


def test_clauses_are_called_as_plan_toml_cites_them(notice: tuple[Clause, ...]):
    # Counted in the print: 4 sections; 7 directions; 3 links of the chain with 3 points each; 8 measures.
    numbers = [clause.number for clause in notice if clause.number]
    directions = [f"二（{part}）" for part in "一二三四五六七"]
    chain = [f"三（{part}）{point}" for part in "一二三" for point in ("", "1", "2", "3")]
    measures = [f"四（{part}）" for part in "一二三四五六七八"]
    assert numbers == ["一", "二", *directions, "三", *chain, "四", *measures]

    clause = clause_called(notice, "三（二）3")
    assert clause.heading == "3.挖掘包装载体重点任务。"
    assert clause.above[1:] == ("三、构建孵化载体链条", "（二）打造创新型科技孵化器")
    assert clause.text.startswith("区经济信息委牵头，积极协助推动原重钢电讯大楼")
    assert clause.text.endswith("集聚地。")
    assert clause_called(notice, "三(二)3") is clause
    assert clause_called(notice, "附件：").text == "1. 提质发展孵化载体清单\n2.挖掘包装孵化载体清单"
    assert clause_called(notice, "五") is None
    assert clause_called(notice, "") is None


def test_every_text_of_plan_toml_stands_in_its_clause(plan: Plan):
    cited = [*plan.meta.targets, *plan.meta.measures, *plan.meta.statements]
    assert len(cited) > 40
    assert [one.text for one in cited if not quotation(plan.notice, one.clause, one.text)] == []
    assert not [finding for finding in plan.findings if finding.file == "notice.md" or "notice" in finding.code]


@pytest.mark.parametrize(
    ("number", "cited", "whole"),
    [
        (
            "一",
            "确保2025年前累计新增市级及以上科技孵化器或众创空间3个以上",
            "区科技局要积极协助指导相关牵头部门做好科技孵化器、众创空间的包装打造，"
            "确保2025年前累计新增市级及以上科技孵化器或众创空间3个以上。",
        ),
        (
            "一",
            "到2025年底，……总面积20万平方米以上",
            "到2025年底，建成各类孵化载体20个以上，总面积20万平方米以上；"
            "聚集企业和团队1600个以上；孵化科技型企业160个以上。",
        ),
        ("四(四)", "区人力社保局牵头,积极打造人力资源产业园", "区人力社保局牵头，积极打造人力资源产业园。"),
        # Two sentences, one after the other.
        (
            "四（一）",
            "发挥创业种子基金“育苗、壮苗、留苗”作用。积极吸引",
            "区科技局、渝台公司牵头，发挥创业种子基金“育苗、壮苗、留苗”作用。"
            "积极吸引各类社会资本参与载体建设，大力吸引更多股权投资机构。",
        ),
        # The parts stand there in the other order only; nothing is cited; another clause.
        ("一", "总面积20万平方米以上……到2025年底", ""),
        ("一", "……", ""),
        ("四（四）", "孵化科技型企业160个以上", ""),
        ("九", "到2025年底", ""),
    ],
)
def test_quotations_are_whole_sentences(notice: tuple[Clause, ...], number: str, cited: str, whole: str):
    assert quotation(notice, number, cited) == whole


def test_a_plan_without_a_notice_has_none(invented: Plan):
    assert invented.notice == ()
    assert not [finding for finding in invented.findings if "notice" in finding.code]


def test_text_that_does_not_stand_in_the_notice_is_told(copy_of: Callable[..., Path]):
    plan = load_plan(
        copy_of(
            DATA,
            ("plan.toml", 'text = "孵化科技型企业160个以上"', 'text = "孵化科技型企业170个以上"'),
            ("plan.toml", 'clause = "四（四）"', 'clause = "四（九）"'),
        )
    )

    found = [finding for finding in plan.findings if finding.code == "quote-not-in-notice"]
    assert [(finding.severity, finding.file, finding.column) for finding in found] == [
        (HINT, "plan.toml", "目标：孵化科技型企业"),
        (HINT, "plan.toml", "保障措施：强化人才培养：人力资源产业园"),
    ]
    assert "这句话不在其中（一）" in found[0].message
    assert "没有这一条（四（九））" in found[1].message


UNUSABLE = {
    "empty": (b"", "文件是空的"),
    "blank": ("\ufeff\n \n".encode(), "文件是空的"),
    "neither UTF-8 nor GB18030": (b"\xff\xff\xfe# \x81", "不是 UTF-8"),
    "a program": (b"MZ\x00\x00", "控制字符 U+0000"),
    "turned around": ("## 一、目标\n甲\u202e乙".encode(), "控制字符 U+202E"),
    "too large": (b"# a\n" + b"a" * MAX_NOTICE_BYTES, "超过 1 MB"),
}


@pytest.mark.parametrize(("content", "message"), UNUSABLE.values(), ids=UNUSABLE)
def test_a_file_that_cannot_be_used_stops_nobody(write_notice, content: bytes, message: str):
    plan = load_plan(write_notice(content))

    assert plan.notice == ()
    assert len(plan.carriers) == 20
    [finding] = [finding for finding in plan.findings if finding.file == "notice.md"]
    assert finding.code == "notice-unusable"
    assert finding.severity == HINT
    assert message in finding.message


def test_a_folder_or_a_pipe_of_that_name_is_told(copy_of: Callable[..., Path]):
    folder = copy_of(DATA)
    (folder / "notice.md").unlink()
    (folder / "notice.md").mkdir()
    assert "文件打不开" in read_notice(find_notice(folder).content)[1][0].message

    (folder / "notice.md").rmdir()
    os.mkfifo(folder / "notice.md")  # Reading it would wait for ever.
    assert "文件打不开" in read_notice(find_notice(folder).content)[1][0].message


def test_what_cannot_be_cited_is_told_and_shown(write_notice):
    clauses, findings = read_notice(find_notice(write_notice("只有文字。\n没有标题。")).content)
    assert [clause.text for clause in clauses] == ["只有文字。\n没有标题。"]
    assert [finding.code for finding in findings] == ["notice-no-heading"]

    clauses, findings = read_notice(find_notice(write_notice("## 一、目标\n甲。\n## 一、措施\n乙。")).content)
    assert clause_called(clauses, "一").text == "甲。"
    assert [(finding.code, finding.row, finding.value) for finding in findings] == [("notice-number-twice", 3, "一")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_however_an_editor_saves_it(write_notice, encoding: str, line_end: str):
    text = "\n".join(["# 某县方案", "##一、目标", "　　到2028年底。", "", "### (一)用地 ###", "甲。", "第三条是正文"])
    clauses, findings = read_notice(find_notice(write_notice(text.replace("\n", line_end).encode(encoding))).content)

    assert not findings
    assert [(clause.number, clause.text) for clause in clauses] == [
        ("", ""),
        ("一", "到2028年底。"),
        ("一（一）", "甲。\n第三条是正文"),
    ]


def test_notices_in_articles(write_notice):
    lines = ["# 办法", "## 第一章 总则", "### 第三条 目的", "甲。", "## 第二章", "### 第四条", "乙。"]
    clauses, _ = read_notice(find_notice(write_notice("\n".join(lines))).content)

    assert [clause.number for clause in clauses] == ["", "第一章", "第一章第三条", "第二章", "第二章第四条"]


def test_a_change_of_the_notice_is_a_change_of_the_plan(copy_of: Callable[..., Path]):
    folder = copy_of(DATA)
    before = plan_version(folder)
    assert before == load_plan(folder).version

    with (folder / "notice.md").open("a", encoding="utf-8") as file:
        file.write("又及。\n")
    assert plan_version(folder) == load_plan(folder).version != before
    (folder / "notice.md").unlink()
    assert plan_version(folder) == load_plan(folder).version != before
