# SPDX-License-Identifier: MIT
"""What a word is, and that a source, its page and its book have the same words in the same order."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata

import pikepdf
import pytest
from book_making import escaped, printed, tei, words_set
from conftest import ROOT
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from edition.errors import EditionError, ExitCode, UnreadableError, UsageError
from edition.typeset import compose
from edition.words import READINGS, cut, words_of, words_of_page, words_of_pdf, words_of_tei
from edition.words.cutting import names

CASES = sorted((ROOT / "tests" / "cases").rglob("input.xml"))
OUR_TEXTS = [ROOT / "tei" / name for name in ("cwo-preface.xml", "introduction.xml")]
FOLDER = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

# letters with and without marks, figures, signs; no white space and nothing that is dropped
WORD = st.text(st.characters(categories=["L", "M", "N", "P", "S"], min_codepoint=33), min_size=1, max_size=8).filter(
    lambda word: not set(word) & set("\u00ad\u2060")
)
WORDS = st.lists(WORD, min_size=1, max_size=12)
WHITE = st.text(" \t\n\r", min_size=1, max_size=4)
BLOCKS = st.sampled_from(sorted(names("p ab head l lg item list quote cell row table div sp speaker salute signed trailer dateline titlePart")))
INLINE = st.sampled_from(sorted(names("hi emph persName term foreign w pc seg title c g add unclear")))


def nfc(words):
    return [unicodedata.normalize("NFC", word) for word in words]


@pytest.fixture
def read(tmp_path):
    """The words of a TEI text with this body."""

    def words(body, reading="transmitted", **about):
        file = tmp_path / "text.xml"
        file.write_text(tei(body, **about), encoding="utf-8")
        return words_of_tei(file, reading)

    return words


# what a word is


@given(WORDS)
def test_words_are_in_normal_form(words):
    """Two ways to write a letter with its marks are one word."""
    assert cut(unicodedata.normalize("NFD", " ".join(words))) == cut(unicodedata.normalize("NFC", " ".join(words))) == nfc(words)


@given(st.lists(st.tuples(WORD, WHITE), min_size=1, max_size=12), WHITE)
def test_white_space_is_one_border_however_much_there_is(pairs, before):
    """Line ends, tabs, runs of spaces, space at either end."""
    assert cut(before + "".join(word + white for word, white in pairs)) == nfc(word for word, _ in pairs)


@given(WORD, WORD, st.sampled_from("\u00ad\u2060"))
def test_signs_of_a_possible_break_are_dropped(one, other, sign):
    """U+00AD and U+2060 say where a line may end, not what stands there; alone they are no word."""
    assert cut(f"{one}{sign}{other} {sign} x") == [*nfc([one + other]), "x"]


@FOLDER
@given(words=WORDS, data=st.data())
def test_markup_inside_a_word_does_not_divide_it(words, data, read):
    """Wherever an element begins or ends in a line, the words are those of the plain text."""
    text = " ".join(words)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    inner, outer = data.draw(INLINE), data.draw(INLINE)
    marked = f"{escaped(text[:start])}<{outer}><{inner}>{escaped(text[start:end])}</{inner}></{outer}>{escaped(text[end:])}"

    assert read(f"<p>{marked}</p>") == nfc(words)


@FOLDER
@given(one=WORD, other=WORD, first=BLOCKS, second=BLOCKS)
def test_the_borders_of_blocks_divide_words(one, other, first, second, read):
    """No white space need stand between two paragraphs, lines, items, cells."""
    assert read(f"<{first}>{escaped(one)}</{first}><{second}>{escaped(other)}</{second}>") == nfc([one, other])


@FOLDER
@given(one=WORD, other=WORD, before=st.sampled_from(["", " ", "\n   "]), behind=st.sampled_from(["", " ", "\n   "]), kind=st.sampled_from(["lb", "pb", "cb", "gb"]))
def test_a_break_divides_unless_it_says_no(one, other, before, behind, kind, read):
    """With break="no" a word runs on over the end of a line or page, however the file is laid out; else it ends there."""
    assert read(f'<p>{escaped(one)}{before}<{kind} break="no"/>{behind}{escaped(other)}</p>') == nfc([one + other])
    assert read(f"<p>{escaped(one)}{before}<{kind}/>{behind}{escaped(other)}</p>") == nfc([one, other])


@FOLDER
@given(one=WORD, other=WORD, noted=WORDS)
def test_a_note_does_not_divide_the_word_that_it_interrupts(one, other, noted, read):
    """Its words follow that word."""
    assert read(f"<p>{escaped(one)}<note>{escaped(' '.join(noted))}</note>{escaped(other)} end</p>") == [*nfc([one + other]), *nfc(noted), "end"]


@pytest.mark.parametrize(
    ("passage", "transmitted", "corrected"),
    [
        ("a <choice><sic>wrng</sic><corr>wrong</corr></choice> b", "a wrng b", "a wrong b"),
        ("a <choice><corr>wrong</corr>\n <sic>wrng</sic></choice> b", "a wrng b", "a wrong b"),
        ("u<choice><orig>v</orig><reg>u</reg></choice>a", "uva", "uua"),
        ("<choice><abbr>S<hi>t</hi></abbr><expan>Saint</expan></choice>", "St", "Saint"),
        ("<expan><abbr>Imp<am>.</am></abbr><ex>erator</ex></expan>", "Imp.", "Imperator"),
        ("D<am>.</am><ex>ominus</ex>", "D.", "Dominus"),
        ("of <supplied>the</supplied> Party", "of Party", "of the Party"),
        ("said<supplied>”</supplied>, and", "said, and", "said”, and"),
        ("(a).<supplied> </supplied>They", "(a).They", "(a). They"),
        ("in <surplus>the</surplus> 1918", "in the 1918", "in 1918"),
        ("in <secl>the</secl> 1918", "in the 1918", "in 1918"),
        ("so <sic>it</sic> is", "so it is", "so it is"),
        ("so <corr>it</corr> is", "so is", "so it is"),
        ("a <subst><del>went</del> <add>ran</add></subst> b", "a wentran b", "a wentran b"),
        ("<app><lem>arma</lem><rdg>alma</rdg></app> cano", "arma cano", "arma cano"),
        ("<app><rdg>arma</rdg><rdg>alma</rdg></app> cano", "arma cano", "arma cano"),
        ("<app><lem>arma</lem><rdg>alma</rdg><wit>A</wit></app> cano", "arma cano", "arma cano"),
        ("a <choice><unclear>x</unclear><unclear>y</unclear></choice> b", "a x b", "a x b"),
        ("end<fw>CHAPTER I</fw> begin", "end begin", "end begin"),
        ("a <gap/> b<milestone/>c<anchor/>d", "a bcd", "a bcd"),
        ("one<note type='editorial'>not I</note> two", "one two", "one two"),
    ],
)  # fmt: skip
def test_each_reading_has_its_words(passage, transmitted, corrected, read):
    """The transmitted text is what the source has; the corrected one what its editors hold to be right."""
    assert read(f"<p>{passage}</p>") == transmitted.split()
    assert read(f"<p>{passage}</p>", "corrected") == corrected.split()


def test_the_header_and_the_notes_of_editors_are_not_the_text(tmp_path):
    """Whose a note is, the header says: an editor's is left out, a translator's is read."""
    file = tmp_path / "text.xml"
    file.write_text(
        tei('<p>a<note resp="#ed">no</note> b<note resp="#tr">yes</note> c<note>too</note></p>').replace(
            "</title></titleStmt>",
            "</title><respStmt xml:id='tr'><resp>Translation</resp><name>T</name></respStmt><respStmt xml:id='ed'><resp>Edition</resp><name>E</name></respStmt></titleStmt>",
        ),
        encoding="utf-8",
    )

    assert words_of(file) == ["a", "b", "yes", "c", "too"]


def test_an_element_of_another_vocabulary_is_part_of_its_line(read):
    """Its name says nothing of what it is in TEI."""
    assert read('<p>a<x:text xmlns:x="urn:x">b</x:text>.</p>') == ["ab."]


# pages


def test_a_page_of_ours_is_read_by_its_attributes(tmp_path):
    """What is generated, repeated, the editors' or of the other reading is left out (docs/outputs.md)."""
    page = tmp_path / "page.html"
    page.write_text(
        '<!DOCTYPE html><html><body><nav>no</nav><article data-text=""><h1 data-generated="">no</h1><p>Len<span data-reading="transmitted">n</span>in '
        '<span data-reading="corrected">is</span> con<br class="lb">tinued<span role="note">its note</span>, <span data-duplicate="">no</span>'
        '<span data-layer="editor">no</span>a<b>b</b>c</p><p>d</p><script>no</script></article><article>no</article></body></html>',
        encoding="utf-8",
    )

    assert words_of(page) == ["Lennin", "continued,", "its", "note", "abc", "d"]
    assert words_of(page, "corrected") == ["Lenin", "is", "continued,", "its", "note", "abc", "d"]


def test_another_page_is_read_whole(tmp_path):
    """A page that is not ours has words too: those of its body, by the borders of its blocks."""
    page = tmp_path / "page"
    page.write_text('<!doctype HTML><title>no</title><body class="x"><p data-generated>a<br>b<li>c<td>d</td>&eacute;<style>no</style></body>', encoding="utf-8")

    assert words_of(page) == ["a", "b", "c", "d", "é"]


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("file", CASES, ids=lambda file: "/".join(file.parts[-3:-1]))
def test_a_page_has_the_words_of_its_source(file, reading):
    """Both readings, for every phenomenon that has a golden page."""
    assert words_of_tei(file, reading) == words_of_page(file.with_name("expected.html"), reading)


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("file", OUR_TEXTS, ids=lambda file: file.stem)
def test_our_pages_have_the_words_of_our_sources(file, reading, site):
    """Word for word, in order."""
    words = words_of(file, reading)

    assert len(words) > 150
    assert words == words_of(site / f"{file.stem}.html", reading)


# books


@pytest.mark.parametrize("reading", READINGS)
def test_our_book_has_the_words_of_our_sources(reading, site):
    """The book prints the corrected text; with what its footnotes say of the source, it is the transmitted one."""
    expected = [word for file in OUR_TEXTS for word in words_of(file, reading)]

    assert len(expected) > 6000
    assert words_of(site / "edition.pdf", reading) == expected


def test_the_two_readings_of_our_book_differ(site):
    """Else the comparison of each would prove nothing."""
    transmitted, corrected = (words_of(site / "edition.pdf", reading) for reading in READINGS)

    assert transmitted != corrected


LATIN = st.lists(st.text(st.characters(min_codepoint=33, max_codepoint=0x17F, exclude_categories=["Cc", "Zs", "Cf"], exclude_characters="]"), min_size=1, max_size=8), min_size=1, max_size=8)


@settings(FOLDER, max_examples=25)
@given(before=LATIN, sic=LATIN, corr=LATIN, behind=LATIN)
def test_any_correction_is_undone_from_the_book(before, sic, corr, behind, tmp_path):
    """Whatever words were corrected to whatever, the finished book tells both readings."""
    assume(sic != corr)
    left, wrong, right, rest = (escaped(" ".join(words)) for words in (before, sic, corr, behind))
    body = f"<p>{left} <choice><sic>{wrong}</sic><corr>{right}</corr></choice> {rest}</p>"

    assert words_set(body, tmp_path) == nfc([*before, *corr, *behind])
    assert words_set(body, tmp_path, "transmitted") == nfc([*before, *sic, *behind])


BODY = (
    "<div><head>A head</head><p>Some <choice><sic>wrngly</sic><corr>wrongly</corr></choice> written<note>A note of its own.</note> words of "
    "<supplied>the</supplied> text.</p><list><item><label>1.</label> listed<note>Another.</note></item></list></div>"
)


@pytest.mark.parametrize(
    "plant",
    [
        lambda book: book.replace(" written", ""),
        lambda book: re.sub("<source.*?</source>", "", book, count=1),
        lambda book: book.replace("<label>1.</label>", ""),
        lambda book: re.sub("<emendation.*?</emendation>", "", book, count=1),
        lambda book: book.replace("<reading>wrngly", "<reading>wrongly"),
        lambda book: book.replace("words of", "of words"),
        lambda book: book.replace("A head</head>", "head</head>"),
    ],
)
def test_what_were_lost_on_the_way_into_the_book_would_be_seen(plant, tmp_path, read):
    """A word, a note, a label, an emendation: without it the words of the book are not those of the source."""
    file, book = tmp_path / "book.pdf", printed(tei(BODY))
    spoiled = plant(book)

    assert spoiled != book
    file.write_bytes(compose(book, "").pdf)
    assert sorted(words_of_pdf(file)) == sorted(read(BODY))
    file.write_bytes(compose(spoiled, "").pdf)
    assert words_of_pdf(file) != words_set(BODY, tmp_path, "transmitted")


def test_the_notes_of_a_book_follow_its_text(tmp_path):
    """Each text, then the source's notes to it in the order of their numbers, those of notes behind them."""
    words = words_set('<p>a<note n="2">two<note>inner</note></note> b<note n="1">one</note> c</p>', tmp_path)

    assert words == ["a", "b", "c", "one", "two", "inner"]


def test_a_pdf_without_tags_is_refused(tmp_path):
    """Its words cannot be read in order; the message says so."""
    file = tmp_path / "plain.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(file)

    with pytest.raises(UnreadableError, match=r"plain\.pdf: this PDF is not tagged"):
        words_of(file)


# files that cannot be read


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("broken.pdf", b"%PDF-1.7\nnothing"), ("empty.pdf", b"%PDF-"), ("empty.html", b""), ("empty.xml", b""), ("noise.xml", bytes(range(256))),
        ("text.txt", b"just words"), ("broken.xml", b"<TEI><text>"), ("odd.xml", b'<?xml version="1.0" encoding="x-none"?><a/>'),
    ],
)  # fmt: skip
def test_what_cannot_be_read_gets_a_message(name, content, tmp_path):
    """One line with the file's name, never a traceback."""
    file = tmp_path / name
    file.write_bytes(content)

    with pytest.raises(EditionError, match=re.escape(name)) as raised:
        words_of(file)
    assert raised.value.code == ExitCode.UNREADABLE


def test_a_folder_a_missing_file_and_an_unknown_reading_get_a_message(tmp_path):
    """Each says what is the case."""
    with pytest.raises(UnreadableError, match="No such file"):
        words_of(tmp_path / "none.xml")
    with pytest.raises(UnreadableError, match="directory"):
        words_of(tmp_path)
    with pytest.raises(UsageError, match="Choose transmitted or corrected"):
        words_of(tmp_path, "best")


# the command


def test_the_command_prints_a_word_a_line(tmp_path, site):
    """The same for a source, its page and its book, so that `diff` compares them."""

    def run(*arguments):
        return subprocess.run([sys.executable, "-m", "edition", "words", *map(str, arguments)], capture_output=True, text=True, check=True, cwd=tmp_path).stdout

    source = "".join(run(file) for file in OUR_TEXTS)

    assert source.splitlines() == [word for file in OUR_TEXTS for word in words_of(file)]
    assert run(site / "edition.pdf") == source
    assert run(site / "introduction.html") == run(OUR_TEXTS[1])
    assert run(OUR_TEXTS[1], "--reading", "corrected").splitlines() == words_of(OUR_TEXTS[1], "corrected")
