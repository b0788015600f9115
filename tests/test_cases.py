# SPDX-License-Identifier: MIT
"""Golden cases: tests/cases/<TEI module>/<phenomenon>/input.xml and what each output makes of it.

A new case is a new folder with an input.xml; `pytest --accept` writes what is expected, and its author reads that:
expected.html is the page's article, expected.print the text in the typesetter's input.
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


CASE = sorted(file.parent for file in CASES.rglob("input.xml"))
PARTS = "text|head|p|quote|list|item|block|table|row|cell|figure|caption|stanza|line|speech|speaker|stage|rule|space"


def _document(xml, path):
    return engine().document(xml, f"file:///edition/{path}")


def _inputs(case):
    """A case's document, its registers, and the locale."""
    register = case / "register.xml"
    return (
        _document((case / "input.xml").read_text("utf-8"), "input.xml"),
        [_document(register.read_text("utf-8"), "register.xml")] if register.is_file() else [],
        [_document((XSLT / "locale" / "en.xml").read_text("utf-8"), "locale/en.xml")],
    )


def _compare(file, made, accept):
    """Fail with the difference, or write what is accepted."""
    if accept:
        file.write_text(made, encoding="utf-8")
    expected = file.read_text("utf-8") if file.is_file() else ""

    if made != expected:
        lines = difflib.unified_diff(expected.splitlines(), made.splitlines(), "expected", "received", lineterm="")
        pytest.fail(f"{file.relative_to(ROOT)}: `pytest --accept` accepts this\n" + "\n".join(lines), pytrace=False)


@pytest.fixture(scope="module")
def html():
    """What becomes of a case's input: its article, a block a line."""
    stylesheet = engine().stylesheet(XSLT / "html.xsl")

    def made(case: Path) -> str:
        document, registers, locales = _inputs(case)
        article = stylesheet.text("article", {
            "settings": SETTINGS, "locales": locales, "registers": registers, "file": "input.xml", "page": "input.html",
        }, document)
        return re.sub(rf"(?<=.)(?=<(?:{BLOCK})[ >])|(?=</article>)", "\n", article) + "\n"

    return made


@pytest.fixture(scope="module")
def book():
    """What becomes of a case's input on paper: its text in the typesetter's input, a block a line."""
    stylesheet = engine().stylesheet(XSLT / "print.xsl")

    def made(case: Path) -> str:
        document, registers, locales = _inputs(case)
        parameters = {"settings": SETTINGS, "locales": locales, "registers": registers, "documents": [document]}
        whole = stylesheet.texts("book", parameters)["book.xml"]
        text = whole[whole.index("<text ") : whole.rindex("</text>")]
        return re.sub(rf"(?<=.)(?=<(?:{PARTS})[ >/])", "\n", text) + "\n</text>\n"

    return made


@pytest.mark.parametrize("case", CASE, ids=lambda case: case.relative_to(CASES).as_posix())
def test_html(case, html, accept):
    """The page of each phenomenon is the one that was read and accepted."""
    _compare(case / "expected.html", html(case), accept)


@pytest.mark.parametrize("case", CASE, ids=lambda case: case.relative_to(CASES).as_posix())
def test_print(case, book, accept):
    """The typesetter's input for each phenomenon is the one that was read and accepted."""
    _compare(case / "expected.print", book(case), accept)
