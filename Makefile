PORT ?= 8000
export PORT
RUN := .venv/bin
# Two processes, a file of tests to one of them, since each has a database of its own.
TWICE := -n 2 --dist loadfile
# Proofs that take minutes have targets of their own.
QUICK := not walk and not attack and not crash and not copies and not every

# A proof runs once on each database; its one figure, over both, is printed last.
define proof
	rm -f artifacts/$(1).json; \
	for db in sqlite postgres; do \
		FIVEFOLD_TALLY=artifacts/$(1).json FIVEFOLD_TEST_DB=$$db $(RUN)/python -m pytest -q -m $(1) tests/$(1) || ended=1; \
	done; \
	$(RUN)/python -m tests.closing artifacts/$(1).json && exit $${ended:-0}
endef

.DEFAULT_GOAL := help
.PHONY: help setup demo test check tests again walk attack crash copies pictures bench messages states lock clean

help: ## List what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

setup: ## Build .venv with everything (demo and test do this by themselves)
	@sh tools/environment.sh

demo: setup ## Run Fivefold with made-up partnerships on http://localhost:8000 (PORT= moves it)
	@$(RUN)/fivefold demo --port $(PORT)

test: setup check tests ## Lint, types, contracts, all tests on both databases, browser, wheel

check: setup
	@echo "Lint, types and import contracts."
	@$(RUN)/ruff check --quiet .
	@$(RUN)/ruff format --check --quiet .
	@$(RUN)/mypy
	@$(RUN)/lint-imports

tests: setup
	@sh tools/pango.sh
	@echo "Tests without a browser, on SQLite where they need a database."
	@FIVEFOLD_TEST_DB=sqlite $(RUN)/python -m pytest -q $(TWICE) -m "$(QUICK) and not browser"
	@echo "Tests that need a database, on PostgreSQL."
	@FIVEFOLD_TEST_DB=postgres $(RUN)/python -m pytest -q $(TWICE) -m "django_db and not once and $(QUICK) and not browser"
	@echo "The browser on SQLite, its story on PostgreSQL too."
	@CHROMIUM="$$(sh tools/browser.sh)" FIVEFOLD_TEST_DB=sqlite $(RUN)/python -m pytest -q -n 2 --dist worksteal -m "browser and not walk or story"
	@CHROMIUM="$$(sh tools/browser.sh)" FIVEFOLD_TEST_DB=postgres $(RUN)/python -m pytest -q -m story

walk: setup ## Whole stories in a real browser, on both databases
	@sh tools/pango.sh
	@CHROMIUM="$$(sh tools/browser.sh)" FIVEFOLD_TEST_DB=sqlite $(RUN)/python -m pytest -q -m walk
	@CHROMIUM="$$(sh tools/browser.sh)" FIVEFOLD_TEST_DB=postgres $(RUN)/python -m pytest -q -m walk

attack: setup ## Look for single answers in all that is shown, on both databases
	@$(call proof,attack)

crash: setup ## Kill -9 everything under load, on both databases
	@$(call proof,crash)

again: setup ## What make test asks on SQLite alone, on PostgreSQL; random cases many times over; each sample by every way in
	@$(RUN)/python -m pytest -q $(TWICE) --hypothesis-profile many -m "not django_db and $(QUICK) and not browser" tests/stats tests/files tests/assess
	@FIVEFOLD_TEST_DB=postgres $(RUN)/python -m pytest -q $(TWICE) --hypothesis-profile many -m "once and $(QUICK)"
	@FIVEFOLD_TEST_DB=sqlite $(RUN)/python -m pytest -q $(TWICE) -m every

copies: setup ## Every way in which a copy can be wrong, on both databases
	@FIVEFOLD_TEST_DB=sqlite $(RUN)/python -m pytest -q $(TWICE) -m copies
	@FIVEFOLD_TEST_DB=postgres $(RUN)/python -m pytest -q $(TWICE) -m copies

pictures: setup ## Take the pictures in the documents anew
	@CHROMIUM="$$(sh tools/browser.sh)" $(RUN)/python -m pytest -q tests/browser/test_pictures.py
	@mkdir -p docs/pictures && cp artifacts/pictures/*.png docs/pictures/

bench: setup ## The speed claims, each a ratio against a named alternative
	@for script in benchmarks/*.py; do echo "$$script"; $(RUN)/python "$$script" || exit 1; done

messages: setup ## Bring the Spanish catalog up to date and compile it
	@$(RUN)/python tools/messages.py

states: setup ## Draw the state machines into docs/states
	@$(RUN)/python tools/states.py

lock: setup ## Resolve the dependencies anew into requirements.lock, and of it what a server needs
	@$(RUN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --all-extras --group dev \
		pyproject.toml -o requirements.lock
	@$(RUN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --extra server \
		--constraint requirements.lock pyproject.toml -o requirements-server.lock

clean: ## Remove what was built here (never any data)
	rm -rf .venv dist build artifacts .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
