# `make demo` and `make test` set up whatever is missing; they need Python 3.11 or newer and make, nothing else.
.POSIX:
.PHONY: demo test lint record live bench smoke setup lock clean

VENV = .venv
READY = $(VENV)/.ready
RECORDED = tests/vectorstore/test_embed_endpoint_recorded.py tests/agent/test_llm_recorded.py

demo: $(READY)
	@$(VENV)/bin/fairwitness demo

test: lint
	@$(VENV)/bin/pytest -n auto --dist worksteal

lint: $(READY)
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy

# Asks a small model on this machine, which the first run fetches: again for the tapes, or the whole path.
record: $(READY)
	@$(VENV)/bin/python scripts/with_model.py $(VENV)/bin/pytest $(RECORDED) --record-mode=rewrite
	@$(VENV)/bin/pytest $(RECORDED) tests/test_cassettes.py

live: $(READY)
	@$(VENV)/bin/python scripts/with_model.py $(VENV)/bin/pytest -m live tests/live

bench: $(READY)
	@$(VENV)/bin/python -m evals.bench

# Scores every task on a few items; exits with 1 if one falls below its threshold.
smoke: $(READY)
	@$(VENV)/bin/fairwitness eval run smoke

setup: $(READY)

# The stamp makes every run after the first instant.
$(READY): requirements.lock pyproject.toml
	@sh scripts/setup.sh $(VENV)
	@touch $@

# Remakes the lock: hashes for every platform, no addresses. Needs uv.
lock:
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	  --no-annotate --no-header --no-emit-index-url --no-emit-find-links --upgrade --quiet -o requirements.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
