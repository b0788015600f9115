# SPDX-License-Identifier: MIT
"""Whatever a text holds, it is set as it is; and what cannot be set fails with a message and no traceback."""

from __future__ import annotations

import unicodedata

import pdf_page
import pytest
from book_making import XSLT, escaped, printed, tei, words_set
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edition.errors import EnvironmentFailure, StylesheetError
from edition.typeset import Limits, compose


@pytest.fixture
def words(tmp_path):
    """The words that the finished book of a body has."""
    return lambda body, **about: words_set(body, tmp_path, **about)


# hostile and foreign text


@pytest.mark.parametrize(
    "text",
    [
        '#panic("no")', "#import \"/etc/passwd\": *", "#read(\"/etc/passwd\")", "$ x^2 $", "*bold* _emph_ `raw` ```raw```", "= Head", "- item", "+ item", "/ Term: x",
        "<label> @label", "\\u{41} \\n \\# \\", "[content] {code} (a: 1)", "// comment", "/* comment */ after", "~ -- --- ... ''quote'' \"quote\"", "https://example.org/#x",
        "<<page>> </p> ]]>", "{{ x }} ${y} %s %d", "a\\ b", "1. one", "&amp;lt; &#38;",
    ],
)  # fmt: skip
def test_what_looks_like_commands_is_printed_as_itself(text, words):
    """The text of an edition is never read as markup, neither Typst's nor any other."""
    assert words(f"<p>before {escaped(text)} after</p>") == ["before", *text.split(), "after"]


def test_what_looks_like_commands_in_notes_heads_and_emendations_is_printed_as_itself(words):
    """Wherever words can stand."""
    text = "#x *y* $z$ ] [ \\"
    found = words(
        f"<div><head>{text}</head><list><item><label>{text}</label> {text}</item></list><p>a<note>{text}</note> <choice><sic>{text}</sic><corr>b</corr></choice></p>"
        f"<lg><l>{text}</l></lg><sp><speaker>{text}</speaker><p>c</p></sp><table><row><cell>{text}</cell></row></table></div>"
    )

    assert found.count("#x") == found.count("$z$") == 7
    assert found.count("]") == 7


LATIN = st.text(st.characters(min_codepoint=33, max_codepoint=0x24F, exclude_categories=["Cc", "Zs", "Cf"]), min_size=1, max_size=12)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=st.lists(LATIN, min_size=1, max_size=40))
def test_any_words_come_back_from_the_book(found, words):
    """Whatever Latin words a text has, the finished book has them in order."""
    assert words(f"<p>x {escaped(' '.join(found))} y</p>") == ["x", *(unicodedata.normalize("NFC", word) for word in found), "y"]


def test_control_and_format_characters_do_no_harm(words):
    """What XML allows can be printed: line ends of all kinds, signs of direction, joiners, a byte-order mark."""
    assert words("<p>a\u0085b c\u2028d e\ufefff g\u200dh i\u00adj k\u2060l \u200em\u200f</p>")[:4] == ["a", "b", "c", "d"]
    assert words("<p>e\ufefff i\u00adj k\u2060l</p>") == ["ef", "ij", "kl"]


@pytest.mark.parametrize(
    ("language", "text"),
    [("he", "שלום עולם טוב"), ("ar", "السلام عليكم ورحمة"), ("el", "μῆνιν ἄειδε θεά"), ("ru", "Раскол в партии"), ("cop", "ⲁⲛⲟⲕ ⲡⲉ"), ("zh", "天下為公"), ("got", "𐌰𐍄𐍄𐌰 𐌿𐌽𐍃𐌰𐍂")],
)
def test_words_of_other_scripts_are_kept(language, text, words):
    """From right to left, beyond the fonts, beyond the basic plane: the words are those of the source, in order."""
    assert words(f'<p>before <foreign xml:lang="{language}">{text}</foreign> after</p><p xml:lang="{language}">{text}</p>') == ["before", *text.split(), "after", *text.split()]


def test_a_character_that_no_font_has_is_reported_and_drawn():
    """It is named with its text and number, and shown as a box that keeps the character."""
    made = compose(printed(tei("<p>a \U00012000 b \ue000 c</p>")), "")
    (missing,) = made.missing

    assert missing.file == "input.xml"
    assert set(missing.characters) == {"\U00012000", "\ue000"}
    assert "U+12000" in str(missing)
    assert "U+E000" in str(missing)
    assert "\U00012000" in "".join(piece.text for piece in pdf_page.pieces(made.pdf))


def test_nothing_is_reported_where_nothing_is_missing():
    """Latin, Greek and Cyrillic are in the book's fonts."""
    assert compose(printed(tei("<p>Où est µῆνις и «слово»? ſ æ œ ⸗ †</p>")), "").missing == ()


# limits and failures


def test_a_book_that_takes_too_long_is_stopped():
    """With a message that says what to do, and soon."""
    with pytest.raises(EnvironmentFailure, match=r"not set within 0 seconds.*--html"):
        compose(printed(tei("<p>a</p>" * 3000)), "", limits=Limits(seconds=0.2))


def test_a_book_that_needs_too_much_memory_is_stopped():
    """The typesetter is ended and not the machine."""
    with pytest.raises(EnvironmentFailure, match=r"needed more than \d+ MB.*--html"):
        compose(printed(tei("<p>a</p>" * 20000)), "", limits=Limits(memory=400 * 2**20))


def test_a_template_that_fails_is_named_with_its_place(tmp_path):
    """A project may bring a style of its own: its mistake is told with file and line."""
    for file in (XSLT / "print").glob("*.typ"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    style = tmp_path / "style.typ"
    style.write_text(style.read_text("utf-8") + "\n#panic(\"out of ink\")\n", encoding="utf-8")

    with pytest.raises(StylesheetError, match=r"style\.typ:\d+:\d+: the book cannot be set: .*out of ink"):
        compose(printed(tei("<p>a</p>")), "", template=tmp_path)


def test_a_font_that_is_none_is_refused(tmp_path):
    """By its name, before anything is set; and one that cannot be read, with the reason."""
    with pytest.raises(EnvironmentFailure, match=r"notes\.txt: this is no font"):
        compose(printed(tei("<p>a</p>")), "", fonts=[tmp_path / "notes.txt"])
    with pytest.raises(EnvironmentFailure, match=r"lost\.otf: this font cannot be read: No such file"):
        compose(printed(tei("<p>a</p>")), "", fonts=[tmp_path / "lost.otf"])


def test_another_format_is_refused():
    """A book of another version is not guessed at."""
    with pytest.raises(ValueError, match="not a book of version 1"):
        compose(printed(tei("<p>a</p>")).replace('version="1"', 'version="2"'), "")


def test_a_text_of_nothing_but_structure_can_be_set():
    """Empty elements make no words and no failure."""
    empty = "<div><head/><p/><list><item/></list><lg><l/></lg><quote/><table><row><cell/></row></table><figure/><note/></div>"
    compose(printed(tei(empty)), "")


# reproduction


def test_two_settings_are_equal_byte_for_byte(monkeypatch):
    """The time in the book is that of the edition or of SOURCE_DATE_EPOCH, never now."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    book = printed(tei("<p>a<note>b</note></p>" * 30))
    one, two = (compose(book, "", date="2026-11-22").pdf for _ in range(2))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    other = compose(book, "", date="2026-11-22").pdf

    assert one == two
    assert b"D:20261122" in one
    assert b"D:19700102" in other
