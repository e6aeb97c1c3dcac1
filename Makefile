# Folkmoot in two commands: `make demo` to see it, `make test` to check it. `make help` lists the rest.

PORT ?= 8000
PY := .venv/bin/python
RUN := .venv/.run-ready
TEST := .venv/.test-ready
ANCHORS := .venv-anchors/.ready
BUILT := folkmoot/design/static/design/built/.ready
WORDS := var/.words-ready

# Compiled modules are kept under var, even where the environment says to keep none: a test run starts one
# process after another, and each would compile Django anew.
export PYTHONDONTWRITEBYTECODE =
export PYTHONPYCACHEPREFIX = $(CURDIR)/var/bytecode

.PHONY: help demo test lint types test-sqlite test-postgres journeys bench multilingual screenshots requirements migrations clean setup

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

FRESH ?=

demo: setup ## install everything, load the fictional council and serve it on loopback (PORT=8000)
	@FOLKMOOT_DEMO=1 $(PY) -m folkmoot demo --port $(PORT) $(if $(FRESH),--fresh)

setup: $(RUN) $(BUILT) $(WORDS) ## install and build, nothing more

test: setup $(TEST) ## everything that must pass
	@scripts/test

lint: setup $(TEST) ## style, borders, templates, types
	@scripts/lint

test-sqlite: setup $(TEST) ## unit and system tests on SQLite
	@$(PY) -m pytest -m "not journey and not process" -n 2

test-postgres: setup $(TEST) ## the tests that could differ, on a PostgreSQL started for the purpose
	@scripts/with-postgres $(PY) -m pytest -n 2 -m database

journeys: setup $(TEST) ## the site walked in Chromium, and tests with real processes
	@scripts/ensure-chromium
	@$(PY) -m pytest -n 2 --dist worksteal -m "journey or process"

multilingual: setup ## the encoder that reads Welsh beside English (90 MB)
	@scripts/install multilingual

bench: setup $(TEST) $(ANCHORS) ## measurements, one JSON line each
	@$(PY) -m bench

screenshots: setup $(TEST) ## pictures of the demo for the README and for looking at
	@scripts/ensure-chromium
	@$(PY) scripts/screenshots.py

requirements: ## compile requirements/*.in into hashed lists
	@.venv/bin/uv pip compile -q --generate-hashes --python-version 3.11 --no-header requirements/run.in -o requirements/run.txt
	@.venv/bin/uv pip compile -q --generate-hashes --python-version 3.11 --no-header requirements/test.in -o requirements/test.txt
	@.venv/bin/uv pip compile -q --generate-hashes --python-version 3.11 --no-header requirements/uv.in -o requirements/uv.txt
	@.venv/bin/uv pip compile -q --generate-hashes --python-version 3.11 --no-header requirements/anchors.in -o requirements/anchors.txt
	@.venv/bin/uv pip compile -q --generate-hashes --python-version 3.11 --no-header requirements/anchors-old.in -o requirements/anchors-old.txt
	@for list in models multilingual anchors-alone; do .venv/bin/uv pip compile -q --no-deps --generate-hashes --python-version 3.11 --no-header requirements/$$list.in -o requirements/$$list.txt; done

clean: ## forget everything that make made
	rm -rf .venv .venv-anchors .venv-anchors-old var frontend/node_modules folkmoot/design/static/design/built
	find . -name '*.mo' -not -path './.venv/*' -delete

$(RUN): requirements/run.txt requirements/models.txt requirements/uv.txt
	@scripts/install run
	@touch $@

$(TEST): requirements/test.txt requirements/multilingual.txt | $(RUN)
	@scripts/install test
	@touch $@

$(ANCHORS): requirements/anchors.txt requirements/anchors-alone.txt requirements/anchors-old.txt | $(RUN)
	@scripts/install anchors
	@touch $@

$(BUILT): frontend/package-lock.json $(wildcard frontend/src/* frontend/*.mjs) | $(RUN)
	@scripts/build-frontend
	@touch $@

$(WORDS): $(shell find folkmoot -name django.po 2>/dev/null) | $(RUN)
	@mkdir -p var
	@FOLKMOOT_DEMO=1 $(PY) -m folkmoot compile_words
	@touch $@
