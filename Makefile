# make        set up .venv, build the knowledge base from data/, open it in the browser
# make test   set up what the tests need, then lint, types, import contracts, doctests and tests
# Others: make build, make bundle, make data, make lock, make golden, make readme, make bench-pdf KB_CORPUS=DIR,
#         make bench-scale DOCUMENTS="500 1000 2000", make bench-readers KB=FOLDER, make bench-pages KB=FOLDER,
#         make clean. Variables: PYTHON, PORT, KB_CORPUS.

PYTHON ?= python3
PORT ?= 8001
BIN := .venv/bin
FRONTEND := kb/explore/frontend
CLIENTS := tests/clients
BUNDLE_SOURCES := $(wildcard $(FRONTEND)/*.py $(FRONTEND)/*.json $(FRONTEND)/*.mjs $(FRONTEND)/*/*.js)

.DEFAULT_GOAL := open
.PHONY: open build bundle data test lint browser lock golden readme bench-pdf bench-scale bench-readers bench-pages clean

open: build
	$(BIN)/kb serve .kb --port $(PORT) --open

build: .venv/ready
	$(BIN)/kb build data --out .kb

test: .venv/ready-dev browser lint
	$(BIN)/python -m pytest

lint: .venv/ready-dev
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The browser tests drive a real Chromium: the system's where there is one.
browser: .venv/ready-dev
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null \
	|| { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	     && apt-get update -q && apt-get install -y -q --no-install-recommends chromium fonts-noto-cjk; } \
	|| $(BIN)/playwright install chromium

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	|| { echo "Python 3.11 or newer is needed; name one with: make PYTHON=python3.12"; exit 2; }
	$(PYTHON) -m venv .venv

# The editable install bundles the JavaScript of the pages, too (kb/explore/frontend/hatch_build.py).
.venv/ready: requirements.txt pyproject.toml $(BUNDLE_SOURCES) | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/ready-dev: .venv/ready requirements-dev.txt $(CLIENTS)/package-lock.json
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/python $(CLIENTS)/install.py
	@touch $@

# Only the JavaScript of the pages, from packages that package-lock.json pins.
bundle: .venv/ready
	$(BIN)/python kb/explore/frontend/hatch_build.py

# Newer versions of all dependencies, with hashes, for every platform.
lock: .venv/ready-dev
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --upgrade --python-version 3.11 \
	  --extra build --output-file requirements.txt pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --upgrade --python-version 3.11 \
	  --extra build --extra dev --constraint requirements.txt --output-file requirements-dev.txt pyproject.toml

# The documents of data/, made anew from tests/loaders/sources/, one in each format.
data: .venv/ready-dev
	$(BIN)/python tests/loaders/samples.py

# What the documents of data/ and of the checks' fixtures say, written anew; look at the difference before you keep it.
golden: .venv/ready-dev
	$(BIN)/python tests/loaders/golden.py
	PYTHONPATH=tests/kb $(BIN)/python tests/kb/check_fixtures.py

# What the commands in the READMEs print, written anew.
readme: .venv/ready-dev
	$(BIN)/python tests/readme.py

# Pages a second and peak memory of the PDF reader beside pdfplumber, on the PDFs of KB_CORPUS.
bench-pdf: .venv/ready-dev
	$(BIN)/python tests/bench_pdf.py $(KB_CORPUS)

# Seconds and memory of every step of a build, on so many made-up documents.
DOCUMENTS ?= 250 500 1000
bench-scale: .venv/ready-dev
	$(BIN)/python tests/bench_scale.py $(DOCUMENTS)

# Fifty readers at once for a minute: errors, waiting times, memory of the server, beside Datasette's own row page.
KB ?= .kb
bench-readers: .venv/ready-dev build
	$(BIN)/python tests/bench_readers.py $(KB)

# Milliseconds of every page beside Datasette's own page of a row.
bench-pages: .venv/ready-dev build
	$(BIN)/python tests/bench_pages.py $(KB)

clean:
	rm -rf .venv .kb $(FRONTEND)/node_modules $(CLIENTS)/node_modules kb/explore/static/vendor
