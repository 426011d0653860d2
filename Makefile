# Everything a fresh machine needs; plain pip commands that do the same stand in README.md.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

# Tests that run at once: one for each core, but four at most, for each loads the models. Each has its core: PyTorch's
# threads would only wait for those of the others.
PYTEST := OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n auto --maxprocesses 4 --dist worksteal

.PHONY: run test lint lint-js types browser quality wheel bench clean

run: $(VENV)/installed
	$(BIN)/pullquote serve --samples

test: $(VENV)/installed-dev
	$(PYTEST) -m "not browser"

# What failed while two browsers shared the machine is tried once more with the machine to itself.
browser: $(VENV)/installed-dev
	$(PYTEST) -m browser tests/browser \
	|| $(BIN)/python -m pytest -m browser --last-failed --last-failed-no-failures none tests/browser

lint: $(VENV)/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

# The page's scripts, by tools from npm, which nothing else needs.
lint-js: node_modules/installed
	node_modules/.bin/biome ci --error-on-warnings
	node_modules/.bin/tsc

types: $(VENV)/installed-dev
	$(BIN)/mypy

quality: $(VENV)/installed-dev
	$(BIN)/python benchmarks/quality.py benchmarks/subset --results benchmarks/subset/expected --check --processes 2

# The wheel, in an environment that has nothing else, PyTorch neither, from a folder that is not the checkout.
wheel:
	clean=$$(mktemp -d) && trap 'rm -rf "$$clean"' EXIT \
	&& $(PYTHON) -m venv "$$clean/venv" \
	&& "$$clean/venv/bin/python" -m pip wheel --quiet --no-deps --wheel-dir "$$clean/dist" . \
	&& "$$clean/venv/bin/python" -m pip install --quiet --no-compile --no-deps --requirement requirements.txt "$$clean"/dist/pullquote-*.whl \
	&& PULLQUOTE="$$clean/venv/bin/pullquote" bash tests/wheel.sh "$$clean/work"

bench: $(VENV)/installed-dev
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/retrieval.py

# The lock makes an install exact; the stamp makes the next one unnecessary. pip would compile all that it installs, one
# file after another, for longer than all else takes: a person's first start compiles what it needs, and for the tests
# each core compiles its share.
$(VENV)/installed: requirements.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --no-compile --no-deps --requirement requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	touch $@

$(VENV)/installed-dev: $(VENV)/installed requirements-dev.txt requirements-models.txt
	$(BIN)/python -m pip install --quiet --no-compile --requirement requirements-dev.txt
	-$(BIN)/python -m compileall -qq --workers 0 -x /tests/ $(VENV)/lib
	touch $@

node_modules/installed: package.json package-lock.json
	@command -v npm >/dev/null || { echo "npm is missing: install Node.js to check the page's scripts."; exit 1; }
	npm ci --silent --no-audit --no-fund
	touch $@

clean:
	rm -rf $(VENV) node_modules dist build
