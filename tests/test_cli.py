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
