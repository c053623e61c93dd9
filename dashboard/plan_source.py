"""The plan on screen: the folder's files once they are good and stand still, else the last good ones (inputs.md)."""

import logging
import os
import secrets
import threading
import time
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from analytics import Plan, PlanError, load_plan, loading, plan_version
from analytics.disk_errors import cause
from analytics.findings import ERROR, Finding
from analytics.state import Version, accept, accepted_folder, damaged_versions, history, last_good, state_of, sweep

ROOT = Path(__file__).parents[1]
STILL_SECONDS = 2
"""A changed file is read once its content has stood still for so long: it may be half written.

Twice in that time the files are looked at, however many viewers there are (docs/speed.md)."""

_LOGGER = logging.getLogger(__name__)
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Loaded:
    """What is on screen: ``plan``; ``problem``, why newer files were not taken (None: these are the newest);
    ``version``, when and with what changes it was accepted; ``unsaved``, why it could not be kept ("" if it was);
    ``read_at``, when its files were read without an error, in seconds that no set clock moves."""

    plan: Plan
    problem: PlanError | None
    version: Version | None
    unsaved: str = ""
    read_at: float = field(default_factory=time.monotonic)


@dataclass
class _Watch:
    """One for the whole process: the files' content last judged, and content seen since but not yet judged."""

    judged: str = ""
    loaded: Loaded | None = None
    candidate: str = ""
    since: float = 0.0
    looked: float = float("-inf")
    lock: threading.Lock = field(default_factory=threading.Lock)
    judging: threading.Lock = field(default_factory=threading.Lock)


def plan_folder() -> Path:
    """Where the plan's files are: ``PLAN_DIR``, or ``data/``."""
    return Path(os.environ.get("PLAN_DIR") or ROOT / "data")


def state_folder() -> Path:
    """Where accepted plans of the folder are kept: in ``PLAN_STATE_DIR``, or ``state/``."""
    return state_of(_all_states(), plan_folder())


def _all_states() -> Path:
    return Path(os.environ.get("PLAN_STATE_DIR") or ROOT / "state")


def _watch_of(folder: Path, states: Path) -> _Watch:
    # The cache alone would let two viewers who come at once make two.
    with _one_at_a_time:
        return _new_watch(folder, states)


# Not in a cache of Streamlit's: there any viewer's message can clear it, and what is kept for a bad day would be gone.
@lru_cache
def _new_watch(folder: Path, states: Path) -> _Watch:
    state = state_of(states, folder)
    try:
        sweep(state)
    except OSError as error:
        _LOGGER.warning("清理 %s 中的临时文件失败：%s", state, error)
    return _Watch()


def plan_on_screen() -> Loaded:
    """The plan to show. Raises ``PlanError`` where neither the folder nor the state holds a good one."""
    folder, states = plan_folder(), _all_states()
    watch = _watch_of(folder, states)
    with watch.lock:
        if watch.loaded and time.monotonic() - watch.looked < STILL_SECONDS / 2:
            return watch.loaded
        watch.looked = time.monotonic()
        files = _mark_of(folder)
        seen = files + _day_awaited(watch.loaded)
        if watch.loaded and not _stands_still(watch, seen):
            return watch.loaded
    # Reading and comparing thousands of rows takes seconds: one viewer waits for it, the others see the old plan.
    if not watch.judging.acquire(blocking=watch.loaded is None):
        return watch.loaded
    try:
        if watch.loaded is None or watch.judged != seen:
            watch.loaded = _judge(folder, state_of(states, folder), watch.loaded)
            watch.judged = files + _day_awaited(watch.loaded)
        return watch.loaded
    finally:
        watch.judging.release()


def newest_seen() -> str:
    """A mark of what ``plan_on_screen`` gives now; where it differs from an open page's, that page should run again."""
    try:
        loaded = plan_on_screen()
    except PlanError as error:
        return str(error)
    # The same files can be judged anew.
    return f"{loaded.plan.version} {loaded.read_at} {loaded.problem}"


def _stands_still(watch: _Watch, seen: str) -> bool:
    """Whether the files differ from what was judged and have not changed for ``STILL_SECONDS``."""
    if seen == watch.judged:
        return False
    if seen != watch.candidate:
        watch.candidate, watch.since = seen, time.monotonic()
        return False
    return time.monotonic() - watch.since >= STILL_SECONDS


def _mark_of(folder: Path) -> str:
    """What the folder holds, as ``plan_version`` tells it; of files that nobody foresaw, the error they raise."""
    try:
        return plan_version(folder)
    except Exception as error:
        _LOGGER.exception("看不出数据文件有没有变化")
        return repr(error)


def _day_awaited(loaded: Loaded | None) -> str:
    """Today where a report was refused as one of a day to come (progress.md §2): another day judges it anew."""
    if loaded is None or all(finding.code != "report-future" for finding in loaded.plan.findings):
        return ""
    return f" {loading.today_of(loaded.plan.meta)}"


def _judge(folder: Path, state: Path, shown: Loaded | None) -> Loaded:
    try:
        plan = load_plan(folder, accepted=accepted_folder(state))
    except PlanError as error:
        return _keep_last_good(state, shown, error)
    except Exception as error:
        # Whatever a file makes the program stumble over, the viewers keep the last good plan.
        return _keep_last_good(state, shown, _unforeseen(error))
    try:
        now = datetime.now(ZoneInfo(plan.meta.facts.timezone))
        known = (shown.plan, shown.version) if shown and shown.version else None
        return Loaded(plan, None, accept(state, folder, plan, now, known))
    except Exception as error:
        # The plan is good; only the copy for a bad day is missing. That is said, and does not stop anyone.
        _LOGGER.exception("没有存下这一版数据")
        why = cause(error) if isinstance(error, OSError) else f"state 文件夹里有没有料到的内容：{type(error).__name__}"
        return Loaded(plan, None, None, unsaved=why)


def _unforeseen(error: Exception) -> PlanError:
    """An error of the program over the files, in words for whoever can put the old ones back."""
    number = secrets.token_hex(3)
    _LOGGER.error("读数据文件时程序出错，编号 %s", number, exc_info=error)
    message = f"程序读到没有料到的内容，停在 {type(error).__name__}，编号 {number}"
    advice = "先把上一次能用的文件放回去，再把编号告诉管理员：运行日志里有详细原因"
    return PlanError([Finding(ERROR, "数据文件", code="unforeseen", message=message, advice=advice)])


def _keep_last_good(state: Path, shown: Loaded | None, problem: PlanError) -> Loaded:
    if shown is not None:
        return replace(shown, problem=problem)
    try:
        kept = last_good(state)
    except OSError as error:
        _LOGGER.exception("上一次的数据也读不出来")
        raise problem from error
    if kept is None:
        raise problem
    return Loaded(kept[0], problem, kept[1])


def accepted_versions() -> tuple[Version, ...]:
    """The accepted versions, newest first; none where the state cannot be read."""
    try:
        return history(state_folder())
    except OSError as error:
        _LOGGER.warning("读不出历史版本：%s", error)
        return ()


def unreadable_versions() -> tuple[str, ...]:
    """The names of accepted versions whose record is damaged, newest first."""
    try:
        return damaged_versions(state_folder())
    except OSError:
        return ()  # accepted_versions has said it.


def data_words(plan: Plan, loaded: Loaded) -> str:
    """Which data are on screen, for the footer: which annexes, since when they are used."""
    if plan is not loaded.plan:
        return "数据：预览中的上传文件"
    since = f"（{moment(loaded.version.accepted)} 采用）" if loaded.version else ""
    return f"数据：{'、'.join(f'附件{annex}' for annex in plan.files)}{since}"


def put_in(file: str, plan: Plan) -> str:
    """When ``file`` was put into the folder, in the time zone of ``plan``: ``14:05``; "" if it is gone."""
    path = plan_folder() / file
    if not path.exists():
        return ""
    return moment(datetime.fromtimestamp(path.stat().st_mtime, ZoneInfo(plan.meta.facts.timezone)))


def moment(when: datetime) -> str:
    """A time as people say it today: ``14:05``, or ``10月28日 09:12``, or with the year where it is another one."""
    now = datetime.now(when.tzinfo)
    if when.date() == now.date():
        return f"{when:%H:%M}"
    year = "" if when.year == now.year else f"{when.year}年"
    return f"{year}{when.month}月{when.day}日 {when:%H:%M}"
