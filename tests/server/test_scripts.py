"""Own scripts run in browsers of any age: none of their syntax is younger than Internet Explorer 9."""

import re
from pathlib import Path

import pytest

from dashboard import components
from dashboard.server import index_page
from dashboard.server.index_page import IndexPage

COMPONENTS = [path for path in (Path(components.__file__).parent).iterdir() if [*path.glob("*.js")]]
SCRIPTS = sorted((Path(index_page.__file__).parent / "scripts").glob("*.js"))

# Arrow functions, templates, spread, ?. and ??, and words of the language that came later.
_YOUNGER = re.compile(r"=>|`|\.\.\.|\?\.|\?\?|\b(let|const|class|async|await|import|export|of)\b")


def younger_lines(text: str) -> list[str]:
    """Lines of ``text``, comments left out, that Internet Explorer does not read."""
    code = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return [line for line in code.splitlines() if _YOUNGER.search(re.sub(r"(^|\s)//.*", "", line))]


def test_every_script_goes_into_the_page():
    assert sorted(index_page.SCRIPTS) == [script.name for script in SCRIPTS]


@pytest.mark.parametrize("folder", COMPONENTS, ids=lambda folder: folder.name)
def test_a_component_is_mounted_by_the_name_of_its_folder_and_drawn_by_the_page(folder: Path, page: IndexPage):
    source = (folder / f"{folder.name}.js").read_text(encoding="utf-8")

    assert f"window.plan{folder.name.capitalize()} = " in source
    assert f'own_component("{folder.name}")' in (folder / "__init__.py").read_text(encoding="utf-8")
    assert f'<script type="module">\n{source}</script>' in page.html.decode()


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_script_is_written_as_the_oldest_browsers_read_it(script: Path):
    assert not younger_lines(script.read_text(encoding="utf-8"))


@pytest.mark.parametrize("line", ["let a;", "go(() => 1);", "a = `b`;", "a?.b;", "for (a of b) {}", "f(...a);"])
def test_younger_syntax_is_seen(line: str):
    assert younger_lines(f"// of old\n{line}") == [line]
