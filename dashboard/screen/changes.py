"""本次变化 and the history of accepted versions: a plausible slip breaks no rule, here it shows."""

import streamlit as st

from analytics import Plan
from dashboard.plan_source import accepted_versions, moment, plan_on_screen, unreadable_versions
from dashboard.views import View, history_view, plan_change_view, version_change_view

from .tables import show_listing
from .taking import restore_form
from .text import literal


def changes_table(old: Plan, new: Plan, key: str) -> None:
    """What ``new`` changes in ``old``: totals before and after, then each difference."""
    _changes(plan_change_view(old, new), key)


def last_changes() -> None:
    """What the version on screen changed when it was accepted."""
    version = plan_on_screen().version
    if version is None:
        return
    if not version.before:
        st.write(f"{moment(version.accepted)} 第一次采用，没有更早的版本可比。")
        return
    st.write(f"{moment(version.accepted)} 采用")
    _changes(version_change_view(version), "last_changes")


def history_table() -> None:
    """The accepted versions, newest first, and what a chosen earlier one changed; the newest stands in 本次变化."""
    versions = accepted_versions()
    view = history_view(versions)
    show_listing(view, "history")
    if earlier := {version.name: version for version in versions[1:] if version.before}:
        version = earlier[st.selectbox("更早一版的变化", earlier, key="history_version")]
        _changes(version_change_view(version), "history_changes")
    restore_form([version.name for version in versions[1:]])
    if damaged := unreadable_versions():
        st.caption(literal(f"另有 {len(damaged)} 版的记录已损坏，没有列出：{'、'.join(damaged)}"))
    st.caption(literal("".join(view.notes)))


def _changes(view: View, key: str) -> None:
    if view.is_empty:
        st.write(view.conclusion)
        return
    st.markdown(f"**{literal(view.conclusion)}**")
    show_listing(view, key)
