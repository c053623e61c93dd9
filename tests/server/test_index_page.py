"""The index page: Chinese, own scripts first, sent at every page's address and never in place of something else."""

import re
from pathlib import Path

import pytest
from plotly.offline import get_plotlyjs
from starlette.responses import HTMLResponse
from starlette.routing import Mount, Route, Router
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from dashboard.server import index_page as module
from dashboard.server.chinese import FrontEnd
from dashboard.server.index_page import IndexPage, index_page, serve_index_page

from .conftest import STATIC, ask


@pytest.fixture(scope="module")
def app(page: IndexPage) -> ASGIApp:
    """Streamlit's static files under the middleware, and a downloaded report that is HTML as well."""
    report = Route("/media/report.html", lambda request: HTMLResponse("<p>汇报材料</p>"))
    return serve_index_page(Router([report, Mount("/", StaticFiles(directory=STATIC, html=True))]), page)


def test_page_is_chinese_and_loads_the_bundle_in_chinese(page: IndexPage, front_end: FrontEnd):
    html = page.html.decode()

    assert '<html lang="zh-CN" translate="no">' in html
    assert '<meta name="google" content="notranslate">' in html
    assert "<title>载体看板</title>" in html
    assert re.search(
        rf'<script type="module" crossorigin src="\./static/{front_end.folder}/js/index\.[\w-]+\.js">', html
    )
    assert '"./static/js/' not in html
    assert re.search("<noscript><p>本看板要用 JavaScript[^<]*</p></noscript>", html)
    assert "_stcore/agent" not in html


def test_page_is_sent_whole_whatever_the_browser_asks_for(app: ASGIApp, page: IndexPage):
    first = ask(app, "/")
    again = ask(
        app,
        "/",
        headers={
            "if-modified-since": "Fri, 01 Jan 2100 00:00:00 GMT",
            "accept-encoding": "gzip",
            "range": "bytes=0-9",
        },
    )

    for answer in (first, again):
        assert (answer.status, answer.body) == (200, page.html)
        assert answer.headers["content-length"] == str(len(page.html))
        assert "etag" not in answer.headers
    assert ask(app, "/", method="HEAD").body == b""


@pytest.mark.parametrize("path", ["/abc/static/x", "/abc/media/report.html", "/static", "/a/component/b/"])
def test_an_unknown_address_gives_our_page_whatever_it_is_called(page: IndexPage, path: str):
    streamlit = HTMLResponse("<p>Streamlit's own page</p>")

    assert ask(serve_index_page(streamlit, page), path).body == page.html
    assert ask(serve_index_page(streamlit, page, "/kanban/"), f"/kanban{path}").body == page.html
    assert ask(serve_index_page(streamlit, page, "kanban"), "/kanban/media/report.html").body != page.html


def test_other_html_and_other_files_pass(app: ASGIApp):
    assert ask(app, "/media/report.html").body.decode() == "<p>汇报材料</p>"
    assert ask(app, "/favicon.png").headers["content-type"] == "image/png"


def test_own_scripts_run_first_and_are_allowed_by_their_hash(
    front_end: FrontEnd, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    (tmp_path / "first.js").write_text("window.first = 1;\n", encoding="utf-8")
    monkeypatch.setattr(module, "_SCRIPTS_FOLDER", tmp_path)
    monkeypatch.setattr(module, "SCRIPTS", ("first.js",))

    page = index_page(STATIC, front_end)

    html = page.html.decode()
    assert html.index("window.first = 1;") < html.index('<script type="module"')
    # printf '\nwindow.first = 1;\n' | openssl dgst -sha256 -binary | base64
    assert "'sha256-InoTIwyRi2nz+IJSYGpc1Nma46LESvjbd0eUri8GG0c='" in page.script_hashes
    assert len(page.script_hashes) == html.count("<script>") + html.count('<script type="module">')


def test_plotly_is_loaded_with_the_page_in_the_version_of_the_package(page: IndexPage, front_end: FrontEnd):
    """The figures are made by the Python package for the plotly.js that it brings (docs/decisions/0020)."""
    source = re.search(r'<script async id="plotly" src="\./([^"]+)">', page.html.decode())[1]
    program = front_end.files[source.replace(f"/{front_end.folder}/", "/")].decode()

    assert (
        re.search(r"plotly\.js \(basic - minified\) v([\d.]+)", program[:300])[1]
        == (re.search(r"plotly\.js v([\d.]+)", get_plotlyjs()[:300])[1])
    )


def test_every_place_that_is_rewritten_is_in_the_page_of_this_streamlit(
    front_end: FrontEnd, caplog: pytest.LogCaptureFixture
):
    index_page(STATIC, front_end)

    assert caplog.messages == [], "升级 Streamlit 后请照 docs/upgrading.md 改 index_page.py"


def test_a_page_with_other_words_still_comes(front_end: FrontEnd, tmp_path: Path, caplog: pytest.LogCaptureFixture):
    other = '<html lang="en-US"><title>Streamlit</title><script type="module" src="./static/js/a.js"></script></html>'
    (tmp_path / "index.html").write_text(other, encoding="utf-8")

    html = index_page(tmp_path, front_end).html.decode()

    assert html.startswith('<html lang="en-US"><title>载体看板</title>')
    assert [record.args[0] for record in caplog.records] == ['<html lang="en">']


def test_a_page_without_a_place_for_own_scripts_is_refused_in_words(front_end: FrontEnd, tmp_path: Path):
    (tmp_path / "index.html").write_text("<html><head></head></html>", encoding="utf-8")

    with pytest.raises(ValueError, match=r"应恰有一处 .*module.*实有 0 处"):
        index_page(tmp_path, front_end)
