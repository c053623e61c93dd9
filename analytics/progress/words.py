"""The words a clerk may choose, and what is read as them: the one table of progress.md §1.

A department that has always written 办结 keeps its word; what the table does not hold is an 错误, never a guess.
"""

from dataclasses import dataclass

from ..words import comparable

TASK = "task"
PLAQUE = "plaque"
CARRIER = "carrier"
INDICATOR = "indicator"
"""What a row can speak of: a 工作任务, a plaque, a carrier as such, an indicator among the targets."""

SOUGHT_PLAQUE = "sought"
HELD_PLAQUE = "held"
BEYOND_PLAN = ""
"""What the plan says of a plaque: it is sought, it is held, or the plan does not name it (计划外)."""

NOT_STARTED = "未启动"
UNDER_WAY = "进行中"
DONE = "已完成"
ABANDONED = "不再实施"

NOT_APPLIED = "未申报"
APPLIED = "已申报"
AWARDED = "已获得"
REFUSED = "未获得"
NO_LONGER_SOUGHT = "不再争取"

VALID = "有效"
LOST = "已失去"

IN_OPERATION = "正常运营"
RENAMED = "更名"
STOPPED = "停运"
WITHDRAWN = "撤出"

TASK_WORDS = (NOT_STARTED, UNDER_WAY, DONE, ABANDONED)
SOUGHT_WORDS = (NOT_APPLIED, APPLIED, AWARDED, REFUSED, NO_LONGER_SOUGHT)
HELD_WORDS = (VALID, LOST)
CARRIER_WORDS = (IN_OPERATION, RENAMED, STOPPED, WITHDRAWN)

_OTHER_WORDS = {
    UNDER_WAY: ("正在推进", "按序时推进", "持续推进", "滞后"),
    DONE: ("办结", "销号", "提前完成", "按期完成", "超额完成"),
    APPLIED: ("公示中",),
    AWARDED: ("认定", "备案", "授牌"),
    LOST: ("撤销", "取消", "摘牌"),
    ABANDONED: ("终止",),
}
"""A word of the list → other words of offices that are read as it."""

_DOUBTFUL = {UNDER_WAY: ("基本完成", "阶段性完成")}
"""Words that claim more than they say: read, with a 提示."""


@dataclass(frozen=True)
class ReadWord:
    """A word of the list, ``as_listed`` where it was chosen from it, ``doubtful`` where it claimed more (基本完成)."""

    word: str
    as_listed: bool = True
    doubtful: bool = False


def words_for(kind: str, planned: str = BEYOND_PLAN) -> tuple[str, ...]:
    """The words for a row of ``kind``; for a plaque by what the plan says of it (``planned``).

    A sought plaque that was won can be valid or lost later on, so it takes the words of a held one too.
    """
    if kind == PLAQUE:
        return HELD_WORDS if planned == HELD_PLAQUE else (*SOUGHT_WORDS, *HELD_WORDS)
    return {TASK: TASK_WORDS, CARRIER: CARRIER_WORDS, INDICATOR: ()}.get(
        kind, (*TASK_WORDS, *SOUGHT_WORDS, *HELD_WORDS, *CARRIER_WORDS)
    )


def read_word(text: str, kind: str, planned: str = BEYOND_PLAN) -> ReadWord | None:
    """What ``text`` says of a row of ``kind``, None where the table does not hold it: ``已办结`` → 已完成."""
    key = _key(text)
    allowed = words_for(kind, planned)
    for word in allowed:
        if key == _key(word):
            return ReadWord(word, as_listed=comparable(text) == word)
    for table, doubtful in ((_OTHER_WORDS, False), (_DOUBTFUL, True)):
        for word, written in table.items():
            if word in allowed and key in map(_key, written):
                return ReadWord(word, as_listed=False, doubtful=doubtful)
    return None


def _key(text: str) -> str:
    # 已办结 says what 办结 says, and a sentence may end with its full stop.
    return comparable(text).rstrip("。.;；!！").removeprefix("已经").removeprefix("已").removesuffix("了")
