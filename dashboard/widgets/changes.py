"""本次变化 and the history of accepted versions: a plausible slip breaks no rule, here it shows."""

import pandas as pd
import streamlit as st

from analytics import Plan
from analytics.changes import Change, compare, totals
from analytics.state import Version

from .loading import accepted_versions, moment
from .tables import show_table
from .text import literal

_LABELS = {"kind": "变化", "what": "对象", "before": "原来", "after": "现在"}
_COLUMNS = ["kind", "what", "carrier_id", "name", "column", "before", "after"]


def changes_table(old: Plan, new: Plan, key: str) -> None:
    """What ``new`` changes in ``old``: totals before and after, then each difference."""
    _changes(compare(old, new), totals(old), totals(new), key)


def last_changes(version: Version) -> None:
    """What the version on screen changed when it was accepted."""
    if not version.before:
        st.write(f"{moment(version.accepted)} 第一次采用，没有更早的版本可比。")
        return
    st.write(f"{moment(version.accepted)} 采用")
    _changes(version.changes, version.before, version.after, "last_changes")


def history_table() -> None:
    """The accepted versions, newest first, and what a chosen earlier one changed; the newest stands in 本次变化."""
    versions, damaged = accepted_versions()
    rows = [
        (version.name, f"{version.accepted:%Y-%m-%d %H:%M}", len(version.changes), "、".join(version.after.values()))
        for version in versions
    ]
    table = pd.DataFrame(rows, columns=["version", "accepted", "count", "totals"])
    labels = {"version": "版本", "accepted": "采用时间", "count": "变化处数", "totals": "载体、面积、节点、已有、争取"}
    show_table(table, list(labels), "history", f"共 {len(rows)} 个采用过的版本", labels)
    if earlier := {version.name: version for version in versions[1:] if version.before}:
        version = earlier[st.selectbox("更早一版的变化", earlier, key="history_version")]
        _changes(version.changes, version.before, version.after, "history_changes")
    if damaged:
        st.caption(literal(f"另有 {len(damaged)} 版的记录已损坏，没有列出：{'、'.join(damaged)}"))
    st.caption("要回到某一版：请管理员把 state/versions/ 下该版本文件夹里的附件和 plan.toml 复制到数据文件夹。")


def _changes(changes: tuple[Change, ...], before: dict[str, str], after: dict[str, str], key: str) -> None:
    if not changes:
        st.write("与原来相同，没有变化。")
        return
    moved = [f"{name} {before[name]} → {value}" for name, value in after.items() if before.get(name) != value]
    st.markdown(f"**共 {len(changes)} 处变化；{literal('，'.join(moved) or '各项合计不变')}**")
    show_table(pd.DataFrame(changes), _COLUMNS, key, f"{len(changes)} 处变化", _LABELS)
