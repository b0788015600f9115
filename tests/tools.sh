#!/bin/sh
# What only tests need and pip cannot bring: a browser and Java (Debian packages, where this user may
# install them) and two checkers from npm. What cannot be had is said; the tests that need it are skipped by name.
cd "$(dirname "$0")/.." || exit 1
log=$(mktemp)

debian() { # program, package
  command -v "$1" >/dev/null 2>&1 && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "tests: installing $2"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$2"; } >"$log" 2>&1
  fi
  command -v "$1" >/dev/null 2>&1 || echo "tests: $1 is absent (Debian package $2): the tests that need it are skipped"
}

debian chromium chromium
debian java default-jre-headless
debian npm npm

if command -v npm >/dev/null 2>&1 && [ ! -d tests/tools/node_modules/axe-core ]; then
  mkdir -p tests/tools
  if ! npm install --prefix tests/tools --no-audit --no-fund --silent axe-core@4 vnu-jar@26 >"$log" 2>&1; then
    echo "tests: axe-core and vnu-jar could not be installed from npm: the tests that need them are skipped"
  fi
fi
rm -f "$log"
exit 0
