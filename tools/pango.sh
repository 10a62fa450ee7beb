#!/bin/sh
# Sees to Pango, which sets the text of a PDF: a system library, so no wheel brings it.
set -eu
packages="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
if .venv/bin/python -c 'import weasyprint' >/dev/null 2>&1; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing Pango for the reports in PDF: once, a few seconds." >&2
  if { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages; } >&2
  then exit 0; fi
fi
echo "Reports in PDF need Pango; their tests are left out without it. On Debian or Ubuntu: apt-get install $packages" >&2
