# Needs python3 (3.11 or newer, with venv) and make; everything else goes into .venv.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

.DEFAULT_GOAL := help
.PHONY: help build test check lint fresh format docs clean

help:  ## show this list
	@sed -n 's/^\([a-z]*\):.*##  *\(.*\)/  make \1 \t\2/p' Makefile | expand -t 16

build: $(VENV)/.installed  ## verify every claim, write the kernels and the reference pages
	$(BIN)/symact build

test: $(VENV)/.installed-test  ## run the tests
	$(BIN)/python -m pytest -n auto --dist worksteal

check: lint test fresh  ## what a change has to pass: style, types, tests, fresh kernels

lint: $(VENV)/.installed-test  ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy symact

fresh: $(VENV)/.installed  ## whether the kernels are those of the formulas
	$(BIN)/symact generate --check

format: $(VENV)/.installed-test  ## lay the source out
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(VENV)/.installed  ## write the reference pages alone
	$(BIN)/symact docs

clean:  ## remove the virtual environment and every cache
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find symact generated tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.installed: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) -e '.[docs]'
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	$(PIP) -e '.[test]'
	@touch $@
