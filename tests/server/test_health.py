"""/healthz: what monitoring is told, and 503 where no plan can be shown."""

import asyncio
import gc
import json
import shutil
from pathlib import Path

import pytest

from dashboard import warm_up
from dashboard.screen.health import health
from dashboard.server.health import health_route
from tests.conftest import DATA

from .conftest import Answer, ask


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own, with a state of its own; a changed file is taken at once."""
    monkeypatch.setenv("PLAN_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("PLAN_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setattr("dashboard.plan_source.STILL_SECONDS", 0)
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def ask_health(base_path: str = "", path: str = "/healthz") -> Answer:
    return ask(health_route(base_path, health), path)


def test_a_good_plan_is_told_with_its_findings(folder: Path):
    answer = ask_health()

    told = json.loads(answer.body)
    assert answer.status == 200
    assert told["status"] == "ok"
    # As 数据校核 shows them for the notice's own files.
    assert told["findings"] == {"错误": 0, "提示": 12, "说明": 11}
    assert told["errors"] == 0
    assert 0 <= told["last_good_load_seconds"] < 60
    assert answer.headers["cache-control"] == "no-store"


def test_a_refused_file_is_told_and_the_last_good_plan_still_counts_as_shown(folder: Path):
    good = json.loads(ask_health().body)
    (folder / "annex2.csv").write_text("坏了", encoding="utf-8")
    ask_health()

    answer = ask_health()

    told = json.loads(answer.body)
    assert (answer.status, told["status"]) == (200, "last_good")
    assert told["plan_version"] == good["plan_version"]
    assert told["errors"] > 0


def test_no_plan_at_all_is_503(folder: Path):
    shutil.rmtree(folder)

    answer = ask_health()

    assert (answer.status, json.loads(answer.body)["status"]) == (503, "no_plan")


@pytest.mark.parametrize(("base", "path"), [("", "/healthz"), ("board", "/board/healthz"), ("/a/b/", "/a/b/healthz")])
def test_it_stands_under_the_base_path(base: str, path: str):
    assert health_route(base, health).path == path


def test_garbage_is_looked_for_again_where_the_warm_up_fails(monkeypatch: pytest.MonkeyPatch):
    async def fails(*_: str) -> None:
        raise RuntimeError

    async def serve() -> None:
        async with warm_up.warm_up(lambda: None):
            assert not gc.isenabled()
            await asyncio.sleep(0.01)

    monkeypatch.setattr(warm_up, "_visit", fails)
    asyncio.run(serve())

    assert gc.isenabled()
