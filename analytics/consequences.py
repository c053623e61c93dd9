"""What a finding bears on, for who reads them by consequence (screens.md, 数据校核)."""

from .finding_codes import ERROR

ON_TARGETS = "影响目标结论"
AGAINST_NOTICE = "附件与正文不一致"
TO_KNOW = "供了解"
CONSEQUENCES = (ON_TARGETS, AGAINST_NOTICE, TO_KNOW)
"""The groups of findings, the gravest first."""

_ON_TARGETS = frozenset(
    {
        "area-blank",
        "area-converted",
        "area-doubtful",
        "deadline-blank",
        "deadline-outside-plan",
        "deadline-undated",
        "deadline-unclear",
        "plaque-after-target-year",
        "plaque-bare-award-empty",
        "plaque-held-and-sought",
        "plaque-only-in-task",
        "plaque-undated",
        "plaque-unknown",
        "target-gap",
        "target-readings-differ",
        "target-undated",
        "target-unserved",
        "total-differs",
        "total-row-differs",
    }
)
"""What is or is not counted towards a target, and targets that the plan does not cover."""

_AGAINST_NOTICE = frozenset(
    {
        "guide-missing",
        "leads-differ",
        "name-differs",
        "quote-not-in-notice",
        "statement-without-carrier",
        "wording-differs",
    }
)


def consequence_of(code: str, severity: str) -> str:
    """The group (of CONSEQUENCES) that a finding of ``code`` belongs to; an 错误 keeps a whole file out."""
    if code in _ON_TARGETS or severity == ERROR:
        return ON_TARGETS
    return AGAINST_NOTICE if code in _AGAINST_NOTICE else TO_KNOW
