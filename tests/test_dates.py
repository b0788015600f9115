# SPDX-License-Identifier: MIT
"""Dates as values: where they stand in the chronicle, and how they are said."""

from __future__ import annotations

import json

import pytest
from conftest import ROOT
from hypothesis import example, given, settings
from hypothesis import strategies as st

from edition.saxon import engine

COMMON = (ROOT / "xslt" / "common").as_uri()
PACKAGE = f"""
<xsl:package name="urn:dates" version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:date="https://tei-edition.org/ns/dates" xmlns:name="https://tei-edition.org/ns/names">
  <xsl:include href="{COMMON}/settings.xsl"/><xsl:include href="{COMMON}/locale.xsl"/>
  <xsl:include href="{COMMON}/keys.xsl"/><xsl:include href="{COMMON}/dates.xsl"/>
  <xsl:param name="values" as="xs:string*"/><xsl:param name="year" as="xs:integer*" select="()"/>
  <xsl:template name="order" as="xs:string" visibility="public">
    <xsl:variable name="sorted" as="xs:string*">
      <xsl:for-each select="$values"><xsl:sort select="date:sort(.)[1]"/><xsl:sort select="date:sort(.)[2]"/><xsl:sort select="."/><xsl:sequence select="."/></xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="serialize(array{{ $sorted }}, map{{ 'method': 'json' }})"/>
  </xsl:template>
  <xsl:template name="words" as="xs:string" visibility="public">
    <xsl:sequence select="serialize(array{{ $values ! date:words(., $year) }}, map{{ 'method': 'json' }})"/>
  </xsl:template>
  <xsl:template name="entry" as="xs:string" visibility="public">
    <xsl:sequence select="date:of-entry(parse-json($values[1]), $values[2])"/>
  </xsl:template>
  <xsl:template name="fragments" as="xs:string" visibility="public">
    <xsl:sequence select="serialize(array{{ $values ! name:fragment('date:' || .) }}, map{{ 'method': 'json' }})"/>
  </xsl:template>
</xsl:package>"""


class Dates:
    def __init__(self):
        self.stylesheet = engine().stylesheet_text(PACKAGE, "dates")
        self.locales = {
            name: [engine().document((ROOT / "xslt" / "locale" / f"{each}.xml").read_text("utf-8"), f"file:///{each}.xml") for each in (name, "en")]
            for name in ("en", "de", "fr")
        }

    def call(self, template, values, language="en", year=()):
        return self.stylesheet.text(template, {"settings": "{}", "locales": self.locales[language], "values": list(values), "year": list(year)})

    def order(self, values):
        return json.loads(self.call("order", values))

    def words(self, value, language="en", year=()):
        return json.loads(self.call("words", [value], language, year))[0]


@pytest.fixture(scope="module")
def dates():
    return Dates()


def test_a_chronicle_is_in_the_order_of_time(dates):
    """Years before Christ run down; the longer comes before the shorter; what has no year is last."""
    chronicle = [
        "-0100", "-0044", "-0044-03-15", "-0001", "0079", "[..1900]", "1917/..", "1917/1921", "1917", "[1917-02..1917-10]", "1917-03",
        "1917-03-08/1917-03-15", "1917-03-08", "1917-10-25", "1921-03-08T10:00:00", "../1921-03", "--05-01", "some day",
    ]  # fmt: skip

    assert dates.order(reversed(chronicle)) == chronicle


@pytest.mark.parametrize(("value", "language", "words"), [
    ("1917-11-07", "en", "7 November 1917"), ("1917-11-07", "de", "7. November 1917"), ("1917-11-01", "fr", "1er novembre 1917"),
    ("1917-11", "en", "November 1917"), ("0079", "en", "AD 79"), ("-0044", "de", "44 v. Chr."), ("-0044-03-15", "fr", "15 mars 44 av. J.-C."),
    ("1921-03-08/1921-03-16", "en", "8–16 March 1921"), ("1921-03-08/1921-03-16", "de", "8.–16. März 1921"),
    ("1921-02-28/1921-03-16", "en", "28 February – 16 March 1921"), ("1923-10/1924-01", "en", "October 1923 – January 1924"),
    ("1921-02/1921-03", "fr", "février–mars 1921"), ("1926/1927", "en", "1926–1927"), ("1921/..", "en", "from 1921"), ("../1923", "de", "bis 1923"),
    ("[1921-02..1921-03]", "en", "between February and March 1921"), ("[1921-12..1922-01]", "en", "between December 1921 and January 1922"),
    ("[1921..]", "en", "1921 or later"), ("[..1921]", "fr", "1921 ou plus tôt"), ("--05-01", "en", "1 May"), ("---15", "en", "day 15 of a month"),
    ("1917-11-07T21:45:00", "en", "7 November 1917, 21:45"), ("1917-11-07+01:00", "en", "7 November 1917"), ("1917?", "en", "1917 (?)"),
    ("c. 1921", "en", "c. 1921"), ("1921-02-30", "en", "30 February 1921"), ("12345", "en", "12345"),
])  # fmt: skip
def test_a_value_is_said_as_people_say_it(dates, value, language, words):
    assert dates.words(value, language) == words


@pytest.mark.parametrize(("value", "words"), [
    ("1921-03-08", "8 March"), ("1921-03", "March"), ("1921", "1921"), ("1921-03-08/1921-03-16", "8–16 March"), ("1921/1923", "1921–1923"),
    ("1921-12-30/1922-01-02", "30 December – 2 January 1922"), ("[1921-02..1921-03]", "between February and March"),
])  # fmt: skip
def test_under_its_year_a_date_does_not_repeat_it(dates, value, words):
    assert dates.words(value, year=[1921]) == words


@pytest.mark.parametrize(("span", "kind", "words"), [
    ({"from": "1870-04-22", "to": "1924-01-21", "kind": "life"}, "person", "1870–1924"), ({"from": "1870", "kind": "life"}, "person", "born 1870"),
    ({"to": "1924-01-21", "kind": "life"}, "person", "died 1924"), ({"from": "[1885..1886]", "to": "1937", "kind": "life"}, "person", "1885 or 1886 – 1937"),
    ({"from": "[1880..1890]", "kind": "life"}, "person", "born between 1880 and 1890"), ({"from": "1870?", "to": "1924", "kind": "life"}, "person", "1870 (?)–1924"),
    ({"from": "1890", "to": "1939", "kind": "floruit"}, "person", "active 1890–1939"), ({"from": "1898", "kind": "time"}, "org", "from 1898"),
    ({"from": "1921-03-08", "to": "1921-03-16", "kind": "time"}, "event", "8–16 March 1921"), ({"from": "1955", "to": "1955", "kind": "time"}, "work", "1955"),
    ({"from": "[1921-02..1921-03]?", "to": "[1921-02..1921-03]?", "kind": "time"}, "event", "between February and March 1921 (?)"), ({}, "person", ""),
])  # fmt: skip
def test_the_dates_of_an_entry_are_short_where_they_are_scanned(dates, span, kind, words):
    assert dates.call("entry", [json.dumps(span), kind]) == words


YEARS = st.integers(-3000, 3000).filter(bool)


def written(year):
    return f"{'-' if year < 0 else ''}{abs(year):04d}"


POINTS = st.one_of(
    YEARS.map(written),
    st.builds(lambda year, month: f"{written(year)}-{month:02d}", YEARS, st.integers(1, 12)),
    st.builds(lambda year, month, day: f"{written(year)}-{month:02d}-{day:02d}", YEARS, st.integers(1, 12), st.integers(1, 28)),
)
VALUES = st.one_of(
    POINTS, st.builds("{}/{}".format, POINTS, POINTS), POINTS.map("{}/..".format), POINTS.map("../{}".format),
    st.builds("[{}..{}]".format, POINTS, POINTS), POINTS.map("[{}..]".format), POINTS.map("[..{}]".format),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(values=st.lists(VALUES, max_size=12, unique=True), turn=st.randoms(use_true_random=False))
def test_the_order_is_one_whatever_came_first(dates, values, turn):
    """Two dates never change places because the sources were read in another order."""
    mixed = list(values)
    turn.shuffle(mixed)

    assert dates.order(mixed) == dates.order(values)


@settings(max_examples=80, deadline=None)
@given(days=st.lists(st.tuples(YEARS, st.integers(1, 12), st.integers(1, 28)), max_size=12, unique=True))
@example(days=[(-1, 12, 28), (1, 1, 1), (-2, 1, 1)])
def test_days_are_in_the_order_of_the_calendar(dates, days):
    """The year before 1 is -1; within every year, also before Christ, January comes first."""
    value = {day: f"{written(day[0])}-{day[1]:02d}-{day[2]:02d}" for day in days}

    assert dates.order(value.values()) == [value[day] for day in sorted(days)]


@settings(max_examples=80, deadline=None)
@given(value=VALUES, language=st.sampled_from(["en", "de", "fr"]))
def test_every_value_has_words_with_its_years(dates, value, language):
    """Nothing is lost between a value and its words, in any language."""
    words = dates.words(value, language)

    assert "[" not in words
    assert "{" not in words
    assert words == words.strip()
    for point in value.strip("[]").replace("..", "/").split("/"):
        if point:
            assert str(abs(int(point[1:].split("-")[0] if point[0] == "-" else point.split("-")[0]))) in words


@settings(max_examples=60, deadline=None)
@given(values=st.lists(st.one_of(VALUES, st.text(min_size=1, max_size=12)), min_size=1, max_size=20, unique=True))
def test_every_value_has_an_address_of_its_own(dates, values):
    """No two values share a place in the chronicle, whatever someone wrote as a date; an address holds no space."""
    values = [value for value in values if all(ord(letter) >= 32 and not 0xD800 <= ord(letter) < 0xE000 and letter not in "\ufffe\uffff" for letter in value)]
    made = json.loads(dates.call("fragments", values))

    assert len(set(made)) == len(values)
    assert all(name and not any(letter.isspace() for letter in name) for name in made)
