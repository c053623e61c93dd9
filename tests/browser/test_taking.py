"""A keeper takes a file in a real browser: everybody sees it, and the passphrase is nowhere afterwards."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboard.keepers.keepers_file import write_keepers
from dashboard.keepers.passphrases import hashed
from tools.chromium import Server, settle

DATA = Path(__file__).parents[2] / "data"
PASSPHRASE = "九宫庙的桂花开了三回又谢了"
WITHIN = 40_000
KEEP_MESSAGES = """
    const send = WebSocket.prototype.send;
    window.sent = [];
    WebSocket.prototype.send = function (data) {
        window.sent.push([this, data.slice()]);
        return send.call(this, data);
    };
"""
SEND_AGAIN = """() => {
    const open = window.sent.filter(([socket]) => socket.readyState === WebSocket.OPEN);
    open.forEach(([socket, data]) => socket.send(data));
    return open.length;
}"""


def fill_in(page: Page, passphrase: str) -> None:
    """The form under the preview, filled in and sent."""
    page.get_by_label("口令").fill(passphrase)
    page.get_by_role("button", name="采用", exact=True).click()
    settle(page)


def test_a_keeper_takes_a_file(
    start_server: Callable[..., Server],
    open_page: Callable[..., Page],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    data, state = Path(shutil.copytree(DATA, tmp_path / "data")), tmp_path / "state"
    corrected = (data / "annex2.csv").read_bytes().replace("元石国际,3.8,".encode(), "元石国际,3.6,".encode())
    (tmp_path / "附件2.csv").write_bytes(corrected)
    write_keepers(tmp_path / "keepers.toml", data, {"张三": hashed(PASSPHRASE)})
    monkeypatch.setenv("PLAN_KEEPERS", str(tmp_path / "keepers.toml"))
    monkeypatch.setenv("PLAN_STATE_DIR", str(state))
    server = start_server(data_dir=data)
    page = open_page("/checks", server=server)
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    # As nginx on this computer would say it.
    page.context.set_extra_http_headers({"X-Forwarded-For": "10.20.1.7"})
    page.add_init_script(KEEP_MESSAGES)
    page.reload()
    settle(page)
    expect(page.get_by_text("口令")).to_have_count(0)

    page.get_by_text("附件2", exact=True).last.click()
    settle(page)
    page.locator("input[type=file]").set_input_files(tmp_path / "附件2.csv")
    page.get_by_label("为什么采用（写进采用记录）").fill("元石国际面积更正")
    page.get_by_label("姓名").fill("张三")
    assert page.get_by_label("口令").get_attribute("type") == "password"
    fill_in(page, "猜一个口令看看行不行")
    expect(page.get_by_test_id("stAlert").filter(has_text="姓名或口令不对。")).to_be_visible()
    expect(page.get_by_label("口令")).to_have_value("")
    # What is no secret stands there still.
    expect(page.get_by_label("姓名")).to_have_value("张三")

    fill_in(page, PASSPHRASE)
    expect(page.get_by_test_id("stAlert").filter(has_text="已写入数据文件夹：annex2.csv")).to_be_visible()
    assert (data / "annex2.csv").read_bytes() == corrected
    title = page.get_by_role("heading", level=2).first
    expect(title).to_contain_text("48.32 万m²", timeout=WITHIN)

    taken = [json.loads(line) for line in (state / "keepers" / "record.jsonl").read_text("utf-8").splitlines()]
    assert [(entry["keeper"], entry["address"]) for entry in taken] == [("张三", "10.20.1.7")] * 2
    kept = [path.read_bytes() for path in state.rglob("*") if path.is_file()] + [server.log_path.read_bytes()]
    assert PASSPHRASE.encode() not in b"".join(kept)
    assert PASSPHRASE not in page.content() + page.url + "".join(addresses)

    # All that this tab has sent, once more, after somebody put the former file back by hand.
    shutil.copy(DATA / "annex2.csv", data)
    assert page.evaluate(SEND_AGAIN) > 5
    settle(page)
    expect(title).to_contain_text("48.52 万m²", timeout=WITHIN)
    assert (data / "annex2.csv").read_bytes() == (DATA / "annex2.csv").read_bytes()
    assert len((state / "keepers" / "record.jsonl").read_bytes().splitlines()) == 2
