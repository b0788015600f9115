# SPDX-License-Identifier: MIT
"""edition survey: every element, attribute and value is counted where it is, and two practices are seen as two."""

from __future__ import annotations

import json
import re

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from edition.cli import main
from edition.practice.corpus import together
from edition.practice.counting import usage
from edition.practice.differences import differences
from edition.practice.shapes import shape
from edition.source import Source
from edition.source.library import Library

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc></teiHeader>
<text><body>{}</body></text></TEI>"""


def corpus_of(folder, *bodies):
    files = []
    for number, body in enumerate(bodies):
        files.append(folder / f"{'abcdefgh'[number]}.xml")
        files[-1].write_text(TEI.format(body), encoding="utf-8")
    return together(usage(Library(folder).open(file)) for file in files)


def found(folder, *bodies):
    """The differences of small files: title, the ways with their counts, and whether files differ."""
    return {each.title: ([(way.what, way.count) for way in each.ways], each.between) for each in differences(corpus_of(folder, *bodies))}


def test_everything_is_counted_with_an_example(tmp_path):
    """Element, attribute, value: how often, in which files, and where first."""
    corpus = corpus_of(tmp_path, '<p>\n<hi rend="bold">x</hi> <hi rend="bold" n="3">y</hi></p>', '<p><hi rend="red">z</hi></p>')
    total = corpus.elements["hi",]

    assert (total.count, [use.count for use in total.files.values()], total.place.file.name, total.place.line) == (3, [2, 1], "a.xml", 3)
    assert [(name, each.count) for name, each in corpus.under(corpus.attributes, "hi")] == [("rend", 3), ("n", 1)]
    assert [(value, each.count) for value, each in corpus.under(corpus.values, "hi", "rend")] == [("bold", 2), ("red", 1)]


def test_the_counts_are_those_of_the_documents(test_data):
    """On real documents the numbers are those that a plain count of the tree gives."""
    for file in sorted((test_data / "corpus").rglob("*.xml"))[::6]:
        source = Source.read(file)
        counted = usage(source)
        tree = etree.fromstring(source.utf8, etree.XMLParser(huge_tree=True))

        assert sum(use.count for use in counted.elements.values()) == sum(1 for _ in tree.iter("*"))
        assert sum(use.count for use in counted.attributes.values()) == sum(len(each.attrib) for each in tree.iter("*"))
        assert sum(use.count for use in counted.values.values()) == sum(len(each.attrib) for each in tree.iter("*"))


@pytest.mark.parametrize(
    ("one", "two", "title"),
    [
        ('<p><foreign xml:lang="la">ergo</foreign></p>', '<p><hi rend="italic" xml:lang="la">ergo</hi></p>', "Words of another language"),
        ("<p><foreign>ergo</foreign></p>", '<p><hi rend="italic">ergo</hi></p>', "Words set apart"),
        ('<p><persName ref="#a">A</persName></p>', "<p><persName>A</persName></p>", "Persons in the text"),
        ('<p><persName ref="#a">A</persName></p>', '<p><rs type="person" ref="#a">A</rs></p>', "Persons in the text"),
        ("<p><quote>q</quote></p>", "<p><q>q</q></p>", "Quotations"),
        ('<p><date when="1921"/></p>', '<p><date when="1921-03-08"/></p>', "The form of @when"),
        ('<p><date when="1921">x</date></p>', "<p><date>x</date></p>", "Dates in the text"),
        ('<p><persName ref="#a">A</persName></p>', '<p><persName ref="a">A</persName></p>', "The form of @ref on <persName>"),
        ("<p><choice><sic>x</sic><corr>y</corr></choice></p>", "<p><corr>y</corr></p>", "Errors of the source"),
        ("<p>x</p>", "<ab>x</ab>", "Paragraphs"),
        ('<p><hi rend="i">x</hi></p>', '<p><hi rendition="#i">x</hi></p>', "How the look of words is said"),
        ("<div><p>x</p></div>", "<div1><p>x</p></div1>", "Divisions"),
        ('<p><app><lem wit="#A">x</lem></app></p>', '<p><app><lem wit="A">x</lem></app></p>', "Whose a reading is"),
    ],
)
def test_two_answers_to_one_question_are_a_difference_between_files(tmp_path, one, two, title):
    """Each question of encoding is asked of each file."""
    ways, between = found(tmp_path, one, two)[title]

    assert len(ways) == 2
    assert between


def test_one_practice_is_no_difference(tmp_path):
    """Files that do the same have nothing to be asked."""
    body = '<p><persName ref="#a">A</persName> <foreign xml:lang="la">ergo</foreign> <hi rend="bold">x</hi> <date when="1921">y</date></p>'

    assert found(tmp_path, body, body, body) == {}


def test_registers_and_headers_are_no_texts(tmp_path):
    """A person's names in a register have no pointer, and that is no difference from the text."""
    people = "<listPerson>" + '<person><persName type="main">A B</persName></person>' * 5 + "</listPerson>"

    assert found(tmp_path, '<p><persName ref="#a">A</persName></p>' * 5, people) == {}


def test_an_attribute_that_only_some_files_have(tmp_path):
    """Always in one file and never in another; now and then is no practice."""
    three = found(tmp_path, '<pb n="1" xml:id="x1"/>' * 4, "<pb n='1'/>" * 4)

    assert three["@xml:id on <pb>"] == ([("<pb xml:id>", 4), ("<pb> without @xml:id", 4)], True)
    assert "@n on <pb>" not in three


def test_values_that_look_like_one(tmp_path):
    """Case, hyphens and endings do not make another value."""
    ways, _ = found(tmp_path, '<p><hi rend="italic">x</hi></p>' * 3, '<p><hi rend="Italics">y</hi></p>')["Values of @rend on <hi>"]

    assert ways == [('rend="italic"', 3), ('rend="Italics"', 1)]


def test_the_same_words_marked_in_two_ways(tmp_path):
    """What one encoder calls a foreign word another sets in italics; one within the other is one way."""
    body = "<p>{0} <hi><foreign>beide</foreign></hi></p>"
    differing = found(tmp_path, body.format("<foreign>sans façon</foreign>"), body.format('<hi rend="italic">sans façon</hi>'))

    assert differing["The same words: “sans façon”"] == ([("<foreign>", 1), ('<hi rend="italic">', 1)], True)
    assert not any("beide" in title for title in differing)


@pytest.mark.parametrize(
    ("element", "attribute", "value", "expected"),
    [
        ("persName", "ref", "#marx", "#…"), ("persName", "ref", "marx", "…"), ("persName", "ref", "p:marx", "p:…"), ("ref", "target", "a.xml#b", "…#…"),
        ("ref", "target", "https://example.org/x", "https:…"), ("rdg", "wit", "#A #B #C", "#…"), ("graphic", "url", "a/b.jpg", "….jpg"),
        ("date", "when", "1921-03-08", "9999-99-99"), ("date", "when", "March", "A"), ("p", "xml:id", "p12", "a9"), ("pb", "n", "12r", "9a"),
        ("hi", "rend", "small  caps", "small caps"), ("locus", "from", "12r", "9a"),
    ],
)  # fmt: skip
def test_values_without_end_are_counted_by_their_form(element, attribute, value, expected):
    """Ten thousand ids are one line of the table."""
    assert shape(element, attribute, value) == expected


@given(st.sampled_from(["ref", "when", "xml:id", "rend", "n", "url", "target"]), st.text(max_size=200))
def test_any_value_has_a_form(attribute, value):
    """Nothing that stands in an attribute breaks the count, and no form is long."""
    assert len(shape("ref", attribute, value)) <= 260


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    corpus_of(tmp_path, '<p>\n<persName ref="#a">A &amp; B</persName></p>', "<p><persName>C</persName></p>")
    return tmp_path


def survey(*arguments):
    result = CliRunner().invoke(main, ["survey", *arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_the_table_says_how_often_and_where(folder):
    """A number, a name, files and a place that can be clicked."""
    said = survey(".")

    assert "2 files, 18 elements" in said
    assert re.search(r"Persons in the text \(files differ\)\n +1  <persName ref> +1 file  a.xml:3\n +1  <persName> +1 file  b.xml:2", said)
    assert re.search(r"\n +2  persName +2 files  a.xml:3\n +1    @ref +1 file  a.xml:3\n +1      \"#…\"", said)


def test_one_element_alone(folder):
    """--element shows one element and no differences."""
    said = survey(".", "--element", "persName")

    assert "persName" in said
    assert "titleStmt" not in said
    assert "differ" not in said


def test_an_element_that_is_not_used_is_said(folder):
    """A misspelt name must not look like a count of nothing."""
    result = CliRunner().invoke(main, ["survey", ".", "--element", "persname"])

    assert result.exit_code == 4
    assert "No source uses <persname>" in result.output


def test_json_has_every_file(folder):
    """Counts for each file, and the differences with the files in which each way is usual."""
    report = json.loads(survey(".", "--format", "json"))

    assert report["version"] == "1"
    assert report["files"] == ["a.xml", "b.xml"]
    [person] = [each for each in report["elements"] if each["name"] == "persName"]
    assert person["files"] == {"a.xml": {"count": 1, "line": 3}, "b.xml": {"count": 1, "line": 2}}
    assert person["attributes"][0]["values"][0]["value"] == "#…"
    [difference] = [each for each in report["differences"] if each["title"] == "Persons in the text"]
    assert [way["usualIn"] for way in difference["ways"]] == [["a.xml"], ["b.xml"]]


def test_the_page_stands_alone_and_is_well_formed(folder):
    """No script, no address, no other file; every table has heads and a caption; what comes from files is escaped."""
    said = survey(".", "--format", "html")
    page = etree.fromstring(re.sub(r"^<!DOCTYPE html>|<meta [^>]*>|&#160;", "", said))

    assert not re.search(r"<script|src=|https?://", said)
    assert page.get("lang") == "en"
    assert [heading.text for heading in page.iter("h1")] == ["How the sources are encoded"]
    for table in page.iter("table"):
        assert table.find("caption").text
        assert all(cell.get("scope") == "col" for cell in table.find("thead").iter("th"))
    ids = [each.get("id") for each in page.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    assert {link.get("href")[1:] for link in page.iter("a")} <= set(ids)


def test_a_file_that_cannot_be_read_does_not_hide_the_others(folder):
    """It is named, the rest is counted, and the exit code says so."""
    (folder / "c.xml").write_text("<TEI><p></TEI>")
    result = CliRunner().invoke(main, ["survey", "."])

    assert "2 files, 18 elements" in result.output
    assert "c.xml" in result.output
    assert result.exit_code == 5


def test_the_same_survey_twice_is_the_same(folder):
    """The order is that of counts and names, whatever the order of sets."""
    assert survey(".", "--format", "json") == survey(".", "--format", "json")
