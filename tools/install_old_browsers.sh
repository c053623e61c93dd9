#!/usr/bin/env bash
# make test-old-browser 要用的旧 Chromium：npm 包 @sparticuz/chromium 带着程序本身，装进 .old-browsers/<版本>/，已有的不再装。
# 92：太旧，只该看到提示；103：能用的最旧一版；109：Windows 7 的最后一版。
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

command -v npm >/dev/null || { echo "测试旧浏览器要有 Node.js 和 npm（Debian、Ubuntu：apt-get install npm）" >&2; exit 1; }

for version in 92.0.0 103.0.0 109.0.6; do
  folder=.old-browsers/${version%%.*}
  [ -x "$folder/chromium" ] && continue
  echo "正在安装 Chromium ${version%%.*}（约 160 MB，只装这一次）…"
  rm -rf "$folder"
  mkdir -p "$folder"
  # 不跑安装脚本，不装它的依赖（那是给云函数用的）：只要包里压缩着的程序。
  npm pack --silent --pack-destination "$folder" "@sparticuz/chromium@$version" >/dev/null
  tar --no-same-owner -xzf "$folder"/*.tgz -C "$folder" --strip-components=2 package/bin
  node -e '
    const fs = require("fs"), zlib = require("zlib"), folder = process.argv[1];
    const unpack = (from, to) => fs.writeFileSync(`${folder}/${to}`, zlib.brotliDecompressSync(fs.readFileSync(`${folder}/${from}`)));
    unpack("swiftshader.tar.br", "swiftshader.tar");
    unpack("chromium.br", "chromium.part");
  ' "$folder"
  tar --no-same-owner -xf "$folder/swiftshader.tar" -C "$folder"
  rm "$folder"/*.tgz "$folder"/*.br "$folder/swiftshader.tar"
  chmod +x "$folder/chromium.part"
  mv "$folder/chromium.part" "$folder/chromium" # 名字改好才算装完
done
