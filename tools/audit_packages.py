"""Looks whether the installed packages have published holes (pip-audit); says so and passes where it cannot look.

    python tools/audit_packages.py

pip-audit lives in an environment of its own (.venv/audit): it brings some twenty packages that are none of the
dashboard's. Returns 1 where there is a hole; 0 where there is none, or where it cannot look. Not one package looked up
counts as that: where a mirror has no data on holes, pip-audit says that none are known.
"""

import json
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

PIP_AUDIT = "pip-audit==2.10.1"
SECONDS = 120


def main() -> int:
    """Looks, says, returns the exit code."""
    report = _report()
    if report is None:
        return _skipped("没有装上 pip-audit，或连不上漏洞数据库")
    checked = [package for package in report if "vulns" in package]
    if not checked:
        return _skipped("这里的软件源没有漏洞资料")
    found = [package for package in checked if package["vulns"]]
    for package in found:
        for hole in package["vulns"]:
            mended = "、".join(hole["fix_versions"]) or "还没有"
            print(f"{package['name']} {package['version']}：{hole['id']}，已修复的版本：{mended}")
    left = len(report) - len(checked)
    print(f"漏洞检查：查了 {len(checked)} 个包，{len(found)} 个有漏洞{f'，{left} 个查不到' if left else ''}")
    return int(bool(found))


def _skipped(why: str) -> int:
    print(f"漏洞检查：跳过，{why}。能上外网时运行 make audit")
    return 0


def _report() -> list[dict] | None:
    """pip-audit's report on this environment, an entry a package; None where it cannot run."""
    place = Path(sys.prefix) / "audit"
    python = place / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    packages = sysconfig.get_path("purelib")
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", PIP_AUDIT]
    audit = [python, "-m", "pip_audit", "--path", packages, "--format", "json", "--progress-spinner", "off"]
    try:
        if not python.exists():
            venv.create(place, with_pip=True)
        if subprocess.run([python, "-c", "import pip_audit"], capture_output=True).returncode:
            subprocess.run(install, check=True, capture_output=True, timeout=SECONDS)
        done = subprocess.run(audit, capture_output=True, text=True, timeout=SECONDS)
        return json.loads(done.stdout)["dependencies"]
    except (OSError, subprocess.SubprocessError, ValueError, KeyError):
        return None


if __name__ == "__main__":
    sys.exit(main())
