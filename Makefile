# The commands of this project, the same here and in CI. A bare machine needs Python 3.11 or newer and make.
#   make run              the main job on photos of a garden; make run DATA=folder: on your own photos
#   make test             the tests that this machine can run, but for the slow ones
#   make test-slow        those: benches, examples, fuzzing, kills
#   make check            style, types, layers, docs
PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13; do \
	"$$p" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && command -v "$$p" && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check --constraint constraints.txt
PYTEST := $(BIN)/python -m pytest
DEBIAN := chromium dataset-fashion-mnist fonts-dejavu-core poppler-utils postgresql
WORKERS ?= 2
PYTEST_ARGS ?=

# A stamp is written last, so that an install that was cut off is begun again, and a finished one costs nothing.
READY := $(VENV)/.ready
TORCH := $(VENV)/.ready-torch
SERIES := $(VENV)/.ready-series
PROVE := $(VENV)/.ready-prove

.PHONY: install install-torch install-series run check test test-slow test-deps prove bench docs clean

install: $(READY)

install-torch: $(TORCH)

install-series: $(SERIES)

run: $(READY)
	@if [ -n "$$DATA" ]; then exec $(BIN)/ninelives train "$$DATA"; else exec $(BIN)/ninelives demo; fi

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(PYTEST) -q tests/test_docs.py tests/test_house.py

# One thread a worker: two workers with two threads each wait for each other, ten times as long in small linear algebra.
test: $(READY)
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(PYTEST) -n $(WORKERS) -m "not slow" $(PYTEST_ARGS)

test-slow: $(READY)
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(PYTEST) -n $(WORKERS) -m slow $(PYTEST_ARGS)

test-deps: $(READY)
	@if dpkg -s $(DEBIAN) >/dev/null 2>&1; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "installing $(DEBIAN)"; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(DEBIAN) >/dev/null; \
	else echo "$(DEBIAN): not installed, that takes root and apt-get; tests that need them are skipped by name"; fi
	$(PYTEST) -m deps $(PYTEST_ARGS)

prove: $(READY) $(PROVE)
	@failed=0; for script in prove/*.py; do echo "== $$script"; $(BIN)/python "$$script" || failed=1; done; exit $$failed

bench: $(READY)
	$(BIN)/python bench/results.py

docs: $(READY)
	$(BIN)/python docs/generate.py

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis dist demo
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): pyproject.toml constraints.txt
	@python="$(PYTHON)"; \
	"$${python:-false}" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' || { \
		echo "ninelives needs Python 3.11 or newer with its venv module; got '$${python:-none of python3, python3.11, python3.12, python3.13}'"; \
		echo "  fix: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)     (on Debian and Ubuntu first: apt-get install python3-venv)"; \
		exit 2; } >&2; \
	echo "setting up $(VENV), once, about a minute"; \
	"$$python" -m venv $(VENV)
	@$(PIP) hatchling editables
	@$(PIP) --no-build-isolation --editable '.[dev]'
	@touch $@

$(TORCH): $(READY)
	@$(PIP) torch
	@touch $@

$(SERIES): $(READY)
	@$(PIP) statsforecast
	@touch $@

$(PROVE): $(READY)
	@$(PIP) atheris
	@touch $@
