# make run    start Arpent with its example network      PORT=8010 make run chooses the port
# make voice  install the voice that reads questionnaires aloud: compiled here, so it wants a C compiler
# make test   everything that tells whether it works
# make check  format, lint, types, import contracts, migrations, templates
# make lock   pin and hash the dependencies anew

PORT ?= 8000
HOST ?= 127.0.0.1
BIN = .venv/bin
# The checks look at the code, never at an installation: they get a folder of their own.
CHECKED = tests/architecture/test_repository.py tests/architecture/test_rooms.py
CHECKING = ARPENT_HOME=.venv/check DJANGO_SETTINGS_MODULE=arpent.site.settings

.PHONY: run voice test check lock setup setup-test

run: setup
	@HOST=$(HOST) PORT=$(PORT) $(BIN)/arpent serve

voice:
	@scripts/setup.sh voice

# Browsers come last and apart: they empty the database that their live server shares. What `check` has just run is not
# run again; modules keep their order, or those of one long test would come last, on one processor.
test: check
	$(BIN)/python -m pytest -n auto --dist loadscope --no-loadscope-reorder -m "not browser" $(CHECKED:%=--ignore=%)
	$(BIN)/python -m pytest -n auto --dist worksteal -m browser tests/journeys

check: setup-test
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy
	PATH=$(BIN):$$PATH $(BIN)/lint-imports --no-cache > .venv/imports.log || (tail -40 .venv/imports.log; exit 1)
	$(BIN)/djlint --quiet --lint arpent
	$(CHECKING) $(BIN)/python -m django makemigrations --check --dry-run
	$(BIN)/python -m pytest -q $(CHECKED)

lock: setup-test
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.12 --upgrade pyproject.toml -o requirements/run.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.12 --upgrade --extra test pyproject.toml -o requirements/test.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.12 --upgrade --extra postgresql pyproject.toml -o requirements/postgresql.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.12 --upgrade requirements/uv.in -o requirements/uv.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.12 --upgrade requirements/build.in -o requirements/build.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.12 --upgrade --extra voice pyproject.toml -o requirements/voice.lock

setup:
	@scripts/setup.sh run

setup-test:
	@scripts/setup.sh test
