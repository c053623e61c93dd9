"""deploy/: the files agree with each other, nginx takes its file, and a backup brings everything back."""

import os
import re
import shutil
import subprocess
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from analytics import load_plan
from analytics.state import accept, history, last_good
from tests.support.site import check_configuration, nginx

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
NGINX = (DEPLOY / "nginx" / "dashboard.conf").read_text(encoding="utf-8")
UNIT = (DEPLOY / "systemd" / "carrier-dashboard@.service").read_text(encoding="utf-8")
BACKUP_UNIT = (DEPLOY / "systemd" / "carrier-dashboard-backup.service").read_text(encoding="utf-8")
GUIDE = (DEPLOY / "README.md").read_text(encoding="utf-8")
SETTINGS = dict(
    re.findall(r"^([A-Z_]+)=(.*)$", (DEPLOY / "environment").read_text(encoding="utf-8"), flags=re.MULTILINE)
)


def test_the_base_path_is_the_same_everywhere():
    base = f"/{SETTINGS['STREAMLIT_SERVER_BASE_URL_PATH']}/"
    assert base == "/dashboard/"
    locations = [
        path for path in re.findall(r"^    location (?:= )?(/\S*) \{", NGINX, flags=re.MULTILINE) if path != "/"
    ]
    assert len(locations) == 5
    assert all(f"{path}/".startswith(base) for path in locations), locations
    assert f"Path={base};" in NGINX
    assert f"http://服务器{base}" in GUIDE


def test_a_redirect_keeps_the_query():
    redirects = re.findall(r"return 30[12] (\S+);", NGINX)
    assert redirects
    assert all(target.endswith("$is_args$args") for target in redirects), redirects


def test_every_process_of_the_upstream_is_in_the_map_and_in_the_guide():
    upstream = re.findall(r"^    server 127\.0\.0\.1:(\d+) ", NGINX, flags=re.MULTILINE)
    mapped = re.findall(r"^    (\d+) 127\.0\.0\.1:(\d+);", NGINX, flags=re.MULTILINE)
    assert mapped == [(port, port) for port in upstream] == [("8501", "8501"), ("8502", "8502")]
    assert " ".join(f"carrier-dashboard@{port}" for port in upstream) in GUIDE


def test_the_unit_may_write_the_state_and_nothing_else():
    assert re.findall(r"^ReadWritePaths=(.*)$", UNIT, flags=re.MULTILINE) == [SETTINGS["PLAN_STATE_DIR"]]
    assert "ProtectSystem=strict" in UNIT
    for unit in (UNIT, BACKUP_UNIT):
        assert "EnvironmentFile=/etc/carrier-dashboard/environment" in unit
    assert "--server.port=%i" in UNIT


def test_taking_files_in_the_browser_is_off_until_two_lines_are_uncommented():
    environment = (DEPLOY / "environment").read_text(encoding="utf-8")
    assert "PLAN_KEEPERS" not in SETTINGS
    (keepers,) = re.findall(r"^#PLAN_KEEPERS=(.*)$", environment, flags=re.MULTILINE)
    assert re.findall(r"^#ReadWritePaths=(.*)$", UNIT, flags=re.MULTILINE) == [SETTINGS["PLAN_DIR"]]
    # The passphrases stay out of reach of what the process may write.
    assert not keepers.startswith((SETTINGS["PLAN_DIR"], SETTINGS["PLAN_STATE_DIR"]))
    assert f"PLAN_KEEPERS={keepers}" in GUIDE
    # The wait counts by the address that nginx sees, whatever the browser claims.
    assert re.findall(r"proxy_set_header X-Forwarded-For (.*);", NGINX) == ["$remote_addr"]


def test_a_backup_holds_the_record_of_what_keepers_took(site: Path):
    (site / "state" / "keepers").mkdir()
    (site / "state" / "keepers" / "record.jsonl").write_bytes(b"{}\n")
    (site / "state" / "keepers" / ".lock").write_bytes(b"")

    assert back_up(site).returncode == 0

    (archive,) = (site / "backups").iterdir()
    with tarfile.open(archive) as packed:
        kept = sorted(name for name in packed.getnames() if "keepers" in name)
    assert kept == ["state/keepers", "state/keepers/record.jsonl"]


def test_the_guide_names_files_that_are_there():
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)\)", GUIDE):
        assert (DEPLOY / target).exists(), f"deploy/README.md 指向 {target}，没有这个文件"
    for file in DEPLOY.rglob("*"):
        if file.is_file() and file.name != "README.md":
            stem = file.stem.removesuffix("@")
            assert stem in GUIDE, f"deploy/README.md 没有提到 {file.name}"
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert set(re.findall(r"make ([a-z-]+)", GUIDE)) <= set(targets)


@pytest.mark.skipif(nginx() is None, reason="没有 nginx（Debian、Ubuntu：apt-get install nginx-light）")
def test_nginx_takes_its_file(tmp_path: Path):
    assert "test is successful" in check_configuration(tmp_path)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """``data`` and ``state`` with two versions, as on a server."""
    data, state = Path(shutil.copytree(ROOT / "data", tmp_path / "data")), tmp_path / "state"
    accept(state, data, load_plan(data), datetime(2026, 11, 23, 9, 12, tzinfo=UTC))
    text = (data / "annex2.csv").read_text(encoding="utf-8-sig")
    (data / "annex2.csv").write_text(text.replace("元石国际,3.8", "元石国际,3.6"), encoding="utf-8-sig")
    accept(state, data, load_plan(data), datetime(2026, 11, 24, 9, 12, tzinfo=UTC))
    (data / "~$annex2.xlsx").write_bytes(b"locked")
    (state / "versions" / ".tmp-half").mkdir()
    return tmp_path


def back_up(site: Path, keep: str = "60") -> subprocess.CompletedProcess[str]:
    places = {"PLAN_DIR": site / "data", "PLAN_STATE_DIR": site / "state", "BACKUP_DIR": site / "backups"}
    environment = os.environ | {name: str(path) for name, path in places.items()} | {"BACKUP_KEEP": keep}
    return subprocess.run(
        ["bash", DEPLOY / "backup.sh"], env=environment, capture_output=True, text=True, check=False, timeout=60
    )


def test_a_backup_unpacked_elsewhere_is_the_same_plan_with_its_history(site: Path, tmp_path: Path):
    done = back_up(site)
    assert done.returncode == 0, done.stderr
    (archive,) = (site / "backups").iterdir()
    assert re.fullmatch(r"dashboard-\d{8}-\d{6}\.tar\.gz", archive.name)

    restored = tmp_path / "restored"
    with tarfile.open(archive) as packed:
        assert sorted(name for name in packed.getnames() if name.count("/") < 2) == [
            "data",
            "data/annex1.csv",
            "data/annex2.csv",
            "data/notice.md",
            "data/plan.toml",
            "state/current",
            "state/folder",
            "state/versions",
        ]
        packed.extractall(restored, filter="data")
    assert load_plan(restored / "data").version == load_plan(site / "data").version
    assert [version.accepted.day for version in history(restored / "state")] == [24, 23]
    assert last_good(restored / "state")[1].name == "000002-20261124-091200"


def test_a_backup_before_anything_was_accepted_has_the_data_alone(site: Path):
    shutil.rmtree(site / "state")
    assert back_up(site).returncode == 0
    (archive,) = (site / "backups").iterdir()
    with tarfile.open(archive) as packed:
        assert not [name for name in packed.getnames() if name.startswith("state")]


def test_only_the_last_backups_are_kept_and_nothing_else_is_touched(site: Path):
    (site / "backups").mkdir()
    for name in ("dashboard-20260101-020000.tar.gz", "dashboard-20260102-020000.tar.gz", "别的文件.tar.gz"):
        (site / "backups" / name).write_bytes(b"")

    assert back_up(site, keep="2").returncode == 0

    left = sorted(path.name for path in (site / "backups").iterdir())
    assert len(left) == 3
    assert left[0] == "dashboard-20260102-020000.tar.gz"
    assert left[2] == "别的文件.tar.gz"


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda site: (site / "data" / "plan.toml").unlink(), "没有 plan.toml"),
        (lambda site: shutil.rmtree(site / "data"), "没有数据文件夹"),
    ],
    ids=["no plan.toml", "no data"],
)
def test_a_backup_that_cannot_be_made_says_so_and_leaves_no_half(site: Path, spoil, words: str):
    spoil(site)

    failed = back_up(site)

    assert failed.returncode == 1
    assert words in failed.stderr
    assert not [*site.glob("backups/*"), *site.glob("backups/.*")]


@pytest.mark.skipif(nginx() is None, reason="没有 nginx（Debian、Ubuntu：apt-get install nginx-light）")
def test_the_log_of_nginx_has_no_numbers_of_sessions_and_files():
    masks = re.search(r"map \$request_uri \$dashboard_logged \{(.*?)\n\}", NGINX, flags=re.DOTALL)[1]
    pattern = re.search(r'"~(\S+)"', masks)[1].replace("?<", "?P<")
    for address in (
        "/dashboard/_stcore/upload_file/7c4a8d09/1b2",
        "/dashboard/media/9f86d081.csv?title=a",
        "/media/1.csv",
    ):
        found = re.match(pattern, address)
        assert found, address
        assert found["dashboard_before"].endswith(("upload_file/", "media/"))
    assert not re.match(pattern, "/dashboard/departments?lead=/media/")
    assert '"$request_method $dashboard_logged"' in NGINX
    assert '$request"' not in NGINX
