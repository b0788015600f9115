# SPDX-License-Identifier: MIT
"""What is true of the typesetter's input for any TEI file: no word lost, what was mended can be told, each note at its marker."""

from __future__ import annotations

import json
import re
from collections import Counter

import book_text
import pytest
from book_making import SETTINGS, locale, printed, tei
from book_text import BOOK
from conftest import ROOT
from lxml import etree

from edition.saxon import engine
from edition.source import TEI, Source
from edition.typeset.book import Book
from edition.words import tei as words

XSLT = ROOT / "xslt"
LOCALES = XSLT / "locale"
CASES = sorted((ROOT / "tests" / "cases").rglob("input.xml"))
OUR_TEXTS = sorted((ROOT / "tei").glob("*.xml"))
SOURCES = [*CASES, *OUR_TEXTS]
NOTES = {BOOK + kind for kind in ("source", "editor", "emendation", "variants")}
XSL = "{http://www.w3.org/1999/XSL/Transform}"


def _named(file):
    return "/".join(file.parts[-3:-1]) if file.name == "input.xml" else file.name


def _faults(file, made, reading="corrected"):
    """Where the words of a book part from those of its source."""
    expected, notes = words.apart(file, reading)
    text = book_text.of_book(made)
    received = text.words(reading)
    if expected != received:
        at = next((n for n, pair in enumerate(zip(expected, received, strict=False)) if len(set(pair)) > 1), min(len(expected), len(received)))
        yield f"{file.name}: the source has {expected[max(0, at - 3) : at + 6]}, the book {received[max(0, at - 3) : at + 6]}"
    theirs, ours = Counter(map(tuple, notes)), Counter(map(tuple, text.all_notes(reading)))
    yield from (f"{file.name}: the note {' '.join(note)!r} is not in the book" for note in theirs - ours)
    yield from (f"{file.name}: the book has the note {' '.join(note)!r}" for note in ours - theirs)


# words


@pytest.mark.parametrize("file", SOURCES, ids=_named)
def test_every_corrected_word_is_printed_in_order(file):
    """The book's text is the corrected text of the source, word for word, and has its notes."""
    assert list(_faults(file, printed(Source.read(file).xml))) == []


@pytest.mark.parametrize("file", SOURCES, ids=_named)
def test_the_transmitted_words_can_be_restored_from_the_emendations(file):
    """With each lemma replaced by its reading, the book's text is the transmitted text of the source."""
    if re.search('<ex>|reason="lost"', file.read_text("utf-8")):
        return  # what an abbreviation stands for is told by italics, what is restored by brackets: neither has a footnote

    assert list(_faults(file, printed(Source.read(file).xml), "transmitted")) == []


def test_the_texts_of_others_keep_every_word(test_data):
    """Any TEI file can be printed: drama, verse, apparatus, letters, inscriptions, dictionaries, corpora."""
    files = [file for file in sorted(test_data.glob("corpus/*/*.xml")) if file.stat().st_size < 300_000]
    faults = [fault for file in files for fault in _faults(file, printed(Source.read(file).xml))]

    assert len(files) > 20
    assert faults == []


def test_the_examples_of_the_guidelines_keep_every_word(test_data):
    """Every element of TEI in some context: none fails, none loses a word."""
    files = sorted(test_data.glob("egxml/*.xml"))[1::4]
    faults = [fault for file in files for fault in _faults(file, printed(Source.read(file).xml))]

    assert len(files) > 300
    assert faults == []


@pytest.mark.parametrize(
    ("plant", "found"),
    [
        (lambda made: made.replace(" mass ", " "), "the source has"),
        (lambda made: made.replace("mass of", "of mass"), "the source has"),
        (lambda made: re.sub("<source.*?</source>", "", made), "is not in the book"),
        (lambda made: made.replace("Its <", "<"), "is not in the book"),
        (lambda made: made.replace("</text>", "<p>more</p></text>"), "the source has"),
    ],
)
def test_the_comparison_sees_what_is_lost(plant, found, tmp_path):
    """A word or a note that were lost, moved or added would be seen."""
    source = tei('<p>the mass of words<note xml:id="n1">Its <emph>note</emph>.</note> stays</p>')
    file = tmp_path / "text.xml"
    file.write_text(source, encoding="utf-8")
    made = printed(source)
    spoiled = plant(made)

    assert list(_faults(file, made)) == []
    assert spoiled != made
    assert any(found in fault for fault in _faults(file, spoiled))


def test_an_emendation_that_were_lost_would_be_seen(tmp_path):
    """Without its footnote a correction cannot be undone, and the comparison says so."""
    source = tei("<p>a <choice><sic>wrng</sic><corr>wrong</corr></choice> word</p>")
    file = tmp_path / "text.xml"
    file.write_text(source, encoding="utf-8")
    made = printed(source)

    assert list(_faults(file, made, "transmitted")) == []
    assert list(_faults(file, re.sub("<emendation.*</emendation>", "", made), "transmitted")) != []


# emendations


@pytest.mark.parametrize(
    ("passage", "lemma", "reading", "remark"),
    [
        ("note <choice><sic>14</sic><corr>13</corr></choice>, so", "13", "14", None),
        ("the <choice><corr cert='low'>wrong</corr><sic>wrng</sic></choice> one", "wrong", "wrng", "doubtful"),
        ("the <choice><orig>vp</orig><reg cert='medium'>up</reg></choice> one", "up", "vp", "probable"),
        ("mass of <supplied>the</supplied> Party", "of the", "of", None),
        ("to <supplied>the</supplied>", "to the", "to", None),
        ("<supplied>The</supplied> Party met", "The Party", "Party", None),
        ("<supplied>All.</supplied>", "All.", "", "not in the source"),
        ("in <surplus>the</surplus> 1918", "in", "in the", None),
        ("<surplus>the</surplus> war", "war", "the war", None),
        ("Len<surplus>n</surplus>in spoke", "Lenin", "Lennin", None),
        ("petty-<surplus> </surplus>bourgeois", "petty-bourgeois", "petty- bourgeois", None),
        ("(soviets).<supplied> </supplied>They", "(soviets). They", "(soviets).They", None),
        ("he said<supplied>”</supplied>, and", "said”", "said", None),
        ("un<choice><sic>brok</sic><corr>broke</corr></choice>n line", "unbroken", "unbrokn", None),
        ("the <sic>of defeats</sic> one", "of defeats", "of defeats", "thus the source"),
        ("the <corr>right</corr> one", "the right", "the", "what the source has is not recorded"),
    ],
)  # fmt: skip
def test_an_emendation_says_what_is_printed_and_what_the_source_has(passage, lemma, reading, remark):
    """The footnote gives the corrected words and, after the bracket, those of the source, with a word beside a mere gap or sign."""
    note = etree.fromstring(printed(tei(f"<p>{passage}</p>"))).find(f".//{BOOK}emendation")
    received = [note.findtext(BOOK + part) for part in ("lemma", "reading", "remark")]

    assert received == [lemma, reading, remark]


def test_a_long_passage_is_given_by_its_ends():
    """The whole of it stands in the text; the footnote is short."""
    long = " ".join(f"word{n}" for n in range(40))
    note = etree.fromstring(printed(tei(f"<p>a <choice><sic>short</sic><corr>{long}</corr></choice> b</p>"))).find(f".//{BOOK}emendation")

    assert note.findtext(BOOK + "lemma") == "word0 word1 word2 … word37 word38 word39"


# notes


@pytest.mark.parametrize("file", OUR_TEXTS, ids=_named)
def test_each_note_stands_at_its_first_marker(file):
    """The footnotes of the source come in the order of their markers, each under the mark that is printed there."""
    root = Source.read(file).expanded
    notes = {note.get("{http://www.w3.org/XML/1998/namespace}id"): note for note in root.iter(f"{{{TEI}}}note")}
    marks = [ref for ref in root.iter(f"{{{TEI}}}ref") if ref.get("type") == "noteref" and ref.get("target", "")[1:] in notes]
    firsts = list(dict.fromkeys(ref.get("target")[1:] for ref in marks))
    found = [note for note in etree.fromstring(printed(Source.read(file).xml)).iter(BOOK + "source") if note.find(BOOK + "mark") is not None]

    assert sorted(firsts) == sorted(note.find(BOOK + "anchor").get("id").removeprefix("1/") for note in found)
    for note in found:
        number = "".join(note.find(BOOK + "label").itertext()).strip() if note.find(BOOK + "label") is not None else ""
        assert number in "".join(note.find(BOOK + "mark").itertext())


def test_a_note_follows_the_word_that_it_is_about():
    """In its line, from the back by its marker, from the back by the place that it names: the word before it is the same."""
    back = '<back><div><note xml:id="n1" target="#r1"><label>1</label> One.</note><note xml:id="n2" target="#s1">Two.</note></div></back>'
    made = printed(tei('<p>word<note>Zero.</note> other<ref type="noteref" xml:id="r1" target="#n1">[1]</ref> and a <seg xml:id="s1">third</seg>.</p>', back=back))
    paragraph = etree.fromstring(made).find(f"{BOOK}text/{BOOK}p")
    before = [((note.getprevious().tail if note.getprevious() is not None else paragraph.text) or "").split()[-1] for note in paragraph.iter(BOOK + "source")]

    assert before == ["word", "other", "third"]
    assert [" ".join(words) for words in book_text.of_book(made).all_notes()] == ["Zero.", "1 One.", "Two."]


def test_the_three_kinds_of_note_have_markers_of_their_own():
    """Small letters for emendations, capitals for the editors' notes, the printed mark or a counted number for the source's."""
    passage = (
        "<p><choice><sic>wrng</sic><corr>wrong</corr></choice> <app><lem>a</lem><rdg>b</rdg></app> word<note type='editorial'>E.</note>"
        "<note>S.</note> more<ref type='noteref' target='#n1'>[7]</ref> and <supplied>on</supplied><note type='editorial'>F.</note></p>"
    )
    prepared = etree.fromstring(Book(printed(tei(passage, back='<back><note xml:id="n1"><label>7</label> T.</note></back>'))).xml)
    markers = {kind: [] for kind in ("emendation", "variants", "editor", "source")}
    for note in prepared.iter(*NOTES):
        markers[etree.QName(note).localname].append(note.get("marker") or note.get("label") or note.findtext(BOOK + "mark"))

    assert markers == {"emendation": ["a", "c"], "variants": ["b"], "editor": ["A", "B"], "source": ["1", "[7]"]}


def test_letters_begin_again_after_the_last():
    """A book may have more notes than the alphabet has letters."""
    prepared = etree.fromstring(Book(printed(tei("<p>" + "a<note type='editorial'>E.</note> " * 28 + "</p>"))).xml)
    letters = [note.get("marker") for note in prepared.iter(BOOK + "editor")]

    assert [*"ABCDEFGHIJKLMNOPQRSTUVWXYZ", "A", "B"] == letters


def test_a_note_of_a_note_and_of_a_head_is_kept():
    """A footnote cannot stand in a footnote or a head: a mark stays there, and the note follows in the line."""
    xml = tei("<div><head>Head<note>On it.</note> ends</head><p>text<note>Outer<note type='editorial'>Inner</note> goes on.</note> ends.</p></div>")
    prepared = etree.fromstring(Book(printed(xml)).xml)
    notes = list(prepared.iter(*NOTES))

    assert [note.getparent().tag for note in notes] == [BOOK + "p"] * 3
    assert len(list(prepared.iter(BOOK + "noted"))) == 2
    assert {mark.get("key") for mark in prepared.iter(BOOK + "noted")} < {note.get("key") for note in notes}


# language


def test_no_words_of_the_edition_stand_in_templates():
    """What a reader reads and no source says comes from the locale: no letters in the templates of the book."""
    shown = ("title", "label", "alt", "plain", "running", "sigla")
    found = []
    for file in sorted((XSLT / "print").glob("*.xsl")):
        for element in etree.parse(file).getroot().iter(etree.Element):
            attributes = [element.get(name, "") for name in shown] if not element.tag.startswith(XSL) else []
            texts = [element.text, *(child.tail for child in element), *(re.sub(r"\{[^}]*\}", "", value) for value in attributes)]
            found += [f"{file.name}:{element.sourceline}: {text.strip()}" for text in texts if re.search(r"[^\W\d_]", text or "")]

    assert found == []


@pytest.mark.parametrize("language", [file.stem for file in sorted(LOCALES.glob("*.xml"))])
def test_every_word_that_a_book_asks_for_is_known(language):
    """In each language; a key that a locale lacks would stand in the book in brackets."""
    everything = tei(
        "<pb n='1'/><p><supplied cert='low'>All.</supplied> <sic>x</sic> <corr cert='medium'>y</corr><note>S</note><note type='editorial'>E</note>"
        "<app><lem>a</lem><rdg/></app> <graphic url='a.png'/></p><figure/><listApp><app loc='1'><lem>a</lem><rdg/></app></listApp>"
    )
    made = printed(everything, language, url="https://example.org/")

    assert re.findall(r"\[[a-z-]+\.[a-z.-]+\]", made) == []


def test_no_english_in_the_book_of_another_language():
    """The words of the edition are those of its language."""
    texts = {text.get("key"): text.text or "" for text in etree.parse(LOCALES / "en.xml").iter("text")}
    passages = tei("<pb n='1'/><p><supplied cert='low'>Alles.</supplied> <sic>x</sic><note>S</note><note type='editorial'>E</note></p>")
    english = [text for key, text in texts.items() if key.startswith("print.") and len(text) > 6 and "{" not in text]

    assert any(text in printed(passages) for text in english)
    assert [text for text in english if text in printed(passages, "de")] == []


def test_a_project_overrides_one_rule(tmp_path):
    """A stylesheet of a project uses our package and says only what differs."""
    theirs = tmp_path / "print.xsl"
    theirs.write_text("""<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
        xmlns:print="https://tei-edition.org/ns/print" xmlns="https://tei-edition.org/ns/book">
      <xsl:use-package name="https://tei-edition.org/print" package-version="*">
        <xsl:accept component="template" names="book" visibility="public"/>
        <xsl:accept component="mode" names="print:inline" visibility="public"/>
        <xsl:override><xsl:template match="tei:emph" mode="print:inline" priority="20"><span style="bold"><xsl:next-match/></span></xsl:template></xsl:override>
      </xsl:use-package>
    </xsl:stylesheet>""", encoding="utf-8")
    document = engine().document(tei("<p>a <emph>word</emph></p>"), "file:///edition/input.xml")
    made = engine().stylesheet(theirs).texts("book", {"settings": json.dumps(SETTINGS), "locales": [locale("en")], "documents": [document]})["book.xml"]

    styles = [span.get("style") for span in etree.fromstring(made).iter(BOOK + "span")]

    assert styles == ["bold", "italic"]


# the format


def test_every_element_and_attribute_of_the_format_is_documented():
    """docs/book-format.md is what others build on: nothing stands in a book of which it does not speak."""
    documented = set(re.findall(r"`(?:\w+/)?@?([\w:-]+)`", (ROOT / "docs" / "book-format.md").read_text("utf-8")))
    found = {}
    for file in SOURCES:
        for element in etree.fromstring(printed(Source.read(file).xml, url="https://example.org/")).iter(BOOK + "*"):
            styles = (element.get("style") or "").split()
            for name in (etree.QName(element).localname, *(attribute.replace("{http://www.w3.org/XML/1998/namespace}", "xml:") for attribute in element.attrib), *styles):
                found.setdefault(name, file)

    assert len(found) > 50
    assert {name: _named(file) for name, file in found.items() if name not in documented} == {}


def test_the_template_draws_every_element_of_the_format():
    """An element without a drawer would be set as what it holds and nothing more."""
    template = "\n".join(file.read_text("utf-8") for file in sorted((XSLT / "print").glob("*.typ")))
    made = {etree.QName(element).localname for file in SOURCES for element in etree.fromstring(printed(Source.read(file).xml)).iter(BOOK + "*")}

    assert sorted(name for name in made if not re.search(rf'(?m)\b{name}"?: |[tT]ag == "{name}"|"{name}"', template)) == []
