"""``python -m analytics new FOLDER``: a first plan.toml from the annexes, which the dashboard takes as it is."""

import re
import shutil
import tomllib
from pathlib import Path

from analytics import load_plan
from analytics.__main__ import main
from analytics.meta import PLAQUE_VERBS

from .conftest import DATA, INVENTED

EXAMPLES = Path(__file__).parents[1] / "examples"


def new(folder: Path, source: Path) -> dict:
    for file in source.glob("annex*"):
        shutil.copy(file, folder)
    assert main(["new", str(folder)]) == 0
    return tomllib.loads((folder / "plan.toml").read_text(encoding="utf-8"))


def test_levels_and_types_of_the_notice_are_found(tmp_path: Path):
    written = new(tmp_path, DATA)

    assert written["plaques"]["levels"] == ["国家级", "市级", "区级"]
    # 农民工返乡创业园 stands in one cell only: it is left as an example.
    assert {kind["name"] for kind in written["plaques"]["types"]} == {"众创空间", "科技孵化器", "创业孵化基地"}
    assert [annex["number"] for annex in written["annexes"]] == [1, 2]
    plan = load_plan(tmp_path)
    assert (len(plan.carriers), len(plan.milestones)) == (20, 32)


def test_every_example_in_it_is_one_that_the_dashboard_takes(tmp_path: Path):
    new(tmp_path, INVENTED)
    path = tmp_path / "plan.toml"
    # Sentences stay comments; what is a table or a key with its value is taken.
    text = re.sub(r"(?m)^# (?=\[|[a-z_]+ = )", "", path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")

    plan = load_plan(tmp_path)
    assert plan.meta.targets[0].target == 6.2
    assert plan.meta.measures
    assert plan.meta.stages
    assert plan.meta.kinds
    assert plan.meta.plaque_verbs == PLAQUE_VERBS


def test_the_folder_of_reports_is_made_and_those_in_it_are_counted(tmp_path: Path):
    (tmp_path / "progress").mkdir()
    shutil.copy(next((EXAMPLES / "county" / "progress").glob("*.csv")), tmp_path / "progress")
    new(tmp_path, EXAMPLES / "county")
    assert "放进 progress 文件夹，文件名随意，现有 1 份" in (tmp_path / "plan.toml").read_text(encoding="utf-8")
    assert len(load_plan(tmp_path).reports) == 3

    (tmp_path / "other").mkdir()
    new(tmp_path / "other", EXAMPLES / "tasks")
    assert (tmp_path / "other" / "progress").is_dir()


def test_tasks_alone_give_a_plan(tmp_path: Path):
    written = new(tmp_path, EXAMPLES / "tasks")

    assert "plaques" not in written
    assert len(load_plan(tmp_path).milestones) == 8


def test_what_is_there_is_never_written_over(tmp_path: Path, capsys):
    new(tmp_path, DATA)
    (tmp_path / "plan.toml").write_text("mine", encoding="utf-8")

    assert main(["new", str(tmp_path)]) == 1
    assert (tmp_path / "plan.toml").read_text(encoding="utf-8") == "mine"
    assert "没有覆盖" in capsys.readouterr().out


def test_a_folder_without_annexes_is_said(tmp_path: Path, capsys):
    assert main(["new", str(tmp_path)]) == 1
    assert not list(tmp_path.iterdir())
    assert "没有读得出的附件" in capsys.readouterr().out
