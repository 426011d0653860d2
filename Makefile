# Everything a fresh machine needs; plain pip commands that do the same stand in README.md.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

# Tests that run at once: one for each core, but four at most, for each loads the models.
TESTS_AT_ONCE := -n auto --maxprocesses 4 --dist worksteal

.PHONY: run test lint types browser quality bench clean

run: $(VENV)/installed
	$(BIN)/pullquote serve --samples

test: $(VENV)/installed-dev
	$(BIN)/python -m pytest $(TESTS_AT_ONCE) -m "not browser"

browser: $(VENV)/installed-dev
	$(BIN)/python -m pytest $(TESTS_AT_ONCE) -m browser

lint: $(VENV)/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/installed-dev
	$(BIN)/mypy

quality: $(VENV)/installed-dev
	$(BIN)/python benchmarks/quality.py benchmarks/subset --results benchmarks/subset/expected --check

bench: $(VENV)/installed-dev
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/retrieval.py

# The lock makes an install exact; the stamp makes the next one unnecessary.
$(VENV)/installed: requirements.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --requirement requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	touch $@

$(VENV)/installed-dev: $(VENV)/installed requirements-dev.txt
	$(BIN)/python -m pip install --quiet --requirement requirements-dev.txt
	touch $@

clean:
	rm -rf $(VENV) dist build
