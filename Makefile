# Suluah. `make` lists what can be done.
PORT ?= 8000
DEMO_PORT ?= 8080
PYTHON ?= python3
BIN := .venv/bin
export PORT
# Compiled once, every further start of Python is quicker.
unexport PYTHONDONTWRITEBYTECODE
export BASE_URL ?= http://localhost:$(PORT)
PO_FILES := $(shell find locale -name '*.po' 2>/dev/null)
STATIC_FILES := $(shell find static -type f 2>/dev/null)

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

.PHONY: run
run: .venv/.ready var/.translations var/.static ## Set everything up and serve the site on http://localhost:8000 (PORT changes it)
	@$(BIN)/python manage.py prepare_site --with-examples
	@exec $(BIN)/python deploy/serve.py

.PHONY: production-demo
production-demo: .venv/.ready-dev var/.translations ## A whole production site on this machine: nginx, two nodes, PostgreSQL, Redis, S3 (DEMO_PORT=8080)
	@exec $(BIN)/python tests/production/demo.py $(DEMO_PORT)

.PHONY: dev
dev: .venv/.ready-dev var/.translations ## Serve with automatic reload, for developers
	@DEBUG=true $(BIN)/python manage.py prepare_site --with-examples
	@DEBUG=true $(BIN)/python manage.py runserver $(PORT)

.PHONY: test
test: .venv/.ready-dev var/.translations html-checker lint ## Set everything up and run every check and test
	$(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder
	$(BIN)/python tests/server/postgres.py $(BIN)/pytest -n 2 --dist loadfile tests/campaigns/sessions tests/resources/library tests/resources/downloads tests/home/roles tests/home/test_search.py

.PHONY: bench
bench: .venv/.ready-dev var/.translations ## One table: each way in which the site answers, as ratios of one run (needs nginx, wrk; minutes)
	@$(BIN)/python tests/benchmarks/whole.py

.PHONY: faults
faults: .venv/.ready-dev var/.translations ## Everything fails in turn while people read, with all services (minutes)
	FAULTS=long $(BIN)/pytest --durations=0 tests/production/test_faults.py tests/production/test_saving.py tests/production/test_disk_full.py
	PUBLISHES=200 $(BIN)/pytest tests/production/test_faults.py -k middle_of_publishing

.PHONY: lint
lint: .venv/.ready-dev ## Check style, templates and the floors of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --lint --quiet templates home/starter/materials
	PYTHONPATH=site $(BIN)/lint-imports

.PHONY: format
format: .venv/.ready-dev ## Put the code into its standard form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: messages
messages: .venv/.ready-dev ## Collect new words to translate into locale/id (needs GNU gettext)
	$(BIN)/python manage.py makemessages --locale id --no-location --no-wrap --ignore '.venv/*' --ignore 'tests/*' --ignore 'var/*'

.PHONY: materials
materials: .venv/.ready-dev ## Print the example materials into home/starter/materials/files (needs Chromium)
	$(BIN)/python home/starter/materials/print.py

.PHONY: guide-pictures
guide-pictures: .venv/.ready-dev var/.translations ## Take the pictures of the editors' guide from a running site (needs Chromium)
	$(BIN)/python docs/images/take.py

.PHONY: requirements
requirements: ## Pin the newest fitting releases (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --quiet --output-file requirements.txt pyproject.toml
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --quiet --output-file requirements-dev.txt --group dev pyproject.toml

# The Nu HTML checker, for the tests: a Java program from the npm registry. Without npm its test says that it is skipped.
.PHONY: html-checker
html-checker:
	@if command -v npm >/dev/null && [ ! -f tests/html_checker/node_modules/vnu-jar/build/dist/vnu.jar ]; then \
	  npm ci --prefix tests/html_checker --silent --no-fund --no-audit || echo "The HTML checker could not be installed."; fi

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Suluah needs Python 3.11 or newer (found: $$($(PYTHON) --version 2>&1)). Name another with PYTHON=..."; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "Python's venv module is missing. On Debian and Ubuntu: apt install python3-venv"; exit 1; }

.venv/.ready: requirements.txt | .venv/bin/python
	@echo "Installing what the site needs (about half a minute) ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.txt || { echo; echo "The packages could not be fetched. Is this machine online? Run the command again when it is."; exit 1; }
	@touch $@

.venv/.ready-dev: requirements-dev.txt | .venv/bin/python
	@echo "Installing what development and tests need ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements-dev.txt || { echo; echo "The packages could not be fetched. Is this machine online? Run the command again when it is."; exit 1; }
	@touch $@ .venv/.ready

var/.translations: $(PO_FILES) | .venv/bin/python
	@mkdir -p var
	@$(BIN)/python manage.py compile_translations
	@touch $@

var/.static: $(STATIC_FILES) publishing/pages/sheets.py requirements.txt
	@mkdir -p var
	@echo "Collecting static files ..."
	@$(BIN)/python manage.py collectstatic --noinput --verbosity 0
	@touch $@
