# SPDX-License-Identifier: MIT
"""Pointers: what leads somewhere has no finding, what does not has one, and one cause is told once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from edition.check import pointers, references, survey
from edition.check.nearness import Names, nearest
from edition.source import Source
from edition.source.library import Library

HEAD = '<TEI xmlns="http://www.tei-c.org/ns/1.0">'
PERSON = '<person xml:id="marx"><persName/></person><place xml:id="trier"/><org xml:id="icc"/><bibl xml:id="capital"/>'


def check(folder, others=(), schemes=(), keys=None, **files):
    library = Library(folder)
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{HEAD}{text}</TEI>", encoding="utf-8")
    rest = [folder / name for name in others]
    found = [survey.survey(library.open(path)) for path in sorted(folder.rglob("*.xml")) if path not in rest]
    return references.References(found, library, rest, schemes, keys).findings()


def codes(folder, **files):
    return [finding.code for finding in check(folder, **files)]


@pytest.mark.parametrize(
    "pointer",
    [
        '<persName ref="#marx"/>',
        '<persName ref="#marx #marx"/>',
        '<persName ref=" #marx&#10;"/>',
        '<persName ref="%23marx"/>'.replace("%23", "#"),
        '<persName ref="http://viaf.org/1 #marx"/>',
        '<persName ref="https://d-nb.info/gnd/118578537"/>',
        '<placeName ref="geo:49.75,6.63"/>',
        '<rs type="person" ref="#marx"/>',
        '<rs type="organisation" ref="#icc"/>',
        '<rs ref="#capital"/>',
        '<title ref="#capital"/>',
        '<note resp="#marx"/>',
        '<note resp="#icc"/>',
        '<ref target="b.xml"/>',
        '<ref target="b.xml#second"/>',
        '<ref target="./b.xml#second"/>',
        '<ref target="b.xml#xpath(//p)"/>',
        '<ref target="mailto:a@b.c"/>',
        '<graphic url="page.jpg"/>',
        '<locus from="1r" to="2v"/>',
        '<egXML xmlns="http://www.tei-c.org/ns/Examples"><ref target="#nowhere"/></egXML>',
        '<p xml:base="http://example.org/"><ref target="c.xml#x"/></p>',
        '<date calendar="#cal"/><calendar xml:id="cal"/>',
    ],
)
def test_what_leads_somewhere_is_no_finding(tmp_path, pointer):
    """A pointer that resolves, or that cannot be checked without a network, is left alone."""
    (tmp_path / "page.jpg").write_bytes(b"")
    found = check(tmp_path, a_xml=pointer + PERSON, b_xml='<p xml:id="second"/>')
    assert [finding for finding in found if finding.code != "ref-scheme"] == []


@pytest.mark.parametrize(
    ("pointer", "code"),
    [
        ('<persName ref="#mars"/>', "ref-broken"),
        ('<persName ref="#marx #engels"/>', "ref-broken"),
        ('<persName ref="#trier"/>', "ref-wrong-kind"),
        ('<placeName ref="#marx"/>', "ref-wrong-kind"),
        ('<orgName ref="#marx"/>', "ref-wrong-kind"),
        ('<rs type="place" ref="#marx"/>', "ref-wrong-kind"),
        ('<rdg wit="#marx"/>', "ref-wrong-kind"),
        ('<del hand="#marx"/>', "ref-wrong-kind"),
        ('<sp who="#trier"/>', "ref-wrong-kind"),
        ('<pb facs="#capital"/>', "ref-wrong-kind"),
        ('<rdg wit="A B"/>', "ref-no-hash"),
        ('<persName ref="marx"/>', "ref-no-hash"),
        ('<persName ref=""/>', "ref-empty"),
        ('<app from="#nowhere"/>', "ref-broken"),
        ('<ref target="c.xml"/>', "ref-file-missing"),
        ('<ref target="b.xml#third"/>', "ref-broken"),
        ('<ref target="../b.xml"/>', "ref-outside"),
        ('<ref target="file:///etc/passwd"/>', "ref-outside"),
        (r'<ref target="C:\letters\b.xml"/>', "ref-outside"),
        ('<graphic url="page.jpg"/>', "ref-media-missing"),
        ('<persName ref="pers:marx"/>', "ref-prefix-undeclared"),
        ('<ref target="#string-range(//p,1,2)"/>', "ref-scheme"),
    ],
)
def test_what_leads_nowhere_is_a_finding(tmp_path, pointer, code):
    """Each way of going wrong has its code."""
    assert codes(tmp_path, a_xml=pointer + PERSON, b_xml='<p xml:id="second"/>')[:1] == [code]


PREFIX = '<prefixDef ident="per" matchPattern="{}" replacementPattern="{}"/>'


@pytest.mark.parametrize(
    ("pattern", "replacement", "value", "expected"),
    [
        ("([a-z]+)", "reg/persons.xml#$1", "per:marx", []),
        ("([a-z]+)", "reg/persons.xml#$1", "per:mars", ["ref-broken"]),
        ("([A-Z]+)", "reg/persons.xml#$1", "per:marx", ["ref-prefix-mismatch"]),
        ("(.*)", "https://example.org/$1", "per:whoever", []),
        ("(.+)", "#$1", "per:here", []),
        (r"([\i][\c]*)", "reg/persons.xml#$1", "per:marx", []),
        ("(m)(.*)", "reg/persons.xml#$1$2", "per:marx", []),
        ("(a+)+b", "#$1", "per:" + "a" * 40, ["ref-prefix-pattern"]),
        ("(", "#$1", "per:x", ["ref-prefix-pattern"]),
        ("(.*)", "per:$1", "per:x", ["ref-prefix-mismatch"]),
        ("([a-z]+)", "reg/none.xml#$1", "per:marx", ["ref-file-missing"]),
    ],
)
def test_prefixes_stand_for_what_their_definition_says(tmp_path, pattern, replacement, value, expected):
    """`prefixDef` is followed, to files of the project too; a pattern can neither fail nor run for ever."""
    text = PREFIX.format(pattern, replacement) + f'<persName xml:id="y" ref="{value}"/><person xml:id="here"/>'
    assert codes(tmp_path, a_xml=text, reg__persons_xml='<person xml:id="marx"/>') == expected


def test_two_definitions_of_a_prefix_are_tried_in_order(tmp_path):
    """The one whose pattern fits is used."""
    text = PREFIX.format("p([0-9]+)", "#person$1") + PREFIX.format("([a-z]+)", "#$1") + '<person xml:id="marx"/><persName ref="per:marx"/>'
    assert codes(tmp_path, a_xml=text) == []


def test_keys_are_the_pointers_that_the_project_says(tmp_path):
    """A key that names an entry has no finding; one that names none suggests the entry that was meant; others are free text."""
    keys = {"persName": "lists/people.xml#{key}", "*": "lists/people.xml#p-{key}"}
    people = {"lists__people_xml": '<person xml:id="marx"><persName/></person><person xml:id="p-7"><persName/></person>'}

    assert check(tmp_path, keys=keys, a_xml='<persName key="marx"/><rs key="7"/>', **people) == []
    [wrong] = check(tmp_path, keys=keys, a_xml='<persName key="marxx"/>', **people)
    assert (wrong.code, "marx" in wrong.hint, wrong.file.name) == ("ref-broken", True, "a.xml")
    assert check(tmp_path, keys={"persName": keys["persName"]}, a_xml='<rs key="Karl Marx"/>', **people) == []
    assert check(tmp_path, a_xml='<persName key="anything at all"/>', **people) == []


def test_private_schemes_of_a_project_are_left_alone(tmp_path):
    """What a project declares is not called unknown."""
    assert check(tmp_path, schemes=["pmb"], a_xml='<persName ref="pmb:1"/>') == []


def test_a_broken_pointer_suggests_what_was_meant(tmp_path):
    """Of the right kind before the merely near."""
    text = '<person xml:id="schapiro"/><place xml:id="schapira"/><persName ref="#schapirx"/>'
    [finding] = check(tmp_path, a_xml=text)
    assert finding.hint == "Did you mean “#schapiro”?"


def test_an_id_of_another_file_is_found_there(tmp_path):
    """The commonest slip of a project with registers is told with its remedy, also if the register is not checked now."""
    files = {"a_xml": '<persName ref="#marx"/>', "reg__persons_xml": '<person xml:id="marx"/>'}
    [finding] = check(tmp_path, others=["reg/persons.xml"], **files)
    assert finding.code == "ref-elsewhere"
    assert '"reg/persons.xml#marx"' in finding.hint


def test_an_id_that_every_letter_has_is_not_taken_for_the_one_that_was_meant(tmp_path):
    """Thousands of letters have a “p2” of their own: none of them is what another letter's pointer means."""
    letters = {f"b{number}_xml": '<person xml:id="p2"/>' for number in range(3)}
    [finding] = check(tmp_path, a_xml='<persName ref="#p2"/>', **letters)

    assert finding.code == "ref-broken"


def test_one_cause_in_many_files_is_one_finding(tmp_path):
    """Four hundred letters whose pointers lack “#” are one finding with the count."""
    files = {f"letter{n}_xml": '<persName ref="marx"/><persName ref="marx"/>' for n in range(400)}
    found = check(tmp_path, reg_xml='<person xml:id="marx"/>', **files)
    assert len(found) == 1
    assert "lacks the “#”" in found[0].message
    assert "799 other pointers have the same cause, in 400 files together" in found[0].message


def test_a_missing_register_is_one_finding(tmp_path):
    """A hundred different ids that no file has are told once, with an example."""
    text = "".join(f'<persName ref="#person{n}"/>\n' for n in range(100))
    [finding] = check(tmp_path, a_xml=text)
    assert "99 other pointers have the same cause" in finding.message


def test_a_pointer_in_an_included_file_may_mean_its_own_ids(tmp_path):
    """A part of a file is included; what it points to outside of the part is still there."""
    (tmp_path / "part.inc").write_text(f'{HEAD}<div xml:id="d"><ref target="#rest"/></div><p xml:id="rest"/></TEI>')
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="part.inc" xpointer="d"/>'
    assert check(tmp_path, a_xml=include) == []


def test_every_pointer_attribute_of_tei_is_known(test_data):
    """What the Guidelines type as teidata.pointer is checked, but for what names no part of an edition."""
    tree = etree.parse(test_data / "tei" / "p5subset.xml")
    left_out = {"datcat", "valueDatcat", "targetDatcat", "property", "filter", "uri", "xml:base", "location"}
    for definition in tree.iterfind(".//{*}attDef"):
        types = {reference.get("key") for reference in definition.iterfind(".//{*}datatype//{*}dataRef")}
        if types == {"teidata.pointer"} and definition.get("ident") not in left_out:
            assert definition.get("ident") in pointers.NAMES, definition.get("ident")


def test_real_projects_are_not_flooded(test_data):
    """In each project of the corpus causes are grouped: no check says one thing more than 25 times."""
    for project in sorted((test_data / "corpus").iterdir()):
        library = Library(project) if project.is_dir() else None
        if library is None:
            continue
        found = [survey.survey(library.open(path)) for path in sorted(project.rglob("*.xml"))]
        counts = Counter(finding.code for finding in references.References(found, library).findings())
        assert all(count <= 40 for count in counts.values()), (project.name, counts)


def test_the_guidelines_point_to_the_right_kind(test_data):
    """The Guidelines' own examples hardly ever point to what we call the wrong kind of thing."""
    wrong = []
    for path in sorted((test_data / "egxml").glob("*.xml")):
        library = Library(path.parent)
        found = references.References([survey.survey(library.open(path))], library).findings()
        wrong += [str(finding) for finding in found if finding.code == "ref-wrong-kind"]
    assert len(wrong) <= 5, "\n".join(wrong)


@given(st.lists(st.text(alphabet="abc1-", min_size=3, max_size=8), min_size=1, unique=True), st.data())
def test_a_name_with_one_slip_is_found(names, data):
    """Whatever the ids: one changed letter still leads to an id that is one change away."""
    name = data.draw(st.sampled_from(names))
    position = data.draw(st.integers(0, len(name) - 1))
    slip = name[:position] + "x" + name[position + 1 :]
    found = Names(names).nearest(slip)
    assert found in names
    assert nearest(slip, names) == found


def test_a_number_is_no_slip():
    """p12 is not suggested for p13: who writes another number means another thing."""
    assert nearest("p13", ["p12", "p14"]) == ""


@given(st.text(max_size=60))
def test_no_value_of_a_pointer_brings_the_check_down(value):
    """Whatever stands in an attribute."""
    element = etree.Element("{http://www.tei-c.org/ns/1.0}TEI")
    child = etree.SubElement(element, "{http://www.tei-c.org/ns/1.0}ref")
    try:
        child.set("target", value)
    except ValueError:
        return  # no character of XML
    library = Library(Path.cwd())
    source = library.adopt(Source(Path("a.xml"), etree.tostring(element)))
    references.References([survey.survey(source)], library).findings()


def test_pictures_whose_names_differ_in_case_are_one_finding(tmp_path):
    """What one system finds and another does not: scan.JPG and scan.jpg."""
    for number in range(9):
        (tmp_path / f"scan{number}.JPG").write_bytes(b"")
    [finding] = check(tmp_path, a_xml="".join(f'<graphic url="scan{number}.jpg"/>' for number in range(9)))

    assert finding.code == "ref-media-missing"
    assert "nearly the same" in finding.hint
    assert "8 other pointers" in finding.message


def test_a_forgotten_hash_of_an_id_in_another_file_is_told_with_that_file(tmp_path):
    """“#marx” would be wrong too: the register is another file."""
    [finding] = check(tmp_path, a_xml='<persName ref="marx"/>', b_xml=PERSON)

    assert finding.code == "ref-no-hash"
    assert "FILE#marx" in finding.hint


def test_a_pointer_with_a_prefix_names_the_id_that_is_not_there(tmp_path):
    """The id is that behind the prefix, not an empty one."""
    prefix = '<prefixDef ident="psn" matchPattern="([a-z]+)" replacementPattern="b.xml#$1"/>'
    [finding] = check(tmp_path, a_xml=f'{prefix}<persName ref="psn:stranger"/>', b_xml=PERSON)
    assert "has the id “stranger”" in finding.message
    assert 'xml:id="stranger"' in finding.hint


@pytest.mark.parametrize(
    ("target", "hint"),
    [("www.marxists.org", "https://www.marxists.org"), ("htp://x.org/a", "https://x.org/a")],
)
def test_an_address_with_a_slip_is_mended(tmp_path, target, hint):
    """An address on the network without its beginning is no file and no private prefix."""
    [finding] = check(tmp_path, a_xml=f'<ref target="{target}"/>')
    assert hint in finding.hint


def test_relative_addresses_of_a_network_are_left_alone(tmp_path):
    """`//host` and `?query` are addresses, not files of the project."""
    assert codes(tmp_path, a_xml='<ref target="//x.org/a"/><ref target="?page=2"/>') == []
