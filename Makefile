# Every command there is. `make` lists them.
# A bare machine needs Python 3.11 or newer and make; everything else is fetched into
# .venv and web/node_modules. `make test` also needs a Chromium to look at.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
WEB := $(BIN)/python tools/build_web.py
PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11,$(shell \
	$(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(name))))
ifeq ($(strip $(CHROMIUM)),)
CHROMIUM := $(firstword $(foreach name,chromium chromium-browser google-chrome google-chrome-stable,$(shell command -v $(name))))
endif
export CHROMIUM

WEB_SOURCES := $(shell find web -name node_modules -prune -o -name tests -prune -o -type f -print 2>/dev/null)
WEB_MANIFESTS := web/package-lock.json $(wildcard web/package.json web/*/package.json)
# They mostly wait: for servers, for locks, for each other. The other lane runs beside them.
SIDE_BY_SIDE := -n 3 --dist worksteal --durations=20 --durations-min=5
# How much more `make nightly` tries at random, and which: the same again with SEED=…
TIMES ?= 10
SEED ?= $(shell date +%Y%m%d)
SAY := @echo; echo "──"

.PHONY: help run dev test check fix test-only protocol bench drill nightly web docs \
	chromium style types architecture numbers backend races abuse web-tests browser

help: ## list the commands
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14 | sed 's/^/  make /'

run: web ## build and start everything with a demo; prints where it is (PORT=8000)
	@exec $(BIN)/frontdesk up --demo

dev: web ## the same, and start again when Python code changes
	@exec $(BIN)/frontdesk up --demo --reload

test: chromium .make/web-packages ## everything CI runs, in two lanes side by side
	@$(BIN)/python -m tools.lanes

check: style types architecture ## style, types and architecture: what takes seconds

fix: .make/web-packages ## format, and repair what can be repaired
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(WEB) run fix

test-only: .make/python ## one feature's tests: make test-only name=messages
	$(BIN)/pytest tests/features/$(or $(name),$(error say which feature: make test-only name=messages))

protocol: .make/python ## write the TypeScript types and the AsyncAPI document again
	$(BIN)/python -m tools.generate_protocol

bench: .make/python ## the benchmarks, and the table they publish (parts="latency burst")
	$(BIN)/python -m bench --publish $(parts)

drill: .make/python ## kill every part of a throw-away installation under load, and count (options="--visitors 50")
	@$(BIN)/python -m tools.drill $(options)

docs: .make/python ## a searchable site of docs/ in build/docs; a link that leads nowhere fails it
	$(SAY) "Documents"
	$(BIN)/zensical build --strict --clean -f mkdocs.yml

nightly: .make/web-packages ## much more of what is tried at random, a long drill, and advisories (TIMES=10, SEED=… to repeat one)
	$(SAY) "Tried $(TIMES) times as often as for a change, beginning with seed $(SEED)"
	TIMES=$(TIMES) SEED=$(SEED) $(BIN)/pytest tests $(SIDE_BY_SIDE) --ignore=tests/architecture --ignore=tests/built --ignore=tests/browser
	SEEDS=$$((150 * $(TIMES))) SEED=$(SEED) $(WEB) exec -- vitest run random-network
	$(BIN)/python -m tools.drill --visitors 50 --rounds $(TIMES)
	$(SAY) "Advisories about what is installed (needs the network)"
	$(BIN)/python -m tools.audit

web: frontdesk/static/.built ## build the web pages, if their sources changed

chromium:
	@test -n "$(CHROMIUM)" -a -x "$(CHROMIUM)" || { \
		echo "The browser tests need Chromium: apt-get install chromium (or set CHROMIUM=/path/to/it)." >&2; exit 1; }

style: .make/web-packages
	$(SAY) "Style"
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(WEB) run lint

types: .make/web-packages
	$(SAY) "Types"
	$(BIN)/mypy
	$(WEB) run types
	$(WEB) run dead-code

architecture: .make/python
	$(SAY) "Architecture"
	$(BIN)/pytest tests/architecture

backend: .make/python
	$(SAY) "Backend"
	$(BIN)/pytest tests $(SIDE_BY_SIDE) --ignore=tests/architecture --ignore=tests/built --ignore=tests/browser --ignore=tests/races --ignore=tests/abuse

abuse: .make/python ## one stranger who does all the harm they can
	$(SAY) "Abuse"
	$(BIN)/pytest tests/abuse

races: .make/python
	$(SAY) "Races"
	$(BIN)/pytest tests/races $(SIDE_BY_SIDE)

numbers: .make/python
	$(SAY) "How large and how tangled it is, beside what we want"
	$(BIN)/python -m tools.measure_house

web-tests: .make/web-packages
	$(SAY) "Web"
	$(WEB) test

browser: web chromium
	$(SAY) "Browser"
	$(BIN)/pytest tests/built tests/browser -n 2 --dist loadfile --durations=20 --durations-min=5

frontdesk/static/.built: .make/web-packages $(WEB_SOURCES) tools/build_web.py
	$(SAY) "Building the web pages"
	$(WEB) pages
	@touch $@

.make/web-packages: .make/python $(WEB_MANIFESTS)
	$(SAY) "Fetching the web packages"
	$(WEB) packages
	@touch $@

.make/python: pyproject.toml requirements.lock
	@test -n "$(PYTHON)" || { echo "Frontdesk needs Python 3.11 or newer; set PYTHON=/path/to/it if it is not on the PATH." >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
		echo "$(PYTHON) has no venv module; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	$(SAY) "Fetching the Python packages"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock hatchling typing_extensions
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation -c requirements.lock -e '.[dev]'
	@mkdir -p .make && touch $@
