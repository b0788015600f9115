# SPDX-License-Identifier: MIT
"""The apparatus of real editions, by properties; and fifty entries of one of them that were read beside their encoding."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache

import pytest
from apparatus_encodings import Reader
from conftest import absent
from lxml import etree

from edition.apparatus import Apparatus, State
from edition.reconstruction import WitnessText

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
ALEXANDRIAN_WAR = "DigitalLatin+caesar-balex/ldlt-balex.xml"
FILES = [
    ALEXANDRIAN_WAR, "ISicily+ISicily/ISic002985.xml", "ISicily+ISicily/ISic003700.xml", "SCDH+seed-tei-transformations/BAlam52.tei.xml",
    "SCDH+seed-tei-transformations/Bisharah.tei.xml", "SCDH+seed-tei-transformations/Trawr-Gesang2.xml",
    "SCDH+seed-tei-transformations/lam42.tei.xml", "SCDH+seed-tei-transformations/mre.xml",
    "erc-dharma+tfc-nusantara-epigraphy/DHARMA_INSIDENKDawangsari.xml", "erc-dharma+tfc-nusantara-epigraphy/DHARMA_INSIDENKKayumwungan.xml",
    "erc-dharma+tfc-nusantara-epigraphy/DHARMA_INSIDENKRameswarapura.xml", "jjmccollum+teiphy/example/ubs_ephesians.xml",
    "jjmccollum+teiphy/tests/fixed_rates_example.xml", "sarit+SARIT-corpus/ratnakirti-nibandhavali.xml",
]
# What an entry may lack, each by its reason; such an entry is told and not guessed.
WITHOUT_A_PLACE = {"no-place", "place-not-found", "anchor-not-found", "end-before-start", "outside-the-text"}
NOT_THE_LEMMA = {"lemma-differs", "lemma-not-found", "no-lemma", "no-base-reading"}

# number, words of the text ] each reading with its witnesses or its author; del. is a proposed deletion
FIFTY = [
    "1.3 ab incendio] ab incendio Müller : incendio M U S T V",
    "2.5 obiectis] obiectis scripsimus : obiectis M U S T V : del. Scaliger : subiunctis Cornelissen : adiectis Castiglioni : obtectis Klotz : iunctis (conjecture) : adiunctis (conjecture)",
    "5.1 ad Nilum] ad Nilum M U : a Nilo S T V",
    "7.1 possent] possent M U V : possint S T",
    "8.2 peterent] peterent M U : petere S T V",
    "10.2 exposuissent] exposuissent M U S T V : exposuisset Aldus",
    "11.4 Magna] Magna M U S : magnae T V",
    "12.2 restituturum] restituturum M S V : restiturum U T",
    "13.5 cursu litore] cursu litore M U S T V : cursu sub litore Larsen : del. Nipperdey",
    "14.5 impeditiores] impeditiores M : expeditiores U S T V",
    "15.8 prospectu locum spectaculo] prospectu locum spectaculo U Tc V : prospectu locum spectaculoque Tac : prospectaculo cum spectaculo M : prospectaculo spectaculum Mmr : prospectu illorum (sc. pugnantium) spectacula Larsen",
    "16.5 electi] electi Ciacconius : flecti M U S T V : flexi stigma",
    "17.4 V] V M U S T V : del. Vielhaber1869 : utrinque Fleischer : Alexandrini (conjecture)",
    "19.2 certiorem] certiorem S T V : fortiorem M U : artiorem Vielhaber1869 : inferiorem Stark : ulteriorem Schambach1879-1882",
    "20.4 acrius perturbatos insequebantur] acrius perturbatos insequebantur M U : acrius perturbantes insequebantur T V : perturbatos acrius insequebantur Landgraf1888 : del. (conjecture)",
    "22.2 multum] multum scripsimus : multum M U T V : munitionum (conjecture)",
    "24.3 contra Caesarem] contra Caesarem M U S T V : del. Dinter : Caesarem contra (conjecture)",
    "25.3 parum] parum M U S T V : impar (sc. dimicatio) parum Larsen",
    "26.2 multiplici praesidio pertinaciter propugnantibus] multiplici praesidio pertinaciter propugnantibus M U S T V",
    "28.2 quo] quo stigma : qua M U S T V",
    "30.6 auersi] auersi stigma : mersi M U S T V",
    "33.2 maiore ex duobus pueris, rege] maiore ex duobus pueris, rege M U Tc : maiorem ex duobus pueris regem S Tac V : maiore ex duobus pueris Kraffert",
    "34.1 prouincias] prouincias U S T V : regiones M",
    "35.3 has esse certas constat opportunitates] has esse certas constat opportunitates scripsimus : has esse certas opportunitates M U S T V : hae erant certae opportunitates stigma : has esse opportunitates Scaliger : has esse certas opportunitates cognouerat Klotz : has esse cernebat opportunitates Vielhaber1869 : has est secutus opportunitates Larsen : duas est consecutus opportunitates Landgraf1891b",
    "37.3 nostri] nostri M U S : nostris T V",
    "40.3 sustinuit. Magnis] sustinuit. Magnis M U S T V : sustinuit et magnis Madvig",
    "43.1 qua] qua M Uc T V : quo Uac : que S : quam Schneider",
    "44.3 magnitudo nequaquam] magnitudo nequaquam Larsen : magnitudine quam non M : magnitudine quamquam non U : magnitudine quaquam S : magnitudine quamquam T V",
    "45.4 Parati deinceps] Parati deinceps M U T V : deinceps S : paratis deinceps Klotz",
    "47.3 ea] ea M : eum U S T V",
    "48.2 sestertiis centenis] sestertiis centenis stigma : ihs c M U T : Iterum ihs c S : ihc cesar V",
    "50.3 legionis] legionis M U S : legiones T V",
    "52.3 uniuersis] uniuersis M U S : uniuersus T V",
    "53.5 legionis] legionis M S : legiones U T V",
    "55.5 Nam palam sestertium sexagiens cum] Nam palam sestertium sexagiens cum : nam palam HS LX cum Glandorpius : nam palam shi X cum M U S T : nam palam cum V",
    "56.5 in Africam] in Africam Aldus : in Africa M U S T V",
    "57.3 legio] legio M U T V : legiones S",
    "59.2 uastat] uastat M U : uastata S T V",
    "60.5 educit] educit M U T : educunt S : ducit V",
    "61.5 Vliam] Vliam Ciacconius : ullam M U S T V",
    "63.5 complanarent] complanarent M U S T V : complanarentur Kübler1896a",
    "65.2 Haec] Haec : (h)eae M U S : hae T V",
    "66.4 Bithyno] Bithyno scripsimus : b(i/y)thino M U S : bithinio T V",
    "67.1 tantum] tantum stigma : tanto M U S T V",
    "68.1 frequentes] frequentes M U T : frequenter S V",
    "70.5 itaque se] itaque se M U S : itaque T V",
    "72.2 itineribus] itineribus M U S T V : commodis itineribus Klotz",
    "73.3 passuum mille] passuum mille edprin : passuum M U S T V",
    "74.4 locum] locum edprin : loco M U S T V",
    "76.2 tamen] tamen M U S T V : temere Cornelissen",
    "78.3 ] del. Ciacconius : legibus M U S T V",
]


@cache
def _read(path):
    return json.loads(_reader()(path.read_text("utf-8")))


@cache
def _reader():
    return Reader()


@pytest.fixture(params=FILES)
def edition(request, test_data):
    """The path of a real edition."""
    path = test_data / "corpus" / request.param
    if not path.is_file():
        absent(f"test data absent: corpus/{request.param}")
    return path


def _own(app):
    """The lem and rdg of an entry, not those of entries inside it."""
    return [each for each in app.iter(f"{TEI}lem", f"{TEI}rdg") if next(each.iterancestors(f"{TEI}app")) is app]


def test_every_app_is_an_entry_or_a_part_of_one(edition):
    """In the file as it is on disk; what has no place says why."""
    model = _read(edition)
    apps = etree.parse(edition).getroot().iter(f"{TEI}app")
    parts = [part for entry in model["entries"] for part in entry["parts"]]

    assert len(parts) == len(set(parts)) == sum(1 for _ in apps)
    for entry in model["entries"]:
        assert entry["spans"] or set(entry["doubts"]) & WITHOUT_A_PLACE or entry["inside"], entry["id"]


def test_every_reading_with_its_attribution_is_in_one_entry(edition):
    """No reading is dropped, doubled, or given to somebody else."""
    model = _read(edition)
    apps = etree.parse(edition).getroot().iter(f"{TEI}app")

    encoded = Counter(
        (each.tag == f"{TEI}lem", _names(each.get("wit", "")), _names(each.get("source", ""))) for app in apps for each in _own(app)
    )
    read = Counter(
        (each["lemma"], frozenset(each["witnesses"]), frozenset(each["sources"])) for entry in model["entries"] for each in entry["readings"]
    )
    assert read == encoded


def _names(pointers):
    return frozenset(token.rpartition("#")[2] for token in pointers.split())


def test_the_lemma_is_the_words_that_it_spans(edition):
    """By the words of the base text alone; where an editor's lemma differs from his text, the entry says so."""
    model = _read(edition)
    words = model["base"]["words"]
    for entry in model["entries"]:
        if not entry["spans"] or not entry["exact"] or entry["inside"] or "…" in entry["words"]:
            continue
        spanned = " ".join(filter(None, (_spanned(words, span) for span in entry["spans"])))
        assert spanned == entry["words"]
        lemmas = [reading["text"].strip("°-‑") for reading in entry["readings"] if reading["base"]]
        if lemmas and not set(entry["doubts"]) & NOT_THE_LEMMA and not {"…", "..."} & set(lemmas[0].split()):
            assert " ".join(filter(None, lemmas)) == spanned, entry["id"]


def _spanned(words, span):
    own = words[span["first"] - 1 : span["last"]]
    if not own:
        return ""
    own[-1] = own[-1][: span["end"]]
    own[0] = own[0][span["start"] :]
    return " ".join(own)


@pytest.fixture
def alexandrian_war(test_data):
    """The Bellum Alexandrinum of the Library of Digital Latin Texts."""
    path = test_data / "corpus" / ALEXANDRIAN_WAR
    if not path.is_file():
        absent(f"test data absent: corpus/{ALEXANDRIAN_WAR}")
    return _read(path)


def _said(entry):
    readings = []
    for reading in entry["readings"]:
        who = " ".join(reading["witnesses"] + reading["sources"])
        text = reading["text"] or {"deletion": "del.", "omission": "om."}[reading["kind"]]
        readings.append(f"{text} {who}".strip() + (f" ({reading['type']})" if reading.get("type") else ""))
    return f"{entry['numbers']} {entry['words']}] " + " : ".join(readings)


def test_fifty_entries_say_what_their_encoding_says(alexandrian_war):
    """Each was read beside the source: words, variants, witnesses, conjectures and their authors, hands."""
    said = [_said(entry) for entry in alexandrian_war["entries"]]

    assert len(FIFTY) >= 50
    assert [line for line in FIFTY if said.count(line) != 1] == []


def test_entries_in_two_parts_are_one(alexandrian_war):
    """What V leaves out from 18.3 to 18.4 stands in two app, because a sentence ends between them."""
    entry = next(entry for entry in alexandrian_war["entries"] if "app-18.3-oppidum-enatauerunt" in entry["parts"])

    assert entry["parts"] == ["app-18.3-oppidum-enatauerunt", "app-18.4-multi"]
    assert [(reading["part"], reading["witnesses"]) for reading in entry["readings"]] == [
        (1, ["M", "U", "S", "T"]), (2, ["M", "U", "S", "T"]), (0, ["V"]),
    ]


def test_every_note_of_an_entry_is_kept_in_its_order(alexandrian_war, test_data):
    """So many notes and details as stand in entries, each after the reading that it follows."""
    root = etree.parse(test_data / "corpus" / ALEXANDRIAN_WAR).getroot()
    encoded = [" ".join("".join(note.itertext()).split()) for note in root.iter(f"{TEI}note", f"{TEI}witDetail") if note.getparent().tag == f"{TEI}app"]
    read = [note["text"] for entry in alexandrian_war["entries"] for note in entry["notes"]]

    assert len(read) > 700
    assert Counter(read) == Counter(encoded)


def test_questions_of_a_scholar(alexandrian_war):
    """What does V read here? Where do S and V agree against T? Which are conjectures?"""
    apparatus = Apparatus.of(alexandrian_war)
    entry = next(entry for entry in apparatus.entries if any(reading.id == "rdg-68.1-frequenter" for reading in entry.readings) or entry.words == "frequentes")

    attested = apparatus.attestation(entry, "V")
    assert (attested.state, attested.reading.text) == (State.ATTESTED, "frequenter")
    agreeing = apparatus.agreements(["S", "V"], against=["T"])
    assert (entry, attested.reading) in agreeing
    assert all("T" not in reading.witnesses for _, reading in agreeing)
    proposals = [reading for _, reading in apparatus.conjectures()]
    assert all(not reading.witnesses for reading in proposals)
    assert {"Klotz", "Madvig"} <= {source for reading in proposals for source in reading.sources}


def test_a_hand_reads_as_its_manuscript_where_it_is_not_named(alexandrian_war):
    """18.3: M before correction has DCCCC, after it DCCC; 19.2 says what M has, and so do its hands."""
    apparatus = Apparatus.of(alexandrian_war)
    number = next(entry for entry in apparatus.entries if entry.words == "DCCC")
    island = next(entry for entry in apparatus.entries if entry.words == "certiorem")

    assert [apparatus.attestation(number, each).reading.text for each in ("Mac", "Mc", "M")] == ["DCCCC", "DCCC", "DCCC"]
    assert apparatus.attestation(number, "M", first_layer=True).reading.text == "DCCCC"
    assert apparatus.attestation(island, "Mac").reading.text == "fortiorem"
    assert "passuum" in WitnessText(apparatus, "Mac").text
