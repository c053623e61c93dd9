"""本次变化: what one version of the plan changes in another."""

import pandas as pd

from analytics import Plan
from analytics.changes import Change, compare, totals
from analytics.state import Version

from .view import Listing, View, labelled

_COLUMNS = (
    {"kind": "变化", "what": "对象"} | labelled("carrier_id", "name", "column") | {"before": "原来", "after": "现在"}
)
_VERSION_COLUMNS = {
    "version": "版本",
    "accepted": "采用时间",
    "count": "变化处数",
    "totals": "载体、面积、节点、已有、争取",
}


def plan_change_view(old: Plan, new: Plan) -> View:
    """What ``new`` changes in ``old``: totals before and after, then each difference."""
    return _view(compare(old, new), totals(old), totals(new))


def version_change_view(version: Version) -> View:
    """What ``version`` changed when it was accepted."""
    return _view(version.changes, version.before, version.after)


def _view(changes: tuple[Change, ...], before: dict[str, str], after: dict[str, str]) -> View:
    moved = [f"{name} {before[name]} → {value}" for name, value in after.items() if before.get(name) != value]
    table = pd.DataFrame(changes)
    return View(
        conclusion=f"共 {len(changes)} 处变化；{'，'.join(moved) or '各项合计不变'}"
        if changes
        else "与原来相同，没有变化。",
        table=table,
        listing=lambda: Listing(table, _COLUMNS if changes else {}),
        alt=f"{len(changes)} 处变化",
    )


def history_view(versions: tuple[Version, ...]) -> View:
    """The accepted ``versions``, the newest first."""
    rows = [
        (version.name, f"{version.accepted:%Y-%m-%d %H:%M}", len(version.changes), "、".join(version.after.values()))
        for version in versions
    ]
    table = pd.DataFrame(rows, columns=list(_VERSION_COLUMNS))
    return View(
        conclusion=f"共 {len(rows)} 个采用过的版本",
        table=table,
        listing=lambda: Listing(table, _VERSION_COLUMNS),
        notes=("要回到某一版：请管理员把 state/versions/ 下该版本文件夹里的附件和 plan.toml 复制到数据文件夹。",),
    )
