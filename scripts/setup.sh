#!/bin/sh
# Makes the virtual environment $1 from requirements.lock and installs this project into it, editable.
set -eu
venv=$1

if [ ! -x "$venv/bin/python" ]; then
  base=
  for name in "${PYTHON:-}" python3.11 python3.12 python3.13 python3.14 python3 python; do
    if [ -n "$name" ] && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      base=$name
      break
    fi
  done
  if [ -z "$base" ]; then
    echo "fairwitness needs Python 3.11 or newer; install it, or name it: make PYTHON=/path/to/python" >&2
    exit 1
  fi
fi

echo "Setting up $venv; this happens once" >&2
if command -v uv >/dev/null; then
  [ -x "$venv/bin/python" ] || uv venv --quiet --python "$base" "$venv"
  uv pip install --quiet --python "$venv/bin/python" --compile-bytecode --no-deps --require-hashes -r requirements.lock
  uv pip install --quiet --python "$venv/bin/python" --no-deps --no-build-isolation -e .
else
  [ -x "$venv/bin/python" ] || "$base" -m venv "$venv"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
fi
