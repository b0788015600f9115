# SPDX-License-Identifier: MIT
"""The command: `python -m schemas.compiler P5SUBSET [--odd ODD] [--rng RNG] [--sch SCH]`.

It writes files and says what is wrong; all the work is done by the modules beside it.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from lxml import etree

from .grammar import Grammar
from .odd import OddError, Release, Selection, read_customisation
from .rules import compile_rules

TITLE = "Rules of the edition that a grammar cannot say"
HEADING = """<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- Compiled from edition.odd, which has the prose; change that, not this: python -m schemas.compiler -->
"""
HERE = Path(__file__).resolve().parent.parent


def main() -> int:
    """Compile the customisation; 0 when the files are written, 1 with a message when they are not."""
    parser = argparse.ArgumentParser(prog="python -m schemas.compiler", description=__doc__)
    parser.add_argument("release", type=Path, help="TEI's p5subset.xml")
    parser.add_argument("--odd", type=Path, default=HERE / "edition.odd")
    parser.add_argument("--rng", type=Path, default=HERE / "edition.rng")
    parser.add_argument("--sch", type=Path, default=HERE / "edition.sch")
    parser.add_argument("--undocumented", action="store_true", help="do not insist on documentation")
    chosen = parser.parse_args()
    try:
        customisation = read_customisation(chosen.odd)
        selection = Selection(Release.read(chosen.release), customisation)
        grammar = Grammar(selection, documented=not chosen.undocumented).compile()
        rules = compile_rules(customisation, TITLE)
    except OddError as error:
        print(f"{chosen.odd}: {error}", file=sys.stderr)
        return 1
    chosen.rng.write_bytes(written(grammar))
    chosen.sch.write_bytes(written(rules))
    return 0


def written(root: etree._Element) -> bytes:
    """A schema as a file: where it comes from, then one element a line."""
    etree.indent(root, "  ")
    body = etree.tostring(root, encoding="unicode")
    return f"{HEADING}{body}\n".encode()


if __name__ == "__main__":
    sys.exit(main())
