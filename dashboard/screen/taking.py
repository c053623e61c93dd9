"""采用 and 恢复这一版: the keeper's form, there only where an administrator has named keepers (progress.md §6)."""

import hashlib
import logging
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import streamlit as st

from analytics import findings_frame, plan_version
from analytics.disk_errors import cause
from analytics.findings import Finding
from dashboard.keepers import (
    Destination,
    Looked,
    Places,
    RefusedError,
    Request,
    address_that_counts,
    keepers_named,
    last_entries,
    restore,
    snapshot,
    take,
)
from dashboard.plan_source import plan_folder, plan_on_screen, state_folder
from dashboard.views import findings_view, record_view

from .tables import show_listing
from .text import literal

_FORMS = "_taking_forms"
_OUTCOMES = "_taking_outcomes"
_MOST_ENTRIES = 500
_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Form:
    """One form of this session: ``what`` it is for, on which ``plan``, ``seen``: the data it was shown with.

    ``token`` is part of the names of its fields and good for one try: a message sent again finds no such form.
    ``renewed``: the data changed while another form for the same was on screen.
    """

    what: str
    plan: str
    seen: dict[str, str]
    renewed: bool
    token: str = field(default_factory=lambda: secrets.token_hex(8))


@dataclass(frozen=True)
class _Outcome:
    """What became of the last try for ``what``; ``why`` and ``keeper`` as typed, to go on with."""

    what: str
    sentence: str
    taken: bool = False
    findings: tuple[Finding, ...] = ()
    why: str = ""
    keeper: str = ""


def take_form(target: Destination, data: bytes, uploaded: str) -> None:
    """Under a preview: takes these bytes as ``target``, an annex or a progress file; nothing without keepers."""
    previewed = hashlib.sha256(data).hexdigest()

    def act(places: Places, request: Request, passphrase: str, seen: dict[str, str]) -> tuple[str, ...]:
        looked = Looked(seen, previewed)
        return take(places, request, passphrase, target, data, uploaded, looked)

    _form("take", f"{target.folder} {target.stem} {previewed}", "采用", act)


def restore_form(versions: list[str]) -> None:
    """Brings one of the accepted ``versions`` back; nothing without keepers."""
    if not versions or _places() is None:
        return
    version = st.selectbox("恢复哪一版", versions, key="restore_version")

    def act(places: Places, request: Request, passphrase: str, seen: dict[str, str]) -> tuple[str, ...]:
        return restore(places, request, passphrase, version, seen)

    _form("restore", version, "恢复这一版", act)


def record_table() -> None:
    """What was tried and taken, the newest first; nothing without keepers."""
    places = _places()
    if places is None:
        return
    try:
        entries = last_entries(places.own, _MOST_ENTRIES)
    except OSError as error:
        st.warning(f"采用记录读不出来（{cause(error)}）。请管理员检查 state/keepers 文件夹。")
        return
    with st.expander("采用记录"):
        view = record_view(entries)
        st.write(view.conclusion)
        show_listing(view, "taking_record")


def _places() -> Places | None:
    """Where keepers take files to; None where nobody may."""
    named = os.environ.get("PLAN_KEEPERS", "")
    if not named:
        return None
    places = Places(Path(named), plan_folder(), state_folder())
    try:
        return places if keepers_named(places.keepers, places.data) else None
    except RefusedError as refused:
        # For the administrator alone: nobody else need know that there could be a form.
        _LOGGER.warning("网页上不能采用数据：%s", refused.sentence)
        return None


def _form(kind: str, what: str, label: str, act: Callable[..., tuple[str, ...]]) -> None:
    places = _places()
    if places is None:
        return
    outcome = st.session_state.get(_OUTCOMES, {}).get(kind)
    if outcome is None or outcome.what != what:
        outcome = _Outcome(what, "")
    _tell(outcome)
    loaded = plan_on_screen()
    if loaded.problem is None and plan_version(places.data) != loaded.plan.version:
        st.info("数据刚刚换过，几秒后这里就能采用。")
        return
    form = _current_form(places, kind, what, loaded.plan.version)
    if form is None:
        return
    if form.renewed:
        st.info("你看着的时候数据换过。上面的变化已是与新数据比的，请再看一遍。")
    with st.form(f"{kind}_{form.token}", clear_on_submit=True, enter_to_submit=False):
        st.text_input(f"为什么{label}（写进采用记录）", outcome.why, key=f"{form.token}_why", max_chars=200)
        st.text_input("姓名", outcome.keeper, key=f"{form.token}_keeper", max_chars=20, autocomplete="off")
        st.text_input("口令", key=f"{form.token}_passphrase", type="password", max_chars=200, autocomplete="off")
        st.form_submit_button(label, on_click=_submitted, args=(kind, form, act))


def _current_form(places: Places, kind: str, what: str, plan: str) -> _Form | None:
    """The form as it was first shown for ``what``; a new one where there is none, or the data have changed since."""
    forms = st.session_state.setdefault(_FORMS, {})
    shown = forms.get(kind)
    if shown is not None and (shown.what, shown.plan) == (what, plan):
        return shown
    try:
        forms[kind] = _Form(what, plan, snapshot(places.data), renewed=shown is not None and shown.what == what)
    except OSError as error:
        st.warning(f"数据文件夹读不出来（{cause(error)}），现在不能采用。请管理员检查。")
        return None
    return forms[kind]


def _submitted(kind: str, form: _Form, act: Callable[..., tuple[str, ...]]) -> None:
    """Tries it (a callback). The form goes first, with its passphrase: whatever happens, it is not there any more."""
    names = [f"{form.token}_{name}" for name in ("why", "keeper", "passphrase")]
    why, keeper, passphrase = (st.session_state.get(name, "") for name in names)
    for name in names:
        del st.session_state[name]
    current = st.session_state.get(_FORMS, {}).pop(kind, None)
    places = _places()
    if places is None or current != form:
        return
    try:
        if not keeper.strip() or not passphrase:
            raise RefusedError("请填姓名和口令。")
        now = datetime.now(ZoneInfo(plan_on_screen().plan.meta.facts.timezone))
        request = Request(keeper, address_that_counts(st.context.ip_address), now, why)
        written = act(places, request, passphrase, form.seen)
        sentence = f"已写入数据文件夹：{'、'.join(written)}。几秒后所有人看到新数据。"
        outcome = _Outcome(form.what, sentence, taken=True)
    except RefusedError as refused:
        outcome = _Outcome(form.what, refused.sentence, False, refused.findings, why, keeper)
    st.session_state.setdefault(_OUTCOMES, {})[kind] = outcome


def _tell(outcome: _Outcome) -> None:
    if outcome.sentence:
        (st.success if outcome.taken else st.error)(literal(outcome.sentence))
    if outcome.findings:
        show_listing(findings_view(findings_frame(outcome.findings)), "taking_findings")
