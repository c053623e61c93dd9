"""What the server adds to answers, and what it does not answer."""

import pytest
from starlette.responses import PlainTextResponse

from dashboard.server.headers import add_security_headers
from dashboard.server.hidden import hide_addresses
from dashboard.server.index_page import IndexPage

from .conftest import ask

PLAIN = PlainTextResponse("好")


def test_every_answer_carries_the_security_headers(page: IndexPage):
    answer = ask(add_security_headers(PLAIN, page), "/media/download.csv")

    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    rules = dict(rule.split(" ", 1) for rule in answer.headers["content-security-policy"].split("; "))
    assert rules["default-src"] == rules["connect-src"] == rules["frame-ancestors"] == "'self'"
    # Inline scripts run by their hash only; no rule lets anything be taken from another machine.
    assert "'unsafe-inline'" not in rules["script-src"]
    assert "'unsafe-eval'" not in rules["script-src"]
    assert all(source in rules["script-src"] for source in page.script_hashes)
    words = {word for sources in rules.values() for word in sources.split() if not word.startswith("'")}
    assert words <= {"blob:", "data:"}


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("base", ["", "/board"])
@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent/mcp"])
def test_hidden_addresses_are_not_there(base: str, path: str, method: str):
    assert ask(hide_addresses(PLAIN), base + path, method=method).status == 404


@pytest.mark.parametrize("path", ["/", "/timeline", "/_stcore/health", "/_stcore/stream", "/media/metrics"])
def test_other_addresses_pass(path: str):
    assert ask(hide_addresses(PLAIN), path).status == 200
