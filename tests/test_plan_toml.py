"""plan.toml: what may be left out, and slips told with line, words and mend (inputs.md row 66 and below)."""

from pathlib import Path

import pytest

from analytics import PlanError, load_plan
from analytics.targets import target_gaps, target_words, verdict_words

ANNEX = "园区名称,面积（万m2）,牵头部门\n甲园,3.2,某县商务局\n乙园,0.8,某县科技局\n"
TITLE = '[plan]\ntitle = "某县清单"\n'


def folder_with(tmp_path: Path, text: str, name: str = "plan.toml") -> Path:
    (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "annex1.csv").write_text(ANNEX, encoding="utf-8")
    return tmp_path


def slip(folder: Path):
    with pytest.raises(PlanError) as error:
        load_plan(folder)
    assert {finding.file for finding in error.value.findings} == {"plan.toml"}
    return error.value.findings[0]


def test_a_title_and_one_annex_are_a_plan(tmp_path: Path):
    plan = load_plan(folder_with(tmp_path, TITLE))

    assert list(plan.carriers["name"]) == ["甲园", "乙园"]
    assert plan.meta.facts.name == "某县清单"
    assert [annex.title for annex in plan.meta.annexes] == ["附件1"]
    assert plan.meta.years == ()
    assert not [
        finding for finding in plan.findings if finding.severity == "提示" and finding.code != "renamed-heading"
    ]


@pytest.mark.parametrize(
    ("line", "words", "mend"),
    [
        ("issuer = “某县办”", "中文引号", '英文的 "'),
        ('issuer ＝ "某县办"', "等号是全角", "英文的 ="),
        ("issuer = 某县办", "没有加引号", '"…"'),
        ("issued = 2022年10月28日", "日期", "2030-03-15"),
        ("issued = 2022-1-8", "日期", "2030-03-15"),
        ("某县办", "没有等号", "="),
        ('issuer = "某县办', "引号不成对", '英文的 "'),
        ("first_year = 2022年", "数字后面有别的字", "只写"),
        ("first_year = ２０２２", "数字是全角的", "6.2"),
        ("first_year = 6,2", "小数点写成了逗号", "6.2"),
        ("issued = 2022-13-01", "没有这一天", "2030-03-15"),
        ('issuer："某县办"', "冒号", "英文的 ="),
        ("at_most = 是", "是和否", "true 或 false"),
        ("[方案]", "英文的组名", "[plan]"),
        ('issuer = "C:\\数据"', "反斜杠", "改用 /"),
    ],
)
def test_what_is_no_toml_is_told_with_its_line_and_its_mend(tmp_path: Path, line: str, words: str, mend: str):
    finding = slip(folder_with(tmp_path, TITLE + line + "\n"))

    assert finding.row == 3
    assert finding.value == line
    assert words in finding.message
    assert mend in finding.advice or "2030-03-15" in finding.advice


@pytest.mark.parametrize(
    ("key", "written", "mend"),
    [
        ("target", '"6.2"', "写成 6.2"),
        ("target", "true", "只写数字"),
        ("by", '"2025年"', "只写数字"),
        ("label", "2025", '写成 "2025"'),
        ("types", '"众创空间"', '["众创空间"]'),
        ("at_most", '"是"', "true 或 false"),
    ],
)
def test_a_value_of_another_type_is_told_at_its_line(tmp_path: Path, key: str, written: str, mend: str):
    entries = {"label": '"载体"', "target": "3", "by": "2025"} | {key: written}
    first = '[[targets]]\nlabel = "面积"\ntarget = 6.2\nby = 2025\n'
    second = "[[targets]]\n" + "".join(f"{name} = {value}\n" for name, value in entries.items())
    finding = slip(folder_with(tmp_path, TITLE + first + second))

    # Two lines of the plan, four of the first target, the heading of the second.
    assert finding.row == 2 + 4 + 1 + 1 + list(entries).index(key)
    assert finding.column == f"targets[2].{key}"
    assert mend in finding.advice


@pytest.mark.parametrize("name", ["plan.toml.txt", "plan (1).toml", "plan.txt", "plan.tml", "方案.toml"])
def test_a_file_nearly_called_plan_toml_is_named(tmp_path: Path, name: str):
    finding = slip(folder_with(tmp_path, TITLE, name))

    assert name in finding.message
    assert f"把 {name} 改名为 plan.toml" in finding.advice


@pytest.mark.parametrize("keyword", ['""', '" "', '"　"'])
def test_a_blank_keyword_takes_nothing(tmp_path: Path, keyword: str):
    text = f'{TITLE}[[industries]]\nname = "茶叶"\nkeywords = [{keyword}]\n'
    finding = slip(folder_with(tmp_path, text))

    assert (finding.row, finding.column) == (5, "industries[1].keywords")
    assert "空白" in finding.message


def test_targets_with_decimals_at_most_and_of_one_annex(tmp_path: Path):
    text = TITLE + "".join(
        f'[[targets]]\nlabel = "{label}"\nmeasure = "area"\nunit = "万m²"\nby = 2025\n{rest}\n'
        for label, rest in (
            ("至少", "target = 6.2"),
            ("至多", "target = 3.5\nat_most = true"),
            ("附件1", "target = 4.0\nannex = 1"),
        )
    )
    rows = list(target_gaps(load_plan(folder_with(tmp_path, text))).itertuples())

    # 3.2 + 0.8 = 4
    assert [target_words(row) for row in rows] == ["≥6.2 万m²", "≤3.5 万m²", "≥4 万m²"]
    assert [verdict_words(row) for row in rows] == ["有缺口 2.2 万m²", "超出 0.5 万m²", "计划已覆盖"]
    assert "附件2" not in rows[2].basis
