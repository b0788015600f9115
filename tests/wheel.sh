#!/bin/sh
# Build the wheel, install it into an empty environment in an empty folder, and make an edition there.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
empty=$(mktemp -d)
trap 'rm -rf "$empty"' EXIT
"$here/.venv/bin/python" -m build --wheel --outdir "$empty/dist" "$here" >"$empty/log" 2>&1 || { cat "$empty/log"; exit 1; }
cd "$empty"
"$here/.venv/bin/python" -m venv fresh
fresh/bin/python -m pip install --quiet --disable-pip-version-check dist/*.whl
fresh/bin/edition init new
cd new
../fresh/bin/edition validate --strict
../fresh/bin/edition build --strict
for file in .github/workflows/edition.yml .gitignore README.md schemas/edition.rng; do
  test -s "$file" || { echo "edition init lacks $file"; exit 1; }
done
for file in index.html letter.html edition.pdf index.json manifest.json sources.zip; do
  test -s "site/$file" || { echo "the wheel's edition lacks $file"; exit 1; }
done
echo "wheel: an edition was made with it in an empty environment"
