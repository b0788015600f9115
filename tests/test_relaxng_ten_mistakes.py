# SPDX-License-Identifier: MIT
"""The page that compares three validators tells what ours really says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from edition.check.relaxng import Schema

if TYPE_CHECKING:
    from pathlib import Path

LETTER = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0">
  <teiHeader>
    <fileDesc>
      <titleStmt><title>A letter</title></titleStmt>
      <publicationStmt><p>Unpublished.</p></publicationStmt>
      <sourceDesc><p>A manuscript.</p></sourceDesc>
    </fileDesc>
  </teiHeader>
  <text>
    <body>
BODY
    </body>
  </text>
</TEI>
"""


def document(snippet: str) -> str:
    """The letter with a snippet of the page: its body, or one line of it put differently."""
    if snippet == "<TEI>":
        return LETTER.replace(' xmlns="http://www.tei-c.org/ns/1.0"', "").replace("BODY", "<p/>")
    if snippet.startswith("<titleStmt>"):
        return LETTER.replace("<titleStmt><title>A letter</title></titleStmt>", snippet).replace(
            "BODY", "<p/>"
        )
    first, *others = snippet.splitlines()
    indented = first if others and not first.startswith("<p ") else " " * 6 + first
    if first.startswith("<p "):
        indented = first
    return LETTER.replace("BODY", "\n".join([indented, *others]))


@pytest.fixture(scope="module")
def schema(test_data: Path) -> Schema:
    return Schema.load(test_data / "tei" / "tei_all.rng")


def test_the_page_tells_what_is_said(schema: Schema, repository: Path) -> None:
    """Each mistake of the page gives one finding, at that place, in those words."""
    page = (repository / "docs" / "ten-mistakes.md").read_text("utf-8")
    told = re.findall(r"(?:```xml\n(.*?)\n```|well-formed, `(.*?)`:).*?- ours: `(.*?)`\n", page, re.S)
    assert len(told) == 11
    for snippet, inline, ours in told:
        (finding,) = schema.findings(document(snippet or inline).encode())
        said = f"{finding.line}:{finding.column} {finding.message} {finding.hint}".partition(" See http")[
            0
        ].strip()
        assert said == ours
