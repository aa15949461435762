# make run      serve the site with everything embedded, until Ctrl-C     (PORT, GREENLAB_DATA, GREENLAB_DEMO=0)
# make test     lint, types, contracts, and the tests on every database that answers
# make messages bring new texts into the catalogues of other languages (needs GNU gettext)
# make check    lint, types and contracts only
# make clean    take away what the commands above made, except your data

VENV := .venv
PY := $(VENV)/bin/python
TEST_PROCESSES ?= 2

# Catalogues of other languages, compiled: a language is offered once its own is there.
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard greenlab/locale/*/LC_MESSAGES/django.po))

.PHONY: run test check messages clean
.DEFAULT_GOAL := run
.DELETE_ON_ERROR:

run: $(VENV)/installed $(CATALOGUES)
	@exec $(PY) manage.py up

test: check
	@$(PY) -m tests.on_servers -n $(TEST_PROCESSES)
	@exec $(PY) -m pytest -n $(TEST_PROCESSES)

check: $(VENV)/installed-tests $(CATALOGUES)
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports --no-logo
	find templates -name '*.html' -exec $(VENV)/bin/djade --check --target-version 5.2 {} +
	GREENLAB_DATA=$$(mktemp -d) $(PY) manage.py makemigrations --check --dry-run

$(VENV)/bin/python:
	@found=; for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
		if command -v $$python >/dev/null && $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then \
			found=$$python; break; \
		fi; \
	done; \
	if [ -z "$$found" ]; then \
		echo "GreenLab needs Python 3.11 or newer, and none was found. Install one, or name it: make run PYTHON=/path/to/python3" >&2; \
		exit 1; \
	fi; \
	$$found -m venv $(VENV) || { \
		rm -rf $(VENV); \
		echo "This Python cannot make a virtual environment. On Debian and Ubuntu: apt install python3-venv" >&2; \
		exit 1; \
	}

$(VENV)/installed: requirements.txt | $(VENV)/bin/python
	$(PY) -m pip install --quiet --disable-pip-version-check --requirement requirements.txt
	@touch $@

$(VENV)/installed-tests: requirements-test.txt $(VENV)/installed
	$(PY) -m pip install --quiet --disable-pip-version-check --requirement requirements-test.txt
	@touch $@

%.mo: %.po $(VENV)/installed
	@$(PY) -m babel.messages.frontend --quiet compile --input-file $< --output-file $@

messages: $(VENV)/installed
	$(PY) manage.py makemessages --all --no-location --no-obsolete --ignore $(VENV) --ignore tests --ignore bench

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
