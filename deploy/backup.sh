#!/usr/bin/env bash
# 把数据与状态存成一个 BACKUP_DIR/dashboard-日期-时间.tar.gz，只留最近 BACKUP_KEEP 份。看板不用停。
# 用到的环境变量：PLAN_DIR、PLAN_STATE_DIR（与看板相同）、BACKUP_DIR、BACKUP_KEEP（默认 60）。
set -euo pipefail
umask 027

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
data=${PLAN_DIR:-$here/data}
state=${PLAN_STATE_DIR:-$here/state}
backups=${BACKUP_DIR:?请用 BACKUP_DIR 指明备份放在哪里}
keep=${BACKUP_KEEP:-60}

fail() { echo "没有备份：$1" >&2; exit 1; }

[ -d "$data" ] || fail "没有数据文件夹 $data"
case "$keep" in '' | *[!0-9]* | 0) fail "BACKUP_KEEP 应为正整数，现在是 $keep" ;; esac
mkdir -p "$backups"

half=$(mktemp "$backups/.half-XXXXXX")
trap 'rm -f "$half"' EXIT
chmod 640 "$half"

# 先存 current，再存 versions：它指的那一版一定已经在了。临时文件不存。
# tar 的 1 表示“读的时候文件有变化”，比如正好忘掉了最旧的一版；每一版写成后就不再改，所以照样可用。
arguments=(--exclude='.tmp-*' --exclude='.lock' --exclude='~$*' --transform 's,^\./,data/,;s,^\.$,data,' -C "$data" .)
if [ -e "$state/current" ]; then
  arguments+=(-C "$state" --transform 's,^\(current\|versions\),state/\1,' current versions)
fi
# 网页上采用数据的记录、换下的文件、等待次数；没有人用过就没有这个文件夹。
if [ -d "$state/keepers" ]; then
  arguments+=(-C "$state" --transform 's,^keepers,state/keepers,' keepers)
fi
tar -czf "$half" "${arguments[@]}" || [ $? -eq 1 ] || fail "tar 出错，见上一行"
gzip -t "$half" || fail "写出的文件读不出来（磁盘满了？）"
tar -tzf "$half" data/plan.toml >/dev/null 2>&1 || fail "$data 里没有 plan.toml"
sync "$half"

name="dashboard-$(date +%Y%m%d-%H%M%S).tar.gz"
mv "$half" "$backups/$name"
echo "已备份：$backups/$name（$(stat -c %s "$backups/$name") 字节）"

# 只删自己的、最旧的：名字里是时间，按名字排就是按时间排。
mine=("$backups"/dashboard-[0-9]*-[0-9]*.tar.gz)
for ((extra = ${#mine[@]} - keep, i = 0; i < extra; i++)); do rm -f -- "${mine[i]}"; done
