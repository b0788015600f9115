# SPDX-License-Identifier: MIT
"""Datatypes of XML Schema: which texts are values, alone and beside jing."""

from __future__ import annotations

import sys
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from edition.check.relaxng import Schema, SchemaError
from edition.check.relaxng.xsd_regex import Regex, RegexError

sys.path.insert(0, str(Path(__file__).parent / "relaxng"))
from jing import DIFFERENCES, errors
from literals import LITERALS

RIGHT = {
    "date": [
        "2021-02-28",
        "2000-02-29",
        "-0044-03-15",
        "12021-01-01",
        "2021-01-01+14:00",
        " 2021-01-01\n",
        "-0005-02-29",
    ],
    "gYear": ["1921", "-0044", "12345", "2021Z"],
    "gMonthDay": ["--02-29"],
    "time": ["24:00:00", "12:00:00.5-05:00"],
    "duration": ["P1Y2M3DT4H5M6.7S", "-P1D", "PT0S"],
    "boolean": ["true", " 0 "],
    "anyURI": ["", "#a", "../a b.xml", "http://example.org/ü?q[1]", "http://[::1]/"],
    "language": ["grc", "zh-Hant-TW", "x-klingon"],
    "double": ["-INF", "1e-3", ".5"],
    "nonNegativeInteger": ["-0", "007", "9" * 5000],
    "NCName": ["été", "_1"],
}
WRONG = {
    "date": [
        "2021-02-29",
        "1900-02-29",
        "0000-01-01",
        "2021-1-1",
        "2021-01-01+14:01",
        "1.3.1899",
        "٢٠٢١-٠١-٠١",
    ],
    "gYear": ["21", "0000", "012345"],
    "gMonthDay": ["--02-30"],
    "time": ["24:00:01", "12:60:00", "23:59:60"],
    "duration": ["P", "PT", "P1DT", "P1.5D"],
    "boolean": ["TRUE", ""],
    "anyURI": ["#a#b", "%zz", "1:2", ":x", "http:", "a[1].xml"],
    "language": ["de_AT", "abcdefghi"],
    "double": ["+INF", "1e", ""],
    "nonNegativeInteger": ["-1", "1.0", "-" + "9" * 5000],
    "NCName": ["1a", "a:b", "a b", ""],
}


def schema_of(folder: Path, items: list[tuple[str, str, str]]) -> Schema:
    """A schema with one element for each datatype with its facet."""
    made = "".join(
        f'<element name="e{number}"><data type="{kind}">'
        + (f'<param name="{facet}">{escape(text)}</param>' if facet else "")
        + "</data></element>"
        for number, (kind, facet, text) in enumerate(items)
    )
    path = folder / "types.rng"
    path.write_text(
        '<element name="r" xmlns="http://relaxng.org/ns/structure/1.0" '
        'datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"><zeroOrMore><choice>'
        f"{made}</choice></zeroOrMore></element>",
        "utf-8",
    )
    return Schema.load(path)


@pytest.mark.parametrize("kind", RIGHT)
def test_values_are_told_from_texts_that_are_none(kind: str, tmp_path: Path) -> None:
    """Lexical rules, white space and real days decide, for each datatype."""
    schema = schema_of(tmp_path, [(kind, "", "")])
    for text in RIGHT[kind]:
        assert not schema.findings(f"<r><e0>{escape(text)}</e0></r>".encode()), text[:40]
    for text in WRONG[kind]:
        assert schema.findings(f"<r><e0>{escape(text)}</e0></r>".encode()), text[:40]


@pytest.mark.oracle
def test_every_difference_from_jing_is_on_the_closed_list(tmp_path: Path) -> None:
    """On hundreds of texts jing says the same, except where the specification says otherwise."""
    schema = schema_of(tmp_path, [(kind, facet, value) for kind, facet, value, _ in LITERALS])
    texts = [(n, kind, facet, text) for n, (kind, facet, _, found) in enumerate(LITERALS) for text in found]
    document = tmp_path / "texts.xml"
    body = "".join(f"<e{number}>{escape(text)}</e{number}>\n" for number, _, _, text in texts)
    document.write_text(f'<r xmlns:x="http://example.org/x">\n{body}</r>', "utf-8")
    jing = {line for line, _ in errors(tmp_path / "types.rng", [document], "-i")[str(document)]}
    ours = {finding.line for finding in schema.findings(document)}
    differing = {
        (kind, facet, text)
        for line, (_, kind, facet, text) in enumerate(texts, 2)
        if (line in jing) != (line in ours)
    }
    assert differing == set(DIFFERENCES)


@pytest.mark.parametrize(
    ("pattern", "right", "wrong"),
    [
        (r"[^\p{C}\p{Z}]+", ["aé"], ["a\u00a0", ""]),
        (r"a{2,3}|b{0}c?", ["aa", "aaa", "", "c"], ["a", "aaaa", "cc"]),
        (r"(a{0,2}){3}", ["", "aaaaaa"], ["a" * 7]),
        (r"[a-z-[aeiou]]+", ["xyz"], ["xaz"]),
        (r"[\-+]?\d+(\.\d+)?(%|cm)", ["-1.5cm", "٣%"], ["cm"]),
        (r"\i\c*", [":a-b", "_"], ["-a", ""]),
        (r"^a$", ["^a$"], ["a"]),
        (r"\p{IsGreek}\P{Lu}.", ["αa!"], ["αA!", "αa\n"]),
        (r"[^-a]", ["b"], ["-", "a"]),
        (r"((a?){20}){20}", ["a" * 400], ["a" * 401]),
    ],
)
def test_regular_expressions_are_those_of_xml_schema(
    pattern: str, right: list[str], wrong: list[str]
) -> None:
    """Classes, categories, subtraction and quantifiers; no anchors; no pattern is slow."""
    compiled = Regex(pattern)
    assert [text for text in right if not compiled.matches(text)] == []
    assert [text for text in wrong if compiled.matches(text)] == []


@pytest.mark.parametrize(
    "pattern", ["(a", "a)", "[a", "*a", "a{2", r"\q", "[]", r"\p{Foo}", "[z-a]", "a{3,2}", "a{99999}"]
)
def test_a_wrong_regular_expression_is_a_fault_of_the_schema(pattern: str, tmp_path: Path) -> None:
    """A schema with such a pattern is refused, with the place."""
    with pytest.raises(RegexError):
        Regex(pattern)
    with pytest.raises(SchemaError, match="regular expression") as caught:
        schema_of(tmp_path, [("token", "pattern", pattern)])
    assert caught.value.line == 1


def test_no_regular_expression_takes_exponential_time() -> None:
    """A pattern that ruins a backtracking engine is read letter by letter here."""
    assert not Regex("(a*)*b").matches("a" * 20_000)


@pytest.mark.parametrize(
    ("kind", "facet", "text"),
    [
        ("token", "enumeration", "x"),
        ("token", "whiteSpace", "collapse"),
        ("boolean", "length", "1"),
        ("token", "minInclusive", "1"),
        ("date", "minInclusive", "yesterday"),
        ("double", "totalDigits", "2"),
        ("token", "length", "-1"),
    ],
)
def test_a_facet_that_cannot_be_is_a_fault_of_the_schema(
    kind: str, facet: str, text: str, tmp_path: Path
) -> None:
    """RELAX NG has no enumeration; a type without order or length has no bounds."""
    with pytest.raises(SchemaError):
        schema_of(tmp_path, [(kind, facet, text)])
