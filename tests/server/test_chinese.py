"""Streamlit's front end in Chinese: every word is found where it is, and the files still are programs."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from starlette.routing import Mount, Router
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from dashboard.server.chinese import TRANSLATIONS, FrontEnd, chinese_front_end, serve_chinese

from .conftest import STATIC, Answer, ask


@pytest.fixture(scope="module")
def app(front_end: FrontEnd) -> ASGIApp:
    """Streamlit's static files under the middleware."""
    return serve_chinese(Router([Mount("/", StaticFiles(directory=STATIC))]), front_end)


def file_of(app: ASGIApp, folder: str, stem: str) -> Answer:
    """The answer to one file of the front end, ``stem`` being the beginning of its name."""
    name = next((STATIC / "static" / "js").glob(f"{stem}.*.js")).name
    return ask(app, f"/static/{folder}/js/{name}")


def test_viewers_meet_chinese_and_no_english(app: ASGIApp, front_end: FrontEnd):
    uploader = file_of(app, front_end.folder, "FileUploader")

    assert uploader.status == 200
    assert uploader.headers["content-type"].startswith("text/javascript")
    assert "immutable" in uploader.headers["cache-control"]
    text = uploader.body.decode()
    assert "选择文件" in text
    assert "per file" not in text
    multiselect = file_of(app, front_end.folder, "Multiselect").body.decode()
    assert "No results" not in multiselect


def test_other_files_of_the_folder_are_those_of_streamlit(app: ASGIApp, front_end: FrontEnd):
    toast = next((STATIC / "static" / "js").glob("Toast.*.js"))

    assert ask(app, f"/static/{front_end.folder}/js/{toast.name}").body == toast.read_bytes()
    assert ask(app, f"/static/js/{toast.name}").body == toast.read_bytes()


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "TRACE", "PATCH"])
def test_a_script_is_only_read(app: ASGIApp, front_end: FrontEnd, method: str):
    changed = next(iter(front_end.files)).removeprefix("static/")
    answer = ask(app, f"/static/{front_end.folder}/{changed}", method=method)

    assert (answer.status, answer.body) == (405, b"")
    assert answer.headers["allow"] == "GET, HEAD"


def test_files_are_served_under_a_base_path(front_end: FrontEnd):
    app = serve_chinese(Router([Mount("/board", StaticFiles(directory=STATIC))]), front_end)
    toast = next((STATIC / "static" / "js").glob("Toast.*.js"))

    assert ask(app, f"/board/static/{front_end.folder}/js/{toast.name}").body == toast.read_bytes()


def test_every_word_is_where_it_is_in_this_streamlit(front_end: FrontEnd):
    assert front_end.missing == (), "升级 Streamlit 后请照 docs/upgrading.md 改 translations.toml"


def test_words_that_are_not_there_stay_english_and_are_logged_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    (tmp_path / "static" / "js").mkdir(parents=True)
    (tmp_path / "index.html").touch()
    other = "a={label:`Full screen`},b={label:`Close fullscreen`}"
    (tmp_path / "static" / "js" / "Toolbar.abcdefgh.js").write_text(other, encoding="utf-8")
    words = {"Toolbar": TRANSLATIONS["Toolbar"], "Gone": {"`Hello`": "`你好`"}}
    monkeypatch.setattr("dashboard.server.chinese.TRANSLATIONS", words)

    front_end = chinese_front_end(tmp_path)

    changed = front_end.files["static/js/Toolbar.abcdefgh.js"].decode()
    assert changed == "a={label:`Full screen`},b={label:`退出全屏`}"
    assert front_end.missing == ("Toolbar: label:`Fullscreen`", "Gone: `Hello`")
    assert [record.args for record in caplog.records] == [(words_there,) for words_there in front_end.missing]


def test_other_words_are_another_folder(front_end: FrontEnd, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("dashboard.server.chinese.TRANSLATIONS", {"Toolbar": {"label:`Fullscreen`": "label:`放大`"}})

    assert chinese_front_end(STATIC).folder != front_end.folder
    assert re.fullmatch(r"zh-[0-9a-f]{8}", front_end.folder)


@pytest.mark.parametrize("stem", TRANSLATIONS)
def test_translation_keeps_what_is_code(stem: str):
    """Placeholders of the words and their quotes are the same before and after."""
    marks = re.compile(r"\$\{[^}?]*[}?]|`")
    for old, new in TRANSLATIONS[stem].items():
        assert old != new
        assert len(re.findall("`", old)) == len(re.findall("`", new)) or stem == "StreamlitMarkdown", old
        assert set(marks.findall(new)) <= set(marks.findall(old)), old


@pytest.mark.skipif(shutil.which("node") is None, reason="没有 node，不做语法检查；浏览器测试会发现")
def test_changed_files_still_parse(front_end: FrontEnd, tmp_path: Path):
    for path, content in front_end.files.items():
        file = tmp_path / f"{Path(path).stem}.mjs"
        file.write_bytes(content)
        subprocess.run(["node", "--check", file], check=True, capture_output=True)
