"""Every code of a finding: its severity, its meaning, what it says, what it advises, what it bears on: told once, in
finding_codes.toml, from which ``docs/findings.md`` is made (``python -m tools.findings_page``).

``message`` and ``advice`` name the words that a finding fills in: ``{number}``.
"""

import tomllib
from pathlib import Path
from typing import NamedTuple

ERROR = "错误"
"""Blocks the file: the plan is not loaded from it."""
HINT = "提示"
"""Loads and is listed."""
NOTE = "说明"
"""Loads and is listed without alarm."""

_TABLES: dict[str, dict] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


class FindingCode(NamedTuple):
    """What stands behind a code: how grave it is, what it means in a few words, and its two sentences."""

    severity: str
    meaning: str
    message: str
    advice: str = ""


def _codes(table: str) -> dict[str, FindingCode]:
    return {code: FindingCode(*map(_with_phrases, texts)) for code, texts in _TABLES[table].items()}


def _with_phrases(text: str) -> str:
    for name, phrase in _TABLES["phrases"].items():
        text = text.replace(f"{{{name}}}", phrase)
    return text


READING, JUDGING, PLAN, PROGRESS = map(_codes, ("reading", "judging", "plan", "progress"))
"""What is found while a file is read, in its headings, rows and cells, in plan.toml and the plan as a whole, and in
what departments report."""
CODES = READING | JUDGING | PLAN | PROGRESS

ON_TARGETS, AGAINST_NOTICE = _TABLES["bears_on"]
ON_COUNTS = "影响统计"
"""What the first is called in a plan without targets."""
TO_KNOW = "供了解"
CONSEQUENCES = (ON_TARGETS, AGAINST_NOTICE, TO_KNOW)
"""The groups of findings by what they bear on, the gravest first (screens.md, 数据校核)."""


def consequence_of(code: str, severity: str) -> str:
    """The group (of CONSEQUENCES) that a finding of ``code`` belongs to; an 错误 keeps a whole file out."""
    if severity == ERROR:
        return ON_TARGETS
    return next((group for group, codes in _TABLES["bears_on"].items() if code in codes), TO_KNOW)
