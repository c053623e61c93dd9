"""Streamlit's scripts and styles go over the wire compressed, and are the same when unpacked."""

import gzip

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp

from dashboard.server.chinese import FrontEnd
from dashboard.server.compressed import CompressedFiles, serve_compressed

from .conftest import STATIC, ask

LARGEST = max((STATIC / "static" / "js").iterdir(), key=lambda path: path.stat().st_size)
STYLE = next((STATIC / "static" / "css").iterdir())
CHINESE = FrontEnd({f"static/css/{STYLE.name}": "改过的".encode() * 1000}, "zh-0123abcd")
FOLDER = f"/static/{CHINESE.folder}"
TAKES_GZIP = {"accept-encoding": "gzip, deflate, br"}


@pytest.fixture(scope="module")
def server() -> ASGIApp:
    return serve_compressed(PlainTextResponse("Streamlit"), CompressedFiles(STATIC, CHINESE))


@pytest.mark.parametrize("base", ["", "/kanban"])
def test_a_script_comes_compressed_and_whole(server: ASGIApp, base: str):
    answer = ask(server, f"{base}{FOLDER}/js/{LARGEST.name}", headers=TAKES_GZIP)
    assert answer.status == 200
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["vary"] == "accept-encoding"
    assert gzip.decompress(answer.body) == LARGEST.read_bytes()
    assert len(answer.body) < LARGEST.stat().st_size / 2.5


@pytest.mark.parametrize(
    ("path", "headers", "method"),
    [
        (f"{FOLDER}/js/{LARGEST.name}", {}, "GET"),
        (f"{FOLDER}/js/{LARGEST.name}", TAKES_GZIP | {"range": "bytes=0-9"}, "GET"),
        (f"{FOLDER}/js/{LARGEST.name}", TAKES_GZIP, "HEAD"),
        (f"{FOLDER}/js/unknown.js", TAKES_GZIP, "GET"),
        (f"{FOLDER}/js/../../index.html", TAKES_GZIP, "GET"),
        (f"{FOLDER}/media/font.woff2", TAKES_GZIP, "GET"),
        (f"/static/zh-ffffffff/js/{LARGEST.name}", TAKES_GZIP, "GET"),
        ("/timeline", TAKES_GZIP, "GET"),
    ],
)
def test_everything_else_is_left_to_streamlit(server: ASGIApp, path: str, headers: dict, method: str):
    answer = ask(server, path, method=method, headers=headers)
    assert "content-encoding" not in answer.headers
    assert answer.headers["content-type"].startswith("text/plain")


def test_a_file_is_compressed_once():
    files = CompressedFiles(STATIC, CHINESE)
    name = f"js/{LARGEST.name}"
    assert files[name] is files[name]


def test_a_translated_file_comes_translated(server: ASGIApp):
    answer = ask(server, f"{FOLDER}/css/{STYLE.name}", headers=TAKES_GZIP)
    assert gzip.decompress(answer.body) == "改过的".encode() * 1000
    assert answer.headers["content-type"].startswith("text/css")


@pytest.mark.parametrize(
    ("accepted", "takes"),
    [
        ("gzip, deflate, br", True),
        ("GZIP", True),
        ("br;q=1.0, gzip;q=0.5", True),
        ("*", True),
        ("gzip;q=0", False),
        ("gzip; q=0.000, *", False),
        ("br, *;q=0", False),
        ("x-gzip-like", False),
        ("identity", False),
        ("", False),
    ],
)
def test_gzip_comes_only_where_it_is_taken(server: ASGIApp, accepted: str, takes: bool):
    answer = ask(server, f"{FOLDER}/js/{LARGEST.name}", headers={"accept-encoding": accepted})
    assert (answer.headers.get("content-encoding") == "gzip") == takes
