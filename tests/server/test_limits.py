"""Without nginx in front: heads of requests that never end, and files that run out."""

import logging
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from dashboard.server import file_handles
from tools.chromium import Server, running_app

from .conftest import ask

resource = pytest.importorskip("resource", reason="Windows 没有这种上限")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory):
    """A dashboard that waits two seconds for a head instead of twenty."""
    folder = tmp_path_factory.mktemp("watch")
    code = "import dashboard.server.http_limits as limits; limits.HEAD_SECONDS = 2\n"
    (folder / "sitecustomize.py").write_text(
        f"import sys; sys.path.insert(0, {str(Path(__file__).parents[2])!r})\n{code}", encoding="utf-8"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(folder))
        with running_app(folder / "streamlit.log") as started:
            yield started


def connect(server: Server) -> socket.socket:
    address = urlsplit(server.url)
    return socket.create_connection((address.hostname, address.port), timeout=10)


def answer_to(server: Server, *parts: bytes) -> bytes:
    with connect(server) as connection:
        for part in parts:
            connection.sendall(part)
        received = b""
        try:
            while part := connection.recv(65536):
                received += part
        except ConnectionResetError:
            pass
        return received


@pytest.mark.parametrize("begun", [b"", b"GET / HTTP/1.1\r\n", b"GET / HTTP/1.1\r\nHost: a\r\nX-Slow: "])
def test_who_does_not_finish_his_request_is_let_go(server: Server, begun: bytes):
    assert answer_to(server, begun).startswith(b"HTTP/1.1 408 ")


def test_a_second_request_on_the_same_connection_has_its_own_time(server: Server):
    whole = b"GET /_stcore/health HTTP/1.1\r\nHost: a\r\n\r\n"
    received = answer_to(server, whole, b"GET / HTTP/1.1\r\n")

    assert received.startswith(b"HTTP/1.1 200 ")
    assert b"HTTP/1.1 408 " in received


@pytest.mark.parametrize(
    "head", [b"GET / HTTP/1.1\r\nX-Long: " + b"a" * 200_000, b"GET /" + b"a" * 200_000, b"X: y\r\n" * 20_000]
)
def test_an_endless_head_is_refused(server: Server, head: bytes):
    received = answer_to(server, head)
    # uvicorn itself answers 400 where the rest makes no sense.
    assert received == b"" or received.startswith((b"HTTP/1.1 431 ", b"HTTP/1.1 400 "))


def test_usual_requests_are_answered_and_large_addresses_too(server: Server):
    head = b"GET /?lead=" + b"a" * 8_000 + b" HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    assert answer_to(server, head).startswith(b"HTTP/1.1 200 ")


def test_files_that_run_out_are_told_in_health_and_log(monkeypatch: pytest.MonkeyPatch, caplog):
    from dashboard.server.health import health_route

    def told() -> str:
        return ask(health_route("", lambda: (True, {})), "/healthz").body.decode()

    assert '"files":""' in told()
    monkeypatch.setattr(resource, "getrlimit", lambda _: (len([*Path("/proc/self/fd").iterdir()]) + 1, 4096))

    assert "新的观众连不上" in told()
    with caplog.at_level(logging.ERROR):
        file_handles.warn_when_running_out()
    assert "LimitNOFILE" in caplog.text


def test_the_limit_of_a_login_shell_is_raised():
    code = (
        "import resource; _, hard = resource.getrlimit(resource.RLIMIT_NOFILE);"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (256, hard));"
        "from dashboard.server.file_handles import raise_limit; raise_limit();"
        "soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE); print(soft == min(8192, hard) or hard < 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"
