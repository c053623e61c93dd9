"""The arrows of the code (docs/design/architecture.md), held with ``ast``; nothing of one plan stands in the code."""

import ast
import csv
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from .conftest import DATA, HEADINGS

ROOT = Path(__file__).parents[1]
FILES = [path for part in ("analytics", "dashboard", "pages") for path in sorted((ROOT / part).rglob("*.py"))]
FILES.append(ROOT / "app.py")

# What each layer may take from beside itself, and does; what is not named here may take from nothing of ours.
MAY_IMPORT = {
    "analytics": set(),
    "dashboard.charts": {"analytics"},
    "dashboard.selection": {"analytics", "dashboard.charts"},
    "dashboard.facts": {"analytics"},
    "dashboard.views": {"analytics", "dashboard.charts", "dashboard.facts", "dashboard.selection"},
    "dashboard.exports": {"analytics", "dashboard.charts", "dashboard.selection", "dashboard.views"},
    "dashboard.plan_source": {"analytics"},
    "dashboard.components": set(),
    "dashboard.keepers": {"analytics", "dashboard.plan_source"},
    "dashboard.screen": {
        "analytics",
        "dashboard.charts",
        "dashboard.components",
        "dashboard.exports",
        "dashboard.facts",
        "dashboard.keepers",
        "dashboard.plan_source",
        "dashboard.selection",
        "dashboard.views",
    },
    "pages": {"dashboard.screen"},
    "dashboard.frame": {"analytics", "dashboard.plan_source", "dashboard.screen", "dashboard.selection"},
    "dashboard.server": set(),
    "dashboard.warm_up": set(),
    "app": {"dashboard.screen", "dashboard.server", "dashboard.warm_up"},
}
WHY = {
    "analytics": "analytics 在最底层，谁也不依赖",
    "dashboard.charts": "图只从 analytics 的表画出来",
    "dashboard.selection": "看的是什么，只由 analytics 决定，尺寸取自 charts",
    "dashboard.facts": "事实只由 analytics 算出",
    "dashboard.views": "视图说显示什么，不管在哪里显示：不能导入 screen、exports",
    "dashboard.exports": "导出只取视图，与屏幕无关",
    "dashboard.plan_source": "屏幕上的方案只由 analytics 读出",
    "dashboard.keepers": "采用数据与屏幕无关，只认文件夹",
    "dashboard.components": "浏览器部件不认识方案",
    "dashboard.screen": "screen 把视图放到页面上，不能导入 frame、pages、server",
    "pages": "页面是目录，只用 dashboard.screen 的零件",
    "dashboard.frame": "外框只用 plan_source、selection 和 screen",
    "dashboard.server": "server 站在旁边，只由 app.py 使用",
    "dashboard.warm_up": "预热只认网址",
    "app": "app.py 只启动 frame，用 server、warm_up 和 screen 的报错",
}
"""Why a layer takes from no other: what a broken arrow is told."""

SHARED_BY_EXPORTS = {"guard", "measure", "names"}
"""Modules of dashboard.exports that its siblings may take from."""

WITH_STREAMLIT = {"dashboard.components", "dashboard.screen", "dashboard.frame", "dashboard.warm_up", "pages", "app"}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def module_of(path: Path) -> str:
    """``dashboard.charts.gantt``"""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def layer_of(module: str) -> str:
    """The layer of one of our modules ("" for others): ``dashboard.charts`` for ``dashboard.charts.gantt``."""
    layers = [layer for layer in MAY_IMPORT if module == layer or module.startswith(f"{layer}.")]
    return layers[0] if layers else ("dashboard" if module.split(".")[0] == "dashboard" else "")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports_of(path: Path) -> Iterator[tuple[int, str]]:
    """(line, module) of every import, relative ones resolved; ``from a import b`` gives ``a.b``."""
    package = module_of(path) if path.name == "__init__.py" else module_of(path).rpartition(".")[0]
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            module = ".".join([*above, *(node.module or "").split(".")]).strip(".")
            yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)


def literals_of(path: Path) -> Iterator[tuple[int, object]]:
    """(line, value) of every text and number in the code; docstrings, also those of constants, are left out."""
    tree = tree_of(path)
    documented = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in documented and not isinstance(node.value, bool):
            yield node.lineno, node.value


def calls_of(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call))


def test_every_module_is_looked_at():
    # Guards the other tests: a moved folder would leave them with nothing to say.
    assert {layer_of(module_of(path)) for path in FILES} >= set(MAY_IMPORT)
    gantt = ROOT / "dashboard" / "charts" / "gantt.py"
    assert "dashboard.charts.layout.figure" in [module for _, module in imports_of(gantt)]


def arrows_of(layer: str) -> Iterator[tuple[str, str]]:
    """(layer, words) of everything of ours that modules of ``layer`` take from another layer."""
    for path in FILES:
        if layer_of(module_of(path)) == layer:
            for line, module in imports_of(path):
                if layer_of(module) not in ("", layer):
                    yield layer_of(module), f"{name_of(path)}:{line} 导入了 {module}"


@pytest.mark.parametrize("layer", MAY_IMPORT)
def test_modules_import_in_one_direction_only(layer: str):
    broken = [words for taken, words in arrows_of(layer) if taken not in MAY_IMPORT[layer]]

    assert not broken, f"{WHY[layer]}：" + "；".join(broken)


@pytest.mark.parametrize("layer", MAY_IMPORT)
def test_no_arrow_is_allowed_that_is_not_used(layer: str):
    unused = MAY_IMPORT[layer] - {taken for taken, _ in arrows_of(layer)}

    assert not unused, f"{layer} 不再用 {'、'.join(sorted(unused))}：从 MAY_IMPORT 里去掉"


def test_exports_do_not_import_one_another():
    package = "dashboard.exports."
    broken = []
    for path in FILES:
        own = module_of(path).removeprefix(package).split(".")[0].replace("findings", "csv")  # Findings are a CSV, too.
        for line, module in imports_of(path):
            taken = module.removeprefix(package).split(".")[0]
            if module_of(path).startswith(package) and module.startswith(package) and own != taken:
                broken += [f"{name_of(path)}:{line} 导入了 {module}"] if taken not in SHARED_BY_EXPORTS else []

    assert not broken, "一种导出不能用另一种的零件，共用的单独成一个模块：" + "；".join(broken)


@pytest.mark.parametrize("unwanted", ["streamlit", "plotly", "openpyxl.chart"])
def test_analytics_works_without_the_screen(unwanted: str):
    broken = [
        f"{name_of(path)}:{line}"
        for path in FILES
        for line, module in imports_of(path)
        if layer_of(module_of(path)) == "analytics" and f"{module}.".startswith(f"{unwanted}.")
    ]

    assert not broken, f"analytics 要能在笔记本和定时任务里用，不能导入 {unwanted}：" + "；".join(broken)


def test_only_what_stands_on_the_screen_imports_streamlit():
    broken = [
        f"{name_of(path)}:{line}"
        for path in FILES
        for line, module in imports_of(path)
        if module.split(".")[0] == "streamlit" and layer_of(module_of(path)) not in WITH_STREAMLIT
    ]

    assert not broken, (
        "只有 dashboard/components、dashboard/screen、frame.py、app.py 和 pages 可以导入 Streamlit："
        + "；".join(broken)
    )


def test_nothing_imports_a_page():
    broken = [
        f"{name_of(path)}:{line}"
        for path in FILES
        for line, module in imports_of(path)
        if module.split(".")[0] == "pages"
    ]

    assert not broken, "页面由 Streamlit 按路径运行，谁也不导入它：" + "；".join(broken)


def test_tests_and_tools_need_no_study():
    broken = [
        f"{name_of(path)}:{line} imports {module}"
        for folder in ("tests", "tools")
        for path in (ROOT / folder).rglob("*.py")
        for line, module in imports_of(path)
        if module.split(".")[0] == "bench"
    ]

    assert not broken, "bench 只放量花费的程序，测试要用的放 tests/support：" + "；".join(broken)


def test_nothing_is_called_utils():
    vague = {"utils", "util", "helpers", "helper", "common", "misc"}
    broken = [name_of(path) for path in FILES if vague & set(path.relative_to(ROOT).with_suffix("").parts)]

    assert not broken, "模块按它做的事取名：" + "；".join(broken)


PAGES = [path for path in FILES if layer_of(module_of(path)) == "pages"]


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_page_reads_as_a_table_of_contents(path: Path):
    assert len(path.read_text(encoding="utf-8").splitlines()) < 40, f"{name_of(path)} 有 40 行，把零件移到 screen"


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_page_does_no_arithmetic(path: Path):
    counting = {"groupby", "merge", "agg", "apply", "sum", "mean", "value_counts", "nunique", "pivot_table", "explode"}
    broken = [
        f"{name_of(path)}:{call.lineno} {ast.unparse(call.func)}()"
        for call in calls_of(path)
        if ast.unparse(call.func).split(".")[-1] in counting
    ]
    broken += [
        f"{name_of(path)}:{node.lineno} {ast.unparse(node)}"
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.BinOp)
    ]

    assert not broken, "页面不做计算，移到 analytics：" + "；".join(broken)


@pytest.mark.parametrize("argument", ["unsafe_allow_html", "use_container_width"])
def test_streamlit_is_used_as_this_version_wants_it(argument: str):
    broken = [
        f"{name_of(path)}:{call.lineno}"
        for path in FILES
        for call in calls_of(path)
        if argument in [keyword.arg for keyword in call.keywords]
    ]

    assert not broken, f"不用 {argument}：" + "；".join(broken)


def test_no_value_is_dropped_without_a_finding():
    broken = [
        f"{name_of(path)}:{call.lineno}"
        for path in FILES
        for call in calls_of(path)
        for keyword in call.keywords
        if keyword.arg == "errors" and isinstance(keyword.value, ast.Constant) and keyword.value.value == "coerce"
    ]

    assert not broken, 'errors="coerce" 会悄悄丢掉值，要先给出校核结果：' + "；".join(broken)


def test_no_error_is_swallowed():
    broken = []
    for path in FILES:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ExceptHandler):
                caught = ast.unparse(node.type) if node.type else ""
                silent = all(
                    isinstance(step, ast.Pass) or (isinstance(step, ast.Expr) and isinstance(step.value, ast.Constant))
                    for step in node.body
                )
                if not caught or (caught in ("Exception", "BaseException") and silent):
                    broken.append(f"{name_of(path)}:{node.lineno}")

    assert not broken, "不能用裸 except，也不能捕获 Exception 后什么都不做：" + "；".join(broken)


def test_colours_stand_in_one_place():
    place = "dashboard/charts/palette.py"
    colour = re.compile(r"#[0-9A-Fa-f]{3,8}\b|[0-9A-F]{6}")
    broken = [
        f"{name_of(path)}:{line} {value}"
        for path in FILES
        if name_of(path) != place
        for line, value in literals_of(path)
        if isinstance(value, str) and (colour.fullmatch(value) or re.search(r"#[0-9A-Fa-f]{6}\b", value))
    ]

    assert not broken, "颜色只写在 charts/palette.py：" + "；".join(broken)


@cache
def words_of_this_plan() -> frozenset[str]:
    """Names that stand in data/: carriers, departments, companies, directions, stages, plaques, titles."""
    raw = tomllib.loads((DATA / "plan.toml").read_text(encoding="utf-8"))
    words = {raw["plan"][key] for key in ("title", "short_title", "document_number", "issuer", "unlisted_industry")}
    words |= {raw["plan"]["industry_group"], *raw["stages"]["order"], *raw["plaques"]["levels"]}
    words |= {industry["name"] for industry in raw["industries"]}
    words |= {kind["name"] for kind in raw["plaques"]["types"]}
    words |= {annex["title"] for annex in raw["annexes"]} | {annex["group"] for annex in raw["annexes"]}
    words |= {lead for measure in raw["measures"] for lead in measure["leads"]}
    for annex, headings in HEADINGS.items():
        with (DATA / f"annex{annex}.csv").open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                cells = (row[headings[place]] for place in (1, 3))  # name, operator or owner
                departments = (row["牵头部门"] + "、" + row["指导部门"]).split("、")
                words |= {cell for cell in (*cells, *departments) if cell}
    return frozenset(words)


# Section headings of the notice: another district's notice numbers and names its sections otherwise.
SECTIONS = ("建设目标", "聚焦重点产业方向", "构建孵化载体链条", "完善配套服务措施")


def test_no_code_names_what_stands_in_the_files():
    broken = [
        f"{name_of(path)}:{line} “{word}”"
        for path in FILES
        for line, value in literals_of(path)
        if isinstance(value, str)
        for word in (*words_of_this_plan(), *SECTIONS)
        if word in value
    ]

    assert not broken, "载体、部门、方向、牌子和章节的名称只写在数据文件里，换一个区县才能用：" + "；".join(broken)


def test_no_code_names_a_year_of_the_plan():
    years = range(2022, 2028)
    broken = [
        f"{name_of(path)}:{line} {value}"
        for path in FILES
        for line, value in literals_of(path)
        if value in years or (isinstance(value, str) and re.search(r"(?<!\d)202[2-7](?!\d)", value))
    ]

    assert not broken, "年份来自 plan.toml 和附件：" + "；".join(broken)


# The two filters are called after the columns that they filter by; FILTER_LABELS is where that is said.
LABELS_OF_FILTERS = {("analytics/filters.py", "牵头部门"), ("analytics/filters.py", "指导部门")}


def test_headings_of_the_annexes_are_spelled_once():
    headings = {heading for headings in HEADINGS.values() for heading in headings}
    broken = [
        f"{name_of(path)}:{line} “{value}”"
        for path in FILES
        if name_of(path) != "analytics/columns.py"
        for line, value in literals_of(path)
        if isinstance(value, str) and value.strip("：:") in headings and (name_of(path), value) not in LABELS_OF_FILTERS
    ]

    assert not broken, "表头只写在 analytics/columns.py，别处用 Column、LABELS 或 header_of：" + "；".join(broken)
