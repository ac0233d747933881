# `make brief` on a bare Debian 12 or Ubuntu with python3 (3.11 or later), git and make does all that is needed.
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help brief test slow browser bench gallery fuzz catalogues lock clean

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1|\2/p' Makefile | while IFS='|' read -r name what; do printf '%-12s %s\n' "$$name" "$$what"; done

brief: $(VENV)/.ready  ## set up what is missing, then make a brief of examples/ (ARGS="--out DIR" and the like are handed on)
	@$(BIN)/briefer run examples $(ARGS)

test: $(VENV)/.ready-dev  ## lint, types and tests
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet || { echo 'run: $(BIN)/ruff format'; exit 1; }
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/pytest -q -m 'not slow and not browser' $(ARGS)

slow: $(VENV)/.ready-dev  ## the wheel installed elsewhere, two hundred killed runs, thirty simulated days, memory
	@$(BIN)/pytest -q -m slow $(ARGS)

browser: $(VENV)/.ready-browser  ## open the sample briefs in Chromium and let axe judge them
	@$(BIN)/pytest -q -m browser $(ARGS)

bench: $(VENV)/.ready-dev  ## what the pipeline, the finders and the PDF cost beside bare spaCy and WeasyPrint, and grouping as articles grow
	@$(BIN)/python bench/run.py $(ARGS)
	@$(BIN)/python bench/pages.py
	@$(BIN)/python bench/grouping.py

catalogues: $(VENV)/.ready-dev  ## bring templates/locale/ up to the words of briefer/render/labels.py
	@$(BIN)/python scripts/update_catalogues.py

gallery: $(VENV)/.ready-dev  ## draw the first pages of the sample briefs for docs/gallery/
	@$(BIN)/python scripts/build_gallery.py

fuzz: $(VENV)/.ready-dev  ## try collecting and reading with many more made-up feeds, mails and archives
	@BRIEFER_FUZZ=50 $(BIN)/pytest -q tests/collect/test_fuzz.py $(ARGS)

lock: $(VENV)/.ready-dev  ## write the lock files anew from pyproject.toml
	@sh scripts/setup.sh lock

clean:  ## remove the environment, caches and out/
	@rm -rf $(VENV) .build out dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find briefer tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.ready: scripts/setup.sh requirements.lock pyproject.toml
	@sh scripts/setup.sh run

$(VENV)/.ready-dev: $(VENV)/.ready requirements-dev.lock
	@sh scripts/setup.sh dev

$(VENV)/.ready-browser: $(VENV)/.ready-dev requirements-browser.lock
	@sh scripts/setup.sh browser
