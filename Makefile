# Needs make, git and Python 3.11 or newer with venv; everything else comes through pip, into .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

# Each stamp says that .venv holds what pyproject.toml asks for, and is older than pyproject.toml when that has changed.
RUN := $(VENV)/.has-run
DEV := $(VENV)/.has-dev
EXTERNAL := $(VENV)/.has-external
BENCH := $(VENV)/.has-bench

# The programs that come through npm. build/ is not in git.
NODE := build/external
NODE_STAMP := $(NODE)/.has-packages

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help letters test test-external lint bench clean

help:
	@echo "make letters        every campaign as Word, HTML and Markdown, in out/"
	@echo "make test           the checks of the code and the tests that need Python alone"
	@echo "make test-external  the tests that need LibreOffice, poppler, Java, Node with npm, and Chromium"
	@echo "make lint           the checks of the code: ruff and mypy"
	@echo "make bench          how fast it is, beside pandoc, docxtpl and python-docx"
	@echo "make clean          remove what these made: .venv, out, build, dist and caches"

letters: $(RUN)
	$(BIN)/undersigned render

test: lint
	$(BIN)/python -m pytest -n auto -m "not external"

test-external: $(EXTERNAL) $(NODE_STAMP)
	$(BIN)/python -m pytest -m external

lint: $(DEV)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

bench: $(BENCH)
	$(BIN)/python -m tests.bench

clean:
	rm -rf $(VENV) out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find src tests -name __pycache__ -prune -exec rm -rf {} +

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "$(PYTHON) is not Python 3.11 or newer; name one that is: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# Byte code is made at once, for people whose Python is told to store none.
$(RUN): $(VENV)/pyvenv.cfg pyproject.toml
	$(PIP) install --editable .
	$(BIN)/python -m compileall -q src
	@touch $@

# Dependency groups need a pip of 2025, newer than what Python 3.11 brings.
$(DEV): $(RUN)
	$(PIP) install --upgrade "pip>=25.1"
	$(PIP) install --group dev
	@touch $@

$(EXTERNAL): $(DEV)
	$(PIP) install --group external
	@touch $@

$(BENCH): $(DEV)
	$(PIP) install --group bench
	@touch $@

$(NODE_STAMP): tests/external/package.json
	mkdir -p $(NODE)
	cp tests/external/package*.json $(NODE)/
	npm install --prefix $(NODE) --no-audit --no-fund --ignore-scripts
	@touch $@
