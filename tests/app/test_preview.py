"""A file put up for preview on 数据校核: judged once, whatever it is called, and shown to nobody else."""

import pytest
from streamlit.testing.v1 import AppTest

from ..conftest import DATA
from .conftest import open_page, words

ANNEX = (DATA / "annex1.csv").read_bytes()


def put_up(at: AppTest, name: str, content: bytes = ANNEX) -> AppTest:
    return at.file_uploader(key="preview_upload_1").upload(name, content, "text/csv").run()


def test_an_upload_is_judged_once_and_not_at_every_run(monkeypatch: pytest.MonkeyPatch):
    from dashboard.widgets import preview

    judged = []
    judge = preview.plan_with_annex
    monkeypatch.setattr(preview, "plan_with_annex", lambda *arguments: judged.append(arguments[3]) or judge(*arguments))
    at = put_up(open_page("checks"), "附件1.csv")

    at.run().run()
    assert judged == ["附件1.csv"]
    assert "这个文件可以采用。" in words(at, "success")

    put_up(at, "坏的.csv", ANNEX.replace(b"7.7", "约7.7".encode()))
    at.run()
    assert judged == ["附件1.csv", "坏的.csv"]
    assert any("有 1 处错误" in text for text in words(at, "error"))
