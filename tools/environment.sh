#!/bin/sh
# Builds .venv from the hash-locked file. Safe to repeat: a stamp says for which lock it was built.
set -eu
lock=requirements.lock
stamp=.venv/.built-for
venv_python=.venv/bin/python

wanted=$(cksum "$lock" pyproject.toml)
if [ -x "$venv_python" ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then exit 0; fi

python=""
for candidate in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11; do
  if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python=$candidate; break; fi
done
if [ -z "$python" ]; then
  echo "Fivefold needs Python 3.11 or newer and found none. On Debian or Ubuntu: apt-get install python3 python3-venv" >&2
  exit 1
fi

echo "Setting up .venv with $("$python" --version): once, about a minute."
if ! "$python" -m venv .venv >/tmp/fivefold-venv.$$ 2>&1; then
  cat /tmp/fivefold-venv.$$ >&2; rm -f /tmp/fivefold-venv.$$; rm -rf .venv
  echo "Python has no working venv module. On Debian or Ubuntu: apt-get install python3-venv" >&2
  exit 1
fi
rm -f /tmp/fivefold-venv.$$
export PIP_DISABLE_PIP_VERSION_CHECK=1
if "$venv_python" -m pip install --quiet uv==0.13.9; then
  echo "Installing the locked packages, each checked against its hash."
  .venv/bin/uv pip install --quiet --python "$venv_python" --require-hashes -r "$lock"
else
  echo "uv could not be had; installing the same locked packages with pip, which takes a few minutes."
  "$venv_python" -m pip install --quiet --require-hashes -r "$lock"
fi
"$venv_python" -m pip install --quiet --no-deps --no-build-isolation --editable .
printf '%s' "$wanted" > "$stamp"
