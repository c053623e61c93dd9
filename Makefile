# make run 启动看板；make test 检查并测试。只需要 Python 3.11 以上、make 和网络，其余自动装进 .venv。
PYTHON ?= python3
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
# 各步骤写同一个 .venv，不能同时做。
.NOTPARALLEL:
.PHONY: help run test bench test-old-browser audit lint setup screenshots wheelhouse constraints clean FORCE

help:
	@echo "make run          启动看板（端口可改：make run PORT=8502）"
	@echo "make test         代码检查 + 全部测试（首次会装浏览器和中文字体）"
	@echo "make test-old-browser  用真的 Chromium 92、103、109 各走一遍（首次下载约 160 MB，要有 npm）"
	@echo "make bench        量看板的各项花费，与 Streamlit 的底线、Dash 相比（约 20 分钟，需要空闲的电脑）"
	@echo "make lint         只做代码检查"
	@echo "make audit        查软件包有没有公布的安全漏洞（要能上外网；make test 最后也查）"
	@echo "make setup        只装好运行和开发所需的软件包"
	@echo "make screenshots  给每一页截图，放进 screenshots/，约半小时（挑着截：ARGS='--paths /timeline --cases all'）"
	@echo "make wheelhouse   把运行要用的软件包下载到 wheelhouse/，给没有外网的服务器（见 deploy/README.md）"
	@echo "make constraints  升级软件包以后，把装上的全部版本写进 constraints.txt"
	@echo "make clean        删除虚拟环境和缓存"

run: $(VENV)/.installed-run
	@echo "看板地址：http://localhost:$(PORT)　（按 Ctrl+C 停止）"
	@$(BIN)/streamlit run app.py --server.port $(PORT); code=$$?; \
	if [ $$code -eq 1 ]; then echo "看板没有启动。若上面说端口被占用（Port … is not available），请换一个：make run PORT=8502"; fi; \
	exit $$code

test: lint
	@bash tools/install_browser.sh $(BIN)/python
	@$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)
	@$(BIN)/python tools/audit_packages.py

audit: $(VENV)/.installed-run
	@$(BIN)/python tools/audit_packages.py

test-old-browser: $(VENV)/.installed-dev
	@bash tools/install_browser.sh $(BIN)/python
	@bash tools/install_old_browsers.sh
	@OLD_BROWSERS=.old-browsers $(BIN)/python -m pytest tests/old_browser $(ARGS)

lint: $(VENV)/.installed-dev
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check . || { echo "格式不符，请运行：$(BIN)/ruff format ."; exit 1; }

bench: $(VENV)/.installed-bench
	@bash tools/install_browser.sh $(BIN)/python
	@$(BIN)/python -m bench.report $(ARGS)

setup: $(VENV)/.installed-run $(VENV)/.installed-dev

screenshots: $(VENV)/.installed-dev
	@bash tools/install_browser.sh $(BIN)/python
	@$(BIN)/python -m tools.screenshots --out screenshots $(ARGS)

# 与服务器同种系统、同一个 Python 小版本；PLATFORM=manylinux_2_28_aarch64 给 ARM 的服务器备包。
wheelhouse: $(VENV)/.installed-run
	@rm -rf wheelhouse && mkdir wheelhouse
	@$(BIN)/python -m pip download -qq --disable-pip-version-check --only-binary=:all: -d wheelhouse \
	  $(if $(PLATFORM),--platform $(PLATFORM)) -r requirements.txt -c constraints.txt || { echo "没有下载齐，请检查网络后重试。"; exit 1; }
	@cd wheelhouse && sha256sum -- *.whl > SHA256SUMS
	@echo "wheelhouse/：$$(ls wheelhouse/*.whl | wc -l) 个软件包，$$(du -sh wheelhouse | cut -f1)，用于 $$($(BIN)/python --version)"

# 升级：改 requirements.txt 里的版本，删去 constraints.txt 中相应的行，make setup，再运行这一步。
constraints: $(VENV)/.installed-run $(VENV)/.installed-dev
	@grep '^#' constraints.txt > constraints.new
	@$(BIN)/python -m pip freeze --disable-pip-version-check >> constraints.new
	@mv constraints.new constraints.txt

clean:
	@rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis .old-browsers screenshots wheelhouse
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# 软件包清单没变就不再装。虚拟环境里的 Python 不能用了（没有、被升级、版本太旧）则从头再来。
VENV_WORKS := $(shell $(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo yes)
$(VENV)/.installed-run $(VENV)/.installed-dev $(VENV)/.installed-bench: $(if $(VENV_WORKS),,FORCE)
$(VENV)/.installed-run: requirements.txt constraints.txt
	@$(call install,requirements.txt)
	@touch $@
$(VENV)/.installed-dev: requirements-dev.txt requirements.txt constraints.txt
	@$(call install,requirements-dev.txt)
	@touch $@
$(VENV)/.installed-bench: bench/requirements.txt $(VENV)/.installed-dev
	@$(call install,bench/requirements.txt)
	@touch $@

# 装到一半被打断的 .venv 里可能没有 pip，所以以 pip 能用为准，不以文件夹在不在为准。
define install
set -e; \
if ! $(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || ! $(BIN)/python -m pip --version >/dev/null 2>&1; then \
  $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || { \
    echo "需要 Python 3.11 或更高版本，而 $(PYTHON) 是：`$(PYTHON) --version 2>/dev/null || echo 没有这个命令`。装好后可指明：make run PYTHON=python3.12"; \
    echo "Python 3.11 or newer is needed; point to it with: make run PYTHON=python3.12"; exit 1; }; \
  $(PYTHON) -c 'import ensurepip, venv' >/dev/null 2>&1 || { \
    echo "这台电脑的 Python 缺少 venv。请先运行：apt-get install python3-venv（非 root 用户在前面加 sudo）"; \
    echo "Python lacks venv; first run: apt-get install python3-venv"; exit 1; }; \
  echo "正在建立虚拟环境 $(VENV) …"; \
  $(PYTHON) -m venv --clear $(VENV); \
fi; \
echo "正在安装 $(1) 中的软件包（首次约需一两分钟）…"; \
$(BIN)/python -m pip install -qq --disable-pip-version-check -r $(1) -c constraints.txt || { \
  echo "软件包没有装好，请检查网络后重试。"; exit 1; }
endef
