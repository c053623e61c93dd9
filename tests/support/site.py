"""The whole site as deploy/ has it, on this machine: nginx with deploy/nginx/dashboard.conf and dashboards behind it.

Only what must differ on a developer's machine is replaced in the file: ports, and where logs and cache are.
"""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from getpass import getuser
from pathlib import Path
from socket import create_connection

from tools.chromium import ROOT, Server, free_port, running_app

CONFIGURATION = ROOT / "deploy" / "nginx" / "dashboard.conf"
BASE_PATH = "/dashboard"
_AROUND = """
user {user};
daemon off;
master_process on;
worker_processes 1;
pid {place}/nginx.pid;
error_log {place}/error.log;
events {{ worker_connections 4096; }}
http {{
    include /etc/nginx/mime.types;
    client_body_temp_path {place}/body;
    proxy_temp_path {place}/proxy;
    fastcgi_temp_path {place}/fastcgi;
    uwsgi_temp_path {place}/uwsgi;
    scgi_temp_path {place}/scgi;
    include {place}/dashboard.conf;
}}
"""


@dataclass
class Site:
    """``url`` ends in the base path; ``servers`` are the dashboards behind it, in the order of their ports."""

    url: str
    servers: list[Server]
    place: Path
    stack: ExitStack

    @property
    def access_log(self) -> Path:
        """What nginx was asked and answered."""
        return self.place / "logs" / "access.log"

    def kill(self, number: int) -> None:
        """kill -9 of one dashboard."""
        self.servers[number].process.kill()
        self.servers[number].process.wait()

    def start_again(self, number: int) -> None:
        """Starts a killed one anew on its port, as systemd does after ``RestartSec``."""
        port = int(self.servers[number].url.rsplit(":", 1)[1].split("/")[0])
        self.servers[number] = self.stack.enter_context(_dashboard(self.place, port))


def nginx() -> str | None:
    """The program, where it is installed: Debian keeps it out of the path of ordinary users."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


@contextmanager
def running_site(place: Path, *, processes: int = 2, password_file: Path | None = None) -> Iterator[Site]:
    """nginx on a free port of 127.0.0.1 with ``processes`` dashboards that share data and state."""
    with ExitStack() as stack:
        ports = [free_port() for _ in range(processes)]
        servers = [stack.enter_context(_dashboard(place, port)) for port in ports]
        front = free_port()
        _write_configuration(place, front, ports, password_file)
        stack.enter_context(_running_nginx(place, front))
        yield Site(f"http://127.0.0.1:{front}{BASE_PATH}", servers, place, stack)


def check_configuration(place: Path) -> str:
    """What ``nginx -t`` says of the file in ``place``; raises CalledProcessError where it finds it wrong."""
    _write_configuration(place, 8080, [8501, 8502], None)
    command = [nginx(), "-t", "-p", str(place), "-c", str(place / "nginx.conf")]
    return subprocess.run(command, capture_output=True, text=True, check=True).stderr


def _write_configuration(place: Path, front: int, ports: list[int], password_file: Path | None) -> None:
    for folder in ("logs", "cache"):
        (place / folder).mkdir()
    (place / "dashboard.conf").write_text(_adapted(place, front, ports, password_file), encoding="utf-8")
    (place / "nginx.conf").write_text(_AROUND.format(place=place, user=getuser()), encoding="utf-8")


def _dashboard(place: Path, port: int):
    return running_app(place / f"{port}.log", state_dir=place / "state", port=port, base_path=BASE_PATH)


def _adapted(place: Path, front: int, ports: list[int], password_file: Path | None) -> str:
    """deploy/nginx/dashboard.conf for these ports and this folder; a line that is not there any more is an error."""
    text = CONFIGURATION.read_text(encoding="utf-8")
    one_a_port = {
        r"^    server 127\.0\.0\.1:8501 (.*)\n    server 127\.0\.0\.1:8502 .*\n": r"    server 127.0.0.1:{port} \1\n",
        r"^    8501 127\.0\.0\.1:8501;\n    8502 127\.0\.0\.1:8502;\n": "    {port} 127.0.0.1:{port};\n",
    }
    changes = {
        pattern: "".join(line.replace("{port}", str(port)) for port in ports) for pattern, line in one_a_port.items()
    }
    changes |= {
        r"^    listen 80;$": f"    listen 127.0.0.1:{front};",
        r"/var/log/nginx/dashboard/access.log": f"{place}/logs/access.log",
        r"/var/log/nginx/dashboard/error.log": f"{place}/logs/error.log",
        r"/var/cache/nginx/dashboard": f"{place}/cache",
    }
    if password_file:
        changes |= {
            r"# auth_basic ": "auth_basic ",
            r"# auth_basic_user_file /etc/nginx/dashboard.htpasswd": f"auth_basic_user_file {password_file}",
        }
    for pattern, replacement in changes.items():
        text, found = re.subn(pattern, replacement, text, flags=re.MULTILINE)
        if not found:
            raise ValueError(f"{CONFIGURATION.name} 里没有了：{pattern}")
    return text


@contextmanager
def _running_nginx(place: Path, port: int) -> Iterator[None]:
    program = nginx()
    if program is None:
        raise FileNotFoundError("没有 nginx：apt-get install nginx-light")
    command = [program, "-p", str(place), "-c", str(place / "nginx.conf")]
    with (place / "nginx.out").open("wb") as output:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
    try:
        _wait_for(port, process, place / "nginx.out")
        yield
    finally:
        process.terminate()
        process.wait(timeout=10)


def _wait_for(port: int, process: subprocess.Popen, output: Path) -> None:
    for _ in range(100):
        if process.poll() is not None:
            raise RuntimeError(f"nginx 没有启动：{output.read_text(encoding='utf-8', errors='replace')}")
        try:
            create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("nginx 5 秒内没有就绪")
