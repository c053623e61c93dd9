"""How the dashboard is, for whoever watches over the server: which plan is shown, how old it is, what is wrong."""

import time
from collections import Counter

from analytics import PlanError
from analytics.findings import SEVERITIES
from dashboard.plan_source import plan_on_screen


def health() -> tuple[bool, dict]:
    """Whether a plan can be shown, and what to tell about it.

    ``status``: "ok"; "last_good" (newer files were refused, the last good plan is shown); "no_plan".
    ``plan_version``: fingerprint of the plan on screen; ``accepted``: when its content was first taken (None: not
    kept); ``last_good_load_seconds``: since its files were last read without an error; ``findings``: how many of each
    severity in it; ``errors``: how many in refused files; ``unsaved``: why it could not be kept ("" if it was).
    """
    try:
        loaded = plan_on_screen()
    except PlanError as error:
        return False, {"status": "no_plan", "errors": len(error.findings)}
    count = Counter(finding.severity for finding in loaded.plan.findings)
    return True, {
        "status": "last_good" if loaded.problem else "ok",
        "plan_version": loaded.plan.version,
        "accepted": loaded.version.accepted.isoformat() if loaded.version else None,
        "last_good_load_seconds": round(time.monotonic() - loaded.read_at),
        "findings": {severity: count[severity] for severity in SEVERITIES},
        "errors": len(loaded.problem.findings) if loaded.problem else 0,
        "unsaved": loaded.unsaved,
    }
