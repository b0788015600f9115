# SPDX-License-Identifier: MIT
"""The apparatus in all three methods: what editors do on purpose is no finding, what they cannot mean is one."""

from __future__ import annotations

import pytest

from edition.check.run import check_sources

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc>{witnesses}</sourceDesc></fileDesc></teiHeader>
<text><body>{body}</body></text></TEI>"""
WITNESSES = """<listWit><witness xml:id="A"/><witness xml:id="B"/><witness xml:id="C"><listWit><witness xml:id="C1"/><witness xml:id="C2"/></listWit></witness>
<listWit xml:id="beta"><witness xml:id="D"/><witness xml:id="E"/></listWit></listWit>"""
USED = '<milestone unit="x" ed="#A" edRef="#A #B #C #C1 #C2 #D #E"/>'


def check(folder, body, witnesses=WITNESSES):
    (folder / "a.xml").write_text(TEI.format(witnesses=witnesses, body=USED + body), encoding="utf-8")
    return check_sources([folder / "a.xml"], folder=folder).findings


def codes(folder, body, witnesses=WITNESSES):
    return [finding.code for finding in check(folder, body, witnesses)]


# --- witnesses


@pytest.mark.parametrize(
    "readings",
    [
        '<lem wit="#A #B">x</lem><rdg wit="#D">y</rdg>',
        '<lem wit="#A" hand="#h1">x</lem><rdg wit="#A" hand="#h2">y</rdg><handNote xml:id="h1"/><handNote xml:id="h2"/>',
        '<lem wit="#A" varSeq="1">x</lem><rdg wit="#A" varSeq="2">y</rdg>',
        '<lem wit="#A" type="ac">x</lem><rdg wit="#A" type="pc">y</rdg>',
        '<lem wit="#A"><del>x</del></lem><rdg wit="#A"><add>y</add></rdg>',
        '<lem wit="#A">x</lem><witDetail wit="#A">above the line</witDetail><rdg wit="#A">y</rdg>',
        '<lem wit="#C1">x</lem><rdg wit="#C2">y</rdg>',
        '<lem wit="#C">x</lem><rdg wit="#C2">y</rdg>',
        '<lem wit="#A"><app><lem wit="#A">x</lem><rdg wit="#B">z</rdg></app></lem><rdg wit="#B">y</rdg>',
        '<lem source="#A">x</lem><rdg wit="#A">y</rdg>',
        '<lem/><rdgGrp type="orth"><rdg wit="#A">x</rdg><rdg wit="#B">xx</rdg></rdgGrp>',
    ],
)
def test_hands_layers_and_nested_entries_are_no_second_reading(tmp_path, readings):
    """A witness may stand twice in an entry if its two readings are of two hands, layers or places."""
    assert "app-witness-twice" not in codes(tmp_path, f"<p><app>{readings}</app></p>")


@pytest.mark.parametrize(
    "app",
    [
        '<app><lem wit="#A #B">x</lem><rdg wit="#B">y</rdg></app>',
        '<app><lem wit="#A #A">x</lem><rdg wit="#B">y</rdg></app>',
        '<app from="#one" to="#two"><lem>x</lem><rdg wit="#B">y</rdg><rdg wit="#B #A">z</rdg></app>',
        '<app loc="1"><lem>x</lem><rdgGrp><rdg wit="#B">y</rdg></rdgGrp><rdg wit="#B">z</rdg></app>',
    ],
)
def test_a_witness_with_two_readings_is_told_in_every_method(tmp_path, app):
    """Parallel segmentation, double end-point, location-referenced."""
    body = f'<p n="1"><anchor xml:id="one"/>x<anchor xml:id="two"/> {app}</p>'

    assert codes(tmp_path, body) == ["app-witness-twice"]


@pytest.mark.parametrize("siglum", ["A", "B2", "A*", "Aac", "C1", "beta"])
def test_sigla_without_a_hash_are_known_by_their_letters(tmp_path, siglum):
    """Older files write sigla and no pointers; hands have suffixes."""
    body = "".join(f'<app><lem wit="A B">x</lem><rdg wit="{each}">y</rdg></app>' for each in ("D", siglum))

    assert "app-siglum-unknown" not in codes(tmp_path, f"<p>{body}</p>")


@pytest.mark.parametrize("siglum", ["Q", "AB", "A99"])
def test_a_siglum_without_a_hash_that_is_none_is_told(tmp_path, siglum):
    """Where most sigla are known, one that is not is a slip."""
    body = "".join(f'<app><lem wit="A B">x</lem><rdg wit="{each}">y</rdg></app>' for each in ("D", siglum))

    assert "app-siglum-unknown" in codes(tmp_path, f"<p>{body}</p>")


def entries(*rows):
    """A positive apparatus: in each row the witnesses of the lemma and of the reading."""
    return "<p>" + " ".join(f'<app><lem wit="{lem}">x</lem><rdg wit="{rdg}">y</rdg></app>' for lem, rdg in rows) + "</p>"


FULL = ("#A #B", "#D")


@pytest.mark.parametrize(
    "rows",
    [
        [FULL, FULL, ("#A", "#D"), ("#A", "#D"), FULL, FULL, FULL, FULL, FULL],  # B is absent for a while
        [("#A", "#D"), FULL, FULL, FULL, FULL, FULL],  # B begins later
        [("#A", "#D"), ("#B", "#D"), ("#A", "#B"), ("#A", "#D"), ("#B", "#D")],  # a negative apparatus
        [FULL, FULL, ("#A #C1", "#B #D"), FULL, FULL, FULL],  # C is no regular witness
    ],
)
def test_fragments_and_negative_apparatus_have_no_gaps(tmp_path, rows):
    """A witness is missing only where the entries around name it and most name all."""
    assert codes(tmp_path, entries(*rows)) == []


def test_a_gap_that_a_note_explains_is_none(tmp_path):
    """“deest B” in the entry is what a reader needs."""
    body = entries(FULL, FULL, FULL, FULL, FULL).replace(
        '<app><lem wit="#A #B">x</lem><rdg wit="#D">y</rdg></app>', '<app><lem wit="#A">x</lem><rdg wit="#D">y</rdg><note>(deest B)</note></app>', 3
    )

    assert "app-witness-missing" not in codes(tmp_path, body)


def test_a_hand_stands_for_its_manuscript(tmp_path):
    """An entry that names a corrector names the manuscript."""
    with_c = ("#A #C", "#B")

    assert codes(tmp_path, entries(with_c, with_c, ("#A #C2", "#B"), with_c, with_c)) == []
    assert codes(tmp_path, entries(with_c, with_c, ("#A", "#B"), with_c, with_c)) == ["app-witness-missing"]


# --- lacunas

START, END = '<app><lem wit="#A">x</lem><rdg wit="#B">y<lacunaStart/></rdg></app>', '<app><lem wit="#A">x</lem><rdg wit="#B"><lacunaEnd/>y</rdg></app>'


@pytest.mark.parametrize(
    ("between", "expected"),
    [
        ("", []),
        ('<app><lem wit="#A">x</lem><rdg wit="#D">y</rdg></app>', []),
        ('<app><lem wit="#A">x</lem><rdg wit="#B"/></app>', []),
        ('<app><lem wit="#A">x</lem><rdg wit="#B" type="lac">lost</rdg></app>', []),
        ('<app><lem wit="#A">x</lem><rdg wit="#B">y</rdg></app>', ["app-reading-in-lacuna"]),
        ('<app><lem wit="#A #B">x</lem><rdg wit="#D">y</rdg></app>', ["app-reading-in-lacuna"]),
    ],
)
def test_a_lost_witness_has_no_readings(tmp_path, between, expected):
    """The readings in which a lacuna begins and ends may have words, those between may not."""
    assert codes(tmp_path, f"<p>{START} {between} {END}</p>") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (START + END + START + END, []),
        (START + '<app><lem wit="#A">x</lem><rdg wit="#B"><witEnd/></rdg></app>', []),
        ('<lacunaStart wit="#B #D"/>x<lacunaEnd wit="#D #B"/>', []),
        ('<lacunaStart wit="#beta"/>x<lacunaEnd wit="#D"/><lacunaEnd wit="#E"/>', []),
        ('<lacunaStart wit="#B #D"/>x<lacunaEnd wit="#B"/>', ["app-lacuna-open"]),
        (START + START + END, ["app-lacuna-open"]),
        (END, ["app-lacuna-unbegun"]),
    ],
)
def test_lacunas_are_paired_for_each_witness(tmp_path, text, expected):
    """By @wit on the element or on the reading around it, group by group."""
    assert codes(tmp_path, f"<p>{text}</p>") == expected


# --- spans and lemmas


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<anchor xml:id="a"/>one two<app from="#a"><lem>One, two</lem><rdg wit="#B">y</rdg></app>', []),
        ('<anchor xml:id="a"/>one <hi>t</hi>wo<anchor xml:id="b"/><app from="#a" to="#b"><lem>one two</lem><rdg wit="#B">y</rdg></app>', []),
        ('<seg xml:id="a">one two</seg><app from="#a"><lem>one two</lem></app>', []),
        ('<w xml:id="a">one</w> <w xml:id="b">two</w><app from="#a" to="#b"><lem>one … two</lem></app>', []),
        ('<anchor xml:id="a"/>one two three four<app from="#a"><lem>one … four</lem></app>', []),
        ('<anchor xml:id="a"/>svarūpopādāna<app from="#a"><lem>svarūpopā°</lem></app>', []),
        ('<anchor xml:id="a"/>one<note>a note</note> two<app from="#a"><lem>one two</lem></app>', []),
        ('<anchor xml:id="a"/>one <app><lem>two</lem><rdg wit="#A">zwei</rdg></app><app from="#a"><lem>one two</lem></app>', []),
        ('<anchor xml:id="a"/>o<choice><sic>m</sic><corr>n</corr></choice>e<app from="#a"><lem>one</lem></app>', []),
        ('<anchor xml:id="a"/>one two<app from="#a"><rdg wit="#B">y</rdg></app>', []),
        ('<anchor xml:id="a"/>one two<app from="#a"><lem>two</lem></app>', ["app-lemma"]),
        ('<anchor xml:id="a"/>one two<app from="#a"><lem>one two three</lem></app>', ["app-lemma"]),
        ('<anchor xml:id="a"/><anchor xml:id="b"/>one<app from="#a" to="#b"><lem>one</lem></app>', ["app-lemma"]),
        ('<anchor xml:id="b"/>one<anchor xml:id="a"/><app from="#a" to="#b"><lem>one</lem></app>', ["span-inverted"]),
        ('<delSpan spanTo="#e"/>one<anchor xml:id="e"/>', []),
        ('<anchor xml:id="e"/>one<delSpan spanTo="#e"/>', ["span-inverted"]),
    ],
)
def test_a_lemma_is_what_its_pointers_delimit(tmp_path, text, expected):
    """Case, punctuation, markup, notes and shortening play no part; other words do."""
    assert codes(tmp_path, f"<p>{text}</p>") == expected


LINES = '<lg><l n="1">Arma virumque cano, Troiae</l><l n="2">Italiam fato profugus</l></lg><ab><lb n="7"/>litora multum <lb n="8"/>ille et</ab>'


@pytest.mark.parametrize(
    ("loc", "lemma", "expected"),
    [
        ("1", "virumque", []), ("1", "Troiae Italiam", []), ("7", "multum ille", []), ("1-2", "Arma", []), ("8", "et", []), ("2", "Arma", ["app-lemma"]),
        ("9", "virumque", ["app-loc-unknown"]),
    ],
)  # fmt: skip
def test_a_lemma_stands_in_the_line_that_is_named(tmp_path, loc, lemma, expected):
    """Verses and line beginnings; a lemma may run on into the next line."""
    others = "".join(f'<app loc="{each}"><rdg wit="#A">x</rdg></app>' for each in (1, 2, 7, 8))

    assert codes(tmp_path, f'{LINES}<listApp>{others}<app loc="{loc}"><lem>{lemma}</lem><rdg wit="#B">x</rdg></app></listApp>') == expected


def test_locations_of_another_kind_are_left_alone(tmp_path):
    """Where no @loc is a number of the text, the apparatus has references of its own."""
    apps = "".join(f'<app loc="fol. {each}r"><lem>x</lem><rdg wit="#A">y</rdg></app>' for each in range(9))

    assert codes(tmp_path, f"{LINES}<listApp>{apps}</listApp>") == []
