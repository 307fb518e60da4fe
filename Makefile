# Two commands: `make demo` installs policyledger and runs it on the article, `make test` installs the tests and runs them.
# Needed: Python 3.11 or later (another one: make PYTHON=python3.12 demo), git, make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := outputs/demo

.PHONY: demo test check benchmarks clean

demo: $(VENV)/.installed
	$(BIN)/policyledger extract corpus/d1_beijing.txt -o $(RUN)
	@$(BIN)/policyledger show corpus/d1_beijing.txt
	@echo "The tables are in $(RUN): open targets.csv, or report.html in a browser; datapackage.json explains every column."

test: $(VENV)/.testable
	$(BIN)/python -m pytest -n auto

check:
	.ci/run

# pipeline/docs/benchmarks.md anew, other libraries beside ours; more gold folders or the specs of Recognizers-Text:
# make benchmarks BENCH="--gold 'our own=corpus/gold' --gold real=DIR --specs DIR"
benchmarks: $(VENV)/.testable
	$(BIN)/python tests/benchmarks/compare.py --peers $(BENCH)

clean:
	rm -rf $(VENV) $(RUN)

$(BIN)/python:
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" || \
		{ echo "policyledger needs Python 3.11 or later; try: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	@echo "Installing policyledger and its libraries into $(VENV); this takes a minute or two, once."
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.testable: pyproject.toml | $(BIN)/python
	@echo "Installing policyledger and its test tools into $(VENV); this takes a minute or two, once."
	$(BIN)/python -m pip install --quiet --editable . --group test
	@touch $@ $(VENV)/.installed
