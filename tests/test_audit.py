"""The check for published holes never says that all is well where nothing was checked."""

import pytest

from tools import audit_packages

CLEAN = {"name": "pandas", "version": "3.1.1", "vulns": []}
HOLE = {"id": "GHSA-0", "fix_versions": ["9.9"], "aliases": [], "description": ""}
UNKNOWN = {"name": "altair", "skip_reason": "Dependency not found on PyPI"}


@pytest.mark.parametrize(
    ("report", "code", "words"),
    [
        (None, 0, "跳过，没有装上 pip-audit"),
        ([UNKNOWN], 0, "跳过，这里的软件源没有漏洞资料"),
        ([CLEAN, UNKNOWN], 0, "查了 1 个包，0 个有漏洞，1 个查不到"),
        ([CLEAN | {"vulns": [HOLE]}], 1, "pandas 3.1.1：GHSA-0，已修复的版本：9.9"),
    ],
)
def test_what_was_found_is_said(report, code, words, monkeypatch: pytest.MonkeyPatch, capsys):
    monkeypatch.setattr(audit_packages, "_report", lambda: report)

    assert audit_packages.main() == code
    assert words in capsys.readouterr().out
