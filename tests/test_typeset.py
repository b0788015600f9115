# SPDX-License-Identifier: MIT
"""The book as it is set by the real typesetter: what its pages show, where, and how it fails when it cannot be set."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import unicodedata
from dataclasses import replace
from itertools import groupby
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pdf_page
import pikepdf
import pytest
from book_making import printed, tei
from conftest import ROOT
from lxml import etree

from edition import pdfwords
from edition.register import INVERTED
from edition.source import Source
from edition.typeset import compose
from edition.words import cut, words_of_pdf

if TYPE_CHECKING:
    from pathlib import Path

XSLT = ROOT / "xslt"
MENTIONED = {3, 12, 21, 30, 33}
PROJECT = """[edition]
title = "A Sample"
language = "{}"
date = "2026-11-22"
version = "1.0"
[sources]
root = "tei"
texts = ["text.xml"]
registers = ["registers/*.xml"]
"""


def paragraph(number):
    """A paragraph whose words tell its number and their own, with a note of each kind."""
    words = [f"{number}word{place}" for place in range(70)]
    words[0] = "Zebedee" if number not in MENTIONED else '<persName ref="zeb.xml#zeb">Zebedee</persName>'
    words[20] += f"<note type='editorial' xml:id='e{number}'>editornote{number} says more.</note>"
    words[40] = f"<choice><sic>wrng{number}</sic><corr>right{number}</corr></choice>"
    words[65] += f"<note place='foot' xml:id='s{number}'>sourcenote{number} is longer than one line, because it has so many words of its own.</note>"
    return f'<p xml:id="p{number}">{" ".join(words)}</p>'.replace("Zebedee ", "" if number not in MENTIONED else "Zebedee ")


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """A book of some ten pages with everything in it, built once by the command."""
    root = tmp_path_factory.mktemp("sample")
    (root / "tei" / "registers").mkdir(parents=True)
    chapters = "".join(
        f'<div xml:id="d{d}"><head>Chapter {d}</head>{"".join(paragraph(10 * d + n) for n in range(5))}</div>' for d in range(4)
    )
    rest = (
        "<div><head>Kinds<note>headnote stands here.</note></head><list><item><label>1.</label> listed<note>listnote one.</note></item>"
        "<item><label>2.</label> again</item></list><lg><l n='5'>a verse<note>versenote five.</note></l></lg>"
        "<quote>set off</quote><sp><speaker>Ann</speaker><p>spoken</p></sp><table><row role='label'><cell>h1</cell></row><row><cell>c1</cell></row></table>"
        "<figure><figDesc>A picture described.</figDesc></figure>"
        "<p>noted<note>outer<note type='editorial'>inner note.</note> goes on.</note> See <ref target='#d1'>the chapter</ref>, "
        "<ref target='https://example.org/'>the web</ref>, <ref target='#no'>nowhere</ref>.</p></div>"
    )
    (root / "tei" / "text.xml").write_text(tei(chapters + rest, title="Text"), encoding="utf-8")
    person = '<standOff><listPerson><person xml:id="zeb"><persName>Zebedee</persName></person></listPerson></standOff>'
    register = tei("", title="Persons").replace("<text><body></body></text>", person)
    (root / "tei" / "registers" / "zeb.xml").write_text(register, encoding="utf-8")
    text = root / "tei" / "text.xml"
    text.write_text(text.read_text("utf-8").replace("zeb.xml#", "registers/zeb.xml#"), encoding="utf-8")
    (root / "edition.toml").write_text(PROJECT.format("en"), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "edition", "build", "--pdf"], cwd=root, check=True, capture_output=True)
    return _read(root / "site" / "edition.pdf")


def _read(file: Path):
    pdf = file.read_bytes()
    pieces = pdf_page.pieces(pdf)
    on = {page: list(group) for page, group in groupby(pieces, key=lambda piece: piece.page)}
    return SimpleNamespace(file=file, pdf=pdf, pieces=pieces, on=on, links=pdf_page.links(pdf))


def _pages_of(book, words):
    """The pages on which a word stands."""
    return {piece.page for piece in book.pieces if not piece.artifact and words in piece.text.split()}


def _first_index_page(book):
    with pikepdf.open(io.BytesIO(book.pdf)) as opened:
        numbers = {page.objgen: number for number, page in enumerate(opened.pages, start=1)}
        return numbers[dict(pdf_page.destinations(opened))["index"][0].objgen]


# the document


def test_a_book_says_its_title_and_language_and_is_tagged(sample):
    """A reader's program can announce the book and read it in order."""
    with pikepdf.open(io.BytesIO(sample.pdf)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "A Sample"
        assert str(pdf.Root.Lang) == "en"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert "/StructTreeRoot" in pdf.Root


def test_a_book_declares_its_standards(sample):
    """PDF/A-2a for the archive and PDF/UA-1 for everybody; the metadata say so."""
    with pikepdf.open(io.BytesIO(sample.pdf)) as pdf, pdf.open_metadata() as metadata:
        assert metadata["pdfaid:part"] == "2"
        assert metadata["pdfaid:conformance"] == "A"
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "A Sample"


def test_all_fonts_are_embedded_and_tell_their_characters(sample):
    """What is printed here is printed everywhere, and can be copied."""
    fonts = 0
    with pikepdf.open(io.BytesIO(sample.pdf)) as pdf:
        for page in pdf.pages:
            for font in (page.Resources.get("/Font") or {}).values():
                descriptor = font.DescendantFonts[0].FontDescriptor if "/DescendantFonts" in font else font.FontDescriptor
                assert any(f"/FontFile{kind}" in descriptor for kind in ("", "2", "3"))
                assert "/ToUnicode" in font
                fonts += 1

    assert fonts > 0


def test_every_heading_is_a_bookmark(sample):
    """The outline has the contents, the heads of the texts, nested as they are, and the index."""

    def titles(items):
        return [(item.title, titles(item.children)) for item in items]

    with pikepdf.open(io.BytesIO(sample.pdf)) as pdf, pdf.open_outline() as outline:
        found = titles(outline.root)

    assert found == [("Contents", []), ("Text", [(f"Chapter {d}", []) for d in range(4)] + [("Kinds", [])]), ("Index", [("Persons", [])])]


def test_the_structure_has_heads_lists_tables_notes_and_quotations(sample):
    """Each thing is tagged as what it is."""
    kinds = set()

    def walk(element):
        if isinstance(element, pikepdf.Dictionary) and "/S" in element:
            kinds.add(str(element.S))
        kids = element.get("/K") if isinstance(element, pikepdf.Dictionary) else None
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids] if kids is not None else []:
            walk(kid)

    with pikepdf.open(io.BytesIO(sample.pdf)) as pdf:
        walk(pdf.Root.StructTreeRoot)

    assert {"/H1", "/H2", "/P", "/L", "/LI", "/Table", "/TH", "/TD", "/Note", "/Link", "/BlockQuote", "/Figure", "/TOC"} <= kinds


def test_a_picture_that_is_not_in_the_book_is_described(sample):
    """Its description is seen and read out, and is no word of the text."""
    assert any(piece.artifact and "described" in piece.text for piece in sample.pieces)
    assert "described." not in words_of_pdf(sample.file)
    with pikepdf.open(io.BytesIO(sample.pdf)) as pdf:
        alternatives = [str(element.Alt) for element in pdf.objects if isinstance(element, pikepdf.Dictionary) and "/Alt" in element]

    assert "A picture described." in alternatives


# links


def test_every_link_leads_to_a_page_or_an_address(sample):
    """No link leads nowhere; a pointer without a target is left as its words."""
    assert [link for link in sample.links if not link.uri and not link.target] == []
    assert {link.uri for link in sample.links if link.uri} == {"https://example.org/"}
    assert [link.words(sample.on[link.page]) for link in sample.links if "nowhere" in link.words(sample.on[link.page])] == []
    assert len([link for link in sample.links if link.words(sample.on[link.page]).strip() == "the chapter"]) == 1


def test_the_contents_give_the_pages_of_the_heads(sample):
    """Each line of the contents leads to the page that it names, where the head stands."""
    contents = [link for link in sample.links if link.page < min(_pages_of(sample, "0word1"))]
    shown = [link.words(sample.on[link.page]) for link in contents]

    assert [line.removesuffix(str(link.target)) for link, line in zip(contents, shown, strict=True)] == [
        "Text", "Chapter 0", "Chapter 1", "Chapter 2", "Chapter 3", "Kinds", "Index",
    ]  # fmt: skip
    for link, line in zip(contents, shown, strict=True):
        title = line.removesuffix(str(link.target))
        assert any(text.startswith(title) for _, text in pdf_page.lines(sample.on[link.target], link.target)), line


def test_the_index_gives_the_pages_on_which_the_name_stands(sample):
    """The numbers behind a name are those of the pages that have it, consecutive ones as a range."""
    index = _first_index_page(sample)
    line = next(text for _, text in pdf_page.lines(sample.on[index], index) if "Zebedee" in text)
    given = set()
    for first, last in re.findall(r"(\d+)(?:–(\d+))?", line):
        given |= set(range(int(first), int(last or first) + 1))

    assert given == {page for page in _pages_of(sample, "Zebedee") if page < index}
    assert len(given) >= 3


def test_a_name_in_a_note_is_marked():
    """The number of a page whose note alone has the name is followed by n; the text's own mention comes first."""
    body = "<p>Here is <name xml:id='a'>Zeb</name><note>and <name xml:id='b'>Ann</name> and <name xml:id='c'>Zeb</name></note>.</p>"
    index = (
        '<index xmlns="https://tei-edition.org/ns/book"><head level="1" id="index" plain="Index">Index</head><section title="Persons">'
        '<entry letter="A" at="1/b"><name>Ann</name></entry><entry letter="Z" at="1/c 1/a"><name>Zeb</name></entry></section></index>'
    )
    found = pdf_page.pieces(compose(printed(tei(body)), index).pdf)
    page = next(piece.page for piece in found if piece.text.startswith("Here"))
    lines = [text for _, text in pdf_page.lines(found, found[-1].page)]

    assert lines[-2:] == [f"Ann, {page}n", f"Zeb, {page}"]


# lines and notes


def test_every_fifth_line_of_a_page_is_numbered(sample):
    """The number in the margin is that of the line beside it, counted from the top of the page."""
    checked = 0
    for page in sorted({piece.page for piece in sample.pieces}):
        numbers = {round(piece.y): int(piece.text) for piece in sample.pieces if piece.page == page and piece.artifact and piece.size == 7.5 and piece.text.isdigit()}
        body = sorted({round(piece.y) for piece in sample.pieces if piece.page == page and not piece.artifact and piece.size == 10.5}, reverse=True)
        if "word" not in "".join(piece.text for piece in sample.pieces if piece.page == page) or _pages_of(sample, "listed") & {page}:
            continue
        assert {y: number for number, y in enumerate(body, start=1) if number % 5 == 0} == numbers, f"page {page}"
        checked += len(numbers)

    assert checked > 20


def test_numbers_stand_in_the_outer_margin(sample):
    """On the right of a right page, on the left of a left one."""
    numbers = [piece for piece in sample.pieces if piece.artifact and piece.size == 7.5]
    width = 148 / 25.4 * 72

    assert {piece.page % 2 for piece in numbers} == {0, 1}
    assert all((piece.x > width / 2) == (piece.page % 2 == 1) for piece in numbers)


@pytest.mark.parametrize(("note", "marked"), [("sourcenote{}", "{}word65"), ("editornote{}", "{}word20"), ("wrng{}", "right{}")])
def test_every_footnote_stands_on_the_page_of_its_marker(sample, note, marked):
    """The reader need not turn the page: each note begins where its marker is."""
    numbers = [10 * d + n for d in range(4) for n in range(5)]
    pages = {number: (_pages_of(sample, note.format(number)), _pages_of(sample, marked.format(number))) for number in numbers}

    assert {number: both for number, both in pages.items() if not both[0] <= both[1] or not both[0]} == {}


def test_notes_of_lists_heads_verses_and_notes_are_printed(sample):
    """Each once, on the page of what it is about."""
    for note, near in (("headnote", "listed"), ("listnote", "listed"), ("versenote", "verse"), ("inner", "noted"), ("outer", "noted")):
        assert len(_pages_of(sample, note)) == 1, note
        assert _pages_of(sample, note) <= _pages_of(sample, near), note


def test_the_three_kinds_of_note_are_told_apart_by_their_markers(sample):
    """Small letters, capitals, numbers: before the note as in the line."""
    (part,) = pdfwords.parts(sample.file)
    labels = {kind: [note.label for note in part.notes if note.kind == kind] for kind in ("emendation", "editor", "source")}

    assert labels["emendation"] == list("abcdefghijklmnopqrst")
    assert labels["editor"][:20] == list("ABCDEFGHIJKLMNOPQRST")
    assert labels["source"] == [str(number) for number in range(1, len(labels["source"]) + 1)]
    assert all("] wrng" in note.text for note in part.notes if note.kind == "emendation")


def test_a_page_shows_nothing_outside_its_edges(sample):
    """No glyph stands outside the page, and none of the text's outside the measure."""
    with pikepdf.open(io.BytesIO(sample.pdf)) as pdf:
        width, height = (float(side) for side in pdf.pages[0].MediaBox[2:])
    for piece in sample.pieces:
        assert 0 < piece.x < width, piece
        assert 0 < piece.y < height, piece


# our own edition


@pytest.fixture(scope="module")
def ours(site):
    return _read(site / "edition.pdf")


def test_each_number_of_our_index_leads_to_a_page_that_has_the_name(ours, site):
    """The number is that of the page, and where its link leads a form of the entry's name ends."""
    first = _first_index_page(ours)
    numbers = [link for link in ours.links if link.page >= first and not link.uri]
    entries = _places_of_entries(ours, site, first)

    assert len(entries) > 100
    assert len(numbers) > 300
    assert _wrong_numbers(ours, numbers, entries) == []


def test_a_wrong_number_in_our_index_would_be_seen(ours, site):
    """Were the numbers of the next page printed, or did their links lead there, the comparison would say so of almost every one."""
    first = _first_index_page(ours)
    numbers = [replace(link, target=link.target + 1) for link in ours.links if link.page >= first and not link.uri]

    assert len(_wrong_numbers(ours, numbers, _places_of_entries(ours, site, first))) == len(numbers) - len([
        link for link in numbers if not link.words(ours.on[link.page])[:1].isdigit()
    ])


def _places_of_entries(book, site, first):
    """Where the name of each entry ends among the letters of the index."""
    entries = [entry for entry in json.loads((site / "index.json").read_text("utf-8"))["entries"] if entry["mentions"]]
    letters = "".join(_letters(piece.text) for piece in _pieces_of_index(book, first))
    places, at = [], 0
    for entry in entries:
        name = _letters(entry["sort"] if entry["type"] in INVERTED and ", " in entry["sort"] else entry["name"] or entry["key"])
        assert name in letters[at:], entry["name"]
        at = letters.index(name, at) + len(name)
        places.append((at, entry))
    return places


def _pieces_of_index(book, first):
    return [piece for piece in book.pieces if piece.page >= first and not piece.artifact]


def _wrong_numbers(book, links, entries):
    """The numbers of an index that are not those of the pages to which they lead, or where the name does not stand."""
    starts, length, wrong = {}, 0, []
    for piece in _pieces_of_index(book, min(link.page for link in links)):
        starts[piece] = length
        length += len(_letters(piece.text))
    for link in links:
        shown = link.words(book.on[link.page])
        here = next(starts[piece] for piece in book.on[link.page] if piece in starts and _in(piece, link.box))
        entry = next(entry for place, entry in reversed(entries) if place <= here)
        forms = [_letters(mention["form"].split()[0]) for mention in entry["mentions"] if mention["form"].strip()]
        before = link.leads_behind(book.on[link.target])
        found = [_letters(word) for word in before.split()[-1:]] or [_letters(_line_at(book, link))]
        number = re.match(r"\d+", shown)
        if (number and int(number[0]) != link.target) or not any(form in found[0] or found[0] in form for form in forms):
            wrong.append(f"{entry['name']} {shown}: page {link.target} has {before[-30:]!r}")
    return wrong


def _letters(text):
    return re.sub(r"\W", "", unicodedata.normalize("NFC", text)).lower()


def _in(piece, box):
    return box[0] - 1 <= piece.x < box[2] and box[1] - 1 <= piece.y < box[3]


def _line_at(book, link):
    return "".join(piece.text for piece in book.on[link.target] if 0 < link.height - piece.y < 16 and not piece.artifact)


def test_our_footnotes_stand_with_their_markers(ours):
    """A note begins on the page of its marker, or on the next behind a note that runs on to there."""
    first = _first_index_page(ours)
    notes = [link for link in ours.links if link.page < first and re.fullmatch(r"\W*(\d+|[a-zA-Z])\W*", link.words(ours.on[link.page]))]
    markers = [link for link in notes if not _opens_note(ours, link)]
    apart = [link for link in markers if link.page != link.target]

    assert len(markers) > 100
    assert [(link.words(ours.on[link.page]), link.page, link.target) for link in apart if link.target != link.page + 1 or not _runs_on_to(ours, link.target)] == []


def _opens_note(book, link):
    """Whether a link is the label before a note, which leads back to the marker."""
    return any(piece.size == 8.5 and _in(piece, link.box) for piece in book.on[link.page])


def _runs_on_to(book, page):
    """Whether the notes of a page begin with the rest of one."""
    small = [piece for piece in book.on[page] if piece.size == 8.5 and not piece.artifact]
    top = max(small, key=lambda piece: (piece.y, -piece.x))
    return not any(link.page == page and _in(top, link.box) and _opens_note(book, link) for link in book.links)


def test_our_book_has_every_head_as_a_bookmark(ours, site):
    """The outline names the divisions of the texts in their order."""
    sources = [Source.read(ROOT / "tei" / text["source"]).expanded for text in json.loads((site / "manifest.json").read_text("utf-8"))["texts"]]
    heads = [" ".join(cut(_words_of_head(head))) for source in sources for head in source.iterfind(".//{*}text//{*}div/{*}head")]
    with pikepdf.open(io.BytesIO(ours.pdf)) as pdf, pdf.open_outline() as outline:
        found = [item.title for top in outline.root for item in _all(top)]

    assert len(heads) > 5
    assert [head for head in heads if not any(head in title for title in found)] == []


def _all(item):
    yield item
    for child in item.children:
        yield from _all(child)


def _words_of_head(head):
    """The corrected words of a head without its notes."""
    left_out = ("note", "sic", "orig", "surplus")
    return (head.text or "") + "".join(
        ("" if not isinstance(child.tag, str) or etree.QName(child).localname in left_out else _words_of_head(child)) + (child.tail or "") for child in head
    )
