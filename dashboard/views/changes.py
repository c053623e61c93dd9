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
_RECORD_COLUMNS = {
    "time": "时间",
    "keeper": "姓名",
    "address": "地址",
    "outcome": "结果",
    "why": "为什么",
    "files": "文件（原来的指纹 → 现在的）",
    "turned_away": "此前等待中又试",
}
_SHOWN_OF_FINGERPRINT = 8


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


def record_view(entries: list[dict]) -> View:
    """The ``entries`` of the keepers' record, the newest first: who tried and took what, when, from where and why."""
    rows = [
        (
            entry.get("time", "")[:19].replace("T", " "),
            entry.get("keeper", ""),
            entry.get("address", ""),
            entry.get("outcome", ""),
            # "—", not a blank: that would be shown as something the plan does not list.
            entry.get("why") or "—",
            "；".join(map(_fingerprints, entry.get("files", {}).items())) or "—",
            str(entry.get("turned_away") or "—"),
        )
        for entry in entries
    ]
    table = pd.DataFrame(rows, columns=list(_RECORD_COLUMNS))
    return View(
        conclusion=f"最近 {len(rows)} 条记录，新的在前" if rows else "还没有人在网页上采用过数据",
        table=table,
        listing=lambda: Listing(table, _RECORD_COLUMNS),
    )


def _fingerprints(change: tuple[str, dict[str, str | None]]) -> str:
    name, prints = change
    before, after = ((prints[moment] or "无")[:_SHOWN_OF_FINGERPRINT] for moment in ("before", "after"))
    return f"{name} {before} → {after}"
