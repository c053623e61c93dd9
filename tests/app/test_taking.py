"""采用 on 数据校核: a keeper's file becomes everybody's data; without keepers there is nothing to find."""

from pathlib import Path

import pytest
from streamlit.runtime.state.session_state import SessionState
from streamlit.testing.v1 import AppTest

from dashboard.keepers.keepers_file import write_keepers
from dashboard.keepers.passphrases import hashed
from dashboard.keepers.waits import Rule

from ..conftest import DATA
from .conftest import no_trouble, open_page, table_with, title_of, words

PASSPHRASE = "九宫庙的桂花开了三回又谢了"
LABELS = ("采用", "恢复这一版")
FIELDS = ("姓名", "口令", "为什么采用（写进采用记录）", "为什么恢复这一版（写进采用记录）")


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.plan_source.STILL_SECONDS", 0)


@pytest.fixture
def keepers(own_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An administrator has named 张三."""
    file = tmp_path / "keepers.toml"
    monkeypatch.setattr("dashboard.keepers.passphrases._COST", 2**14)
    monkeypatch.setattr("dashboard.keepers.passphrases._PARALLEL", 1)
    write_keepers(file, own_copy, {"张三": hashed(PASSPHRASE)})
    monkeypatch.setenv("PLAN_KEEPERS", str(file))
    return file


def corrected() -> bytes:
    """Annex 2 with 元石国际 at 3.6 instead of 3.8."""
    return (DATA / "annex2.csv").read_bytes().replace("元石国际,3.8,".encode(), "元石国际,3.6,".encode())


def with_upload(at: AppTest, data: bytes, name: str = "附件2.csv") -> AppTest:
    """``data`` under preview as annex 2."""
    at.session_state["preview_annex"] = 2
    at.run()
    at.file_uploader(key="preview_upload_2").set_value((name, data, "text/csv"))
    return at.run()


def fields(at: AppTest, label: str) -> dict[str, object]:
    """The text fields of the form whose button is ``label``, by their labels."""
    place = 0 if label == "恢复这一版" or len([b for b in at.button if b.label in LABELS]) == 1 else 1
    own = [
        element
        for element in at.text_input
        if element.label in FIELDS and element.label in ("姓名", "口令", f"为什么{label}（写进采用记录）")
    ]
    named: dict[str, list] = {}
    for element in own:
        named.setdefault(element.label, []).append(element)
    return {name: elements[min(place, len(elements) - 1)] for name, elements in named.items()}


def submit(at: AppTest, label: str = "采用", keeper: str = "张三", passphrase: str = PASSPHRASE, why: str = "面积更正"):
    """Fills in the form and presses its button."""
    form = fields(at, label)
    form[f"为什么{label}（写进采用记录）"].set_value(why)
    form["姓名"].set_value(keeper)
    form["口令"].set_value(passphrase)
    next(button for button in at.button if button.label == label).click()
    return at.run()


def labels(at: AppTest) -> set[str]:
    """Labels of whatever can be filled in, pressed or opened."""
    kinds = ("text_input", "button", "selectbox", "expander")
    return {getattr(element, "label", "") for kind in kinds for element in at.get(kind)}


def state_text(at: AppTest) -> str:
    """All that the session keeps."""
    state = at.session_state
    while not isinstance(state, SessionState):
        state = state._state
    return repr([state._new_session_state, state._old_state, state._new_widget_state])


@pytest.mark.parametrize("spoil", ["unset", "empty", "missing", "nobody", "readable", "inside"])
def test_without_keepers_there_is_nothing_to_find(
    own_copy: Path, keepers: Path, monkeypatch: pytest.MonkeyPatch, spoil: str
):
    if spoil == "unset":
        monkeypatch.delenv("PLAN_KEEPERS")
    elif spoil == "empty":
        monkeypatch.setenv("PLAN_KEEPERS", "")
    elif spoil == "missing":
        keepers.unlink()
    elif spoil == "nobody":
        write_keepers(keepers, own_copy, {})
    elif spoil == "readable":
        keepers.chmod(0o644)
    else:
        inside = keepers.rename(own_copy / "keepers.toml")
        monkeypatch.setenv("PLAN_KEEPERS", str(inside))

    at = with_upload(open_page("checks"), corrected())

    no_trouble(at)
    assert not labels(at) & {*LABELS, *FIELDS, "采用记录", "恢复哪一版"}
    assert "taking" not in state_text(at)


def test_a_form_made_by_hand_finds_no_form(own_copy: Path, keepers: Path, monkeypatch: pytest.MonkeyPatch):
    before = (own_copy / "annex2.csv").read_bytes()
    at = with_upload(open_page("checks"), corrected())
    form = fields(at, "采用")
    form["为什么采用（写进采用记录）"].set_value("面积更正")
    form["姓名"].set_value("张三")
    form["口令"].set_value(PASSPHRASE)
    next(button for button in at.button if button.label == "采用").click()
    # The administrator removes the file in the moment the message is on its way.
    monkeypatch.delenv("PLAN_KEEPERS")
    at.run()

    no_trouble(at)
    assert (own_copy / "annex2.csv").read_bytes() == before
    assert PASSPHRASE not in state_text(at)


def test_a_keeper_takes_what_is_previewed_and_everybody_sees_it(own_copy: Path, keepers: Path):
    at = with_upload(open_page("checks"), corrected())
    submit(at)

    no_trouble(at)
    assert any("已写入数据文件夹：annex2.csv" in text for text in words(at, "success"))
    assert (own_copy / "annex2.csv").read_bytes() == corrected()
    other = open_page("overview")
    other.run().run()
    assert "48.32 万m²" in title_of(other)
    shown = open_page("checks")
    assert "采用记录" in labels(shown)
    assert any("最近 1 条记录" in text for text in words(shown, "markdown"))


def test_the_passphrase_is_in_no_session_state_after_the_call(own_copy: Path, keepers: Path):
    at = with_upload(open_page("checks"), corrected())
    submit(at, passphrase=PASSPHRASE + "错")
    assert any("姓名或口令不对" in text for text in words(at, "error"))
    (tried,) = table_with(at, "姓名", "此前等待中又试").to_dict("records")
    assert (tried["姓名"], tried["结果"], tried["为什么"]) == ("张三", "姓名或口令不对。", "—")
    assert PASSPHRASE not in state_text(at)
    assert fields(at, "采用")["口令"].value == ""
    # What is no secret need not be typed again.
    assert fields(at, "采用")["姓名"].value == "张三"

    submit(at)
    assert PASSPHRASE not in state_text(at)
    assert (own_copy / "annex2.csv").read_bytes() == corrected()


def test_an_empty_passphrase_costs_no_try(keepers: Path, tmp_path: Path):
    at = with_upload(open_page("checks"), corrected())
    for _ in range(4):
        submit(at, passphrase="")

    assert any("请填姓名和口令" in text for text in words(at, "error"))
    assert not (tmp_path / "state" / "keepers" / "waits.json").exists()


def test_guessing_in_one_tab_makes_the_other_wait(own_copy: Path, keepers: Path, monkeypatch: pytest.MonkeyPatch):
    # As after ten wrong ones: the test itself takes longer than the first waits.
    monkeypatch.setattr("dashboard.keepers.waits.PER_ADDRESS", Rule(free=-9, longest=900, forgotten=86400))
    at = with_upload(open_page("checks"), corrected())
    submit(at, passphrase="猜的")
    other = with_upload(open_page("checks"), corrected())
    submit(other)

    assert any("还要等" in text for text in words(other, "error"))
    assert (own_copy / "annex2.csv").read_bytes() != corrected()


def test_the_second_keeper_is_told_and_looks_again(own_copy: Path, keepers: Path, monkeypatch: pytest.MonkeyPatch):
    first, second = (with_upload(open_page("checks"), corrected()) for _ in range(2))
    submit(first)
    monkeypatch.setattr("dashboard.plan_source.STILL_SECONDS", 3600)
    submit(second)

    assert any("你看过以后，数据又变了：annex2.csv 由张三" in text for text in words(second, "error"))


def test_a_bad_file_offers_no_form(own_copy: Path, keepers: Path):
    at = with_upload(open_page("checks"), corrected().replace(b",3.6,", ",约3.6,".encode()))

    assert "采用" not in labels(at)


def test_an_earlier_version_comes_back(own_copy: Path, keepers: Path):
    before = (own_copy / "annex2.csv").read_bytes()
    at = open_page("checks")
    assert "恢复这一版" not in labels(at)
    (own_copy / "annex2.csv").write_bytes(corrected())
    at = open_page("checks").run().run()
    assert "48.32 万m²" in title_of(at)

    submit(at, "恢复这一版", why="更正有误")

    assert any("已写入数据文件夹：annex2.csv" in text for text in words(at, "success"))
    assert (own_copy / "annex2.csv").read_bytes() == before


def test_what_the_record_says_is_shown_literally(own_copy: Path, keepers: Path):
    at = with_upload(open_page("checks"), corrected())
    submit(at, why="<b>x</b> **粗** ![](http://a.b/c)")

    no_trouble(open_page("checks"))
    assert (own_copy / "annex2.csv").read_bytes() == corrected()
