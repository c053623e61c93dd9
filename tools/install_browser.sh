#!/usr/bin/env bash
# 页面测试与截图要有 Chromium 和中文字体。都有就立即结束；没有就在 Debian/Ubuntu 上装，装不了就说明要装什么。
# 参数 1：装有 Playwright 的 python，默认 .venv/bin/python。
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
python=${1:-.venv/bin/python}

works() { "$1" --version >/dev/null 2>&1; } # Ubuntu 的 chromium-browser 可能只是一个提示去装 snap 的空壳，所以要真的运行

have_chromium() {
  if [ -n "${CHROMIUM:-}" ]; then works "$CHROMIUM"; return; fi
  local name
  for name in chromium chromium-browser google-chrome; do works "$name" && return; done
  # Playwright 自己下载的
  local file
  for file in "${PLAYWRIGHT_BROWSERS_PATH:-$HOME/.cache/ms-playwright}"/chromium-*/INSTALLATION_COMPLETE; do
    [ -e "$file" ] && return
  done
  return 1
}

have_font() { [ -n "$(fc-list :lang=zh 2>/dev/null)" ]; }

have_all() { have_chromium && have_font; }

have_all && exit 0

export DEBIAN_FRONTEND=noninteractive # apt 不提问；sudo 不带环境变量，要另给一遍
admin=()
[ "$(id -u)" -eq 0 ] || admin=(sudo -n env DEBIAN_FRONTEND=noninteractive)
apt() { "${admin[@]}" apt-get -qq -o Acquire::Retries=2 -o Acquire::http::Timeout=20 "$@" >/dev/null; }

if command -v apt-get >/dev/null && { [ ${#admin[@]} -eq 0 ] || sudo -n true 2>/dev/null; }; then
  echo "正在安装测试用的浏览器和中文字体（只装这一次）…"
  packages=(fontconfig fonts-noto-cjk)
  # Ubuntu 的 chromium 包只会去装 snap 版，容器里用不了；那里改用 Playwright 自带的。
  grep -qi '^ID=ubuntu' /etc/os-release 2>/dev/null || packages+=(chromium)
  apt update
  apt install -y --no-install-recommends "${packages[@]}"
  if ! have_chromium && [ -x "$python" ]; then
    "$python" -m playwright install --with-deps chromium >/dev/null
  fi
fi

have_all && exit 0

echo "页面测试还缺：" >&2
have_chromium || echo "  - Chromium 浏览器（Debian：apt-get install chromium；Ubuntu：$python -m playwright install --with-deps chromium；已有的可用环境变量 CHROMIUM 指明）" >&2
have_font || echo "  - 中文字体（Debian、Ubuntu：apt-get install fontconfig fonts-noto-cjk）" >&2
case "${CI:-}" in
  true | 1) echo "持续集成必须跑页面测试，到此为止。" >&2; exit 1 ;;
esac
echo "没有浏览器的页面测试会跳过，并在结尾列出。" >&2
exit 0
