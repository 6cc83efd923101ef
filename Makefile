# Every target sets up what it needs: system libraries, a virtual environment, the locked packages.
PYTHON := $(shell for p in python3.11 python3.12 python3.13 python3 python; do command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { command -v $$p; break; }; done)
BIN := .venv/bin
READY := .venv/.ready
OUT := out
# Bytecode is kept: reading all sources anew takes every process seconds, and the tests start many.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test lint types contracts tests demo bench trials screenshots lock clean
.DEFAULT_GOAL := run

# Opens the program; without a display it runs the sample district end to end and says where the results lie.
run: $(READY)
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" != Linux ]; then \
		sh .ci/system_packages.sh window && $(BIN)/python main.py; \
	else \
		$(MAKE) --no-print-directory demo; \
	fi

demo: $(READY)
	@rm -rf $(OUT)/demo
	@$(BIN)/python main.py demo $(OUT)/demo

# Side by side: the type check needs one core only.
test: $(READY)
	@$(MAKE) --no-print-directory -j 2 lint types contracts tests

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

contracts: $(READY)
	$(BIN)/lint-imports

tests: $(READY)
	QT_QPA_PLATFORM=offscreen $(BIN)/pytest -n 2 --dist worksteal --cov --cov-report=
	$(BIN)/coverage report --include='app/services/policy/*' --fail-under=100 --skip-covered
	$(BIN)/coverage report --fail-under=90 --skip-covered --sort=cover

# Figures against a bare baseline of the same run, each with its limit; see benchmarks/. MILLION=1 adds a million cases.
bench: $(READY)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m benchmarks $(if $(MILLION),--million)

# Kills, cuts off from power, crowds, damages, fills and misdates a data folder, for half an hour or so. Linux only: strace
# records what is written, and root mounts the small disks. ROUNDS=n runs n rounds of each and goes on where it was.
trials: $(READY)
	sh .ci/system_packages.sh trials
	$(BIN)/python -m benchmarks.trials

# Photographs every page of a filled sample office under a real X server.
screenshots: $(READY)
	sh .ci/system_packages.sh screenshots
	$(BIN)/python -m benchmarks.screenshots

# Pins every dependency with hashes for all platforms; needs uv.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --group dev --no-header --no-emit-index-url \
		pyproject.toml -o requirements.lock

$(READY): requirements.lock .ci/system_packages.sh
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; install it and try again." >&2; exit 1; }
	sh .ci/system_packages.sh program
	@$(PYTHON) -m venv .venv 2>/dev/null || { sh .ci/system_packages.sh venv "$(PYTHON)" && $(PYTHON) -m venv .venv; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

clean:
	rm -rf .venv $(OUT) .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage .import_linter_cache
	find . -name __pycache__ -prune -exec rm -rf {} +
