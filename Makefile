# One command each; `make demo` and `make test` need nothing but Python ≥ 3.11.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
CODE := cypher loader explorer faultlines.py
WORKERS ?= 0
SHARED = -n $(WORKERS) --dist loadfile --no-loadscope-reorder
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.PHONY: help install demo test check test-long lint format lock engine-lock grammar test-requirements docs results bench assets assets-check pin clean

help:
	@echo "make demo       install, start Neo4j, load what ships, open the explorer on http://127.0.0.1:8050"
	@echo "make install    only the set-up; leaves $(BIN)/faultlines"
	@echo "make test       ruff, mypy and every test that is not long; WORKERS=2 shares them among two processes"
	@echo "make check      ruff, mypy and the tests of what changed since main: an answer within a minute"
	@echo "make test-long  the tests that take minutes"
	@echo "make lint       ruff and mypy alone;  make format fixes what ruff can"
	@echo "make lock       update the pinned requirements;  make engine-lock the engine's jars;  make grammar the guard's grammar from them"
	@echo "make docs       the pages that come from the code;  make results  update the answers in the lessons"
	@echo "make bench      the benchmarks and their page (half an hour)"
	@echo "make assets     build what the browser loads;  make assets-check  check its types (both need npm, nothing else does)"
	@echo "make pin        pin the images of Dockerfile, compose file and Kubernetes by the digests that their registry has"
	@echo "make clean      remove $(VENV) and caches"

install: $(VENV)/installed

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "faultlines needs Python 3.11 or newer; name one with: make PYTHON=/path/to/python3"; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) has no venv module; on Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@echo "Making $(VENV) with $$("$(PYTHON)" --version)"
	@"$(PYTHON)" -m venv $(VENV)

$(VENV)/installed: requirements.txt pyproject.toml | $(BIN)/python
	@echo "Installing faultlines into $(VENV) (about a minute the first time)"
	@$(PIP) --require-hashes -r requirements.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

test-requirements: $(VENV)/tested

$(VENV)/tested: requirements-dev.txt $(VENV)/installed
	@echo "Installing what the tests need into $(VENV)"
	@$(PIP) --require-hashes -r requirements-dev.txt
	@touch $@

demo: install
	@$(BIN)/faultlines demo $(ARGS)

lint: test-requirements
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy $(CODE)

format: test-requirements
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

test: lint
	$(BIN)/pytest $(SHARED) $(ARGS)

check: lint
	@tests=$$($(BIN)/python -m tests.changed) && if [ -n "$$tests" ]; then $(BIN)/pytest --quiet $(ARGS) $$tests; fi

test-long: test-requirements
	$(BIN)/pytest -m long $(ARGS)

docs: install
	$(BIN)/python -m docs.make

results: test-requirements
	$(BIN)/python -m docs.results
	$(BIN)/python -m docs.make

bench: test-requirements
	$(BIN)/python -m benchmarks.load
	$(BIN)/python -m benchmarks.bulk
	$(BIN)/python -m benchmarks.memory
	$(BIN)/python -m benchmarks.export
	$(BIN)/python -m benchmarks.parquet
	$(BIN)/python -m benchmarks.notebooks
	$(BIN)/python -m benchmarks.tension
	$(BIN)/python -m benchmarks.screen
	$(BIN)/python -m benchmarks.ui
	$(BIN)/python -m benchmarks.completion
	$(BIN)/python -m benchmarks.start
	$(BIN)/python -m benchmarks.decode
	$(BIN)/python -m benchmarks.matching
	$(BIN)/python -m benchmarks.backups
	$(BIN)/python -m benchmarks.crowd
	$(BIN)/python -m benchmarks.page

LOCK = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra build

lock:
	$(LOCK) pyproject.toml --output-file requirements.txt
	$(LOCK) --extra dev --extra notebook pyproject.toml --constraint requirements.txt --output-file requirements-dev.txt

engine-lock: install
	$(BIN)/python -m cypher.engine.lock

grammar: test-requirements
	$(BIN)/python -m cypher.guard.make

# What the browser loads is built beside its packages in a folder of its own; only these two targets need npm.
BUILD = work=$$(mktemp -d) && cp explorer/browser/build/* $$work && cp -r explorer $$work/explorer && \
	cp cypher/editing/words.json $$work/explorer/pages/console && \
	(cd $$work && npm install --no-audit --no-fund --no-package-lock --ignore-scripts --silent && \
	npm run --silent $(1)) $(2); code=$$?; rm -rf $$work; exit $$code

assets: install
	@$(BIN)/python -m explorer.network.palette
	@$(call BUILD,build -- explorer,&& rm -rf explorer/bundles && cp -r $$work/explorer/bundles explorer/bundles)

assets-check:
	@$(call BUILD,check)

pin: install
	$(BIN)/python deploy/pin.py $(ARGS)

clean:
	rm -rf $(VENV) dist build .mypy_cache .pytest_cache .ruff_cache .hypothesis
