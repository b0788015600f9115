# SPDX-License-Identifier: MIT
"""Golden cases: tests/cases/<TEI module>/<phenomenon>/input.xml and what each output makes of it.

A new case is a new folder with an input.xml; `pytest --accept` writes what is expected, and its author reads that.
A register.xml beside the input is handed over as a register.
"""

from __future__ import annotations

import difflib
import json
import re
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT

from edition.saxon import engine

if TYPE_CHECKING:
    from pathlib import Path

CASES = ROOT / "tests" / "cases"
XSLT = ROOT / "xslt"
SETTINGS = json.dumps({
    "title": "Cases", "language": "en", "version": "1.0", "date": "2026-11-22",
    "kinds": ["date", "event", "org", "person", "place", "work"], "outputs": {"html": True, "index": True},
    "texts": [{"file": "input.xml", "page": "input.html", "title": "Case"}, {"file": "other.xml", "page": "other.html", "title": "Other"}],
})
BLOCK = "article|header|section|div|p|blockquote|ul|ol|li|table|tr|td|th|figure|dl|dt|dd|h1|h2|h3|h4|h5|h6|pre|nav"


@pytest.fixture(scope="module")
def html():
    """What becomes of a case's input: its article, a block a line."""
    stylesheet = engine().stylesheet(XSLT / "html.xsl")
    locale = engine().document((XSLT / "locale" / "en.xml").read_text("utf-8"), "file:///edition/locale/en.xml")

    def made(case: Path) -> str:
        register = case / "register.xml"
        registers = [engine().document(register.read_text("utf-8"), "file:///edition/register.xml")] if register.is_file() else []
        document = engine().document((case / "input.xml").read_text("utf-8"), "file:///edition/input.xml")
        article = stylesheet.text("article", {
            "settings": SETTINGS, "locales": [locale], "registers": registers, "file": "input.xml", "page": "input.html",
        }, document)
        return re.sub(rf"(?<=.)(?=<(?:{BLOCK})[ >])|(?=</article>)", "\n", article) + "\n"

    return made


@pytest.mark.parametrize("case", sorted(file.parent for file in CASES.rglob("input.xml")), ids=lambda case: case.relative_to(CASES).as_posix())
def test_html(case, html, accept):
    """The page of each phenomenon is the one that was read and accepted."""
    file = case / "expected.html"
    made = html(case)
    if accept:
        file.write_text(made, encoding="utf-8")
    expected = file.read_text("utf-8") if file.is_file() else ""

    if made != expected:
        lines = difflib.unified_diff(expected.splitlines(), made.splitlines(), "expected", "received", lineterm="")
        pytest.fail(f"{file.relative_to(ROOT)}: `pytest --accept` accepts this\n" + "\n".join(lines), pytrace=False)
