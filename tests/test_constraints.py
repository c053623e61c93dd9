"""constraints.txt holds every package that comes with the requirements, so that an installation is the one tried."""

import re
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PINNED = {
    canonicalize_name(name): version
    for name, version in re.findall(
        r"^([\w.-]+)==(\S+)$", (ROOT / "constraints.txt").read_text(encoding="utf-8"), flags=re.MULTILINE
    )
}


def required(file: str) -> set[str]:
    """The packages that ``file`` names, and all that they bring along on this machine."""
    found: set[str] = set()
    wanted = [
        Requirement(line.split("  #")[0])
        for line in (ROOT / file).read_text(encoding="utf-8").splitlines()
        if line and not line.startswith(("#", "-"))
    ]
    while wanted:
        requirement = wanted.pop()
        name = canonicalize_name(requirement.name)
        if name not in found and (requirement.marker is None or requirement.marker.evaluate({"extra": ""})):
            found.add(name)
            wanted += map(Requirement, distribution(name).requires or ())
    return found


def test_whatever_comes_with_the_requirements_is_pinned_as_it_is_installed():
    names = required("requirements.txt")
    # Guards the rest: these come along only.
    assert {"starlette", "uvicorn", "numpy", "lxml", "pyarrow"} <= names
    assert {name: PINNED.get(name) for name in names} == {name: distribution(name).version for name in names}


def test_what_is_pinned_directly_is_pinned_alike():
    for file in ("requirements.txt", "requirements-dev.txt"):
        for name, version in re.findall(
            r"^([\w.-]+)==([\w.]+)", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE
        ):
            assert PINNED[canonicalize_name(name)] == version


@pytest.mark.parametrize("file", ["Makefile", "deploy/README.md"])
def test_every_installation_uses_it(file: str):
    text = (ROOT / file).read_text(encoding="utf-8").replace("\\\n", "")
    lines = [line for line in text.splitlines() if re.search(r"pip (install|download) .*-r ", line)]
    assert lines
    assert [line for line in lines if "-c constraints.txt" not in line] == []
