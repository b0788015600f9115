# SPDX-License-Identifier: MIT
"""What no schema checks: real practice is no finding, and what cannot be is one."""

from __future__ import annotations

import calendar
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.check.plausibility import subtags
from edition.check.plausibility.entries import comparable
from edition.check.plausibility.moments import Moment, Wrong, read, read_iso, span
from edition.check.run import check_sources

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>{header}</teiHeader>
<text><body>{body}</body></text></TEI>"""
MARX = '<person xml:id="marx"><persName>Karl Marx</persName><birth when="1818-05-05"/><death when="1883-03-14"/></person>'


def check(folder, body="<p/>", header="", others=(), **settings):
    """The codes of the findings of a small project: letter.xml and others."""
    for name, text in [("letter.xml", TEI.format(header=header, body=body)), *others]:
        (folder / name).write_text(text, encoding="utf-8")
    return check_sources(sorted(folder.glob("*.xml")), folder=folder, **settings).findings


def codes(*args, **kwargs):
    return [finding.code for finding in check(*args, **kwargs)]


def register(*entries, name="listPerson"):
    return TEI.format(header="", body=f"<{name}>{''.join(entries)}</{name}>")


# --- dates


@given(st.dates())
def test_every_day_is_a_day(day):
    """Whatever day the calendar has is read, as that day."""
    exact = (day.year, day.month, day.day)

    assert read(day.isoformat()) == Moment(exact, exact) == read_iso(day.strftime("%4Y%m%d").zfill(8))


@given(st.integers(1, 9999), st.integers(0, 99), st.integers(0, 99))
def test_no_other_day_is(year, month, day):
    """A day is one if and only if the month has it."""
    exists = 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]

    assert isinstance(read(f"{year:04d}-{month:02d}-{day:02d}"), Moment) == exists


@given(st.text(max_size=12))
def test_nothing_that_stands_in_a_date_breaks_the_reader(value):
    """Any value is a moment or has a reason in words."""
    found = read(value)

    assert isinstance(found, Moment) or (isinstance(found, Wrong) and found.reason)


@pytest.mark.parametrize(
    "value",
    ["1921", "1921-03", "-0044-03-15", "--03", "--03-15", "---15", "12:30:00", "1921-03-08T12:00:00Z", "2022-09-19Z", "12021", " 1921 "],
)
def test_every_form_of_tei_is_a_date(value):
    """teidata.temporal.w3c has more forms than the date of a day."""
    assert isinstance(read(value), Moment)


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("800", "0800"), ("1921-3-8", "1921-03-08"), ("19210308", "1921-03-08"), ("1921.3.8", "1921-03-08"), ("8.3.1921", "1921-03-08"),
        ("1921-1922", "@from and @to"), ("ca. 1921", "@cert"), ("1921?", "@cert"), ("1921-00-00", "1921"), ("1921-13-08", "1921-08-13"),
        ("1900-02-29", "Julian"), ("1921-02-30", "1921-02-28"), ("1921-03-08 12:30:00", "1921-03-08T12:30:00"), ("yesterday", "1921-03-08"),
    ],
)  # fmt: skip
def test_a_slip_is_told_with_what_was_meant(value, hint):
    """Each usual way of writing a date wrongly has its own advice."""
    found = read(value)

    assert isinstance(found, Wrong)
    assert hint in found.hint


def test_years_before_the_common_era_go_backwards():
    """From 44 to 27 before the common era is a span of time; a year of several digits stays one."""
    assert read("-0044").first < read("-0027").first
    assert span([read("1910"), read("1905-03")]) == Moment((1905, 3, 1), (1910, 12, 31))


@pytest.mark.parametrize(
    "element",
    [
        '<date from="1910" to="1910-03"/>', '<date notBefore="-0044" notAfter="-0027"/>', '<locus from="12" to="2"/>', '<biblScope from="30" to="4"/>',
        '<date when-iso="1921-W10"/>', '<date when-custom="30 February"/>', '<date from="1917-02" to="1917"/>', '<date from-iso="19170201" to-iso="1917-02-28"/>',
    ],
)  # fmt: skip
def test_what_is_no_date_or_no_contradiction_is_left_alone(tmp_path, element):
    """Overlapping precisions, pages and other calendars are no finding."""
    assert codes(tmp_path, element) == []


def test_a_value_that_the_schema_refuses_is_told_once(tmp_path):
    """Where RELAX NG has refused a date, the second message would only say it again."""
    schema = tmp_path / "s.rng"
    schema.write_text(
        '<element name="TEI" ns="http://www.tei-c.org/ns/1.0" xmlns="http://relaxng.org/ns/structure/1.0" '
        'datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"><attribute name="when"><data type="date"/></attribute></element>'
    )
    (tmp_path / "a.xml").write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0" when="1921-02-30"/>')

    assert [finding.code for finding in check_sources([tmp_path / "a.xml"], schema=schema).findings] == ["rng-value-wrong"]
    assert [finding.code for finding in check_sources([tmp_path / "a.xml"]).findings] == ["date-invalid"]


# --- lives

SENT = '<profileDesc><correspDesc><correspAction type="{}"><persName ref="{}">M</persName><date when="{}"/></correspAction></correspDesc></profileDesc>'
BOOK = '<listBibl><bibl xml:id="b"><author ref="persons.xml#marx">M</author> <title>K</title> <date when="{}"/></bibl></listBibl><ref target="#b"/>'


@pytest.mark.parametrize(
    ("body", "header", "expected"),
    [
        ("<p/>", SENT.format("sent", "persons.xml#marx", "1882-01-01"), []),
        ("<p/>", SENT.format("sent", "persons.xml#marx", "1893-01-01"), ["date-outside-life"]),
        ("<p/>", SENT.format("sent", "persons.xml#marx", "1817"), ["date-outside-life"]),
        ("<p/>", SENT.format("sent", "persons.xml#marx", "1883"), []),
        ("<p/>", SENT.format("sent", "persons.xml#marx", "1883-03-20"), []),  # the other calendar
        ("<p/>", SENT.format("received", "persons.xml#marx", "1893-01-01"), []),
        (BOOK.format("1867"), "", []),
        (BOOK.format("1894"), "", []),  # a posthumous edition is no error
        (BOOK.format("1767"), "", ["date-outside-life"]),
    ],
)
def test_what_may_come_after_a_death_is_no_finding(tmp_path, body, header, expected):
    """Letters are written by the living; books appear after a death, and letters arrive."""
    mention = f'{body}<p><persName ref="persons.xml#marx">M</persName></p>'

    assert codes(tmp_path, mention, header, [("persons.xml", register(MARX))]) == expected


def test_a_pointer_with_a_prefix_means_the_same_person(tmp_path):
    """The life is found through prefixDef too."""
    prefix = '<encodingDesc><listPrefixDef><prefixDef ident="p" matchPattern="(.+)" replacementPattern="persons.xml#$1"/></listPrefixDef></encodingDesc>'
    header = prefix + SENT.format("sent", "p:marx", "1893")

    assert codes(tmp_path, "<p/>", header, [("persons.xml", register(MARX))]) == ["date-outside-life"]


@pytest.mark.parametrize(
    ("birth", "death", "expected"),
    [
        ('<birth when="1818"/>', '<death when="1818"/>', []),
        ('<birth notBefore="1810" notAfter="1820"/>', '<death when="1815"/>', []),
        ('<birth><date when="1818"/></birth>', '<death><date when="1799"/></death>', ["life-order"]),
        ('<birth when="-0100"/>', '<death when="-0044"/>', []),
        ('<birth when="0100"/>', '<death when="0044"/>', ["life-order"]),
        ('<birth notBefore="1700"/>', '<death when="1883"/>', []),
        ('<birth when="1700"/>', '<death when="1883"/>', ["life-length"]),
        ('<birth when="1818"/><birth when="1780" cert="low"/>', '<death when="1800"/>', []),
    ],
)
def test_only_a_life_that_cannot_be_is_told(tmp_path, birth, death, expected):
    """What is uncertain is no contradiction."""
    person = f'<listPerson><person xml:id="m"><persName>M</persName>{birth}{death}</person></listPerson><persName ref="#m"/>'

    assert codes(tmp_path, person) == expected


# --- languages


@pytest.mark.parametrize(
    "tag",
    ["la", "en-GB", "de-1901", "grc-Latn", "sa-Latn", "zh-yue", "ar-Latn-x-DMG", "x-mine", "und", "mul", "zxx", "qaa", "i-klingon", "sr-Cyrl-RS", "EN-gb",
     "de-DE-u-co-phonebk", "sl-rozaj-biske-1994", "es-419", "hy-Latn-IT-arevela", "kaw-Latn", "fro", "ang", "gmh", "goh", "cop", "syr-Syrj", ""],
)  # fmt: skip
def test_every_registered_tag_is_one(tag):
    """Old languages, scripts, regions, variants, extensions and private tags are all right."""
    assert subtags.wrong(tag) is None


@pytest.mark.parametrize(
    ("tag", "meant"),
    [("lat", "la"), ("ger", "de"), ("deu", "de"), ("eng-GB", "en-GB"), ("gr", "grc"), ("latin", "la"), ("italic", ""), ("sr-Cryl", "sr-Cyrl"), ("en-UK", "en-GB"),
     ("en_GB", "en-GB"), ("ara-x-DMG", "ar-x-DMG"), ("jp", "ja"), ("zz", ""), ("en-", ""), ("de-AT-Latn", ""), ("x-", ""), ("sanskrit", "sa"), ("en-Latn-Cyrl", "")],
)  # fmt: skip
def test_a_tag_that_is_none_is_told_with_what_was_meant(tag, meant):
    """Codes of three letters, names, wrong scripts and countries."""
    found = subtags.wrong(tag)

    assert found is not None
    assert found.meant == meant
    assert meant == "" or subtags.wrong(meant) is None


@given(st.text(max_size=20))
def test_any_tag_has_an_answer(tag):
    """Nothing that stands in xml:lang breaks the reader."""
    found = subtags.wrong(tag)

    assert found is None or found.reason


# --- registers and mentions


def test_a_list_that_serves_other_texts_is_left_alone(tmp_path):
    """Of a register of twenty, one is mentioned: the others belong to texts that are not here."""
    people = [f'<person xml:id="p{number}"><persName>Person {number}</persName></person>' for number in range(20)]

    assert codes(tmp_path, '<persName ref="persons.xml#p3">P</persName>', others=[("persons.xml", register(*people))]) == []


@pytest.mark.parametrize("mention", ['<persName key="marx">M</persName>', '<sp who="persons.xml#marx"><p/></sp>', '<persName ref="persons.xml#name">M</persName>'])
def test_every_way_of_pointing_is_a_mention(tmp_path, mention):
    """A key, a speaker, a pointer to a name within the entry: each mentions the entry."""
    persons = register('<person xml:id="marx"><persName xml:id="name">M</persName></person>', '<person xml:id="engels"><persName>E</persName></person>')
    body = f'{mention}<persName ref="persons.xml#engels">E</persName>'

    assert codes(tmp_path, body, others=[("persons.xml", persons)]) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ('<birth when="1800"/>', '<birth when="1900"/>'),
        ('<idno type="GND">1</idno>', '<idno type="GND">2</idno>'),
        ("<occupation>miller</occupation>", "<occupation>king</occupation>"),
        ("<note>the father</note>", "<note>the son</note>"),
    ],
)
def test_two_of_one_name_who_are_told_apart_are_two(tmp_path, first, second):
    """Father and son may have one name."""
    people = [f'<person xml:id="p{number}"><persName>Hans Müller</persName>{each}</person>' for number, each in enumerate((first, second))]
    body = f'<listPerson>{"".join(people)}</listPerson><persName ref="#p0"/><persName ref="#p1"/>'

    assert codes(tmp_path, body) == []


def test_a_register_that_each_letter_copies_is_no_double(tmp_path):
    """Letters that carry their own copy of an entry, with the same id, have no finding."""
    person = '<listPerson><person xml:id="marx"><persName>Karl Marx</persName></person></listPerson><persName ref="#marx">M</persName>'

    assert codes(tmp_path, person, others=[("b.xml", TEI.format(header="", body=person))]) == []


@pytest.mark.parametrize(("one", "two"), [("Lenin, Wladimir Iljitsch", "Wladimir Iljitsch LENIN"), ("Müller", "Muller"), ("Żmigrodzki", "zmigrodzki")])
def test_names_are_compared_by_their_words(one, two):
    """Order, case, marks and commas do not make another person."""
    assert comparable(one) == comparable(two)


def test_names_that_are_marked_and_not_linked_are_a_practice(tmp_path):
    """A file that links no person needs no list of them."""
    people = '<particDesc><listPerson><person xml:id="marx"><persName>Marx</persName></person></listPerson></particDesc>'
    body = "<p>" + "<persName>Marx</persName> " * 20 + '<persName ref="#marx">M</persName></p>'

    assert codes(tmp_path, body, f"<profileDesc>{people}</profileDesc>") == []


def test_many_entries_of_one_name_are_one_finding(tmp_path):
    """A file that lists the same person again and again has one cause."""
    people = "".join(f'<person xml:id="p{n}"><persName>Anna Berta</persName></person>' for n in range(30))
    (tmp_path / "a.xml").write_text(register(people))

    [finding] = [each for each in check_sources([tmp_path / "a.xml"]).findings if each.code == "register-same-name"]

    assert "28 other entries have the same cause" in finding.message


# --- the whole


def test_four_thousand_letters_whose_pointers_lack_the_hash_have_one_finding(tmp_path):
    """One cause is one finding, with its number, however many letters have it."""
    letters = [tmp_path / f"l{number}.xml" for number in range(4000)]
    for number, letter in enumerate(letters):
        body = f'<p><persName ref="p{number % 7}">P</persName> and <persName ref="p{number % 5}">Q</persName></p>'
        letter.write_text(TEI.format(header="", body=body))
    people = [f'<person xml:id="p{number}"><persName>P{number}</persName></person>' for number in range(7)]
    (tmp_path / "persons.xml").write_text(register(*people))

    [finding] = check_sources([*letters, tmp_path / "persons.xml"], folder=tmp_path).findings

    assert finding.code == "ref-no-hash"
    assert "7,999 other pointers have the same cause, in 4,000 files together" in finding.message


def test_time_grows_with_the_text_and_no_faster(tmp_path):
    """Eight times the entries, mentions, witnesses and dates take about eight times as long."""

    def seconds(many):
        people = "".join(f'<person xml:id="p{n}"><persName>P{n} Q</persName><birth when="1800"/><death when="1850"/></person>' for n in range(many))
        text = "".join(
            f'<p><persName ref="#p{n}">P</persName><date from="1810" to="1820"/><app><lem wit="#A #B">x<lacunaStart wit="#C"/></lem><rdg wit="#C">y</rdg></app>'
            f'<app from="#a{n}"><lem wit="#A">z</lem></app><anchor xml:id="a{n}"/><app><lem wit="#A #B">x</lem><rdg wit="#C">y<lacunaEnd/></rdg></app></p>'
            for n in range(many)
        )
        wits = '<listWit><witness xml:id="A"/><witness xml:id="B"/><witness xml:id="C"/></listWit>'
        (tmp_path / "a.xml").write_text(TEI.format(header="", body=f"{wits}<listPerson>{people}</listPerson>{text}"))
        started = time.process_time()
        check_sources([tmp_path / "a.xml"])
        return time.process_time() - started

    seconds(20)
    small = min(seconds(100) for _ in range(3))
    assert min(seconds(800) for _ in range(2)) < 8 * small * 3


def test_no_engine_is_started():
    """Plausibility needs lxml alone."""
    program = "import sys, edition.check.plausibility.observed, edition.check.plausibility.project; print('saxonche' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=Path(__file__).parent.parent)

    assert answer.stdout.strip() == "False"
