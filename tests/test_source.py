# SPDX-License-Identifier: MIT
"""Reading one file: encodings, places, entities, bounds, XInclude; and that nothing of it reaches beyond the project."""

from __future__ import annotations

import codecs
import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from edition.source import Limits, Source, SourceError
from edition.source.library import Library

TEI = "http://www.tei-c.org/ns/1.0"
DOCUMENT = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>{}</p></body></text></TEI>'
XI = 'xmlns:xi="http://www.w3.org/2001/XInclude"'


def source(text, path="a.xml", **limits):
    data = text if isinstance(text, bytes) else text.encode()
    return Source(Path(path), data, Limits(**limits))


def faults(data):
    """What keeps bytes from being a source; None if nothing does."""
    try:
        source(data).root  # noqa: B018 - parsing is what is tested
    except SourceError as error:
        return error.faults
    return None


def code(text, **limits):
    with pytest.raises(SourceError) as caught:
        source(text, **limits)
    return caught.value.faults[0].code


@pytest.mark.parametrize(
    "name",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "iso-8859-1", "windows-1252", "shift_jis",
     "gb18030", "euc-jp", "koi8-r", "cp037"],
)
def test_any_encoding_that_a_file_declares(name):
    """The characters are those that were written, whatever the encoding, with or without byte order mark."""
    word = {"iso-8859-1": "Grüße", "windows-1252": "Grüße", "koi8-r": "Привет", "cp037": "Grüße"}.get(name, "日本")
    declared = "utf-8" if name == "utf-8-sig" else name
    text = f'<?xml version="1.0" encoding="{declared}"?>\n' + DOCUMENT.format(word)
    read = source(text.encode(name))
    assert read.root.findtext(f".//{{{TEI}}}p") == word
    assert word in read.xml
    assert (read.place(1).line, read.place(1).column) == (2, 42)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "xml-empty"),
        (b" \n\t", "xml-empty"),
        (codecs.BOM_UTF8, "xml-not-xml"),
        (b"%PDF-1.7 ...", "xml-not-xml"),
        (b"PK\x03\x04 a document of Word", "xml-not-xml"),
        (b"\x89PNG\r\n", "xml-not-xml"),
        (b"<\x01\x02\x03\x00\x00\xff", "xml-not-xml"),
        (b"{}", "xml-not-xml"),
        (b"<!DOCTYPE html><html><body></body></html>", "xml-not-xml"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "xml-encoding"),
        (b'<?xml version="1.0" encoding="rot13"?><a/>', "xml-encoding"),
        (b'<?xml version="1.0" encoding="UTF-16"?><a/>', "xml-encoding"),
        (b"<a>\xff\xfe</a>", "xml-encoding"),
        (b"<a>", "xml-not-well-formed"),
        (b"<a></b>", "xml-not-well-formed"),
        (b"<a/><b/>", "xml-not-well-formed"),
        (b"<a x='1' x='2'/>", "xml-not-well-formed"),
        (b"<a>&nbsp;</a>", "xml-entity"),
        (b"<p:a/>", "xml-not-well-formed"),
        (b"<a>Tom & Jerry</a>", "xml-not-well-formed"),
        (b"\n<?xml version='1.0'?><a/>", "xml-not-well-formed"),
        (b"<a>\x01</a>", "xml-not-well-formed"),
        (b"<!-- only a comment -->", "xml-not-well-formed"),
        (codecs.BOM_UTF8 + codecs.BOM_UTF8 + b"<a/>", "xml-not-well-formed"),
        (b'<?xml version="2.0"?><a/>', "xml-not-well-formed"),
    ],
)
def test_what_cannot_be_read_is_named(data, expected):
    """Every kind of unreadable file has its code; none ends in an exception of an engine."""
    assert code(data) == expected


def message(text):
    with pytest.raises(SourceError) as caught:
        source(text)
    fault = caught.value.faults[0]
    return (fault.line, fault.column, fault.message)


def test_a_missing_end_tag_says_what_is_open_and_since_when():
    """The line that matters is the one of the start tag that was not closed."""
    line, column, words = message("<a>\n <b>\n  <c>\n </b>\n</a>")
    assert (line, column) == (4, 2)
    assert "<c>, opened in line 3" in words


def test_a_file_that_ends_too_early_says_what_is_open():
    """A truncated file names the innermost element that is open."""
    assert "while <b>, opened in line 2, is still open" in message("<a>\n<b>\ntext")[2]


def test_an_ampersand_is_called_by_its_name():
    """The most common slip of all has words of its own."""
    assert "“&” stands alone, inside <p>" in message(DOCUMENT.format("Tom & Jerry"))[2]


def test_a_reference_without_semicolon_is_shown():
    """The place is that of the ampersand."""
    assert message("<a>x &amp y</a>") == (1, 6, "“&amp” has no “;” behind it, inside <a> of line 1.")


def test_what_only_one_parser_refuses_is_read():
    """A namespace name that is no URI is well-formed; libxml2 must not lose the document for it."""
    assert source('<a xmlns="0http://x"><b/></a>').root.tag == "{0http://x}a"


@given(st.binary(max_size=300))
def test_no_bytes_bring_the_reader_down(data):
    """Whatever the bytes: a source, or faults."""
    assert faults(data) is None or faults(data)


@given(st.text(max_size=200), st.integers(0, 200))
def test_no_cut_or_insertion_brings_the_reader_down(extra, position):
    """A TEI file that is cut or has something inserted anywhere: a source, or faults with a place."""
    text = '<?xml version="1.0"?><!DOCTYPE TEI [<!ENTITY e "x">]>' + DOCUMENT.format('a&e;<hi rend="i">b</hi><!-- c --><?d e?>')
    changed = text[:position] + extra + text[position:]
    for candidate in (changed, text[:position]):
        found = faults(candidate.encode("utf-8", "surrogatepass"))
        assert found is None or all(fault.line or fault.code in {"xml-empty", "xml-not-xml"} for fault in found)


def test_billion_laughs_are_stopped():
    """Entities that expand without bound are refused in a moment."""
    entities = '<!ENTITY a "ha ha ha ha ha ha ha ha ha ha">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12)
    )
    assert code(f"<!DOCTYPE a [{entities}]><a>&m;</a>") == "xml-not-well-formed"


def test_depth_and_size_have_bounds():
    """Beyond the bounds there is a fault and no crash; within them everything works."""
    assert code("<a>" * 1001 + "</a>" * 1001) == "xml-too-deep"
    deep = source("<a>" * 1000 + "</a>" * 1000)
    assert len(list(deep.elements())) == 1000
    assert code("<a>" * 200_000) == "xml-too-deep"
    assert code(b"<a/>" + b" " * 100, size=50) == "xml-too-large"


def test_a_text_of_twenty_megabytes_is_read():
    """The parser's own bound on one text is lifted: a corpus may be large."""
    assert len(source(DOCUMENT.format("x" * 20_000_000)).root.findtext(f".//{{{TEI}}}p")) == 20_000_000


def test_no_external_entity_is_read(tmp_path):
    """An entity that names a file is a fault, and the file is not opened."""
    (tmp_path / "secret.txt").write_text("secret")
    text = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]><a>&x;</a>'
    assert code(text) == "xml-external-entity"
    parameter = f'<!DOCTYPE a [<!ENTITY % x SYSTEM "{(tmp_path / "secret.txt").as_uri()}"> %x;]><a>&y;</a>'
    with pytest.raises(SourceError) as caught:
        source(parameter)
    assert "secret" not in caught.value.message.replace("secret.txt", "")


def test_internal_entities_are_expanded_for_saxon():
    """The text for Saxon has no entities and no document type declaration, but the comments around the root."""
    read = source('<?xml version="1.0"?><!-- before --><!DOCTYPE a [<!ENTITY e "<b>é</b>">]><a>&e;&e;</a><?after x?>')
    assert read.xml == "<!-- before --><a><b>é</b><b>é</b></a><?after x?>"
    assert [read.place(ordinal).line for ordinal in range(3)] == [1, 1, 1]


def test_elements_and_places_are_in_the_same_order(test_data):
    """On real documents expat and lxml agree in number and order of elements, and the text has each at its place."""
    for path in sorted((test_data / "corpus").rglob("*.xml"))[::4]:
        read = Source.read(path)
        if read.scan.includes:
            continue
        lines = read.text.split("\n")
        elements = list(read.elements())
        assert len(elements) == len(read.scan.lines)
        for ordinal, element in elements[::7]:
            place = read.place(ordinal)
            rest = lines[place.line - 1][place.column - 1 :]
            assert rest.startswith("<"), (path, place)
            assert rest[1:].lstrip().split(":")[-1].startswith(etree.QName(element).localname) or ":" in rest


def test_the_place_of_an_attribute_is_its_name():
    """Also in a start tag of several lines, and with “>” in another value."""
    read = source('<a\n  n=">"\n  xml:id="x"><b xml:id=\'y\' id="z"/></a>')
    assert read.place(0, "xml:id")[1:] == (3, 3)
    assert read.place(1, "xml:id")[1:] == (3, 17)
    assert read.place(1, "id")[1:] == (3, 28)
    assert read.place(1, "gone")[1:] == (3, 14)


def test_line_ends_of_every_system():
    """Lines are counted alike with LF, CR LF and CR."""
    for end in ("\n", "\r\n", "\r"):
        assert source(f"<a>{end}<b/>{end}  <c x='1'/></a>").place(2, "x")[1:] == (3, 6)


def test_the_digest_is_that_of_the_bytes():
    """A cache may rest on it."""
    assert source(b"<a/>").digest == hashlib.sha256(b"<a/>").hexdigest()


def test_models_are_read_with_their_places():
    """The schemas that a file names, with escaped characters resolved."""
    read = source('<?xml-model href="a&amp;b.rng" type=\'application/xml\'?>\n<?xml-model href="c.sch"?><a><?xml-model href="no"?></a>')
    assert [model.pseudo_attributes()["href"] for model in read.models] == ["a&b.rng", "c.sch"]
    assert (read.models[1].line, read.models[1].column) == (2, 1)


def library(folder, **files):
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Library(folder)


def problems(folder, **files):
    read = library(folder, **files).open(folder / "a.xml")
    return [(problem.fault.code, problem.place.file.name, problem.place.line) for problem in read.expansion.problems]


def test_included_elements_know_their_file_and_line(tmp_path):
    """Through two levels of inclusion, and in the right order."""
    lib = library(
        tmp_path,
        a_xml=f'<a {XI}>\n <xi:include href="parts/b.xml"/>tail\n <z/></a>',
        parts__b_xml=f'<b {XI}>\n\n <xi:include href="c.xml"/><y/></b>',
        parts__c_xml="<c><x/></c>",
    )
    read = lib.open(tmp_path / "a.xml")
    places = [(element.tag, read.place(n).file.name, read.place(n).line) for n, element in read.elements()]
    assert places == [
        ("a", "a.xml", 1), ("b", "b.xml", 1), ("c", "c.xml", 1), ("x", "c.xml", 1), ("y", "b.xml", 3), ("z", "a.xml", 3),
    ]
    assert "</b>tail" in read.xml
    assert read.expansion.problems == []


def test_a_part_is_included_by_its_id(tmp_path):
    """A shorthand pointer, element() and xpointer(id()) name the same element; its place is right."""
    for pointer in ("second", "element(second)", "element(/1/2)", "xpointer(id('second'))"):
        lib = library(
            tmp_path,
            a_xml=f'<a {XI}><xi:include href="b.xml" xpointer="{pointer}"/></a>',
            b_xml='<b><p xml:id="first"/>\n<p xml:id="second"><q/></p></b>',
        )
        read = lib.open(tmp_path / "a.xml")
        assert [(read.place(n).line, read.place(n).file.name) for n in (1, 2)] == [(2, "b.xml")] * 2


def test_text_and_fallback(tmp_path):
    """`parse="text"` brings characters, and a fallback takes the place of what is missing, with its own places."""
    lib = library(
        tmp_path,
        a_xml=f'<a {XI}><xi:include href="b.txt" parse="text"/><xi:include href="no.xml"><xi:fallback>\n<f><g/></f></xi:fallback></xi:include><z/></a>',
        b_txt="1 < 2",
    )
    read = lib.open(tmp_path / "a.xml")
    assert read.expanded.text.startswith("1 < 2")
    assert [(element.tag, read.place(n).line) for n, element in read.elements()] == [("a", 1), ("f", 2), ("g", 2), ("z", 2)]
    assert read.expansion.problems == []


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("no.xml", "xml-include-missing"),
        ("../outside.xml", "xml-include-outside"),
        ("/etc/passwd", "xml-include-outside"),
        ("file:///etc/passwd", "xml-include-outside"),
        ("http://127.0.0.1:1/a.xml", "xml-include-outside"),
        ("%2e%2e/outside.xml", "xml-include-outside"),
        ("a.xml", "xml-include-loop"),
        ("b.xml", "xml-include-loop"),
        ("broken.xml", "xml-include-broken"),
        ("b.xml#x", "xml-include-broken"),
    ],
)
def test_an_inclusion_that_must_not_or_cannot_be(tmp_path, href, expected):
    """Nothing outside of the folder, nothing from a network, no circle; each a problem at its place."""
    (tmp_path / "outside.xml").write_text("<outside/>")
    project = tmp_path / "project"
    project.mkdir()
    found = problems(
        project,
        a_xml=f'<a {XI}>\n<xi:include href="{href}"/></a>',
        b_xml=f'<b {XI}><xi:include href="a.xml"/></b>',
        broken_xml="<b>",
    )
    assert expected in {each[0] for each in found}


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    """A symbolic link inside the project does not open what lies outside."""
    (tmp_path / "outside.xml").write_text("<outside/>")
    project = tmp_path / "project"
    project.mkdir()
    (project / "link.xml").symlink_to(tmp_path / "outside.xml")
    assert problems(project, a_xml=f'<a {XI}><xi:include href="link.xml"/></a>') == [("xml-include-outside", "a.xml", 1)]


def test_inclusions_that_multiply_are_bounded(tmp_path):
    """Ten files that include each other ten times each do not fill the memory."""
    files = {f"f{n}_xml": f"<a {XI}>" + f'<xi:include href="f{n + 1}.xml"/>' * 10 + "</a>" for n in range(9)}
    library(tmp_path, f9_xml="<a>" + "x" * 1000 + "</a>", **files)
    read = Library(tmp_path, Limits(size=200_000)).open(tmp_path / "f0.xml")
    assert {problem.fault.code for problem in read.expansion.problems} == {"xml-too-large"}
