"""Uploaded files are bounded together: what sixty or two hundred of them hold would be the memory of the process."""

import asyncio
import http.client
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.responses import PlainTextResponse

from dashboard.server.uploads import MOST_LIVE, bound_uploads
from tests.support.viewer import XSRF_COOKIE, Viewer
from tools.chromium import running_app

from .conftest import ask

FILE = "/_stcore/upload_file/session/file"


@pytest.mark.parametrize("base", ["", "/dashboard"])
def test_one_more_than_there_is_room_for_is_refused_in_chinese(base: str):
    held = MOST_LIVE - 1
    app = bound_uploads(PlainTextResponse("好"), lambda: held)
    assert ask(app, base + FILE, method="PUT").status == 200

    held = MOST_LIVE
    answer = ask(app, base + FILE, method="PUT")

    assert answer.status == 503
    assert "请几分钟后再试" in answer.body.decode()
    # Whoever takes a file away, or looks at a page, is not held up.
    assert ask(app, base + FILE, method="DELETE").status == 200
    assert ask(app, base + "/checks").status == 200


def test_files_on_their_way_count_and_a_broken_off_one_does_not():
    going = asyncio.Event()

    async def slow(scope, receive, send) -> None:
        await going.wait()
        raise ConnectionError("the browser has gone")

    async def put_all() -> None:
        app = bound_uploads(slow, lambda: 0)
        scope = {"type": "http", "method": "PUT", "path": FILE, "headers": []}
        sent: list[dict] = []

        async def send(message: dict) -> None:
            sent.append(message)

        first = [asyncio.create_task(app(scope, None, send)) for _ in range(MOST_LIVE)]
        await asyncio.sleep(0)
        await app(scope, None, send)
        assert sent[0]["status"] == 503
        going.set()
        await asyncio.gather(*first, return_exceptions=True)
        # The next one is let through, and not answered here.
        answers = len(sent)
        with pytest.raises(ConnectionError):
            await app(scope, None, send)
        assert len(sent) == answers

    asyncio.run(put_all())


def test_the_running_dashboard_holds_twenty_files_and_makes_room_again(tmp_path: Path):
    async def put_many(url: str) -> list[int]:
        viewer = Viewer(url, "checks")
        await viewer.open()
        answers = [
            await asyncio.to_thread(change, url, "PUT", f"{viewer._session_id}/file-{number}", viewer.cookies)
            for number in range(MOST_LIVE + 1)
        ]
        for method, number in (("DELETE", 0), ("PUT", MOST_LIVE)):
            path = f"{viewer._session_id}/file-{number}"
            answers.append(await asyncio.to_thread(change, url, method, path, viewer.cookies))
        await viewer.close()
        return answers

    with running_app(tmp_path / "streamlit.log") as server:
        answers = asyncio.run(put_many(server.url))

    assert answers == [204] * MOST_LIVE + [503, 204, 204]


def change(url: str, method: str, path: str, cookies: dict[str, str]) -> int:
    """Uploads or takes away a file as the browser does; the status of the answer."""
    body = b'--b\r\nContent-Disposition: form-data; name="file"; filename="annex1.csv"\r\n\r\nx\r\n--b--\r\n'
    headers = {
        "Content-Type": "multipart/form-data; boundary=b",
        "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "X-Xsrftoken": cookies[XSRF_COOKIE],
    }
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
    try:
        connection.request(method, f"/_stcore/upload_file/{path}", body if method == "PUT" else None, headers)
        return connection.getresponse().status
    finally:
        connection.close()
