"""A file put up for preview on 数据校核: judged once, whatever it is called, and shown to nobody else."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ..conftest import DATA
from .conftest import go_to, no_trouble, open_page, tables, words

ANNEX = (DATA / "annex1.csv").read_bytes()


def put_up(at: AppTest, name: str, content: bytes = ANNEX) -> AppTest:
    return at.file_uploader(key="preview_upload_1").upload(name, content, "text/csv").run()


def test_an_upload_is_judged_once_and_not_at_every_run(monkeypatch: pytest.MonkeyPatch):
    from dashboard.screen import preview

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


@pytest.mark.parametrize(
    "name", ["附件1__终稿.csv", "a___b_.csv", "__.csv", "附件1 (1)、“最终”[改]_*.csv", "长" * 100 + "__.csv"]
)
def test_a_file_of_any_name_is_previewed(name: str):
    at = put_up(open_page("checks"), name, ANNEX.replace(b"10,\xe8", b"10,\xe2\x80\x8b\xe8"))
    no_trouble(at)
    assert "这个文件可以采用。" in words(at, "success")

    at.button(key="enter_preview").click().run()
    go_to(at, "checks")
    no_trouble(at)


@pytest.mark.parametrize("page", ["departments", "checks"])
def test_departments_and_files_of_any_name_have_their_tables(own_copy: Path, page: str):
    plan = own_copy / "plan.toml"
    plan.write_text(plan.read_text(encoding="utf-8").replace('file = "annex1"', 'file = "附件__1"'), encoding="utf-8")
    text = (own_copy / "annex1.csv").read_text(encoding="utf-8-sig")
    (own_copy / "annex1.csv").rename(own_copy / "附件__1.csv")
    (own_copy / "附件__1.csv").write_text(text.replace("区科技局", "区__科技局_"), encoding="utf-8-sig")

    at = open_page(page, lead="区__科技局_")

    no_trouble(at)
    assert tables(at)


def test_a_preview_lost_with_its_session_says_so_until_taken_notice_of():
    at = put_up(open_page("checks"), "附件1（改）_x_.csv", ANNEX.replace(b"7.7", b"5.5"))
    at.button(key="enter_preview").click().run()
    assert at.query_params["preview"] == "附件1（改）_x_.csv"
    go_to(at, "timeline")
    assert at.query_params["preview"] == "附件1（改）_x_.csv"

    lost = open_page("timeline", preview="附件1（改）_x_.csv")
    no_trouble(lost)
    assert any("预览已结束，下面是正式数据" in text and "附件1（改）_x_.csv" in text for text in words(lost, "warning"))
    assert "preview" not in lost.query_params
    go_to(lost, "plaques")
    assert any("预览已结束" in text for text in words(lost, "warning"))

    lost.button(key="preview_ended").click().run()
    assert not any("预览" in text for text in words(lost, "warning"))


def test_who_leaves_a_preview_is_told_nothing_more():
    at = put_up(open_page("checks"), "附件1.csv")
    at.button(key="enter_preview").click().run()

    at.button(key="leave_preview").click().run()

    assert "preview" not in at.query_params
    assert not any("预览" in text for text in words(at, "warning"))
