# tencent-kg: everything a newcomer needs is `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := build/demo
STAMP := $(VENV)/.installed
DEV_STAMP := $(VENV)/.installed-dev

.PHONY: demo test lint bench bench-reading notebooks docs requirements clean

demo: $(STAMP)  ## set up, build the graph from data/articles, answer a query, write the HTML page
	@mkdir -p $(DEMO)
	$(BIN)/tencent-kg build data/articles --db $(DEMO)/graph
	$(BIN)/tencent-kg query merged_into --db $(DEMO)/graph
	$(BIN)/tencent-kg view $(DEMO)/tencent.html --db $(DEMO)/graph

test: $(DEV_STAMP)  ## all tests: a real Neo4j and a real Chromium are started, never skipped
	$(BIN)/python -m pytest

lint: $(DEV_STAMP)  ## ruff, mypy --strict, import-linter
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(DEV_STAMP)  ## every benchmark: ratios measured in one run
	$(BIN)/python -m tests.benchmarks

bench-reading: $(DEV_STAMP)  ## what the reader gets right, and how fast
	$(BIN)/python -m tests.benchmarks.bench_reading

notebooks: $(DEV_STAMP)  ## execute the notebooks
	$(BIN)/python -m pytest tests/test_notebooks.py

docs: $(STAMP)  ## write the schema and query references into build/docs/
	$(BIN)/python -m graph.reference build/docs

requirements:  ## pin again, with hashes, for every platform
	uv pip compile --universal --generate-hashes --no-emit-index-url --python-version 3.11 --no-annotate \
	  --custom-compile-command "make requirements" pyproject.toml --group build -o requirements.txt
	uv pip compile --universal --generate-hashes --no-emit-index-url --python-version 3.11 --no-annotate \
	  --custom-compile-command "make requirements" pyproject.toml --extra server --group build --group dev -c requirements.txt -o requirements-dev.txt

clean:  ## remove what make made
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis $(VENV)

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "tencent-kg needs Python 3.11 or newer; set PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)

$(STAMP): requirements.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q graph loaders queries data
	@touch $@

$(DEV_STAMP): requirements-dev.txt $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
