"""``python -m analytics``: what a clerk or a scheduled job runs before files are put in."""

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "analytics", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """The real files, but annex 2 is gone and an area of annex 1 is no number."""
    folder = Path(shutil.copytree(ROOT / "data", tmp_path / "broken"))
    (folder / "annex2.csv").unlink()
    text = (
        (folder / "annex1.csv")
        .read_text(encoding="utf-8-sig")
        .replace("1,天安T+SPACE众创空间,0.5,", "1,天安T+SPACE众创空间,约0.5,")
    )
    (folder / "annex1.csv").write_text(text, encoding="utf-8-sig", newline="")
    return folder


def test_good_files_pass_and_their_findings_are_listed():
    result = run("check")

    assert (result.returncode, result.stderr) == (0, "")
    assert "微托邦众创空间（原）" in result.stdout
    assert "错误 ｜" not in result.stdout


def test_all_errors_of_all_files_are_said_and_the_exit_code_is_1(broken):
    result = run("check", broken)

    assert result.returncode == 1
    assert "annex1.csv ｜ 第 2 行" in result.stdout
    assert "约0.5" in result.stdout
    assert "annex2.csv" in result.stdout
    assert "Traceback" not in result.stdout + result.stderr


def test_json_is_a_list_of_findings(broken):
    findings = json.loads(run("check", broken, "--format", "json").stdout)

    assert {finding["file"] for finding in findings} == {"annex1.csv", "annex2.csv"}
    assert all(finding["severity"] == "错误" for finding in findings)


def test_csv_has_chinese_headings(broken):
    rows = list(csv.reader(io.StringIO(run("check", broken, "--format", "csv").stdout)))

    assert rows[0][:2] == ["级别", "文件"]
    assert {row[1] for row in rows[1:]} == {"annex1.csv", "annex2.csv"}


def test_diff_says_what_would_change(tmp_path: Path):
    new = Path(shutil.copytree(ROOT / "data", tmp_path / "new"))
    text = (new / "annex1.csv").read_text(encoding="utf-8-sig")
    (new / "annex1.csv").write_text(text.replace("艺度创,7.7", "艺度创,7"), encoding="utf-8-sig", newline="")

    result = run("diff", "data", new)

    assert result.returncode == 0
    assert "修改载体 1-10 艺度创：面积（万m²）“7.7” → “7”" in result.stdout
    assert "面积：48.52 万m² → 47.82 万m²" in result.stdout
    assert "共 1 处变化" in result.stdout


def test_diff_of_a_broken_folder_says_why(broken):
    result = run("diff", "data", broken)

    assert result.returncode == 1
    assert "读不进来" in result.stdout
    assert "Traceback" not in result.stderr


# --- what departments report (progress.md §5) -------------------------------------------------------------------------

REPORT = (
    "载体名称,事项,填报部门,状态,实际日期,依据,截至日期\r\n"
    "皖新大厦,确定建设业主，启动项目主体建设改造。,建桥公司,{},2023-10-01,备案〔2023〕1号,2026-06-30\r\n"
)


@pytest.fixture
def reporting(tmp_path: Path) -> Path:
    """The real files with one report: the first milestone of 皖新大厦 is done."""
    folder = Path(shutil.copytree(ROOT / "data", tmp_path / "reporting"))
    (folder / "progress").mkdir()
    (folder / "progress" / "建桥公司.csv").write_text(REPORT.format("已完成"), encoding="utf-8-sig", newline="")
    return folder


def test_a_template_is_written_once_and_never_over_a_filled_one(reporting: Path, tmp_path: Path):
    file = tmp_path / "填报表.csv"
    first = run("template", "建桥公司", reporting, "--output", file)
    rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
    file.write_text("已填", encoding="utf-8")
    second = run("template", "建桥公司", reporting, "--output", file)

    assert (first.returncode, first.stderr) == (0, "")
    assert "6 行" in first.stdout
    # Done rows come last, with what was reported.
    assert [row[1] for row in rows[1:3]] == ["完成项目建设。", "明确产业方向，启动招商引资。"]
    assert rows[-1][-3:] == ["已完成 2023-10-01", "2026-06-30", "备案〔2023〕1号"]
    assert second.returncode == 1
    assert "没有覆盖" in second.stdout
    assert file.read_text(encoding="utf-8") == "已填"


def test_a_department_that_the_plan_does_not_know_is_answered_with_those_it_does(reporting: Path):
    result = run("template", "区科技", reporting)

    assert result.returncode == 1
    assert "没有“区科技”" in result.stdout
    assert "区科技局、" in result.stdout
    assert result.stderr == ""


def test_what_is_unreported_is_listed_by_department(reporting: Path):
    result = run("unreported", reporting, "--as-of", "2026-11-27")

    assert (result.returncode, result.stderr) == (0, "")
    # 皖新大厦 has three milestones due, one of them reported; 31 are due in all.
    assert "建桥公司：2 个" in result.stdout
    assert "区经济信息委：14 个" in result.stdout
    assert result.stdout.splitlines()[-1] == "截至 2026-11-27：30个节点到期未报，涉及5个部门"
    earlier = run("unreported", reporting, "--as-of", "2022-12-31").stdout
    assert earlier.strip() == "截至 2022-12-31：没有到期未报的节点"


def test_what_is_unreported_as_csv(reporting: Path):
    rows = list(
        csv.reader(io.StringIO(run("unreported", reporting, "--as-of", "2026-11-27", "--format", "csv").stdout))
    )

    assert rows[0][:4] == ["牵头部门", "编号", "载体名称", "工作任务"]
    assert len(rows) == 1 + 30


def test_check_speaks_of_reports_and_fails_where_one_is_refused(reporting: Path):
    good = run("check", reporting)
    path = reporting / "progress" / "建桥公司.csv"
    path.write_text(REPORT.format("差不多"), encoding="utf-8-sig", newline="")
    bad = run("check", reporting)

    assert good.returncode == 0
    assert bad.returncode == 1
    assert "错误 ｜ 建桥公司.csv ｜ 第 2 行 ｜ 状态 ｜ 现值“差不多”" in bad.stdout
    assert "未启动、进行中、已完成、不再实施" in bad.stdout


def test_diff_names_reports_that_came(reporting: Path):
    result = run("diff", "data", reporting)

    assert "新增填报 2-10 皖新大厦 确定建设业主，启动项目主体建设改造。：状态：已完成" in result.stdout
    assert "共 2 处变化" in result.stdout
