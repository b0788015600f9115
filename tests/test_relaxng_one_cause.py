# SPDX-License-Identifier: MIT
"""One mistake is one finding, with the advice that mends it: what stands in the place of what is missing, long texts."""

from __future__ import annotations

import time

import pytest

from edition.check.relaxng import Schema

GRAMMAR = """default namespace = "http://www.tei-c.org/ns/1.0"
datatypes xsd = "http://www.w3.org/2001/XMLSchema-datatypes"
start = element TEI { element text { attribute xml:lang { xsd:language | "" }?, block+ } }
block = p | table | lg | choice | bibl | element list { item+ } | element head { text }
p = element p { (text | hi | persName | date | formula)* }
formula = element formula { text }
hi = element hi { text }
persName = element persName { text }
date = element date { attribute when { xsd:date | xsd:gYear | xsd:gYearMonth | xsd:dateTime }, text }
table = element table { (element row { element cell { text | p+ }+ } | formula)+ }
item = element item { text | p+ }
lg = element lg { (element l { text } | element stage { text } | a | b | c | d)+ }
a = element addSpan { empty } b = element anchor { empty } c = element cb { empty } d = element gap { empty }
choice = element choice { (element sic { text } | element corr { text } | element orig { orig } | a | b | c), (a | b | c | d | hi | p) }
orig = attribute n { text }?, text
bibl = element biblStruct { element analytic { element title { text }+ }?,
  element monogr { element title { text }, element imprint { text } } }
"""


@pytest.fixture(scope="module")
def schema(tmp_path_factory):
    path = tmp_path_factory.mktemp("schema") / "small.rnc"
    path.write_text(GRAMMAR, "utf-8")
    return Schema.load(path)


def found(schema, content, language=""):
    attribute = f' xml:lang="{language}"' if language else ""
    return schema.findings(f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text{attribute}>\n{content}\n</text></TEI>'.encode())


@pytest.mark.parametrize(
    ("content", "message", "hint"),
    [
        ("<table><p>x</p></table>", "<p> is not allowed in <table>", "Wrap it in <row> and <cell>."),
        ("<table>x</table>", "Text is not allowed directly in <table>", "Wrap it in <row> and <cell>."),
        ("<list><p>x</p></list>", "<p> is not allowed in <list>", "Wrap it in <item>."),
        ("<biblStruct><title>x</title></biblStruct>", "<title> is not allowed in <biblStruct>", "Wrap it in <monogr>."),
        ("<lg><p>x</p></lg>", "<p> is not allowed in <lg>", "It is allowed in"),
        ("<lg><verse>x</verse></lg>", "There is no element <verse>", "Allowed here: "),
        ("<p>one <p>two</p></p>", "<p> is not allowed in <p>", "Close the <p> around it before it begins."),
        ("<p>x</p><h1>x</h1>", "There is no element <h1>", "Did you mean <head>?"),
        ('<p><x:hi xmlns:x="http://www.tei-c.org/ns/1.1">x</x:hi></p>', "in the namespace", "Correct the xmlns"),
        ('<choice><orig reg="y">x</orig><hi/></choice>', "<orig> has no attribute @reg", "<choice><orig>…</orig><reg>…</reg></choice>"),
        ('<p><date when="1921-02-30">x</date></p>', "February 1921 had 28 days", "“1921-02-28”"),
        ('<p><date when="1921-3-8">x</date></p>', "two digits", "“1921-03-08”"),
        ('<p><date when="8.3.1921">x</date></p>', "is not a value", "Did you mean “1921-03-08”?"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_once_with_what_mends_it(schema, content, message, hint):
    """Nothing is said to be missing in whose place something wrong stands; two wrappers are named if two are needed."""
    [finding] = found(schema, content)
    assert message in finding.message
    assert hint in finding.hint


def test_the_likeliest_of_many_come_first(schema):
    """Of what could be missing the elements that most texts are made of are named before the rare ones."""
    [finding] = found(schema, "<lg></lg>")
    assert "one of <l>, " in finding.message


def test_a_language_tag_is_mended(schema):
    """A tag with an underscore is told with the right one."""
    [finding] = found(schema, "<p/>", "de_DE")
    assert "Did you mean “de-DE”?" in finding.hint


@pytest.mark.parametrize("namespace", ["https://www.tei-c.org/ns/1.0", "http://www.tei-c.org/ns/1.0/", ""])
def test_a_wrong_namespace_of_the_root_is_told_once(schema, namespace):
    """What is inside is read as if the root's namespace were right, and its own mistakes are told."""
    text = f'<TEI xmlns="{namespace}"><text><p/><p rend="x"/></text></TEI>'
    codes = [finding.code for finding in schema.findings(text.encode())]
    assert codes == ["rng-namespace-wrong" if namespace else "rng-namespace-missing", "rng-attribute-not-allowed"]


def test_a_long_text_is_one_finding_where_it_begins(schema):
    """Expat hands on a text of megabytes in pieces; it is one mistake, at its first word."""
    for content in ("word " * 500_000, "word\n" * 100_000, "a &amp; b " * 50_000):
        [finding] = found(schema, f"<list>\n {content}</list>")
        assert (finding.line, finding.column) == (3, 2)


def test_thousands_of_attributes_take_no_minutes(schema):
    """Time grows with the number of mistakes, not with its square."""
    begun = time.monotonic()
    assert len(found(schema, "<p " + " ".join(f'a{number}="x"' for number in range(4000)) + "/>")) == 4000
    assert time.monotonic() - begun < 20
