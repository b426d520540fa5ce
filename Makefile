# The two commands of the portal, and what they are made of. `make help` prints itself.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
JOBS ?= 2
PYTEST := $(BIN)/python -m pytest -q
QUICK := -m "not browser and not long"

.DEFAULT_GOAL := help
.PHONY: help run test test-fast test-long bench lint types pins browser clean

help: ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/\1\t\2/' | expand -t 14

run: $(VENV)/.run ## The portal with a demo bloc, at the address it prints
	$(BIN)/khoi demo

test: $(VENV)/.test browser ## Everything: lint, types, the suite on SQLite and PostgreSQL, the browser
	@$(MAKE) --no-print-directory lint types
	$(PYTEST) -n $(JOBS) $(QUICK)
	KHOI_TEST_DB=postgres $(PYTEST) -n $(JOBS) -m "database and not browser and not long"
	$(PYTEST) -n $(JOBS) -m "browser and not long"

test-fast: $(VENV)/.test ## The suite on SQLite alone, without a browser
	$(PYTEST) -n $(JOBS) $(QUICK)

test-long: $(VENV)/.test ## The longer searches
	$(PYTEST) -m long

bench: $(VENV)/.test ## The portal against its yardsticks, as ratios
	$(BIN)/python -m bench

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/djlint templates --lint --quiet

types: $(VENV)/.test
	$(BIN)/mypy

pins: ## Pin again what pyproject.toml asks for (takes uv for the while)
	$(PYTHON) -m venv .tools/uv && .tools/uv/bin/pip install --quiet uv
	.tools/uv/bin/uv pip compile -q pyproject.toml --universal --generate-hashes --no-header --upgrade -o requirements.txt
	.tools/uv/bin/uv pip compile -q pyproject.toml --extra test --universal --generate-hashes --no-header --upgrade \
		-c requirements.txt -o requirements-test.txt

# What the browser tests need and pip does not have. Without root they are looked for, and the tests say what they miss.
browser:
	@deploy=; \
	command -v chromium || command -v chromium-browser || command -v google-chrome || deploy="chromium fonts-liberation2"; \
	command -v soffice || deploy="$$deploy libreoffice-calc-nogui libreoffice-writer-nogui fonts-liberation2"; \
	find /usr/lib/libreoffice -name libswlo.so 2>/dev/null | grep -q . || deploy="$$deploy libreoffice-writer-nogui fonts-liberation2"; \
	command -v pdftoppm || deploy="$$deploy poppler-utils"; \
	test -z "$$deploy" || test "$$(id -u)" != 0 || ! command -v apt-get || { \
		apt-get -qq update && DEBIAN_FRONTEND=noninteractive \
		apt-get -qq install -y --no-install-recommends $$deploy </dev/null; } || true

clean: ## Away with what make made (never the data folder)
	rm -rf $(VENV) .tools build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

# Debian without python3-venv makes half a venv and fails: virtualenv makes a whole one.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Khối cần Python 3.11 trở lên: make PYTHON=/đường/dẫn/python3" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		$(PYTHON) -m pip install --quiet --target .tools/virtualenv virtualenv && \
		PYTHONPATH=.tools/virtualenv $(PYTHON) -m virtualenv --quiet $(VENV); }

$(VENV)/.run: $(BIN)/python requirements.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps -e .
	@touch $@

$(VENV)/.test: $(VENV)/.run requirements-test.txt
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-test.txt
	@touch $@
