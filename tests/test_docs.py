"""README, CHANGELOG and the decisions describe what is there: commands, pages, addresses, files, pictures."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from analytics.finding_codes import CODES, JUDGING, PLAN, PROGRESS, READING
from tools.findings_page import PAGE, findings_page

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
DESIGN = {path.name: path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs" / "design").glob("*.md"))}
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_and_picture_is_there(path: Path):
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), f"{path.name} 指向 {target}，没有这个文件"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_that_a_document_names_is_there(path: Path):
    places = (ROOT, path.parent, ROOT / "dashboard", ROOT / "dashboard" / "exports")
    for name in re.findall(r"`((?:[\w.@-]+/)+[\w.@-]+\.\w+)`", path.read_text(encoding="utf-8")):
        is_there = any((place / name).exists() for place in places) or Path(name).name in DATA_OF_A_PLAN
        assert is_there, f"{path.name} 写的 {name} 没有了"


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


@pytest.mark.parametrize(
    "folder", ["analytics", "bench", "dashboard/components", "dashboard/server", "tests/support", "tools"]
)
def test_public_names_have_docstrings(folder: str):
    for path in (ROOT / folder).rglob("*.py"):
        if not path.stat().st_size:
            continue
        module = ast.parse(path.read_text(encoding="utf-8"))
        assert ast.get_docstring(module), f"{path.name} 没有说明自己做什么"
        for node in module.body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith(
                "_"
            ):
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


_TEXTS = (".py", ".md", ".js", ".css", ".toml", ".sh", ".conf", "")
CITING = [
    path
    for part in ("analytics", "bench", "dashboard", "data", "deploy", "docs", "pages", "tests", "tools", ".streamlit")
    for path in sorted((ROOT / part).rglob("*"))
    if path.is_file() and path.suffix in _TEXTS and path != Path(__file__) and "__pycache__" not in path.parts
]
CITING += [ROOT / name for name in ("app.py", "README.md", "CHANGELOG.md", "Makefile", "pyproject.toml")]
# ``domain.md §2, Milestone``, ``progress.md §1, §3``, ``docs/speed.md``
_CITED = re.compile(r"([\w./-]*\w\.md)\b((?:,? §\d+)*)(?:, ([A-Z\u4e00-\u9fff][^.;:,)\"`\n，。）]*))?")
# ``rows 14, 18-21``; in the code all rows are those of inputs.md, elsewhere those that are said to be.
_ROWS = re.compile(r"\brows? (\d+(?:(?:-|–|, | and )\d+)*)")
_ROWS_OF_INPUTS = re.compile(r"inputs\.md(?:,? rows?| 第)? ?(\d+(?:(?:-|–|, | and )\d+)*)")
ROWS = [int(number) for number in re.findall(r"^\| (\d+) \|", DESIGN["inputs.md"], flags=re.MULTILINE)]
DATA_OF_A_PLAN = {"notice.md"}
"""Files of a plan that need not be there (domain.md §1)."""


def broken_references(text: str, path: Path) -> list[str]:
    """What ``text``, which stands in ``path``, cites and is not there: pages, their sections and terms, rows."""
    broken = []
    for page, sections, term in _CITED.findall(text):
        places = (ROOT, path.parent, ROOT / "docs", ROOT / "docs" / "design")
        found = next((place / page for place in places if (place / page).exists()), None)
        if found is None:
            broken += [page] if Path(page).name not in DATA_OF_A_PLAN else []
            continue
        known = found.read_text(encoding="utf-8")
        broken += [f"{page} §{number}" for number in re.findall(r"\d+", sections) if f"\n## {number}. " not in known]
        if term and not re.search(rf"^(#+ |[-*]* *)(\*\*)?{re.escape(term.strip())}\b", known, flags=re.MULTILINE):
            broken.append(f"{page}, {term}")
    in_code = any(path.is_relative_to(ROOT / part) for part in ("analytics", "dashboard"))
    cited = [*(_ROWS if in_code else _ROWS_OF_INPUTS).findall(text), *re.findall(r"def test_row_(\d+)", text)]
    numbers = re.findall(r"\d+", " ".join(cited))
    broken += [f"inputs.md row {number}" for number in numbers if int(number) not in ROWS]
    if path.name in DESIGN:
        own = re.findall(r"(?<!\.md )(?<!\d, )§(\d+)", text)
        broken += [f"{path.name} §{number}" for number in own if f"\n## {number}. " not in text]
    known = {decision.name[:4] for decision in DECISIONS}
    decisions = re.findall(r"decisions/(\d{4})", text)
    decisions += re.findall(r"(?<![\d.#])00\d\d(?!\d)", text) if path in DOCUMENTS else []
    return broken + [f"decisions/{number}" for number in decisions if number not in known]


def test_rows_of_the_inputs_are_numbered_without_a_gap():
    assert list(range(1, len(ROWS) + 1)) == ROWS


def test_what_code_and_papers_cite_is_there():
    broken = [
        f"{path.relative_to(ROOT)}：{reference}"
        for path in CITING
        for reference in broken_references(path.read_text(encoding="utf-8"), path)
    ]

    assert not broken, "引用的文件、章节、行号不存在：" + "；".join(broken)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("nowhere.md", "analytics/plan.py"),
        ("(domain.md §9)", "analytics/plan.py"),
        ("domain.md §2, Millstone.", "analytics/plan.py"),
        ("screens.md, 时间表", "tests/test_plan.py"),
        ("row 99", "analytics/plan.py"),
        ("rows 14, 18-99", "analytics/plan.py"),
        ("inputs.md 99", "tests/test_plan.py"),
        ("inputs.md 第 99 行", "docs/load.md"),
        ("def test_row_99_of_none", "tests/test_plan.py"),
        ("docs/decisions/0999", "app.py"),
        ("见 0099", "docs/load.md"),
        ("see §9", "docs/design/progress.md"),
    ],
)
def test_a_reference_to_nothing_is_seen(text: str, where: str):
    assert broken_references(f"{text}\n", ROOT / where)


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
    assert len(CODES) == len(READING) + len(JUDGING) + len(PLAN) + len(PROGRESS), "同一代码列了两次"


UPGRADING = (ROOT / "docs" / "upgrading.md").read_text(encoding="utf-8")


def test_what_may_break_at_an_upgrade_is_where_it_is_said_to_be():
    named = re.findall(r"`([\w./-]+/[\w.-]+\.\w+|app\.py)`(?:（((?:`[^`]+`、?)+)）)?", UPGRADING)
    assert len(named) > 40
    for file, names in named:
        assert (ROOT / file).exists(), f"docs/upgrading.md 写的 {file} 没有了"
        text = (ROOT / file).read_text(encoding="utf-8")
        for name in re.findall("`([^`]+)`", names):
            assert re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text), f"docs/upgrading.md 写的 {file} 里没有 {name}"


def leans_on_insides(path: Path) -> bool:
    """Whether a file uses what a package does not publish: private names, its protocol, its marks in the page."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".js":
        return bool(re.search(r"data-testid=\"?st[A-Z]|\bpushState\b", text))
    private = [
        node
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Attribute) and re.match(r"_[a-z]", node.attr)
        if not (isinstance(node.value, ast.Name) and node.value.id in ("self", "cls"))
    ]
    return bool(private or re.search(r"^\s*(from|import) streamlit\.(proto|runtime|web)\b", text, flags=re.MULTILINE))


def test_every_file_that_leans_on_the_insides_of_a_package_is_said_to():
    product = [path for part in ("analytics", "dashboard", "pages") for path in (ROOT / part).rglob("*.*")]
    leaning = [path for path in product if path.suffix in (".py", ".js") and path.name != "plotly-basic.min.js"]
    leaning = [path.relative_to(ROOT).as_posix() for path in leaning if leans_on_insides(path)]

    assert len(leaning) > 10
    assert [name for name in leaning if f"`{name}`" not in UPGRADING] == [], "请写进 docs/upgrading.md"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_documents_name_no_path_of_a_machine(path: Path):
    assert not re.search(r"(?<![\w.])/(home|root|work|Users|tmp)/", path.read_text(encoding="utf-8"))


def test_python_version_is_the_same_everywhere():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["requires-python"] == ">=3.11"
    assert "Python 3.11" in README
