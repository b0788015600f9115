# SPDX-License-Identifier: MIT
"""The door to the XSLT engine: values in and out, errors in our words, nothing read behind our back."""

from __future__ import annotations

import gc
import re

import pytest
from conftest import ROOT

from edition.errors import StylesheetError, UnreadableError
from edition.saxon import engine

OPEN = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map">
  <xsl:param name="value" as="item()*" select="()"/>"""


def _stylesheet(expression):
    body = f'<xsl:template name="go" as="map(xs:string, xs:string)"><xsl:sequence select="{expression}"/></xsl:template>'
    return engine().stylesheet_text(f"{OPEN}{body}</xsl:stylesheet>", "test")


def _text(expression, value=(), document=None):
    return _stylesheet(f"map{{'out': string-join(({expression}) ! string(), '|')}}").texts("go", {"value": value}, document)["out"]


@pytest.mark.parametrize(
    ("value", "seen"),
    [("é ☃ 𝔾", "é ☃ 𝔾"), (["a", "b"], "a|b"), ([], ""), (7, "7"), (True, "true"), ("", "")],
)
def test_values_arrive_as_they_were_sent(value, seen):
    assert _text("$value", value) == seen


def test_many_values_survive_a_garbage_collection():
    """The engine frees a value with its Python object; ours are kept until the call is over."""
    values = [f"w{n}" for n in range(5000)]
    gc.collect()

    assert _text("count($value), $value[5000]", values) == "5000|w4999"


def test_documents_know_their_address_and_their_lines():
    document = engine().document("<a>\n<b/></a>", "file:///edition/tei/a.xml")

    assert _text("base-uri($value), count($value//b)", document).endswith("tei/a.xml|1")


def test_a_deep_document_is_read():
    """The parser's own limit of 100 is raised."""
    assert _text("count($value//a)", engine().document("<a>" * 900 + "</a>" * 900)) == "900"


# The Schematron transpiler is left out: it writes stylesheets for rules that may read, and says when they must not.
READERS = sorted(file for file in (ROOT / "xslt").rglob("*.xsl") if file.parent.name != "schematron")


@pytest.mark.parametrize("file", READERS, ids=lambda file: file.name)
def test_our_stylesheets_read_nothing_while_they_run(file):
    """What a text says can open no file and no address: no function that reads, nothing evaluated."""
    text = re.sub(r"<!--.*?-->", "", file.read_text(), flags=re.DOTALL)

    assert not re.search(r"\b(doc|doc-available|document|unparsed-text(-lines|-available)?|json-doc|collection|uri-collection|environment-variable|transform|load-xquery-module)\(", text)
    assert "xsl:evaluate" not in text
    assert "xsl:source-document" not in text


def test_entities_from_files_are_not_read():
    """A document type cannot bring a file into the text."""
    text = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]><a>[&e;]</a>'

    assert _text("$value", engine().document(text)) == "[]"


def test_what_is_not_xml_is_unreadable():
    with pytest.raises(UnreadableError):
        engine().document("<a>")


def test_errors_name_the_stylesheet():
    with pytest.raises(StylesheetError, match="test"):
        engine().stylesheet_text(f"{OPEN}<xsl:foo/></xsl:stylesheet>", "test")
    with pytest.raises(StylesheetError, match="test"):
        _text("1 div 0")
