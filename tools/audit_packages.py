"""查已装的软件包有没有公布的安全漏洞（pip-audit）；查不到数据库就说明并跳过。

    python tools/audit_packages.py

pip-audit 装在 .venv 里另一个环境（.venv/audit）：它带二十来个包，不该混进看板的环境。
有漏洞返回 1；查完没有、或查不了都返回 0。一个包都没查到也算查不了：镜像站没有漏洞资料时，pip-audit 会报“没有已知漏洞”。
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
    """查，说，返回退出码。"""
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
    """pip-audit 对当前环境的报告，一个包一项；跑不了是 None。"""
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
