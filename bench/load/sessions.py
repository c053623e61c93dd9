"""Many viewers at once, for long or more and more of them: does it bear them?

    python -m bench.load.sessions --sessions 100 --minutes 10              starts the dashboard itself, one process
    python -m bench.load.sessions --url http://127.0.0.1:8501 --watch PID  a running app: any Streamlit app with filters
    python -m bench.load.sessions --ramp 100,200,300,400                   until 95 % no longer come within 2 seconds
    python -m bench.load.sessions --behind-nginx 2                         nginx as in deploy/, two processes behind it

Loopback only. Prints how many runs, how long they took, and what the watched processes used; exit 1 where there was an
error or, with ``--strict``, where a bound was broken (docs/load.md).
"""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from bench.sessions import Result, Sample, load, share
from tests.support.site import running_site
from tools.chromium import running_app

SETTLED_SECONDS = 120
"""Memory is compared with what it was after so long: caches are filled by then."""
MOST_P95_SECONDS = 1.0
MOST_GROWTH_MIB = 30
MOST_FILES = 900
RAMP_P95_SECONDS = 2.0


def broken_bounds(result: Result) -> list[str]:
    """Which bounds of a long run are broken, in words."""
    words = [f"{text}（{number} 次）" for text, number in result.errors.items()]
    if share(result.changed, 0.95) > MOST_P95_SECONDS:
        words.append(f"95% 的筛选超过 {MOST_P95_SECONDS} 秒")
    if result.samples:
        if (growth := _growth(result.samples)) > MOST_GROWTH_MIB:
            words.append(f"内存增长 {growth:.1f} MiB")
        if (files := max(sample.files for sample in result.samples)) > MOST_FILES:
            words.append(f"打开文件 {files} 个")
    return words


def _growth(samples: list[Sample]) -> float:
    """How far memory rose above what it was at ``SETTLED_SECONDS``; 0 in a shorter run."""
    later = [sample.memory for sample in samples if sample.seconds >= SETTLED_SECONDS]
    return max(later) - later[0] if later else 0.0


def _every_two_minutes(samples: list[Sample]) -> str:
    """Memory at 0, 2, 4 … minutes and at the end: a leak goes on rising, a cache does not."""
    minutes = {int(sample.seconds // 120): sample for sample in reversed(samples)}
    return "、".join(
        f"{sample.memory:.0f}" for sample in [*sorted(minutes.values(), key=lambda s: s.seconds), samples[-1]]
    )


def describe(sessions: int, result: Result) -> str:
    """The result in a few lines."""
    lines = [
        f"{sessions} 人，打开 {len(result.opened)} 次：一半 {share(result.opened, 0.5):.2f} 秒，"
        f"95% {share(result.opened, 0.95):.2f} 秒",
        f"改筛选 {len(result.changed)} 次：一半 {share(result.changed, 0.5):.3f} 秒，"
        f"95% {share(result.changed, 0.95):.3f} 秒，最长 {share(result.changed, 1):.2f} 秒；"
        f"收到 {result.received / 2**20:.1f} MiB",
        f"出错 {sum(result.errors.values())} 次" + "".join(f"\n  {text}：{n}" for text, n in result.errors.items()),
    ]
    if result.samples:
        first, last = result.samples[0], result.samples[-1]
        busy = (last.cpu - first.cpu) / (last.seconds - first.seconds or 1)
        each = 1000 * (last.cpu - first.cpu) / max(1, len(result.changed))
        lines.append(
            f"进程：占一个核的 {busy:.0%}，每次改筛选 {each:.0f} 毫秒"
            f"（含打开、定时查看）；内存每两分钟 {_every_two_minutes(result.samples)} MiB，"
            f"{SETTLED_SECONDS} 秒后最多再涨 {_growth(result.samples):.1f} MiB；"
            f"打开文件最多 {max(sample.files for sample in result.samples)} 个"
        )
    return "\n".join(lines)


def main() -> int:
    """Loads, prints; 1 where there was an error or a bound was broken."""
    options = _options()
    with _app(options) as (url, watched):
        if options.ramp:
            return _ramp(options, url, watched)
        result = asyncio.run(
            load(url, options.sessions, options.every, options.minutes * 60, watched, seed=options.seed)
        )
        print(describe(options.sessions, result))
    broken = broken_bounds(result) if options.strict else list(result.errors)
    if options.strict:
        print("全部在限度内" if not broken else "超出限度：" + "；".join(broken))
    return int(bool(broken))


def _ramp(options: argparse.Namespace, url: str, watched: list[int]) -> int:
    """More viewers step by step until they wait too long; each step anew."""
    for sessions in options.ramp:
        result = asyncio.run(load(url, sessions, options.every, options.minutes * 60, watched, seed=options.seed))
        print(describe(sessions, result), flush=True)
        if result.errors or share(result.changed, 0.95) > RAMP_P95_SECONDS:
            print(f"{sessions} 人时 95% 超过 {RAMP_P95_SECONDS} 秒或出错，到此为止")
            break
    return 0


@contextmanager
def _app(options: argparse.Namespace) -> Iterator[tuple[str, list[int]]]:
    """The address to load and the processes to watch."""
    if options.url:
        yield options.url, options.watch
        return
    with tempfile.TemporaryDirectory() as place:
        if options.behind_nginx:
            with running_site(Path(place), processes=options.behind_nginx) as site:
                yield site.url, [server.process.pid for server in site.servers]
        else:
            with running_app(Path(place) / "streamlit.log") as server:
                yield server.url, [server.process.pid]


def _loopback(url: str) -> str:
    if urlsplit(url).hostname not in ("127.0.0.1", "localhost", "::1"):
        raise argparse.ArgumentTypeError("只向本机（127.0.0.1）发请求")
    return url


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="许多人同时看、同时改筛选")
    parser.add_argument("--url", type=_loopback, help="已经在运行的应用，只能在本机")
    parser.add_argument("--behind-nginx", type=int, metavar="N", help="启动 nginx 和 N 个看板进程")
    parser.add_argument("--watch", type=int, nargs="*", default=[], metavar="PID", help="同时看这些进程用了多少")
    parser.add_argument("--sessions", type=int, default=100)
    parser.add_argument("--every", type=float, default=15, help="每人隔几秒改一次筛选")
    parser.add_argument("--minutes", type=float, default=2)
    parser.add_argument("--ramp", type=lambda text: [int(part) for part in text.split(",")], help="逐步加到多少人")
    parser.add_argument("--strict", action="store_true", help="超出 docs/load.md 的限度就退出 1")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
