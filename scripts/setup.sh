#!/bin/sh
# Sets up what `make` needs, one line a step; the noise goes to .build/setup.log.
#   setup.sh run    system libraries, .venv, the locked packages, briefer itself
#   setup.sh dev    what the tests need on top
#   setup.sh browser  Chromium, and what drives it
#   setup.sh lock   the lock files anew
# PYTHON=/path/to/python3 chooses the interpreter of a new .venv.
set -eu
cd "$(dirname "$0")/.."
VENV=.venv
LOG=.build/setup.log
mkdir -p .build

say() { printf '%s\n' "$*" >&2; }

die() {
    say "$@"
    exit 1
}

# quietly WHAT COMMAND… : run it into the log; where it fails, show the log's end and stop.
quietly() {
    what=$1
    shift
    if ! "$@" >>"$LOG" 2>&1; then
        tail -n 20 "$LOG" >&2
        die "setup: $what failed (the whole of it: $LOG)"
    fi
}

# A Python of 3.11 or later: $PYTHON, python3, or a newer one beside an old python3.
find_python() {
    for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    die "setup: briefer needs Python 3.11 or later, and '${PYTHON:-python3}' is not one.
Install it (Debian 12, Ubuntu 24.04: apt-get install python3 python3-venv), or name another: make brief PYTHON=/path/to/python3"
}

# The Debian packages that are missing, one a line.
missing_packages() {
    "$1" - <<'PYTHON'
import ctypes
import importlib.util
import shutil
import sys

LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
    "libfontconfig.so.1": "libfontconfig1",
}
for library, package in LIBRARIES.items():
    try:
        ctypes.CDLL(library)
    except OSError:
        print(package)
if not importlib.util.find_spec("ensurepip"):
    print(f"python{sys.version_info[0]}.{sys.version_info[1]}-venv")
if not shutil.which("fc-list"):
    print("fontconfig")
PYTHON
}

# install_system PACKAGES… : by apt-get, as root or through sudo.
install_system() {
    packages=$*
    [ -n "$packages" ] || return 0
    become=
    if [ "$(id -u)" != 0 ]; then
        become="sudo -n"
        sudo -n true 2>/dev/null || become=no
    fi
    if [ "$become" = no ] || ! command -v apt-get >/dev/null; then
        die "setup: these system packages are missing, and may not be installed from here: $packages
On Debian or Ubuntu: sudo apt-get install $packages
Elsewhere: Pango, HarfBuzz (with its subset library), fontconfig and Python's venv module. Then run make again."
    fi
    say "setup: installing system packages: $packages"
    quietly "apt-get update" $become apt-get update
    # shellcheck disable=SC2086
    quietly "apt-get install" $become env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $packages
}

pip() {
    "$VENV/bin/python" -m pip --disable-pip-version-check --no-input "$@"
}

# pip compiles what it installs, unless its configuration says no: make sure, for an uncompiled start takes three times as long.
compile() {
    "$VENV/bin/python" -m compileall -q -j 0 "$VENV/lib" briefer >>"$LOG" 2>&1 || true
}

set_up_run() {
    python=$(find_python)
    # shellcheck disable=SC2046
    install_system $(missing_packages "$python")
    if ! "$VENV/bin/python" -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        say "setup: making $VENV with $("$python" --version)"
        quietly "making $VENV" "$python" -m venv --clear "$VENV"
    fi
    say "setup: installing the locked packages (the first time: a minute or two)"
    quietly "installing requirements.lock" pip install --require-hashes -r requirements.lock
    say "setup: installing briefer itself"
    quietly "installing briefer" pip install --no-deps --no-build-isolation --editable .
    compile
    touch "$VENV/.ready"
}

set_up_dev() {
    say "setup: installing what the tests need"
    quietly "installing requirements-dev.lock" pip install --require-hashes -r requirements-dev.lock
    compile
    touch "$VENV/.ready-dev"
}

set_up_browser() {
    command -v chromium >/dev/null || install_system chromium
    say "setup: installing what drives Chromium"
    quietly "installing requirements-browser.lock" pip install --require-hashes -r requirements-browser.lock
    compile
    touch "$VENV/.ready-browser"
}

resolve() {
    "$VENV/bin/python" -m uv pip compile --quiet --universal --python-version 3.11 --upgrade --generate-hashes \
        --no-emit-index-url --no-header --no-annotate "$@"
}

lock() {
    quietly "installing uv" pip install uv
    say "setup: resolving the lock files"
    quietly "resolving" resolve pyproject.toml --group build --output-file requirements.lock
    quietly "resolving" resolve pyproject.toml --group build --group dev --constraint requirements.lock \
        --output-file requirements-dev.lock
    quietly "resolving" resolve --group browser --constraint requirements-dev.lock --output-file requirements-browser.lock
}

: >"$LOG"
case ${1:-} in
run) set_up_run ;;
dev) set_up_dev ;;
browser) set_up_browser ;;
lock) lock ;;
*) die "usage: setup.sh run|dev|browser|lock" ;;
esac
