# SPDX-License-Identifier: MIT
"""xml:id: a name, and once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from edition.check import identifiers
from edition.source import Source
from edition.source.library import Library


def found(body):
    source = Source(Path("a.xml"), f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{body}</TEI>'.encode())
    return [(finding.code, finding.column, finding.message, finding.hint) for finding in identifiers.findings(source)]


@pytest.mark.parametrize("name", ["a", "_", "É", "über-1", "a.b", "日本", "p·q", "𐎠"])
def test_names(name):
    """What XML calls a name is one, in any script."""
    assert found(f'<p xml:id="{name}"/>') == []


@pytest.mark.parametrize(
    ("name", "hint"),
    [("1a", "n1a"), ("#a", "belongs to the pointer"), ("a b", "no spaces"), ("a:b", "“:” may not"), ("a/b", "“/” may not"), ("", "Give an id")],
)
def test_what_is_no_name_has_advice(name, hint):
    """Each kind of slip has its remedy."""
    [(code, _, _, advice)] = found(f'<p xml:id="{name}"/>')
    assert code == "id-invalid"
    assert hint in advice


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc"), exclude_characters='<&"\ufffe\uffff'), min_size=1, max_size=4))
def test_names_are_those_of_lxml(name):
    """An independent implementation of XML's names agrees (libxml2 follows the fifth edition)."""
    try:
        etree.QName(name)
        theirs = ":" not in name and "{" not in name
    except ValueError:
        theirs = False
    assert identifiers.is_ncname(name) == theirs


def test_a_duplicate_names_the_first():
    """Both places are told, in the file that is read."""
    [(code, column, message, _)] = found('<p xml:id="a"/>\n<q xml:id="a"/>')
    assert (code, column) == ("id-duplicate", 4)
    assert "line 1" in message


def test_a_duplicate_through_an_inclusion_names_the_other_file(tmp_path):
    """Ids are unique in the document that results, whatever file they are from."""
    (tmp_path / "b.xml").write_text('<div xmlns="http://www.tei-c.org/ns/1.0" xml:id="x"/>')
    (tmp_path / "a.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="x" xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="b.xml"/></TEI>'
    )
    [finding] = identifiers.findings(Library(tmp_path).open(tmp_path / "a.xml"))
    assert finding.file.name == "b.xml"
    assert "a.xml, line 1" in finding.message


def test_one_slip_on_every_element_is_one_finding():
    """Numbers as ids throughout a file are told once."""
    [(_, _, message, _)] = found("".join(f'<p xml:id="{n}"/>' for n in range(50)))
    assert "So are 49 more" in message
