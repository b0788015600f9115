# SPDX-License-Identifier: MIT
"""The order of names in a register: by the alphabet of the edition's language, on any machine."""

from __future__ import annotations

import json
import unicodedata

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from edition.saxon import engine

COMMON = (ROOT / "xslt" / "common").as_uri()
PACKAGE = f"""
<xsl:package name="urn:order" version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:order="https://tei-edition.org/ns/collation" xmlns:name="https://tei-edition.org/ns/names">
  <xsl:include href="{COMMON}/settings.xsl"/><xsl:include href="{COMMON}/collation.xsl"/><xsl:include href="{COMMON}/keys.xsl"/>
  <xsl:param name="words" as="xs:string*"/>
  <xsl:template name="sorted" as="xs:string" visibility="public">
    <xsl:variable name="sorted" as="xs:string*">
      <xsl:for-each select="$words">
        <xsl:sort select="order:key(.)"/><xsl:sort select="normalize-unicode(lower-case(.), 'NFD')"/><xsl:sort select="."/>
        <xsl:sequence select="."/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="serialize(array{{ $sorted }}, map{{ 'method': 'json' }})"/>
  </xsl:template>
  <xsl:template name="letters" as="xs:string" visibility="public">
    <xsl:sequence select="serialize(array{{ $words ! order:letter(order:key(.)) }}, map{{ 'method': 'json' }})"/>
  </xsl:template>
  <xsl:template name="keys" as="xs:string" visibility="public">
    <xsl:sequence select="serialize(array{{ $words ! order:key(.) }}, map{{ 'method': 'json' }})"/>
  </xsl:template>
  <xsl:template name="fragments" as="xs:string" visibility="public">
    <xsl:sequence select="serialize(array{{ $words ! name:fragment('person:' || .) }}, map{{ 'method': 'json' }})"/>
  </xsl:template>
</xsl:package>"""


@pytest.fixture(scope="module")
def order():
    stylesheet = engine().stylesheet_text(PACKAGE, "collation")

    def call(template, language, words):
        return json.loads(stylesheet.text(template, {"settings": json.dumps({"language": language}), "words": list(words)}))

    return call


ALPHABETS = {
    "en": "9 10 Aragon Daragona D’Aragona de Bruyn Debs Dec Deck “Declaration” -x",
    "de": "Apfel Ärger Mueller Muller Müller Ofen Öl sa ß st Zebra",
    "fr": "cote coté côte côté Etienne Étienne Eugène œuvre zéro",
    "sv": "Apfel Ofen Zebra Åke Ärger Öl",
    "es": "na nz ña oz",
    "cs": "cz čau ha ch i",
    "pl": "Lem Luz Łoś Ma",
    "el": "Άλφα Αλφα ἄλφα ἀρχή Βήτα Γάμμα Ωμέγα",
    "ru": "Абрам ёж Ёлка Ель Ждан Иван Йод Каин Яков",
    "uk": "Гай Ґава Діма Ельза Єва Жук Иван Іван Їжак Йод Кіт",
    "he": "אברהם בן־דוד גד",
    "hi": "अमर कमल खगोल",
}


@pytest.mark.parametrize("language", ALPHABETS)
def test_names_are_in_the_order_of_the_language(language, order):
    """As a dictionary of that language has them; accents and case decide only between words that are else the same."""
    expected = ALPHABETS[language].replace("de Bruyn", "de\u00a0Bruyn").split(" ")

    made = order("sorted", language, reversed(expected))

    if language == "el":  # words that differ in accents or case alone have no order that all agree on
        assert order("keys", language, made) == order("keys", language, expected)
    else:
        assert made == expected


@pytest.mark.parametrize(("language", "word", "letter"), [
    ("de", "Ärger", "A"), ("sv", "Ärger", "Ä"), ("en", "“Declaration”", "D"), ("en", "[French edition]", "F"), ("en", "15 theses", "0"), ("en", "…", ""),
    ("cs", "Chalupa", "Ch"), ("cs", "Čapek", "Č"), ("en", "Čapek", "C"), ("el", "Ἀριστοτέλης", "Α"), ("ru", "Ёлка", "Е"), ("en", "œuvre", "O"),
    ("tr", "Istanbul", "I"), ("tr", "İzmir", "I"), ("en", "李白", "漢"), ("he", "אברהם", "א"), ("ar", "أحمد", "ا"), ("en", "ʿAlī", "A"), ("en", "d’Aragona", "D"),
])  # fmt: skip
def test_a_name_stands_under_its_letter(language, word, letter, order):
    assert order("letters", language, [word]) == [letter]


LETTERS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Co", "Cn"]), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(words=st.lists(LETTERS, min_size=1, max_size=10, unique=True), language=st.sampled_from(["en", "de", "sv", "cs", "tr", "ru"]), turn=st.randoms(use_true_random=False))
def test_the_order_rests_on_the_words_alone(order, words, language, turn):
    """Whatever order they came in, the same words come out the same; and those under one letter stand together."""
    mixed = list(words)
    turn.shuffle(mixed)
    made = order("sorted", language, mixed)
    letters = order("letters", language, made)
    groups = [letter for position, letter in enumerate(letters) if position == 0 or letters[position - 1] != letter]

    assert made == order("sorted", language, words)
    assert len(groups) == len(set(groups))


@settings(max_examples=40, deadline=None)
@given(word=st.text("abcdefghijklmnopqrstuvwxyz ", min_size=1, max_size=10), accent=st.sampled_from("\u0301\u0300\u0308\u0302"))
def test_an_accent_moves_no_word_among_others(order, word, accent):
    """In English the key of a word is that of the word without its accents, composed or not, in capitals or not."""
    accented = "".join(letter + accent if letter != " " else letter for letter in word)
    keys = order("keys", "en", [word, accented, unicodedata.normalize("NFC", accented), accented.upper()])

    assert len(set(keys)) == 1


@settings(max_examples=60, deadline=None)
@given(words=st.lists(LETTERS.map(lambda word: " ".join(word.split())).filter(bool), min_size=1, max_size=20, unique=True))
def test_every_key_has_an_address_of_its_own(order, words):
    """Whatever a name consists of, its id on the page is one, holds no space, and is no other name's."""
    made = order("fragments", "en", [*words, *(f"={word}" for word in words)])

    assert len(set(made)) == 2 * len(words)
    assert all(name and not any(letter.isspace() for letter in name) for name in made)
