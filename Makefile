# Nothing here touches the system: everything is installed into .venv, and `.ci/run` is what asks apt for more.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8484
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCK = "$$t/bin/uv" pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
       --no-emit-find-links --no-annotate --custom-compile-command "make lock" $(LOCK_ARGS)

.NOTPARALLEL:
.PHONY: help .venv install demo test lint types client protocol bench soak screens guide lock wheel clean
help: ; @grep -hoE '^[a-z]+:.*##[ ].*' $(MAKEFILE_LIST) | sed -E 's/:.*##[ ]/ /' | awk '{printf "%-8s", $$1; $$1 = ""; print}'

.venv: .venv/.dev

.venv/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Goround needs Python 3.11 or newer; name yours with: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv is missing: sudo apt-get install python3-venv"; exit 1; }
	@echo "Making .venv (once)."
	@$(PYTHON) -m venv --clear .venv
	@touch $@

.venv/.runtime: .venv/.made requirements.lock pyproject.toml
	@echo "Installing what Goround runs on (again only when requirements.lock or pyproject.toml change)."
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: .venv/.runtime requirements-dev.lock
	@echo "Installing what the tests need (again only when requirements-dev.lock changes)."
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

install: .venv/.runtime ## the command goround, into .venv
	@echo "goround lies in .venv/bin; for this shell: source .venv/bin/activate"

demo: .venv/.runtime ## a sample session with eight rehearsal seats; phones: HOST=0.0.0.0 make demo
	@HOST="$(HOST)" PORT="$(PORT)" exec $(BIN)/goround demo

test: lint types client ## everything: lint, types, node, then pytest, the browser last
	$(BIN)/python -m pytest $(if $(ARGS),$(ARGS),--numprocesses 2 --dist loadfile)

lint: .venv/.dev ## ruff, import floors, spelling
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/lint-imports
	$(BIN)/codespell

types: .venv/.dev ## mypy --strict over server/ and tests/; the screens too, once client_web/dev has its tools
	$(BIN)/mypy
	@if [ -d client_web/dev/node_modules ]; then cd client_web/dev && node typecheck.mjs; else echo "The types of the screens are not checked: cd client_web/dev && npm ci"; fi

client: ## node --test over the pure modules of client_web/
	@files=$$(find client_web tests/client \( -name '*.test.js' -o -name '*.test.mjs' \) -not -path '*/node_modules/*' 2>/dev/null | sort); \
	if ! command -v node >/dev/null; then echo "The client's unit tests are left out: there is no node (sudo apt-get install nodejs)."; test "$(REQUIRE_ALL)" != 1; \
	elif [ -z "$$files" ]; then echo "No client unit test was found in client_web/ or tests/client/."; test "$(REQUIRE_ALL)" != 1; \
	else echo "node --test"; node --test $$files; fi

protocol: .venv/.runtime ## write client_web/protocol.d.ts from the server's messages
	$(BIN)/python -c 'from goround.web.declarations import declarations; print(declarations(), end="")' > client_web/protocol.d.ts.new
	mv client_web/protocol.d.ts.new client_web/protocol.d.ts

bench: .venv/.dev ## measurements beside a bare fan-out; prints tables, never fails on time
	$(BIN)/python -m bench $(ARGS)

soak: .venv/.dev ## the shipped evening under hundreds of seeds, with everything that can go wrong; fewer: make soak ARGS="--seeds 20"
	$(BIN)/python -m tools.soak $(ARGS)

screens: .venv/.dev ## docs/screens/*.webp: every kind of step on every screen; look at them; one: make screens ARGS=scale
	$(BIN)/python -m tools.screens $(ARGS)

guide: .venv/.dev ## docs/guide/*.webp: the pictures of the facilitator's guide
	$(BIN)/python -m tools.guide

wheel: .venv/.dev ## dist/goround-*.whl, with the screens and the curricula inside
	$(BIN)/python -m hatchling build --target wheel

lock: ## write both lock files again; newer versions: make lock LOCK_ARGS=--upgrade
	@t=$$(mktemp -d) && trap 'rm -rf "$$t"' EXIT && $(PYTHON) -m venv "$$t" && "$$t/bin/pip" install --quiet uv && \
	$(LOCK) --group build --output-file requirements.lock >/dev/null && \
	$(LOCK) --group dev --constraints requirements.lock --output-file requirements-dev.lock >/dev/null

clean: ## remove what builds and tests leave behind (not .venv)
	rm -rf dist out .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .typecheck
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
