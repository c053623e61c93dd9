"""README, CHANGELOG and the decisions describe what is there: commands, pages, addresses, files, pictures."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from analytics.finding_codes import CODES, JUDGING, PLAN, READING
from tools.findings_page import PAGE, findings_page

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *DECISIONS, *sorted((ROOT / "docs").glob("*.md"))]


def test_every_link_and_picture_of_the_readme_is_there():
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", README):
        assert (ROOT / target).exists(), f"README 指向 {target}，没有这个文件"


def test_pictures_stay_small():
    for picture in (ROOT / "docs" / "screenshots").glob("*.png"):
        assert picture.stat().st_size < 150_000, f"{picture.name} 超过 150 KB"


def test_every_page_stands_in_the_readme_with_its_address():
    for page in (ROOT / "pages").glob("*.py"):
        address = "/" if page.stem == "overview" else f"/{page.stem}"
        assert f"`{address}`" in README, f"README 没有写 {page.name} 的网址 {address}"


def test_every_make_target_of_the_readme_exists():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    for target in set(re.findall(r"make ([a-z-]+)", README)):
        assert target in targets, f"README 写了 make {target}，Makefile 里没有"


def test_folders_that_the_readme_names_are_there():
    tree = re.search(r"```\napp\.py.*?```", README, flags=re.DOTALL).group(0)
    for name in re.findall(r"^([\w./]+)\s", tree, flags=re.MULTILINE):
        assert (ROOT / name).exists(), f"README 列了 {name}，没有这个文件或文件夹"


def test_public_names_of_analytics_have_docstrings():
    for path in (ROOT / "analytics").rglob("*.py"):
        module = ast.parse(path.read_text(encoding="utf-8"))
        assert ast.get_docstring(module), f"{path.name} 没有说明自己做什么"
        for node in module.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                assert ast.get_docstring(node), f"{path.name} 的 {node.name} 没有说明"


def test_every_parameter_and_result_of_analytics_is_typed():
    for path in (ROOT / "analytics").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
                untyped = [one.arg for one in arguments if one.annotation is None and one.arg not in ("self", "cls")]
                assert not untyped, f"{path.name}:{node.lineno} {node.name} 的参数没有写类型：{untyped}"
                assert node.returns, f"{path.name}:{node.lineno} {node.name} 没有写返回什么"


def test_decisions_are_numbered_without_a_gap_and_dated():
    numbers = [int(path.name[:4]) for path in DECISIONS]
    assert numbers == list(range(1, len(DECISIONS) + 1))
    for path in DECISIONS:
        lines = path.read_text(encoding="utf-8").splitlines()
        assert lines[0].startswith(f"# {path.name[:4]} "), path.name
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", lines[2]), path.name


def test_code_that_cites_a_decision_cites_one_that_is_there():
    known = {path.name[:4] for path in DECISIONS}
    for path in [*(ROOT / "analytics").rglob("*.py"), *(ROOT / "dashboard").rglob("*.py")]:
        for number in re.findall(r"docs/decisions/(\d{4})", path.read_text(encoding="utf-8")):
            assert number in known, f"{path.name} 引用了没有的决定 {number}"


def test_every_requirement_is_pinned_and_beyond_the_users_list_decided():
    asked = {"streamlit", "pandas", "plotly", "openpyxl", "pytest"}
    decided = " ".join(path.read_text(encoding="utf-8") for path in DECISIONS)
    for file in ("requirements.txt", "requirements-dev.txt"):
        lines = [line.split("#")[0].strip() for line in (ROOT / file).read_text(encoding="utf-8").splitlines()]
        for line in filter(None, lines):
            if line.startswith("-r"):
                continue
            name, _, version = line.partition("==")
            assert version, f"{file}：{line} 没有写死版本"
            assert name in asked or name in decided, f"{name} 没有写进 docs/decisions"


def test_the_page_of_findings_is_made_from_the_table():
    assert PAGE.read_text(encoding="utf-8") == findings_page(), "先运行 python -m tools.findings_page"


def test_every_code_of_a_finding_is_used_and_stands_in_the_table():
    used = set()
    for path in (ROOT / "analytics").rglob("*.py"):
        if path.name != "finding_codes.py":
            texts = (
                node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Constant)
            )
            used |= {node.value for node in texts if isinstance(node.value, str)}
    assert set(CODES) <= used, f"表里有、代码里没有：{set(CODES) - used}"
    assert len(CODES) == len(READING) + len(JUDGING) + len(PLAN), "同一代码列了两次"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_documents_name_no_path_of_a_machine(path: Path):
    assert not re.search(r"(?<![\w.])/(home|root|work|Users|tmp)/", path.read_text(encoding="utf-8"))


def test_python_version_is_the_same_everywhere():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["requires-python"] == ">=3.11"
    assert "Python 3.11" in README
