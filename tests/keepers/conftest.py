"""A data folder, a state and two keepers of the test's own; ``ask`` is what a keeper's form would send."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dashboard.keepers import Places, Request
from dashboard.keepers.keepers_file import write_keepers
from dashboard.keepers.passphrases import hashed

from ..conftest import DATA

PASSPHRASE = "九宫庙的桂花开了三回又谢了"
OTHER_PASSPHRASE = "correct horse battery staple"
NINE = datetime(2026, 11, 27, 9, 12, tzinfo=UTC)


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lowest cost that a file of keepers may have: these tests compare many passphrases."""
    monkeypatch.setattr("dashboard.keepers.passphrases._COST", 2**14)
    monkeypatch.setattr("dashboard.keepers.passphrases._PARALLEL", 1)


@pytest.fixture
def places(tmp_path: Path, cheap: None) -> Places:
    """The notice's data, an empty state, and the keepers 张三 and 李四."""
    data = Path(shutil.copytree(DATA, tmp_path / "data"))
    made = Places(tmp_path / "keepers.toml", data, tmp_path / "state")
    write_keepers(made.keepers, data, {"张三": hashed(PASSPHRASE), "李四": hashed(OTHER_PASSPHRASE)})
    return made


@pytest.fixture
def ask() -> Callable[..., Request]:
    """What 张三 asks at 9:12 from an office computer, with changes; ``after`` seconds later."""

    def asked(after: float = 0, **changes: str) -> Request:
        request = Request("张三", "10.20.1.7", NINE + timedelta(seconds=after), "元石国际面积更正")
        return replace(request, **changes)

    return asked
