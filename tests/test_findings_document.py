# SPDX-License-Identifier: MIT
"""docs/findings.md says of every code what it is, and shows it; codes, cases and sources agree."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT
from document_findings import CASES, FAMILIES, PAGE, page

from edition.codes import CODES, LEVELS

# These cannot be in a repository: a file that is missing, that nobody may read, or of half a gigabyte.
NO_CASE = {"xml-missing", "xml-unreadable", "xml-too-large"}
# What a build's outputs lack has its cases in tests/test_proof.py.
NO_CASE |= {code for code in CODES if code.startswith("proof-")}
# The schema gives the level of a rule by its role; a part of a document is less wrong than a web page.
OWN_LEVEL = {"sch-assert", "sch-report", "xml-not-tei"}


def test_the_page_is_what_the_cases_say(accept):
    """Nobody writes the documentation of findings by hand: `python tests/document_findings.py` or --accept makes it."""
    if accept:
        PAGE.write_text(page(), encoding="utf-8")

    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_case_has_a_code_and_words():
    """A case directory is named for a code, and says in prose what an editor should know."""
    for folder in CASES.iterdir():
        assert folder.name in CODES
        assert (folder / "about.md").read_text(encoding="utf-8").strip()


@pytest.mark.parametrize("code", sorted(set(CODES) - NO_CASE))
def test_every_code_has_a_case_with_its_level(code):
    """The usual level of a code in `edition.codes` is the one that its case has."""
    first = (CASES / code / "expected.txt").read_text(encoding="utf-8").splitlines()[0]
    level = first.split(" ", 1)[0]

    assert level == CODES[code].level or level not in LEVELS or code in OWN_LEVEL
    assert f" {code}: " in first


def test_every_code_in_the_program_is_listed():
    """No finding has a code that `edition.codes` does not know, and no code is left over."""
    families = "|".join(FAMILIES)
    used = set()
    for file in sorted((ROOT / "edition").rglob("*.py")):
        if file.name != "codes.py":
            used |= set(re.findall(rf"\"((?:{families})-[a-z]+(?:-[a-z0-9]+)*)\"", file.read_text(encoding="utf-8")))

    listed = {code for code in CODES if not code.startswith("sch-")}
    assert listed <= used
    assert {code for code in used if code.partition("-")[0] in FAMILIES} - set(CODES) <= {"xml-model", "xml-version", "xml-stylesheet", "xml-xinclude", "xml-entity-unknown"}


def test_levels_are_those_of_findings():
    """A code is an error, a warning or a hint; off is what a project makes of it."""
    assert {each.level for each in CODES.values()} == set(LEVELS) - {"off"}
    assert {code.partition("-")[0] for code in CODES} <= set(FAMILIES)
