#!/bin/sh
# Prints the path of a Chromium for the browser tests, fetching one where there is none.
# An empty line means: the one that Playwright keeps for itself.
set -eu
find_one() {
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null 2>&1; then command -v "$name"; return 0; fi
  done
  return 1
}
find_one && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 && grep -qs '^ID=debian' /etc/os-release; then
  echo "Installing Chromium for the browser tests: once, about a minute." >&2
  # Without libatomic1 Playwright's driver ends with no word of why.
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium libatomic1; } >&2
  find_one && exit 0
fi
echo "Fetching Playwright's Chromium for the browser tests: once." >&2
.venv/bin/playwright install chromium >&2
echo ""
