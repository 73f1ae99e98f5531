#!/usr/bin/env bash
# Makes the Python environment that the tests look for, in $TROMMEL_VENV or the user's cache folder, and does nothing
# when it is there with what tests/requirements.txt names. Prints where it is.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
venv="${TROMMEL_VENV:-${XDG_CACHE_HOME:-$HOME/.cache}/trommel/venv}"
if ! cmp --silent "$here/requirements.txt" "$venv/requirements.txt"; then
    [ -x "$venv/bin/python" ] || python3 -m venv "$venv"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$here/requirements.txt" >&2
    cp "$here/requirements.txt" "$venv/requirements.txt"
fi
echo "$venv"
