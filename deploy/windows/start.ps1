# 在 Windows Server 上一直运行看板：停了 1 秒后再启动，每次启动写进当月的日志，日志留 7 个月。
# 由任务计划程序在开机时运行（deploy/README.md 第 9 节）。文件开头的 BOM 不能去掉：PowerShell 5 靠它认出 UTF-8。
$root = Split-Path (Split-Path $PSScriptRoot)
Set-Location $root
$logs = New-Item -ItemType Directory -Force (Join-Path $root 'logs')
$env:PYTHONUTF8 = '1'
while ($true) {
    Get-ChildItem $logs -Filter '*.log' | Where-Object LastWriteTime -lt (Get-Date).AddMonths(-7) | Remove-Item
    $log = Join-Path $logs ('{0:yyyy-MM}.log' -f (Get-Date))
    & cmd /c ".venv\Scripts\streamlit.exe run app.py --server.address 0.0.0.0 --server.port 8501 >> ""$log"" 2>&1"
    Start-Sleep -Seconds 1
}
