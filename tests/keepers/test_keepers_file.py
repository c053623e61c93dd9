"""The file of keepers: only the dashboard's account may read it, and a passphrase cannot be read from it."""

import os
import tomllib
from pathlib import Path

import pytest

from dashboard.keepers import Places, RefusedError, keepers_named
from dashboard.keepers.__main__ import main
from dashboard.keepers.keepers_file import read_keepers, write_keepers
from dashboard.keepers.passphrases import agrees, hashed, weakness

from .conftest import OTHER_PASSPHRASE, PASSPHRASE


@pytest.fixture
def type_in(monkeypatch: pytest.MonkeyPatch, places: Places):
    """Sets what is typed at the prompts for a passphrase, and where ``main`` finds its files."""
    monkeypatch.setenv("PLAN_KEEPERS", str(places.keepers))
    monkeypatch.setenv("PLAN_DIR", str(places.data))
    monkeypatch.setenv("PLAN_STATE_DIR", str(places.state))

    def typed(*texts: str) -> None:
        answers = iter(texts)
        monkeypatch.setattr("getpass.getpass", lambda prompt: next(answers))

    return typed


def test_the_file_is_for_its_account_alone_and_holds_no_passphrase(places: Places):
    text = places.keepers.read_text(encoding="utf-8")

    assert places.keepers.stat().st_mode & 0o777 == 0o600
    assert PASSPHRASE not in text
    kept = tomllib.loads(text)["keepers"]
    assert [entry["name"] for entry in kept] == ["张三", "李四"]
    assert len(kept[0]["salt"]) == 32


def test_the_same_passphrase_is_kept_differently_each_time():
    first, second = hashed(PASSPHRASE), hashed(PASSPHRASE)

    assert first.salt != second.salt
    assert first.digest != second.digest
    assert PASSPHRASE not in repr(first)
    assert first.digest.hex() not in repr(first)
    # At least what OWASP's cheat sheet on storing passwords asks of scrypt for 32 MB.
    assert (first.cost, first.block_size, first.parallel) >= (2**15, 8, 3)


def test_another_keyboard_types_the_same_passphrase():
    kept = hashed("ｃａｆé 2026 重钢 电讯")

    assert agrees("cafe\u0301 2026 重钢 电讯", kept)
    assert not agrees("cafe 2026 重钢 电讯", kept)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602, 0o644])
def test_a_file_that_others_may_read_or_write_is_refused(places: Places, mode: int):
    places.keepers.chmod(mode)

    with pytest.raises(RefusedError, match="chmod 600"):
        keepers_named(places.keepers, places.data)


def test_a_file_of_another_account_is_refused(places: Places):
    if os.geteuid() != 0:
        pytest.skip("只有 root 能把文件给别的账号")
    os.chown(places.keepers, 65534, 65534)

    with pytest.raises(RefusedError, match="属主"):
        keepers_named(places.keepers, places.data)


def test_a_file_in_the_data_folder_is_refused_also_behind_a_link(places: Places, tmp_path: Path):
    inside = places.data / "keepers.toml"
    with pytest.raises(RefusedError, match="不能放在数据文件夹里"):
        write_keepers(inside, places.data, {})
    assert not inside.exists()

    places.keepers.rename(inside)
    (tmp_path / "elsewhere").symlink_to(places.data)
    for file in (inside, tmp_path / "elsewhere" / "keepers.toml"):
        with pytest.raises(RefusedError, match="不能放在数据文件夹里"):
            keepers_named(file, places.data)


def test_a_link_in_place_of_the_file_is_refused(places: Places, tmp_path: Path):
    real = places.keepers.rename(tmp_path / "real.toml")
    places.keepers.symlink_to(real)

    with pytest.raises(RefusedError, match="读不出来"):
        keepers_named(places.keepers, places.data)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("cost = 16384", "cost = 1048576000"),
        ("cost = 16384", "cost = 2"),
        ("cost = 16384", "cost = 20000"),
        ("parallel = 1", "parallel = 100000"),
        ('digest = "', 'digest = "zz'),
        ('salt = "', 'salt = ""#'),
        ("[[keepers]]", "[[keepers"),
        ("[[keepers]]", "[keepers]"),
        ("name =", "nom ="),
    ],
)
def test_a_damaged_file_lets_nobody_in_and_says_so(places: Places, old: str, new: str):
    text = places.keepers.read_text(encoding="utf-8")
    assert old in text
    places.keepers.write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(RefusedError, match="内容不对"):
        read_keepers(places.keepers, places.data)


@pytest.mark.parametrize(
    ("passphrase", "words"),
    [
        ("短", "太短"),
        ("一二三四五六七八九十一", "太短"),
        ("　　　　　　一二三四五六　　　　", "太短"),
        ("aaaaaaaaaaaaaaaaaaaa", "太简单"),
        ("abcabcabcabcabc", "太简单"),
        ("区发展改革委张三张三丰12", ""),
        ("张三" * 8, "太简单"),
        ("张三张三张三张三abcd", "太简单"),
        ("x" * 201, "太长"),
    ],
)
def test_weak_passphrases_are_refused(passphrase: str, words: str):
    sentence = weakness(passphrase, "张三")

    assert words in sentence
    assert bool(words) == bool(sentence)


def test_adding_asks_twice_and_then_the_passphrase_is_the_new_one(places: Places, type_in, capsys):
    type_in("一个足够长的口令在这里", "一个足够长的口令在这里")
    assert main(["add", "王五"]) == 1
    assert "太短" in capsys.readouterr().err

    type_in("一个足够长的口令就在这里了", "一个足够长的口令就在这里啦")
    assert main(["add", "王五"]) == 1
    assert "两遍不一样" in capsys.readouterr().err
    assert list(read_keepers(places.keepers, places.data)) == ["张三", "李四"]

    type_in("一个足够长的口令就在这里了", "一个足够长的口令就在这里了")
    assert main(["add", "王五"]) == 0
    told = capsys.readouterr()
    assert "现在共 3 人" in told.out
    assert "口令就在" not in told.out + told.err
    assert agrees("一个足够长的口令就在这里了", read_keepers(places.keepers, places.data)["王五"])
    assert agrees(OTHER_PASSPHRASE, read_keepers(places.keepers, places.data)["李四"])
    assert places.keepers.stat().st_mode & 0o777 == 0o600


def test_removing_and_listing(places: Places, type_in, capsys):
    type_in()
    assert main(["remove", "赵六"]) == 1
    assert main(["remove", "张三"]) == 0
    capsys.readouterr()
    assert main(["list"]) == 0
    assert capsys.readouterr().out == "李四\n"
    assert main(["remove", "李四"]) == 0
    assert main(["list"]) == 0
    assert "网页上不能采用" in capsys.readouterr().out
    assert not keepers_named(places.keepers, places.data)


def test_without_plan_keepers_the_command_says_what_is_missing(type_in, monkeypatch: pytest.MonkeyPatch, capsys):
    monkeypatch.delenv("PLAN_KEEPERS")

    assert main(["list"]) == 1
    assert "PLAN_KEEPERS" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["", "   ", "张\n三", "张\u202e三", "字" * 21])
def test_a_name_that_cannot_be_shown_is_refused(type_in, capsys, name: str):
    type_in(PASSPHRASE, PASSPHRASE)

    assert main(["add", name]) == 1
    assert "姓名" in capsys.readouterr().err


def test_quotes_in_a_name_are_part_of_the_name(places: Places, type_in):
    type_in(PASSPHRASE, PASSPHRASE)

    assert main(["add", 'a"]\\b']) == 0
    assert 'a"]\\b' in read_keepers(places.keepers, places.data)
