# Countersign: `make` on its own lists the targets.

PORT ?= 8000
DATA ?= data
ARGS ?=

BIN := .venv/bin
# Each process begins with its own half of the folders, and makes what only those need.
PYTEST := $(BIN)/pytest --numprocesses auto --dist worksteal
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
# uv resolves for every platform and Python at once, which pip cannot; only `make lock` needs it.
UV_COMPILE = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help run test check bench fuzz pictures lock clean prerequisites

help: ## list the targets
	@awk 'BEGIN { FS = ":.*## " } /^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

run: .venv/.run ## set up, build the demonstration ledger in DATA (./data), serve it on PORT (8000)
	@exec env -u DATABASE_URL $(BIN)/countersign serve --demo --data "$(DATA)" --port "$(PORT)"

test: .venv/.dev ## set up and run the tests; ARGS="tests/crypto -k tree" chooses among them
	@$(PYTEST) $(ARGS)

check: prerequisites .venv/.dev ## what CI runs: format, lint, types, import contracts, all tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	REQUIRE_ALL=1 $(PYTEST)

bench: .venv/.dev ## the benchmarks beside their peers, as ratios in one run
	@$(BIN)/python -m benchmarks $(ARGS)

fuzz: .venv/.fuzz ## every parser against made-up bytes; ARGS="--seconds 60 entry proof" chooses
	@$(BIN)/python -m tests.fuzz $(ARGS)

pictures: .venv/.dev ## take the pictures of the pages anew (docs/pictures), in the browser that is installed
	@$(BIN)/python -m tests.web.pictures

lock: ## bring requirements/ in step with pyproject.toml (needs uv); ARGS=--upgrade for newer versions
	@command -v uv >/dev/null || { echo "make lock needs uv: install it, then try again" >&2; exit 1; }
	$(UV_COMPILE) $(ARGS) pyproject.toml --group build --output-file requirements/run.txt
	$(UV_COMPILE) $(ARGS) pyproject.toml --group build --group dev \
		--constraints requirements/run.txt --output-file requirements/dev.txt
	$(UV_COMPILE) $(ARGS) --group node --output-file requirements/node.txt
	$(UV_COMPILE) $(ARGS) --group fuzz --output-file requirements/fuzz.txt

clean: ## remove the environment and every cache; DATA stays
	rm -rf .venv .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build *.egg-info
	rm -rf api/assets/node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

prerequisites:
	@.ci/prerequisites

# A virtual environment that exists already is kept: people may have it open.
.venv/bin/python:
	@.ci/venv .venv

# The stamps make a second start immediate.
.venv/.run: requirements/run.txt pyproject.toml api/assets/package-lock.json | .venv/bin/python
	@echo "Installing what Countersign needs (once) ..."
	@$(PIP) install --require-hashes --requirement requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@api/assets/install .venv
	@touch $@

# Where the fuzzer that learns has no wheel, fuzzing goes on without it.
.venv/.fuzz: requirements/fuzz.txt .venv/.dev
	@$(PIP) install --require-hashes --only-binary :all: --requirement requirements/fuzz.txt || true
	@touch $@

.venv/.dev: requirements/dev.txt .venv/.run
	@echo "Installing the tools for development (once) ..."
	@$(PIP) install --require-hashes --requirement requirements/dev.txt
	@touch $@
