"""Guessing: each wrong try costs a wait that grows, on disk, for an address and over all, however it is tried."""

import json
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from dashboard.keepers import Places, RefusedError, address_that_counts, last_entries
from dashboard.keepers.checking import check
from dashboard.keepers.passphrases import agrees as agrees_as_it_is

from .conftest import NINE, PASSPHRASE

ROOT = Path(__file__).parents[2]


def answer(places: Places, request, passphrase: str = "wrong") -> str:
    """ "" where the keeper is let in, else what is told."""
    try:
        check(places, request, passphrase)
    except RefusedError as refused:
        return refused.sentence
    return ""


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The passphrases that are compared, in order."""
    tried: list[str] = []

    def watched(passphrase: str, kept) -> bool:
        tried.append(passphrase)
        return agrees_as_it_is(passphrase, kept)

    monkeypatch.setattr("dashboard.keepers.checking.agrees", watched)
    return tried


def test_the_right_passphrase_lets_in_under_the_name_as_kept(places: Places, ask):
    assert check(places, ask(keeper=" 张三 "), PASSPHRASE) == "张三"


@pytest.mark.parametrize("passphrase", ["", "x", PASSPHRASE[:-1], PASSPHRASE + "了", "\udc80", "\0", "x" * 10_000])
def test_any_other_does_not(places: Places, ask, passphrase: str):
    assert answer(places, ask(), passphrase) == "姓名或口令不对。"


def test_another_keepers_passphrase_is_a_wrong_one(places: Places, ask):
    assert answer(places, ask(keeper="李四"), PASSPHRASE) == "姓名或口令不对。"


def test_an_unknown_name_is_told_the_same_after_the_same_work(places: Places, ask, compared: list[str]):
    assert answer(places, ask(keeper="赵六"), PASSPHRASE) == "姓名或口令不对。"
    assert answer(places, ask(keeper="\u202e", address="10.20.1.8"), PASSPHRASE) == "姓名或口令不对。"
    assert len(compared) == 2


def test_the_wait_doubles_with_each_wrong_try(places: Places, ask, compared: list[str]):
    waits, at = [], 0.0
    for _ in range(13):
        told = answer(places, ask(at))
        assert told == "姓名或口令不对。"
        refused = answer(places, ask(at), PASSPHRASE)
        seconds = int(refused.split("还要等 ")[1].split(" 秒")[0]) if "还要等" in refused else 0
        waits.append(seconds)
        at += seconds

    # Two slips are free; more than 15 minutes it never is.
    assert waits == [0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]
    # While there was a wait, not even the right one was compared.
    assert len(compared) == 13 + 2


def test_a_right_one_in_between_does_not_start_anew(places: Places, ask):
    for _ in range(2):
        answer(places, ask())
    check(places, ask(), PASSPHRASE)
    answer(places, ask())

    assert "还要等 2 秒" in answer(places, ask(), PASSPHRASE)


def test_a_day_without_a_wrong_try_does(places: Places, ask):
    for seconds in (0, 0, 0, 10):
        answer(places, ask(seconds))
    later = 11 + timedelta(days=1).total_seconds()

    for _ in range(2):
        assert answer(places, ask(later)) == "姓名或口令不对。"
    assert answer(places, ask(later), PASSPHRASE) == ""


def test_other_addresses_wait_once_all_have_tried_ten_times(places: Places, ask):
    for number in range(11):
        assert answer(places, ask(address=f"10.20.2.{number}")) == "姓名或口令不对。"

    assert "还要等 2 秒" in answer(places, ask(address="10.20.9.9"), PASSPHRASE)
    # At most a minute: guessing from a thousand computers must not lock the keepers out.
    at = 2.0
    for number in range(12):
        answer(places, ask(at, address=f"10.20.3.{number}"))
        at += 60
    assert answer(places, ask(at, address="10.20.9.9"), PASSPHRASE) == ""


def test_parallel_tries_gain_nothing(places: Places, ask, compared: list[str]):
    with ThreadPoolExecutor(max_workers=12) as pool:
        told = list(pool.map(lambda number: answer(places, ask(), f"guess {number}"), range(24)))

    assert told.count("姓名或口令不对。") == 3 == len(compared)
    assert sum("还要等" in sentence for sentence in told) == 21


def test_tries_from_other_processes_count_and_a_restart_forgets_nothing(places: Places, ask):
    code = f"""
from datetime import datetime
from pathlib import Path
from dashboard.keepers import Places, RefusedError
from dashboard.keepers.checking import Request, check
places = Places(Path({str(places.keepers)!r}), Path({str(places.data)!r}), Path({str(places.state)!r}))
for _ in range(4):
    try:
        check(places, Request("张三", "10.20.1.7", datetime.fromisoformat({NINE.isoformat()!r}), ""), "wrong")
    except RefusedError as refused:
        print(refused.sentence)
"""
    running = [
        subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(3)
    ]
    told = "".join(process.communicate(timeout=120)[0] for process in running).splitlines()

    assert len(told) == 12
    assert told.count("姓名或口令不对。") == 3
    assert "还要等 2 秒" in answer(places, ask(), PASSPHRASE)


def test_killed_while_comparing_the_try_has_counted(places: Places, ask, monkeypatch: pytest.MonkeyPatch):
    def killed(passphrase: str, kept) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr("dashboard.keepers.checking.agrees", killed)
        for _ in range(3):
            with pytest.raises(KeyboardInterrupt):
                check(places, ask(), "guess")

    assert "还要等 2 秒" in answer(places, ask(), PASSPHRASE)


def test_a_clock_set_back_begins_the_wait_anew_and_no_longer(places: Places, ask):
    for _ in range(5):
        answer(places, ask(10 * 365 * 86400))
        answer(places, ask(10 * 365 * 86400 + 8))

    assert "还要等" in answer(places, ask(), PASSPHRASE)
    assert answer(places, ask(3600), PASSPHRASE) == ""


def test_damaged_waits_let_nobody_in(places: Places, ask):
    answer(places, ask())
    for text in ("", "{}", "[]", '{"over_all": 3, "addresses": {}, "turned_away": 0}'):
        (places.own / "waits.json").write_text(text, encoding="utf-8")
        assert "已损坏" in answer(places, ask(), PASSPHRASE)


def test_where_tries_cannot_be_counted_nobody_gets_in(places: Places, ask, monkeypatch: pytest.MonkeyPatch):
    def full(path, data, mode):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dashboard.keepers.waits.write_whole", full)

    assert "磁盘已满" in answer(places, ask(), PASSPHRASE)


def test_a_state_that_is_no_folder_is_told(places: Places, ask):
    places.state.write_bytes(b"")

    assert "state 文件夹" in answer(places, ask(), PASSPHRASE)


def test_wrong_tries_stand_in_the_record_without_what_was_typed(places: Places, ask):
    answer(places, ask(), "guess-one-two-three")
    answer(places, ask(), "guess-one-two-three")
    answer(places, ask(keeper="我的口令误输在姓名里了吗"), "guess-one-two-three")
    for _ in range(5):
        answer(places, ask(1), "guess-one-two-three")
    answer(places, ask(5), "guess-one-two-three")

    written = "".join(
        path.read_text(encoding="utf-8", errors="replace") for path in places.own.iterdir() if path.is_file()
    )
    assert "guess" not in written
    assert "误输在姓名里" not in written
    newest, third, *_ = last_entries(places.own, 10)
    assert (newest["keeper"], newest["address"], newest["turned_away"]) == ("张三", "10.20.1.7", 5)
    assert third["keeper"] == "（不认识的姓名）"


def test_the_passphrase_is_nowhere_in_log_or_refusal(places: Places, ask, caplog: pytest.LogCaptureFixture):
    caplog.set_level("DEBUG")
    check(places, ask(), PASSPHRASE)
    told = answer(places, ask(), PASSPHRASE + "x")

    assert PASSPHRASE not in caplog.text + told


def test_only_so_many_addresses_are_kept_and_the_newest_are(places: Places, ask):
    answer(places, ask())
    kept = json.loads((places.own / "waits.json").read_text(encoding="utf-8"))
    kept["addresses"] = {f"10.9.{n // 250}.{n % 250}": {"count": 1, "last": 0.0} for n in range(1000)}
    (places.own / "waits.json").write_text(json.dumps(kept), encoding="utf-8")

    answer(places, ask())

    addresses = json.loads((places.own / "waits.json").read_text(encoding="utf-8"))["addresses"]
    assert len(addresses) == 1000
    assert list(addresses)[-1] == "10.20.1.7"


def test_a_removed_keeper_is_out_at_once(places: Places, ask):
    check(places, ask(), PASSPHRASE)
    places.keepers.unlink()

    assert answer(places, ask(), PASSPHRASE) == "没有指定能采用数据的人。"


def test_known_and_unknown_names_take_as_long(places: Places, ask):
    def seconds(name: str, number: int) -> float:
        begun = time.process_time()
        answer(places, ask(number * 1000.0, keeper=name, address=f"10.3.{number}.1"), "wrong")
        return time.process_time() - begun

    known = min(seconds("张三", number) for number in range(0, 8))
    unknown = min(seconds("赵六", number) for number in range(8, 16))

    # scrypt is nearly all of it: without the decoy an unknown name took a tenth.
    assert unknown > known / 2


@pytest.mark.parametrize(
    ("address", "counts"),
    [
        (None, "本机"),
        ("127.0.0.1", "本机"),
        ("::1", "本机"),
        ("10.20.1.7", "10.20.1.7"),
        ("::ffff:10.20.1.7", "10.20.1.7"),
        ("2408:8000:1:2:3:4:5:6", "2408:8000:1:2::/64"),
        ("2408:8000:1:2::9", "2408:8000:1:2::/64"),
        ("<script>", "（不是地址）"),
        ("", "（不是地址）"),
        ("10.20.1.7, 10.0.0.1", "（不是地址）"),
        ("fe80::1%eth0", "fe80::/64"),
    ],
)
def test_the_address_that_counts(address: str | None, counts: str):
    assert address_that_counts(address) == counts
