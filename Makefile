# The two commands of the README and what developers use. Each sets up what it needs.
# PYTHON may name another interpreter (3.11 or newer).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: edition test test-all lint wheel bench picture clean

edition: $(VENV)/edition.done
	$(BIN)/edition build
	@echo "Open site/index.html"

test: $(VENV)/tests.done
	tests/tools.sh
	$(BIN)/python -m pytest -q -n 2 -m "not slow"

test-all: $(VENV)/tests.done
	tests/tools.sh
	$(BIN)/python -m pytest -q -n 2

lint: $(VENV)/tests.done
	$(BIN)/ruff check .
	$(BIN)/mypy

wheel: $(VENV)/tests.done
	tests/wheel.sh

bench: $(VENV)/tests.done
	$(BIN)/python benchmarks/run.py

# the picture of a page in the README
picture: edition
	chromium --headless=new --no-sandbox --disable-gpu --hide-scrollbars --window-size=1200,720 \
	  --screenshot=docs/page.png "file://$(CURDIR)/site/introduction.html"

clean:
	rm -rf $(VENV) site dist .pytest_cache .mypy_cache .ruff_cache .hypothesis tests/tools

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is %d.%d" % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/edition.done: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/tests.done: $(VENV)/edition.done
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	@touch $@
