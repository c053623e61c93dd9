"""progress.md §1: the words a clerk may choose, and what is read as them."""

import pytest

from analytics.progress.words import read_word, words_for

LISTED = [
    ("task", "", ("未启动", "进行中", "已完成", "不再实施")),
    ("plaque", "sought", ("未申报", "已申报", "已获得", "未获得", "不再争取")),
    ("plaque", "held", ("有效", "已失去")),
    ("carrier", "", ("正常运营", "更名", "停运", "撤出")),
]


@pytest.mark.parametrize(("kind", "planned", "words"), LISTED)
def test_listed_words_are_read_as_they_stand(kind: str, planned: str, words: tuple[str, ...]):
    assert set(words) <= set(words_for(kind, planned))
    for word in words:
        read = read_word(word, kind, planned)
        assert (read.word, read.as_listed, read.doubtful) == (word, True, False)


@pytest.mark.parametrize(
    ("text", "kind", "planned", "word"),
    [
        ("正在推进", "task", "", "进行中"),
        ("按序时推进", "task", "", "进行中"),
        ("滞后", "task", "", "进行中"),
        ("持续推进", "task", "", "进行中"),
        ("办结", "task", "", "已完成"),
        ("销号", "task", "", "已完成"),
        ("提前完成", "task", "", "已完成"),
        ("按期完成", "task", "", "已完成"),
        ("超额完成", "task", "", "已完成"),
        ("终止", "task", "", "不再实施"),
        ("公示中", "plaque", "sought", "已申报"),
        ("认定", "plaque", "sought", "已获得"),
        ("备案", "plaque", "", "已获得"),
        ("授牌", "plaque", "sought", "已获得"),
        ("撤销", "plaque", "held", "已失去"),
        ("取消", "plaque", "held", "已失去"),
        ("摘牌", "plaque", "held", "已失去"),
        # of the same kind
        ("已办结", "task", "", "已完成"),
        ("已 销号。", "task", "", "已完成"),
        ("已经终止", "task", "", "不再实施"),
        ("已认定", "plaque", "sought", "已获得"),
        ("完成", "task", "", "已完成"),
    ],
)
def test_words_of_offices_are_read_as_listed_ones(text: str, kind: str, planned: str, word: str):
    read = read_word(text, kind, planned)

    assert (read.word, read.as_listed, read.doubtful) == (word, False, False)


@pytest.mark.parametrize("text", ["基本完成", "阶段性完成", "已基本完成"])
def test_claims_of_more_than_there_is_are_under_way_with_a_doubt(text: str):
    read = read_word(text, "task")

    assert (read.word, read.doubtful) == ("进行中", True)


@pytest.mark.parametrize(
    ("text", "kind", "planned"),
    [
        ("差不多了", "task", ""),
        ("正常", "task", ""),
        ("90%", "task", ""),
        ("已获得", "task", ""),
        ("取消", "task", ""),
        ("已完成", "plaque", "sought"),
        ("已获得", "plaque", "held"),
        ("进行中", "carrier", ""),
    ],
)
def test_anything_else_is_not_read(text: str, kind: str, planned: str):
    assert read_word(text, kind, planned) is None
