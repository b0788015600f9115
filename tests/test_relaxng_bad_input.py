# SPDX-License-Identifier: MIT
"""Whatever a file holds, validation ends soon, with findings and without a traceback."""

from __future__ import annotations

import codecs
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree

from edition.check.relaxng import Schema, SchemaError

if TYPE_CHECKING:
    from pathlib import Path

RNG = """<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.tei-c.org/ns/1.0"
 datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
<start><ref name="TEI"/></start>
<define name="TEI"><element name="TEI"><ref name="atts"/><oneOrMore><choice><ref name="p"/><ref name="list"/></choice></oneOrMore></element></define>
<define name="list"><element name="list"><ref name="atts"/><oneOrMore><element name="item"><zeroOrMore><choice><text/><ref name="p"/></choice></zeroOrMore></element></oneOrMore></element></define>
<define name="p"><element name="p"><ref name="atts"/><zeroOrMore><choice><text/><element name="hi"><text/></element></choice></zeroOrMore></element></define>
<define name="atts"><optional><attribute name="xml:id"><data type="ID"/></attribute></optional>
<optional><attribute name="when"><choice><data type="date"/><data type="gYear"/></choice></attribute></optional>
<optional><attribute name="rend"><list><oneOrMore><data type="token"><param name="pattern">[^\\p{C}]+</param></data></oneOrMore></list></attribute></optional></define>
</grammar>"""
TEXT = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE TEI [<!ENTITY e "<hi xmlns='http://www.tei-c.org/ns/1.0'>x</hi>">]>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:xi="http://www.w3.org/2001/XInclude"><p xml:id="a" when="1921-03-08">text <hi>x</hi> &e;</p>
<list><item>ä<p rend="a b"/></item></list><!-- c --><?pi x?><xi:include href="nowhere.xml"><xi:fallback><p/></xi:fallback></xi:include></TEI>
"""


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Schema:
    path = tmp_path_factory.mktemp("schema") / "s.rng"
    path.write_text(RNG, "utf-8")
    return Schema.load(path)


def damaged(text: str) -> st.SearchStrategy[bytes]:
    """The text with pieces cut out, put in, or moved."""
    data = text.encode()
    places = st.integers(0, len(data))
    pieces = st.one_of(
        st.binary(max_size=8),
        st.sampled_from(
            [
                b"<",
                b">",
                b"&",
                b"]]>",
                b"<p>",
                b"</p>",
                b"<xi:include/>",
                b" x='1'",
                b"<![CDATA[",
                b"\x00",
                b"&e;",
            ]
        ),
        st.tuples(places, st.integers(0, 60)).map(lambda pair: data[pair[0] : pair[0] + pair[1]]),
    )
    edits = st.lists(st.tuples(places, st.integers(0, 40), pieces), min_size=1, max_size=4)

    def apply(found: list[tuple[int, int, bytes]]) -> bytes:
        result = data
        for place, length, piece in found:
            result = result[:place] + piece + result[place + length :]
        return result

    return edits.map(apply)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.one_of(st.binary(max_size=200), damaged(TEXT)))
@example(content=b"")
@example(content=codecs.BOM_UTF16_LE + b"\x00")
@example(content=b"\xff\xfe\x00\xd8")
@example(content=b"<?xml version='1.0' encoding='rot13'?><a/>")
@example(content=b"<a xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='http://[x'/></a>")
@example(content=b"<a xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='%00'/></a>")
@example(content=b"<a xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='.'/></a>")
def test_any_bytes_end_in_findings(schema: Schema, content: bytes) -> None:
    """Damaged documents, and bytes that never were one, are reported in order."""
    findings = schema.findings(content)
    assert findings == sorted(findings, key=lambda finding: finding.place)
    assert all(finding.line > 0 and finding.column > 0 for finding in findings)


@settings(max_examples=300, deadline=None)
@given(content=damaged(RNG))
@example(content=RNG.encode().replace(b'name="list"><element', b'name="list"><ref name="list"/><element'))
def test_a_damaged_schema_is_refused_or_works(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    """A schema is either wrong, with one message, or validates."""
    path = tmp_path_factory.getbasetemp() / "damaged.rng"
    path.write_bytes(content)
    try:
        schema = Schema.load(path)
    except SchemaError:
        return
    schema.findings(TEXT.encode())


def test_entities_are_expanded_within_bounds(schema: Schema) -> None:
    """A bomb of entities ends with a finding, soon."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE TEI [<!ENTITY e0 "ha ha ha ha ha ">{levels}]><TEI xmlns="http://www.tei-c.org/ns/1.0"><p>&e9;</p></TEI>'
    begin = time.perf_counter()
    findings = schema.findings(bomb.encode())
    assert [finding.code for finding in findings] == ["xml-not-well-formed"]
    assert time.perf_counter() - begin < 5


def test_nothing_is_fetched_for_a_doctype(schema: Schema, tmp_path: Path) -> None:
    """A DTD elsewhere is not read, nor is a file that an entity names; what depends on them is reported."""
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", "utf-8")
    text = (
        f'<!DOCTYPE TEI SYSTEM "https://example.org/x.dtd" [<!ENTITY s SYSTEM "{secret.as_uri()}">]>'
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><p>&s; &unknown;</p></TEI>'
    )
    findings = schema.findings(text.encode())
    assert [finding.code for finding in findings] == ["xml-external-entity", "xml-entity"]
    assert not any(word == "secret" for finding in findings for word in finding.message.split())


def test_depth_has_a_bound(schema: Schema) -> None:
    """A thousand levels are read, more are not, and no number of them crashes."""
    for depth, codes in ((900, False), (5_000, True), (300_000, True)):
        text = '<TEI xmlns="http://www.tei-c.org/ns/1.0">' + "<list><item><p>" * (depth // 3)
        text += "</p></item></list>" * (depth // 3) + "</TEI>"
        assert any(finding.code == "xml-too-deep" for finding in schema.findings(text.encode())) is codes


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("latin-1", "ISO-8859-1"),
        ("cp1252", "windows-1252"),
        ("shift_jis", "Shift_JIS"),
        ("gb18030", "GB18030"),
        ("euc_jp", "EUC-JP"),
        ("koi8_r", "KOI8-R"),
    ],
)
def test_every_encoding_is_read_and_placed(schema: Schema, encoding: str, declared: str) -> None:
    """What Python can decode is read; lines and columns count characters."""
    word = {"shift_jis": "日本", "euc_jp": "日本", "gb18030": "中文", "koi8_r": "да"}.get(encoding, "äö")
    text = f'<?xml version="1.0" encoding="{declared}"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0"><p>{word}<nix/></p></TEI>'
    findings = schema.findings(text.encode(encoding))
    assert [(finding.code, finding.line, finding.column) for finding in findings] == [
        ("rng-element-unknown", 2, 47)
    ]


def test_an_encoding_that_does_not_fit_is_named(schema: Schema) -> None:
    """Latin-1 that claims to be UTF-8, and an encoding that nobody knows."""
    latin = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><p>ä</p></TEI>'.encode("latin-1")
    (finding,) = schema.findings(latin)[:1]
    assert (finding.code, finding.line, finding.column) == ("xml-not-well-formed", 1, 45)
    assert "UTF-8" in finding.message
    (finding,) = schema.findings(b'<?xml version="1.0" encoding="klingon"?><TEI/>')
    assert finding.code == "xml-encoding"


def test_a_schema_that_includes_itself_without_end_is_refused(tmp_path: Path) -> None:
    """Files that include each other twice each are as many as atoms: reading stops."""
    head = '<grammar xmlns="http://relaxng.org/ns/structure/1.0">'
    for number in range(40):
        (tmp_path / f"{number}.rng").write_text(
            f'{head}{f"""<include href="{number + 1}.rng"/>""" * 2}</grammar>', "utf-8"
        )
    (tmp_path / "40.rng").write_text(f"{head}<start><empty/></start></grammar>", "utf-8")
    begin = time.perf_counter()
    with pytest.raises(SchemaError):
        Schema.load(tmp_path / "0.rng")
    assert time.perf_counter() - begin < 20


def test_a_schema_with_exponentially_many_sequences_is_read_in_time(tmp_path: Path) -> None:
    """A definition that doubles another, forty times, is shared and not unrolled."""
    doubles = "".join(
        f'<define name="d{n}"><ref name="d{n - 1}"/><ref name="d{n - 1}"/></define>' for n in range(1, 41)
    )
    path = tmp_path / "s.rng"
    path.write_text(
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><element name="r"><ref name="d40"/></element></start>'
        f'<define name="d0"><optional><element name="a"><empty/></element></optional></define>{doubles}</grammar>',
        "utf-8",
    )
    begin = time.perf_counter()
    schema = Schema.load(path)
    assert schema.findings(b"<r>" + b"<a/>" * 20 + b"</r>") == []
    assert schema.findings(b"<r><b/></r>") != []
    assert time.perf_counter() - begin < 20


def test_a_deep_schema_is_refused_or_read(tmp_path: Path) -> None:
    """Thousands of nested groups or references end in an answer."""
    head = '<element name="a" xmlns="http://relaxng.org/ns/structure/1.0">'
    path = tmp_path / "s.rng"
    path.write_text(head + "<optional>" * 50_000 + "<text/>" + "</optional>" * 50_000 + "</element>", "utf-8")
    with pytest.raises(SchemaError, match="deep"):
        Schema.load(path)
    chain = "".join(
        f'<define name="d{n}"><optional><ref name="d{n + 1}"/></optional></define>' for n in range(20_000)
    )
    path.write_text(
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><element name="a"><ref name="d0"/></element></start>'
        f'{chain}<define name="d20000"><text/></define></grammar>',
        "utf-8",
    )
    with pytest.raises(SchemaError, match="deep"):
        Schema.load(path)


def test_the_findings_of_a_file_are_those_of_its_bytes_and_nearly_those_of_its_tree(
    schema: Schema, tmp_path: Path
) -> None:
    """A path, bytes and a tree say the same; a tree knows no columns."""
    path = tmp_path / "d.xml"
    path.write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0">\n<p when="x">a<nix/>b</p>\n<list>text</list></TEI>',
        "utf-8",
    )
    found = schema.findings(path)
    assert schema.findings(path.read_bytes(), path=path) == found
    tree = schema.findings(etree.parse(path), path=path)
    assert sorted((f.code, f.line, f.message) for f in tree) == sorted(
        (f.code, f.line, f.message) for f in found
    )
    with pytest.raises(TypeError):
        schema.findings(12)


def test_a_missing_file_is_a_finding(schema: Schema, tmp_path: Path) -> None:
    """One file that cannot be read does not stop the others."""
    assert [finding.code for finding in schema.findings(tmp_path / "nowhere.xml")] == ["xml-unreadable"]
    assert [finding.code for finding in schema.findings(tmp_path)] == ["xml-unreadable"]


def test_more_members_than_can_be_checked_in_any_order_are_refused(tmp_path: Path) -> None:
    """A schema that would take minutes for one document says so when it is read; a large one that does not is taken."""

    def interleave(count: int) -> Path:
        members = "".join(f'<optional><element name="e{number}"><empty/></element></optional>' for number in range(count))
        schema = '<element name="TEI" xmlns="http://relaxng.org/ns/structure/1.0"><interleave>{}</interleave></element>'
        path = tmp_path / f"{count}.rng"
        path.write_text(schema.format(members), "utf-8")
        return path

    with pytest.raises(SchemaError, match="in any order cannot be checked"):
        Schema.load(interleave(2000))
    assert Schema.load(interleave(100)).findings(b"<TEI><e99/><e3/></TEI>") == []
