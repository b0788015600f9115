# SPDX-License-Identifier: MIT
"""Is it TEI: what is said of other vocabularies, of parts, and of files that cannot be read."""

from __future__ import annotations

import pytest

from edition.check import wellformed
from edition.check.finding import Level


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<TEI.2><text/></TEI.2>", "TEI P4"),
        ("<TEI><text/></TEI>", 'Write <TEI xmlns="http://www.tei-c.org/ns/1.0">'),
        ('<html xmlns="http://www.w3.org/1999/xhtml"/>', "web page"),
        ('<grammar xmlns="http://relaxng.org/ns/structure/1.0"/>', "--schema"),
        ('<schema xmlns="http://purl.oclc.org/dsdl/schematron"/>', "--schematron"),
        ("<book/>", "A TEI document begins with"),
    ],
)
def test_what_is_no_tei_is_called_by_its_name(tmp_path, text, words):
    """The hint fits what the file is."""
    (tmp_path / "a.xml").write_text(text)
    _, [finding] = wellformed.read(tmp_path / "a.xml")
    assert finding.code == "xml-not-tei"
    assert words in finding.hint


@pytest.mark.parametrize(
    ("text", "code", "message", "hint"),
    [
        ("<p>a < b</p>", "xml-not-well-formed", "a “<” stands alone", "&lt;"),
        ("<p n=1>a</p>", "xml-not-well-formed", "straight quotation marks", 'name="value"'),
        ("<p n=“1”>a</p>", "xml-not-well-formed", "straight quotation marks", 'name="value"'),
        ("<p><!-- a -- b --></p>", "xml-not-well-formed", "“--” stands in a comment", "two hyphens"),
        ("<p>&#11;</p>", "xml-not-well-formed", "&#11; names a character that XML does not allow", "Remove it"),
        ("<p>&mdash;</p>", "xml-entity", "&mdash; is not declared", "the character itself"),
        ('<!DOCTYPE p [<!ENTITY a "&b;"><!ENTITY b "&a;">]><p>&a;</p>', "xml-not-well-formed", "contains itself", "DOCTYPE"),
    ],
)  # fmt: skip
def test_what_is_not_well_formed_is_said_in_words(tmp_path, text, code, message, hint):
    """The one thing that is wrong is named, not the four things that it might be."""
    (tmp_path / "a.xml").write_text(text, encoding="utf-8")
    _, [finding] = wellformed.read(tmp_path / "a.xml")
    assert finding.code == code
    assert message in finding.message
    assert hint in finding.hint


def test_a_part_of_a_document_is_a_warning(tmp_path):
    """A file with a register alone, meant to be included, is no error."""
    (tmp_path / "a.xml").write_text('<listPerson xmlns="http://www.tei-c.org/ns/1.0"/>')
    _, [finding] = wellformed.read(tmp_path / "a.xml")
    assert (finding.code, finding.level) == ("xml-not-tei", Level.WARNING)


def test_a_folder_and_a_missing_file_are_findings(tmp_path):
    """Nothing that a command may be given ends in a traceback."""
    assert [finding.code for finding in wellformed.read(tmp_path)[1]] == ["xml-unreadable"]
    assert [finding.code for finding in wellformed.read(tmp_path / "no.xml")[1]] == ["xml-missing"]


def test_every_real_document_is_read(test_data):
    """The corpus, of 26 projects, and the examples of the Guidelines have no fault but failed inclusions."""
    for path in [*sorted((test_data / "corpus").rglob("*.xml")), *sorted((test_data / "egxml").glob("*.xml"))[::10]]:
        source, found = wellformed.read(path)
        assert source is not None
        assert {finding.code for finding in found} <= {"xml-include-missing", "xml-include-outside"}
